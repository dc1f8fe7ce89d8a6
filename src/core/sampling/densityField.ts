import type { Surface } from '../geometry/surface.ts'

/** The density at which every dot of the ranked set is placed. */
export const DENSITY_MAX_PER_CM2 = 320

/** Wanted dots per cm2 of skin on a lattice over the photo; bilinear between samples, 0 outside. */
export interface DensityField {
  /** px, centre of sample 0,0. */
  readonly x0: number
  readonly y0: number
  /** px between samples. */
  readonly step: number
  readonly width: number
  readonly height: number
  /** Row-major, width * height. */
  readonly dotsPerCm2: Float32Array
}

/** Bilinear density at a place in photo px. */
export function densityAt(field: DensityField, x: number, y: number): number {
  const gx = (x - field.x0) / field.step
  const gy = (y - field.y0) / field.step
  const ix = Math.floor(gx)
  const iy = Math.floor(gy)
  const tx = gx - ix
  const ty = gy - iy
  const top = sampleAt(field, ix, iy) * (1 - tx) + sampleAt(field, ix + 1, iy) * tx
  const bottom = sampleAt(field, ix, iy + 1) * (1 - tx) + sampleAt(field, ix + 1, iy + 1) * tx
  return top * (1 - ty) + bottom * ty
}

function sampleAt(field: DensityField, ix: number, iy: number): number {
  if (ix < 0 || iy < 0 || ix >= field.width || iy >= field.height) return 0
  return field.dotsPerCm2[iy * field.width + ix]!
}

/** Samples on a side of the squares for which the surface's scale is asked once. */
const SCALE_BLOCK = 8

/** How many dots the field asks for: the integral of the density over the skin. */
export function countOf(field: DensityField, surface: Surface): number {
  const { width, height, step, dotsPerCm2 } = field
  let count = 0
  for (let by = 0; by < height; by += SCALE_BLOCK) {
    for (let bx = 0; bx < width; bx += SCALE_BLOCK) {
      const right = Math.min(bx + SCALE_BLOCK, width)
      const bottom = Math.min(by + SCALE_BLOCK, height)
      let sum = 0
      for (let y = by; y < bottom; y++) for (let x = bx; x < right; x++) sum += dotsPerCm2[y * width + x]!
      if (sum === 0) continue
      const centre = { x: field.x0 + (bx + right - 1) * 0.5 * step, y: field.y0 + (by + bottom - 1) * 0.5 * step }
      const mm = surface.mmPerPxAt(centre) * step
      count += (sum * mm * mm) / 100
    }
  }
  return count
}

/** Upper bounds of a field over rectangles, from maxima of blocks of samples. */
export interface DensityCeiling {
  readonly across: number
  readonly down: number
  readonly maxima: Float32Array
}

const BLOCK_SHIFT = 3

export function ceilingOf(field: DensityField): DensityCeiling {
  const { width, height, dotsPerCm2 } = field
  const across = ((width - 1) >> BLOCK_SHIFT) + 1
  const down = ((height - 1) >> BLOCK_SHIFT) + 1
  const maxima = new Float32Array(across * down)
  for (let y = 0; y < height; y++) {
    const row = (y >> BLOCK_SHIFT) * across
    let at = y * width
    for (let block = 0; block < across; block++) {
      const end = Math.min(y * width + width, at + (1 << BLOCK_SHIFT))
      let most = maxima[row + block]!
      for (; at < end; at++) {
        const d = dotsPerCm2[at]!
        if (d > most) most = d
      }
      maxima[row + block] = most
    }
  }
  return { across, down, maxima }
}

/** No bilinear value between these sample coordinates (inclusive, may be fractional) is larger than this. */
export function ceilingOver(ceiling: DensityCeiling, left: number, top: number, right: number, bottom: number): number {
  // A place between two samples is bounded by both.
  const fromX = Math.max(0, Math.floor(left) >> BLOCK_SHIFT)
  const fromY = Math.max(0, Math.floor(top) >> BLOCK_SHIFT)
  const toX = Math.min(ceiling.across - 1, (Math.floor(right) + 1) >> BLOCK_SHIFT)
  const toY = Math.min(ceiling.down - 1, (Math.floor(bottom) + 1) >> BLOCK_SHIFT)
  let most = 0
  for (let y = fromY; y <= toY; y++)
    for (let x = fromX; x <= toX; x++) {
      const d = ceiling.maxima[y * ceiling.across + x]!
      if (d > most) most = d
    }
  return most
}
