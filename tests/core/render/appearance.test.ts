import { describe, expect, it } from 'vitest'
import { dotEnergyMm2 } from '../../../src/core/pigment/inkModel.ts'
import { pigmentOf, type Pigment } from '../../../src/core/pigment/pigment.ts'
import { decodeSrgb, halve, labLightness, lightnessOf, luminance } from '../../../src/core/pixels/colour.ts'
import type { PhotoTile } from '../../../src/core/pixels/photoTile.ts'
import { CORE_POWER, HALO_POWER } from '../../../src/core/pigment/inkModel.ts'
import { diameterFactors } from '../../../src/core/pigment/pigment.ts'
import { dotReachPx } from '../../../src/core/render/renderTile.ts'
import type { SkinModel } from '../../../src/core/pixels/skin.ts'
import type { Dots } from '../../../src/core/sampling/placeDots.ts'
import { filtered } from '../sampling/fields.ts'
import {
  brownSkin,
  deepSkin,
  dotsOver,
  healed,
  ink,
  lightOf,
  lightSkin,
  measured,
  midSkin,
  MM_PER_PX,
  noiseless,
  skinOf,
  type Colour,
} from './paintedSkin.ts'

const seed = Number(process.env.SEED ?? 1)
const SIDE = 600
const channels = [0, 1, 2] as const
const pigment = pigmentOf(healed)
const lightness = (light: Colour) => lightnessOf(luminance(...light))

/** exp(-lambda m E), each dot with its own ink, of the dots that stand in the square (simulation-model 4). */
function modelled(dots: Dots, side: number): Colour {
  const energy = [0, 0, 0]
  for (let i = 0; i < dots.count; i++) {
    if (dots.x[i]! < 0 || dots.y[i]! < 0 || dots.x[i]! >= side || dots.y[i]! >= side) continue
    const core = diameterFactors(dots.diameterMm[i]!, CORE_POWER)
    const halo = diameterFactors(dots.diameterMm[i]!, HALO_POWER)
    const m = dots.strength[i]! * pigment.bySitting[dots.sitting[i]! - 1]!
    for (const k of channels)
      energy[k]! += m * dotEnergyMm2(pigment.a1[k] * core[k], pigment.s1Mm, pigment.a2[k] * halo[k], pigment.s2Mm[k])
  }
  const mm2 = (side * MM_PER_PX) ** 2
  return [Math.exp(-energy[0]! / mm2), Math.exp(-energy[1]! / mm2), Math.exp(-energy[2]! / mm2)]
}

describe(`the tone of a fill, seed ${seed}`, () => {
  /** How far the mean light of a filled patch is from the model's, the worst channel. */
  const toneError = (perCm2: number, by: Pigment) => {
    const tile = skinOf(SIDE, midSkin)
    const dots = dotsOver(SIDE, perCm2, seed)
    const found = lightOf(ink(tile, dots, { pigment: by }))
    const bare = lightOf(tile.rgba)
    const wanted = modelled(dots, SIDE)
    return Math.max(...channels.map((k) => Math.abs(found[k] / bare[k] / wanted[k] - 1)))
  }
  const withoutHalo: Pigment = { ...pigment, a2: [0, 0, 0] }

  it.each([60, 150, 260])(
    'at %d dots per cm2 is that of the model within 1.5 percent, and without halos it is not',
    (perCm2) => {
      expect(toneError(perCm2, pigment)).toBeLessThan(0.015)
      expect(toneError(perCm2, withoutHalo)).toBeGreaterThan(0.03)
    },
  )

  it.each([
    ['light', lightSkin],
    ['brown', brownSkin],
    ['deep', deepSkin],
  ] as const)(
    'is within half an L* of the model on %s skin; multiplied without encoding it is far too dark',
    (_, colour) => {
      const tile = skinOf(SIDE, colour)
      const dots = dotsOver(SIDE, 150, seed)
      const bare = lightOf(tile.rgba)
      const t = modelled(dots, SIDE)
      const wanted = lightness([bare[0] * t[0], bare[1] * t[1], bare[2] * t[2]])
      expect(Math.abs(lightness(lightOf(ink(tile, dots))) - wanted)).toBeLessThan(0.5)
      // The shortcut: a canvas multiplies bytes, and linear T is taken for one.
      const white = ink(skinOf(SIDE, [1, 1, 1]), dots)
      const multiplied = tile.rgba.map((byte, i) => (i % 4 === 3 ? 255 : byte * decodeSrgb[white[i]!]!))
      expect(wanted - lightness(lightOf(multiplied))).toBeGreaterThan(2)
    },
  )

  it('stays within half an L* when zoomed out, drawn coarsely or averaged; dots laid as in full size get lighter', () => {
    const side = 512
    const tile = skinOf(side, midSkin)
    const dots = dotsOver(side, 150, seed)
    const full = ink(tile, dots)
    let mip = full
    for (const level of [1, 2, 3]) {
      const small = side >> level
      const preview = ink(skinOf(small, midSkin), dots, { level, skin: measured(tile, noiseless) })
      mip = halve(mip, small * 2, small * 2) as typeof mip
      for (const seen of [preview, mip])
        expect(Math.abs(lightness(lightOf(seen)) - lightness(lightOf(full)))).toBeLessThan(0.5)
    }
    // Dots as narrow as in the full picture fall between the pixels of a coarse one.
    const s = 2 ** -3
    const scaled = { ...dots, x: dots.x.map((x) => x * s), y: dots.y.map((y) => y * s) }
    const bare = skinOf(side >> 3, midSkin)
    const unscaled = ink(bare, scaled, { skin: measured(tile, noiseless) })
    expect(Math.abs(lightness(lightOf(unscaled)) - lightness(lightOf(full)))).toBeGreaterThan(2)
  })
})

describe(`highlights, seed ${seed}`, () => {
  const side = 480
  /** Three lamps on a moist scalp; a fiftieth of the picture is brighter than their flanks. */
  const lamps = [
    [130, 140],
    [330, 200],
    [190, 350],
  ] as const
  const shinyScalp = (colour: Colour, peak: number): PhotoTile =>
    skinOf(side, colour, {
      shine: (x, y) =>
        Math.max(...lamps.map(([cx, cy]) => peak * Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * 36 ** 2)))),
    })

  /** Skin as grey as the gloss: nothing can be told from it, and all light is multiplied. */
  const unsplit = (skin: SkinModel): SkinModel => ({ ...skin, chroma: skin.chroma.map(() => 1 / 3) })
  const lightnessAt = (rgba: Uint8ClampedArray, i: number) =>
    labLightness(rgba[4 * i]!, rgba[4 * i + 1]!, rgba[4 * i + 2]!)

  /** The brightest fiftieth of the pixels. */
  function top({ rgba }: PhotoTile): number[] {
    const before = Float64Array.from({ length: side * side }, (_, i) => lightnessAt(rgba, i))
    const order = Array.from(before, (_, i) => i).toSorted((a, b) => before[b]! - before[a]!)
    return order.slice(0, (side * side) / 50)
  }
  const meanOf = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length

  /** Their mean change in L*. */
  const change = (tile: PhotoTile, inked: Uint8ClampedArray) =>
    meanOf(top(tile).map((i) => Math.abs(lightnessAt(tile.rgba, i) - lightnessAt(inked, i))))

  it.each([
    ['clipped on light skin', lightSkin, 1.2],
    ['clipped on mid skin', midSkin, 1.1],
    ['clipped on brown skin', brownSkin, 1.3],
    ['near white on deep skin', deepSkin, 0.8],
  ] as const)(
    '%s change by at most 1 L*, the skin beside them by more; without the split they dull',
    (_, colour, peak) => {
      const tile = shinyScalp(colour, peak)
      const dots = dotsOver(side, 150, seed)
      const skin = measured(tile, noiseless)
      expect(change(tile, ink(tile, dots, { skin }))).toBeLessThan(1)
      expect(lightness(lightOf(tile.rgba)) - lightness(lightOf(ink(tile, dots, { skin })))).toBeGreaterThan(1)
      expect(change(tile, ink(tile, dots, { skin: unsplit(skin) }))).toBeGreaterThan(3)
    },
  )

  it.each([
    ['light', lightSkin, 0.25],
    ['mid', midSkin, 0.4],
    ['brown', brownSkin, 0.5],
  ] as const)('that are sheen in part, on %s skin, are that sheen over inked skin within 1 L*', (_, colour, peak) => {
    const tile = shinyScalp(colour, peak)
    const dots = dotsOver(side, 150, seed)
    const skin = measured(tile, noiseless)
    const matt = skinOf(side, colour)
    const inkedMatt = ink(matt, dots, { skin })
    const pixels = top(tile)
    const error = (inked: Uint8ClampedArray) =>
      meanOf(
        pixels.map((i) => {
          const light = (k: number) => {
            const sheen = decodeSrgb[tile.rgba[4 * i + k]!]! - decodeSrgb[matt.rgba[4 * i + k]!]!
            return decodeSrgb[inkedMatt[4 * i + k]!]! + sheen
          }
          return Math.abs(lightness([light(0), light(1), light(2)]) - lightnessAt(inked, i))
        }),
      )
    const [ours, control] = [error(ink(tile, dots, { skin })), error(ink(tile, dots, { skin: unsplit(skin) }))]
    expect(ours).toBeLessThan(1)
    expect(control).toBeGreaterThan(1.25)
  })
})

describe(`tiles, seed ${seed}`, () => {
  const side = 384
  const apron = Math.ceil(dotReachPx(pigment, MM_PER_PX))
  const outer = side + 2 * apron
  const photo = skinOf(outer, midSkin, {
    noise: 0.02,
    shine: (x, y) => 0.3 * Math.exp(-((x - 200) ** 2 + (y - 180) ** 2) / (2 * 60 ** 2)),
  })
  const skin = measured(photo)
  const dots = dotsOver(outer, 150, seed)

  /** A rectangle of the picture as a tile of its own, with the dots that reach it. */
  function tileAt(x: number, y: number, width: number, height: number, apronPx: number): Uint8ClampedArray {
    const rgba = new Uint8ClampedArray((width + 2 * apronPx) * (height + 2 * apronPx) * 4)
    const w = width + 2 * apronPx
    const left = x + apron - apronPx
    const top = y + apron - apronPx
    for (let j = 0; j < height + 2 * apronPx; j++) {
      const from = ((top + j) * outer + left) * 4
      rgba.set(photo.rgba.subarray(from, from + w * 4), j * w * 4)
    }
    const near = filtered(dots, (i) => {
      const dx = Math.max(left + apronPx - dots.x[i]!, dots.x[i]! - (left + apronPx + width), 0)
      const dy = Math.max(top + apronPx - dots.y[i]!, dots.y[i]! - (top + apronPx + height), 0)
      return Math.max(dx, dy) <= apron
    })
    const tile: PhotoTile = { x0: left, y0: top, width: w, height: height + 2 * apronPx, rgba, apronPx }
    return ink(tile, near, { skin, seed })
  }
  const whole = tileAt(0, 0, side, side, apron)

  /** Bytes of the picture that differ when it is drawn in tiles of a size. */
  function differing(size: number, apronPx: number): number {
    let wrong = 0
    for (let y = 0; y < side; y += size) {
      for (let x = 0; x < side; x += size) {
        const [width, height] = [Math.min(size, side - x), Math.min(size, side - y)]
        const part = tileAt(x, y, width, height, apronPx)
        for (let j = 0; j < height; j++)
          for (let i = 0; i < width * 4; i++)
            if (part[j * width * 4 + i] !== whole[((y + j) * side + x) * 4 + i]) wrong++
      }
    }
    return wrong
  }

  it.each([192, 128, 100])('of %d px make the same picture as one, byte for byte', (size) => {
    expect(differing(size, apron)).toBe(0)
  })

  it('would show seams if a tile knew nothing of what lies beside it', () => {
    expect(differing(128, 0)).toBeGreaterThan(100)
  })

  it('leave bytes as they are where no dot reaches', () => {
    const x = side / 2
    const oneSided = filtered(dots, (i) => dots.x[i]! < x - apron)
    const out = ink(photo, oneSided, { skin, seed })
    const changed = { near: 0, beyond: 0 }
    for (let i = 0; i < out.length; i++)
      if (out[i] !== photo.rgba[i]) changed[((i / 4) | 0) % outer > x ? 'beyond' : 'near']++
    expect(changed.near).toBeGreaterThan(10_000)
    expect(changed.beyond).toBe(0)
  })
})
