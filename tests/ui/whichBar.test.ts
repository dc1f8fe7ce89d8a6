import { expect, it } from 'vitest'
import { barOf } from '../../src/ui/shell/whichBar.ts'

it('one bar stands on the photo at a time: what went wrong, what was just done, what the hand is at, then what was noticed', () => {
  const all = {
    problem: true,
    reading: true,
    toast: true,
    laying: true,
    otherView: true,
    instruction: true,
    hair: true,
  }
  const order = ['problem', 'reading', 'toast', 'laying', 'otherView', 'instruction', 'hair'] as const
  for (const [i, name] of order.entries())
    expect(barOf({ ...all, ...Object.fromEntries(order.slice(0, i).map((before) => [before, false])) })).toBe(name)
  expect(barOf({ hair: false })).toBeNull()
})
