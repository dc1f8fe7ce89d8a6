import { beforeEach, describe, expect, it } from 'vitest'
import {
  addSide,
  compareStore,
  looseItem,
  nudge,
  offsetOf,
  realign,
  removeSide,
  resize,
  setCompare,
  sidesShown,
  swapCompared,
} from '../../src/store/compare/compareStore.ts'
import { moved } from '../../src/core/geometry/similarity.ts'

const state = () => compareStore.getState()

describe('what is compared', () => {
  beforeEach(() => setCompare({ ...compareStore.getInitialState(), a: 'one', b: 'two' }))

  it('stands two to four side by side, and two in every other mode', () => {
    setCompare({ mode: 'sideBySide' })
    for (const item of ['three', 'four', 'five']) addSide(item)
    expect(sidesShown(state()).map((side) => state()[side])).toEqual(['one', 'two', 'three', 'four'])
    removeSide('c')
    expect(sidesShown(state()).map((side) => state()[side])).toEqual(['one', 'two', 'four'])
    setCompare({ mode: 'fade' })
    expect(sidesShown(state())).toEqual(['a', 'b'])
  })

  it('keeps by how much a picture was moved when all are linked again, and when the sides are swapped', () => {
    setCompare({ linked: false })
    nudge('two', 12, -5)
    resize('two', { x: 100, y: 100 }, 1.1)
    setCompare({ linked: true })
    swapCompared()
    expect(state().a).toBe('two')
    expect(moved(offsetOf(state(), 'two'), { x: 88, y: 105 })).toEqual({
      x: expect.closeTo(100) as number,
      y: expect.closeTo(100) as number,
    })
    realign('two')
    expect(state().offsets).toEqual({})
  })

  it('moves B where one moves alone, or A where that was moved before', () => {
    expect(looseItem(state())).toBe('two')
    nudge('one', 3, 0)
    expect(looseItem(state())).toBe('one')
  })

  it('makes no picture unlike another by a slip of the fingers', () => {
    for (let i = 0; i < 100; i++) resize('two', { x: 0, y: 0 }, 1.5)
    expect(offsetOf(state(), 'two').a).toBeLessThanOrEqual(4)
  })
})
