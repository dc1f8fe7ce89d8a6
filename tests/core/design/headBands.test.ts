import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/core/design/design.ts'
import { withHeadMeasured } from '../../../src/core/design/edits.ts'
import { BAND_RULE, fitOf } from '../../../src/core/design/head/head.ts'
import { withTodaysBands } from '../../../src/core/design/head/headBands.ts'
import { isOutlineGuessed } from '../../../src/core/design/scale/marks.ts'
import { designFromJson, designToJson } from '../../../src/core/design/serialise.ts'
import type { HeadFit } from '../../../src/core/geometry/headFit.ts'
import { sampleDesignOf } from './sampleHeads.ts'

const frontal = sampleDesignOf('frontal')
const { radii: _radii, ...bare } = frontal.marks.outline
/** A face was found, but no edge of the head, and nobody has looked at the outline. */
const guessed = withHeadMeasured(
  { ...frontal, marks: { ...frontal.marks, outline: bare, checked: false, found: true } },
  true,
)

/** As an older rule has stored it: the same head with bands that are too narrow, and no number of a rule. */
function storedBefore(design: Design, other: Partial<HeadFit> = {}): Design {
  const fit = { ...fitOf(design)!, areaError: 0.03, lengthError: 0.02, ...other }
  return { ...design, head: { ...design.head!, found: { fit, rmsShare: 0 } } }
}
const reopened = (design: Design): Design => withTodaysBands(designFromJson(structuredClone(designToJson(design))))

describe('a head that was stored with the bands of an older rule', () => {
  it('has today’s when it is opened, and is the same head to the last digit', () => {
    expect(isOutlineGuessed(guessed.marks)).toBe(true)
    for (const design of [guessed, frontal]) {
      const before = storedBefore(design)
      const { areaError, lengthError, ...head } = fitOf(reopened(before))!
      const { areaError: _narrow, lengthError: _short, ...was } = fitOf(before)!
      expect(areaError).toBeCloseTo(fitOf(design)!.areaError, 9)
      expect(lengthError).toBeCloseTo(fitOf(design)!.lengthError, 9)
      expect(head).toEqual(was)
    }
    expect(fitOf(guessed)!.areaError).toBeGreaterThan(1.5 * fitOf(frontal)!.areaError)
  })

  it('and errs by what today’s head differs from it as well', () => {
    const { axes } = fitOf(guessed)!
    const larger = { axes: { ...axes, a: 1.1 * axes.a, b: 1.1 * axes.b, c: 1.1 * axes.c } }
    const fit = fitOf(reopened(storedBefore(guessed, larger)))!
    expect(fit.axes).toEqual(larger.axes)
    expect(fit.areaError).toBeGreaterThan(Math.hypot(fitOf(guessed)!.areaError, 0.03))
  })

  it('where today nobody would trust it, is as unsure as a head that nothing measures', () => {
    const none = { ...guessed, marks: { ...guessed.marks, found: false } }
    const fit = fitOf(reopened(storedBefore(none)))!
    expect(fit.areaError).toBeGreaterThan(0.2)
  })

  it('as one on which hair may stand that nobody has told of', () => {
    const { hair: _said, ...head } = frontal.head!
    const unsaid = withHeadMeasured({ ...frontal, head }, true)
    const before = { ...storedBefore(unsaid), head: { ...storedBefore(unsaid).head!, hair: undefined } }
    const fit = fitOf(reopened(before))!
    expect(fit.areaError).toBeCloseTo(fitOf(unsaid)!.areaError, 9)
    expect(fit.hairError).toEqual(fitOf(unsaid)!.hairError)
    expect(fit.areaError).toBeGreaterThan(fitOf(frontal)!.areaError)
  })

  it('and knows its size from a view of before hair was reckoned with no better than where nobody has said', () => {
    const { hair: _said, ...own } = sampleDesignOf('right45').head!
    const side = {
      ...sampleDesignOf('right45'),
      scale: { ...sampleDesignOf('right45').scale, status: 'skipped' } as const,
    }
    const { hair: _also, ...front } = frontal.head!
    const unsaid = fitOf(withHeadMeasured({ ...frontal, head: front }, true))!
    const bare = { ...fitOf(frontal)!, hairError: undefined }
    const knowing = (fit: HeadFit) => {
      const known = { fit, marks: frontal.marks }
      return fitOf(reopened(storedBefore({ ...side, head: { ...own, known } })))!
    }
    expect(knowing(bare).areaError).toBeGreaterThanOrEqual(knowing(unsaid).areaError)
    expect(knowing(bare).hairError!.length).toBeGreaterThanOrEqual(unsaid.hairError!.length)
  })

  it('one of today comes back as it was', () => {
    expect(frontal.head!.found).toMatchObject({ rule: BAND_RULE })
    const ruled = { ...storedBefore(frontal), head: { ...frontal.head!, found: { ...frontal.head!.found } } }
    expect(reopened(ruled).head).toEqual(ruled.head)
    // Of a version that knows better.
    const later = { ...frontal.head!, found: { fit: fitOf(storedBefore(frontal))!, rmsShare: 0, rule: BAND_RULE + 1 } }
    expect(reopened({ ...frontal, head: later }).head).toEqual(later)
  })
})
