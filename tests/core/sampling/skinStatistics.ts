import type { HeadFit } from '../../../src/core/geometry/headFit.ts'
import { headSurface } from '../../../src/core/geometry/headSurface.ts'
import type { Dots } from '../../../src/core/sampling/placeDots.ts'

export interface SkinStatistics {
  /** Mean distance to the nearest neighbour, its coefficient of variation and 5 % quantile; of the spacing l. */
  readonly nearest: number
  readonly cv: number
  readonly p5: number
  /** Pair correlation about a distance in l. */
  g(distance: number): number
}

/** Of distances, in l. */
const BIN = 0.1
const BINS = 24
/** Dots that face the camera less than this are neighbours only. */
const LEAST_FACING = 0.45

/**
 * The statistics of section 11 of dots that a photo shows, laid back on the skin: distances are chords, of which the area
 * within on a ball is that of a flat disc. The density is taken to be even.
 */
export function skinStatistics(fit: HeadFit, dots: Dots): SkinStatistics {
  const surface = headSurface(fit)
  const order = Array.from({ length: dots.count }, (_, i) => ({ x: dots.x[i]!, y: dots.y[i]! })).map((p) => ({
    mm: surface.toSkin(p)!,
    facing: surface.normalAt(p)[2],
  }))
  // Dots of the middle over the skin there.
  let middle = 0
  for (const dot of order) if (dot.facing > LEAST_FACING) middle++
  const l = Math.sqrt(skinMm2(fit) / middle)
  const reach = BIN * BINS * l
  const near = cellsOf(
    order.map(({ mm }) => mm),
    reach,
  )
  const pairs = new Float64Array(BINS)
  const nearest: number[] = []
  for (const [i, { mm, facing }] of order.entries()) {
    if (facing <= LEAST_FACING) continue
    let best = reach
    for (const j of near(mm)) {
      if (j === i) continue
      const other = order[j]!.mm
      const d = Math.hypot(other[0] - mm[0], other[1] - mm[1], other[2] - mm[2])
      if (d >= reach) continue
      pairs[Math.floor(d / (BIN * l))]!++
      best = Math.min(best, d)
    }
    nearest.push(best / l)
  }
  const mean = nearest.reduce((sum, d) => sum + d, 0) / nearest.length
  const variance = nearest.reduce((sum, d) => sum + (d - mean) ** 2, 0) / nearest.length
  return {
    nearest: mean,
    cv: Math.sqrt(variance) / mean,
    p5: nearest.toSorted((a, b) => a - b)[Math.floor(nearest.length * 0.05)]!,
    g(distance) {
      const bin = Math.floor(distance / BIN)
      return pairs[bin]! / (nearest.length * Math.PI * BIN * BIN * (2 * bin + 1))
    },
  }
}

/** Which places may lie within `reach` of one. */
function cellsOf(places: readonly Place[], reach: number): (mm: Place) => number[] {
  const keyOf = (x: number, y: number, z: number) => (x + 500) * 1_000_000 + (y + 500) * 1000 + z + 500
  const cell = (v: number) => Math.floor(v / reach)
  const cells = new Map<number, number[]>()
  for (const [i, [x, y, z]] of places.entries()) {
    const key = keyOf(cell(x), cell(y), cell(z))
    const members = cells.get(key)
    if (members) members.push(i)
    else cells.set(key, [i])
  }
  return ([x, y, z]) => {
    const found: number[] = []
    for (let i = -1; i <= 1; i++)
      for (let j = -1; j <= 1; j++)
        for (let k = -1; k <= 1; k++)
          for (const at of cells.get(keyOf(cell(x) + i, cell(y) + j, cell(z) + k)) ?? []) found.push(at)
    return found
  }
}

type Place = readonly [number, number, number]

/** mm2 of skin that a photo shows facing it and that holds dots: above the middle of the head. */
function skinMm2(fit: HeadFit): number {
  const surface = headSurface(fit)
  let sum = 0
  const step = 5
  for (let y = 0; y < 2 * fit.cy; y += step)
    for (let x = 0; x < 2 * fit.cx; x += step) {
      const p = { x: x + step / 2, y: y + step / 2 }
      const mm = surface.toSkin(p)
      if (!mm || lowerThanDots(fit, mm) || surface.normalAt(p)[2] <= LEAST_FACING) continue
      sum += (step * surface.mmPerPxAt(p)) ** 2
    }
  return sum
}

function lowerThanDots({ axes }: HeadFit, [x, y, z]: readonly [number, number, number]): boolean {
  const [u, v, w] = [x / axes.a, y / axes.c, z / axes.b]
  return v / Math.hypot(u, v, w) < -0.95
}
