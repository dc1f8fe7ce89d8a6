import type { Hairline } from '../design/design.ts'
import type { Surface } from '../geometry/surface.ts'
import { smoothStep } from '../sampling/noise.ts'

/**
 * Density over that of the midscalp: hairs at the temple point and the sideburn 70 and 74, at the midline 135 per cm2
 * (Southeast Asian women, simulation-model 1). Midscalp and crown are 1. The front's .70 and the temple apex's .60 are
 * the height of the hairline's sparse edge (ramp); the occiput's 1.05 never shows beside a hairline.
 */
const REGIONS = { templePoint: 0.52, sideburn: 0.55 } as const
/** From the handle to where its region has passed into the next; assumed. */
export const REGION_MM = 15

/**
 * Factor at a place on a density that is `level` of the midscalp's there: at the handle the two together give the
 * region's own, so that the sparse edge and the region do not thin the same hair twice.
 */
export type RegionFactor = (x: number, y: number, level: number) => number

export function regionFactor(hairline: Hairline, surface: Surface): RegionFactor {
  const centres = [hairline.right, hairline.left].flatMap((half) =>
    (['templePoint', 'sideburn'] as const).map((name) => ({
      x: half[name].x,
      y: half[name].y,
      reachPx: REGION_MM / surface.mmPerPxAt(half[name]),
      share: REGIONS[name],
    })),
  )
  return (x, y, level) => {
    let factor = 1
    for (let c = 0; c < centres.length; c++) {
      const { x: cx, y: cy, reachPx, share } = centres[c]!
      const dx = x - cx
      const dy = y - cy
      const d2 = dx * dx + dy * dy
      if (d2 >= reachPx * reachPx || share >= level) continue
      const here = 1 - (1 - share / level) * (1 - smoothStep(Math.sqrt(d2) / reachPx))
      if (here < factor) factor = here
    }
    return factor
  }
}
