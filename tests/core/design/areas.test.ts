import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaUnder, hasArea, rasterArea } from '../../../src/core/design/areas/area.ts'
import {
  areaGroupOf,
  areaInHand,
  areaOf,
  areasInOrder,
  areaSlots,
  asOneArea,
  eachArea,
  isProposedElsewhere,
  MOST_AREAS,
  sameAreas,
  withAreaAt,
  withAreaInHand,
  withAreaLike,
  withAreaName,
  withNewArea,
  withoutArea,
} from '../../../src/core/design/areas/areas.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { current, push, sameDesign, startHistory, undo } from '../../../src/core/design/history.ts'
import { layersOf, withLocksKept } from '../../../src/core/design/layers.ts'
import { designFromJson, designToJson, historyFromRecord, historyToRecord } from '../../../src/core/design/serialise.ts'
import type { PointPx } from '../../../src/core/geometry/points.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { emptyMask, type TiledMask } from '../../../src/core/pixels/tiledMask.ts'
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

  it('leave room for dots wherever one of them does, however little of it is left', () => {
    const { width, height } = plain.photo
    const spot = fc.record({ x: fc.integer({ min: 0, max: width }), y: fc.integer({ min: 0, max: height }) })
    const strokes = fc.array(spot, { minLength: 0, maxLength: 3 })
    const step = Math.round(Math.max(width, height) / 200)
    fc.assert(
      fc.property(strokes, strokes, strokes, (first, second, excluded) => {
        const on = (mask: TiledMask, at: readonly PointPx[], r: number) =>
          at.reduce((all, p) => paintCapsule(all, p, p, r, 0.3, 'max'), mask)
        const empty = emptyMask(width, height)
        const area = { ...plain.area, proposed: false, add: on(empty, first, 40) }
        const next = withNewArea({ ...plain, area }, 'scar')!
        const add = on(empty, second, 25)
        const design = { ...next, area: { ...next.area, add, exclude: on(empty, excluded, 60) } }
        const isCovered = eachArea(design).some((one) => rasterArea(one.design, step).coverage.some((c) => c > 0))
        expect(hasArea(design)).toBe(isCovered)
      }),
      { numRuns: 40 },
    )
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
    const locked = new Set(['area2'] as const)
    const other = withLocksKept(two, withAreaInHand(two, 1), locked)
    expect(areaInHand(other.design)).toBe(1)
    expect(other.kept).toEqual([])
    const edited = withLocksKept(two, withoutArea(two, 2), locked)
    expect(edited.kept).toEqual(['area2'])
    expect(sameAreas(edited.design, two)).toBe(true)
    expect(layersOf(two)).toEqual(expect.arrayContaining(['area2', 'area1']))
  })

  it('are locked one by one: the others are painted and moved among each other', () => {
    const three = painted(withNewArea(two, 'areata')!, 500, 900)
    const locked = new Set(['area2'] as const)
    const own = withLocksKept(three, painted(three, 600, 900), locked)
    expect(own.kept).toEqual([])
    const scarInHand = withAreaInHand(three, 2)
    const other = withLocksKept(scarInHand, painted(scarInHand, 600, 900), locked)
    expect(other.kept).toEqual(['area2'])
    expect(other.design).toBe(scarInHand)
    // What else the edit did stays.
    const both = withAreaLike(painted(three, 600, 900), 2, { ...areaOf(three, 2)!, role: 'bald' })
    const half = withLocksKept(three, both, locked)
    expect(areaOf(half.design, 2)!.role).toBe('scar')
    expect(half.design.area.add).toBe(both.area.add)
    const moved = withLocksKept(three, withAreaAt(three, 2, 1), locked)
    expect(moved.kept).toEqual([])
    expect(areasInOrder(moved.design)).toEqual([1, 3, 2])
  })

  it('never have two proposals because a locked one comes back', () => {
    const swapped = withAreaLike(withAreaLike(two, 1, { ...areaOf(two, 1)!, proposed: false }), 2, {
      ...areaOf(two, 2)!,
      proposed: true,
    })
    const { design } = withLocksKept(two, swapped, new Set(['area1'] as const))
    expect(outside(design)).toBe(true)
    expect(areaOf(design, 1)!.proposed).toBe(true)
    expect(areaOf(design, 2)!.proposed).toBe(false)
  })

  it('are called as the artist calls them, in hand or not, and come back so from the store', () => {
    const named = withAreaName(withAreaName(two, 2, '  Left temple blend '), 1, 'Crown')
    expect([areaOf(named, 1)!.name, areaOf(named, 2)!.name]).toEqual(['Crown', 'Left temple blend'])
    expect(outside(named)).toBe(true)
    const history = push(startHistory(two), named, 'Rename area')
    expect(sameDesign(current(historyFromRecord(structuredClone(historyToRecord(history)))), named)).toBe(true)
    expect(sameDesign(withAreaName(withAreaName(named, 2, ' '), 1, ''), two)).toBe(true)
    // A name changes no dot.
    expect(sameAreas(named, two)).toBe(true)
    // Nor does it stand in the way of a lock.
    const kept = withLocksKept(named, withAreaName(painted(named, 800, 300), 2, 'Other'), new Set(['area2'] as const))
    expect(areaOf(kept.design, 2)!.name).toBe('Other')
    expect(areaOf(kept.design, 2)!.add).toBe(two.area.add)
  })

  it.each([[''], ['x'.repeat(41)], [7]])('are refused from the store with the name %j', (name) => {
    const record = structuredClone(designToJson(two))
    const area = { ...record.design.area, name }
    expect(() => designFromJson({ ...record, design: { ...record.design, area } })).toThrow(/stored design/)
  })

  it('lie in the order that the hand gives them, the proposed one always lowest', () => {
    const three = painted(withNewArea(two, 'areata')!, 500, 300)
    expect(areasInOrder(three)).toEqual([1, 2, 3])
    const at = { x: 600, y: 300 }
    expect(areaUnder(three, at)).toBe(3)
    const moved = withAreaAt(three, 3, 0)
    expect(areasInOrder(moved)).toEqual([1, 3, 2])
    expect(areaUnder(moved, at)).toBe(2)
    expect(areaUnder(moved, at, (id) => id !== 2)).toBe(3)
    expect(sameAreas(moved, three)).toBe(false)
    expect(outside(moved)).toBe(true)
    expect(areaGroupOf(three, 1)).toEqual([])
    expect(withAreaAt(three, 1, 2)).toBe(three)
    expect(sameDesign(withAreaAt(moved, 3, 9), three)).toBe(true)
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
