import { describe, expect, it } from 'vitest'
import type { Pigment } from '../../../src/core/pigment/pigment.ts'
import { decodeSrgb } from '../../../src/core/pixels/colour.ts'
import { grain } from '../../../src/core/render/grain.ts'
import { dotsAt, ink, lightOf, measured, midSkin, noiseless, skinOf } from './paintedSkin.ts'

const SIDE = 160
const EVERY_PX = 4

/** Ink without a pattern: halos far wider than the dots are apart, and no cores. */
const even: Pigment = {
  a1: [0, 0, 0],
  s1Mm: 0.05,
  a2: [0.006, 0.006, 0.006],
  s2Mm: [1.2, 1.2, 1.2],
  bySitting: [1, 1, 1],
}
const across = Array.from({ length: (SIDE + 200) / EVERY_PX }, (_, i) => i * EVERY_PX - 100)
const dots = dotsAt(
  across.flatMap(() => across),
  across.flatMap((y) => across.map(() => y)),
)

function varianceOf(rgba: Uint8ClampedArray, channel: number): number {
  const light = Array.from({ length: rgba.length / 4 }, (_, i) => decodeSrgb[rgba[4 * i + channel]!]!)
  const mean = light.reduce((sum, l) => sum + l, 0) / light.length
  return light.reduce((sum, l) => sum + (l - mean) ** 2, 0) / light.length
}

describe('the noise of the camera', () => {
  it('has the variance 1 and the correlation that is asked for', () => {
    for (const correlation of [0, 0.3, 0.6]) {
      const noise = grain(4, 0, 0, 200, 200, correlation)
      const mean = (f: (i: number) => number) => noise.reduce((sum, _, i) => sum + f(i), 0) / noise.length
      expect(mean((i) => noise[i]! ** 2)).toBeCloseTo(1, 1)
      expect(mean((i) => (i % 200 === 0 ? 0 : noise[i]! * noise[i - 1]!))).toBeCloseTo(correlation, 1)
    }
  })

  it.each([
    [0.0012, 0],
    [0, 0.0004],
    [0.0006, 0.0002],
  ])('comes back under ink as far as the ink took it: alpha %f, beta %f', (noiseAlpha, noiseBeta) => {
    const bare = skinOf(SIDE, midSkin)
    const skin = measured(bare, noiseless)
    const smooth = ink(bare, dots, { skin, pigment: even })
    const noisy = ink(bare, dots, { skin: { ...skin, noiseAlpha, noiseBeta }, pigment: even })
    for (const k of [0, 1, 2] as const) {
      const light = lightOf(bare.rgba)[k]
      const t = lightOf(smooth)[k] / light
      expect(t).toBeGreaterThan(0.3)
      expect(t).toBeLessThan(0.8)
      const wanted = noiseAlpha * light * (t - t * t) + noiseBeta * (1 - t * t)
      const found = varianceOf(noisy, k) - varianceOf(smooth, k)
      expect(Math.abs(found / wanted - 1)).toBeLessThan(0.2)
    }
  })
})
