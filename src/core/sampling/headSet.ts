import type { HeadForm } from '../geometry/headFit.ts'
import { DENSITY_MAX_PER_CM2 } from './densityField.ts'
import { hash } from './random.ts'

/**
 * The ranked dots of all heads, in an order of which every prefix looks like follicles. They lie on the round head; a seed
 * turns them about its height and a fitted head stretches them, so a better fit moves them and reshuffles nothing. `count`
 * elements, by rank.
 */
export interface HeadSet {
  readonly count: number
  /** Directions from the middle of the head stretched to a ball: to the patient's left, up, forward; unit vectors. */
  readonly x: Float32Array
  readonly y: Float32Array
  readonly z: Float32Array
  /** Of all dots on the round head, per cm2. */
  readonly perCm2: number
}

/**
 * The head on which the dots are built: the mean adult head (simulation-model 7) of one breadth all round, so that its dots
 * fit again when they are turned about its height (headFrame). Heads between 70 x 103 and 80 x 95 mm stretch them by so
 * little that they keep the statistics of follicles.
 */
export const roundHead: HeadForm = { a: 86, b: 86, c: 122, squareness: 0 }

/** More dots than the greatest density has: heads with more skin stretch them, and temples more than the rest. */
const ROOM = 1.2

/** Dots end here below the middle of the head, in half axes: under a beard. */
const LOWEST = -0.95

/** The rule "void + jitter" (point-set-study 4), of spacings at a dot's rank: jitter, and least distance while drawn anew. */
const JITTER = 0.16
const FLOOR = 0.3
const REDRAWS = 8
/** So many candidates in vain, and the gaps that are looked for are narrowed. */
const MISSES = 300
const NARROWING = 0.99

const DOTS_PER_SLICE = 1000

/** mm2 of the round head above LOWEST, by the strip. */
export function areaOfDots(): number {
  const { a, b, c } = roundHead
  const rows = 400
  const columns = 400
  let sum = 0
  for (let row = 0; row < rows; row++) {
    const y = LOWEST + ((1 - LOWEST) * (row + 0.5)) / rows
    const around = Math.sqrt(1 - y * y)
    for (let column = 0; column < columns; column++) {
      // A quarter turn, in steps of equal length of the tangent: no sine is the same in all browsers.
      const t = (column + 0.5) / columns
      const x = (around * (1 - t * t)) / (1 + t * t)
      const z = (around * 2 * t) / (1 + t * t)
      const angle = 2 / (1 + t * t) / columns
      sum += angle * a * b * c * Math.sqrt((x / a) ** 2 + (y / c) ** 2 + (z / b) ** 2)
    }
  }
  return (4 * sum * (1 - LOWEST)) / rows
}

/**
 * Builds the dots: each lies in one of the widest gaps between the earlier ones, displaced by a normal, and knows
 * nothing but those. Seconds of work, in slices; `total` dots are known from the start. Integers, + - * / and sqrt only, so
 * that every machine builds the same. Those that ship are of seed 1 (headSetFile).
 */
export function* buildHeadSet(seed: number, count = usualCount()): Generator<{ done: number; total: number }, HeadSet> {
  const { a, b, c } = roundHead
  const area = areaOfDots()
  const xs = new Float64Array(count)
  const ys = new Float64Array(count)
  const zs = new Float64Array(count)
  let draws = 0
  const uniform = (): number => hash(seed, draws++) / 2 ** 32
  const normal = (): number => {
    let sum = -6
    for (let i = 0; i < 12; i++) sum += uniform()
    return sum
  }
  const gaps = gapFinder(xs, ys, zs)
  const mostArea = c * Math.max(a, b)
  let cx = 0
  let cy = 0
  let cz = 0
  /** A place by area, mm. */
  const draw = (): void => {
    for (;;) {
      const u = 2 * uniform() - 1
      const v = 2 * uniform() - 1
      const r2 = u * u + v * v
      if (r2 > 1 || r2 === 0) continue
      const y = LOWEST + (1 - LOWEST) * uniform()
      const around = Math.sqrt((1 - y * y) / r2)
      const x = u * around
      const z = v * around
      const element = b * c * x * (b * c * x) + a * b * y * (a * b * y) + a * c * z * (a * c * z)
      const bar = uniform() * mostArea
      if (element < bar * bar) continue
      cx = a * x
      cy = c * y
      cz = b * z
      return
    }
  }
  /** A place beside (cx, cy, cz), on the head again. */
  const displaced = { x: 0, y: 0, z: 0 }
  const displace = (by: number): boolean => {
    const x = (cx + by * normal()) / a
    const y = (cy + by * normal()) / c
    const z = (cz + by * normal()) / b
    const onto = 1 / Math.sqrt(x * x + y * y + z * z)
    displaced.x = a * x * onto
    displaced.y = c * y * onto
    displaced.z = b * z * onto
    return y * onto > LOWEST
  }

  let gap = 2 * c
  let misses = 0
  for (let k = 0; k < count;) {
    draw()
    if (gaps.crowded(cx, cy, cz, gap)) {
      if (++misses === MISSES) {
        gap *= NARROWING
        misses = 0
      }
      continue
    }
    misses = 0
    const spacing = Math.sqrt(area / (k + 1))
    // Few dots are far apart: a jitter of their spacing would leave the head.
    const jitter = Math.min(JITTER * spacing, a / 4)
    for (let redraw = 0; redraw <= REDRAWS; redraw++) {
      const inside = displace(jitter)
      if (inside && !gaps.crowded(displaced.x, displaced.y, displaced.z, FLOOR * spacing)) break
      if (!inside) Object.assign(displaced, { x: cx, y: cy, z: cz })
    }
    xs[k] = displaced.x
    ys[k] = displaced.y
    zs[k] = displaced.z
    gaps.insert(k)
    k++
    if (k % DOTS_PER_SLICE === 0) yield { done: k, total: count }
  }
  return {
    count,
    x: Float32Array.from(xs, (v) => v / a),
    y: Float32Array.from(ys, (v) => v / c),
    z: Float32Array.from(zs, (v) => v / b),
    perCm2: (100 * count) / area,
  }
}

const usualCount = (): number => Math.round((areaOfDots() * ROOM * DENSITY_MAX_PER_CM2) / 100)

/**
 * Lambert's picture of the ball with the crown in the middle: of true areas, to 2 on all sides, without a seam. A direction
 * lies this many times its x and z beside the middle.
 */
export const spreadAt = (y: number): number => Math.sqrt(2 / (1 + y))

/** The picture's edge, where the lower pole is. */
export const PICTURE_REACH = 2

/** Finds earlier dots near a place on a grid over that picture. Cells grow finer as dots come. */
function gapFinder(xs: Float64Array, ys: Float64Array, zs: Float64Array) {
  const { a, b, c } = roundHead
  const reach = PICTURE_REACH
  const least = Math.min(a, b, c)
  const following = new Int32Array(xs.length)
  let cells = 1
  let perUnit = cells / (2 * reach)
  let head = new Int32Array(1).fill(-1)
  const column = (x: number, y: number): number => {
    const at = ((x / a) * spreadAt(y / c) + reach) * perUnit
    return at < 0 ? 0 : at >= cells ? cells - 1 : at | 0
  }
  const row = (z: number, y: number): number => {
    const at = ((z / b) * spreadAt(y / c) + reach) * perUnit
    return at < 0 ? 0 : at >= cells ? cells - 1 : at | 0
  }
  const put = (i: number): void => {
    const cell = row(zs[i]!, ys[i]!) * cells + column(xs[i]!, ys[i]!)
    following[i] = head[cell]!
    head[cell] = i
  }
  return {
    insert(i: number): void {
      if (i > 4 * cells * cells) {
        cells *= 2
        perUnit = cells / (2 * reach)
        head = new Int32Array(cells * cells).fill(-1)
        for (let earlier = 0; earlier < i; earlier++) put(earlier)
      }
      put(i)
    },
    /** Whether a dot lies nearer than so many mm. */
    crowded(x: number, y: number, z: number, within: number): boolean {
      const spread = spreadAt(y / c)
      const u = (x / a) * spread
      const v = (z / b) * spread
      // The picture shows a step over the ball longer the lower it is: as at the lower end of the way at the most.
      const step = within / least
      const lower = y / c - step
      const half = lower > ABOVE_POLE ? step * spreadAt(lower) : 2 * reach
      const left = clamped((u - half + reach) * perUnit, cells)
      const right = clamped((u + half + reach) * perUnit, cells)
      const top = clamped((v - half + reach) * perUnit, cells)
      const bottom = clamped((v + half + reach) * perUnit, cells)
      const within2 = within * within
      for (let j = top; j <= bottom; j++)
        for (let i = left; i <= right; i++)
          for (let dot = head[j * cells + i]!; dot >= 0; dot = following[dot]!) {
            const dx = xs[dot]! - x
            const dy = ys[dot]! - y
            const dz = zs[dot]! - z
            if (dx * dx + dy * dy + dz * dz < within2) return true
          }
      return false
    },
  }
}

/** Lower than all dots: a way round the pole may lead anywhere in the picture. */
const ABOVE_POLE = LOWEST - 0.02

const clamped = (at: number, cells: number): number => (at < 0 ? 0 : at >= cells ? cells - 1 : at | 0)
