// The limits of the figures, what the goal is and what must hold.
import { handFigures } from './hands.mjs'

const atLeast = (must, goal) => ({ kind: 'at least', must, goal })
const atMost = (must, goal) => ({ kind: 'at most', must, goal })
const within = (low, high) => ({ kind: 'within', low, high })

const prefixes = [100, 60, 25, 10]
const quality = {
  nnMean: within(0.68, 0.8),
  nnCv: within(0.17, 0.28),
  p5: atLeast(0.3),
  gRms: atMost(0.17),
  latticeShare: atMost(0.01),
  largestVoid: atMost(1.1),
}

const limits = {
  'fill.vsPoissonDiskSampling': atLeast(150, 200),
  'fill.vsFast2d': atLeast(75, 200),
  ...Object.fromEntries(
    Object.entries(quality).flatMap(([name, limit]) => prefixes.map((p) => [`quality.${name}.${p}`, limit])),
  ),
  'density.totalErrorMedian': atMost(0.004),
  'density.totalErrorExcess': atMost(0),
  'density.worstDecilePooled': atMost(0.02),
  'density.outside': atMost(0),
  'bundle.firstLoadGzKB': atMost(undefined, 220),
  'memory.peakMB.48mp': atMost(undefined, 400),
  'memory.steadyMB.48mp': atMost(undefined, 250),
  'edit.stable': atLeast(1),
  'edit.strokeToDotsP95Ms': atMost(undefined, 100),
  ...Object.fromEntries(handFigures.map((name) => [name, atMost(undefined, 16.7)])),
  'input.sliderToPixelsP95Ms': atMost(undefined, 100),
  'time.sliderToPixelsP95Ms': atMost(undefined, 100),
  'time.stageToPixelsP95Ms': atMost(undefined, 100),
  'render.vsKonvaNodes': atLeast(60, 100),
  'render.vsKonvaCachedGroup': atLeast(1),
  'render.buildVsKonvaCachedGroup': atLeast(5),
}

function holds(value, limit, bound) {
  return limit.kind === 'at most' ? value <= bound : value >= bound
}

/** The figure's limits in words and whether each holds; empty without limits. */
export function verdict(name, value) {
  const limit = limits[name]
  if (!limit) return ''
  if (limit.kind === 'within') {
    const ok = value >= limit.low && value <= limit.high
    return `must lie in ${limit.low} to ${limit.high}: ${ok ? 'holds' : 'MISSED'}`
  }
  return ['must', 'goal']
    .filter((rank) => limit[rank] !== undefined)
    .map((rank) => {
      const ok = holds(value, limit, limit[rank])
      const words = rank === 'must' ? `must be ${limit.kind}` : limit.must === undefined ? `goal ${limit.kind}` : 'goal'
      return `${words} ${limit[rank]}: ${ok ? 'holds' : rank === 'must' ? 'MISSED' : 'not reached'}`
    })
    .join(', ')
}

/** Figures with limits that a run failed to give at all. */
export const missing = (figures) => Object.keys(limits).filter((name) => !(name in figures))
