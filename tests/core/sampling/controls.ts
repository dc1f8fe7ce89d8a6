import { uniformAt } from '../../../src/core/sampling/random.ts'
import type { Patch } from './neighbours.ts'

/** Sets that look false, for the measures to refuse. All on a torus of side 1. */

/** Every dot by itself: clumps and holes. */
export function uniformRandom(count: number, seed: number): Patch {
  const places = (salt: number) => Float64Array.from({ length: count }, (_, i) => uniformAt(seed + salt, i))
  return { x: places(0), y: places(0x9e37), count, side: 1, wraps: true }
}

/** Share of the spacing that discs thrown at random keep clear when no more fit in. */
const SATURATED = 0.82

/** A plain Poisson disk: darts, each kept unless it is nearer than the radius to an earlier one, until no more fit. */
export function poissonDisk(count: number, seed: number): Patch {
  const radius = SATURATED / Math.sqrt(count)
  const cells = Math.floor(1 / radius)
  const grid: number[][] = Array.from({ length: cells * cells }, () => [])
  const x: number[] = []
  const y: number[] = []
  const away = (a: number, b: number): number => Math.abs(a - b - Math.round(a - b))
  const free = (px: number, py: number): boolean => {
    const cx = Math.floor(px * cells)
    const cy = Math.floor(py * cells)
    for (let dy = cells - 1; dy <= cells + 1; dy++)
      for (let dx = cells - 1; dx <= cells + 1; dx++)
        for (const i of grid[((cy + dy) % cells) * cells + ((cx + dx) % cells)]!)
          if (away(px, x[i]!) ** 2 + away(py, y[i]!) ** 2 < radius * radius) return false
    return true
  }
  for (let dart = 0; dart < 400 * count; dart++) {
    const px = uniformAt(seed, 2 * dart)
    const py = uniformAt(seed, 2 * dart + 1)
    if (!free(px, py)) continue
    grid[Math.floor(py * cells) * cells + Math.floor(px * cells)]!.push(x.length)
    x.push(px)
    y.push(py)
  }
  return { x, y, count: x.length, side: 1, wraps: true }
}

/** A square lattice a little out of order. */
export function looseLattice(across: number, seed: number): Patch {
  const count = across * across
  const noise = (i: number) => (0.3 * (uniformAt(seed, i) - 0.5)) / across
  const x = Float64Array.from({ length: count }, (_, i) => ((i % across) + 0.5) / across + noise(2 * i))
  const y = Float64Array.from({ length: count }, (_, i) => (Math.floor(i / across) + 0.5) / across + noise(2 * i + 1))
  return { x, y, count, side: 1, wraps: true }
}
