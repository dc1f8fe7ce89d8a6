import { describe, expect, it } from 'vitest'
import { previewPace } from '../../src/store/previewPace.ts'

describe('a preview under a moving hand', () => {
  it('is as fine as the screen while that is quick enough', () => {
    const pace = previewPace()
    for (const ms of [5, 20, 44]) {
      pace.took(ms)
      expect(pace.moving(1)).toBe(1)
    }
  })

  it('is one level coarser where a fine one comes too late, and no coarser than there is', () => {
    const pace = previewPace()
    pace.took(90)
    expect([1, 2, 3].map((shown) => pace.moving(shown))).toEqual([2, 3, 3])
    pace.took(20)
    expect(pace.moving(1)).toBe(1)
  })
})
