import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import { areaRoles, type Design } from '../../../src/core/design/design.ts'
import { densityFieldOf } from '../../../src/core/fill/densityField.ts'
import { fieldMemory } from '../../../src/core/fill/fieldMemory.ts'
import { fieldParts } from '../../../src/core/fill/fieldParts.ts'
import { areaCm2Of } from '../../../src/core/fill/skinMeasures.ts'
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
  /** Set after the stroke; null leaves it. */
  densityPerCm2: fc.option(fc.integer({ min: 0, max: 400 })),
  /** Whether the stroke and the density come as one change. */
  together: fc.boolean(),
})

function painted(design: Design, s: typeof stroke extends fc.Arbitrary<infer T> ? T : never): Design {
  const hand = new Hand(s.tool, design, { feather: s.feather, brushMm: 12 }).holding({ alt: s.alt })
  return hand.drag({ x: s.x, y: s.y }, s.dx, s.dy).design
}

function expectSame(found: DensityField, wanted: DensityField): void {
  const { dotsPerCm2: a, support: _, ...lattice } = found
  const { dotsPerCm2: b, support: __, ...wantedLattice } = wanted
  expect(lattice).toEqual(wantedLattice)
  expect(a.findIndex((d, i) => d !== b[i])).toBe(-1)
}

describe('the field and the area after a stroke or another density', () => {
  it('are what they would be from anew, byte for byte, whatever was painted before', () => {
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
            const look = () => {
              const { field, areaCm2 } = fieldOf(design, surface)
              expectSame(field, densityFieldOf(design, surface))
              expect(areaCm2).toEqual(areaCm2Of(fieldParts(design, surface).drawn, design))
            }
            if (!one.together) look()
            const { densityPerCm2 } = one
            if (densityPerCm2 !== null) design = { ...design, fill: { ...design.fill, densityPerCm2 } }
            look()
          }
        },
      ),
      { numRuns: 12, seed: 11 },
    )
  })

  it('are kept where nothing changes', () => {
    const design = freshDesign()
    const surface = surfaceOf(design)
    const fieldOf = fieldMemory()
    const before = fieldOf(design, surface).field
    expect(fieldOf(design, surface).field).toBe(before)
  })

  const fresh = freshDesign()
  const { marks, hairline, fill, area } = fresh
  const inArea = (change: Partial<Design['area']>) => (d: Design) => ({ ...d, area: { ...d.area, ...change } })
  const inFill = (change: Partial<Design['fill']>) => (d: Design) => ({ ...d, fill: { ...d.fill, ...change } })
  const hairy = { hair: { x: 0, y: 0 }, bare: { x: 0, y: 0 }, strength: 1, tint: [1, 1, 1], fromCm2: 1 } as const
  const matched = (densityPerCm2: number) => inFill({ match: { ...hairy, densityPerCm2 } })
  const same = (d: Design) => d

  it.each<[what: string, before: (d: Design) => Design, change: (d: Design) => Design]>([
    ['the density', same, inFill({ densityPerCm2: fill.densityPerCm2 + 50 })],
    ['the seed', same, inFill({ seed: fill.seed + 1 })],
    [
      'the outline of the head',
      same,
      (d) => ({ ...d, marks: { ...marks, outline: { ...marks.outline, squareness: 5 } } }),
    ],
    ['the hairline', same, (d) => ({ ...d, hairline: { ...hairline, transitionMm: hairline.transitionMm + 4 } })],
    ['whether the area is proposed', same, inArea({ proposed: !area.proposed })],
    ['what the area is', same, inArea({ role: 'beard' })],
    ['the hair that stands there', inArea({ role: 'thinning', presentPerCm2: 40 }), inArea({ presentPerCm2: 80 })],
    ['the hair that was measured', (d) => matched(100)(inArea({ role: 'areata' })(d)), matched(180)],
    ['the scale', same, (d) => ({ ...d, scale: { ...d.scale, knownMm: 1.2 * d.scale.knownMm } })],
  ])('are others when %s changes', (_, before, change) => {
    const design = before(
      painted(fresh, {
        tool: 'brush',
        alt: false,
        x: 500,
        y: 500,
        dx: 200,
        dy: 100,
        feather: 0.3,
        densityPerCm2: null,
        together: false,
      }),
    )
    const fieldOf = fieldMemory()
    const first = fieldOf(design, surfaceOf(design)).field
    const changed = change(design)
    const surface = surfaceOf(changed)
    const { field } = fieldOf(changed, surface)
    expectSame(field, densityFieldOf(changed, surface))
    expect(field.dotsPerCm2).not.toEqual(first.dotsPerCm2)
  })
})
