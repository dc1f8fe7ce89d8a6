import { between, distance, type PointPx } from './points.ts'
import type { Surface } from './surface.ts'

/** Pieces of a line; on a head of 80 mm radius the chord of one is off by less than .1 %. */
const PIECES = 48

/** mm along the skin under a straight line of the photo. Where it leaves the head, as far as the surface there has it. */
export function lengthOnSkin(surface: Surface, a: PointPx, b: PointPx): number {
  const piecePx = distance(a, b) / PIECES
  let length = 0
  let before = surface.toSkin(a)
  for (let i = 1; i <= PIECES; i++) {
    const here = surface.toSkin(between(a, b, i / PIECES))
    length +=
      before && here
        ? Math.hypot(here[0] - before[0], here[1] - before[1], here[2] - before[2])
        : piecePx * surface.mmPerPxAt(between(a, b, (i - 0.5) / PIECES))
    before = here
  }
  return length
}
