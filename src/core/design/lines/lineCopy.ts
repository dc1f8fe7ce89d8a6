import type { PointPx } from '../../geometry/points.ts'
import { halfHandles, type AddedPoint, type Design, type Hairline, type HairlineHalf } from '../design.ts'
import { planeOf } from '../scale/faceScale.ts'
import { faceFrame } from '../head/headOutline.ts'
import { canAddLine, hairlineOf, lineOf, linesOf, nextLineId, withLines, type Line } from './lines.ts'

/** How far a copy of a line stands behind it, so that both are seen, mm. */
export const COPY_BEHIND_MM = 5

/** A hairline moved back along the midline, by mm of the photo plane. */
export const movedBack = (design: Design, hairline: Hairline, mm: number): Hairline =>
  shiftedHairline(hairline, backBy(design, mm))

/** A hairline with all its points elsewhere. */
export function shiftedHairline(hairline: Hairline, moved: (p: PointPx) => PointPx): Hairline {
  const half = (points: HairlineHalf): HairlineHalf =>
    Object.fromEntries(halfHandles.map((name) => [name, moved(points[name])])) as unknown as HairlineHalf
  const added = (points: readonly AddedPoint[]) => points.map((p) => ({ ...p, at: moved(p.at) }))
  return {
    ...hairline,
    midline: moved(hairline.midline),
    right: half(hairline.right),
    left: half(hairline.left),
    ...(hairline.added && { added: { right: added(hairline.added.right), left: added(hairline.added.left) } }),
  }
}

function backBy(design: Design, mm: number): (p: PointPx) => PointPx {
  const { toFace, toPhoto } = faceFrame(design.marks)
  const px = mm / planeOf(design).mmPerPxAt(design.marks.glabella)
  return (p) => {
    const { x, y } = toFace(p)
    return toPhoto({ x, y: y + px })
  }
}

/** A copy right above a line and a little behind it; null where there are enough lines. */
export function withLineCopy(design: Design, id: number, behindMm = COPY_BEHIND_MM): Design | null {
  const line = lineOf(design, id)
  if (!line || !canAddLine(design)) return null
  const { name: _name, ...unnamed } = line
  const own = nextLineId(design)
  const back = backBy(design, behindMm)
  const copy: Line =
    unnamed.kind === 'hairline'
      ? { ...unnamed, id: own, hairline: movedBack(design, hairlineOf(design, unnamed), behindMm) }
      : { ...unnamed, id: own, points: unnamed.points.map((p) => ({ ...p, at: back(p.at) })) }
  return withLines(
    design,
    linesOf(design).flatMap((other) => (other.id === id ? [other, copy] : [other])),
  )
}
