import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layerOf } from '../../src/worker/dotLayer.ts'

const pixels = fc.uint8Array({ minLength: 12, maxLength: 12 })
const opaque = (bytes: Uint8Array): Uint8ClampedArray =>
  Uint8ClampedArray.from(bytes, (value, i) => (i % 4 === 3 ? 255 : value))

describe('the dots as a layer', () => {
  it('gives the picture again when it lies on the photo', () => {
    fc.assert(
      fc.property(pixels, pixels, (a, b) => {
        const [photo, drawn] = [opaque(a), opaque(b)]
        const layer = drawn.slice()
        layerOf(photo, layer)
        for (let i = 0; i < drawn.length; i++) {
          if (i % 4 === 3) continue
          const alpha = layer[i - (i % 4) + 3]! / 255
          expect(Math.abs(alpha * layer[i]! + (1 - alpha) * photo[i]! - drawn[i]!)).toBeLessThanOrEqual(1)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('is clear where the photo shows unchanged', () => {
    const photo = opaque(Uint8Array.from({ length: 8 }, (_, i) => 20 * i))
    const layer = photo.slice()
    layerOf(photo, layer)
    expect([...layer]).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  })
})
