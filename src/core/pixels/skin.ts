import type { Mask } from '../geometry/surface.ts'
import { measureBlur, measureNoise } from './camera.ts'
import { decodeSrgb, luminance } from './colour.ts'
import type { PhotoTile } from './photoTile.ts'

/** What the renderer knows of a photo's skin and camera; plain values, measured once per photo. */
export interface SkinModel {
  /** Grid of local skin colour: unit sum, row-major, three floats a cell; cell (0,0) is centred at step / 2. */
  readonly chroma: Float32Array
  readonly chromaWidth: number
  readonly chromaHeight: number
  /** Full-resolution px between cells. */
  readonly chromaStep: number
  /** Noise variance in linear light = alpha I + beta. */
  readonly noiseAlpha: number
  readonly noiseBeta: number
  /** Correlation of the noise of neighbouring pixels, 0..0.7. */
  readonly noiseCorrelation: number
  /** Blur of the camera, sigma in full-resolution px, 0.4..4. */
  readonly blurPx: number
}

/** Diameter of the disk in which skin has one colour (simulation-model 5). */
const DISK_MM = 10
const CELLS_PER_DISK = 7
/** Darker or brighter than the neighbourhood by more than this is hair, mole or highlight. */
const DARK = 0.7
const BRIGHT = 1.25

/**
 * Local colour of the skin, noise and blur of the camera (simulation-model 5, 6).
 * @param photo the whole picture; only every few pixels are read
 * @param area where dots may come: noise and blur are measured there
 */
export function measureSkin(photo: PhotoTile, area: Mask, mmPerPx: number): SkinModel {
  const step = Math.max(2, Math.round(DISK_MM / mmPerPx / CELLS_PER_DISK))
  const cells = averageCells(photo, step)
  return { ...localColour(cells), chromaStep: step, ...measureNoise(photo, area), blurPx: measureBlur(photo, area) }
}

interface Cells {
  readonly width: number
  readonly height: number
  readonly rgb: Float32Array
}

/** Mean linear colour of each step x step cell, from a sparse grid of its pixels. */
function averageCells({ width: w, height: h, rgba }: PhotoTile, step: number): Cells {
  const width = Math.ceil(w / step)
  const height = Math.ceil(h / step)
  const rgb = new Float32Array(width * height * 3)
  const every = Math.max(1, Math.floor(step / 5))
  for (let cy = 0; cy < height; cy++) {
    for (let cx = 0; cx < width; cx++) {
      let r = 0
      let g = 0
      let b = 0
      let n = 0
      for (let y = cy * step; y < Math.min(h, (cy + 1) * step); y += every) {
        for (let x = cx * step; x < Math.min(w, (cx + 1) * step); x += every) {
          const i = (y * w + x) * 4
          r += decodeSrgb[rgba[i]!]!
          g += decodeSrgb[rgba[i + 1]!]!
          b += decodeSrgb[rgba[i + 2]!]!
          n++
        }
      }
      const to = (cy * width + cx) * 3
      rgb[to] = r / n
      rgb[to + 1] = g / n
      rgb[to + 2] = b / n
    }
  }
  return { width, height, rgb }
}

/** Means over the disk; highlights and dark cells left out, saturated cells (little gloss) counted more. */
function localColour({ width, height, rgb }: Cells) {
  const chroma = new Float32Array(rgb.length)
  const reach = Math.floor(CELLS_PER_DISK / 2)
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - reach)
    const bottom = Math.min(height - 1, y + reach)
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - reach)
      const right = Math.min(width - 1, x + reach)
      let all = 0
      for (let j = top; j <= bottom; j++) {
        for (let i = left; i <= right; i++) {
          const c = (j * width + i) * 3
          all += luminance(rgb[c]!, rgb[c + 1]!, rgb[c + 2]!)
        }
      }
      all /= (right - left + 1) * (bottom - top + 1)
      let r = 0
      let g = 0
      let b = 0
      for (let j = top; j <= bottom; j++) {
        for (let i = left; i <= right; i++) {
          if ((i - x) ** 2 + (j - y) ** 2 > (reach + 0.5) ** 2) continue
          const c = (j * width + i) * 3
          const cr = rgb[c]!
          const cg = rgb[c + 1]!
          const cb = rgb[c + 2]!
          const lightness = luminance(cr, cg, cb)
          if (lightness < DARK * all || lightness > BRIGHT * all) continue
          const saturation = 1 - Math.min(cr, cg, cb) / (Math.max(cr, cg, cb) + 1e-6)
          const weight = (0.02 + saturation * saturation) / (lightness + 1e-3)
          r += cr * weight
          g += cg * weight
          b += cb * weight
        }
      }
      const to = (y * width + x) * 3
      const sum = r + g + b
      chroma[to] = sum > 0 ? r / sum : 1 / 3
      chroma[to + 1] = sum > 0 ? g / sum : 1 / 3
      chroma[to + 2] = sum > 0 ? b / sum : 1 / 3
    }
  }
  return { chroma, chromaWidth: width, chromaHeight: height }
}

/** Bilinear skin colour at full-resolution px (x, y), written to out[0..2]. */
export function chromaAt(skin: SkinModel, x: number, y: number, out: Float32Array): void {
  const { chroma, chromaWidth: w, chromaHeight: h, chromaStep } = skin
  const fx = Math.min(w - 1, Math.max(0, x / chromaStep - 0.5))
  const fy = Math.min(h - 1, Math.max(0, y / chromaStep - 0.5))
  const x0 = Math.floor(fx)
  const y0 = Math.floor(fy)
  const x1 = Math.min(w - 1, x0 + 1)
  const y1 = Math.min(h - 1, y0 + 1)
  const tx = fx - x0
  const ty = fy - y0
  for (let k = 0; k < 3; k++) {
    const top = chroma[(y0 * w + x0) * 3 + k]! * (1 - tx) + chroma[(y0 * w + x1) * 3 + k]! * tx
    const bottom = chroma[(y1 * w + x0) * 3 + k]! * (1 - tx) + chroma[(y1 * w + x1) * 3 + k]! * tx
    out[k] = top * (1 - ty) + bottom * ty
  }
}
