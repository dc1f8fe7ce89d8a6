import { distance, type PointPx } from '../geometry/points.ts'

/** A small copy of a photo, about 500 px high: opaque sRGB, row-major. */
export interface SmallPhoto {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8ClampedArray
}

export interface HeadEdge {
  /** Factor on the way from the centre to each point of the rim; 1 where the photo says nothing. */
  readonly factors: readonly number[]
  /** How plainly the edge is seen on each ray, 0..1. */
  readonly confidence: readonly number[]
  /** The same over the top of the head, on average. */
  readonly sureness: number
  /** Whether it is seen well enough over the top of the head to be trusted. */
  readonly found: boolean
}

/** All distances along a ray are shares of the way to the rim. */
const STEP = 0.0025
const FROM = 0.66
const TO = 1.5
const SAMPLES = Math.round((TO - FROM) / STEP) + 1
/** Where the edge is looked for. */
const NEAREST = 0.72
const FARTHEST = 1.28
const FIRST = Math.round((NEAREST - FROM) / STEP)
const LAST = Math.round((FARTHEST - FROM) / STEP)
const PLACES = LAST - FIRST + 1
/** Colours are compared over this many samples inside and outside a place: 3 % of the way, 4 to 6 px. */
const WINDOW = 12
/** And over this many to find its middle: short hair may be darker than the backdrop, and the skin behind it lighter. */
const FINE_WINDOW = 7
/** Beside a ray its colour is averaged over this far, px. */
const BESIDE_PX = 1.5

/** Differences of colour are in sRGB bytes. Noise and grain of the copy are no edge; an edge of PLAIN is beyond doubt. */
const GRAIN = 7
const PLAIN = 42
/** Samples behind an edge at which the backdrop begins: blur and a rim of light lie before it. */
const BEHIND = 6
/** Backdrops that a place needs to be judged. */
const LEAST_BACKDROP = 12

/** Samples of backdrop that an edge is told from, where it is frayed by short hair. */
const BACKDROP = 40
/** The outermost place as far from the backdrop as this share of the edge's contrast is its end. */
const FRAYED_SHARE = 0.25
/** Samples between which such a place lies outside the edge's middle: nearer it is only blur. */
const FRAYED_FROM = 2
const FRAYED_TO = 14

/** Cost of the edge's moving in or out by one step from one ray to the next, and how many steps it may. */
const BEND = 0.0025
const MOST_STEPS = 12

/** An edge's strength at which it starts to count, and from which it counts fully. */
const DOUBTFUL = 0.3
const SURE = 0.6
/** Less than this is no edge. */
const LEAST_SURE = 0.25
/** Sine of the angle above the centre at which ears and neck end to confuse the edge, and where it is the skull's alone. */
const EARS_TO = 0.1
const SKULL_FROM = 0.4
/** What an edge beside the ears still counts. */
const BESIDE_EARS = 0.35
/** Sine below which nothing is looked at. */
const NECK = -0.25

/** How strongly a ray without an edge follows its neighbours, and how strongly the bare rim, next to a sure edge's 1. */
const FOLLOW = 0.04
const REST = 0.0015
const SWEEPS = 300

/** The edge is found when over the upper half it is this sure on average, with no longer gap, in shares of the turn. */
const FOUND_MEAN = 0.7
const FOUND_GAP = 1 / 18
/** Sine above which that is asked. */
const UPPER = 0.35

/**
 * The silhouette of a head near a rim: on rays from a centre through the rim, where the colour changes most against a
 * backdrop that stays as it is outside, joined to one smooth edge. It is asked for from the patient's left over the top;
 * beside the ears the skull's side is preferred, and below them the rim stays.
 * @param rim points at equal angles, from the patient's left over the top, px of the photo
 */
export function findHeadEdge(photo: SmallPhoto, centre: PointPx, rim: readonly PointPx[]): HeadEdge {
  const rays = rim.map((end, i) => rayStrengths(photo, centre, end, trustAt(i, rim.length)))
  const path = bestPath(rays)
  const seen = rays.map((ray, i) => measured(ray, path[i]!))
  const confidence = seen.map((s, i) => {
    const sure = s.confidence * trustAt(i, rim.length)
    return sure < LEAST_SURE ? 0 : sure
  })
  const factors = relaxed(
    seen.map((s) => s.factor),
    confidence,
  )
  return { factors, confidence, ...overTheTop(confidence) }
}

const sineAt = (i: number, count: number): number => Math.sin((2 * Math.PI * i) / count)

/** How far a ray may be trusted to meet the skull and neither ear nor shoulder, by its angle alone. */
function trustAt(i: number, count: number): number {
  const sine = sineAt(i, count)
  if (sine <= NECK) return 0
  if (sine < EARS_TO) return (BESIDE_EARS * (sine - NECK)) / (EARS_TO - NECK)
  return BESIDE_EARS + (1 - BESIDE_EARS) * Math.min(1, (sine - EARS_TO) / (SKULL_FROM - EARS_TO))
}

interface Ray {
  /** Of an edge at each place, 0..1. */
  readonly strength: Float32Array
  /** Difference of colour across each place, bytes; for finding its middle. */
  readonly contrast: Float32Array
  /** How far the colour at a place lies from the backdrop that begins behind another, bytes. */
  readonly offBackdrop: (place: number, behind: number) => number
}

function rayStrengths(photo: SmallPhoto, centre: PointPx, end: PointPx, trust: number): Ray {
  const strength = new Float32Array(PLACES)
  const contrast = new Float32Array(PLACES)
  if (trust === 0) return { strength, contrast, offBackdrop: () => 0 }
  const { sums, squares, count } = coloursAlong(photo, centre, end)
  const mean = (k: number, from: number, to: number) => (sums[to * 3 + k]! - sums[from * 3 + k]!) / (to - from)
  /** Variance of the three channels together, bytes2. */
  const variance = (from: number, to: number) => {
    let own = (squares[to]! - squares[from]!) / (to - from)
    for (let k = 0; k < 3; k++) own -= mean(k, from, to) ** 2
    return Math.max(0, own)
  }
  const difference = (a: number, b: number, c: number, d: number) =>
    Math.sqrt(
      (mean(0, a, b) - mean(0, c, d)) ** 2 +
        (mean(1, a, b) - mean(1, c, d)) ** 2 +
        (mean(2, a, b) - mean(2, c, d)) ** 2,
    )
  for (let place = 0; place < PLACES; place++) {
    const at = FIRST + place
    const backdrop = at + BEHIND
    if (count - backdrop < LEAST_BACKDROP) break
    const across = difference(at - WINDOW, at, at, at + WINDOW)
    contrast[place] = difference(at - FINE_WINDOW, at, at, at + FINE_WINDOW)
    const signal = Math.max(0, across * across - GRAIN * GRAIN)
    const noise = GRAIN * GRAIN + variance(at - WINDOW, at) + 2 * variance(backdrop, count)
    strength[place] = Math.min(1, across / PLAIN) * (signal / (signal + noise))
  }
  const offBackdrop = (place: number, behind: number) => {
    const from = FIRST + behind
    return difference(FIRST + place, FIRST + place + 1, from, Math.min(count, from + BACKDROP))
  }
  return { strength, contrast, offBackdrop }
}

/** Sums of the colours along a ray up to each sample, and how many samples lie on the photo. */
function coloursAlong(photo: SmallPhoto, centre: PointPx, end: PointPx) {
  const sums = new Float64Array((SAMPLES + 1) * 3)
  const squares = new Float64Array(SAMPLES + 1)
  const length = Math.max(1, distance(centre, end))
  const ux = (end.x - centre.x) / length
  const uy = (end.y - centre.y) / length
  const colour = new Float64Array(3)
  let count = 0
  for (; count < SAMPLES; count++) {
    const along = length * (FROM + count * STEP)
    const x = centre.x + ux * along
    const y = centre.y + uy * along
    if (x < 1 || y < 1 || x > photo.width - 1 || y > photo.height - 1) break
    colour.fill(0)
    for (let side = -1; side <= 1; side++)
      addColour(photo, x - side * BESIDE_PX * uy, y + side * BESIDE_PX * ux, colour)
    let square = 0
    for (let k = 0; k < 3; k++) {
      const value = colour[k]! / 3
      sums[(count + 1) * 3 + k] = sums[count * 3 + k]! + value
      square += value * value
    }
    squares[count + 1] = squares[count]! + square
  }
  return { sums, squares, count }
}

/** Adds the bilinear colour at a place, bytes; beside the photo that of its edge. */
function addColour({ width, height, rgba }: SmallPhoto, x: number, y: number, into: Float64Array): void {
  const fx = Math.min(width - 1, Math.max(0, x - 0.5))
  const fy = Math.min(height - 1, Math.max(0, y - 0.5))
  const x0 = Math.floor(fx)
  const y0 = Math.floor(fy)
  const tx = fx - x0
  const ty = fy - y0
  const a = (y0 * width + x0) * 4
  const right = x0 + 1 < width ? 4 : 0
  const down = y0 + 1 < height ? width * 4 : 0
  for (let k = 0; k < 3; k++) {
    const top = rgba[a + k]! * (1 - tx) + rgba[a + right + k]! * tx
    const bottom = rgba[a + down + k]! * (1 - tx) + rgba[a + down + right + k]! * tx
    into[k] = into[k]! + top * (1 - ty) + bottom * ty
  }
}

/**
 * The places of the strongest smooth edge by dynamic programming. It starts and ends at the lowest ray, where nothing is
 * looked at, so that it need not be closed.
 */
function bestPath(rays: readonly Ray[]): number[] {
  const count = rays.length
  const start = Math.round(count * 0.75)
  const from: Int16Array[] = []
  let best = new Float32Array(PLACES)
  for (let step = 0; step < count; step++) {
    const ray = rays[(start + step) % count]!
    const next = new Float32Array(PLACES)
    const back = new Int16Array(PLACES)
    for (let place = 0; place < PLACES; place++) {
      let most = -Infinity
      for (let d = -MOST_STEPS; d <= MOST_STEPS; d++) {
        const before = place + d
        if (before < 0 || before >= PLACES) continue
        const value = best[before]! - BEND * d * d
        if (value > most) {
          most = value
          back[place] = before
        }
      }
      next[place] = most + ray.strength[place]!
    }
    from.push(back)
    best = next
  }
  let place = best.indexOf(Math.max(...best))
  const path = rays.map(() => 0)
  for (let step = count - 1; step >= 0; step--) {
    path[(start + step) % count] = place
    place = from[step]![place]!
  }
  return path
}

/** The edge near a place of the path, to a part of a step, and how sure it is. */
function measured(ray: Ray, place: number): { factor: number; confidence: number } {
  const { strength, contrast } = ray
  let peak = place
  for (let p = Math.max(1, place - 4); p <= Math.min(PLACES - 2, place + 8); p++)
    if (contrast[p]! > contrast[peak]!) peak = p
  // An edge at the end of the reach is most likely the flank of one beyond it.
  if (peak < 3 || peak > PLACES - 4) return { factor: 1, confidence: 0 }
  const [a, b, c] = [contrast[peak - 1]!, contrast[peak]!, contrast[peak + 1]!]
  const bow = a - 2 * b + c
  const shift = bow < 0 ? Math.max(-1, Math.min(1, (a - c) / (2 * bow))) : 0
  const confidence = Math.max(0, Math.min(1, (strength[peak]! - DOUBTFUL) / (SURE - DOUBTFUL)))
  if (confidence === 0) return { factor: 1, confidence }
  return { factor: FROM + (FIRST + peak + Math.max(shift, frayedBy(ray, peak))) * STEP, confidence }
}

/** How many samples short hair stands out from an edge, 0 for a clean one. */
function frayedBy({ contrast, offBackdrop }: Ray, peak: number): number {
  const to = Math.min(PLACES - 1 - peak, FRAYED_TO)
  for (let d = to; d > FRAYED_FROM; d--)
    if (offBackdrop(peak + d, peak + to + BEHIND) > FRAYED_SHARE * contrast[peak]!)
      // Something else than hair begins there: an ear.
      return d < to - 1 ? d : 0
  return 0
}

/** Sure factors as they are; the others on a smooth way between their neighbours, and to 1 far from any. */
function relaxed(measured: readonly number[], confidence: readonly number[]): number[] {
  const count = measured.length
  const factors = measured.map((m, i) => (confidence[i]! > 0.5 ? m : 1))
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let i = 0; i < count; i++) {
      const neighbours = factors[(i + count - 1) % count]! + factors[(i + 1) % count]!
      const sure = confidence[i]!
      factors[i] = (sure * measured[i]! + FOLLOW * neighbours + REST) / (sure + 2 * FOLLOW + REST)
    }
  }
  return factors
}

function overTheTop(confidence: readonly number[]): Pick<HeadEdge, 'sureness' | 'found'> {
  const count = confidence.length
  let sum = 0
  let asked = 0
  let gap = 0
  let longest = 0
  for (let i = 0; i < count / 2; i++) {
    if (sineAt(i, count) < UPPER) continue
    asked++
    sum += confidence[i]!
    gap = confidence[i]! < 0.3 ? gap + 1 : 0
    longest = Math.max(longest, gap)
  }
  const sureness = sum / asked
  return { sureness, found: sureness >= FOUND_MEAN && longest <= FOUND_GAP * count }
}
