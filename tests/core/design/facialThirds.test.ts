import { describe, expect, it } from 'vitest'
import { PUPILS_MM } from '../../../src/core/design/scale/calibration.ts'
import type { Design, Marks } from '../../../src/core/design/design.ts'
import { withHeadMeasured } from '../../../src/core/design/edits.ts'
import { facialThirds } from '../../../src/core/design/lines/facialThirds.ts'
import { withFigureOf, heightMmOf } from '../../../src/core/design/lines/measuredLine.ts'
import { moveMark, proposeMarks } from '../../../src/core/design/scale/marks.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { sampleDesignOf } from './sampleHeads.ts'

const photo = { id: 'p', hash: 'h', width: 3024, height: 4032 }
const marks: Marks = { ...proposeMarks(photo.width, photo.height), checked: true }
const scale = { a: marks.eyeRight, b: marks.eyeLeft, knownMm: PUPILS_MM / 0.7, source: 'caliper' } as const
const flat = newDesign(photo, { marks, scale: { ...scale, status: 'used' } })
const sample = sampleDesignOf('frontal')
const half = ({ low, high }: { low: number; high: number }) => (high - low) / 2

describe('the thirds of a face', () => {
  it('lie in order: hairline, glabella, subnasale, menton at the chin that is marked', () => {
    for (const design of [flat, sample]) {
      const { levels } = facialThirds(design)!
      expect(levels.hairline).toBeGreaterThan(0)
      expect(levels.subnasale).toBeLessThan(0)
      expect(levels.menton).toBeLessThan(levels.subnasale)
    }
  })

  it('have the panel’s own height as the upper one', () => {
    for (const design of [flat, sample]) expect(facialThirds(design)!.upper.value).toBeCloseTo(heightMmOf(design), 6)
    const higher: Design = { ...sample, hairline: withFigureOf(sample, 'height', 90, 'both', false) }
    expect(facialThirds(higher)!.upper.value).toBeCloseTo(90, 1)
    expect(facialThirds(higher)!.middle).toEqual(facialThirds(sample)!.middle)
  })

  it('are those of a grown face on the sample, although its head is bowed by thirty degrees', () => {
    // Men 141 +- 7 mm from glabella to chin, women 135 +- 7: doi 10.1186/s40902-019-0191-7, table 9.
    const { middle, lower } = facialThirds(sample)!
    expect(middle.value + lower.value).toBeGreaterThan(121)
    expect(middle.value + lower.value).toBeLessThan(155)
    expect(middle.value / lower.value).toBeGreaterThan(0.7)
    expect(middle.value / lower.value).toBeLessThan(1.1)
  })

  it('have bands, wider where a place is estimated, and wider still where the chin is only guessed', () => {
    const { upper, middle, lower } = facialThirds(sample)!
    expect(half(upper)).toBeGreaterThan(0)
    expect(half(middle)).toBeGreaterThan(half(upper))
    expect(half(lower)).toBeGreaterThan(half(middle))
    const unseen = facialThirds({ ...flat, marks: { ...marks, checked: false } })!
    expect(half(unseen.lower)).toBeGreaterThan(half(facialThirds(flat)!.lower))
  })

  it('follow the chin when it is dragged', () => {
    const { outline } = marks
    const lower = moveMark(marks, 'outlineBottom', { x: outline.centre.x, y: outline.centre.y + outline.ry + 100 })
    const before = facialThirds(flat)!
    const after = facialThirds({ ...flat, marks: lower })!
    expect(after.levels.menton).toBeLessThan(before.levels.menton - 90)
    expect(after.lower.value).toBeGreaterThan(before.lower.value)
  })

  it('are shares of the face where there is no scale, and no millimetres', () => {
    const thirds = facialThirds({ ...flat, scale: { ...scale, status: 'skipped' } })!
    expect(thirds.unit).toBe('share')
    expect(thirds.middle.value + thirds.lower.value).toBeCloseTo(2 / 3, 6)
    expect(half(thirds.middle)).toBeGreaterThan(0)
  })

  it('are none where the photo does not show them: the chin outside it, or the face from aside', () => {
    expect(facialThirds({ ...flat, photo: { ...photo, height: 2800 } })).toBeNull()
    expect(facialThirds({ ...flat, photo: { ...photo, view: 'right45' } })).toBeNull()
    expect(facialThirds(sampleDesignOf('vertex'))).toBeNull()
  })

  it('are measured flat where the head is', () => {
    expect(facialThirds(withHeadMeasured(sample, false))!.middle.value).toBeLessThan(facialThirds(sample)!.middle.value)
  })
})
