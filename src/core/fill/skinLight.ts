import type { RectPx } from '../geometry/points.ts'
import type { Steps } from '../geometry/steps.ts'
import { decodeSrgb } from '../pixels/colour.ts'
import type { PhotoTile } from '../pixels/photoTile.ts'
import type { SkinModel } from '../pixels/skin.ts'
import { skinGloss, type PhotoCells } from './skinGloss.ts'

/** Gloss is averaged over about the distance of two dots, mm, so that it does not follow the single dot. */
const CELL_MM = 1
const LEAST_CELL_PX = 4
/** Diffuse light below this is lost in the noise of any camera. */
const LEAST_LIGHT = 0.003

/** The photo's light without its gloss, which lies over the ink and says nothing of it. */
export interface SkinLight extends PhotoCells {
  readonly photo: PhotoTile
  readonly gloss: Float32Array
}

/** Tells gloss from skin over a part of a photo. */
export function* skinLightOf(photo: PhotoTile, region: RectPx, skin: SkinModel, mmPerPx: number): Steps<SkinLight> {
  const px = Math.max(LEAST_CELL_PX, Math.round(CELL_MM / mmPerPx))
  const gx = Math.floor(region.x / px)
  const gy = Math.floor(region.y / px)
  const width = Math.ceil((region.x + region.width) / px) - gx
  const height = Math.ceil((region.y + region.height) / px) - gy
  const cells = { px, gx, gy, width, height }
  return { photo, ...cells, gloss: yield* skinGloss(photo, cells, skin) }
}

/** Gloss along a row of the photo, from the middle of px x0 on, between the cells by share. */
export function glossRow(light: SkinLight, x0: number, y: number, out: Float32Array): void {
  const { px, gx, gy, width, height, gloss } = light
  const v = Math.min(height - 1, Math.max(0, (y + 0.5) / px - gy - 0.5))
  const above = Math.floor(v)
  const below = Math.min(height - 1, above + 1)
  const ty = v - above
  for (let i = 0; i < out.length; i++) {
    const u = Math.min(width - 1, Math.max(0, (x0 + i + 0.5) / px - gx - 0.5))
    const left = Math.floor(u)
    const right = Math.min(width - 1, left + 1)
    const tx = u - left
    const top = gloss[above * width + left]! * (1 - tx) + gloss[above * width + right]! * tx
    const bottom = gloss[below * width + left]! * (1 - tx) + gloss[below * width + right]! * tx
    out[i] = top + (bottom - top) * ty
  }
}

/** Diffuse linear light of an encoded value under so much gloss. */
export const diffuse = (byte: number, gloss: number): number => Math.max(LEAST_LIGHT, decodeSrgb[byte]! - gloss)

/**
 * ln of the diffuse light over a rectangle, the mean of red and green: there skin has less of its own colours than in blue.
 * The photo's rim is repeated outwards.
 */
export function logLightOf(light: SkinLight, { x: x0, y: y0, width, height }: RectPx): Float32Array {
  const { photo } = light
  const out = new Float32Array(width * height)
  const gloss = new Float32Array(width)
  for (let j = 0; j < height; j++) {
    const y = Math.min(photo.y0 + photo.height - 1, Math.max(photo.y0, y0 + j))
    glossRow(light, x0, y, gloss)
    const row = (y - photo.y0) * photo.width - photo.x0
    for (let i = 0; i < width; i++) {
      const x = Math.min(photo.x0 + photo.width - 1, Math.max(photo.x0, x0 + i))
      const at = (row + x) * 4
      const ks = gloss[i]!
      out[j * width + i] = 0.5 * Math.log(diffuse(photo.rgba[at]!, ks) * diffuse(photo.rgba[at + 1]!, ks))
    }
  }
  return out
}
