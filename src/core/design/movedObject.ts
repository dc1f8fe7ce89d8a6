import { add, type PointPx } from '../geometry/points.ts'
import { shiftMask } from '../pixels/maskShift.ts'
import { areaOf, canAddArea, withAreaCopy, withAreaLike } from './areas/areas.ts'
import { asPainted } from './carry/carriedAreas.ts'
import type { AreaDesign, Design, Marks } from './design.ts'
import { isJoined } from './lines/freeLines.ts'
import { faceFrame } from './head/headOutline.ts'
import { shiftedHairline, withLineCopy } from './lines/lineCopy.ts'
import {
  canAddLine,
  currentId,
  hairlineOf,
  isFree,
  lineOf,
  linesOf,
  nextLineId,
  withFreeLine,
  withLines,
  type FreeLine,
} from './lines/lines.ts'
import { measureOf, measuresOf, withMeasures, withNewMeasure } from './scale/measures.ts'
import type { DesignObject } from './objects.ts'

/** Objects moved and copied as a whole. */

/** Why an object is not moved as a whole: a proposed area follows its hairline, and the current line is moved by its points. */
export type MoveProblem = 'followsHairline' | 'movedByPoints'

export function moveProblem(design: Design, { kind, id }: DesignObject): MoveProblem | null {
  if (kind === 'area' && areaOf(design, id)?.proposed) return 'followsHairline'
  return kind === 'line' && id === currentId(design) ? 'movedByPoints' : null
}

/**
 * The design with an object moved as a whole. Areas move by whole pixels, with the density that is painted on them; what is
 * excluded stays. The mirror image of a line moves as its mirror image, and a moustache along the midline.
 * @param by px; of the pixel nearest to it for an area
 * @param partner whether a line was taken by its mirror image
 */
export function withObjectMoved(design: Design, object: DesignObject, by: PointPx, partner = false): Design {
  const { kind, id } = object
  if (kind === 'area') {
    const area = areaOf(design, id)
    return area ? withAreaLike(design, id, shiftedArea(area, by)) : design
  }
  if (kind === 'measure') {
    if (!measureOf(design, id)) return design
    return withMeasures(
      design,
      measuresOf(design).map((m) => (m.id === id ? { ...m, points: m.points.map((p) => add(p, by)) } : m)),
    )
  }
  return withLineMoved(design, id, by, partner)
}

function shiftedArea(area: AreaDesign, by: PointPx): AreaDesign {
  const [dx, dy] = [Math.round(by.x), Math.round(by.y)]
  if (dx === 0 && dy === 0) return area
  const moved = (name: 'add' | 'subtract' | 'more' | 'less') => shiftMask(area[name], dx, dy)
  return { ...area, add: moved('add'), subtract: moved('subtract'), more: moved('more'), less: moved('less') }
}

function withLineMoved(design: Design, id: number, by: PointPx, partner: boolean): Design {
  const line = lineOf(design, id)
  if (!line) return design
  if (isFree(line)) {
    const step = ownStep(design, by, partner && line.mirrored, isJoined(line))
    const own = line.mirrored && !isJoined(line) ? keptOnSide(line, step, design.marks) : step
    return withFreeLine(design, { ...line, points: line.points.map((p) => ({ ...p, at: add(p.at, own) })) })
  }
  const hairline = shiftedHairline(hairlineOf(design, line), (p) => add(p, by))
  if (line.hairline === null) return { ...design, hairline }
  return withLines(
    design,
    linesOf(design).map((other) => (other.id === id ? { ...line, hairline } : other)),
  )
}

/** As much of a step as leaves the whole line on its side of the midline: beyond it the line would cross its mirror image. */
function keptOnSide({ points }: FreeLine, step: PointPx, marks: Marks): PointPx {
  const { toFace, toPhoto } = faceFrame(marks)
  const across = points.map(({ at }) => toFace(at).x)
  const side = Math.sign(across.reduce((sum, x) => sum + x, 0))
  const room = Math.max(0, Math.min(...across.map((x) => side * x)))
  const to = toFace(add(marks.glabella, step))
  if (side * to.x >= -room) return step
  const at = toPhoto({ ...to, x: -side * room })
  return { x: at.x - marks.glabella.x, y: at.y - marks.glabella.y }
}

/** A step as it is for the side of a line that is stored; up and down the midline alone for a line across it. */
function ownStep({ marks }: Design, by: PointPx, mirrored: boolean, alongMidline: boolean): PointPx {
  if (!mirrored && !alongMidline) return by
  const { toFace, toPhoto } = faceFrame(marks)
  const from = toFace(marks.glabella)
  const to = toFace(add(marks.glabella, by))
  const across = alongMidline ? 0 : from.x - to.x
  const at = toPhoto({ x: from.x + across, y: to.y })
  return { x: at.x - marks.glabella.x, y: at.y - marks.glabella.y }
}

/** Why there is no copy. */
export type CopyProblem = 'enoughLines' | 'enoughAreas' | 'enoughMeasures'

/** The design with a copy right on an object, which the hand moves on; a proposed area is copied as if it had been painted. */
export function withObjectCopy(
  design: Design,
  { kind, id }: DesignObject,
): { readonly design: Design; readonly object: DesignObject } | CopyProblem {
  switch (kind) {
    case 'line': {
      const copied = canAddLine(design) ? withLineCopy(design, id, 0) : null
      return copied ? { design: copied, object: { kind, id: nextLineId(design) } } : 'enoughLines'
    }
    case 'area': {
      const area = areaOf(design, id)
      if (!area || !canAddArea(design)) return 'enoughAreas'
      const copied = withAreaCopy(design, area.proposed ? asPainted(area, design) : area)
      return { design: copied.design, object: { kind, id: copied.id } }
    }
    case 'measure': {
      const copied = withNewMeasure(design, measureOf(design, id)?.points ?? [])
      return copied ? { design: copied.design, object: { kind, id: copied.id } } : 'enoughMeasures'
    }
  }
}
