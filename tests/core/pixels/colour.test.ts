import { describe, expect, it } from 'vitest'
import { decodeSrgb, encodeSrgb, halve, labLightness } from '../../../src/core/pixels/colour.ts'

describe('colour', () => {
  it('comes back from linear light as the byte it was, for every byte', () => {
    for (let byte = 0; byte < 256; byte++) expect(encodeSrgb(decodeSrgb[byte]!)).toBe(byte)
  })

  it('clips what no screen can show', () => {
    expect([encodeSrgb(-1), encodeSrgb(2), encodeSrgb(Number.NaN)]).toEqual([0, 255, 0])
  })

  it('knows the lightness of black, mid grey and white', () => {
    expect(labLightness(0, 0, 0)).toBeCloseTo(0, 5)
    expect(labLightness(119, 119, 119)).toBeCloseTo(50, 0)
    expect(labLightness(255, 255, 255)).toBeCloseTo(100, 3)
  })

  it('halves a checkerboard to the grey that the eye sees from afar', () => {
    const board = new Uint8ClampedArray([0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 255])
    expect([...halve(board, 2, 2)]).toEqual([188, 188, 188, 255])
  })

  it('halves odd sizes without mixing in anything from outside', () => {
    const flat = new Uint8ClampedArray(5 * 3 * 4).fill(200)
    const half = halve(flat, 5, 3)
    expect(half).toHaveLength(3 * 2 * 4)
    for (let i = 0; i < half.length; i += 4) expect([half[i], half[i + 3]]).toEqual([200, 255])
  })
})
