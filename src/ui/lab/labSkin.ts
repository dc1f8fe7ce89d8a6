import { encodeSrgb, halve } from '../../core/pixels/colour.ts'
import type { PhotoTile } from '../../core/pixels/photoTile.ts'
import { measureSkin, type SkinModel } from '../../core/pixels/skin.ts'
import { grain } from '../../core/render/grain.ts'
import { skinNoise } from '../../core/sampling/noise.ts'

export interface SkinTone {
  readonly name: string
  /** Diffuse light, linear. */
  readonly colour: readonly [number, number, number]
}

/** From light to deep; assumed, by eye. */
export const skinTones: readonly SkinTone[] = [
  { name: 'Light', colour: [0.72, 0.52, 0.42] },
  { name: 'Fair', colour: [0.58, 0.38, 0.28] },
  { name: 'Olive', colour: [0.43, 0.27, 0.18] },
  { name: 'Brown', colour: [0.26, 0.145, 0.09] },
  { name: 'Deep', colour: [0.115, 0.062, 0.042] },
]

/** As the sample patient's photos. */
export const MM_PER_PX = 0.0667
export const PHOTO = { width: 1024, height: 768 } as const
const SEED = 11

/** Light lost from the top left to the bottom right, ln; the lamp's sheen, linear light, and its width, mm. */
const FALL = 0.3
const SHEEN = { light: 0.05, widthMm: 14 } as const
/** Relative spreads: blotches of some mm, the net of fine lines and pores, the camera's noise. */
const BLOTCHES = 0.03
const RELIEF = 0.022
const NOISE = 0.012
/** Pores and lines are about half a millimetre apart: the noise of the skin, whose waves are 6-25 mm, shrunk. */
const RELIEF_SHRINK = 22

/** Three layers turned against each other: one alone would show the axes of its lattice. */
function reliefAt(x: number, y: number): number {
  const layer = (k: number, cos: number, sin: number) =>
    skinNoise(SEED + k, (x * cos + y * sin) * RELIEF_SHRINK, (y * cos - x * sin) * RELIEF_SHRINK)
  return (layer(1, 0.96, 0.28) + layer(3, 0.6, 0.8) + layer(4, -0.28, 0.96)) / Math.sqrt(3)
}

/** A piece of scalp that nobody has: soft shading, a little sheen, blotches, pores and the camera's noise. */
function paintSkin({ colour }: SkinTone): PhotoTile {
  const { width, height } = PHOTO
  const rgba = new Uint8ClampedArray(width * height * 4)
  const noise = grain(SEED, 0, 0, width, height, 0.3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const [mmX, mmY] = [x * MM_PER_PX, y * MM_PER_PX]
      const relief = reliefAt(mmX, mmY)
      const blotch = BLOTCHES * skinNoise(SEED + 2, mmX, mmY)
      const light = Math.exp(-FALL * (x / width + y / height - 1)) * (1 + RELIEF * relief + NOISE * noise[i]!)
      const away2 = (mmX - 0.3 * width * MM_PER_PX) ** 2 + (mmY - 0.3 * height * MM_PER_PX) ** 2
      // Sheen breaks up on the skin's relief.
      const sheen = SHEEN.light * Math.exp(-away2 / 2 / SHEEN.widthMm ** 2) * Math.max(0, 1 + 0.5 * relief)
      // Blotches are blood: they take green and blue.
      for (let k = 0; k < 3; k++)
        rgba[i * 4 + k] = encodeSrgb(colour[k]! * light * (1 + blotch * (k === 0 ? 0.3 : 1)) + sheen)
      rgba[i * 4 + 3] = 255
    }
  }
  return { x0: 0, y0: 0, width, height, rgba, apronPx: 0 }
}

export interface LabPhoto {
  readonly tile: PhotoTile
  readonly skin: SkinModel
}

export function measured(tile: PhotoTile, mmPerPx: number): LabPhoto {
  const everywhere = { width: tile.width, height: tile.height, coverageAt: () => 255 }
  return { tile, skin: measureSkin(tile, everywhere, mmPerPx) }
}

const painted = new Map<SkinTone, LabPhoto>()

export function skinPhoto(tone: SkinTone): LabPhoto {
  const known = painted.get(tone) ?? measured(paintSkin(tone), MM_PER_PX)
  painted.set(tone, known)
  return known
}

/** The picture at a level: 2^level px of the photo in one. */
export function atLevel(tile: PhotoTile, level: number): PhotoTile {
  let { width, height, rgba } = tile
  for (let l = 0; l < level; l++) {
    rgba = halve(rgba, width, height)
    width = Math.ceil(width / 2)
    height = Math.ceil(height / 2)
  }
  return { ...tile, width, height, rgba }
}

/** A piece of a picture with an apron; its rim is repeated outwards. */
export function cutOut(
  tile: PhotoTile,
  at: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  apronPx: number,
): PhotoTile & { readonly rgba: Uint8ClampedArray<ArrayBuffer> } {
  const width = at.width + 2 * apronPx
  const height = at.height + 2 * apronPx
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    const row = Math.min(tile.height - 1, Math.max(0, at.y - apronPx + y)) * tile.width
    for (let x = 0; x < width; x++) {
      const from = (row + Math.min(tile.width - 1, Math.max(0, at.x - apronPx + x))) * 4
      for (let k = 0; k < 4; k++) rgba[(y * width + x) * 4 + k] = tile.rgba[from + k]!
    }
  }
  return { x0: at.x - apronPx, y0: at.y - apronPx, width, height, rgba, apronPx }
}
