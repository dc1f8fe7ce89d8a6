/** Side of the blocks in which gloss is told from skin, px: single pixels are too noisy for it. */
export const GLOSS_BLOCK = 4

/** Gloss may be this much of the darkest channel: at .8 (simulation-model 5) ink took over 1 L* from clipped highlights. */
const MOST_OF_DARKEST = 0.92
/** Between these the skin is so grey that gloss and skin look alike, and less and less is called gloss. */
const GREY_SKIN = 0.004
const COLOURED_SKIN = 0.02

/**
 * Light that the surface throws back before it has been in the skin: I = kd c + ks 1 by least squares, c the colour of
 * the skin at `at` in `colour` (any length), the light source taken for white (simulation-model 5).
 * @returns ks, linear light, the same in all channels
 */
export function specular(r: number, g: number, b: number, colour: Float32Array, at = 0): number {
  const cr = colour[at]!
  const cg = colour[at + 1]!
  const cb = colour[at + 2]!
  const cc = cr * cr + cg * cg + cb * cb
  const c1 = cr + cg + cb
  const det = 3 * cc - c1 * c1
  const certainty = Math.min(1, (det / (c1 * c1) - GREY_SKIN) / (COLOURED_SKIN - GREY_SKIN))
  if (!(certainty > 0)) return 0
  const ks = (certainty * (cc * (r + g + b) - c1 * (cr * r + cg * g + cb * b))) / det
  return Math.max(0, Math.min(MOST_OF_DARKEST * Math.min(r, g, b), ks))
}
