import { describe, expect, it } from 'vitest'
import { decodeSrgb } from '../../../src/core/pixels/colour.ts'
import { bareSkinColour } from '../../../src/core/pixels/skinTone.ts'
import { uniformAt } from '../../../src/core/sampling/random.ts'

const side = 60
const skin = [205, 160, 136] as const

function photo(colourAt: (x: number, y: number) => readonly [number, number, number]) {
  const rgba = new Uint8ClampedArray(side * side * 4)
  for (let i = 0; i < side * side; i++) rgba.set([...colourAt(i % side, Math.floor(i / side)), 255], i * 4)
  return { x0: 0, y0: 0, width: side, height: side, rgba, apronPx: 0 }
}
const everywhere = Array.from({ length: side * side }, (_, i) => ({
  x: (i % side) + 0.5,
  y: Math.floor(i / side) + 0.5,
}))
const linear = skin.map((byte) => decodeSrgb[byte]!)

describe('the colour of bare skin', () => {
  it('is that of the skin among hairs and highlights', () => {
    const colour = bareSkinColour(
      photo((x, y) => {
        const chance = uniformAt(3, y * side + x)
        return chance < 0.2 ? [60, 45, 40] : chance > 0.85 ? [250, 246, 244] : skin
      }),
      everywhere,
    )
    colour?.forEach((light, k) => expect(light).toBeCloseTo(linear[k]!, 6))
    expect(colour).not.toBeNull()
  })

  it('comes from the given places alone', () => {
    const colour = bareSkinColour(
      photo((x) => (x < 30 ? skin : [90, 60, 50])),
      everywhere.filter((p) => p.x < 30),
    )
    colour?.forEach((light, k) => expect(light).toBeCloseTo(linear[k]!, 6))
  })

  it('is not known of a handful of places, nor of places off the photo', () => {
    const plain = photo(() => skin)
    expect(bareSkinColour(plain, everywhere.slice(0, 20))).toBeNull()
    expect(
      bareSkinColour(
        plain,
        everywhere.map(({ x, y }) => ({ x: x + 500, y })),
      ),
    ).toBeNull()
  })
})
