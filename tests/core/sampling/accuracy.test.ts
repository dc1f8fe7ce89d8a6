import { describe, expect, it } from 'vitest'
import { flatSurface } from '../../../src/core/geometry/surface.ts'
import { countOf, densityAt, type DensityField } from '../../../src/core/sampling/densityField.ts'
import { placeDots } from '../../../src/core/sampling/placeDots.ts'
import { uniformAt } from '../../../src/core/sampling/random.ts'
import { pointSet } from './shippedSet.ts'
import { densityAccuracy, SOFT_MASK_MM_PER_PX, softMask } from './softMasks.ts'

const surface = flatSurface({ mmPerPx: SOFT_MASK_MM_PER_PX })
const fields = Array.from({ length: 20 }, (_, number) => softMask(number))

describe('twenty soft areas', () => {
  it('get the dots that they ask for, in all, at each density, and none outside', () => {
    const accuracy = densityAccuracy(fields, surface, (field, number) =>
      placeDots(field, { seed: number + 1, surface, pointSet }),
    )
    expect(accuracy.totalErrorMedian).toBeLessThanOrEqual(0.004)
    expect(accuracy.totalErrorExcess).toBe(0)
    expect(accuracy.worstDecilePooled).toBeLessThanOrEqual(0.02)
    expect(accuracy.outside).toBe(0)
  })

  it('are judged by a measure that refuses dots thrown at random', () => {
    const accuracy = densityAccuracy(fields, surface, thrown)
    expect(accuracy.totalErrorMedian).toBeGreaterThan(0.004)
    expect(accuracy.outside).toBe(0)
  })

  it('are judged by a measure that refuses dots at an even density, and beyond the rim', () => {
    const even = densityAccuracy(fields, surface, (field, number) => {
      const mean = field.dotsPerCm2.reduce((sum, d) => sum + d, 0) / field.dotsPerCm2.filter((d) => d > 0).length
      const flat = { ...field, dotsPerCm2: field.dotsPerCm2.map((d) => (d > 0 ? mean : 0)) }
      return placeDots(flat, { seed: number + 1, surface, pointSet })
    })
    expect(even.worstDecilePooled).toBeGreaterThan(0.1)
    const shifted = densityAccuracy(fields.slice(0, 3), surface, (field, number) =>
      placeDots({ ...field, x0: field.x0 + 40 }, { seed: number + 1, surface, pointSet }),
    )
    expect(shifted.outside).toBeGreaterThan(0)
  })
})

/** As many darts as it takes on average, each kept by the density where it falls. */
function thrown(field: DensityField, seed: number) {
  const { x0, y0, step, width, height, dotsPerCm2 } = field
  const most = dotsPerCm2.reduce((all, d) => Math.max(all, d), 0)
  const areaCm2 = width * height * (step * SOFT_MASK_MM_PER_PX * 0.1) ** 2
  const x: number[] = []
  const y: number[] = []
  for (let dart = 0; dart < areaCm2 * most; dart++) {
    const px = x0 + (uniformAt(seed, 3 * dart) * width - 0.5) * step
    const py = y0 + (uniformAt(seed, 3 * dart + 1) * height - 0.5) * step
    if (uniformAt(seed, 3 * dart + 2) * most >= densityAt(field, px, py)) continue
    x.push(px)
    y.push(py)
  }
  expect(Math.abs(x.length / countOf(field, surface) - 1)).toBeLessThan(0.2)
  return { count: x.length, x, y }
}
