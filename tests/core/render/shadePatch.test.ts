import { describe, expect, it } from 'vitest'
import { defaultFill } from '../../../src/core/design/newDesign.ts'
import { fillTone, meanTransmittance, type ToneSettings } from '../../../src/core/pigment/meanTone.ts'
import { shades } from '../../../src/core/pigment/pigment.ts'
import { decodeSrgb, encodeSrgb, labLightness } from '../../../src/core/pixels/colour.ts'
import { paintPatch } from '../../../src/core/render/shadePatch.ts'

const skin = [0.58, 0.33, 0.24] as const
const size = { width: 240, height: 200, pxPerMm: 22, bareMm: 2 }
const paint = (change: Partial<ToneSettings> = {}, o = size) =>
  paintPatch(skin, fillTone({ ...defaultFill, ...change }), o)

/** Mean linear light of the rows from..to. */
function meanOf(rgba: Uint8ClampedArray, from: number, to: number, k: number): number {
  let sum = 0
  for (let i = from * size.width; i < to * size.width; i++) sum += decodeSrgb[rgba[i * 4 + k]!]!
  return sum / ((to - from) * size.width)
}

describe('a shade on the patient’s skin', () => {
  it('has bare skin above, as it is', () => {
    const rgba = paint()
    for (let k = 0; k < 3; k++) expect(rgba[4 * size.width * 10 + k]).toBe(encodeSrgb(skin[k]!))
  })

  it('is below as dark as the fill on the photo', () => {
    for (const change of [{}, { shade: 0 }, { shade: 7 }, { preset: 'deep' }, { undertone: 'warm' }] as const) {
      const rgba = paint(change)
      const wanted = meanTransmittance({ ...defaultFill, ...change })
      for (const k of [0, 1, 2] as const) {
        expect(Math.abs(meanOf(rgba, 70, 200, k) / skin[k] / wanted[k] - 1)).toBeLessThan(0.02)
      }
    }
  })

  it('goes from dark to light along the ladder', () => {
    const light = shades.slice(0, 6).map((_, shade) => meanOf(paint({ shade }), 70, 200, 1))
    expect(light).toEqual(light.toSorted((a, b) => a - b))
  })

  it('shows single dots, sharp for healed ink and blurred for ink that lies too deep', () => {
    const darkest = (rgba: Uint8ClampedArray) => {
      let least = 100
      for (let i = 0; i < rgba.length; i += 4)
        least = Math.min(least, labLightness(rgba[i]!, rgba[i + 1]!, rgba[i + 2]!))
      return least
    }
    expect(darkest(paint({ preset: 'deep' }))).toBeGreaterThan(darkest(paint()) + 8)
  })

  it('keeps its dots when there are more of them', () => {
    const sparse = paint({ densityPerCm2: 80 })
    const dense = paint({ densityPerCm2: 160 })
    const spots = (rgba: Uint8ClampedArray) =>
      [...Array(size.width * size.height).keys()].filter((i) => decodeSrgb[rgba[i * 4 + 1]!]! < 0.6 * skin[1])
    const still = new Set(spots(dense))
    expect(spots(sparse).length).toBeGreaterThan(50)
    for (const spot of spots(sparse)) expect(still.has(spot)).toBe(true)
  })
})
