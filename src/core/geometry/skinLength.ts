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

/** Looks at the skin along a way: its tilt changes slowly. */
const LOOKS = 16
/** Of the tangent of a tilt: beyond it a place is at the rim. */
const STEEPEST = 8

/**
 * The tangent of the skin's tilt along a straight line of the photo, as its root mean square over the skin's length: 0 where
 * the way lies across the line of sight.
 */
export function steepnessOf(surface: Surface, a: PointPx, b: PointPx): number {
  const lengthPx = distance(a, b)
  if (lengthPx === 0) return 0
  const [alongX, alongY] = [(b.x - a.x) / lengthPx, (b.y - a.y) / lengthPx]
  let squares = 0
  let skin = 0
  for (let i = 0; i < LOOKS; i++) {
    const [x, y, z] = surface.normalAt(between(a, b, (i + 0.5) / LOOKS))
    const tangent = Math.min(STEEPEST, Math.abs((x * alongX + y * alongY) / z))
    const stretch = Math.hypot(1, tangent)
    squares += stretch * tangent ** 2
    skin += stretch
  }
  return Math.sqrt(squares / skin)
}
