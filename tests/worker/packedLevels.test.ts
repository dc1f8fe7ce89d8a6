import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { packedLevels } from '../../src/worker/packedLevels.ts'
import { cut, halved, type Pixels } from '../../src/worker/photoLevels.ts'

const [width, height] = [1501, 1203]

/** Grain on a slope: no two places are alike. */
function photo(): Pixels {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let i = 0; i < width * height; i++)
    for (const c of [0, 1, 2])
      rgba[4 * i + c] = 90 + 20 * c + (i % width) / 20 + ((Math.imul(i * 3 + c, 2654435761) >>> 29) & 7)
  return { width, height, rgba }
}

/** As long as it takes a photo to rest. */
const rested = () => vi.advanceTimersByTimeAsync(3000)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const same = (a: Uint8ClampedArray, b: Uint8ClampedArray) => Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0

describe('the levels of a photo that rests', () => {
  it('are what they were, each part and the whole, over its edges too', async () => {
    const full = photo()
    const expected = [full, halved(full), halved(halved(full))]
    const { level, part } = packedLevels(full, () => true)
    expect(level(0).rgba === full.rgba).toBe(true)
    await rested()
    for (const [l, from] of expected.entries())
      for (const [x, y, w, h] of [
        [0, 0, 128, 128],
        [-9, -14, 300, 200],
        [from.width - 200, from.height - 100, 250, 170],
        [127, 383, 2, 3],
      ] as const)
        expect(same(part(l, x, y, w, h), cut(from, x, y, w, h)), `${l}: ${x},${y}`).toBe(true)
    expect(level(0).rgba === full.rgba, 'still held').toBe(false)
    for (const [l, from] of expected.entries()) expect(same(level(l).rgba, from.rgba), `level ${l}`).toBe(true)
  })

  it('stay as they are while they are used', async () => {
    const full = photo()
    const { level } = packedLevels(full, () => true)
    for (let i = 0; i < 5; i++) {
      await vi.advanceTimersByTimeAsync(1000)
      expect(level(0).rgba === full.rgba).toBe(true)
    }
  })
})
