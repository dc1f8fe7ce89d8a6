import { part, type Steps } from '../geometry/steps.ts'
import { decodeSrgb, luminance } from './colour.ts'
import { boxMean, guidedFilter } from './guidedFilter.ts'
import type { HeadCells } from './seenSkin.ts'

/** A small copy of a photo: opaque sRGB, row-major; each px stands for `px` of the whole one. */
export interface SmallerPhoto {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8ClampedArray
  readonly px: number
}

/** Values over a photo, 0..1, in px of a smaller copy. */
export interface Likeness {
  readonly px: number
  readonly width: number
  readonly height: number
  readonly values: Float32Array
}

/** Single hairs are evened out of the guide over so much of a cell: what is left is where hair as a whole begins. */
const HAIRS_SHARE = 0.5
/**
 * How far around a place the photo decides where the edge lies, cells. Hair was looked for in squares of five, which is seen
 * up to two cells too far out: the squares here are large enough to outvote that.
 */
const AROUND_CELLS = 4
/** ln of light: differences below this are shades of skin. */
const EVEN = 0.1
const LEAST_LIGHT = 0.002
/** Lines of pixels that are worked on in one piece. */
const PIECE = 64
/** Of the time that it takes. */
const LIGHT_SEEN = 0.2
const GUIDED = 0.3

/**
 * Where hair stands, from cells in which it was seen to pixels: the cells' squares give way to the line on which the photo
 * turns from skin to hair (guided filter on the light, single hairs evened out).
 * @param seen 0..1 per cell, how surely hair stands there (seenSkin); cells that are not wholly of the head say nothing
 */
export function* hairLikeness(photo: SmallerPhoto, cells: HeadCells, seen: Float32Array): Steps<Likeness> {
  const { px, width, height } = cells
  const hair = carriedOn(seen, cells)
  const side = px / photo.px
  const light = yield* part(lightOf(photo), 0, LIGHT_SEEN)
  const hairs = Math.max(1, Math.round(side * HAIRS_SHARE))
  const guide = yield* part(boxMean(light, photo.width, photo.height, hairs), LIGHT_SEEN, GUIDED)
  const values = new Float32Array(photo.width * photo.height)
  for (let y = 0; y < photo.height; y++) {
    if (y % PIECE === 0) yield GUIDED
    const v = Math.min(height - 1, Math.max(0, (y + 0.5) / side - 0.5))
    const row = Math.floor(v)
    const below = Math.min(height - 1, row + 1)
    for (let x = 0; x < photo.width; x++) {
      const u = Math.min(width - 1, Math.max(0, (x + 0.5) / side - 0.5))
      const column = Math.floor(u)
      const beside = Math.min(width - 1, column + 1)
      const upper =
        hair[row * width + column]! + (hair[row * width + beside]! - hair[row * width + column]!) * (u - column)
      const lower =
        hair[below * width + column]! + (hair[below * width + beside]! - hair[below * width + column]!) * (u - column)
      values[y * photo.width + x] = upper + (lower - upper) * (v - row)
    }
  }
  const radius = Math.max(2, Math.round(side * AROUND_CELLS))
  const refined = yield* part(guidedFilter(guide, values, photo.width, photo.height, radius, EVEN * EVEN), GUIDED, 1)
  for (let i = 0; i < refined.length; i++) refined[i] = Math.min(1, Math.max(0, refined[i]!))
  return { px: photo.px, width: photo.width, height: photo.height, values: refined }
}

const WHOLE = 255

/** What stands at the rim goes on beyond it, for as far as the rim's own places look: or it would be outvoted by air. */
function carriedOn(seen: Float32Array, { width, height, head }: HeadCells): Float32Array {
  const hair = seen.slice()
  const known = head.map((h) => (h === WHOLE ? 1 : 0))
  for (let ring = 0; ring < AROUND_CELLS; ring++) {
    const before = known.slice()
    for (let cell = 0; cell < hair.length; cell++) {
      if (before[cell]) continue
      const x = cell % width
      const y = (cell - x) / width
      let [sum, n] = [0, 0]
      for (let j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++)
        for (let i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) {
          if (!before[j * width + i]) continue
          sum += hair[j * width + i]!
          n++
        }
      if (n === 0) continue
      hair[cell] = sum / n
      known[cell] = 1
    }
  }
  return hair
}

function* lightOf(photo: SmallerPhoto): Steps<Float32Array> {
  const light = new Float32Array(photo.width * photo.height)
  for (let y = 0; y < photo.height; y++) {
    if (y % PIECE === 0) yield y / photo.height
    readLight(photo, y, light)
  }
  return light
}

function readLight({ rgba, width }: SmallerPhoto, row: number, light: Float32Array): void {
  for (let i = row * width; i < (row + 1) * width; i++) {
    const r = decodeSrgb[rgba[i * 4]!]!
    const g = decodeSrgb[rgba[i * 4 + 1]!]!
    const b = decodeSrgb[rgba[i * 4 + 2]!]!
    light[i] = Math.log(Math.max(LEAST_LIGHT, luminance(r, g, b)))
  }
}
