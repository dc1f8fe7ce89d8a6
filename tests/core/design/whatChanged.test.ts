import { describe, expect, it } from 'vitest'
import { withAdjustments } from '../../../src/core/design/adjustments.ts'
import { areaInHand, areaSlots, withAreaInHand, withNewArea } from '../../../src/core/design/areas/areas.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { startReversal } from '../../../src/core/design/reversal.ts'
import { whatChanged, type Change, type Frozen } from '../../../src/core/design/whatChanged.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'

const plain = newDesign({ id: 'photo', hash: 'h', width: 1200, height: 1600 })
const design: Design = { ...plain, fill: { ...plain.fill, filled: true } }
const counted = { heightMm: 75.2, areaCm2: 75.6, dots: 8509 }
const frozen = (of: Design, figures: Frozen['figures'] = counted): Frozen => ({ design: of, figures })
const filledWith = (fill: Partial<Design['fill']>): Design => ({ ...design, fill: { ...design.fill, ...fill } })
const changes = (to: Design, figures?: Frozen['figures']): readonly Change[] =>
  whatChanged(frozen(design), frozen(to, figures))

describe('what changed between two snapshots', () => {
  it('is nothing between a design and itself, or one that was read again from disk', () => {
    expect(changes(design)).toEqual([])
    expect(changes(structuredClone(design))).toEqual([])
  })

  it('names figures with what they were and what they are', () => {
    const to = filledWith({ densityPerCm2: 120, dotSizeMm: 0.14 })
    expect(changes(to, { ...counted, dots: 6807 })).toEqual([
      { kind: 'figure', name: 'dots', from: 8509, to: 6807 },
      { kind: 'figure', name: 'densityPerCm2', from: 150, to: 120 },
      { kind: 'figure', name: 'dotSizeMm', from: 0.12, to: 0.14 },
    ])
  })

  it('is told the other way round when the two are swapped', () => {
    const to = filledWith({ densityPerCm2: 120, shade: 4 })
    const back = whatChanged(frozen(to), frozen(design))
    expect(back).toEqual(
      changes(to).map((change) => (change.kind === 'thing' ? change : { ...change, from: change.to, to: change.from })),
    )
  })

  it('leaves out what no screen would show of a figure', () => {
    expect(changes(design, { heightMm: 75.4, areaCm2: 75.4, dots: 8509 })).toEqual([])
  })

  it('counts nothing of a design that was not scaled', () => {
    expect(changes(filledWith({ densityPerCm2: 120 }), null)).toEqual([
      { kind: 'figure', name: 'densityPerCm2', from: 150, to: 120 },
    ])
  })

  it('names choices, and things that have no figure', () => {
    const { hairline, area } = design
    const at = { x: 600, y: 500 }
    const to: Design = {
      ...withAdjustments(design, { exposureEv: 0.5 }),
      hairline: { ...hairline, style: 'straight', midline: { ...hairline.midline, y: hairline.midline.y + 20 } },
      area: {
        ...area,
        role: 'thinning',
        add: paintCapsule(area.add, at, at, 30, 0, 'max'),
      },
      fill: { ...design.fill, moment: 1826, seed: 99 },
    }
    const names = changes(to).map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining(['style', 'role', 'moment', 'line', 'area', 'positions', 'adjustments']),
    )
    expect(names).not.toContain('densityStrokes')
    expect(names).not.toContain('scale')
  })

  it('is not which of several areas was in hand, but what lies in another one', () => {
    const two = withNewArea(design, 'part')!
    const inHand = areaInHand(two)
    const first = areaSlots(two).find(({ id }) => id !== inHand)!.id
    const other = withAreaInHand(two, first)
    expect(whatChanged(frozen(two), frozen(other))).toEqual([])
    const scar = { ...two, area: { ...two.area, role: 'scar' as const } }
    expect(whatChanged(frozen(two), frozen(withAreaInHand(scar, first))).map(({ name }) => name)).toEqual(['areas'])
    expect(whatChanged(frozen(two), frozen(scar)).map(({ name }) => name)).toEqual(['role'])
  })

  it('names a reversal that one of them has', () => {
    expect(changes(startReversal(design)).map(({ name }) => name)).toContain('reversal')
  })
})
