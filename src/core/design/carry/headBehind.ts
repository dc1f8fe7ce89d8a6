import { SEEN_SHARE } from '../areas/area.ts'
import type { Marks } from '../design.ts'
import { inOutline, outlinePoint } from '../head/headOutline.ts'
import type { Cover } from './carriedMask.ts'

/**
 * Half breadths below the outline, in those of the head: within the first there is neck, and beyond the second perhaps none, nor any
 * hair of the nape (assumed; necks are at least .7 of their heads).
 */
const NECK_ALL = 0.42
const NECK_NONE = 0.64
/** The nape ends no farther below the outline, in half axes (assumed): some 2 cm. */
const NECK_REACH = 0.2

/**
 * How much of a place of a photo from behind is the head's, px of the photo to 0..1: what lies within its marked outline, and
 * below that the neck, into which it goes on. The fitted form is one of the skull alone: beside the neck it goes on into the air,
 * and over the ears.
 */
export function headFromBehind(marks: Marks): Cover {
  const { outline } = marks
  const soft = 1 / Math.min(outline.rx, outline.ry)
  return (p) => {
    const at = inOutline(marks, p)
    const edge = outlinePoint(outline, Math.atan2(at.y, at.x) / (2 * Math.PI))
    const beyond = Math.hypot(at.x, at.y) - SEEN_SHARE * Math.hypot(edge.x, edge.y)
    const neck = at.y < 0 ? (NECK_NONE - Math.abs(at.x)) / (NECK_NONE - NECK_ALL) : 0
    const reach = NECK_REACH * Math.max(0, Math.min(1, neck))
    // To the full over its first half, and off over the second one, at the least over a px.
    return Math.max(0, Math.min(1, (reach + soft / 2 - beyond) / (reach / 2 + soft)))
  }
}
