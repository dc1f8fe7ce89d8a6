import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/core/design/design.ts'
import {
  current,
  HISTORY_BYTES,
  HISTORY_STEPS,
  push,
  redo,
  startHistory,
  undo,
  type History,
} from '../../../src/core/design/history.ts'
import { masksOf } from '../../../src/core/design/designMasks.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { startReversal, withReversal } from '../../../src/core/design/reversal.ts'
import { headOf } from '../../../src/core/design/visitHistory.ts'

const design = newDesign({ id: 'p', hash: 'h', width: 600, height: 800 })
const dense = (densityPerCm2: number): Design => ({ ...design, fill: { ...design.fill, densityPerCm2 } })

describe('the undo list', () => {
  it('gives back each design on undo and again on redo', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 40, max: 320 }), { maxLength: 40 }), (values) => {
        const list = values.reduce((h, v) => push(h, dense(v), `Density ${v}`), startHistory(design))
        let back = list
        while (headOf(back).undo) {
          expect(redo(undo(back))).toEqual(back)
          back = undo(back)
        }
        expect(current(back)).toBe(design)
      }),
    )
  })

  it('names what would be undone and redone', () => {
    const h = push(startHistory(design), dense(100), 'Change density')
    expect(headOf(h).undo?.label).toBe('Change density')
    expect(headOf(h).redo).toBeNull()
    expect(headOf(undo(h)).redo).toBe('Change density')
    expect(undo(undo(h))).toEqual(undo(h))
  })

  it('drops what was undone when something new is done', () => {
    const h = push(undo(push(startHistory(design), dense(100), 'A')), dense(200), 'B')
    expect(h.entries.map((e) => e.label)).toEqual(['Start', 'B'])
  })

  it('makes one step of a burst, and none of a burst that comes back', () => {
    const one = push(push(startHistory(design), dense(100), 'Density', 'd'), dense(110), 'Density', 'd')
    expect(one.entries).toHaveLength(2)
    expect(current(one).fill.densityPerCm2).toBe(110)
    expect(push(one, dense(150), 'Density', 'd').entries).toHaveLength(1)
    expect(push(one, dense(120), 'Density', 'other').entries).toHaveLength(3)
  })

  it('makes no step of a design that says the same', () => {
    const h = startHistory(design)
    expect(push(h, structuredClone(design), 'Nothing')).toBe(h)
  })

  it('keeps two hundred steps and lets the oldest fall off', () => {
    let h = startHistory(design)
    for (let i = 0; i < HISTORY_STEPS + 30; i++) h = push(h, dense(40 + i), `${i}`)
    expect(h.entries).toHaveLength(HISTORY_STEPS + 1)
    expect(h.at).toBe(HISTORY_STEPS)
    expect(headOf(h).undo?.label).toBe(`${HISTORY_STEPS + 29}`)
  })
})

describe('the memory of the undo list', () => {
  const photo = { id: 'p', hash: 'h', width: 3024, height: 4032 }
  /** Another whole mask of the photo, 12 MP, with tiles of its own. */
  const painted = (value: number): Design => {
    const blank = newDesign(photo)
    const tiles = new Map(Array.from({ length: 12 * 16 }, (_, k) => [k, new Uint8Array(256 * 256).fill(value)]))
    return { ...blank, area: { ...blank.area, add: { ...blank.area.add, tiles } } }
  }
  const bytesOf = (h: History) => {
    const tiles = new Set(h.entries.flatMap(({ design: d }) => masksOf(d).flatMap((mask) => [...mask.tiles.values()])))
    return [...tiles].reduce((sum, tile) => sum + tile.byteLength, 0)
  }

  it('stays within 64 MB at 12 MP: the oldest steps go, the newest can be undone', () => {
    let h = startHistory(newDesign(photo))
    for (let k = 1; k <= 12; k++) h = push(h, painted(k), `Paint ${k}`)
    expect(bytesOf(h)).toBeLessThanOrEqual(HISTORY_BYTES)
    expect(h.entries.length).toBeGreaterThanOrEqual(5)
    expect(headOf(h).undo?.label).toBe('Paint 12')
    expect(current(undo(h)).area.add.tiles.get(0)![0]).toBe(11)
  })

  it('counts what steps share once: two hundred small strokes on a painted photo are all kept', () => {
    const whole = painted(9)
    let h = push(startHistory(newDesign(photo)), whole, 'Paint')
    for (let k = 0; k < 199; k++) {
      const { add } = current(h).area
      const tiles = new Map(add.tiles).set(k % 60, new Uint8Array(256 * 256).fill(10 + k))
      h = push(h, { ...whole, area: { ...whole.area, add: { ...add, tiles } } }, `Stroke ${k}`)
    }
    expect(h.entries).toHaveLength(HISTORY_STEPS + 1)
    expect(bytesOf(h)).toBeLessThanOrEqual(HISTORY_BYTES)
  })
})

describe('looking at the stages of a reversal', () => {
  const start = startReversal(design)
  const sessions = (n: number) => withReversal(start, { sessions: n })
  const look = (h: History, shownAfter: number) => push(h, withReversal(current(h), { shownAfter }), 'Look')
  const shown = (h: History) => current(h).reversal?.shownAfter
  const edited = push(push(startHistory(start), sessions(5), 'Sessions'), sessions(6), 'Sessions again')

  it('is no step: undo goes back to the last edit, and what is looked at stays', () => {
    const looked = look(look(edited, 2), 3)
    expect(looked.entries).toHaveLength(3)
    expect(headOf(looked).undo?.label).toBe('Sessions again')
    const back = undo(looked)
    expect(current(back).reversal).toMatchObject({ sessions: 5, shownAfter: 3 })
    expect(current(redo(back)).reversal).toMatchObject({ sessions: 6, shownAfter: 3 })
  })

  it('drops nothing that was undone', () => {
    const looked = look(undo(edited), 4)
    expect(headOf(looked).redo).toBe('Sessions again')
    expect(current(redo(looked)).reversal).toMatchObject({ sessions: 6, shownAfter: 4 })
  })

  it('stays at the end where the end comes sooner, and never beyond the last session else', () => {
    expect(shown(undo(undo(look(edited, 7))))).toBe(4)
    expect(shown(undo(undo(look(edited, 6))))).toBe(3)
  })

  it('leaves a burst one step, and none where it comes back', () => {
    const burst = push(look(push(startHistory(start), sessions(4), 'S', 's'), 1), sessions(5), 'S', 's')
    expect(burst.entries).toHaveLength(2)
    const back = push(look(burst, 2), withReversal(start, { shownAfter: 2 }), 'S', 's')
    expect(back.entries).toHaveLength(1)
    expect(shown(back)).toBe(2)
  })

  it('is kept by the edits that follow it', () => {
    const next = push(look(edited, 2), withReversal(current(look(edited, 2)), { featherMm: 5 }), 'Feather')
    expect(headOf(next).undo?.label).toBe('Feather')
    expect(shown(next)).toBe(2)
  })
})
