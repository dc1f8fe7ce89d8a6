import { describe, expect, it } from 'vitest'
import { withAreaInHand, withNewArea } from '../../../src/core/design/areas/areas.ts'
import { changedPart } from '../../../src/core/design/changedPart.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { withStyle } from '../../../src/core/design/edits.ts'
import { Hand, freshDesign } from '../tools/hand.ts'

describe('the part of the work that a change is of', () => {
  const before = freshDesign()
  const of = (after: Design) => {
    expect(changedPart(after, before)).toBe(changedPart(before, after))
    return changedPart(before, after)
  }

  it('is none for the same design, however it was made, and for another area in hand', () => {
    expect(of(structuredClone(before))).toBeNull()
    const two = withNewArea(before, 'beard')!
    expect(changedPart(two, withAreaInHand(two, 0))).toBeNull()
  })

  it('is the step in which it is done', () => {
    const { marks, scale, fill, recession } = before
    expect(of({ ...before, marks: { ...marks, checked: !marks.checked } })).toBe('photo')
    expect(of({ ...before, scale: { ...scale, status: 'skipped' } })).toBe('scale')
    expect(of(withStyle(before, 'straight'))).toBe('hairline')
    expect(of(new Hand('brush', before, { brushMm: 4 }).down(300, 900).move(340, 930).up().design)).toBe('area')
    expect(of(withNewArea(before, 'beard')!)).toBe('area')
    expect(of({ ...before, fill: { ...fill, densityPerCm2: 77 } })).toBe('dots')
    expect(of({ ...before, recession: { ...recession, stage: 5 } })).toBe('dots')
  })

  it('is the one that the others follow from', () => {
    const { marks, fill } = before
    expect(of({ ...withStyle(before, 'straight'), marks: { ...marks, checked: !marks.checked } })).toBe('photo')
    expect(of({ ...withStyle(before, 'straight'), fill: { ...fill, filled: true } })).toBe('hairline')
  })
})
