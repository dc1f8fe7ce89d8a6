import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packPixels, unpackPixels } from '../../../src/core/pixels/packedPixels.ts'

const STRIDE = 40
const opaque = (rgb: (i: number, channel: number) => number, height: number): Uint8ClampedArray => {
  const rgba = new Uint8ClampedArray(STRIDE * height * 4).fill(255)
  for (let i = 0; i < STRIDE * height; i++) for (const c of [0, 1, 2]) rgba[4 * i + c] = rgb(i, c)
  return rgba
}

describe('pixels that are packed', () => {
  it('come back byte for byte, whatever they are, and touch nothing beside their place', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: STRIDE * 3 * 12, maxLength: STRIDE * 3 * 12 }),
        fc.constantFrom(0, 1, 3, 12, 255),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 12 }),
        (noise, spread, width, height) => {
          const rgba = opaque((i, c) => 120 + Math.round((noise[3 * i + c]! / 255 - 0.5) * spread), 12)
          const from = STRIDE > width ? STRIDE - width : 0
          const packed = packPixels(rgba, width, height, STRIDE, from)
          const back = new Uint8ClampedArray(rgba.length)
          unpackPixels(packed, back, STRIDE, from)
          for (let i = 0; i < STRIDE * 12; i++) {
            const [x, y] = [i % STRIDE, Math.floor(i / STRIDE)]
            const inside = x >= from && x < from + width && y < height
            for (const c of [0, 1, 2, 3])
              if (back[4 * i + c] !== (inside ? rgba[4 * i + c] : 0)) expect.fail(`${x},${y} channel ${c}`)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('of noise take no more than they did, and of even skin next to nothing', () => {
    const noise = opaque((i, c) => (Math.imul(i * 3 + c, 2654435761) >>> 24) & 255, 40)
    expect(packPixels(noise, STRIDE, 40).bytes.length).toBeLessThanOrEqual(STRIDE * 40 * 4)
    const even = opaque((_, c) => [190, 140, 115][c]!, 40)
    expect(packPixels(even, STRIDE, 40).bytes.length).toBeLessThan(STRIDE)
  })
})
