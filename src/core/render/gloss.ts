import { decodeSrgb } from '../pixels/colour.ts'
import { chromaAt, type SkinModel } from '../pixels/skin.ts'
import type { PhotoTile } from '../pixels/photoTile.ts'
import { GLOSS_BLOCK, specular } from '../pixels/specular.ts'

/** Specular light on a grid of blocks that is fixed in the photo. */
export interface Gloss {
  /** Side of a block, px of the level. */
  readonly step: number
  readonly gx: number
  readonly gy: number
  readonly width: number
  readonly height: number
  /** Linear light, the same in all channels: light sources are taken for white. */
  readonly ks: Float32Array
}

/**
 * Splits I = kd c + ks 1 by least squares, c the local skin colour: ink lies under the gloss and must not darken it.
 */
export function glossOf(tile: PhotoTile, skin: SkinModel, level: number): Gloss {
  const { x0, y0, width: w, height: h, rgba } = tile
  // As large on the skin as in full size, where the pixels allow it: wider blocks would take a grey wall for gloss.
  const step = Math.max(1, GLOSS_BLOCK >> level)
  const gx = Math.floor(x0 / step)
  const gy = Math.floor(y0 / step)
  const width = Math.floor((x0 + w - 1) / step) - gx + 1
  const height = Math.floor((y0 + h - 1) / step) - gy + 1
  const ks = new Float32Array(width * height)
  const c = new Float32Array(3)
  const grow = 2 ** level
  for (let by = 0; by < height; by++) {
    const top = Math.max(0, (gy + by) * step - y0)
    const bottom = Math.min(h, (gy + by + 1) * step - y0)
    for (let bx = 0; bx < width; bx++) {
      const left = Math.max(0, (gx + bx) * step - x0)
      const right = Math.min(w, (gx + bx + 1) * step - x0)
      let r = 0
      let g = 0
      let b = 0
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const i = (y * w + x) * 4
          r += decodeSrgb[rgba[i]!]!
          g += decodeSrgb[rgba[i + 1]!]!
          b += decodeSrgb[rgba[i + 2]!]!
        }
      }
      const n = (bottom - top) * (right - left)
      chromaAt(skin, (gx + bx + 0.5) * step * grow, (gy + by + 0.5) * step * grow, c)
      ks[by * width + bx] = specular(r / n, g / n, b / n, c)
    }
  }
  return { step, gx, gy, width, height, ks }
}
