import { exponential, hash, uniformAt } from './random.ts'

/** t^3 (6 t^2 - 15 t + 10) with t held in 0..1: 0 to 1 without a kink. */
export function smoothStep(t: number): number {
  if (t <= 0) return 0
  if (t >= 1) return 1
  return t * t * t * (t * (t * 6 - 15) + 10)
}

/** Variance of one layer of the gradient noises below, integrated over the cell. */
const LINE_VARIANCE = 0.019795
const PLANE_VARIANCE = 0.046531

/** Gradient noise has most of its power at waves of 1.7 times its lattice. */
const WAVE_OVER_LATTICE = 1.7

/** Index of a number that shifts a whole lattice; no node of a line has it. */
const SHIFT = 2 ** 31

function lineLayer(seed: number, unshifted: number): number {
  // Halfway between two nodes a layer strays most: unshifted, every seed would do so at the same places.
  const at = unshifted + uniformAt(seed, SHIFT)
  const i = Math.floor(at)
  const t = at - i
  const here = hash(seed, i >>> 0) / 2 ** 31 - 1
  const next = hash(seed, (i + 1) >>> 0) / 2 ** 31 - 1
  const f = smoothStep(t)
  return here * t * (1 - f) + next * (t - 1) * f
}

/**
 * Noise along a line with its power at waves of about shortest..longest; mean 0, variance 1.
 * Depends on the seed and the place alone, and over the seeds it is alike at every place.
 */
export function lineNoise(seed: number, s: number, shortest: number, longest: number): number {
  // Two lattices of nodes unlike far apart, or the noise would vanish at regular intervals.
  const short = shortest * 1.2
  const long = longest * 0.85
  const a = lineLayer(seed ^ 0x51ed270b, (s * WAVE_OVER_LATTICE) / short)
  const b = lineLayer(seed ^ 0x2545f491, (s * WAVE_OVER_LATTICE) / long)
  return (a + b) / Math.sqrt(2 * LINE_VARIANCE)
}

/** Sixteen directions: halves of sqrt(2) and of sqrt(2 +- sqrt(2)). */
const C = 0.9238795325112867
const S = 0.3826834323650898
const D = 0.7071067811865476
const gradientX = Float64Array.of(1, C, D, S, 0, -S, -D, -C, -1, -C, -D, -S, 0, S, D, C)
const gradientY = Float64Array.of(0, S, D, C, 1, C, D, S, 0, -S, -D, -C, -1, -C, -D, -S)

function corner(seed: number, ix: number, iy: number, dx: number, dy: number): number {
  const direction = hash(seed ^ Math.imul(iy, 0x165667b1), ix >>> 0) & 15
  return gradientX[direction]! * dx + gradientY[direction]! * dy
}

function planeLayer(seed: number, x: number, y: number): number {
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  const tx = x - ix
  const ty = y - iy
  const fx = smoothStep(tx)
  const fy = smoothStep(ty)
  const top = corner(seed, ix, iy, tx, ty) * (1 - fx) + corner(seed, ix + 1, iy, tx - 1, ty) * fx
  const bottom = corner(seed, ix, iy + 1, tx, ty - 1) * (1 - fx) + corner(seed, ix + 1, iy + 1, tx - 1, ty - 1) * fx
  return top * (1 - fy) + bottom * fy
}

/** Noise over the skin with waves of 6-25 mm; mean 0, variance 1. */
export function skinNoise(seed: number, xMm: number, yMm: number): number {
  const fine = planeLayer(seed ^ 0x1b873593, xMm / 4.7 + 0.37, yMm / 4.7 + 0.11)
  const middle = planeLayer(seed ^ 0x7f4a7c15, xMm / 7.9 + 0.61, yMm / 7.9 + 0.83)
  const coarse = planeLayer(seed ^ 0x38495ab5, xMm / 12.7 + 0.23, yMm / 12.7 + 0.47)
  return (fine + middle + coarse) / Math.sqrt(3 * PLANE_VARIANCE)
}

/** Relative spread of the density at low frequency; simulation-model 1, assumed. */
export const DENSITY_VARIATION_SD = 0.1

/** Factor of mean 1 by which the density varies over the skin. */
export function densityVariation(seed: number, xMm: number, yMm: number): number {
  const variance = DENSITY_VARIATION_SD * DENSITY_VARIATION_SD
  return exponential(DENSITY_VARIATION_SD * skinNoise(seed, xMm, yMm) - variance / 2)
}
