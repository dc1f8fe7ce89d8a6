import { describe, expect, it } from 'vitest'
import { headSurfaceOf, surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import { sampleViews } from '../../../src/core/design/scale/sampleMarks.ts'
import { skullRim } from '../../../src/core/design/head/skullRim.ts'
import { carryOver } from '../../../src/core/geometry/carryOver.ts'
import { headSurface, isHead } from '../../../src/core/geometry/headSurface.ts'
import { between, type PointPx } from '../../../src/core/geometry/points.ts'
import { dotLies, COVER, SPREAD_XX, SPREAD_XY, SPREAD_YY } from '../../../src/core/render/dotLies.ts'
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
const { numbers, rows } = dotLies(dots, surface)
const rim = skullRim(design)
const { x: midX, y: midY } = surface.view.seen([0, 0, 0])
const middle = { x: midX, y: midY }

/** Flat ink of the dots within some px of a place, per px2: 1 / per cm2 of skin at any slant. */
function tone(at: PointPx, reach: number): number {
  let sum = 0
  for (let i = 0; i < dots.count; i++) {
    if (Math.abs(dots.x[i]! - at.x) > reach || Math.abs(dots.y[i]! - at.y) > reach) continue
    sum += numbers[rows[i]! + COVER]!
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
    const other = Array.from(dots.id.keys()).filter(
      (i) =>
        bare.isMeasured({ x: before.x[i]!, y: before.y[i]! }) &&
        (dots.id[i] !== before.id[i] || dots.x[i] !== before.x[i] || dots.y[i] !== before.y[i]),
    )
    expect(other).toEqual([])
    const { width, height } = design.photo
    const whole = { width, height, coverageAt: () => 255 }
    expect(surface.areaMm2Of(whole)).toEqual(bare.areaMm2Of(whole))
  })

  it('dots there are narrow or round, and no wider across the rim than along it', () => {
    for (let i = 0; i < dots.count; i += 97) {
      const [xx = 0, xy = 0, yy = 0] = [SPREAD_XX, SPREAD_XY, SPREAD_YY].map((k) => numbers[rows[i]! + k]!)
      const [dx, dy] = [dots.x[i]! - midX, dots.y[i]! - midY]
      const across = (xx * dx * dx + 2 * xy * dx * dy + yy * dy * dy) / (dx * dx + dy * dy)
      const along = (xx * dy * dy - 2 * xy * dx * dy + yy * dx * dx) / (dx * dx + dy * dy)
      expect(across).toBeLessThan(1.6 * along)
    }
  })
})

const at = (placed: typeof dots, i: number): PointPx => ({ x: placed.x[i]!, y: placed.y[i]! })
const dotsOn = (['frontal', ...sampleViews] as const).map((view) => {
  const own = sampleDesignOf(view)
  const head = headSurfaceOf(own)!
  const field = fieldOf(own.photo.width, own.photo.height, 12, () => 150)
  const placed = view === 'frontal' ? dots : placeDots(field, { seed: 5, surface: head, pointSet })
  const all = Array.from(placed.id.keys())
  const measured = all.filter((i) => head.isMeasured(at(placed, i)))
  const counted = new Set(measured)
  return {
    view,
    head,
    dots: placed,
    atRim: all.filter((i) => !counted.has(i)),
    counted: new Map(measured.map((i) => [placed.id[i]!, i])),
  }
})
describe('what the photo shows at the rim of the head', () => {
  it.each(dotsOn)(
    '$view: every dot lies on skin, and the photo shows that skin where the dot is',
    ({ head, dots, atRim }) => {
      for (const i of atRim) {
        const p = at(dots, i)
        const skin = head.toSkin(p)
        if (!skin) throw new Error(`A dot at ${p.x}, ${p.y} lies beside the head.`)
        const shown = head.toPhoto(skin)!
        // On the 80 degrees themselves a rounded place may count for either side.
        if (!(Math.hypot(shown.x - p.x, shown.y - p.y) < 1)) expect(shown).toEqual(p)
      }
    },
  )

  it('is carried to its own place on every other photo that counts it', () => {
    for (const from of dotsOn)
      for (const to of dotsOn) {
        if (from === to) continue
        const there = carryOver(from.head, to.head)
        let [carried, farthest] = [0, 0]
        for (const i of from.atRim) {
          const j = to.counted.get(from.dots.id[i]!)
          if (j === undefined) continue
          const own = at(to.dots, j)
          carried++
          const [a, b] = [there(at(from.dots, i)).at, own].map((p) => to.head.toSkin(p)!)
          farthest = Math.max(farthest, Math.hypot(a![0] - b![0], a![1] - b![1], a![2] - b![2]))
        }
        expect(carried, `${from.view} to ${to.view}`).toBeGreaterThan(100)
        expect(farthest, `${from.view} to ${to.view}`).toBeLessThan(0.5)
      }
  })

  it.each(dotsOn)('$view: no dot is drawn larger than the ink that is made room for', ({ head, dots }) => {
    const { numbers, rows } = dotLies(dots, head)
    let widest = 0
    for (let i = 0; i < dots.count; i++) {
      const [xx = 0, xy = 0, yy = 0] = [SPREAD_XX, SPREAD_XY, SPREAD_YY].map((k) => numbers[rows[i]! + k]!)
      widest = Math.max(widest, (xx + yy) / 2 + Math.hypot((xx - yy) / 2, xy))
    }
    const share = Math.sqrt(widest) * head.leastMmPerPx
    expect(share).toBeLessThan(1)
    // And hardly more room than is needed: it costs time.
    expect(share).toBeGreaterThan(0.7)
  })

  it('follows the edge where it is moved on the same head', () => {
    const { outline } = design.marks
    const wider = { ...design, marks: { ...design.marks, outline: { ...outline, rx: outline.rx * 1.04 } } }
    expect(surfaceOf(wider)).not.toBe(surface)
    expect(surfaceOf(wider).key).not.toBe(surface.key)
    expect(surfaceOf({ ...design, marks: { ...design.marks } })).toBe(surface)
  })
})
