import type { Surface } from '../geometry/surface.ts'
import { inkDots, type Rgb } from '../pigment/inkModel.ts'
import type { InkSpots } from './inkSpots.ts'
import type { CellDensity, PhotoCells } from './skinGloss.ts'

/** What the dots' peaks mean in each channel. */
export interface InkColour {
  /** Density of a core over its peak, which is the mean of red and green. */
  readonly core: Rgb
  /** Density of a halo at its centre over peak x sigma^2 of its core, 1 / mm2. */
  readonly halo: Rgb
}

/** Sigmas of the halos, mm (simulation-model 4). */
export const haloMm: Rgb = inkDots.healed.s2Mm

/** Mean density of all ink on cells. */
export function inkOnCells(cells: PhotoCells, spots: InkSpots, ink: InkColour, surface: Surface): CellDensity {
  const cores = coresOn(cells, spots, surface)
  const of = (k: 0 | 1 | 2) =>
    halosOn(cells, spots, surface, haloMm[k]).map((v, i) => ink.halo[k] * v + ink.core[k] * cores[i]!)
  return [of(0), of(1), of(2)]
}

/** Mean density of the cores on cells, of peak x colour 1. */
export function coresOn({ px, gx, gy, width, height }: PhotoCells, spots: InkSpots, surface: Surface): Float32Array {
  const out = new Float32Array(width * height)
  for (let i = 0; i < spots.count; i++) {
    const [x, y] = [spots.x[i]!, spots.y[i]!]
    const sigma = spots.coreMm / surface.mmPerPxAt({ x, y })
    const mean = (spots.peak[i]! * 2 * Math.PI * sigma * sigma) / (px * px)
    const u = x / px - gx - 0.5
    const v = y / px - gy - 0.5
    const [left, top] = [Math.floor(u), Math.floor(v)]
    for (const [a, b] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const [cx, cy] = [left + a, top + b]
      if (cx < 0 || cy < 0 || cx >= width || cy >= height) continue
      out[cy * width + cx]! += mean * (1 - Math.abs(u - cx)) * (1 - Math.abs(v - cy))
    }
  }
  return out
}

/** Density of the halos on cells, of tone 1. */
export function halosOn(
  { px, gx, gy, width, height }: PhotoCells,
  spots: InkSpots,
  surface: Surface,
  mm: number,
): Float32Array {
  const out = new Float32Array(width * height)
  const peakOf = spots.coreMm ** 2
  for (let i = 0; i < spots.count; i++) {
    const [x, y] = [spots.x[i]!, spots.y[i]!]
    const sigma = mm / surface.mmPerPxAt({ x, y }) / px
    const variance = sigma * sigma + 1 / 12
    const height0 = (spots.peak[i]! * peakOf * sigma * sigma) / variance
    const u = x / px - gx - 0.5
    const v = y / px - gy - 0.5
    const reach = 3.2 * Math.sqrt(variance)
    for (let cy = Math.max(0, Math.ceil(v - reach)); cy <= Math.min(height - 1, v + reach); cy++)
      for (let cx = Math.max(0, Math.ceil(u - reach)); cx <= Math.min(width - 1, u + reach); cx++)
        out[cy * width + cx]! += height0 * Math.exp(-((cx - u) ** 2 + (cy - v) ** 2) / (2 * variance))
  }
  return out
}
