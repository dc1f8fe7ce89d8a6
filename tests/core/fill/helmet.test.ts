import { describe, expect, it } from 'vitest'
import { helmetFigures, helmetReason, type HelmetFigures } from '../../../src/core/fill/helmet.ts'
import { flatSurface, type Surface } from '../../../src/core/geometry/surface.ts'
import { FRESH, HEALED } from '../../../src/core/pigment/ageing.ts'
import { pigmentOf, type PigmentSettings } from '../../../src/core/pigment/pigment.ts'
import { placeDots, type Dots } from '../../../src/core/sampling/placeDots.ts'
import type { DensityField } from '../../../src/core/sampling/densityField.ts'
import { uniformAt } from '../../../src/core/sampling/random.ts'
import { pointSet } from '../sampling/shippedSet.ts'

const MM_PER_PX = 0.08
const surface = flatSurface({ mmPerPx: MM_PER_PX })
const healed: PigmentSettings = { dotSizeMm: 0.12, softness: 0.3, shade: 2, moment: HEALED }

/** Dots of one density over a square of skin. */
function square(perCm2: number, sideMm = 60): Dots {
  const side = sideMm / MM_PER_PX
  const field: DensityField = {
    x0: 0,
    y0: 0,
    step: side,
    width: 2,
    height: 2,
    dotsPerCm2: new Float32Array(4).fill(perCm2),
  }
  return placeDots(field, { seed: 5, surface, pointSet, clip: { x: 0, y: 0, width: side, height: side } })
}

function judged(dots: Dots, settings: PigmentSettings = healed): HelmetFigures & { reason: string | null } {
  const resized = { ...dots, diameterMm: dots.diameterMm.map((d) => (d / 0.12) * settings.dotSizeMm) }
  const figures = helmetFigures(resized, pigmentOf(settings), surface)
  if (!figures) throw new Error('Too few dots to judge.')
  return { ...figures, reason: helmetReason(figures, settings) }
}

describe('the helmet warning', () => {
  it('is silent about the usual fill, and about one as dense as native hair', () => {
    for (const perCm2 of [75, 123, 150]) expect(judged(square(perCm2)).reason).toBeNull()
    expect(judged(square(150)).coverage).toBeGreaterThan(0.06)
  })

  it('speaks when healed dots cover more than 8 % of the skin, by their number or by their size', () => {
    for (const dense of [judged(square(230)), judged(square(150), { ...healed, dotSizeMm: 0.18 })]) {
      expect(dense.coverage).toBeGreaterThan(0.08)
      expect(dense.reason).toBe('coverage')
    }
  })

  it('allows fresh dots more, up to 12 %', () => {
    const fresh = judged(square(150), { ...healed, moment: FRESH })
    expect(fresh.coverage).toBeGreaterThan(0.08)
    expect(fresh.reason).toBeNull()
    expect(judged(square(300), { ...healed, moment: FRESH }).reason).toBe('coverage')
  })

  it('counts as much skin under dots as there is', () => {
    const dots = square(100)
    const alike = { ...dots, diameterMm: dots.diameterMm.map(() => 0.12), strength: dots.strength.map(() => 1) }
    const { coverage } = judged({ ...alike, sitting: dots.sitting.map(() => 4) })
    // The width that the panel names beside the dot size, .243 mm.
    expect(coverage).toBeCloseTo(((Math.PI / 4) * 0.243 ** 2 * dots.count) / 3600, 2)
  })

  it('is not talked out of it by a sparse edge', () => {
    const dense = square(250)
    const sparse = square(60)
    const half = 30 / MM_PER_PX
    const both = pick(dense, (i) => dense.y[i]! < half * 1.4).concat(pick(sparse, (i) => sparse.y[i]! >= half * 1.4))
    expect(judged(dotsAt(both)).reason).toBe('coverage')
  })

  it('speaks of dots that stand too close, where thrown dots do so and natural ones of the same number do not', () => {
    const natural = square(120)
    const side = 60 / MM_PER_PX
    const thrown = dotsAt(
      Array.from({ length: natural.count }, (_, i) => ({
        x: uniformAt(1, 2 * i) * side,
        y: uniformAt(1, 2 * i + 1) * side,
      })),
    )
    expect(judged(natural).reason).toBeNull()
    expect(judged(thrown).reason).toBe('spacing')
    const figures = helmetFigures(thrown, pigmentOf(healed), surface)!
    expect(helmetReason(figures, { moment: HEALED, grouped: true })).toBeNull()
  })

  it('measures the distance to the nearest dot', () => {
    const grid = Array.from({ length: 900 }, (_, i) => ({ x: (i % 30) * 10, y: Math.floor(i / 30) * 10 }))
    const { spacingP5 } = judged(dotsAt(grid))
    expect(spacingP5 * 0.243).toBeCloseTo(10 * MM_PER_PX, 2)
  })

  it('is not given for dots that carry the tone on to the head’s rim, where no skin is measured', () => {
    const natural = square(150)
    const rim = 200
    const crowded = dotsAt(pick(natural, () => true).map(({ x, y }) => ({ x: x < rim ? rim - (rim - x) * 0.3 : x, y })))
    const onHead: Surface = { ...surface, isMeasured: ({ x }) => x >= rim }
    expect(judged(crowded).reason).toBe('spacing')
    const figures = helmetFigures(crowded, pigmentOf(healed), onHead)!
    expect(helmetReason(figures, { moment: HEALED })).toBeNull()
    expect(helmetFigures(crowded, pigmentOf(healed), { ...surface, isMeasured: () => false })).toBeNull()
  })

  it('says nothing of a handful of dots', () => {
    expect(helmetFigures(dotsAt([{ x: 1, y: 1 }]), pigmentOf(healed), surface)).toBeNull()
  })
})

const pick = (dots: Dots, keep: (i: number) => boolean) =>
  Array.from({ length: dots.count }, (_, i) => i)
    .filter(keep)
    .map((i) => ({ x: dots.x[i]!, y: dots.y[i]! }))

/** Dots of the usual size and full strength. */
function dotsAt(places: readonly { x: number; y: number }[]): Dots {
  const count = places.length
  return {
    count,
    id: Uint32Array.from(places, (_, i) => i),
    x: Float32Array.from(places, (p) => p.x),
    y: Float32Array.from(places, (p) => p.y),
    rank: new Float32Array(count),
    sitting: new Uint8Array(count).fill(4),
    diameterMm: new Float32Array(count).fill(0.12),
    strength: new Float32Array(count).fill(1),
  }
}
