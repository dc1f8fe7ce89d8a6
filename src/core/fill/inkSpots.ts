import type { RectPx } from '../geometry/points.ts'
import { part, type Steps } from '../geometry/steps.ts'
import type { Surface } from '../geometry/surface.ts'
import { blurredAround, gaussianBlur, wideBlur } from '../pixels/gaussian.ts'
import { logLightOf, type SkinLight } from './skinLight.ts'
import { spotGrid, type SpotGrid } from './spotGrid.ts'
import { addDips, coreWidth, crowding, peaksOf } from './spotOverlap.ts'
import { pairsOf, sharesOf } from './spotPairs.ts'
import { bandSigmas, curvature, HALO_MM, HALO_PER_CORE, inBand, WIDER } from './spotShape.ts'

/** Dots of ink as a photo shows them; arrays of `count`. */
export interface InkSpots {
  readonly count: number
  /** Photo px. */
  readonly x: Float32Array
  readonly y: Float32Array
  /** Optical density of the core at its centre, the camera's blur in it: the mean of red and green. */
  readonly peak: Float32Array
  /** Sigma of all cores as the photo shows them, mm. */
  readonly coreMm: number
}

export interface SpotSearch {
  readonly light: SkinLight
  readonly region: RectPx
  readonly surface: Surface
  /** In the middle of the region. */
  readonly mmPerPx: number
  /** What is usual is told by the dots inside. */
  readonly isInArea: (x: number, y: number) => boolean
  /** Spread of bare skin in the band of single dots, ln light. */
  readonly roughness: number
}

/** Side of the squares in which the photo is looked through, px. */
const BLOCK = 256
/** Dips are dots from so many spreads of bare skin, and from this share of the zone's usual dip. */
const OVER_SKIN = 3
const OF_USUAL = 0.33
/** What shows only when its neighbours are taken out must be deeper: no fit is perfect. */
const HIDDEN_OF_USUAL = 0.35
/** Of the usual peak: weaker is noise, stronger is a mole or a hair across. */
const LEAST_PEAK = 0.22
const MOST_PEAK = 4
/** Dots around a dot over what the zone has around its dots: placed ones keep their distance, so they vary by less. */
const MOST_CROWDED = 1.9
/** Looks at what the dots found so far leave of the photo. */
const LOOKS = 2
/** A dot moves by no more than this in one look, px. */
const MOST_STEP = 0.5

/** Places and what is left of the photo's dip there; `wide` in the coarser band. */
interface Seen {
  readonly x: number[]
  readonly y: number[]
  readonly dip: number[]
  readonly wide: number[]
}

const none: InkSpots = {
  count: 0,
  x: new Float32Array(),
  y: new Float32Array(),
  peak: new Float32Array(),
  coreMm: 0.1,
}

/**
 * The dots that together explain the dark dips of a photo: found in the band between a dot's width and the distance of
 * dots, shared out where they overlap, then looked for again in what they leave.
 */
export function* findInkSpots(o: SpotSearch): Steps<InkSpots> {
  const logs: Logs = new Map()
  const first = yield* part(look(o, logs, none, OVER_SKIN * o.roughness), 0, 0.2)
  const usual = usualOf(first.dip, (i) => o.isInArea(first.x[i]!, first.y[i]!))
  const plain = indicesOf(first.dip, (dip) => dip >= OF_USUAL * usual)
  if (plain.length === 0) return none
  let spots = yield* part(solved(o, none, pick(first, plain)), 0.2, 0.3)
  for (let k = 0; k < LOOKS; k++) {
    const at = (share: number) => 0.3 + (0.68 * (k + share)) / LOOKS
    const hidden = HIDDEN_OF_USUAL * usualPeak(o, spots) * inBand(spots.coreMm, o.mmPerPx, 0)
    const seen = yield* part(look(o, logs, spots, Math.max(OVER_SKIN * o.roughness, hidden)), at(0), at(0.7))
    spots = yield* part(solved(o, spots, seen), at(0.7), at(1))
  }
  const peak = usualPeak(o, spots)
  const plausible = kept(
    spots,
    indicesOf(spots.peak, (p) => p >= LEAST_PEAK * peak && p <= MOST_PEAK * peak),
  )
  yield 0.98
  const grid = spotGrid(plausible.x, plausible.y, o.surface)
  yield 0.98
  const pairs = yield* part(pairsOf(grid, grid), 0.98, 1)
  const crowd = yield* part(
    crowding(pairs, (i) => o.isInArea(plausible.x[i]!, plausible.y[i]!)),
    1,
    1,
  )
  // Moles are dark all over: dots that were laid side by side to explain them keep the ink that the zone has elsewhere.
  return { ...plausible, peak: plausible.peak.map((p, i) => (crowd[i]! > MOST_CROWDED ? p / crowd[i]! : p)) }
}

/** The width and the peaks that explain what is seen together; dots that explain nothing are left out. */
function* solved(o: SpotSearch, before: InkSpots, seen: Seen): Steps<InkSpots> {
  yield 0
  const places = spotGrid(seen.x, seen.y, o.surface)
  yield 0
  const known = spotGrid(before.x, before.y, o.surface)
  const dips = Float32Array.from(seen.dip)
  const wide = Float32Array.from(seen.wide)
  if (before.count > 0) {
    const ofKnown = yield* part(pairsOf(places, known), 0, 0.1)
    const shares = yield* part(sharesOf(ofKnown, before.coreMm), 0.1, 0.12)
    yield* part(addDips(dips, ofKnown, before.peak, shares), 0.12, 0.12)
    const wider = yield* part(sharesOf(ofKnown, before.coreMm, true), 0.12, 0.14)
    yield* part(addDips(wide, ofKnown, before.peak, wider), 0.14, 0.14)
  }
  const pairs = yield* part(pairsOf(places, places), 0.14, 0.2)
  const coreMm = yield* part(coreWidth(pairs, dips, wide), 0.2, 0.95)
  const shares = yield* part(sharesOf(pairs, coreMm), 0.95, 1)
  const peak = yield* part(peaksOf(pairs, dips, coreMm, shares), 1, 1)
  const spots = { count: peak.length, x: places.x, y: places.y, peak, coreMm }
  yield 1
  const usual = usualPeak(o, spots)
  return kept(
    spots,
    indicesOf(peak, (p) => p >= LEAST_PEAK * usual),
  )
}

const usualPeak = (o: SpotSearch, { x, y, peak }: InkSpots): number => usualOf(peak, (i) => o.isInArea(x[i]!, y[i]!))

/** Mean of the depths, each weighted by itself: what is shallow may be noise. */
export function usualOf(depths: ArrayLike<number>, counts: (i: number) => boolean = () => true): number {
  let [sum, square] = [0, 0]
  for (let i = 0; i < depths.length; i++) {
    if (!counts(i)) continue
    sum += depths[i]!
    square += depths[i]! ** 2
  }
  return square / Math.max(1e-9, sum)
}

function indicesOf(values: ArrayLike<number>, wanted: (value: number) => boolean): number[] {
  const at: number[] = []
  for (let i = 0; i < values.length; i++) if (wanted(values[i]!)) at.push(i)
  return at
}

const pick = (seen: Seen, at: readonly number[]): Seen => ({
  x: at.map((i) => seen.x[i]!),
  y: at.map((i) => seen.y[i]!),
  dip: at.map((i) => seen.dip[i]!),
  wide: at.map((i) => seen.wide[i]!),
})

/** Some of the spots, by their indices. */
export const kept = ({ x, y, peak, coreMm }: InkSpots, at: readonly number[]): InkSpots => ({
  count: at.length,
  x: Float32Array.from(at, (i) => x[i]!),
  y: Float32Array.from(at, (i) => y[i]!),
  peak: Float32Array.from(at, (i) => peak[i]!),
  coreMm,
})

/** Log light of each block with its apron, by its place: every look begins with the same. */
type Logs = Map<string, Float32Array>

/** Looks at a photo without the dots known so far: they are set right, and dips of `least` and more are added. */
function* look(o: SpotSearch, logs: Logs, known: InkSpots, least: number): Steps<Seen> {
  const seen: Seen = { x: [], y: [], dip: [], wide: [] }
  const grid = known.count > 0 ? spotGrid(known.x, known.y, o.surface) : null
  const { x: left, y: top, width, height } = o.region
  for (let y = top; y < top + height; y += BLOCK) {
    for (let x = left; x < left + width; x += BLOCK) {
      const block = { x, y, width: Math.min(BLOCK, left + width - x), height: Math.min(BLOCK, top + height - y) }
      yield* part(lookAtBlock(o, logs, block, known, grid, least, seen), (y - top) / height, (y - top) / height)
    }
  }
  return seen
}

function* lookAtBlock(
  o: SpotSearch,
  logs: Logs,
  block: RectPx,
  known: InkSpots,
  grid: SpotGrid | null,
  least: number,
  seen: Seen,
): Steps<void> {
  const mmPerPx = o.surface.mmPerPxAt({ x: block.x + block.width / 2, y: block.y + block.height / 2 })
  const [fine, coarse] = bandSigmas(mmPerPx)
  const apron = Math.ceil(3 * coarse) + 2
  const rect = {
    x: block.x - apron,
    y: block.y - apron,
    width: block.width + 2 * apron,
    height: block.height + 2 * apron,
  }
  const key = `${block.x},${block.y}`
  const asSeen = logs.get(key) ?? logLightOf(o.light, rect)
  logs.set(key, asSeen)
  const log = asSeen.slice()
  const inside = grid ? addSpots(log, rect, known, grid, mmPerPx) : []
  yield 0
  const soft = wideBlur(log, rect.width, rect.height, coarse)
  const band = gaussianBlur(log, rect.width, rect.height, fine)
  yield 0
  const widerAt = blurredAround(band.slice(), rect.width, Math.sqrt(WIDER ** 2 - 1) * fine)
  for (let i = 0; i < band.length; i++) band[i]! -= soft[i]!
  yield 0
  const w = rect.width
  // Needed at few places: the five samples about each cost less than a whole plane.
  const five = new Float32Array(9)
  const wideAt = (at: number, dx: number, dy: number): number => {
    widerAt(at, five)
    for (const [i, to] of CROSS) five[i]! -= soft[at + to.x + to.y * w]!
    return valueAt(five, 4, 3, dx, dy)
  }
  const opens = curvature(known.coreMm, mmPerPx) * mmPerPx * mmPerPx
  for (const i of inside) {
    const x = known.x[i]!
    const y = known.y[i]!
    if (!holds(block, x, y)) continue
    const [i0, j0] = [Math.floor(x - rect.x), Math.floor(y - rect.y)]
    const at = j0 * w + i0
    const [dx, dy] = [x - rect.x - i0 - 0.5, y - rect.y - j0 - 0.5]
    // What is left leans towards where the dot lies: a dip on one side and a hump on the other.
    const step = 1 / (known.peak[i]! * opens)
    seen.x.push(x + clamped(((band[at + 1]! - band[at - 1]!) / 2) * step))
    seen.y.push(y + clamped(((band[at + w]! - band[at - w]!) / 2) * step))
    seen.dip.push(-valueAt(band, at, w, dx, dy))
    seen.wide.push(-wideAt(at, dx, dy))
  }
  for (let j = apron; j < rect.height - apron; j++) {
    for (let i = apron; i < rect.width - apron; i++) {
      const at = j * w + i
      const v = band[at]!
      if (v > -least || !isLowest(band, at, w)) continue
      const dx = vertex(band[at - 1]!, v, band[at + 1]!)
      const dy = vertex(band[at - w]!, v, band[at + w]!)
      seen.x.push(rect.x + i + 0.5 + dx)
      seen.y.push(rect.y + j + 0.5 + dy)
      seen.dip.push(-valueAt(band, at, w, dx, dy))
      seen.wide.push(-wideAt(at, dx, dy))
    }
  }
}

const holds = ({ x, y, width, height }: RectPx, px: number, py: number): boolean =>
  px >= x && py >= y && px < x + width && py < y + height

const clamped = (step: number): number => Math.min(MOST_STEP, Math.max(-MOST_STEP, step))

function isLowest(band: Float32Array, at: number, width: number): boolean {
  const v = band[at]!
  if (v > band[at - 1]! || v > band[at + 1]! || v > band[at - width]! || v > band[at + width]!) return false
  if (v > band[at - width - 1]! || v > band[at - width + 1]!) return false
  return v <= band[at + width - 1]! && v <= band[at + width + 1]!
}

/** Where a parabola through three samples has its vertex, -.5 to .5 samples from the middle one. */
function vertex(before: number, here: number, after: number): number {
  const bend = before - 2 * here + after
  return bend > 1e-9 ? Math.min(0.5, Math.max(-0.5, (before - after) / (2 * bend))) : 0
}

/** A sample and its four neighbours: where they lie in a square of three by three, and from its middle. */
const CROSS = [
  [1, { x: 0, y: -1 }],
  [3, { x: -1, y: 0 }],
  [4, { x: 0, y: 0 }],
  [5, { x: 1, y: 0 }],
  [7, { x: 0, y: 1 }],
] as const

/** Between samples, by the parabolas through them. */
function valueAt(plane: Float32Array, at: number, width: number, dx: number, dy: number): number {
  const v = plane[at]!
  const [left, right, above, below] = [plane[at - 1]!, plane[at + 1]!, plane[at - width]!, plane[at + width]!]
  const alongX = ((right - left) / 2 + ((left - 2 * v + right) / 2) * dx) * dx
  return v + alongX + ((below - above) / 2 + ((above - 2 * v + below) / 2) * dy) * dy
}

/** Takes the ink of the known dots out of a rectangle of log light; gives back those whose ink reaches it. */
function addSpots(log: Float32Array, rect: RectPx, known: InkSpots, grid: SpotGrid, mmPerPx: number): number[] {
  const core = known.coreMm / mmPerPx
  const halo = HALO_MM / mmPerPx
  const near = grid.inRect(rect, 3 * halo)
  for (const i of near) {
    const x = known.x[i]! - rect.x
    const y = known.y[i]! - rect.y
    addRound(log, rect, x, y, core, known.peak[i]!)
    addRound(log, rect, x, y, halo, known.peak[i]! * HALO_PER_CORE * known.coreMm ** 2)
  }
  return near
}

const columns = new Float32Array(512)

function addRound(
  to: Float32Array,
  { width, height }: RectPx,
  x: number,
  y: number,
  sigma: number,
  peak: number,
): void {
  const reach = 3.2 * sigma
  const left = Math.max(0, Math.ceil(x - reach - 0.5))
  const right = Math.min(width - 1, Math.floor(x + reach - 0.5))
  const top = Math.max(0, Math.ceil(y - reach - 0.5))
  const bottom = Math.min(height - 1, Math.floor(y + reach - 0.5))
  const q = -1 / (2 * sigma * sigma)
  for (let i = left; i <= right; i++) columns[i - left] = Math.exp(q * (i + 0.5 - x) ** 2)
  for (let j = top; j <= bottom; j++) {
    const row = peak * Math.exp(q * (j + 0.5 - y) ** 2)
    const base = j * width
    for (let i = left; i <= right; i++) to[base + i]! += row * columns[i - left]!
  }
}
