import type { Marks } from '../core/design/design.ts'
import { evenOutline } from '../core/design/headOutline.ts'
import { LEAST_RADIUS, MOST_RADIUS } from '../core/design/outlineRadii.ts'
import type { PointPx } from '../core/geometry/points.ts'
import { findHeadEdge } from '../core/pixels/headEdge.ts'
import type { Pixels } from './photoLevels.ts'

/** Long side of the copy that is looked at, px: an edge is found to a part of a pixel, and hair is only a tone. */
const LONG_SIDE_PX = 500

/** The factors with which the outline lies on the head's edge; null where no edge is plainly seen near it. */
export function findOutline(
  marks: Marks,
  photo: { readonly width: number; readonly height: number; readonly level: (level: number) => Pixels },
): readonly number[] | null {
  const level = Math.max(0, Math.round(Math.log2(Math.max(photo.width, photo.height) / LONG_SIDE_PX)))
  const small = ({ x, y }: PointPx): PointPx => ({ x: x / 2 ** level, y: y / 2 ** level })
  const { factors, found } = findHeadEdge(
    photo.level(level),
    small(marks.outline.centre),
    evenOutline(marks).map(small),
  )
  if (!found) return null
  return factors.map((f) => Math.round(1000 * Math.max(LEAST_RADIUS, Math.min(MOST_RADIUS, f))) / 1000)
}
