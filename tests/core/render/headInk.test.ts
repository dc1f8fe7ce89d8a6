import { describe, expect, it } from 'vitest'
import type { HeadFit } from '../../../src/core/geometry/headFit.ts'
import { rotationOf } from '../../../src/core/geometry/headModel.ts'
import { headSurface } from '../../../src/core/geometry/headSurface.ts'
import { HEALED } from '../../../src/core/pigment/ageing.ts'
import { NO_INK } from '../../../src/core/pigment/inkModel.ts'
import { pigmentOf } from '../../../src/core/pigment/pigment.ts'
import { inkDensity } from '../../../src/core/render/inkDensity.ts'

/** 120 px a millimetre, so that a dot's own form is seen. */
const fit: HeadFit = {
  axes: { a: 77, b: 97, c: 121, squareness: 0.4 },
  rotation: rotationOf(0.2, 0.5, 0),
  position: [0, 0, 900],
  focalPx: 108_000,
  cx: 9000,
  cy: 12_000,
  areaError: 0.1,
  lengthError: 0.04,
}
const surface = headSurface(fit)
const pigment = pigmentOf({ dotSizeMm: 0.12, softness: 0.3, shade: 2, moment: HEALED })

/** Short over long axis of a dot's core as it is drawn. */
function drawnAspect(x: number, y: number): number {
  const dot = {
    count: 1,
    id: new Uint32Array(1),
    x: Float32Array.of(x),
    y: Float32Array.of(y),
    rank: new Float32Array(1),
    sitting: Uint8Array.of(2),
    diameterMm: Float32Array.of(0.12),
    strength: Float32Array.of(1),
  }
  const region = { x0: Math.floor(x) - 60, y0: Math.floor(y) - 60, width: 121, height: 121 }
  const { core } = inkDensity(dot, region, { pigment, surface, blurPx: 0, level: 0, redness: NO_INK })
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
})
