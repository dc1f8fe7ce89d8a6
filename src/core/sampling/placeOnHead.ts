import type { HeadFit } from '../geometry/headFit.ts'
import { areaOverBall, dot3, type HeadView, outward, scalpAt, subtract3 } from '../geometry/headModel.ts'
import { referenceHead } from '../geometry/headFit.ts'
import { GRAZING_COS } from '../geometry/headSkin.ts'
import type { RectPx } from '../geometry/points.ts'
import { densityAt, DENSITY_MAX_PER_CM2, type DensityField } from './densityField.ts'
import { diameterTable, strengthTable } from './dotLooks.ts'
import { emptyDots } from './emptyDots.ts'
import type { HeadSet } from './headSet.ts'
import type { Dots } from './placeDots.ts'
import { diameterByte, hash, strengthByte } from './random.ts'

interface HeadJob {
  readonly view: HeadView
  readonly head: HeadSet
  readonly seed: number
  /** Cumulative, ascending. */
  readonly shares: readonly number[]
  readonly clip: RectPx | null
  /** Dots that are expected. */
  readonly total: number
}

/** Where a photo shows the dots of a head: those that face it, by rank. */
interface HeadPlaces {
  readonly count: number
  readonly id: Uint32Array
  /** Photo px. */
  readonly x: Float32Array
  readonly y: Float32Array
  /** The density, dots per cm2 of skin, from which on the dot stands: its rank over the stretch of the skin under it. */
  readonly from: Float32Array
}

/** Dots between two looks at the progress: a few milliseconds. */
const SEEN_PER_SLICE = 4096
const TRIED_PER_SLICE = 65536

/** Of each fit the last set's places: an edit of the design asks for the same again. */
const known = new WeakMap<HeadFit, { readonly head: HeadSet; readonly places: HeadPlaces }>()

function* placesOf(view: HeadView, head: HeadSet): Generator<void, HeadPlaces> {
  const before = known.get(view.fit)
  if (before?.head === head) return before.places
  const { axes } = view.fit
  const id = new Uint32Array(head.count)
  const x = new Float32Array(head.count)
  const y = new Float32Array(head.count)
  const from = new Float32Array(head.count)
  let count = 0
  for (let i = 0; i < head.count; i++) {
    if (i % SEEN_PER_SLICE === SEEN_PER_SLICE - 1) yield
    const s = [head.x[i]!, head.y[i]!, head.z[i]!] as const
    const place = scalpAt(axes, s)
    const away = subtract3(place, view.eye)
    // Behind the rim, or seen at such a slant that nothing is placed or counted there.
    const facing = -dot3(outward(axes, place), away)
    if (facing <= 0 || facing * facing <= GRAZING_COS * GRAZING_COS * dot3(away, away)) continue
    const seen = view.seen(place)
    if (!(seen.depth > 0)) continue
    id[count] = i
    x[count] = seen.x
    y[count] = seen.y
    const stretch = areaOverBall(axes, place) / areaOverBall(referenceHead, scalpAt(referenceHead, s))
    from[count] = ((i + 0.5) / head.count) * (head.perCm2 / stretch)
    count++
  }
  const places = {
    count,
    id: id.slice(0, count),
    x: x.slice(0, count),
    y: y.slice(0, count),
    from: from.slice(0, count),
  }
  known.set(view.fit, { head, places })
  return places
}

/** Selects the dots of a density field on a fitted head, in slices: those that face the camera and whose rank is wanted. */
export function* placeOnHead(
  field: DensityField,
  { view, head, seed, shares, clip, total }: HeadJob,
): Generator<{ done: number; total: number }, Dots> {
  const seen = placesOf(view, head)
  let step = seen.next()
  while (!step.done) {
    yield { done: 0, total }
    step = seen.next()
  }
  const places = step.value
  const taken = new Uint32Array(places.count)
  const sittings = new Uint8Array(places.count)
  const lastShare = shares[shares.length - 1] ?? 1
  const left = clip ? clip.x : -Infinity
  const top = clip ? clip.y : -Infinity
  const right = clip ? clip.x + clip.width : Infinity
  const bottom = clip ? clip.y + clip.height : Infinity
  let count = 0
  for (let i = 0; i < places.count; i++) {
    if (i % TRIED_PER_SLICE === TRIED_PER_SLICE - 1) yield { done: count, total: Math.max(total, count) }
    const x = places.x[i]!
    const y = places.y[i]!
    if (x < left || y < top || x >= right || y >= bottom) continue
    const density = densityAt(field, x, y)
    const from = places.from[i]!
    if (from >= density * lastShare) continue
    let sitting = 0
    while (from >= density * shares[sitting]!) sitting++
    taken[count] = i
    sittings[count] = sitting + 1
    count++
  }
  const dots = emptyDots(count)
  for (let to = 0; to < count; to++) {
    const i = taken[to]!
    const id = places.id[i]!
    const bits = hash(seed, id)
    dots.id[to] = id
    dots.x[to] = places.x[i]!
    dots.y[to] = places.y[i]!
    dots.rank[to] = places.from[i]! / DENSITY_MAX_PER_CM2
    dots.sitting[to] = sittings[to]!
    dots.diameterMm[to] = diameterTable[diameterByte(bits)]!
    dots.strength[to] = strengthTable[strengthByte(bits)]!
  }
  yield { done: count, total: count }
  return dots
}
