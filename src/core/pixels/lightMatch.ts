import { recolour, type ColourTables } from './adjust.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** How the light of a second picture comes to that of a first one. */
export interface MatchedLight {
  /** What each byte becomes, once the ramp is taken off. */
  readonly tables: ColourTables
  /** By how much the first light grows against the second from the middle of the place to its edge: natural log, right and down. */
  readonly ramp: { readonly x: number; readonly y: number }
}

/** Between these shares of the darkest to the lightest bytes a picture's tones are laid on the other's; hair and glare lie beyond. */
const QUANTILES = [0.1, 0.3, 0.5, 0.7, 0.9] as const
/** Below this share of px that are seen on both nothing is known of their light. */
const LEAST_SEEN = 0.3
/** Side of the squares whose mean light is compared, px: so that the two need not lie on each other to the pixel. */
const SQUARE = 8
/** Squares that fit a ramp worse than this many times the median are something else than light. */
const OFF = 2.5
/** A gentler ramp is as likely the shape of a face that was held a little differently: beyond the place it would grow (assumed). */
const GENTLEST = 0.025
/** A steeper ramp over the whole picture is no lamp (assumed), natural log. */
const STEEPEST = 0.6

/**
 * Gives a second picture the light of a first one: a lamp from another side as a ramp, and another exposure, colour and
 * contrast as a rising curve per channel, through the quantiles of what both show.
 * @param a sRGB bytes, row-major, of a place that looks the same in the same light, as skin that nothing was done to
 * @param b of the same size and place
 * @returns null where too little of the place is on both
 */
export function lightMatch(a: Uint8ClampedArray, b: Uint8ClampedArray, size: Size): MatchedLight | null {
  const seen: number[] = []
  for (let i = 0; i < a.length; i += 4) if (a[i + 3] === 255 && b[i + 3] === 255) seen.push(i)
  if (seen.length < (LEAST_SEEN * a.length) / 4 || seen.length === 0) return null
  const ramp = rampOf(a, b, size)
  const even = b.slice()
  takeRamp(even, size, ramp, { x: size.width / 2, y: size.height / 2, reach: size.width / 2 })
  const table = (channel: number) => curve(quantilesOf(even, seen, channel), quantilesOf(a, seen, channel))
  return { tables: [table(0), table(1), table(2)], ramp }
}

/** A place of a picture, px: its middle and half its side. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly reach: number
}

/** Puts a whole picture into the light that was matched at a place of it, in place; alpha stays. */
export function inLight(rgba: Uint8ClampedArray, size: Size, { tables, ramp }: MatchedLight, at: Place): void {
  takeRamp(rgba, size, ramp, at)
  recolour(rgba, tables)
}

function takeRamp(rgba: Uint8ClampedArray, { width, height }: Size, ramp: MatchedLight['ramp'], at: Place): void {
  if (ramp.x === 0 && ramp.y === 0) return
  const growth = (slope: number, from: number) => (_: unknown, i: number) =>
    Math.exp(Math.max(-STEEPEST, Math.min(STEEPEST, (slope * (i + 0.5 - from)) / at.reach)))
  const across = Float32Array.from({ length: width }, growth(ramp.x, at.x))
  const down = Float32Array.from({ length: height }, growth(ramp.y, at.y))
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) {
      const factor = across[x]! * down[y]!
      for (let k = 0; k < 3; k++) rgba[i + k] = rgba[i + k]! * factor
    }
  }
}

interface Square {
  /** From the middle, in half sides. */
  readonly x: number
  readonly y: number
  /** Of the first picture's light to the second's, natural log. */
  readonly more: number
}

/** The plane through the squares' light, twice: the second time without those that the first one fits badly. */
function rampOf(a: Uint8ClampedArray, b: Uint8ClampedArray, size: Size): MatchedLight['ramp'] {
  const squares = squaresOf(a, b, size)
  const first = planeThrough(squares)
  const off = squares.map(({ x, y, more }) => Math.abs(more - first.z - first.x * x - first.y * y))
  const usual = off.toSorted((p, q) => p - q)[off.length >> 1] ?? 0
  const { x, y } = planeThrough(squares.filter((_, i) => off[i]! <= OFF * usual))
  return Math.hypot(x, y) < GENTLEST ? { x: 0, y: 0 } : { x, y }
}

function squaresOf(a: Uint8ClampedArray, b: Uint8ClampedArray, { width, height }: Size): Square[] {
  const squares: Square[] = []
  for (let top = 0; top + SQUARE <= height; top += SQUARE) {
    for (let left = 0; left + SQUARE <= width; left += SQUARE) {
      let [ofA, ofB, whole] = [0, 0, true]
      for (let y = top; y < top + SQUARE; y++) {
        for (let x = left; x < left + SQUARE; x++) {
          const i = 4 * (y * width + x)
          whole &&= a[i + 3] === 255 && b[i + 3] === 255
          for (let k = 0; k < 3; k++) [ofA, ofB] = [ofA + a[i + k]!, ofB + b[i + k]!]
        }
      }
      const [x, y] = [left + SQUARE / 2, top + SQUARE / 2]
      if (whole && ofA > 0 && ofB > 0)
        squares.push({ x: (2 * x) / width - 1, y: (2 * y - height) / width, more: Math.log(ofA / ofB) })
    }
  }
  return squares
}

/** z + x·x + y·y by least squares; level where the squares say nothing of a slope. */
function planeThrough(squares: readonly Square[]): { readonly x: number; readonly y: number; readonly z: number } {
  const mean = (of: (s: Square) => number) => squares.reduce((sum, s) => sum + of(s), 0) / Math.max(1, squares.length)
  const [mx, my, mz] = [mean((s) => s.x), mean((s) => s.y), mean((s) => s.more)]
  const about = (of: (dx: number, dy: number, dz: number) => number) => mean((s) => of(s.x - mx, s.y - my, s.more - mz))
  const [xx, xy, yy] = [about((x) => x * x), about((x, y) => x * y), about((_, y) => y * y)]
  const [xz, yz] = [about((x, _, z) => x * z), about((_, y, z) => y * z)]
  const area = xx * yy - xy * xy
  if (area < 1e-6) return { x: 0, y: 0, z: mz }
  const [x, y] = [(xz * yy - yz * xy) / area, (yz * xx - xz * xy) / area]
  return { x, y, z: mz - x * mx - y * my }
}

function quantilesOf(rgba: Uint8ClampedArray, at: readonly number[], channel: number): number[] {
  const bytes = Uint8Array.from(at, (i) => rgba[i + channel]!).sort()
  return QUANTILES.map((share) => bytes[Math.round(share * (bytes.length - 1))]!)
}

/** Straight from black through the points; beyond the last one by the same factor. */
function curve(from: readonly number[], to: readonly number[]): Uint8Array {
  const points: { x: number; y: number }[] = [{ x: 0, y: 0 }]
  from.forEach((x, i) => x > points.at(-1)!.x && points.push({ x, y: Math.max(points.at(-1)!.y, to[i]!) }))
  const last = points.at(-1)!
  const beyond = last.x > 0 ? last.y / last.x : 1
  return Uint8Array.from({ length: 256 }, (_, byte) => {
    const next = points.findIndex(({ x }) => x >= byte)
    if (next === 0) return 0
    if (next < 0) return Math.min(255, Math.round(byte * beyond))
    const [p, q] = [points[next - 1]!, points[next]!]
    return Math.round(p.y + ((q.y - p.y) * (byte - p.x)) / (q.x - p.x))
  })
}
