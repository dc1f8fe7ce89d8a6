import FastPoissonDiskSampling from 'fast-2d-poisson-disk-sampling'
import PoissonDiskSampling from 'poisson-disk-sampling'
import { flatSurface } from '../../src/core/geometry/surface.ts'
import { densityAt, type DensityField } from '../../src/core/sampling/densityField.ts'
import { placeDots } from '../../src/core/sampling/placeDots.ts'
import { uniformAt } from '../../src/core/sampling/random.ts'
import { fieldOf } from '../core/sampling/fields.ts'
import { pointSet } from '../core/sampling/shippedSet.ts'
import { cpuMs } from './cpu.ts'
import { median, rounded, type Figures } from './measure.ts'

/** A 12 MP photo, sampled every half mm as a fill samples it. */
const WIDTH = 4000
const HEIGHT = 3000
const STEP = 6
const MM_PER_PX = 0.08
const surface = flatSurface({ mmPerPx: MM_PER_PX })
const DOTS = 100_000
const ROUNDS = 5

/** A soft area with a ramp and slow variation, scaled to a number of dots. */
function softField(dots: number): DensityField {
  const field = fieldOf(WIDTH, HEIGHT, STEP, (x, y) => {
    const r = Math.hypot((x - WIDTH / 2) / 1840, (y - HEIGHT / 2) / 1380)
    return Math.min(1, Math.max(0, (1 - r) * 4)) * (1 + 0.1 * Math.sin(x / 120) * Math.cos(y / 100))
  })
  const sum = field.dotsPerCm2.reduce((all, d) => all + d, 0)
  const factor = dots / (sum * (STEP * MM_PER_PX * 0.1) ** 2)
  return { ...field, dotsPerCm2: field.dotsPerCm2.map((d) => d * factor) }
}

const greatest = (field: DensityField): number => field.dotsPerCm2.reduce((most, d) => Math.max(most, d), 0)

/** Makes dots, all of them or those that are kept; `k` is its distance at a density of 1. */
type Peer = (field: DensityField, k: number, seed: number) => { kept: number; made: number }

/** npm poisson-disk-sampling at distances of `k` over the root of the density; those in the area count. */
const variable: Peer = (field, k, seed) => {
  const minDistance = k / Math.sqrt(greatest(field))
  // Where a twentieth of the greatest density or less is wanted, the peer goes no sparser: its grid would grow without end.
  const maxDistance = minDistance * Math.sqrt(20)
  let draw = 0
  const points = new PoissonDiskSampling(
    {
      shape: [WIDTH, HEIGHT],
      minDistance,
      maxDistance,
      distanceFunction: (p) => {
        const wanted = densityAt(field, p[0]!, p[1]!)
        const distance = wanted > 0 ? Math.min(maxDistance, k / Math.sqrt(wanted)) : maxDistance
        return (distance - minDistance) / (maxDistance - minDistance)
      },
    },
    () => uniformAt(seed, draw++),
  ).fill()
  let kept = 0
  for (const [x, y] of points) if (densityAt(field, x, y) > 0) kept++
  return { kept, made: points.length }
}

/** npm fast-2d-poisson-disk-sampling knows one distance: the whole photo at the greatest density, thinned at random. */
const thinned: Peer = (field, k, seed) => {
  const most = greatest(field)
  let draw = 0
  const random = () => uniformAt(seed, draw++)
  const points = new FastPoissonDiskSampling({ shape: [WIDTH, HEIGHT], radius: k / Math.sqrt(most) }, random).fill()
  let kept = 0
  for (const [x, y] of points) if (random() * most < densityAt(field, x, y)) kept++
  return { kept, made: points.length }
}

/** The k at which a peer keeps `dots` dots within 1 %: its count goes with 1 / k^2. Warms it up too. */
function calibrate(peer: Peer, field: DensityField, dots: number): number {
  let k = 80 / (MM_PER_PX * 10)
  for (let round = 0; round < 6; round++) {
    const { kept } = peer(field, k, 1)
    if (round > 0 && Math.abs(kept / dots - 1) <= 0.01) return k
    k *= Math.sqrt(kept / dots)
  }
  return k
}

/**
 * Dots kept in the area per CPU second, ours and two peers', on the same field with equal counts, in turns in the same
 * run. Medians.
 * @throws Error when the counts differ by more than 2 %.
 */
export function benchPlacement(): Figures {
  const field = softField(DOTS)
  const ours = (seed: number): number => placeDots(field, { seed, surface, pointSet }).count
  for (let i = 0; i < 100; i++) ours(i)
  const wanted = ours(0)
  const peers = { PoissonDiskSampling: variable, Fast2d: thinned }
  const runs = Object.entries(peers).map(([name, peer]) => ({
    name,
    peer,
    k: calibrate(peer, field, wanted),
    kept: [] as number[],
    made: [] as number[],
    rates: [] as number[],
  }))
  const ourRates: number[] = []
  // One call is shorter than the clock of the CPU is sure of.
  const REPEATS = 40
  for (let round = 0; round < ROUNDS; round++) {
    let placed = 0
    const ourMs = cpuMs(() => {
      for (let i = 0; i < REPEATS; i++) placed += ours(round * REPEATS + i)
    })
    ourRates.push((placed / ourMs) * 1000)
    for (const run of runs) {
      let found = { kept: 0, made: 0 }
      const ms = cpuMs(() => (found = run.peer(field, run.k, round + 2)))
      run.kept.push(found.kept)
      run.made.push(found.made)
      run.rates.push((found.kept / ms) * 1000)
    }
  }
  const figures: Figures = {
    'fill.dots': wanted,
    'fill.placingCpuMs': rounded((wanted / median(ourRates)) * 1000, 2),
    'fill.dotsPerCpuSecond': Math.round(median(ourRates)),
  }
  for (const { name, kept, made, rates } of runs) {
    if (Math.abs(median(kept) / wanted - 1) > 0.02)
      throw new Error(`Expected ${wanted} dots of ${name}, got ${median(kept)}.`)
    figures[`fill.vs${name}`] = rounded(median(ourRates) / median(rates))
    figures[`fill.vs${name}.kept`] = median(kept)
    figures[`fill.vs${name}.made`] = median(made)
    figures[`fill.vs${name}.dotsPerCpuSecond`] = Math.round(median(rates))
  }
  return figures
}
