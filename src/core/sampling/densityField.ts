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
  /** Fields with the same one have one lattice and are above 0 at the same samples: those of one shape at any density. */
  readonly support?: object
}

/** Bilinear density at a place in photo px. */
export function densityAt(field: DensityField, x: number, y: number): number {
  const gx = (x - field.x0) / field.step
  const gy = (y - field.y0) / field.step
  const ix = Math.floor(gx)
  const iy = Math.floor(gy)
  const tx = gx - ix
  const ty = gy - iy
  if (ix >= 0 && iy >= 0 && ix < field.width - 1 && iy < field.height - 1) {
    const { width, dotsPerCm2 } = field
    const i = iy * width + ix
    const above = dotsPerCm2[i]! * (1 - tx) + dotsPerCm2[i + 1]! * tx
    const below = dotsPerCm2[i + width]! * (1 - tx) + dotsPerCm2[i + width + 1]! * tx
    return above * (1 - ty) + below * ty
  }
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
      if (!surface.isMeasured(centre)) continue
      const mm = surface.mmPerPxAt(centre) * step
      count += (sum * mm * mm) / 100
    }
  }
  return count
}

/** Bounds of a field over rectangles, from the least and the greatest sample of blocks. */
export interface DensityBounds {
  readonly across: number
  readonly down: number
  readonly least: Float32Array
  readonly most: Float32Array
}

const BLOCK_SHIFT = 3

export function boundsOfField(field: DensityField): DensityBounds {
  const { width, height, dotsPerCm2 } = field
  const across = ((width - 1) >> BLOCK_SHIFT) + 1
  const down = ((height - 1) >> BLOCK_SHIFT) + 1
  const least = new Float32Array(across * down)
  const most = new Float32Array(across * down)
  // Positive floats are in the order of their bits, and integers compare faster.
  const bits = new Int32Array(dotsPerCm2.buffer, dotsPerCm2.byteOffset, dotsPerCm2.length)
  const leastBits = new Int32Array(least.buffer)
  const mostBits = new Int32Array(most.buffer)
  for (let by = 0; by < down; by++) {
    const bottom = Math.min(height, (by + 1) << BLOCK_SHIFT)
    for (let bx = 0; bx < across; bx++) {
      const left = bx << BLOCK_SHIFT
      const right = Math.min(width, left + (1 << BLOCK_SHIFT))
      let low = 0x7f7fffff
      let high = 0
      for (let y = by << BLOCK_SHIFT; y < bottom; y++) {
        const end = y * width + right
        for (let at = y * width + left; at < end; at++) {
          const d = bits[at]!
          high = d > high ? d : high
          low = d < low ? d : low
        }
      }
      leastBits[by * across + bx] = low
      mostBits[by * across + bx] = high
    }
  }
  return { across, down, least, most }
}

/**
 * Fills `out` with the least and the greatest value that bilinear reading can give between these sample coordinates
 * (inclusive, may be fractional).
 */
export function boundsOver(
  bounds: DensityBounds,
  field: DensityField,
  left: number,
  top: number,
  right: number,
  bottom: number,
  out: { least: number; most: number },
): void {
  // A place between two samples is bounded by both.
  const x0 = Math.floor(left)
  const y0 = Math.floor(top)
  const x1 = Math.floor(right) + 1
  const y1 = Math.floor(bottom) + 1
  const fromX = Math.max(0, x0 >> BLOCK_SHIFT)
  const fromY = Math.max(0, y0 >> BLOCK_SHIFT)
  const toX = Math.min(bounds.across - 1, x1 >> BLOCK_SHIFT)
  const toY = Math.min(bounds.down - 1, y1 >> BLOCK_SHIFT)
  // Beyond the lattice the density is 0.
  let least = x0 < 0 || y0 < 0 || x1 >= field.width || y1 >= field.height ? 0 : Infinity
  let most = 0
  for (let y = fromY; y <= toY; y++)
    for (let x = fromX; x <= toX; x++) {
      const block = y * bounds.across + x
      const low = bounds.least[block]!
      const high = bounds.most[block]!
      if (low < least) least = low
      if (high > most) most = high
    }
  out.least = least === Infinity ? 0 : least
  out.most = most
}
