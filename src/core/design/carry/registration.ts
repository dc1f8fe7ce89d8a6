import type { PointPx, RectPx } from '../../geometry/points.ts'
import { boundsOf } from '../../geometry/polygon.ts'
import { about, fitSimilarity, followedBy, sizeOf, unmoved, type Similarity } from '../../geometry/similarity.ts'
import { isScaled, surfaceOf } from '../scale/calibration.ts'
import type { Design, Marks } from '../design.ts'
import { faceFrame, outlineFrame, outlinePolygon } from '../head/headOutline.ts'

/** What of a design says where a photo's head is, and how large. */
export type Placed = Pick<Design, 'photo' | 'marks' | 'scale'>

/** Eye corners and brows stand still between two visits; the top of the head moves with the hair that stands on it. */
const WEIGHTS = { glabella: 1, eye: 1, top: 0.25 } as const

/**
 * Where a photo of another visit lies on this one: the face's marks onto each other. Both photos are of one view; marks that
 * nobody has checked still place the head as photos of a view usually hold it, and where both photos are scaled the
 * millimetres then say the size.
 * @returns from px of the other photo to px of this one
 */
export function placeByMarks(other: Placed, here: Placed): Similarity {
  const [from, to] = [pointsOf(other.marks), pointsOf(here.marks)]
  const pairs = (Object.keys(from) as (keyof typeof from)[]).map((name) => ({
    from: from[name].at,
    to: to[name].at,
    weight: from[name].weight,
  }))
  const fitted = fitSimilarity(pairs) ?? unmoved
  const checked = other.marks.checked && here.marks.checked
  if (checked || !isScaled(other) || !isScaled(here)) return fitted
  const mm = surfaceOf(other).mmPerPxAt(other.marks.glabella) / surfaceOf(here).mmPerPxAt(here.marks.glabella)
  return followedBy(fitted, about(to.glabella.at, mm / sizeOf(fitted)))
}

/**
 * The same of a view that shows no face: the outlines of both heads onto each other.
 * @returns from px of the other photo to px of this one
 */
export function placeByOutlines(other: Placed, here: Placed): Similarity {
  const to = endsOf(here.marks)
  return fitSimilarity(endsOf(other.marks).map((from, i) => ({ from, to: to[i]!, weight: 1 }))) ?? unmoved
}

function endsOf(marks: Marks): readonly PointPx[] {
  const { rx, ry } = marks.outline
  const { toPhoto } = outlineFrame(marks)
  return [
    { x: rx, y: 0 },
    { x: 0, y: ry },
    { x: -rx, y: 0 },
    { x: 0, y: -ry },
  ].map(toPhoto)
}

function pointsOf(marks: Marks): Record<'glabella' | 'eyeRight' | 'eyeLeft' | 'top', { at: PointPx; weight: number }> {
  const { outline } = marks
  const up = faceFrame(marks)
  const centre = up.toFace(outline.centre)
  return {
    glabella: { at: marks.glabella, weight: WEIGHTS.glabella },
    eyeRight: { at: marks.eyeRight, weight: WEIGHTS.eye },
    eyeLeft: { at: marks.eyeLeft, weight: WEIGHTS.eye },
    top: { at: up.toPhoto({ x: centre.x, y: centre.y + outline.ry }), weight: WEIGHTS.top },
  }
}

/** Of the head's height, from its top: below it the neck and the clothes are another day's. */
const HEAD_SHARE = 0.92

/** What of a photo must agree with another visit's: the head, and no backdrop. Px of the photo. */
export function headRegion({ marks, photo }: Pick<Design, 'marks' | 'photo'>): RectPx {
  const whole = { x: 0, y: 0, width: photo.width, height: photo.height }
  const head = boundsOf(outlinePolygon(marks))
  if (!head) return whole
  const x = Math.max(0, head.x)
  const y = Math.max(0, head.y)
  const right = Math.min(photo.width, head.x + head.width)
  const bottom = Math.min(photo.height, head.y + head.height * HEAD_SHARE)
  return right - x > 8 && bottom - y > 8 ? { x, y, width: right - x, height: bottom - y } : whole
}
