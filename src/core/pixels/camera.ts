import type { Mask } from '../geometry/surface.ts'
import { decodeSrgb } from './colour.ts'
import type { PhotoTile } from './photoTile.ts'

/** Side of a measured block, px. */
const BLOCK = 32
/** Blocks that are looked at, at most; spread evenly over the area. */
const MOST_BLOCKS = 160

interface Block {
  /** Linear green, BLOCK x BLOCK. */
  readonly light: Float32Array
  readonly mean: number
}

/** Blocks inside the area, or over the middle of the photo where there is no area. */
function blocksIn(photo: PhotoTile, area: Mask): Block[] {
  const inArea = placesOf(photo, (x, y) => area.coverageAt(x, y) > 127)
  const { width: w, height: h } = photo
  const places =
    inArea.length > 8 ? inArea : placesOf(photo, (x, y) => Math.abs(x - w / 2) < w / 5 && Math.abs(y - h / 2) < h / 5)
  const every = Math.max(1, Math.ceil(places.length / MOST_BLOCKS))
  return places.filter((_, i) => i % every === 0).map(([x, y]) => readBlock(photo, x, y))
}

function placesOf({ width, height }: PhotoTile, wanted: (x: number, y: number) => boolean): [number, number][] {
  const found: [number, number][] = []
  for (let y = 0; y + BLOCK <= height; y += BLOCK) {
    for (let x = 0; x + BLOCK <= width; x += BLOCK) if (wanted(x + BLOCK / 2, y + BLOCK / 2)) found.push([x, y])
  }
  return found
}

function readBlock({ rgba, width }: PhotoTile, x0: number, y0: number): Block {
  const light = new Float32Array(BLOCK * BLOCK)
  let sum = 0
  for (let y = 0; y < BLOCK; y++) {
    for (let x = 0; x < BLOCK; x++) {
      const v = decodeSrgb[rgba[((y0 + y) * width + x0 + x) * 4 + 1]!]!
      light[y * BLOCK + x] = v
      sum += v
    }
  }
  return { light, mean: sum / (BLOCK * BLOCK) }
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** A variance over the whole range of light is noise only up to here; beyond, skin texture was measured. */
const MOST_NOISE = 0.03 ** 2

/** Fits variance = alpha I + beta to the Laplacian's median deviation per block, and the correlation of neighbours. */
export function measureNoise(photo: PhotoTile, area: Mask) {
  const blocks = blocksIn(photo, area)
  let n = 0
  let si = 0
  let sv = 0
  let sii = 0
  let siv = 0
  const correlations: number[] = []
  for (const block of blocks) {
    if (block.mean < 0.01 || block.mean > 0.9) continue
    const variance = Math.min(MOST_NOISE, laplacianVariance(block))
    n++
    si += block.mean
    sv += variance
    sii += block.mean * block.mean
    siv += block.mean * variance
    correlations.push(neighbourCorrelation(block))
  }
  if (n === 0) return { noiseAlpha: 0, noiseBeta: 0, noiseCorrelation: 0 }
  const spread = n * sii - si * si
  const slope = spread > 1e-9 ? (n * siv - si * sv) / spread : 0
  const noiseAlpha = Math.min(sv / si, Math.max(0, slope))
  const noiseBeta = Math.max(0, (sv - noiseAlpha * si) / n)
  return { noiseAlpha, noiseBeta, noiseCorrelation: Math.min(0.65, Math.max(0, median(correlations))) }
}

/** The Laplacian of white noise has 20 times its variance; its median ignores hairs and pores. */
function laplacianVariance({ light }: Block): number {
  const values: number[] = []
  for (let y = 1; y < BLOCK - 1; y++) {
    for (let x = 1; x < BLOCK - 1; x++) {
      const i = y * BLOCK + x
      values.push(Math.abs(light[i - 1]! + light[i + 1]! + light[i - BLOCK]! + light[i + BLOCK]! - 4 * light[i]!))
    }
  }
  const sigma = (1.4826 * median(values)) / Math.sqrt(20)
  return sigma * sigma
}

function neighbourCorrelation({ light }: Block): number {
  let product = 0
  let square = 0
  for (let y = 2; y < BLOCK - 2; y++) {
    let before = 0
    for (let x = 2; x < BLOCK - 2; x++) {
      const i = y * BLOCK + x
      // A second difference across the row leaves the row's own neighbours to compare.
      const high = light[i]! - 0.5 * (light[i - 2 * BLOCK]! + light[i + 2 * BLOCK]!)
      product += high * before
      square += high * high
      before = high
    }
  }
  return square > 0 ? product / square : 0
}

const BLUR_RANGE_PX = [0.4, 4] as const

/**
 * Blur by re-blurring (simulation-model 6): with one more px of blur, edges of a sharp photo lose more gradient.
 * @returns sigma in px
 */
export function measureBlur(photo: PhotoTile, area: Mask): number {
  const edges: { gradient: number; ratio: number }[] = []
  for (const { light, mean } of blocksIn(photo, area)) {
    const soft = blurred(light)
    for (let y = 4; y < BLOCK - 4; y++) {
      for (let x = 4; x < BLOCK - 4; x++) {
        const gradient = gradientAt(light, x, y)
        const after = gradientAt(soft, x, y)
        if (after > 0.01 * mean && gradient > after) edges.push({ gradient: gradient / mean, ratio: gradient / after })
      }
    }
  }
  if (edges.length < 50) return 1
  const strongest = edges.toSorted((a, b) => b.gradient - a.gradient).slice(0, Math.max(50, edges.length >> 6))
  const ratio = median(strongest.map((e) => e.ratio))
  const sigma = 1 / Math.sqrt(Math.max(1e-3, ratio * ratio - 1))
  return Math.min(BLUR_RANGE_PX[1], Math.max(BLUR_RANGE_PX[0], sigma))
}

function gradientAt(light: Float32Array, x: number, y: number): number {
  const i = y * BLOCK + x
  return Math.hypot(light[i + 1]! - light[i - 1]!, light[i + BLOCK]! - light[i - BLOCK]!)
}

/** Gaussian of sigma 1 px; the outermost three px are left as they were. */
function blurred(light: Float32Array): Float32Array {
  const taps = [0.399, 0.242, 0.054, 0.0044]
  const pass = (from: Float32Array, stride: number): Float32Array => {
    const out = from.slice()
    for (let y = 3; y < BLOCK - 3; y++) {
      for (let x = 3; x < BLOCK - 3; x++) {
        const i = y * BLOCK + x
        let sum = taps[0]! * from[i]!
        for (let k = 1; k <= 3; k++) sum += taps[k]! * (from[i - k * stride]! + from[i + k * stride]!)
        out[i] = sum
      }
    }
    return out
  }
  return pass(pass(light, 1), BLOCK)
}
