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

/** Marks that were set by hand are off by less (assumed). */
export const usualReach: Reach = { shift: 0.06, size: 0.06, angleRad: 0.06 }

/** Halvings of the steps: the last one is a 32nd of the reach. */
const ROUNDS = 5
/** Moves of one round; a search that still climbs then goes on in the next, with smaller steps. */
const MOST_MOVES = 12
/** At least this share of the region must lie on the moving picture. */
const LEAST_SHARE = 0.5
/** Pictures that agree less than this after the search are of too different things to say anything. */
const LEAST_AGREEMENT = 0.2

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
  reach: Reach = usualReach,
): Registered {
  const sample = samplesIn(fixed, region)
  const centre = { x: region.x + region.width / 2, y: region.y + region.height / 2 }
  const short = Math.min(fixed.width, fixed.height)
  const agreementAt = (place: Similarity): number => agreementOf(sample, moving, place)
  const first = agreementAt(start)
  let best = { place: start, agreement: first }
  let step = { shift: reach.shift * short, size: reach.size, angle: reach.angleRad }
  for (let round = 0; round <= ROUNDS; round++) {
    for (let move = 0; move < MOST_MOVES; move++) {
      const found = bestOf(neighbours(best.place, centre, step), agreementAt)
      if (!found || found.agreement <= best.agreement) break
      best = found
    }
    step = { shift: step.shift / 2, size: step.size / 2, angle: step.angle / 2 }
  }
  const trusted = best.agreement > first && best.agreement >= LEAST_AGREEMENT && isNear(best.place, start, reach)
  return trusted ? { ...best, refined: true } : { place: start, agreement: first, refined: false }
}

/** One step in every direction, and the shifts also two at a time. */
function neighbours(
  place: Similarity,
  centre: PointPx,
  step: { shift: number; size: number; angle: number },
): Similarity[] {
  const shifts = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => ({ x: x * step.shift, y: y * step.shift })))
  const shifted = shifts.filter(({ x, y }) => x !== 0 || y !== 0).map(({ x, y }) => shiftedBy(place, x, y))
  const sized = [1 + step.size, 1 / (1 + step.size)].map((size) => followedBy(place, about(centre, size)))
  const turned = [step.angle, -step.angle].map((angle) => followedBy(place, about(centre, 1, angle)))
  return [...shifted, ...sized, ...turned]
}

const shiftedBy = (place: Similarity, x: number, y: number): Similarity => ({
  ...place,
  dx: place.dx + x,
  dy: place.dy + y,
})

function bestOf(places: readonly Similarity[], agreementAt: (place: Similarity) => number) {
  let best: { place: Similarity; agreement: number } | null = null
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

function samplesIn({ width, height, steep }: EdgePlane, region: RectPx): Samples {
  const left = Math.max(1, Math.floor(region.x))
  const top = Math.max(1, Math.floor(region.y))
  const right = Math.min(width - 1, Math.ceil(region.x + region.width))
  const bottom = Math.min(height - 1, Math.ceil(region.y + region.height))
  const count = Math.max(0, right - left) * Math.max(0, bottom - top)
  const samples = { x: new Float32Array(count), y: new Float32Array(count), steep: new Float32Array(count) }
  let n = 0
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
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
