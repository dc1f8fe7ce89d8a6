import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Mask } from '../../../src/core/geometry/surface.ts'
import { flatSurface } from '../../../src/core/geometry/surface.ts'
import { FRESH, HEALED } from '../../../src/core/pigment/ageing.ts'
import { dotEnergyMm2 } from '../../../src/core/pigment/inkModel.ts'
import { pigmentOf, type PigmentSettings } from '../../../src/core/pigment/pigment.ts'
import { decodeSrgb, encodeSrgb, halve, labLightness, lightnessOf, luminance } from '../../../src/core/pixels/colour.ts'
import type { PhotoTile } from '../../../src/core/pixels/photoTile.ts'
import { measureSkin, type SkinModel } from '../../../src/core/pixels/skin.ts'
import { dotReachPx, renderTile } from '../../../src/core/render/renderTile.ts'
import { uniformAt } from '../../../src/core/sampling/random.ts'
import type { Dots } from '../../../src/core/sampling/placeDots.ts'

const seed = Number(process.env.SEED ?? 1)
const MM_PER_PX = 0.0667
const surface = flatSurface({ mmPerPx: MM_PER_PX })
const midSkin = [0.52, 0.34, 0.26] as const
const healed: PigmentSettings = { dotSizeMm: 0.12, softness: 0.3, shade: 2, moment: HEALED }
const everywhere: Mask = { width: 1e4, height: 1e4, coverageAt: () => 255 }

/** Skin of one colour, so that every difference is ink. */
function skinTile(side: number, colour: readonly number[] = midSkin, at = { x0: 0, y0: 0, apronPx: 0 }): PhotoTile {
  const rgba = new Uint8ClampedArray(side * side * 4)
  for (let i = 0; i < rgba.length; i += 4) rgba.set([...colour.map(encodeSrgb), 255], i)
  return { ...at, width: side, height: side, rgba }
}

const plainSkin: SkinModel = {
  ...measureSkin(skinTile(512), everywhere, MM_PER_PX),
  noiseAlpha: 0,
  noiseBeta: 0,
  blurPx: 0.6,
}

function dotsAt(points: readonly { x: number; y: number }[], strength = 1): Dots {
  const count = points.length
  return {
    count,
    id: Uint32Array.from({ length: count }, (_, i) => i),
    x: Float32Array.from(points, (p) => p.x),
    y: Float32Array.from(points, (p) => p.y),
    rank: new Float32Array(count),
    sitting: new Uint8Array(count).fill(2),
    diameterMm: new Float32Array(count).fill(0.12),
    strength: new Float32Array(count).fill(strength),
  }
}

/** Jittered grid of `perCm2`, reaching beyond the tile. */
function field(side: number, perCm2: number): { x: number; y: number }[] {
  const pitch = 10 / Math.sqrt(perCm2) / MM_PER_PX
  const across = Math.ceil((side + 120) / pitch)
  return Array.from({ length: across * across }, (_, i) => ({
    x: -60 + ((i % across) + uniformAt(seed, 2 * i)) * pitch,
    y: -60 + (Math.floor(i / across) + uniformAt(seed, 2 * i + 1)) * pitch,
  }))
}

const render = (
  tile: PhotoTile,
  dots: Dots,
  o: { skin?: SkinModel; settings?: PigmentSettings; level?: number } = {},
) =>
  renderTile(tile, dots, {
    pigment: pigmentOf(o.settings ?? healed),
    surface,
    skin: o.skin ?? plainSkin,
    moment: (o.settings ?? healed).moment,
    seed,
    level: o.level,
  })

function meanLight(rgba: Uint8ClampedArray, channel: number): number {
  let sum = 0
  for (let i = channel; i < rgba.length; i += 4) sum += decodeSrgb[rgba[i]!]!
  return sum / (rgba.length / 4)
}

const meanLightness = (rgba: Uint8ClampedArray): number =>
  lightnessOf(luminance(meanLight(rgba, 0), meanLight(rgba, 1), meanLight(rgba, 2)))

describe(`ink on a photo, seed ${seed}`, () => {
  it('leaves every byte where no ink reaches', () => {
    const tile = skinTile(400)
    const out = render(tile, dotsAt([{ x: 200, y: 200 }]), { skin: { ...plainSkin, noiseBeta: 1e-4 } })
    const reach = dotReachPx(pigmentOf(healed), MM_PER_PX)
    let [changed, beyond] = [0, 0]
    for (let i = 0; i < out.length; i += 4) {
      const x = (i / 4) % 400
      const y = Math.floor(i / 4 / 400)
      if (out[i + 1] === tile.rgba[i + 1]) continue
      if (Math.hypot(x - 200, y - 200) > reach) beyond++
      else changed++
    }
    expect(beyond).toBe(0)
    expect(changed).toBeGreaterThan(100)
  })

  it('darkens a filled area to exp(-density x energy) within 1.5 %', () => {
    const p = pigmentOf(healed)
    for (const perCm2 of [60, 150]) {
      const out = render(skinTile(600), dotsAt(field(600, perCm2)))
      for (const k of [0, 1, 2] as const) {
        const modelled = Math.exp((-perCm2 / 100) * p.bySitting[1] * dotEnergyMm2(p.a1[k], p.s1Mm, p.a2[k], p.s2Mm[k]))
        const measured = meanLight(out, k) / meanLight(skinTile(600).rgba, k)
        expect(Math.abs(measured / modelled - 1)).toBeLessThan(0.015)
      }
    }
  })

  it('makes a default fill 4 to 8 L* darker on pale, mid and brown skin', () => {
    for (const colour of [[0.72, 0.52, 0.42], midSkin, [0.3, 0.18, 0.12]]) {
      const tile = skinTile(500, colour)
      const darker = meanLightness(tile.rgba) - meanLightness(render(tile, dotsAt(field(500, 150))))
      expect(darker).toBeGreaterThan(colour[0] === 0.3 ? 3 : 4)
      expect(darker).toBeLessThan(8)
    }
  })

  it('shows single dots at 15 px per mm', () => {
    const out = render(skinTile(120), dotsAt([{ x: 60, y: 60 }]))
    const at = (x: number, y: number) =>
      labLightness(...(out.subarray((y * 120 + x) * 4).slice(0, 3) as unknown as [number, number, number]))
    expect(at(10, 10) - at(60, 60)).toBeGreaterThan(12)
    expect(at(60, 60)).toBeLessThan(at(63, 60))
  })

  it('keeps highlights: a clipped one changes by less than 1 L*, one just below by little more', () => {
    for (const [highlight, most] of [
      [[255, 255, 255], 1],
      [[250, 245, 240], 1.25],
    ] as const) {
      const tile = skinTile(200)
      for (let y = 80; y < 120; y++) {
        for (let x = 80; x < 120; x++) tile.rgba.set([...highlight, 255], (y * 200 + x) * 4)
      }
      const skin = { ...measureSkin(tile, everywhere, MM_PER_PX), noiseAlpha: 0, noiseBeta: 0 }
      const out = render(tile, dotsAt(field(200, 150)), { skin })
      const light = (rgba: Uint8ClampedArray) => {
        let sum = 0
        for (let y = 90; y < 110; y++) {
          for (let x = 90; x < 110; x++) {
            const i = (y * 200 + x) * 4
            sum += labLightness(rgba[i]!, rgba[i + 1]!, rgba[i + 2]!) / 400
          }
        }
        return sum
      }
      expect(light(tile.rgba) - light(out)).toBeLessThan(most)
      expect(meanLightness(tile.rgba) - meanLightness(out)).toBeGreaterThan(3)
    }
  })

  it('keeps the sheen of a shiny scalp, also where it is wider than the disk that tells skin from gloss', () => {
    const side = 900
    const shiny = skinTile(side, [0.5, 0.31, 0.22])
    const glossAt = (x: number, y: number) => 0.35 * Math.exp(-((x - 450) ** 2 + (y - 450) ** 2) / (2 * 130 ** 2))
    for (let i = 0; i < side * side; i++) {
      const ks = glossAt(i % side, Math.floor(i / side))
      shiny.rgba.set(
        [0.5, 0.31, 0.22].map((c) => encodeSrgb(c + ks)),
        i * 4,
      )
    }
    const skin = { ...measureSkin(shiny, everywhere, MM_PER_PX), noiseAlpha: 0, noiseBeta: 0 }
    const out = render(shiny, dotsAt(field(side, 150)), { skin })
    const taken = (x0: number, y0: number) => {
      let before = 0
      let after = 0
      for (let y = y0; y < y0 + 60; y++) {
        for (let x = x0; x < x0 + 60; x++) {
          before += decodeSrgb[shiny.rgba[(y * side + x) * 4 + 1]!]!
          after += decodeSrgb[out[(y * side + x) * 4 + 1]!]!
        }
      }
      return 1 - after / before
    }
    // Half of the light at the middle is gloss, so the ink there takes little more than half of what it takes beside it.
    expect(taken(420, 420) / taken(20, 20)).toBeLessThan(0.65)
    expect(taken(420, 420) / taken(20, 20)).toBeGreaterThan(0.35)
  })

  it('has no seams: four tiles make the same picture as one', () => {
    const points = field(256, 150)
    const skin = { ...plainSkin, noiseAlpha: 1e-4, noiseBeta: 1e-5, noiseCorrelation: 0.4 }
    const apronPx = 48
    const whole = render(skinTile(256 + 96, midSkin, { x0: -48, y0: -48, apronPx }), dotsAt(points), { skin })
    for (const [x0, y0] of [
      [0, 0],
      [128, 0],
      [0, 128],
      [128, 128],
    ] as const) {
      const part = render(skinTile(128 + 96, midSkin, { x0: x0 - 48, y0: y0 - 48, apronPx }), dotsAt(points), { skin })
      let most = 0
      for (let y = 0; y < 128; y += 3) {
        for (let x = 0; x < 128; x++) {
          const difference = whole[((y0 + y) * 256 + x0 + x) * 4 + 1]! - part[(y * 128 + x) * 4 + 1]!
          most = Math.max(most, Math.abs(difference))
        }
      }
      expect(most).toBeLessThanOrEqual(1)
    }
  })

  it('has the same shade when zoomed out: a preview is as dark as the full picture', () => {
    const points = field(512, 150)
    const full = render(skinTile(512), dotsAt(points))
    for (const level of [1, 2, 3]) {
      const preview = render(skinTile(512 >> level), dotsAt(points), { level })
      expect(Math.abs(meanLightness(preview) - meanLightness(full))).toBeLessThan(0.15)
    }
  })

  it('is as dark beside a grey wall when zoomed out: the wall is no gloss on the skin', () => {
    const side = 512
    const rim = 260
    const wall = skinTile(side, [0.3, 0.3, 0.3])
    const photo = skinTile(side)
    for (let y = 0; y < side; y++)
      photo.rgba.set(wall.rgba.subarray((y * side + rim) * 4, (y + 1) * side * 4), (y * side + rim) * 4)
    /** Light that the ink takes from the skin next to the wall. */
    const taken = (tile: PhotoTile, level: number) => {
      const out = render(tile, dotsAt(field(side, 150)), { level })
      let sum = 0
      for (let y = 0; y < tile.height; y++)
        for (let x = (rim - 36) >> level; x < (rim - 4) >> level; x++) {
          const i = (y * tile.width + x) * 4 + 1
          sum += decodeSrgb[tile.rgba[i]!]! - decodeSrgb[out[i]!]!
        }
      return sum * 4 ** level
    }
    const sharp = taken(photo, 0)
    let small = photo
    for (const level of [1, 2, 3]) {
      const rgba = halve(small.rgba, small.width, small.height) as PhotoTile['rgba']
      small = { ...small, width: small.width / 2, height: small.height / 2, rgba }
      expect(Math.abs(taken(small, level) / sharp - 1)).toBeLessThan(0.04)
    }
  })

  it('keeps its mean tone in the mips', () => {
    const full = render(skinTile(512), dotsAt(field(512, 150)))
    const half = halve(full, 512, 512)
    expect(Math.abs(meanLightness(halve(half, 256, 256)) - meanLightness(full))).toBeLessThan(0.1)
  })

  it('puts the grain back that it took, the same each time', () => {
    const skin = { ...plainSkin, noiseAlpha: 2e-4, noiseBeta: 2e-5 }
    const dots = dotsAt(field(200, 150))
    const once = render(skinTile(200), dots, { skin })
    expect(isDeepStrictEqual(render(skinTile(200), dots, { skin }), once)).toBe(true)
    expect(isDeepStrictEqual(once, render(skinTile(200), dots))).toBe(false)
  })

  it('reddens fresh skin around the dots', () => {
    const points = field(300, 150)
    const ratio = (rgba: Uint8ClampedArray) => meanLight(rgba, 0) / meanLight(rgba, 1)
    const fresh = render(skinTile(300), dotsAt(points), { settings: { ...healed, moment: FRESH } })
    expect(ratio(fresh)).toBeGreaterThan(ratio(render(skinTile(300), dotsAt(points))) * 1.1)
  })

  it('reddens fresh skin by the needle: a light grey ink leaves it no less red', () => {
    const points = field(300, 150)
    const rgb = (shade: number) =>
      render(skinTile(300), dotsAt(points), { settings: { ...healed, shade, moment: FRESH } })
    const ratio = (rgba: Uint8ClampedArray) => meanLight(rgba, 0) / meanLight(rgba, 1)
    expect(ratio(rgb(7))).toBeGreaterThan(ratio(rgb(2)) * 0.99)
  })

  it('is lighter at every later moment', () => {
    const points = field(300, 150)
    const lightness = [FRESH, HEALED, 365, 1095, 1826].map((moment) =>
      meanLightness(render(skinTile(300), dotsAt(points), { settings: { ...healed, moment } })),
    )
    expect(lightness).toEqual(lightness.toSorted((a, b) => a - b))
  })
})

describe('what is measured of a photo', () => {
  const noisy = (sd: number) => {
    const tile = skinTile(512)
    for (let i = 0; i < tile.rgba.length; i += 4) {
      const u = uniformAt(seed, i) + uniformAt(seed, i + 1) + uniformAt(seed, i + 2) + uniformAt(seed, i + 3) - 2
      const n = 1 + (u / Math.sqrt(1 / 3)) * sd
      tile.rgba.set(
        midSkin.map((c) => encodeSrgb(c * n)),
        i,
      )
    }
    return tile
  }

  it('finds the noise that was put in, within a quarter', () => {
    const skin = measureSkin(noisy(0.03), everywhere, MM_PER_PX)
    const found = Math.sqrt(skin.noiseAlpha * midSkin[1] + skin.noiseBeta)
    expect(found / (0.03 * midSkin[1])).toBeGreaterThan(0.75)
    expect(found / (0.03 * midSkin[1])).toBeLessThan(1.25)
    expect(skin.noiseCorrelation).toBeLessThan(0.1)
  })

  it('finds the colour of the skin beside a highlight', () => {
    const tile = skinTile(512)
    for (let y = 200; y < 260; y++)
      for (let x = 200; x < 260; x++) tile.rgba.set([255, 255, 255, 255], (y * 512 + x) * 4)
    const { chroma, chromaWidth, chromaStep } = measureSkin(tile, everywhere, MM_PER_PX)
    const cell = (Math.floor(150 / chromaStep) * chromaWidth + Math.floor(230 / chromaStep)) * 3
    const sum = midSkin[0] + midSkin[1] + midSkin[2]
    for (let k = 0; k < 3; k++) expect(chroma[cell + k]).toBeCloseTo(midSkin[k]! / sum, 1)
  })

  it('tells a soft photo from a sharp one', () => {
    const stripes = (width: number) => {
      const tile = skinTile(512)
      for (let y = 0; y < 512; y++) {
        for (let x = 0; x < 512; x++) {
          const edge = 1 / (1 + Math.exp(-((x % 32) - 16) / (width * 0.6)))
          tile.rgba.set(
            midSkin.map((c) => encodeSrgb(c * (0.5 + 0.5 * edge))),
            (y * 512 + x) * 4,
          )
        }
      }
      return measureSkin(tile, everywhere, MM_PER_PX).blurPx
    }
    expect(stripes(0.5)).toBeLessThan(1.2)
    expect(stripes(3)).toBeGreaterThan(2)
  })
})
