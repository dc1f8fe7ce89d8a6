import { describe, expect, it } from 'vitest'
import { differencePicture } from '../../../src/core/pixels/difference.ts'
import { inLight, lightMatch } from '../../../src/core/pixels/lightMatch.ts'
import { uniformAt } from '../../../src/core/sampling/random.ts'

const size = { width: 60, height: 60 }
const usualThreshold = 10

/** A forehead with its shading, seen a few px further to the side at another visit. */
function skin(shift = 0): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(size.width * size.height * 4)
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const i = 4 * (y * size.width + x)
      const light = 0.75 + 0.25 * Math.sin((x + shift) / 30 + 0.6) + 0.02 * uniformAt(3 + shift, i)
      rgba.set([210 * light, 160 * light, 135 * light, 255], i)
    }
  }
  return rgba
}

/** Brighter, flatter and warmer, as another lamp and another camera have it. */
function otherLight(rgba: Uint8ClampedArray): Uint8ClampedArray {
  return rgba.map((byte, i) => (i % 4 === 3 ? byte : [1.14, 1.07, 1.0][i % 4]! * (255 * (byte / 255) ** 0.92)))
}

const whole = { x: size.width / 2, y: size.height / 2, reach: size.width / 2 }

/** B in the light of A, which is known from all of both. */
function matched(a: Uint8ClampedArray, b: Uint8ClampedArray): Uint8ClampedArray {
  const out = b.slice()
  inLight(out, size, lightMatch(a, b, size)!, whole)
  return out
}

/** The square in the middle, of half the side. */
function middleOf(rgba: Uint8ClampedArray): Uint8ClampedArray {
  const rows = Array.from({ length: size.height / 2 }, (_, y) => {
    const from = 4 * ((y + size.height / 4) * size.width + size.width / 4)
    return [...rgba.subarray(from, from + 2 * size.width)]
  })
  return Uint8ClampedArray.from(rows.flat())
}

const changedShare = (a: Uint8ClampedArray, b: Uint8ClampedArray) =>
  differencePicture(a, b, size, usualThreshold, new Uint8ClampedArray(a.length))

describe('two photos in another light', () => {
  it('differ all over as they are, and hardly once their light is matched, also where they do not lie on each other', () => {
    const b = otherLight(skin(2))
    expect(changedShare(skin(), b)).toBeGreaterThan(0.6)
    expect(changedShare(skin(), matched(skin(), b))).toBeLessThan(0.05)
  })

  it('are matched beyond the place that the light was read at, where the lamp stood at another side', () => {
    const b = otherLight(skin(2))
    for (let i = 0; i < b.length; i++) if (i % 4 < 3) b[i]! *= 1.15 - (0.4 * ((i >> 2) % size.width)) / size.width
    const [half, middle] = [
      { width: size.width / 2, height: size.height / 2 },
      { ...whole, reach: size.width / 4 },
    ]
    const light = lightMatch(middleOf(skin()), middleOf(b), half)!
    expect(light.ramp.x).toBeGreaterThan(0.05)
    expect(Math.abs(light.ramp.y)).toBeLessThan(0.03)
    const before = changedShare(skin(), b)
    inLight(b, size, light, middle)
    expect(changedShare(skin(), b)).toBeLessThan(0.25 * before)
  })

  it('still show what was done to the skin before the light was read beside it', () => {
    const done = otherLight(skin(2))
    for (let i = 0; i < done.length / 2; i++) if (i % 4 < 3) done[i]! *= 0.8
    const lower = (rgba: Uint8ClampedArray) => rgba.map((byte, i) => (i % 4 === 3 && i < rgba.length / 2 ? 0 : byte))
    const light = lightMatch(lower(skin()), lower(done), size)!
    inLight(done, size, light, whole)
    const half = done.length / 2
    const [upper, of] = [{ ...size, height: size.height / 2 }, skin()]
    const share = (from: number) => {
      const [a, b] = [of.subarray(from, from + half), done.subarray(from, from + half)]
      return differencePicture(a, b, upper, usualThreshold, new Uint8ClampedArray(half))
    }
    expect(share(0)).toBeGreaterThan(0.9)
    expect(share(half)).toBeLessThan(0.05)
  })

  it('stay as they are where too little of the place is on both', () => {
    const b = skin()
    for (let i = 3; i < b.length * 0.8; i += 4) b[i] = 0
    expect(lightMatch(skin(), b, size)).toBeNull()
    expect(lightMatch(new Uint8ClampedArray(0), new Uint8ClampedArray(0), { width: 0, height: 0 })).toBeNull()
  })

  it('of which both are the same stay the same', () => {
    expect(changedShare(skin(), matched(skin(), skin()))).toBe(0)
  })
})
