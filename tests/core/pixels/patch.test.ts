import { describe, expect, it } from 'vitest'
import { isWhollyOn, measurePatch } from '../../../src/core/pixels/patch.ts'
import { shavedHead, type ShavedHead } from '../fill/shavedHead.ts'
import { deltaE2000 } from './deltaE.ts'

const seed = Number(process.env.SEED ?? 1)
const neutral = [1, 1, 1] as const

/** The patch of 6.2 mm round a place in mm. */
function measure({ photo, skin, mmPerPx }: ShavedHead, xMm: number, yMm = 11) {
  const patch = { centre: { x: xMm / mmPerPx, y: yMm / mmPerPx }, radiusPx: 6.2 / mmPerPx }
  return measurePatch(photo, patch, skin, mmPerPx)
}

describe(`a patch of skin, seed ${seed}`, () => {
  const stubble = { perCm2: 120, strength: 2.2, tint: neutral }

  it('counts the hairs of a patch within 15 %', () => {
    const head = shavedHead({ stubble, seed })
    const perCm2 = (100 * measure(head, 11).spots) / head.mmPerPx ** 2
    expect(perCm2 / 120).toBeGreaterThan(0.85)
    expect(perCm2 / 120).toBeLessThan(1.15)
  })

  it('finds stubble ten times as rough as the skin beside it', () => {
    const head = shavedHead({ stubble, seed })
    expect(measure(head, 11).texture).toBeGreaterThan(10 * measure(head, 33).texture)
  })

  it('tells how light falls off, on bare skin and between hairs', () => {
    const head = shavedHead({ stubble, seed, fall: 0.6 })
    const perPx = -0.6 / head.photo.width
    for (const xMm of [11, 33]) {
      const [x, y] = measure(head, xMm).slope
      expect(Math.abs(x / perPx - 1)).toBeLessThan(0.25)
      expect(Math.abs(y / perPx)).toBeLessThan(0.25)
    }
  })

  it('sees that highlights are clipped', () => {
    const shine = (x: number) => (x > 22 ? 0.6 : 0)
    const head = shavedHead({ stubble: null, seed, shine })
    expect(measure(head, 33).burnt).toBeGreaterThan(0.5)
    expect(measure(head, 11).burnt).toBe(0)
  })

  it('knows a patch that reaches over the edge of the photo', () => {
    const photo = { width: 100, height: 80 }
    expect(isWhollyOn({ centre: { x: 20, y: 40 }, radiusPx: 20 }, photo)).toBe(true)
    expect(isWhollyOn({ centre: { x: 19, y: 40 }, radiusPx: 20 }, photo)).toBe(false)
    expect(isWhollyOn({ centre: { x: 50, y: 61 }, radiusPx: 20 }, photo)).toBe(false)
  })
})

describe('colour difference', () => {
  // Sharma, Wu, Dalal 2005: pairs 1, 7, 17, 19 and 25 of their test data.
  it.each([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[50, 2.5, 0], [56, -27, -3], 31.903],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  ] as const)('of %j and %j is %f', (a, b, expected) => {
    expect(deltaE2000(a, b)).toBeCloseTo(expected, 3)
  })
})
