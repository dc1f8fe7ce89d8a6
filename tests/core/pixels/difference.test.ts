import { describe, expect, it } from 'vitest'
import { differencePicture } from '../../../src/core/pixels/difference.ts'
import { uniformAt } from '../../../src/core/sampling/random.ts'

const usualThreshold = 10
const size = { width: 40, height: 30 }

function skin(): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(size.width * size.height * 4)
  for (let i = 0; i < rgba.length; i += 4) {
    const light = 40 * uniformAt(1, i)
    rgba.set([190 + light, 140 + light, 120 + light, 255], i)
  }
  return rgba
}

function differenceOf(a: Uint8ClampedArray, b: Uint8ClampedArray, threshold = usualThreshold) {
  const out = new Uint8ClampedArray(a.length)
  return { changed: differencePicture(a, b, size, threshold, out), out }
}

const isGrey = (rgba: Uint8ClampedArray, i: number) => rgba[i] === rgba[i + 1] && rgba[i] === rgba[i + 2]
const pixelAt = (x: number, y: number) => 4 * (y * size.width + x)

describe('what differs between two pictures', () => {
  it('is nothing for a picture and itself: all of it stays grey', () => {
    const { changed, out } = differenceOf(skin(), skin(), 2)
    expect(changed).toBe(0)
    for (let i = 0; i < out.length; i += 4) expect(isGrey(out, i)).toBe(true)
  })

  it('is in the accent where ink was added, and grey elsewhere', () => {
    const inked = skin()
    for (let y = 10; y < 20; y++) {
      for (let x = 5; x < 15; x++) for (let k = 0; k < 3; k++) inked[pixelAt(x, y) + k]! -= 40
    }
    const { changed, out } = differenceOf(skin(), inked)
    const inside = pixelAt(10, 15)
    expect(out[inside + 2]!).toBeGreaterThan(out[inside]! + 60)
    expect(isGrey(out, pixelAt(30, 15))).toBe(true)
    expect(changed).toBeGreaterThan(0.08)
    expect(changed).toBeLessThan(0.15)
  })

  it('says less the higher the threshold, and the same either way round', () => {
    const darker = skin().map((byte, i) => (i % 4 === 3 ? byte : byte - 20))
    const shares = [5, 15, 25].map((threshold) => differenceOf(skin(), darker, threshold).changed)
    expect(shares).toEqual([1, 1, 0])
    expect(differenceOf(darker, skin(), 15)).toEqual(differenceOf(skin(), darker, 15))
  })

  it('takes a pixel of noise for no change', () => {
    const noisy = skin()
    for (let k = 0; k < 3; k++) noisy[pixelAt(20, 20) + k]! += 40
    expect(differenceOf(skin(), noisy).changed).toBe(0)
  })

  it('compares nothing where one of them has no picture', () => {
    const cut = skin()
    for (let i = 0; i < cut.length; i += 4) cut.set([0, 0, 0, 0], i)
    const { changed, out } = differenceOf(skin(), cut)
    expect(changed).toBe(0)
    expect(out[3]).toBe(0)
    // Nor is the rim of a picture a change.
    const half = skin()
    for (let y = 0; y < size.height; y++) for (let x = 0; x < 20; x++) half.set([0, 0, 0, 0], pixelAt(x, y))
    expect(differenceOf(skin(), half).changed).toBe(0)
  })
})
