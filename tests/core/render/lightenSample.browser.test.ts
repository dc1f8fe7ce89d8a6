import { describe, expect, it } from 'vitest'
import { measureExistingInk } from '../../../src/core/fill/existingInk.ts'
import { flatSurface, type Mask } from '../../../src/core/geometry/surface.ts'
import { HEALED } from '../../../src/core/pigment/ageing.ts'
import { pigmentOf } from '../../../src/core/pigment/pigment.ts'
import { decodeSrgb, labLightness } from '../../../src/core/pixels/colour.ts'
import type { PhotoTile } from '../../../src/core/pixels/photoTile.ts'
import { measureSkin } from '../../../src/core/pixels/skin.ts'
import { prepareLightening } from '../../../src/core/render/lightenInk.ts'
import { renderTile } from '../../../src/core/render/renderTile.ts'
import { placeDots } from '../../../src/core/sampling/placeDots.ts'
import { readPointSet } from '../../../src/core/sampling/rankedSet.ts'
import sampleFile from '../../../public/sample/marks.json' with { type: 'json' }
import { deltaE2000, labOf } from '../pixels/deltaE.ts'

/** The forehead of the bundled photo, with pores, a mole, and the shine of a lamp. */
const crop = { x: 850, y: 1160, width: 760, height: 680 } as const
const INK_MM = 10
/** The area is a little wider than the ink, for the halos. */
const AREA_MM = 11.2
const PER_CM2 = 150
const seed = 5

async function croppedSample(): Promise<PhotoTile> {
  const bitmap = await createImageBitmap(await (await fetch('/sample/hairline.jpg')).blob())
  const { x, y, width, height } = crop
  const context = new OffscreenCanvas(width, height).getContext('2d')!
  context.drawImage(bitmap, -x, -y)
  bitmap.close()
  return { x0: 0, y0: 0, width, height, rgba: context.getImageData(0, 0, width, height).data, apronPx: 0 }
}

/** The sample with dots that the product drew into it, as if they were in the photo. */
async function inkedSample() {
  const bare = await croppedSample()
  const { width, height } = bare
  const mmPerPx = sampleFile.knownMm / Math.hypot(sampleFile.eyeLeft.x - sampleFile.eyeRight.x, 4)
  const surface = flatSurface({ mmPerPx })
  const [cx, cy] = [width / 2, height / 2]
  const mmFromMiddle = (i: number) => Math.hypot((i % width) + 0.5 - cx, Math.floor(i / width) + 0.5 - cy) * mmPerPx
  const area: Mask = { width, height, coverageAt: (x, y) => (mmFromMiddle(y * width + x) < AREA_MM ? 255 : 0) }
  const pointSet = readPointSet(await (await fetch('/ranked-set.bin')).arrayBuffer())
  const step = 4
  const across = width / step
  // Whole samples of some px: the middle of one decides for it.
  const middleOf = (i: number) => Math.floor(i / across) * step * width + (i % across) * step + 2 * width + 2
  const dotsPerCm2 = Float32Array.from({ length: across * (height / step) }, (_, i) =>
    mmFromMiddle(middleOf(i)) < INK_MM ? PER_CM2 : 0,
  )
  const field = { x0: step / 2, y0: step / 2, step, width: across, height: height / step, dotsPerCm2 }
  const dots = placeDots(field, { seed, surface, pointSet })
  const pigment = pigmentOf({ dotSizeMm: 0.12, softness: 0.3, shade: 2, moment: HEALED })
  const look = { pigment, surface, skin: measureSkin(bare, area, mmPerPx), moment: HEALED, seed }
  const inked = { ...bare, rgba: renderTile(bare, dots, look) }
  return { bare, inked, area, dots, surface, mmPerPx, mmFromMiddle, skin: measureSkin(inked, area, mmPerPx) }
}

describe('ink drawn into the sample as if it were in the photo', () => {
  it('is counted within 15 %, and lightened gives the photo back: half in between, the lamp’s shine over it as it was, and every byte beside it', async () => {
    const { bare, inked, area, dots, mmFromMiddle, ...look } = await inkedSample()
    const found = measureExistingInk(inked, area, null, look)
    if (!found.ok) throw new Error(found.problem.code)
    const { densityPerCm2, areaCm2, inSkin } = found.ink
    expect(Math.abs(densityPerCm2.value / (dots.count / areaCm2.value) - 1)).toBeLessThan(0.15)

    const lightening = prepareLightening(inked, area, inSkin, look)
    const zone = Array.from({ length: bare.width * bare.height }, (_, i) => i).filter((i) => mmFromMiddle(i) < INK_MM)
    const lab = (rgba: Uint8ClampedArray, i: number) =>
      labOf([decodeSrgb[rgba[4 * i]!]!, decodeSrgb[rgba[4 * i + 1]!]!, decodeSrgb[rgba[4 * i + 2]!]!])
    const off = (rgba: Uint8ClampedArray) =>
      zone.reduce((sum, i) => sum + deltaE2000(lab(bare.rgba, i), lab(rgba, i)), 0) / zone.length
    const lightness = (rgba: Uint8ClampedArray, i: number) =>
      labLightness(rgba[4 * i]!, rgba[4 * i + 1]!, rgba[4 * i + 2]!)
    const mean = (rgba: Uint8ClampedArray, of = zone) => of.reduce((sum, i) => sum + lightness(rgba, i), 0) / of.length

    const out = lightening.lighten(inked, () => 0)
    const half = lightening.lighten(inked, () => 0.5)
    expect(off(out)).toBeLessThan(2.5)
    expect(off(out)).toBeLessThan(0.5 * off(inked.rgba))
    expect(off(half)).toBeGreaterThan(off(out))
    expect(off(half)).toBeLessThan(off(inked.rgba))
    expect(mean(half)).toBeGreaterThan(mean(inked.rgba) + 0.5)
    expect(mean(half)).toBeLessThan(mean(out) - 0.5)

    // Places where the lamp shines, not single px: those that noise has made bright are brought back to their neighbours.
    const shine = (i: number) => {
      let sum = 0
      for (let dy = -3; dy <= 3; dy++)
        for (let dx = -3; dx <= 3; dx++) sum += lightness(bare.rgba, i + dy * bare.width + dx)
      return sum
    }
    const shines = new Map(zone.map((i) => [i, shine(i)]))
    const brightest = zone.toSorted((a, b) => shines.get(b)! - shines.get(a)!).slice(0, zone.length / 50)
    const shineOver = (rgba: Uint8ClampedArray) => mean(rgba, brightest) - mean(rgba)
    expect(shineOver(bare.rgba)).toBeGreaterThan(3)
    expect(Math.abs(shineOver(out) - shineOver(bare.rgba))).toBeLessThan(0.5)
    expect(Math.abs(mean(out, brightest) - mean(bare.rgba, brightest))).toBeLessThan(1.5)

    const beside = (i: number) => area.coverageAt(i % bare.width, Math.floor(i / bare.width)) === 0
    expect(out.findIndex((v, at) => v !== inked.rgba[at] && beside(at >> 2))).toBe(-1)
  })
})
