import type { Marks } from '../../core/design/design.ts'
import { outlinePolygon } from '../../core/design/head/headOutline.ts'
import { boundsOf } from '../../core/geometry/polygon.ts'
import type { RectPx } from '../../core/geometry/points.ts'
import type { Box } from './viewport.ts'

/** Air around the head, share of its height. */
const AIR = 0.05
/** How much of the face below the glabella is shown: eyes and nose, which the scale and the marks need. */
const FACE = 0.55
/** A head smaller than this share of the photo is an unlikely mark: show everything. */
const SMALLEST = 0.2

/** What Fit shows: the scalp and the face down to the mouth, the whole photo where the marks cannot be right. */
export function scalpView(marks: Marks, photo: Box): RectPx {
  const head = boundsOf(outlinePolygon(marks))
  const whole = { x: 0, y: 0, ...photo }
  // Proposed marks may miss the eyes, which the scale needs.
  if (!head || !marks.checked) return whole
  const air = AIR * head.height
  const x = Math.max(0, head.x - air)
  const y = Math.max(0, head.y - air)
  const right = Math.min(photo.width, head.x + head.width + air)
  const bottom = Math.min(photo.height, marks.glabella.y + FACE * Math.abs(head.y + head.height - marks.glabella.y))
  const plausible = right - x > SMALLEST * photo.width && bottom - y > SMALLEST * photo.height
  return plausible ? { x, y, width: right - x, height: bottom - y } : whole
}
