import { describe, expect, it } from 'vitest'
import { previewPace } from '../../src/store/dots/previewPace.ts'

describe('a preview under a moving hand', () => {
  it('is as fine as the screen while that is quick enough', () => {
    const pace = previewPace()
    for (const ms of [5, 20, 44]) {
      pace.took(ms, 150)
      expect(pace.moving(1, 150)).toBe(1)
    }
  })

  it('is one level coarser where a fine one comes too late, and no coarser than there is', () => {
    const pace = previewPace()
    pace.took(90, 150)
    expect([1, 2, 3].map((shown) => pace.moving(shown, 150))).toEqual([2, 3, 3])
    pace.took(20, 150)
    expect(pace.moving(1, 150)).toBe(1)
  })

  it('is coarser where so many more dots are asked for that a fine one would come too late', () => {
    const pace = previewPace()
    pace.took(20, 60)
    expect([60, 120, 150, 320].map((density) => pace.moving(1, density))).toEqual([1, 1, 2, 2])
    // Fewer dots take about as long to be placed.
    pace.took(50, 320)
    expect(pace.moving(1, 60)).toBe(2)
  })
})
