import type { Steps } from '../geometry/steps.ts'
import { decodeSrgb } from '../pixels/colour.ts'
import type { PhotoTile } from '../pixels/photoTile.ts'
import { chromaAt, type SkinModel } from '../pixels/skin.ts'
import { specular } from '../pixels/specular.ts'

/** Square cells that are fixed in the photo: cell (gx + i, gy + j) begins at px (gx + i, gy + j) x px. */
export interface PhotoCells {
  readonly px: number
  readonly gx: number
  readonly gy: number
  readonly width: number
  readonly height: number
}

/** Mean optical density of the ink on cells, red, green, blue. */
export type CellDensity = readonly [Float32Array, Float32Array, Float32Array]

/** Pixels between two turns. */
const SLICE_PX = 200_000

/** A photo's skin colour is that of disks of 10 mm, ink and all (pixels/skinColour.ts). */
const DISK_RADIUS_MM = 5

/**
 * Gloss over skin, cell by cell (simulation-model 5).
 * @param ink where it is known: gloss is then told from the skin's colour behind each cell's own ink. By the disk's colour
 * alone every dot, greyer than what lies around it, would pass for gloss and be left where it is.
 * @returns linear light, the same in all channels
 */
export function* skinGloss(
  photo: PhotoTile,
  cells: PhotoCells,
  skin: SkinModel,
  ink?: { readonly density: CellDensity; readonly mmPerPx: number },
): Steps<Float32Array> {
  const { px, gx, gy, width, height } = cells
  const tint: Float32Array[] = []
  for (const own of ink?.density ?? []) {
    tint.push(overDisk(own, cells, DISK_RADIUS_MM / ink!.mmPerPx / px))
    yield 0
  }
  // As many rows of cells as hold some pixels.
  const rows = Math.max(1, Math.round(SLICE_PX / (width * px * px)))
  const ks = new Float32Array(width * height)
  const c = new Float32Array(3)
  for (let j = 0, at = 0; j < height; j++) {
    if (j % rows === 0) yield j / height
    const top = Math.max(0, (gy + j) * px - photo.y0)
    const bottom = Math.min(photo.height, (gy + j + 1) * px - photo.y0)
    for (let i = 0; i < width; i++, at++) {
      const left = Math.max(0, (gx + i) * px - photo.x0)
      const right = Math.min(photo.width, (gx + i + 1) * px - photo.x0)
      if (right <= left || bottom <= top) continue
      let [r, g, b] = [0, 0, 0]
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const from = (y * photo.width + x) * 4
          r += decodeSrgb[photo.rgba[from]!]!
          g += decodeSrgb[photo.rgba[from + 1]!]!
          b += decodeSrgb[photo.rgba[from + 2]!]!
        }
      }
      const n = (bottom - top) * (right - left)
      chromaAt(skin, (gx + i + 0.5) * px, (gy + j + 0.5) * px, c)
      for (let k = 0; k < tint.length; k++) c[k]! *= Math.exp(-tint[k]![at]!)
      ks[at] = specular(r / n, g / n, b / n, c)
    }
  }
  return ks
}

/** What each cell has over the mean of the square of `reach` cells around it, cut at the rim. */
function overDisk(plane: Float32Array, { width, height }: PhotoCells, reachCells: number): Float32Array {
  const reach = Math.max(1, Math.round(reachCells))
  const table = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      row += plane[y * width + x]!
      table[(y + 1) * (width + 1) + x + 1] = table[y * (width + 1) + x + 1]! + row
    }
  }
  const out = new Float32Array(plane.length)
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - reach) * (width + 1)
    const bottom = Math.min(height, y + reach + 1) * (width + 1)
    const rows = (bottom - top) / (width + 1)
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - reach)
      const right = Math.min(width, x + reach + 1)
      const sum = table[bottom + right]! - table[bottom + left]! - table[top + right]! + table[top + left]!
      out[y * width + x] = plane[y * width + x]! - sum / (rows * (right - left))
    }
  }
  return out
}
