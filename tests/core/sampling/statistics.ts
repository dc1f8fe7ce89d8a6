import { gaps } from './gaps.ts'
import { latticeShare } from './lattice.ts'
import { MARGIN, neighboursOf, spacingOf, type Patch } from './neighbours.ts'

export interface PatchStatistics {
  /** Mean distance to the nearest neighbour over the spacing l, its coefficient of variation and 5 % quantile (in l). */
  readonly nearest: number
  readonly cv: number
  readonly p5: number
  /** Pair correlation in bins of .0812 l, centres (i + .5) x .0812 l. */
  readonly g: readonly number[]
  /** Largest distance of any place to its nearest point, in l. */
  readonly largestVoid: number
  /** Share of points in patches that lie like a square or a triangular lattice. */
  readonly latticeShare: number
}

export const G_BIN = 0.0812
const G_BINS = 27

/** Real follicular units, corrected for the estimator of small fields: what a large patch may be compared with. */
export const follicularG = [
  0, 0, 0, 0, 0.2, 0.29, 0.35, 0.44, 0.63, 0.98, 1.29, 1.47, 1.52, 1.46, 1.31, 1.12, 1.02, 0.96, 1.02, 0.95,
] as const

/** Root mean square difference to a follicular g(r) over 0.3-2.0 mm, .24-1.63 l: bins 3 to 19. */
export function gDifference(g: readonly number[], reference: readonly number[] = follicularG): number {
  let sum = 0
  for (let i = 3; i < 20; i++) sum += ((g[i] ?? 0) - (reference[i] ?? 0)) ** 2
  return Math.sqrt(sum / 17)
}

export function patchStatistics(patch: Patch): PatchStatistics {
  const { x, y, count, side, wraps = false } = patch
  const l = spacingOf(patch)
  const { within } = neighboursOf(patch)
  const nearest: number[] = []
  const pairs = new Float64Array(G_BINS)
  const reach = G_BIN * G_BINS * l
  const low = wraps ? 0 : MARGIN * l
  const high = side - low
  for (let i = 0; i < count; i++) {
    const px = x[i]!
    const py = y[i]!
    if (px < low || py < low || px > high || py > high) continue
    let best = Infinity
    within(px, py, reach, (j, _dx, _dy, d) => {
      if (j === i) return
      if (d < best) best = d
      pairs[Math.floor(d / (G_BIN * l))]!++
    })
    nearest.push(best / l)
  }
  const mean = nearest.reduce((sum, d) => sum + d, 0) / nearest.length
  const variance = nearest.reduce((sum, d) => sum + (d - mean) ** 2, 0) / nearest.length
  const sorted = nearest.toSorted((a, b) => a - b)
  return {
    nearest: mean,
    cv: Math.sqrt(variance) / mean,
    p5: sorted[Math.floor(sorted.length * 0.05)] ?? 0,
    g: Array.from(pairs, (n, i) => n / (nearest.length * Math.PI * G_BIN * G_BIN * (2 * i + 1))),
    largestVoid: gaps(patch),
    latticeShare: latticeShare(patch),
  }
}

/** Greatest over least power by direction, dB, over 12 sectors and waves of .6 to 2 per spacing. */
export function anisotropyDb(patch: Patch): number {
  const { x, y, count, side } = patch
  const l = spacingOf(patch)
  const sectors = new Float64Array(12)
  const counts = new Float64Array(12)
  const longest = Math.floor((2 * side) / l)
  for (let ky = 0; ky <= longest; ky += 2)
    for (let kx = -longest; kx <= longest; kx += 2) {
      const k = (Math.hypot(kx, ky) * l) / side
      if (k < 0.6 || k > 2 || (ky === 0 && kx < 0)) continue
      const sx = (2 * Math.PI * kx) / side
      const sy = (2 * Math.PI * ky) / side
      let re = 0
      let im = 0
      for (let i = 0; i < count; i++) {
        const phase = sx * x[i]! + sy * y[i]!
        re += Math.cos(phase)
        im += Math.sin(phase)
      }
      const sector = Math.min(11, Math.floor((Math.atan2(ky, kx) / Math.PI) * 12))
      sectors[sector]! += (re * re + im * im) / count
      counts[sector]!++
    }
  const power = Array.from(sectors, (p, i) => p / counts[i]!)
  return 10 * Math.log10(Math.max(...power) / Math.min(...power))
}
