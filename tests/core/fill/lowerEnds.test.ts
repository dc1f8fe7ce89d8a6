import { describe, expect, it } from 'vitest'
import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { lowerEndsOf } from '../../../src/core/design/areas/lowerEnds.ts'
import { densityFieldOf } from '../../../src/core/fill/densityField.ts'
import { lowerEnds } from '../../../src/core/fill/lowerEnds.ts'
import { between, distance, type PointPx } from '../../../src/core/geometry/points.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { sampleDesignOf } from '../design/sampleHeads.ts'

const frontal = sampleDesignOf('frontal')
const beside = sampleDesignOf('right45')

/** A place so many mm above an end, at a share of the way out. */
function place(design: Design, index: number, mm: number, share: number): PointPx {
  const { from, to, above } = lowerEndsOf(design)[index]!
  const surface = surfaceOf(design)
  const along = { x: (to.x - from.x) / distance(from, to), y: (to.y - from.y) / distance(from, to) }
  const up = Math.sign(along.x * (above.y - from.y) - along.y * (above.x - from.x))
  const across = { x: -along.y * up, y: along.x * up }
  const [xx, xy, yx, yy] = surface.metricAt(from)
  const mmPerPx = Math.hypot(xx * across.x + xy * across.y, yx * across.x + yy * across.y)
  const on = between(from, to, share)
  return { x: on.x + (across.x * mm) / mmPerPx, y: on.y + (across.y * mm) / mmPerPx }
}

describe('the lower end of a proposed area, at the sideburn', () => {
  it.each([
    ['from the front, on both sides', frontal, 2],
    ['from beside the front, on the side that is shown', beside, 1],
  ] as const)('tapers off as hair does: %s', (_, design, count) => {
    expect(lowerEndsOf(design)).toHaveLength(count)
    const share = lowerEnds(design, surfaceOf(design))!
    for (let i = 0; i < count; i++) {
      const mean = (mm: number): number => {
        const shares = [0.1, 0.2, 0.3, 0.4].map((out) => place(design, i, mm, out)).map(({ x, y }) => share(x, y))
        return shares.reduce((sum, one) => sum + one, 0) / shares.length
      }
      expect(mean(0.5)).toBeLessThan(0.3)
      expect(mean(6)).toBeGreaterThan(mean(0.5))
      expect(mean(16)).toBeGreaterThan(mean(6))
      expect(mean(40)).toBe(1)
    }
  })

  it('has an edge of its own roughness, ruled where the hairline is ruled', () => {
    const edgeOf = (design: Design): Set<number> => {
      const share = lowerEnds(design, surfaceOf(design))!
      return new Set(
        [0.1, 0.2, 0.3, 0.4].map((out) => place(design, 0, 8, out)).map(({ x, y }) => +share(x, y).toFixed(6)),
      )
    }
    expect(edgeOf(beside).size).toBe(4)
    expect(edgeOf({ ...beside, hairline: { ...beside.hairline, irregularity: 0 } }).size).toBe(1)
  })

  it('keeps its roughness where the other half of the line is not designed', () => {
    const share = lowerEnds(frontal, surfaceOf(frontal))!
    const half = { ...frontal, hairline: { ...frontal.hairline, only: 'left' as const } }
    const alone = lowerEnds(half, surfaceOf(half))!
    for (const mm of [2, 5, 9, 14]) {
      const { x, y } = place(frontal, 1, mm, 0.2)
      expect(alone(x, y)).toBeCloseTo(share(x, y), 9)
    }
  })

  it('does not thin what the hand painted there, nor an area that is not proposed', () => {
    const at = place(beside, 0, 3, 0.3)
    const densityAt = (design: Design): number => {
      const field = densityFieldOf(design, surfaceOf(design))
      const [i, j] = [Math.round((at.x - field.x0) / field.step), Math.round((at.y - field.y0) / field.step)]
      return field.dotsPerCm2[j * field.width + i] ?? 0
    }
    const painted = { ...beside.area, add: paintCapsule(beside.area.add, at, at, 120, 0, 'max') }
    const plain = densityAt(beside)
    expect(plain).toBeLessThan(60)
    expect(densityAt({ ...beside, area: painted })).toBeGreaterThan(plain + 40)
    const byHand = densityAt({ ...beside, area: { ...painted, proposed: false } })
    expect(byHand).toBeGreaterThan(plain + 40)
  })
})
