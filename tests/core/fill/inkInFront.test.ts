import { describe, expect, it } from 'vitest'
import { measureExistingInk } from '../../../src/core/fill/existingInk.ts'
import { decodeSrgb } from '../../../src/core/pixels/colour.ts'
import { prepareLightening } from '../../../src/core/render/lightenInk.ts'
import { deltaE2000, labOf } from '../pixels/deltaE.ts'
import { midSkin } from '../render/paintedSkin.ts'
import { AREA_MM, HEIGHT_MM, INK_MM, inkedSkin, WIDTH_MM } from './inkedSkin.ts'

const seed = Number(process.env.SEED ?? 1)

/** The line was drawn here, mm from the top: above it the disc of ink is traced, below it the rest stands in front. */
const LINE_MM = 20
/** Freckles of the width of a dot, in rows beyond the ink; brown takes more blue than red. */
const FRECKLE_MM = 0.1
const FRECKLE = [0.24, 0.38, 0.62] as const
const EVERY_MM = 2.5
const FRECKLES_FROM_MM = HEIGHT_MM / 2 + INK_MM + 1

/** mm to the nearest freckle. */
function fromFreckle(x: number, y: number): number {
  const off = (v: number, first: number) => v - first - EVERY_MM * Math.max(0, Math.round((v - first) / EVERY_MM))
  return Math.hypot(off(x, 1.5), off(y, FRECKLES_FROM_MM + 0.8))
}
const freckled = (x: number, y: number) => {
  const depth = Math.exp(-(fromFreckle(x, y) ** 2) / (2 * FRECKLE_MM ** 2))
  return [Math.exp(-FRECKLE[0] * depth), Math.exp(-FRECKLE[1] * depth), Math.exp(-FRECKLE[2] * depth)] as const
}

describe(`ink in front of the line that was traced, seed ${seed}`, () => {
  const skin = inkedSkin({ colour: midSkin, seed, spots: freckled })
  const { width, height } = skin.bare
  const mm = (px: number) => (px + 0.5) * skin.mmPerPx
  const inDisc = (x: number, y: number, radius: number) => skin.mmFromMiddle(x, y) < radius
  const isInFront = (_: number, y: number) => y * skin.mmPerPx >= LINE_MM
  const area = {
    ...skin.area,
    coverageAt: (x: number, y: number) => (isInFront(x, y) ? 0 : skin.area.coverageAt(x, y)),
  }
  const behindOnly = measureExistingInk(skin.inked, area, null, skin)
  const found = measureExistingInk(skin.inked, area, null, { ...skin, isInFront })
  if (!found.ok || !behindOnly.ok) throw new Error('Expected ink.')
  const treated = { ...area, coverageAt: (x: number, y: number) => (isInFront(x, y) ? 255 : area.coverageAt(x, y)) }
  const out = prepareLightening(skin.inked, treated, found.ink.inSkin, skin).lighten(skin.inked, () => 0)

  /** Mean difference of two pictures over some places. */
  function off(a: Uint8ClampedArray, b: Uint8ClampedArray, counts: (x: number, y: number) => boolean): number {
    const lab = (rgba: Uint8ClampedArray, i: number) =>
      labOf([decodeSrgb[rgba[4 * i]!]!, decodeSrgb[rgba[4 * i + 1]!]!, decodeSrgb[rgba[4 * i + 2]!]!])
    let [sum, n] = [0, 0]
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        if (!counts(x, y)) continue
        sum += deltaE2000(lab(a, y * width + x), lab(b, y * width + x))
        n++
      }
    return sum / n
  }

  it('goes with the rest: the skin is as it was', () => {
    const inkInFront = (x: number, y: number) => mm(y) > LINE_MM && inDisc(x, y, INK_MM - 0.5)
    expect(off(skin.inked.rgba, skin.bare.rgba, inkInFront)).toBeGreaterThan(2.5)
    expect(off(out, skin.bare.rgba, inkInFront)).toBeLessThan(1.2)
    const alongLine = (x: number, y: number) => Math.abs(mm(y) - LINE_MM) < 0.5 && inDisc(x, y, INK_MM - 1)
    expect(off(out, skin.bare.rgba, alongLine)).toBeLessThan(1.2)
  })

  it('is all that goes: bare skin in front stays as it is, and every freckle', () => {
    const bare = (x: number, y: number) => mm(y) > LINE_MM && !inDisc(x, y, AREA_MM)
    expect(off(out, skin.inked.rgba, bare)).toBeLessThan(0.05)
    const freckles = (x: number, y: number) =>
      bare(x, y) && fromFreckle(mm(x), mm(y)) < FRECKLE_MM && mm(x) < WIDTH_MM - 1
    expect(off(out, skin.inked.rgba, freckles)).toBeLessThan(0.5)
  })

  it('is no part of what is measured behind the line', () => {
    const { inSkin: _, ...measured } = found.ink
    const { inSkin: __, ...without } = behindOnly.ink
    expect(measured).toEqual(without)
    expect(found.ink.inSkin.spots.count).toBeLessThan(behindOnly.ink.inSkin.spots.count)
  })
})
