import { describe, expect, it } from 'vitest'
import { newDesign } from '../../src/core/design/newDesign.ts'
import type { Slide } from '../../src/store/snapshots/presentStore.ts'
import { slideName } from '../../src/ui/present/slideName.ts'

const plain = newDesign({ id: 'photo', hash: 'h', width: 1200, height: 1600 })
const slide = (snapshotId: string, view: Slide['view'], part: Partial<typeof plain.fill> = {}): Slide => ({
  snapshotId,
  view,
  design: { ...plain, fill: { ...plain.fill, filled: true, ...part } },
})

describe('what a patient reads under a slide', () => {
  it('is the line, the view and the moment, and a number only where that would be the same', () => {
    const one = slide('Mr. A', 'frontal')
    const two = slide('Mr. A for less', 'frontal', { densityPerCm2: 120 })
    const older = slide('Mr. A, 5 years', 'frontal', { moment: 5 * 365.25 })
    const crown = slide('Mr. A, crown', 'crown')
    const slides = [one, two, older, crown]
    expect(slides.map((each) => slideName(each, slides))).toEqual([
      { what: 'Mature hairline', detail: 'Frontal · Healed · Design 1' },
      { what: 'Mature hairline', detail: 'Frontal · Healed · Design 2' },
      { what: 'Mature hairline', detail: 'Frontal · 5 years' },
      { what: 'Mature hairline', detail: 'Crown · Healed' },
    ])
  })

  it('says of the design that is worked on that it is this one, and counts the snapshots alone', () => {
    const slides = [{ ...slide('', 'frontal'), snapshotId: null }, slide('one', 'frontal'), slide('two', 'frontal')]
    expect(slides.map((each) => slideName(each, slides).detail)).toEqual([
      'Frontal · Healed · This design',
      'Frontal · Healed · Design 1',
      'Frontal · Healed · Design 2',
    ])
  })

  it('is the name of a design of the sample patient, which is nobody’s', () => {
    const slides = [{ ...slide('one', 'frontal'), name: 'Soft' }, slide('two', 'frontal')]
    expect(slides.map((each) => slideName(each, slides).what)).toEqual(['Soft', 'Mature hairline'])
  })
})
