import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { surfaceOf } from '../../../src/core/design/calibration.ts'
import { areaRoles, type Design } from '../../../src/core/design/design.ts'
import { densityFieldOf } from '../../../src/core/fill/densityField.ts'
import { fieldMemory } from '../../../src/core/fill/fieldMemory.ts'
import type { DensityField } from '../../../src/core/sampling/densityField.ts'
import type { ToolName } from '../../../src/core/tools/tool.ts'
import { freshDesign, Hand, photo } from '../tools/hand.ts'

const paints: readonly ToolName[] = ['brush', 'eraser', 'exclude', 'density']

const stroke = fc.record({
  tool: fc.constantFrom(...paints),
  alt: fc.boolean(),
  x: fc.integer({ min: 0, max: photo.width }),
  y: fc.integer({ min: 0, max: photo.height * 0.6 }),
  dx: fc.integer({ min: -300, max: 300 }),
  dy: fc.integer({ min: -300, max: 300 }),
  feather: fc.double({ min: 0, max: 1, noNaN: true }),
})

function painted(design: Design, s: typeof stroke extends fc.Arbitrary<infer T> ? T : never): Design {
  const hand = new Hand(s.tool, design, { feather: s.feather, brushMm: 12 }).holding({ alt: s.alt })
  return hand.drag({ x: s.x, y: s.y }, s.dx, s.dy).design
}

function expectSame(found: DensityField, wanted: DensityField): void {
  const { dotsPerCm2: a, ...lattice } = found
  const { dotsPerCm2: b, ...wantedLattice } = wanted
  expect(lattice).toEqual(wantedLattice)
  expect(a.findIndex((d, i) => d !== b[i])).toBe(-1)
}

describe('the field after a stroke', () => {
  it('is what it would be from anew, byte for byte, whatever was painted before', () => {
    fc.assert(
      fc.property(
        fc.array(stroke, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...areaRoles),
        fc.boolean(),
        (strokes, role, proposed) => {
          const fresh = freshDesign()
          let design: Design = { ...fresh, area: { ...fresh.area, role, proposed } }
          const surface = surfaceOf(design)
          const fieldOf = fieldMemory()
          fieldOf(design, surface)
          for (const one of strokes) {
            design = painted(design, one)
            expectSame(fieldOf(design, surface).field, densityFieldOf(design, surface))
          }
        },
      ),
      { numRuns: 12, seed: 11 },
    )
  }, 20_000)

  it('is another one when anything else changes', () => {
    const design = freshDesign()
    const surface = surfaceOf(design)
    const fieldOf = fieldMemory()
    const before = fieldOf(design, surface).field
    expect(fieldOf(design, surface).field).toBe(before)
    const denser = { ...design, fill: { ...design.fill, densityPerCm2: 200 } }
    expectSame(fieldOf(denser, surface).field, densityFieldOf(denser, surface))
  })
})
