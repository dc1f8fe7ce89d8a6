import { describe, expect, it } from 'vitest'
import type { HeadFit } from '../../../src/core/geometry/headFit.ts'
import { headSurface } from '../../../src/core/geometry/headSurface.ts'
import { HEALED } from '../../../src/core/pigment/ageing.ts'
import { NO_INK } from '../../../src/core/pigment/inkModel.ts'
import { pigmentOf } from '../../../src/core/pigment/pigment.ts'
import { inkDensity } from '../../../src/core/render/inkDensity.ts'
import type { Dots } from '../../../src/core/sampling/placeDots.ts'
import { bowedHead } from '../../fixtures/bowedHead.ts'

/** 120 px a millimetre, so that a dot's own form is seen. */
const fit: HeadFit = { ...bowedHead, focalPx: 108_000, cx: 9000, cy: 12_000 }
const surface = headSurface(fit)
const pigment = pigmentOf({ dotSizeMm: 0.12, softness: 0.3, shade: 2, moment: HEALED })

const sharp = { blurPx: 0, level: 0, redness: NO_INK }

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

function drawnCore(x: number, y: number) {
  const region = { x0: Math.floor(x) - 60, y0: Math.floor(y) - 60, width: 121, height: 121 }
  return inkDensity(oneDot(x, y), region, { pigment, surface, ...sharp }).core
}

/** Ink of a dot's core as it is drawn, px2, and as it would be without fading. */
const inkOf = (x: number, y: number): number => drawnCore(x, y).g.reduce((sum, density) => sum + density, 0)
const fullInk = (x: number, y: number): number =>
  (2 * Math.PI * pigment.bySitting[1] * pigment.a1[1] * pigment.s1Mm ** 2) / surface.mmPerPxAt({ x, y }) ** 2

/** Short over long axis of a dot's core as it is drawn. */
function drawnAspect(x: number, y: number): number {
  const core = drawnCore(x, y)
  let [sum, xx, xy, yy] = [0, 0, 0, 0]
  for (let j = 0; j < core.height; j++)
    for (let i = 0; i < core.width; i++) {
      const g = core.g[j * core.width + i]!
      const [dx, dy] = [core.x0 + i + 0.5 - x, core.y0 + j + 0.5 - y]
      sum += g
      xx += g * dx * dx
      xy += g * dx * dy
      yy += g * dy * dy
    }
  const half = (xx + yy) / 2
  const root = Math.sqrt(((xx - yy) / 2) ** 2 + xy * xy)
  return Math.sqrt((half - root) / (half + root))
}

describe('a dot on a head', () => {
  it('is drawn as an ellipse as narrow as its skin is tilted', () => {
    let steepest = 1
    for (const [x, y] of [
      [9000, 12_000],
      [12_000, 9000],
      [5000, 10_000],
      [9000, 4500],
      [15_000, 12_000],
      [3500, 8000],
    ] as const) {
      const skin = surface.normalAt({ x, y })
      // Cosine to the line of sight; the normal's z points to the camera.
      const [u, v] = [(x - fit.cx) / fit.focalPx, (y - fit.cy) / fit.focalPx]
      const cos = (skin[2] - u * skin[0] - v * skin[1]) / Math.hypot(u, v, 1)
      if (cos < 0.5) continue
      steepest = Math.min(steepest, cos)
      expect(drawnAspect(x, y) / cos).toBeGreaterThan(0.95)
      expect(drawnAspect(x, y) / cos).toBeLessThan(1.05)
    }
    expect(steepest).toBeLessThan(0.75)
  })

  it('keeps its tone at any slant: beyond 80 degrees of the line of sight its ink goes down as the skin in a pixel goes up', () => {
    const beyond: number[] = []
    for (let angle = 0; angle < 2 * Math.PI; angle += 0.7)
      for (let far = 3000; far < 12_000; far += 50) {
        const [x, y] = [fit.cx + far * Math.cos(angle), fit.cy + far * Math.sin(angle)]
        if (!surface.toSkin({ x, y })) continue
        const skin = surface.normalAt({ x, y })
        const [u, v] = [(x - fit.cx) / fit.focalPx, (y - fit.cy) / fit.focalPx]
        const cos = (skin[2] - u * skin[0] - v * skin[1]) / Math.hypot(u, v, 1)
        const share = inkOf(x, y) / fullInk(x, y)
        const at80 = Math.cos((80 * Math.PI) / 180)
        expect(share).toBeCloseTo(Math.min(1, cos / at80), 1)
        if (cos < at80) beyond.push(share)
      }
    expect(beyond.length).toBeGreaterThan(8)
    expect(Math.min(...beyond)).toBeLessThan(0.7)
  })

  it('at any slant darkens and never brightens, its halo as wide as the grid can show', () => {
    // A usual photo: halos of few px, narrower than their grid where the skin turns away.
    const usual = headSurface({ ...fit, focalPx: 10_800, cx: 900, cy: 1200 })
    for (let angle = 0; angle < 2 * Math.PI; angle += 0.13)
      for (let far = 300; far < 1150; far += 31) {
        const [x, y] = [900 + far * Math.cos(angle), 1200 + far * Math.sin(angle)]
        const region = { x0: Math.floor(x) - 40, y0: Math.floor(y) - 40, width: 81, height: 81 }
        const { halo } = inkDensity(oneDot(x, y), region, { pigment, surface: usual, ...sharp })
        for (const plane of [halo.r, halo.g, halo.b])
          for (const density of plane) if (!(density >= 0 && density < 0.25)) expect(density).toBeCloseTo(0, 1)
      }
  })
})
