import { part, type Steps } from '../geometry/steps.ts'
import { overPlaces, sharesOf, type SpotPairs } from './spotPairs.ts'
import { inBand } from './spotShape.ts'

/** Sweeps in which overlapping dips are shared out; halos reach over few neighbours, so it settles quickly. */
const SWEEPS = 8

/**
 * Depth of the band at places that dots leave there: added to what is seen without them, it is what is seen with them.
 * @param rest is changed
 */
export function* addDips(
  rest: Float32Array,
  { first, dot }: SpotPairs,
  peak: Float32Array,
  shares: Float64Array,
): Steps<void> {
  yield* overPlaces(rest.length, (from, to) => {
    for (let i = from; i < to; i++)
      for (let k = first[i]!; k < first[i + 1]!; k++) rest[i]! += peak[dot[k]!]! * shares[k]!
  })
}

/**
 * Peaks, none below zero, that together are as deep as the dips.
 * @param pairs of the places among themselves
 */
export function* peaksOf(
  { places, first, dot }: SpotPairs,
  dips: Float32Array,
  coreMm: number,
  shares: Float64Array,
): Steps<Float32Array> {
  const own = ownShares(places.mmPerPx, coreMm)
  const peaks = dips.map((dip, i) => dip * own[i]!)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const all = overPlaces(dips.length, (from, to) => {
      for (let i = from; i < to; i++) {
        let left = dips[i]!
        for (let k = first[i]!; k < first[i + 1]!; k++) if (dot[k] !== i) left -= peaks[dot[k]!]! * shares[k]!
        peaks[i] = Math.max(0, left * own[i]!)
      }
    })
    yield* part(all, sweep / SWEEPS, (sweep + 1) / SWEEPS)
  }
  return peaks
}

/** Peak of a dot over its dip where it lies. */
function ownShares(mmPerPx: Float32Array, coreMm: number): Float32Array {
  let [scale, own] = [0, 0]
  return mmPerPx.map((mm) => {
    if (mm !== scale) own = 1 / inBand(coreMm, mm, 0)
    scale = mm
    return own
  })
}

/** Cores narrower or wider than this, sigma in mm, are none of ink's. */
const NARROWEST_MM = 0.03
const WIDEST_MM = 0.26
const HALVINGS = 10

/**
 * Sigma of the cores, mm: that of which the dots that explain the dips explain the dips of the coarser band too. Too
 * narrow a dot would leave some of it over.
 * @param pairs of the places among themselves
 */
export function* coreWidth(pairs: SpotPairs, dips: Float32Array, wide: Float32Array): Steps<number> {
  const seen = wide.reduce((sum, v) => sum + v, 0)
  let [low, high] = [NARROWEST_MM, WIDEST_MM]
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2
    const explained = new Float32Array(dips.length)
    const at = (share: number) => (step + share) / HALVINGS
    const shares = yield* part(sharesOf(pairs, middle), at(0), at(0.4))
    const peaks = yield* part(peaksOf(pairs, dips, middle, shares), at(0.4), at(0.55))
    const wider = yield* part(sharesOf(pairs, middle, true), at(0.55), at(0.95))
    yield* part(addDips(explained, pairs, peaks, wider), at(0.95), at(1))
    if (explained.reduce((sum, v) => sum + v, 0) < seen) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Sigma of the neighbourhood in which dots are counted, mm: about half the distance of dots. */
const CROWD_MM = 0.6

/**
 * Dots around each dot, itself included, over the median of those that count.
 * @param pairs of the dots among themselves
 */
export function* crowding({ first, mm }: SpotPairs, counts: (i: number) => boolean): Steps<Float32Array> {
  const sums = new Float32Array(first.length - 1)
  yield* overPlaces(sums.length, (from, to) => {
    for (let i = from; i < to; i++) {
      let sum = 0
      for (let k = first[i]!; k < first[i + 1]!; k++) sum += Math.exp((-mm[k]! * mm[k]!) / (2 * CROWD_MM ** 2))
      sums[i] = sum
    }
  })
  const usual = sums.filter((_, i) => counts(i)).sort()
  const median = usual[usual.length >> 1] ?? 1
  return sums.map((sum) => sum / Math.max(1e-9, median))
}
