import { part, whole, type Steps } from '../geometry/steps.ts'
import { decodeSrgb, luminance } from './colour.ts'
import type { PhotoTile } from './photoTile.ts'

/** Square cells over a photo, row-major; cell (0, 0) begins at the photo's corner. */
export interface HeadCells {
  /** Side of a cell, px. */
  readonly px: number
  readonly width: number
  readonly height: number
  /** Coverage 0..255 of the head, and of its forehead and scalp. */
  readonly head: Uint8Array
  readonly scalp: Uint8Array
}

/** What is seen of the skin in each cell of a head. */
export interface SeenSkin {
  /** ln of linear light of the skin between the hairs, per channel. */
  readonly skin: readonly [Float32Array, Float32Array, Float32Array]
  /** ln of its luminance. */
  readonly light: Float32Array
  /** By how much the hairs darken the cell as a whole below that, ln; 0 where it is as rough as bare skin. */
  readonly darker: Float32Array
  /** 0..1, how surely hair stands there. */
  readonly hair: Float32Array
  /** 0..1, how far the skin is seen at all; 0 at the rim of the head. */
  readonly trust: Float32Array
}

/** Of a cell's pixels by lightness, those between are skin that shows through hair: brighter ones may be gloss. */
const BETWEEN_HAIRS = [0.65, 0.92] as const
/**
 * Pores and gloss make skin as much brighter as darker, hairs only darker. By how much the darkest are farther from the
 * middle than the brightest, ln: .01 to .02 on bare skin, .17 where stubble is blurred, .7 where it is sharp.
 */
const DARKEST = [0.02, 0.1] as const
const MIDDLE = [0.45, 0.55] as const
const BRIGHTEST = [0.9, 0.98] as const
/** Encoded values from which a channel says no more, and the share of a cell's pixels that may have them. */
const BURNT = 250
const MOST_BURNT = 0.02
const NO_HAIRS = 0.05
const HAIRS = 0.1
/** Bare skin's own roughness and the camera's noise: this share of the scalp's cells is taken for bare; at most so much. */
const BARE_SHARE = 0.2
const MOST_ROUGH = 0.08
/** The scalp's brighter quarter is skin; what is darker by this, ln, is a shade of skin, or hair that hides it. */
const SKIN_SHARE = 0.75
const SHADE = 0.9
const HIDDEN = 1.6
/** Of the square of cells around it hair has a fifth or more. */
const AROUND = 2
const ROUGH_SHARE = 0.2
/** What is no surer than this may be a shade of skin. */
const DOUBTED = 0.25
/** Moles and scratches are rough too, but small: hair stands on more cells than this side by side. */
const LEAST_CELLS = 40
/** Of the time that it takes. */
const READING = 0.8
/** A cell at the rim of the head shows what is behind it. */
const WHOLE = 255
const LEAST_LIGHT = 0.002

/**
 * Looks for skin and hair in each cell of a head.
 * @param photo the whole picture, full size
 */
export const seenSkin = (photo: PhotoTile, cells: HeadCells): SeenSkin => whole(seenSkinInSteps(photo, cells))

/** The same by rows of cells, the longest way of which is to read them. */
export function* seenSkinInSteps(photo: PhotoTile, cells: HeadCells): Steps<SeenSkin> {
  const count = cells.width * cells.height
  const skin = [new Float32Array(count), new Float32Array(count), new Float32Array(count)] as const
  const light = new Float32Array(count)
  const darker = new Float32Array(count)
  const tail = new Float32Array(count)
  const read = cellReader(photo, cells)
  for (let cell = 0; cell < count; cell++) {
    if (cell % cells.width === 0) yield (READING * cell) / count
    if (cells.head[cell]! < WHOLE) continue
    const { rgb, between, all, tail: beyond } = read(cell)
    for (const c of [0, 1, 2] as const) skin[c][cell] = rgb[c]
    light[cell] = between
    darker[cell] = between - all
    tail[cell] = beyond
  }
  const onScalp = (values: Float32Array) => values.filter((_, cell) => cells.scalp[cell]! > 127).toSorted()
  const rough = Math.min(MOST_ROUGH, quantile(onScalp(darker), BARE_SHARE))
  const usual = quantile(onScalp(light), SKIN_SHARE)
  const trust = light.map((l, cell) =>
    cells.head[cell]! < WHOLE ? 0 : 1 - step((usual - l - SHADE) / (HIDDEN - SHADE)),
  )
  const hair = trust.map((seen, cell) => {
    if (cells.head[cell]! < WHOLE) return 0
    return Math.max(1 - seen, step((tail[cell]! - NO_HAIRS) / (HAIRS - NO_HAIRS)))
  })
  const byHair = smoothed(
    darker.map((d) => Math.max(0, d - rough)),
    cells,
  )
  const among = yield* part(notAlone(hair, cells), READING, 1)
  return { skin, light, darker: byHair, hair: inCompany(among, cells), trust }
}

/** What the pixels of a cell say, in linear light. */
function cellReader({ rgba, width: across, height: down }: PhotoTile, { px, width }: HeadCells) {
  const every = Math.max(1, Math.round(px / 12))
  // From dark to light: where a pixel's bytes begin, and its light. Held for all cells, for there are thousands.
  const most = Math.ceil(px / every) ** 2
  const at = new Int32Array(most)
  const lights = new Float64Array(most)
  return (cell: number) => {
    const left = (cell % width) * px
    const top = Math.floor(cell / width) * px
    let count = 0
    let burnt = 0
    for (let y = top; y < Math.min(down, top + px); y += every)
      for (let x = left; x < Math.min(across, left + px); x += every) {
        const from = (y * across + x) * 4
        const r = rgba[from]!
        const g = rgba[from + 1]!
        const b = rgba[from + 2]!
        const light = luminance(decodeSrgb[r]!, decodeSrgb[g]!, decodeSrgb[b]!)
        let place = count++
        for (; place > 0 && lights[place - 1]! > light; place--) {
          lights[place] = lights[place - 1]!
          at[place] = at[place - 1]!
        }
        lights[place] = light
        at[place] = from
        if (Math.max(r, g, b) >= BURNT) burnt++
      }
    /** ln of the mean over a share of them: of a channel's light, or of all. */
    const lightOf = ([from, to]: readonly [number, number], channel?: number) => {
      const first = Math.min(count - 1, Math.floor(count * from))
      const end = Math.min(count, Math.max(first + 1, Math.ceil(count * to)))
      let sum = 0
      for (let i = first; i < end; i++) sum += channel === undefined ? lights[i]! : decodeSrgb[rgba[at[i]! + channel]!]!
      return Math.log(Math.max(LEAST_LIGHT, sum / (end - first)))
    }
    // A burnt highlight has lost its brighter half.
    const isBurnt = burnt > MOST_BURNT * count
    return {
      rgb: [lightOf(BETWEEN_HAIRS, 0), lightOf(BETWEEN_HAIRS, 1), lightOf(BETWEEN_HAIRS, 2)] as const,
      between: lightOf(BETWEEN_HAIRS),
      all: lightOf([0, 1]),
      tail: isBurnt ? 0 : 2 * lightOf(MIDDLE) - lightOf(DARKEST) - lightOf(BRIGHTEST),
    }
  }
}

/** What a share of the cells around each has at least, doubts left out. */
function* notAlone(values: Float32Array, { width, height }: HeadCells): Steps<Float32Array> {
  const near: number[] = []
  const out = new Float32Array(values.length)
  for (let cell = 0; cell < values.length; cell++) {
    const x = cell % width
    const y = Math.floor(cell / width)
    if (x === 0) yield y / height
    near.length = 0
    for (let j = Math.max(0, y - AROUND); j <= Math.min(height - 1, y + AROUND); j++)
      for (let i = Math.max(0, x - AROUND); i <= Math.min(width - 1, x + AROUND); i++) near.push(values[j * width + i]!)
    near.sort((a, b) => b - a)
    out[cell] = step((near[Math.floor(near.length * ROUGH_SHARE)]! - DOUBTED) / (1 - 2 * DOUBTED))
  }
  return out
}

/** Means over nine cells of the head. */
function smoothed(values: Float32Array, { width, height, head }: HeadCells): Float32Array {
  return values.map((_, cell) => {
    const x = cell % width
    const y = Math.floor(cell / width)
    let [sum, n] = [0, 0]
    for (let j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++)
      for (let i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) {
        if (head[j * width + i]! < WHOLE) continue
        sum += values[j * width + i]!
        n++
      }
    return n === 0 ? 0 : sum / n
  })
}

/** Patches of a few cells left out. */
function inCompany(hair: Float32Array, { width }: HeadCells): Float32Array {
  const out = hair.slice()
  const seen = new Uint8Array(hair.length)
  for (let first = 0; first < hair.length; first++) {
    if (seen[first] || hair[first] === 0) continue
    const patch = [first]
    seen[first] = 1
    for (let k = 0; k < patch.length; k++) {
      const cell = patch[k]!
      const x = cell % width
      for (const other of [x > 0 ? cell - 1 : -1, x < width - 1 ? cell + 1 : -1, cell - width, cell + width]) {
        if (other < 0 || other >= hair.length || seen[other] || hair[other] === 0) continue
        seen[other] = 1
        patch.push(other)
      }
    }
    if (patch.length < LEAST_CELLS) for (const cell of patch) out[cell] = 0
  }
  return out
}

const quantile = (sorted: Float32Array, share: number): number =>
  sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!

/** 0 to 1, without a corner at its ends. */
function step(t: number): number {
  const u = Math.min(1, Math.max(0, t))
  return u * u * (3 - 2 * u)
}
