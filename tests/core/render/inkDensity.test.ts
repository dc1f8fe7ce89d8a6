import { describe, expect, it } from 'vitest'
import { flatSurface, type Surface } from '../../../src/core/geometry/surface.ts'
import { HEALED } from '../../../src/core/pigment/ageing.ts'
import { NO_INK } from '../../../src/core/pigment/inkModel.ts'
import { pigmentOf } from '../../../src/core/pigment/pigment.ts'
import { inkDensity } from '../../../src/core/render/inkDensity.ts'
import type { DensityPlanes } from '../../../src/core/render/splat.ts'
import type { Dots } from '../../../src/core/sampling/placeDots.ts'

const MM_PER_PX = 0.0667
const BLUR_PX = 0.6
const SIDE = 140
const pigment = pigmentOf({ dotSizeMm: 0.12, softness: 0.3, shade: 2, moment: HEALED })
const coreMm2 = 2 * Math.PI * pigment.bySitting[1] * pigment.a1[1] * pigment.s1Mm ** 2
const haloMm2 = 2 * Math.PI * pigment.bySitting[1] * pigment.a2[1] * pigment.s2Mm[1] ** 2

/** A plane turned about the image's horizontal. */
function tilted(degrees: number): Surface {
  const cos = Math.cos((degrees * Math.PI) / 180)
  return {
    ...flatSurface({ mmPerPx: MM_PER_PX }),
    mmPerPxAt: () => MM_PER_PX / Math.sqrt(cos),
    metricAt: () => [MM_PER_PX, 0, 0, MM_PER_PX / cos],
    normalAt: () => [0, Math.sqrt(1 - cos * cos), cos],
  }
}

const oneDot = (x: number, y: number): Dots => ({
  count: 1,
  id: new Uint32Array(1),
  x: Float32Array.of(x),
  y: Float32Array.of(y),
  rank: new Float32Array(1),
  sitting: Uint8Array.of(2),
  diameterMm: Float32Array.of(0.12),
  strength: Float32Array.of(1),
})

const inkOn = (surface: Surface, o: { x?: number; y?: number; level?: number; blurPx?: number } = {}) => {
  const { x = 70, y = 70, level = 0, blurPx = BLUR_PX } = o
  const side = Math.ceil(SIDE / 2 ** level)
  const region = { x0: 0, y0: 0, width: side, height: side }
  return inkDensity(oneDot(x, y), region, { pigment, surface, blurPx, level, redness: NO_INK })
}

/** Green density summed over px2 of the level, and its spread along x and y, px of the level. */
function shapeOf({ x0, y0, width, height, step, g }: DensityPlanes, x: number, y: number) {
  let sum = 0
  let xx = 0
  let yy = 0
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      const density = g[j * width + i]! * step * step
      sum += density
      xx += density * ((x0 + i + 0.5) * step - x) ** 2
      yy += density * ((y0 + j + 0.5) * step - y) ** 2
    }
  }
  return { sum, acrossPx: Math.sqrt(xx / sum), alongPx: Math.sqrt(yy / sum) }
}

const within = (value: number, expected: number, share: number) =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(share)

describe('ink in the skin', () => {
  it('lies in ellipses on tilted skin, as long as the cosine, with its ink kept', () => {
    for (const degrees of [0, 30, 50, 60]) {
      const cos = Math.cos((degrees * Math.PI) / 180)
      const { core, halo } = inkOn(tilted(degrees))
      const mm2PerPx2 = MM_PER_PX ** 2 / cos
      const coreShape = shapeOf(core, 70, 70)
      const haloShape = shapeOf(halo, 70, 70)
      within(coreShape.sum * mm2PerPx2, coreMm2, 0.005)
      within(haloShape.sum * mm2PerPx2, haloMm2, 0.005)
      within(haloShape.alongPx / haloShape.acrossPx, cos, 0.05)
    }
  })

  it('is blurred by the camera, not by the tilt', () => {
    const cos = 0.5
    const { alongPx, acrossPx } = shapeOf(inkOn(tilted(60)).core, 70, 70)
    const blurred = (sigmaPx: number) => Math.sqrt(sigmaPx ** 2 + BLUR_PX ** 2 + 1 / 12)
    within(acrossPx, blurred(pigment.s1Mm / MM_PER_PX), 0.05)
    within(alongPx, blurred((pigment.s1Mm / MM_PER_PX) * cos), 0.05)
  })

  it('fades where skin is seen at a grazing angle, and is none where it turns away', () => {
    const inkAt = (degrees: number) =>
      shapeOf(inkOn(tilted(degrees)).core, 70, 70).sum / Math.cos((degrees * Math.PI) / 180)
    within(inkAt(79), inkAt(0), 0.02)
    expect(inkAt(84)).toBeLessThan(inkAt(0) * 0.7)
    expect(inkAt(84)).toBeGreaterThan(0)
    expect(shapeOf(inkOn(tilted(90)).core, 70, 70).sum).toBeLessThan(1e-9)
  })

  it('takes the same light wherever a dot falls between the pixels of a coarse level: as much as when it is sharp', () => {
    const surface = flatSurface({ mmPerPx: MM_PER_PX })
    const taken = (x: number, level: number) =>
      inkOn(surface, { x, level }).core.g.reduce((sum, density) => sum + 1 - Math.exp(-density), 0) * 4 ** level
    const sharp = taken(64, 0)
    expect(sharp * MM_PER_PX ** 2).toBeLessThan(coreMm2 * 0.95)
    for (const level of [1, 2, 3, 4]) for (const x of [64, 65.7, 68, 71.3, 73.9]) within(taken(x, level), sharp, 0.02)
  })
})
