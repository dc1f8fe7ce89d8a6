import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/core/design/design.ts'
import {
  current,
  HISTORY_STEPS,
  push,
  redo,
  redoLabel,
  startHistory,
  undo,
  undoLabel,
} from '../../../src/core/design/history.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'

const design = newDesign({ id: 'p', hash: 'h', width: 600, height: 800 })
const dense = (densityPerCm2: number): Design => ({ ...design, fill: { ...design.fill, densityPerCm2 } })

describe('the undo list', () => {
  it('gives back each design on undo and again on redo', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 40, max: 320 }), { maxLength: 40 }), (values) => {
        const list = values.reduce((h, v) => push(h, dense(v), `Density ${v}`), startHistory(design))
        let back = list
        while (undoLabel(back) !== null) {
          expect(redo(undo(back))).toEqual(back)
          back = undo(back)
        }
        expect(current(back)).toBe(design)
      }),
    )
  })

  it('names what would be undone and redone', () => {
    const h = push(startHistory(design), dense(100), 'Change density')
    expect(undoLabel(h)).toBe('Change density')
    expect(redoLabel(h)).toBeNull()
    expect(redoLabel(undo(h))).toBe('Change density')
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
    expect(undoLabel(h)).toBe(`${HISTORY_STEPS + 29}`)
  })
})
