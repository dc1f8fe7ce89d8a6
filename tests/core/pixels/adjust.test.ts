import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balanceFor, balanceRange, colourTables, gainsOf, recolour } from '../../../src/core/pixels/adjust.ts'
import { decodeSrgb, encodeSrgb, luminance } from '../../../src/core/pixels/colour.ts'

const asTaken = { exposureEv: 0, temperature: 0, tint: 0 }
const within = ([min, max]: readonly [number, number]) => fc.double({ min, max, noNaN: true })
const white = fc.record({ temperature: within(balanceRange.temperature), tint: within(balanceRange.tint) })
const light = (byte: number): number => decodeSrgb[byte]!
const everyByte = Array.from({ length: 256 }, (_, byte) => byte)

describe('the exposure and white balance of a picture', () => {
  it('leave every byte as it is where nothing is set', () => {
    expect(colourTables(asTaken)).toBeNull()
    expect(gainsOf(asTaken)).toEqual([1, 1, 1])
  })

  it('come as near to a byte as they come to nothing', () => {
    const tables = colourTables({ ...asTaken, exposureEv: 1e-9 })!
    for (const table of tables) expect([...table]).toEqual(everyByte)
  })

  it('double the light with each stop, up to white', () => {
    const [red, green, blue] = colourTables({ ...asTaken, exposureEv: 1 })!
    for (const byte of everyByte) {
      const doubled = Math.min(1, 2 * light(byte))
      expect(red[byte]).toBe(encodeSrgb(doubled))
      expect([green[byte], blue[byte]]).toEqual([red[byte], red[byte]])
    }
    const two = colourTables({ ...asTaken, exposureEv: -2 })![0]
    expect(light(two[200]!)).toBeCloseTo(light(200) / 4, 2)
  })

  it('make what was grey under the picked light neutral, and no brighter', () => {
    fc.assert(
      fc.property(white, fc.integer({ min: 30, max: 130 }), (of, grey) => {
        // What a grey card would look like in a photo under that light.
        const cast = gainsOf({ ...of, exposureEv: 0 }).map((gain) => light(grey) / gain) as [number, number, number]
        fc.pre(Math.max(...cast) < 1)
        const picked = balanceFor(cast)
        expect(picked.temperature).toBeCloseTo(of.temperature, 2)
        expect(picked.tint).toBeCloseTo(of.tint, 1)
        const gains = gainsOf({ ...picked, exposureEv: 0 })
        const neutral = cast.map((v, k) => v * gains[k as 0 | 1 | 2]) as [number, number, number]
        const y = luminance(...neutral)
        for (const v of neutral) expect(Math.abs(v / y - 1)).toBeLessThan(0.002)
        expect(Math.abs(y / luminance(...cast) - 1)).toBeLessThan(0.002)
      }),
    )
  })

  it('go warmer with temperature and to magenta with tint, at every place of the sliders', () => {
    fc.assert(
      fc.property(white, fc.double({ min: 1, max: 10, noNaN: true }), (of, more) => {
        const [red, green, blue] = gainsOf({ ...of, exposureEv: 0 })
        const warmer = gainsOf({ ...of, temperature: of.temperature + more, exposureEv: 0 })
        expect(warmer[0] / warmer[2]).toBeGreaterThan(red / blue)
        const pinker = gainsOf({ ...of, tint: of.tint + more, exposureEv: 0 })
        expect(pinker[0] / pinker[1]).toBeGreaterThan(red / green)
        expect(pinker[2] / pinker[1]).toBeGreaterThan(blue / green)
      }),
    )
  })

  it('stay finite and positive to the ends of the sliders', () => {
    for (const temperature of balanceRange.temperature) {
      for (const tint of balanceRange.tint) {
        for (const gain of gainsOf({ exposureEv: 2, temperature, tint })) {
          expect(gain).toBeGreaterThan(0)
          expect(gain).toBeLessThan(40)
        }
      }
    }
  })

  it('say so where a colour is no grey under any light that the sliders reach', () => {
    const pure = balanceFor([0.1, 0.6, 0.1])
    expect(pure.inRange).toBe(false)
    expect(pure.tint).toBe(balanceRange.tint[1])
    expect(balanceFor([0.9, 0.3, 0.02]).temperature).toBeCloseTo(balanceRange.temperature[0], 5)
    expect(balanceFor([0.3, 0.3, 0.3]).inRange).toBe(true)
  })

  it('change colours and never what is transparent', () => {
    const pixels = Uint8ClampedArray.from([10, 20, 30, 255, 200, 100, 50, 0])
    const tables = colourTables({ exposureEv: 0.5, temperature: 30, tint: -10 })!
    recolour(pixels, tables)
    expect([pixels[3], pixels[7]]).toEqual([255, 0])
    expect(Array.from(pixels.subarray(0, 3))).toEqual([tables[0][10], tables[1][20], tables[2][30]])
  })
})
