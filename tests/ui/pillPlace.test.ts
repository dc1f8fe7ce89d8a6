import { describe, expect, it } from 'vitest'
import { freePlace } from '../../src/ui/canvas/hands/pillPlace.ts'

const near = { x: 100, y: 100 }
const lower = { x: 100, y: 140 }

describe('the words beside a line that is traced', () => {
  it('stand where they are read first, as long as nothing lies there', () => {
    expect(freePlace([near, lower], 120, [{ at: { x: 90, y: 60 }, room: 14 }])).toBe(near)
  })

  it('give way to a point that is dragged, also one at their edge', () => {
    expect(freePlace([near, lower], 120, [{ at: { x: 230, y: 95 }, room: 14 }])).toBe(lower)
  })

  it('cover as little as they can where there is no free place', () => {
    const all = [100, 110, 120, 140].map((y) => ({ at: { x: 150, y }, room: 5 }))
    expect(freePlace([near, lower], 120, all)).toBe(lower)
  })
})
