import { about, followedBy, sizeOf, type Similarity } from '../geometry/similarity.ts'
import type { PointPx, RectPx } from '../geometry/points.ts'
import { gaussianBlur } from './gaussian.ts'

/** A plane of edges: how steeply light changes at each pixel, whatever the light itself is. Row-major. */
export interface EdgePlane {
  readonly width: number
  readonly height: number
  readonly steep: Float32Array
}

/** Blur before edges are told, px: noise is no edge, and a wider one is found from further away. */
const EDGE_SIGMA_PX = 1.2
/** Edges count by the root of their height, so that one strong contour does not outvote a face. */
const root = Math.sqrt

/**
 * Edges of a small picture.
 * @param rgba sRGB bytes, row-major
 */
export function edgesOf(rgba: Uint8ClampedArray, width: number, height: number): EdgePlane {
  const grey = new Float32Array(width * height)
  for (let i = 0; i < grey.length; i++) grey[i] = 0.3 * rgba[4 * i]! + 0.59 * rgba[4 * i + 1]! + 0.11 * rgba[4 * i + 2]!
  const soft = gaussianBlur(grey, width, height, EDGE_SIGMA_PX)
  const steep = new Float32Array(grey.length)
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      const across = soft[i + 1]! - soft[i - 1]!
      const down = soft[i + width]! - soft[i - width]!
      steep[i] = root(root(across * across + down * down))
    }
  }
  return { width, height, steep }
}

/** How far a search goes from where it starts: a share of the picture's short side, a share of the size, and radians. */
export interface Reach {
  readonly shift: number
  readonly size: number
  readonly angleRad: number
}

/** Marks that were set by hand are off by less; those that were laid by a photo's proportions by this (assumed). */
export const handReach: Reach = { shift: 0.06, size: 0.06, angleRad: 0.06 }
export const wideReach: Reach = { shift: 0.22, size: 0.4, angleRad: 0.12 }

/** The first look is at planes this much smaller; in steps of it px, sizes and radians that such planes can tell apart. */
const COARSE = 4
const COARSE_STEPS = { shift: 1.5, size: 0.06, angleRad: 0.04 }
/** Every so many px of the whole planes: edges are wider. */
const CLOSE_STRIDE = 2
/** So many of its best places are looked at closely. */
const CANDIDATES = 2

/** As far as the first look may be off, px, and from there on half as far in each round. */
const FIRST_STEP = { shift: 3, size: 0.03, angleRad: 0.02 }
const ROUNDS = 5
/** Moves of one round; a search that still climbs then goes on in the next, with smaller steps. */
const MOST_MOVES = 6
/** At least this share of the region must lie on the moving picture. */
const LEAST_SHARE = 0.5
/** Pictures that agree less than this after the search are of too different things to say anything. */
const LEAST_AGREEMENT = 0.3

export interface Registered {
  /** From px of the moving picture to px of the fixed one. */
  readonly place: Similarity
  /** Normalised cross-correlation of the edges, -1..1. */
  readonly agreement: number
  /** False: nothing better than the start was found, or nothing that can be trusted; the place is the start. */
  readonly refined: boolean
}

/**
 * Lays one picture on another: from a start, the shift, the size and the turn at which their edges agree best. A search by
 * ever smaller steps, the same in every browser.
 * @param region of the fixed picture, px: what must agree
 */
export function register(
  fixed: EdgePlane,
  moving: EdgePlane,
  start: Similarity,
  region: RectPx,
  reach: Reach = handReach,
): Registered {
  const sample = samplesIn(fixed, region, CLOSE_STRIDE)
  const centre = { x: region.x + region.width / 2, y: region.y + region.height / 2 }
  const agreementAt = (place: Similarity): number => agreementOf(sample, moving, place)
  const first = { place: start, agreement: agreementAt(start) }
  const found = [start, ...coarsely(fixed, moving, start, region, reach)].map((place) =>
    climbed({ place, agreement: agreementAt(place) }, centre, agreementAt),
  )
  const best = found.reduce((a, b) => (b.agreement > a.agreement ? b : a), first)
  const trusted =
    best.agreement > first.agreement && best.agreement >= LEAST_AGREEMENT && isNear(best.place, start, reach)
  return trusted ? { ...best, refined: true } : { ...first, refined: false }
}

interface Found {
  readonly place: Similarity
  readonly agreement: number
}

/** From a place uphill, by ever smaller steps. */
function climbed(from: Found, centre: PointPx, agreementAt: (place: Similarity) => number): Found {
  let best = from
  let step = FIRST_STEP
  for (let round = 0; round < ROUNDS; round++) {
    for (let move = 0; move < MOST_MOVES; move++) {
      const found = bestOf(neighbours(best.place, centre, step), agreementAt)
      if (!found || found.agreement <= best.agreement) break
      best = found
    }
    step = { shift: step.shift / 2, size: step.size / 2, angleRad: step.angleRad / 2 }
  }
  return best
}

/** The best places of all within reach, as small planes have them: where to climb from. */
function coarsely(
  fixed: EdgePlane,
  moving: EdgePlane,
  start: Similarity,
  region: RectPx,
  reach: Reach,
): readonly Similarity[] {
  const [far, farMoving] = [smaller(fixed), smaller(moving)]
  const { x, y, width, height } = region
  const sample = samplesIn(far, { x: x / COARSE, y: y / COARSE, width: width / COARSE, height: height / COARSE })
  const centre = { x: (x + width / 2) / COARSE, y: (y + height / 2) / COARSE }
  const from = { ...start, dx: start.dx / COARSE, dy: start.dy / COARSE }
  const shifts = stepsTo(reach.shift * Math.min(far.width, far.height), COARSE_STEPS.shift)
  const found: Found[] = []
  for (const size of stepsTo(Math.log1p(reach.size), COARSE_STEPS.size)) {
    for (const angle of stepsTo(reach.angleRad, COARSE_STEPS.angleRad)) {
      const turned = followedBy(from, about(centre, Math.exp(size), angle))
      const places = shifts.flatMap((across) => shifts.map((down) => shiftedBy(turned, across, down)))
      const best = bestOf(places, (place) => agreementOf(sample, farMoving, place))
      if (best) found.push(best)
    }
  }
  return found
    .toSorted((p, q) => q.agreement - p.agreement)
    .slice(0, CANDIDATES)
    .map(({ place }) => ({ ...place, dx: place.dx * COARSE, dy: place.dy * COARSE }))
}

/** Even steps from -most to most, with 0. */
function stepsTo(most: number, step: number): readonly number[] {
  const count = Math.ceil(most / step)
  return Array.from({ length: 2 * count + 1 }, (_, i) => ((i - count) / count) * most)
}

function smaller({ width, height, steep }: EdgePlane): EdgePlane {
  const [w, h] = [Math.floor(width / COARSE), Math.floor(height / COARSE)]
  const means = new Float32Array(w * h)
  for (let y = 0; y < h * COARSE; y++)
    for (let x = 0; x < w * COARSE; x++)
      means[Math.floor(y / COARSE) * w + Math.floor(x / COARSE)]! += steep[y * width + x]! / COARSE ** 2
  return { width: w, height: h, steep: means }
}

/** One step in every direction, and the shifts also two at a time. */
function neighbours(place: Similarity, centre: PointPx, step: typeof FIRST_STEP): Similarity[] {
  const shifts = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => ({ x: x * step.shift, y: y * step.shift })))
  const shifted = shifts.filter(({ x, y }) => x !== 0 || y !== 0).map(({ x, y }) => shiftedBy(place, x, y))
  const sized = [1 + step.size, 1 / (1 + step.size)].map((size) => followedBy(place, about(centre, size)))
  const turned = [step.angleRad, -step.angleRad].map((angle) => followedBy(place, about(centre, 1, angle)))
  return [...shifted, ...sized, ...turned]
}

const shiftedBy = (place: Similarity, x: number, y: number): Similarity => ({
  ...place,
  dx: place.dx + x,
  dy: place.dy + y,
})

function bestOf(places: readonly Similarity[], agreementAt: (place: Similarity) => number): Found | null {
  let best: Found | null = null
  for (const place of places) {
    const agreement = agreementAt(place)
    if (!best || agreement > best.agreement) best = { place, agreement }
  }
  return best
}

/** A search that has wandered off has found something else. */
function isNear(place: Similarity, start: Similarity, reach: Reach): boolean {
  const size = sizeOf(place) / sizeOf(start)
  const angle = Math.atan2(place.b, place.a) - Math.atan2(start.b, start.a)
  const turn = Math.abs(Math.atan2(Math.sin(angle), Math.cos(angle)))
  const reached = 3 * reach.size
  return size < 1 + reached && size > 1 / (1 + reached) && turn < 3 * reach.angleRad
}

interface Samples {
  readonly x: Float32Array
  readonly y: Float32Array
  readonly steep: Float32Array
}

function samplesIn({ width, height, steep }: EdgePlane, region: RectPx, stride = 1): Samples {
  const left = Math.max(1, Math.floor(region.x))
  const top = Math.max(1, Math.floor(region.y))
  const right = Math.min(width - 1, Math.ceil(region.x + region.width))
  const bottom = Math.min(height - 1, Math.ceil(region.y + region.height))
  const along = (length: number) => Math.max(0, Math.ceil(length / stride))
  const count = along(right - left) * along(bottom - top)
  const samples = { x: new Float32Array(count), y: new Float32Array(count), steep: new Float32Array(count) }
  let n = 0
  for (let y = top; y < bottom; y += stride) {
    for (let x = left; x < right; x += stride) {
      samples.x[n] = x + 0.5
      samples.y[n] = y + 0.5
      samples.steep[n++] = steep[y * width + x]!
    }
  }
  return samples
}

/** Normalised cross-correlation over what of the samples lies on the moving picture; -1 where too little does. */
function agreementOf(samples: Samples, moving: EdgePlane, place: Similarity): number {
  const square = place.a * place.a + place.b * place.b
  const [a, b] = [place.a / square, -place.b / square]
  const { width, height, steep } = moving
  let [n, sumF, sumM, sumFF, sumMM, sumFM] = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < samples.steep.length; i++) {
    const fx = samples.x[i]! - place.dx
    const fy = samples.y[i]! - place.dy
    const x = a * fx - b * fy - 0.5
    const y = b * fx + a * fy - 0.5
    if (x < 0 || y < 0 || x >= width - 1 || y >= height - 1) continue
    const left = Math.floor(x)
    const top = Math.floor(y)
    const [u, v] = [x - left, y - top]
    const at = top * width + left
    const upper = steep[at]! * (1 - u) + steep[at + 1]! * u
    const lower = steep[at + width]! * (1 - u) + steep[at + width + 1]! * u
    const m = upper * (1 - v) + lower * v
    const f = samples.steep[i]!
    n++
    sumF += f
    sumM += m
    sumFF += f * f
    sumMM += m * m
    sumFM += f * m
  }
  if (n < LEAST_SHARE * samples.steep.length || n === 0) return -1
  const varies = (sumFF - (sumF * sumF) / n) * (sumMM - (sumM * sumM) / n)
  return varies > 0 ? (sumFM - (sumF * sumM) / n) / Math.sqrt(varies) : -1
}
