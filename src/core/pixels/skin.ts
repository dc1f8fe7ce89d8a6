import type { Mask } from '../geometry/surface.ts'
import { measureBlur, measureNoise } from './camera.ts'
import type { PhotoTile } from './photoTile.ts'
import { colourStep, skinColour } from './skinColour.ts'

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

/**
 * Local colour of the skin, noise and blur of the camera (simulation-model 5, 6).
 * @param photo the whole picture; only every few pixels are read
 * @param area where dots may come: noise and blur are measured there, and its skin tells gloss from colour
 */
export function measureSkin(photo: PhotoTile, area: Mask, mmPerPx: number): SkinModel {
  const chromaStep = colourStep(mmPerPx)
  return {
    ...skinColour(photo, area, chromaStep),
    chromaStep,
    ...measureNoise(photo, area),
    blurPx: measureBlur(photo, area),
  }
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
