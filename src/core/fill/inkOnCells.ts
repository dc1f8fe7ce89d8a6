import { part, type Steps } from '../geometry/steps.ts'
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

/** Dots between two turns. */
const SLICE = 4096

/** Mean density of all ink on cells. */
export function* inkOnCells(cells: PhotoCells, spots: InkSpots, ink: InkColour, surface: Surface): Steps<CellDensity> {
  const on = yield* spotsOnCells(cells, spots, surface)
  return densityOn(on, ink)
}

/** Dots on cells, whatever their colour. */
export interface SpotsOnCells {
  /** Of peak x colour 1. */
  readonly cores: Float32Array
  /** Of tone 1, red, green, blue: they differ in width. */
  readonly halos: readonly [Float32Array, Float32Array, Float32Array]
}

export function* spotsOnCells(cells: PhotoCells, spots: InkSpots, surface: Surface): Steps<SpotsOnCells> {
  const cores = coresOn(cells, spots, surface)
  const r = yield* part(halosOn(cells, spots, surface, haloMm[0]), 0, 0.33)
  const g = yield* part(halosOn(cells, spots, surface, haloMm[1]), 0.33, 0.67)
  const b = yield* part(halosOn(cells, spots, surface, haloMm[2]), 0.67, 1)
  return { cores, halos: [r, g, b] }
}

export function densityOn({ cores, halos }: SpotsOnCells, ink: InkColour): CellDensity {
  const of = (k: 0 | 1 | 2) => halos[k].map((v, i) => ink.halo[k] * v + ink.core[k] * cores[i]!)
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
export function* halosOn(
  { px, gx, gy, width, height }: PhotoCells,
  spots: InkSpots,
  surface: Surface,
  mm: number,
): Steps<Float32Array> {
  const out = new Float32Array(width * height)
  const peakOf = spots.coreMm ** 2
  for (let i = 0; i < spots.count; i++) {
    if (i % SLICE === 0) yield i / spots.count
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
