import { surfaceOf } from '../scale/calibration.ts'
import type { Design } from '../design.ts'
import { isBesideFront } from '../head/frontView.ts'
import { viewOf } from '../photoView.ts'

/** Cosine between the skin's normal and the line of sight: skin that turns away farther looks half as long or less; assumed. */
const LEAST_FACING = 0.5

/**
 * Whether the photo shows the skin at the midline and the apexes so much from the side that styles look alike: it was taken
 * level from the front. False where the design is measured flat, for then nothing is known of it.
 */
export function hidesRecession(design: Design): boolean {
  if (viewOf(design) !== 'frontal' || isBesideFront(design)) return false
  const { midline, right, left } = design.hairline
  const surface = surfaceOf(design)
  const facing = [midline, right.apex, left.apex].map((p) => surface.facingAt(p))
  return facing.reduce((sum, cos) => sum + cos, 0) / facing.length < LEAST_FACING
}
