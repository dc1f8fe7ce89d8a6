import type { HeadAxes, HeadFit, Vector } from '../geometry/headFit.ts'
import { areaOverBall, dot3, outward, scalpAt, subtract3 } from '../geometry/headModel.ts'
import { GRAZING_COS, RIM_COS } from '../geometry/headSkin.ts'
import type { HeadSurface } from '../geometry/headSurface.ts'
import type { RectPx } from '../geometry/points.ts'
import type { RimStretch } from '../geometry/rimStretch.ts'
import { densityAt, DENSITY_MAX_PER_CM2, type DensityField } from './densityField.ts'
import { diameterTable, strengthTable } from './dotLooks.ts'
import { emptyDots } from './emptyDots.ts'
import { headFrame } from './headFrame.ts'
import { roundHead, type HeadSet } from './headSet.ts'
import type { Dots } from './placeDots.ts'
import { diameterByte, hash, strengthByte } from './random.ts'

interface HeadJob {
  readonly surface: Pick<HeadSurface, 'view' | 'stretch'>
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

/** Relative room for rounding between a field's greatest sample and what is read between its samples. */
const ROUNDING = 1e-9

interface KnownPlaces {
  readonly stretch: RimStretch | null
  readonly head: HeadSet
  readonly seed: number
  readonly places: HeadPlaces
}

/** Of each fit the places that were asked for last: an edit asks for the same again, and ink on trial for three seeds in turn. */
const known = new WeakMap<HeadFit, readonly KnownPlaces[]>()
const MOST_KNOWN = 4

/** mm2 of the round head over the solid angle at a height on the ball. */
function roundArea(up: number): number {
  const { a, b, c } = roundHead
  return a * b * c * Math.sqrt((1 - up * up) / (a * a) + (up * up) / (c * c))
}

/** Far enough behind the ellipsoid's rim to be behind that of any form of its axes: the exact answer takes longer. */
function isBehind({ a, b, c }: HeadAxes, s: Vector, eye: Vector): boolean {
  const n: Vector = [s[0] / a, s[1] / c, s[2] / b]
  const away: Vector = [a * s[0] - eye[0], c * s[1] - eye[1], b * s[2] - eye[2]]
  const along = dot3(n, away)
  return along > 0 && along * along > SURELY_BEHIND * SURELY_BEHIND * dot3(n, n) * dot3(away, away)
}
const SURELY_BEHIND = 0.75

/** In slices; what was asked for last is known. */
export function* placesOf(
  { view, stretch }: Pick<HeadSurface, 'view' | 'stretch'>,
  head: HeadSet,
  seed: number,
): Generator<void, HeadPlaces> {
  const before = known
    .get(view.fit)
    ?.find((places) => places.head === head && places.seed === seed && places.stretch === stretch)
  if (before) return before.places
  const { axes } = view.fit
  const { xx, xz, zx, zz } = headFrame(seed)
  const id = new Uint32Array(head.count)
  const x = new Float32Array(head.count)
  const y = new Float32Array(head.count)
  const from = new Float32Array(head.count)
  let count = 0
  for (let i = 0; i < head.count; i++) {
    if (i % SEEN_PER_SLICE === SEEN_PER_SLICE - 1) yield
    const [left, up, forward] = [head.x[i]!, head.y[i]!, head.z[i]!]
    const s = [xx * left + xz * forward, up, zx * left + zz * forward] as const
    if (isBehind(axes, s, view.eye)) continue
    const place = scalpAt(axes, s)
    const away = subtract3(place, view.eye)
    // Behind the rim, or so near it that the fit does not tell them apart.
    const facing = -dot3(outward(axes, place), away)
    if (facing <= 0 || facing * facing <= RIM_COS * RIM_COS * dot3(away, away)) continue
    const seen = view.seen(place)
    if (!(seen.depth > 0)) continue
    id[count] = i
    const grazing = stretch && facing * facing <= GRAZING_COS * GRAZING_COS * dot3(away, away)
    const shown = grazing ? stretch.toPhoto(seen) : seen
    x[count] = shown.x
    y[count] = shown.y
    const over = areaOverBall(axes, place) / roundArea(up)
    from[count] = ((i + 0.5) / head.count) * (head.perCm2 / over)
    count++
  }
  const places = {
    count,
    id: id.slice(0, count),
    x: x.slice(0, count),
    y: y.slice(0, count),
    from: from.slice(0, count),
  }
  const others = known.get(view.fit) ?? []
  known.set(view.fit, [{ stretch, head, seed, places }, ...others].slice(0, MOST_KNOWN))
  return places
}

interface Supported {
  readonly places: HeadPlaces
  readonly indices: Uint32Array
}
/** A slider of density asks for fields of one shape: most of a head's places are on the face, and out of them all. */
const supports = new WeakMap<object, Supported>()

/** The places at which a field may be above 0, in their order. */
function supported(field: DensityField, places: HeadPlaces): Uint32Array {
  const before = field.support && supports.get(field.support)
  if (before?.places === places) return before.indices
  const { x0, y0, step, width, height } = field
  // Beyond its samples a field is 0.
  const [right, bottom] = [x0 + width * step, y0 + height * step]
  const found = new Uint32Array(places.count)
  let count = 0
  for (let i = 0; i < places.count; i++) {
    const x = places.x[i]!
    const y = places.y[i]!
    if (x < x0 - step || y < y0 - step || x >= right || y >= bottom) continue
    if (densityAt(field, x, y) > 0) found[count++] = i
  }
  const indices = found.slice(0, count)
  if (field.support) supports.set(field.support, { places, indices })
  return indices
}

/** Selects the dots of a density field on a fitted head, in slices: those that face the camera and whose rank is wanted. */
export function* placeOnHead(
  field: DensityField,
  { surface, head, seed, shares, clip, total }: HeadJob,
): Generator<{ done: number; total: number }, Dots> {
  const seen = placesOf(surface, head, seed)
  let step = seen.next()
  while (!step.done) {
    yield { done: 0, total }
    step = seen.next()
  }
  const places = step.value
  const within = supported(field, places)
  const taken = new Uint32Array(within.length)
  const sittings = new Uint8Array(within.length)
  const lastShare = shares[shares.length - 1] ?? 1
  const [left, top] = clip ? [clip.x, clip.y] : [-Infinity, -Infinity]
  const [right, bottom] = clip ? [clip.x + clip.width, clip.y + clip.height] : [Infinity, Infinity]
  let most = 0
  for (let i = 0; i < field.dotsPerCm2.length; i++) if (field.dotsPerCm2[i]! > most) most = field.dotsPerCm2[i]!
  const never = most * lastShare * (1 + ROUNDING)
  let count = 0
  for (let k = 0; k < within.length; k++) {
    if (k % TRIED_PER_SLICE === TRIED_PER_SLICE - 1) yield { done: count, total: Math.max(total, count) }
    const i = within[k]!
    const from = places.from[i]!
    if (from >= never) continue
    const x = places.x[i]!
    const y = places.y[i]!
    if (x < left || y < top || x >= right || y >= bottom) continue
    const density = densityAt(field, x, y)
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
