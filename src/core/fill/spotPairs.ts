import type { Steps } from '../geometry/steps.ts'
import type { SpotGrid } from './spotGrid.ts'
import { coreInBand, HALO_PER_CORE, haloInBand, REACH_MM, WIDER } from './spotShape.ts'

/** Places and the dots that are felt there, one pair after the other by their places. */
export interface SpotPairs {
  readonly places: SpotGrid
  /** The pairs of place i are first[i] to first[i + 1] - 1. */
  readonly first: Uint32Array
  /** Index of each pair's dot, and how far it is from the place, mm. */
  readonly dot: Uint32Array
  readonly mm: Float64Array
  /** Its halo in the band and in the wider one, per HALO_PER_CORE x sigma^2 of its core. */
  readonly halo: Float64Array
  readonly haloWider: Float64Array
}

/** Places between two turns: some milliseconds. */
const SLICE = 2048

/** Calls with ranges of places one after the other, with a turn after each. */
export function* overPlaces(count: number, work: (from: number, to: number) => void): Steps<void> {
  for (let from = 0; from < count; from += SLICE) {
    work(from, Math.min(count, from + SLICE))
    yield from / count
  }
}

export function* pairsOf(places: SpotGrid, dots: SpotGrid): Steps<SpotPairs> {
  const count = places.x.length
  const first = new Uint32Array(count + 1)
  const dot: number[] = []
  const mm: number[] = []
  const halo: number[] = []
  const haloWider: number[] = []
  yield* overPlaces(count, (from, to) => {
    for (let i = from; i < to; i++) {
      const [x, y, scale] = [places.x[i]!, places.y[i]!, places.mmPerPx[i]!]
      dots.near(x, y, (j) => {
        const far = Math.hypot(dots.x[j]! - x, dots.y[j]! - y) * scale
        if (far >= REACH_MM) return
        dot.push(j)
        mm.push(far)
        halo.push(haloInBand(scale, far))
        haloWider.push(haloInBand(scale, far, WIDER))
      })
      first[i + 1] = dot.length
    }
  })
  return {
    places,
    first,
    dot: Uint32Array.from(dot),
    mm: Float64Array.from(mm),
    halo: Float64Array.from(halo),
    haloWider: Float64Array.from(haloWider),
  }
}

/** How much of each pair's dot is felt at its place: 1 where they lie on each other in an endlessly fine band. */
export function* sharesOf(pairs: SpotPairs, coreMm: number, wider = false): Steps<Float64Array> {
  const { places, first, mm } = pairs
  const halo = wider ? pairs.haloWider : pairs.halo
  const shares = new Float64Array(mm.length)
  const ofHalo = HALO_PER_CORE * (coreMm * coreMm)
  let scale = 0
  let core = coreInBand(coreMm, 1)
  yield* overPlaces(first.length - 1, (from, to) => {
    for (let i = from; i < to; i++) {
      if (places.mmPerPx[i] !== scale) {
        scale = places.mmPerPx[i]!
        core = coreInBand(coreMm, scale, wider ? WIDER : 1)
      }
      const { fineHeight, fineWidth, coarseHeight, coarseWidth } = core
      for (let k = first[i]!; k < first[i + 1]!; k++) {
        const q = -mm[k]! * mm[k]!
        shares[k] = fineHeight * Math.exp(q / fineWidth) - coarseHeight * Math.exp(q / coarseWidth) + ofHalo * halo[k]!
      }
    }
  })
  return shares
}
