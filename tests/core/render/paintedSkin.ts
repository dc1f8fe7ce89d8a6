import { flatSurface, type Mask } from '../../../src/core/geometry/surface.ts'
import { HEALED } from '../../../src/core/pigment/ageing.ts'
import { pigmentOf, type Pigment, type PigmentSettings } from '../../../src/core/pigment/pigment.ts'
import { decodeSrgb, encodeSrgb } from '../../../src/core/pixels/colour.ts'
import type { PhotoTile } from '../../../src/core/pixels/photoTile.ts'
import { measureSkin, type SkinModel } from '../../../src/core/pixels/skin.ts'
import { grain } from '../../../src/core/render/grain.ts'
import { renderTile } from '../../../src/core/render/renderTile.ts'
import { placeDots, type Dots } from '../../../src/core/sampling/placeDots.ts'
import { fieldOf } from '../sampling/fields.ts'
import { pointSet } from '../sampling/shippedSet.ts'

export type Colour = readonly [number, number, number]

export const MM_PER_PX = 0.0667
export const surface = flatSurface({ mmPerPx: MM_PER_PX })
export const healed: PigmentSettings = { dotSizeMm: 0.12, softness: 0.3, shade: 2, moment: HEALED }

/** Diffuse light, linear. */
export const lightSkin: Colour = [0.72, 0.52, 0.42]
export const midSkin: Colour = [0.52, 0.34, 0.26]
export const brownSkin: Colour = [0.3, 0.18, 0.12]
export const deepSkin: Colour = [0.115, 0.062, 0.042]

/** A square of skin of one colour in even light, so that every difference is ink. */
export function skinOf(
  side: number,
  colour: Colour,
  o: { noise?: number; shine?: (x: number, y: number) => number } = {},
) {
  const rgba = new Uint8ClampedArray(side * side * 4)
  const noise = o.noise ? grain(3, 0, 0, side, side, 0.3) : null
  for (let i = 0; i < side * side; i++) {
    const light = 1 + (o.noise ?? 0) * (noise?.[i] ?? 0)
    const shine = o.shine?.(i % side, Math.floor(i / side)) ?? 0
    rgba.set([...colour.map((c) => encodeSrgb(c * light + shine)), 255], i * 4)
  }
  return { x0: 0, y0: 0, width: side, height: side, rgba, apronPx: 0 } satisfies PhotoTile
}

/** What the product measures on the whole of a picture. */
export function measured(tile: PhotoTile, change: Partial<SkinModel> = {}): SkinModel {
  const everywhere: Mask = { width: tile.width, height: tile.height, coverageAt: () => 255 }
  return { ...measureSkin(tile, everywhere, MM_PER_PX), ...change }
}

export const noiseless = { noiseAlpha: 0, noiseBeta: 0, blurPx: 0.6 } as const

/** Dots of the shipped set that cover a square and what reaches into it. */
export function dotsOver(side: number, perCm2: number, seed: number): Dots {
  const room = 80
  const field = fieldOf(side + 2 * room, side + 2 * room, 16, () => perCm2)
  const shifted = { ...field, x0: field.x0 - room, y0: field.y0 - room }
  return placeDots(shifted, { seed, surface, pointSet })
}

/** Every place as a usual dot. */
export function dotsAt(x: ArrayLike<number>, y: ArrayLike<number>): Dots {
  const count = x.length
  return {
    count,
    id: Uint32Array.from({ length: count }, (_, i) => i),
    x: Float32Array.from(x),
    y: Float32Array.from(y),
    rank: new Float32Array(count),
    sitting: new Uint8Array(count).fill(2),
    diameterMm: new Float32Array(count).fill(0.12),
    strength: new Float32Array(count).fill(1),
  }
}

export function ink(
  tile: PhotoTile,
  dots: Dots,
  o: { skin?: SkinModel; pigment?: Pigment; level?: number; seed?: number } = {},
): Uint8ClampedArray<ArrayBuffer> {
  const { skin = measured(tile, noiseless), pigment = pigmentOf(healed), level, seed = 1 } = o
  return renderTile(tile, dots, { pigment, surface, skin, moment: HEALED, seed, level })
}

/** Mean linear light of a picture, or of the pixels that are wanted. */
export function lightOf(rgba: Uint8ClampedArray, wanted: (pixel: number) => boolean = () => true): Colour {
  const sum: [number, number, number] = [0, 0, 0]
  let n = 0
  for (let i = 0; i < rgba.length / 4; i++) {
    if (!wanted(i)) continue
    for (const k of [0, 1, 2] as const) sum[k] += decodeSrgb[rgba[4 * i + k]!]!
    n++
  }
  return [sum[0] / n, sum[1] / n, sum[2] / n]
}
