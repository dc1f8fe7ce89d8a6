import { describe, expect, it } from 'vitest'
import { surfaceOf } from '../../../src/core/design/calibration.ts'
import { skullRim } from '../../../src/core/design/skullRim.ts'
import { headSurface, isHead } from '../../../src/core/geometry/headSurface.ts'
import { between, type PointPx } from '../../../src/core/geometry/points.ts'
import { dotLies, COVER, LIE_NUMBERS, SPREAD_XX, SPREAD_XY, SPREAD_YY } from '../../../src/core/render/dotLies.ts'
import { measuredCount } from '../../../src/core/sampling/measuredDots.ts'
import { placeDots } from '../../../src/core/sampling/placeDots.ts'
import { sampleDesignOf } from '../design/sampleHeads.ts'
import { fieldOf } from './fields.ts'
import { headPointSet as pointSet } from './shippedSet.ts'

const design = sampleDesignOf('frontal')
const surface = surfaceOf(design)
if (!isHead(surface)) throw new Error('The sample has a head.')
const everywhere = fieldOf(design.photo.width, design.photo.height, 12, () => 150)
const dots = placeDots(everywhere, { seed: 5, surface, pointSet })
const { lies } = dotLies(dots, surface)
const rim = skullRim(design)
const { x: midX, y: midY } = surface.view.seen([0, 0, 0])
const middle = { x: midX, y: midY }

/** Flat ink of the dots within some px of a place, per px2: 1 / per cm2 of skin at any slant. */
function tone(at: PointPx, reach: number): number {
  let sum = 0
  for (let i = 0; i < dots.count; i++) {
    if (Math.abs(dots.x[i]! - at.x) > reach || Math.abs(dots.y[i]! - at.y) > reach) continue
    sum += lies[i * LIE_NUMBERS + COVER]!
  }
  return sum / (4 * reach * reach)
}

describe('at the rim of the head on the photo', () => {
  it('no bare crescent is left between the dots and the photo’s own edge of the head', () => {
    // A photo of bumps that no form has: the form ends up to 4 mm inside.
    const own = headSurface(surface.view.fit)
    const bare = rim.filter((p) => own.facingAt(between(p, middle, 0.01)) === 0)
    expect(bare.length).toBeGreaterThan(3)
    for (const p of rim) {
      const usual = tone(between(p, middle, 0.2), 60)
      expect(tone(between(p, middle, 0.016), 15) / usual).toBeGreaterThan(0.3)
    }
  })

  it('the tone changes softly from the skin that is counted to the edge', () => {
    for (const p of rim) {
      const steps = [0.16, 0.12, 0.08, 0.05, 0.025].map((share) => tone(between(p, middle, share), 28))
      for (let i = 1; i < steps.length; i++) {
        expect(steps[i]! / steps[i - 1]!).toBeGreaterThan(0.45)
        expect(steps[i]! / steps[i - 1]!).toBeLessThan(2.2)
      }
    }
  })

  it('what is counted stays as it was, dot for dot: skin beyond 80 degrees is not', () => {
    const bare = headSurface(surface.view.fit)
    const before = placeDots(everywhere, { seed: 5, surface: bare, pointSet })
    expect(measuredCount(dots, surface)).toBe(measuredCount(before, bare))
    expect(dots.count).toBe(before.count)
    for (let i = 0; i < dots.count; i++) {
      if (!bare.isMeasured({ x: before.x[i]!, y: before.y[i]! })) continue
      expect([dots.id[i], dots.x[i], dots.y[i]]).toEqual([before.id[i], before.x[i], before.y[i]])
    }
    const { width, height } = design.photo
    const whole = { width, height, coverageAt: () => 255 }
    expect(surface.areaMm2Of(whole)).toEqual(bare.areaMm2Of(whole))
  })

  it('dots there are narrow or round, and no wider across the rim than along it', () => {
    for (let i = 0; i < dots.count; i += 97) {
      const [xx = 0, xy = 0, yy = 0] = [SPREAD_XX, SPREAD_XY, SPREAD_YY].map((k) => lies[i * LIE_NUMBERS + k]!)
      const [dx, dy] = [dots.x[i]! - midX, dots.y[i]! - midY]
      const across = (xx * dx * dx + 2 * xy * dx * dy + yy * dy * dy) / (dx * dx + dy * dy)
      const along = (xx * dy * dy - 2 * xy * dx * dy + yy * dx * dx) / (dx * dx + dy * dy)
      expect(across).toBeLessThan(1.6 * along)
    }
  })
})
