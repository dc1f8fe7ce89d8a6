import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import PoissonDiskSampling from 'poisson-disk-sampling'
import { flatSurface } from '../../src/core/geometry/surface.ts'
import { densityAt, type DensityField } from '../../src/core/sampling/densityField.ts'
import { placeDots } from '../../src/core/sampling/placeDots.ts'
import { uniformAt } from '../../src/core/sampling/random.ts'
import { readPointSet } from '../../src/core/sampling/rankedSet.ts'

/** A 12 MP photo, sampled as a fill samples it. */
const WIDTH = 4000
const HEIGHT = 3000
const STEP = 4
const MM_PER_PX = 0.08
const surface = flatSurface({ mmPerPx: MM_PER_PX })

/** A soft area with a ramp and slow variation, scaled to a number of dots. */
function fieldFor(dots: number): DensityField {
  const width = WIDTH / STEP
  const height = HEIGHT / STEP
  const dotsPerCm2 = new Float32Array(width * height)
  let sum = 0
  for (let j = 0; j < height; j++)
    for (let i = 0; i < width; i++) {
      const r = Math.hypot((i - width / 2) / 460, (j - height / 2) / 345)
      const d = Math.min(1, Math.max(0, (1 - r) * 4)) * (1 + 0.1 * Math.sin(i / 30) * Math.cos(j / 25))
      dotsPerCm2[j * width + i] = d
      sum += d
    }
  const factor = dots / (sum * (STEP * MM_PER_PX * 0.1) ** 2)
  for (let i = 0; i < dotsPerCm2.length; i++) dotsPerCm2[i]! *= factor
  return { x0: STEP / 2, y0: STEP / 2, step: STEP, width, height, dotsPerCm2 }
}

/** The peer's dots that lie in the area, at distances of `k` over the root of the density. */
function peerDots(field: DensityField, k: number, seed: number): number {
  const densest = field.dotsPerCm2.reduce((most, d) => Math.max(most, d), 0)
  const minDistance = k / Math.sqrt(densest)
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
  let inside = 0
  for (const [x, y] of points) if (densityAt(field, x, y) > 0) inside++
  return inside
}

/** CPU milliseconds, all threads of the process. */
function cpuMs(run: () => void): number {
  const start = process.cpuUsage()
  run()
  const used = process.cpuUsage(start)
  return (used.user + used.system) / 1000
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** The k at which the peer keeps `dots` dots within 1 %: its count goes with 1 / k^2. */
function calibrate(field: DensityField, dots: number): number {
  let k = 80 / (MM_PER_PX * 10)
  for (let round = 0; round < 6; round++) {
    const found = peerDots(field, k, 1)
    if (Math.abs(found / dots - 1) <= 0.01) return k
    k *= Math.sqrt(found / dots)
  }
  return k
}

/**
 * Dots kept in the area per CPU second, ours and npm poisson-disk-sampling's in its variable-density mode, on the same
 * field with equal counts, in turns in the same run. Medians.
 * @throws Error when the counts differ by more than 2 %.
 */
export function benchPlacement(): Promise<Record<string, number>> {
  const file = readFileSync(fileURLToPath(new URL('../../public/ranked-set.bin', import.meta.url)))
  const pointSet = readPointSet(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength))
  const figures: Record<string, number> = {}
  for (const dots of [25_000, 100_000]) {
    const field = fieldFor(dots)
    const ours = (seed: number): number => placeDots(field, { seed, surface, pointSet }).count
    for (let i = 0; i < 30; i++) ours(i)
    const wanted = ours(0)
    const k = calibrate(field, wanted)
    const ourRates: number[] = []
    const peerRates: number[] = []
    const peerCounts: number[] = []
    const REPEATS = 40
    for (let round = 0; round < 5; round++) {
      // One call is shorter than the clock of the CPU is sure of.
      let placed = 0
      const ourMs = cpuMs(() => {
        for (let i = 0; i < REPEATS; i++) placed += ours(round * REPEATS + i)
      })
      ourRates.push((placed / ourMs) * 1000)
      let kept = 0
      const peerMs = cpuMs(() => (kept = peerDots(field, k, round + 1)))
      peerRates.push((kept / peerMs) * 1000)
      peerCounts.push(kept)
    }
    const peerCount = median(peerCounts)
    if (Math.abs(peerCount / wanted - 1) > 0.02)
      throw new Error(`Expected ${wanted} dots of the peer, got ${peerCount}.`)
    const name = `placement.${dots}`
    figures[`${name}.dots`] = wanted
    figures[`${name}.peerDots`] = peerCount
    figures[`${name}.dotsPerCpuSecond`] = Math.round(median(ourRates))
    figures[`${name}.peerDotsPerCpuSecond`] = Math.round(median(peerRates))
    figures[`${name}.cpuMs`] = Number(((wanted / median(ourRates)) * 1000).toFixed(3))
    figures[`${name}.peerCpuMs`] = Number(((peerCount / median(peerRates)) * 1000).toFixed(1))
    figures[`${name}.timesPeer`] = Number((median(ourRates) / median(peerRates)).toFixed(1))
  }
  return Promise.resolve(figures)
}
