import type { PointPx } from '../geometry/points.ts'
import { decodeSrgb, luminance } from './colour.ts'
import type { PhotoTile } from './photoTile.ts'
import { chromaAt, type SkinModel } from './skin.ts'
import { GLOSS_BLOCK, specular } from './specular.ts'

/** A round piece of a photo, in px of the whole photo. */
export interface Patch {
  readonly centre: PointPx
  readonly radiusPx: number
}

/** What a round piece of skin looks like. All light is linear. */
export interface PatchMeasure {
  /** Mean light per channel, gloss and all. */
  readonly light: readonly [number, number, number]
  /** Mean gloss over mean luminance. */
  readonly gloss: number
  /** Share of pixels with a channel at the camera's upper end, and of those at its lower end in all channels. */
  readonly burnt: number
  readonly black: number
  /** Share of pixels with a colour that skin and hair on it never have. */
  readonly offSkin: number
  /** Growth of the logarithm of green light per px, in x and in y: of the skin between the hairs. */
  readonly slope: readonly [x: number, y: number]
  /** Variance of the logarithm of green light in the band of single hairs. */
  readonly texture: number
  /** Dark spots per px2: single hairs, where the photo shows them. */
  readonly spots: number
}

/** Hairs stand about 1 mm apart and darken .1-.2 mm: finer is noise, coarser is light. Sigmas of the band, mm. */
const FINE_MM = 0.1
const COARSE_MM = 0.35
/** Finer than a pixel there is nothing to see. */
const FINEST_PX = 0.7
/** Encoded values from which a channel says no more. */
const BURNT = 253
const BLACK = 3
/** A spot counts from this share of the usual depth of the spots of its patch. */
const SPOT_DEPTH = 0.4

/** Whether the whole patch lies on the photo. */
export const isWhollyOn = ({ centre, radiusPx }: Patch, photo: { width: number; height: number }): boolean =>
  centre.x - radiusPx >= 0 &&
  centre.y - radiusPx >= 0 &&
  centre.x + radiusPx <= photo.width &&
  centre.y + radiusPx <= photo.height

/** A patch cut out with enough skin round it for the band to be told at its rim; the photo's rim is repeated outwards. */
export function patchTile(photo: PhotoTile, { centre, radiusPx }: Patch, mmPerPx: number): PhotoTile {
  const half = Math.ceil(radiusPx + (3 * COARSE_MM) / mmPerPx) + GLOSS_BLOCK
  const side = 2 * half + 1
  const x0 = Math.floor(centre.x) - half
  const y0 = Math.floor(centre.y) - half
  const rgba = new Uint8ClampedArray(side * side * 4)
  for (let y = 0; y < side; y++) {
    const row = Math.min(photo.height - 1, Math.max(0, y0 + y - photo.y0)) * photo.width
    for (let x = 0; x < side; x++) {
      const from = (row + Math.min(photo.width - 1, Math.max(0, x0 + x - photo.x0))) * 4
      const to = (y * side + x) * 4
      for (let k = 0; k < 4; k++) rgba[to + k] = photo.rgba[from + k]!
    }
  }
  return { x0, y0, width: side, height: side, rgba, apronPx: 0 }
}

/**
 * Measures a patch.
 * @param tile of patchTile, or the whole photo
 */
export function measurePatch(tile: PhotoTile, patch: Patch, skin: SkinModel, mmPerPx: number): PatchMeasure {
  const { rgba, width, x0, y0 } = tile
  const { centre, radiusPx } = patch
  let n = 0
  let burnt = 0
  let black = 0
  let offSkin = 0
  eachPixel(tile, patch, (i) => {
    const [r, g, b] = [rgba[i]!, rgba[i + 1]!, rgba[i + 2]!]
    const most = Math.max(r, g, b)
    if (most > BLACK && (r < g || b > g)) offSkin++
    if (most >= BURNT) burnt++
    if (most <= BLACK) black++
    n++
  })
  const gloss = meanGloss(tile, patch, skin)
  const light = patchLight(tile, patch)
  const band = hairBand(tile, mmPerPx)
  let texture = 0
  eachPixel(tile, patch, (i) => (texture += band[i >> 2]! ** 2))
  const spots = countSpots(band, width, patch, centre.x - x0, centre.y - y0, tile.height)
  return {
    light,
    gloss: gloss / Math.max(1e-6, luminance(...light)),
    burnt: burnt / Math.max(1, n),
    black: black / Math.max(1, n),
    offSkin: offSkin / Math.max(1, n),
    slope: lightSlope(tile, patch, mmPerPx),
    texture: texture / Math.max(1, n),
    spots: spots / (Math.PI * radiusPx * radiusPx),
  }
}

/**
 * Contrast of the hairs in red and in blue over that in green: their colour, whatever the skin's and the light's.
 * @param tile of patchTile
 */
export function hairHue(tile: PhotoTile, patch: Patch, mmPerPx: number): [red: number, blue: number] {
  const [red, green, blue] = [0, 1, 2].map((channel) => hairBand(tile, mmPerPx, channel)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  let [rg, gg, bg] = [0, 0, 0]
  eachPixel(tile, patch, (i) => {
    const at = i >> 2
    rg += red[at]! * green[at]!
    gg += green[at]! * green[at]!
    bg += blue[at]! * green[at]!
  })
  return [rg / Math.max(1e-9, gg), bg / Math.max(1e-9, gg)]
}

/** Mean linear light of a patch per channel. */
export function patchLight(tile: PhotoTile, patch: Patch): [number, number, number] {
  let [r, g, b, n] = [0, 0, 0, 0]
  eachPixel(tile, patch, (i) => {
    r += decodeSrgb[tile.rgba[i]!]!
    g += decodeSrgb[tile.rgba[i + 1]!]!
    b += decodeSrgb[tile.rgba[i + 2]!]!
    n++
  })
  return [r / Math.max(1, n), g / Math.max(1, n), b / Math.max(1, n)]
}

/** Visits the pixels of a patch that the tile has, by the index of their red byte. */
function eachPixel({ x0, y0, width, height }: PhotoTile, patch: Patch, visit: (i: number) => void): void {
  const cx = patch.centre.x - x0
  const cy = patch.centre.y - y0
  const r = patch.radiusPx
  for (let y = Math.max(0, Math.floor(cy - r)); y < Math.min(height, cy + r); y++) {
    const dy = y + 0.5 - cy
    const half = Math.sqrt(Math.max(0, r * r - dy * dy))
    const right = Math.min(width, Math.round(cx + half))
    for (let x = Math.max(0, Math.round(cx - half)); x < right; x++) visit((y * width + x) * 4)
  }
}

/** Mean gloss, told as when ink is drawn. */
function meanGloss({ rgba, width, height, x0, y0 }: PhotoTile, { centre, radiusPx }: Patch, skin: SkinModel): number {
  const c = new Float32Array(3)
  const share = 1 / (GLOSS_BLOCK * GLOSS_BLOCK)
  let gloss = 0
  let n = 0
  for (let y = 0; y + GLOSS_BLOCK <= height; y += GLOSS_BLOCK) {
    for (let x = 0; x + GLOSS_BLOCK <= width; x += GLOSS_BLOCK) {
      const px = x0 + x + GLOSS_BLOCK / 2
      const py = y0 + y + GLOSS_BLOCK / 2
      if ((px - centre.x) ** 2 + (py - centre.y) ** 2 > radiusPx * radiusPx) continue
      let [r, g, b] = [0, 0, 0]
      for (let j = 0; j < GLOSS_BLOCK; j++) {
        for (let i = 0; i < GLOSS_BLOCK; i++) {
          const at = ((y + j) * width + x + i) * 4
          r += decodeSrgb[rgba[at]!]!
          g += decodeSrgb[rgba[at + 1]!]!
          b += decodeSrgb[rgba[at + 2]!]!
        }
      }
      chromaAt(skin, px, py, c)
      gloss += specular(r * share, g * share, b * share, c)
      n++
    }
  }
  return gloss / Math.max(1, n)
}

/** Side of the cells in which the skin between the hairs is looked for: some hairs' distances, mm. */
const CELL_MM = 1.4
const LEAST_CELL_PX = 5
/** Skin is brighter than hair: this share of a cell's pixels is darker than its skin. */
const DARKER_SHARE = 0.75

/** A plane through the logarithms of the skin's light, cell by cell: it tells the light, not how dense the hair is. */
function lightSlope(tile: PhotoTile, { centre, radiusPx }: Patch, mmPerPx: number): [number, number] {
  const { rgba, width, height, x0, y0 } = tile
  const side = Math.max(LEAST_CELL_PX, Math.round(CELL_MM / mmPerPx))
  const counts = new Uint16Array(256)
  let n = 0
  let [su, sv, sl, suu, svv, suv, sul, svl] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let y = 0; y + side <= height; y += side) {
    for (let x = 0; x + side <= width; x += side) {
      const u = x0 + x + side / 2 - centre.x
      const v = y0 + y + side / 2 - centre.y
      if (u * u + v * v > radiusPx * radiusPx) continue
      counts.fill(0)
      for (let j = 0; j < side; j++) for (let i = 0; i < side; i++) counts[rgba[((y + j) * width + x + i) * 4 + 1]!]!++
      const l = logLightAt(counts, DARKER_SHARE * side * side)
      n++
      su += u
      sv += v
      sl += l
      suu += u * u
      svv += v * v
      suv += u * v
      sul += u * l
      svl += v * l
    }
  }
  if (n < 6) return [0, 0]
  const [uu, vv, uv] = [suu - (su * su) / n, svv - (sv * sv) / n, suv - (su * sv) / n]
  const [ul, vl] = [sul - (su * sl) / n, svl - (sv * sl) / n]
  const det = uu * vv - uv * uv
  return det > 1e-9 ? [(ul * vv - vl * uv) / det, (vl * uu - ul * uv) / det] : [0, 0]
}

/** ln of the light below which `rank` pixels of a histogram lie, between bytes by share. */
function logLightAt(counts: Uint16Array, rank: number): number {
  let below = 0
  for (let byte = 0; byte < 256; byte++) {
    const here = counts[byte]!
    if (below + here >= rank) {
      const low = logLight[Math.max(0, byte - 1)]!
      return low + (logLight[byte]! - low) * ((rank - below) / Math.max(1, here))
    }
    below += here
  }
  return 0
}

/** Logarithm of the light of each byte; below the noise of any camera it says nothing. */
const logLight = Float32Array.from(decodeSrgb, (light) => Math.log(Math.max(0.004, light)))

/** The logarithm of a channel's light between the two sigmas of the band, for the whole tile. */
function hairBand({ rgba, width, height }: PhotoTile, mmPerPx: number, channel = 1): Float32Array {
  const log = new Float32Array(width * height)
  for (let i = 0; i < log.length; i++) log[i] = logLight[rgba[i * 4 + channel]!]!
  const fine = Math.max(FINEST_PX, FINE_MM / mmPerPx)
  const coarse = Math.max(3 * FINEST_PX, COARSE_MM / mmPerPx)
  const soft = blurred(log, width, height, coarse)
  return blurred(log, width, height, fine).map((v, i) => v - soft[i]!)
}

/** Gaussian; the rim is repeated outwards. */
function blurred(from: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const reach = Math.ceil(3 * sigma)
  const taps = Float32Array.from({ length: reach + 1 }, (_, k) => Math.exp(-(k * k) / (2 * sigma * sigma)))
  const sum = taps.reduce((a, t, k) => a + (k === 0 ? t : 2 * t), 0)
  const pass = (source: Float32Array, stride: number, length: number, step: number, lines: number): Float32Array => {
    const out = new Float32Array(source.length)
    for (let line = 0; line < lines; line++) {
      const base = line * step
      for (let i = 0; i < length; i++) {
        const at = base + i * stride
        let value = taps[0]! * source[at]!
        if (i >= reach && i + reach < length) {
          for (let k = 1, off = stride; k <= reach; k++, off += stride)
            value += taps[k]! * (source[at - off]! + source[at + off]!)
        } else {
          for (let k = 1; k <= reach; k++) {
            const before = Math.max(0, i - k)
            const after = Math.min(length - 1, i + k)
            value += taps[k]! * (source[base + before * stride]! + source[base + after * stride]!)
          }
        }
        out[at] = value / sum
      }
    }
    return out
  }
  return pass(pass(from, 1, width, width, height), width, height, 1, width)
}

/** Places darker than all their neighbours, and not much less so than the patch's dark spots usually are. */
function countSpots(band: Float32Array, width: number, patch: Patch, cx: number, cy: number, height: number): number {
  const { radiusPx } = patch
  const depths: number[] = []
  for (let y = Math.max(1, Math.floor(cy - radiusPx)); y < Math.min(height - 1, cy + radiusPx); y++) {
    for (let x = Math.max(1, Math.floor(cx - radiusPx)); x < Math.min(width - 1, cx + radiusPx); x++) {
      if ((x + 0.5 - cx) ** 2 + (y + 0.5 - cy) ** 2 > radiusPx * radiusPx) continue
      const i = y * width + x
      const v = band[i]!
      if (v >= 0 || v > band[i - 1]! || v > band[i + 1]! || v > band[i - width]! || v > band[i + width]!) continue
      if (v > band[i - width - 1]! || v > band[i - width + 1]!) continue
      if (v > band[i + width - 1]! || v > band[i + width + 1]!) continue
      depths.push(-v)
    }
  }
  let square = 0
  let sum = 0
  for (const d of depths) {
    square += d * d
    sum += d
  }
  const least = (SPOT_DEPTH * square) / Math.max(1e-9, sum)
  return depths.filter((d) => d >= least).length
}
