import type { PointPx } from '../../geometry/points.ts'
import { SEEN_SHARE } from '../areas/area.ts'
import type { Marks } from '../design.ts'
import { inOutline, outlinePoint } from '../head/headOutline.ts'

/** How far the scalp's end is soft where the outline leads down over skin and not along the head's rim, in half axes: 5 mm. */
const SOFT_END = 0.06
/** Below the outline lies the neck, in half axes (assumed; necks are at least .7 as broad as their heads): what was painted there stays. */
const NECK_BREADTH = 0.55
const NECK_REACH = 0.3

/** The head on a photo from behind, px of the photo. */
export interface HeadBehind {
  /** How much of a place may be scalp, 0..1: all within the marked outline, softly at the nape. */
  scalp(p: PointPx): number
  /** Whether a place lies on the head, or on the neck below it. */
  covers(p: PointPx): boolean
}

/**
 * The head as its outline is marked. The fitted form is one of the skull alone: below the ears it goes on into the air beside the
 * neck.
 */
export function headBehind(marks: Marks): HeadBehind {
  const { outline } = marks
  const px = 1 / Math.min(outline.rx, outline.ry)
  const placeOf = (p: PointPx) => {
    const at = inOutline(marks, p)
    const edge = outlinePoint(outline, Math.atan2(at.y, at.x) / (2 * Math.PI))
    const far = Math.hypot(at.x, at.y)
    return { at, far, beyond: far - SEEN_SHARE * Math.hypot(edge.x, edge.y) }
  }
  return {
    scalp(p) {
      const { at, far, beyond } = placeOf(p)
      const down = at.y < 0 ? (at.y / far) ** 2 : 0
      return Math.max(0, Math.min(1, (px / 2 - beyond) / (px + SOFT_END * down)))
    },
    covers(p) {
      const { at, beyond } = placeOf(p)
      return beyond <= 0 || (at.y < 0 && Math.abs(at.x) < NECK_BREADTH && beyond < NECK_REACH)
    },
  }
}
