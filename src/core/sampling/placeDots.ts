import type { RectPx } from '../geometry/points.ts'
import { isHead } from '../geometry/headSurface.ts'
import type { Surface } from '../geometry/surface.ts'
import { SITTING_SHARE } from '../pigment/inkModel.ts'
import { countOf, type DensityField } from './densityField.ts'
import { placeOnHead, placesOf } from './placeOnHead.ts'
import { placeOnTorus } from './placeOnTorus.ts'
import type { PointSet } from './rankedSet.ts'

/** Arrays of `count` elements, ordered by id. An id names one dot of one period of the ranked set, or of a head's, for good. */
export interface Dots {
  readonly count: number
  readonly id: Uint32Array
  /** Photo px. */
  readonly x: Float32Array
  readonly y: Float32Array
  /** [0, 1) of DENSITY_MAX_PER_CM2. */
  readonly rank: Float32Array
  /** From 1. */
  readonly sitting: Uint8Array
  /** Pigment, mm. */
  readonly diameterMm: Float32Array
  /** Factor on the pigment's strength, mean 1. */
  readonly strength: Float32Array
  /** Where dots are hairs: from root to tip as the photo shows it, px. */
  readonly alongX?: Float32Array
  readonly alongY?: Float32Array
  /** Which of a design's areas each belongs to, the lowest 0; absent where there is one. */
  readonly area?: Uint8Array
}

export interface PlaceOptions {
  /** uint32. */
  readonly seed: number
  readonly surface: Surface
  readonly pointSet: PointSet
  /** Cumulative shares of the local density after each sitting, ascending; default [.3, .7, 1] (simulation-model 3). */
  readonly sittingShares?: readonly number[]
  /** Only the dots inside; they are the same dots as without it. */
  readonly clip?: RectPx
}

const DEFAULT_SHARES = SITTING_SHARE.map((_, k) => SITTING_SHARE.slice(0, k + 1).reduce((sum, share) => sum + share, 0))

/** Selects the dots of a density field from the ranked set: dot by dot, `rank < density / greatest density`. */
export function placeDots(field: DensityField, o: PlaceOptions): Dots {
  const steps = chosen(field, o, 0)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** placeDots in slices, for progress and for being stopped; the dots are the same. `total` is an expectation. */
export function placeDotsInSteps(
  field: DensityField,
  o: PlaceOptions,
): Generator<{ done: number; total: number }, Dots> {
  return chosen(field, o, Math.round(countOf(field, o.surface)))
}

/**
 * Learns in slices where a photo shows the dots of a head, which takes a tenth of a second or more for a fit and a seed that
 * were not asked for before: what is placed after it is placed at once. A flat photo has nothing to learn.
 */
export function* learnPlaces(surface: Surface, { head }: PointSet, seeds: readonly number[]): Generator<void, void> {
  if (!isHead(surface) || !head) return
  for (const seed of seeds) yield* placesOf(surface, head, seed >>> 0)
}

function chosen(field: DensityField, o: PlaceOptions, total: number): Generator<{ done: number; total: number }, Dots> {
  const { surface, pointSet } = o
  const job = { seed: o.seed >>> 0, shares: sharesOf(o), clip: o.clip ?? null, total }
  if (!isHead(surface)) return placeOnTorus(field, { ...job, surface, pointSet })
  const { head } = pointSet
  if (!head) throw new RangeError('Expected the dots of a head for a photo that is fitted with one.')
  return placeOnHead(field, { ...job, surface, head })
}

function sharesOf(o: PlaceOptions): readonly number[] {
  const shares = o.sittingShares ?? DEFAULT_SHARES
  if (shares.length === 0 || shares.some((share, i) => !(share > (shares[i - 1] ?? 0) && share <= 1)))
    throw new RangeError(`Expected ascending sitting shares in (0, 1], got ${shares.join(', ')}.`)
  return shares
}
