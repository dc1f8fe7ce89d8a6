import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaUnder, hasArea, rasterArea } from '../../../src/core/design/area.ts'
import {
  areaInHand,
  areaSlots,
  asOneArea,
  eachArea,
  isProposedElsewhere,
  MOST_AREAS,
  sameAreas,
  withAreaInHand,
  withNewArea,
  withoutArea,
} from '../../../src/core/design/areas.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { current, push, sameDesign, startHistory, undo } from '../../../src/core/design/history.ts'
import { layersOf, withLocksKept } from '../../../src/core/design/layers.ts'
import { designFromJson, designToJson, historyFromRecord, historyToRecord } from '../../../src/core/design/serialise.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { freshDesign } from '../tools/hand.ts'

const plain = freshDesign()
const scar = withNewArea(plain, 'scar')!

/** The area in hand painted along a stroke of 60 px in radius. */
function painted(design: Design, x: number, y: number, name: 'add' | 'exclude' = 'add'): Design {
  const to = { x: x + 200, y }
  return {
    ...design,
    area: { ...design.area, [name]: paintCapsule(design.area[name], { x, y }, to, 60, 0.3, 'max') },
  }
}
const two = painted(scar, 500, 300)
const coverage = (design: Design) => rasterArea(design, 8).coverage.reduce((sum, c) => sum + c, 0)
const outside = (design: Design) => sameDesign(designFromJson(structuredClone(designToJson(design))), design)

describe('several areas', () => {
  it('leave a design with one area as it was stored', () => {
    expect(JSON.stringify(designToJson(plain))).not.toContain('"areas"')
    expect(sameDesign(withoutArea(scar, 2), plain)).toBe(true)
  })

  it('begin empty and in hand, and what is painted goes to the one in hand', () => {
    expect(areaInHand(scar)).toBe(2)
    expect(scar.area.role).toBe('scar')
    expect(scar.area.proposed).toBe(false)
    expect(isProposedElsewhere(scar)).toBe(true)
    const back = withAreaInHand(two, 1)
    expect(sameDesign({ ...back, areas: undefined } as Design, { ...plain, areas: undefined } as Design)).toBe(true)
    expect(sameAreas(withAreaInHand(back, 2), two)).toBe(true)
  })

  it('come back from the store as they were, with their undo list', () => {
    expect(outside(two)).toBe(true)
    const history = push(startHistory(plain), two, 'New area')
    const again = historyFromRecord(structuredClone(historyToRecord(history)))
    expect(sameDesign(current(again), two)).toBe(true)
  })

  it.each([
    ['two of one id', (slots: readonly { id: number }[]) => slots.map((slot) => ({ ...slot, id: 1 }))],
    [
      'none in hand',
      (slots: readonly object[]) => slots.map((slot) => ({ ...slot, area: designToJson(plain).design.area })),
    ],
    ['one alone', (slots: readonly object[]) => slots.slice(1)],
  ])('are refused from the store with %s', (_, change) => {
    const record = structuredClone(designToJson(two))
    const areas = change(record.design.areas!)
    expect(() => designFromJson({ ...record, design: { ...record.design, areas } })).toThrow(/stored design/)
  })

  it('are at most so many', () => {
    let design: Design | null = plain
    for (let n = 1; n < MOST_AREAS; n++) design = design && withNewArea(design, 'scar')
    expect(areaSlots(design!)).toHaveLength(MOST_AREAS)
    expect(withNewArea(design!, 'scar')).toBeNull()
  })

  it('share what is excluded, whichever is in hand', () => {
    const excluded = painted(two, 300, 300, 'exclude')
    const back = withAreaInHand(excluded, 1)
    expect(back.area.exclude).toBe(excluded.area.exclude)
    expect(withAreaInHand(back, 2).area.exclude).toBe(excluded.area.exclude)
  })

  it('hold each place once: where the later lies, the one below ends', () => {
    const [below, above] = eachArea(two)
    expect([below!.id, above!.id]).toEqual([1, 2])
    const whole = coverage(asOneArea(two))
    expect(coverage(below!.design) + coverage(above!.design)).toBeGreaterThan(0.99 * whole)
    expect(coverage(below!.design) + coverage(above!.design)).toBeLessThan(1.01 * whole)
    expect(coverage(below!.design)).toBeLessThan(coverage(plain))
  })

  it('are found under a place, the later first', () => {
    const wide = withNewArea(painted(plain, 500, 900), 'scar')!
    const both = painted(wide, 600, 900)
    expect(areaUnder(both, { x: 700, y: 900 })).toBe(2)
    expect(areaUnder(both, { x: 480, y: 900 })).toBe(1)
    expect(areaUnder(both, { x: 5, y: 5 })).toBeNull()
  })

  it('may be the only place for dots while the one in hand is empty', () => {
    const bare = withNewArea({ ...plain, area: { ...plain.area, proposed: false } }, 'scar')!
    expect(hasArea(bare)).toBe(false)
    expect(hasArea(scar)).toBe(true)
  })

  it('take another one in hand when the one in hand is deleted, and lose nothing else', () => {
    const back = withoutArea(two, 2)
    expect(back.areas).toBeUndefined()
    expect(sameDesign(back, plain)).toBe(true)
    const kept = withoutArea(two, 1)
    expect(kept.areas).toBeUndefined()
    expect(kept.area.add).toBe(two.area.add)
    expect(withoutArea(plain, 1)).toBe(plain)
  })
})

describe('which area is in hand', () => {
  it('is no undo step, and undo leaves it where it is', () => {
    const history = push(startHistory(plain), two, 'New area')
    const other = push(history, withAreaInHand(two, 1), '')
    expect(other.entries).toHaveLength(2)
    expect(areaInHand(current(other))).toBe(1)
    const grown = push(other, painted(current(other), 200, 900), 'Paint')
    const switched = push(grown, withAreaInHand(current(grown), 2), '')
    expect(areaInHand(current(undo(switched)))).toBe(2)
    expect(sameAreas(current(undo(switched)), two)).toBe(true)
  })

  it('may be changed while areas are locked, and nothing of them', () => {
    const locked = new Set(['area'] as const)
    const other = withLocksKept(two, withAreaInHand(two, 1), locked)
    expect(areaInHand(other.design)).toBe(1)
    expect(other.kept).toEqual([])
    const edited = withLocksKept(two, withoutArea(two, 2), locked)
    expect(edited.kept).toEqual(['area'])
    expect(sameAreas(edited.design, two)).toBe(true)
    expect(layersOf(two)).toContain('area')
  })

  it('changes none of them, in any order of taking, painting and putting down', () => {
    const move = fc.oneof(
      fc.record({ take: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ paint: fc.integer({ min: 0, max: 800 }) }),
    )
    fc.assert(
      fc.property(fc.array(move, { maxLength: 8 }), (moves) => {
        let design = withNewArea(two, 'areata')!
        const masks = new Map(areaSlots(design).map(({ id, area }) => [id, (area ?? design.area).add]))
        for (const step of moves) {
          if ('take' in step) design = withAreaInHand(design, step.take)
          else {
            design = painted(design, 100 + step.paint, 700)
            masks.set(areaInHand(design), design.area.add)
          }
        }
        for (const { id, area } of areaSlots(design)) expect((area ?? design.area).add).toBe(masks.get(id))
      }),
      { numRuns: 40 },
    )
  })
})
