import { describe, expect, it } from 'vitest'
import { isGuessedScale, scaleOnPhoto } from '../../src/core/design/scale/calibration.ts'
import type { Design, Scale } from '../../src/core/design/design.ts'
import { withScale } from '../../src/core/design/edits.ts'
import { fitOf } from '../../src/core/design/head/head.ts'
import { areaBandReasons, lengthBandReasons } from '../../src/ui/panels/scale/headText.ts'
import { guessSaid, lengthsSaid, sourceSaid } from '../../src/ui/shell/figures/scaleSaid.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'

const right45 = sampleDesignOf('right45')
/** Eye corners that were measured, on a face that is turned by 45 degrees. */
const byCaliper = (design: Design): Design => {
  const scale: Scale = {
    a: design.marks.eyeRight,
    b: { x: design.marks.eyeRight.x + 500, y: design.marks.eyeRight.y },
    knownMm: 95,
    source: 'caliper',
    status: 'used',
  }
  return withScale(design, scale)
}

describe('where the scale of a photo from aside comes from', () => {
  it('is the head as most are, where the eye corners do not count: no other figure names them as used', () => {
    const design = byCaliper(right45)
    const said = scaleOnPhoto(design)
    expect(fitOf(design)).toEqual(fitOf(withScale(design, { ...design.scale, status: 'skipped' })))
    expect(sourceSaid(said)).toBe('head, average')
    expect(lengthsSaid(said)).toMatch(
      /^Eye corners, caliper, 95\.0 mm: not used in this view\. .* as large as most are/,
    )
    const cm2 = { value: 100, low: 70, high: 130 }
    for (const reasons of [areaBandReasons(design, cm2), lengthBandReasons(design)]) {
      expect(reasons.join(' ')).toContain('not used in this view')
      expect(reasons.join(' ')).not.toContain('Nothing was measured')
    }
  })

  it('is another view’s head where that is known', () => {
    const front = sampleDesignOf('frontal')
    const known = { fit: fitOf(front)!, marks: front.marks }
    const said = scaleOnPhoto(byCaliper({ ...right45, head: { ...right45.head!, known } }))
    expect(sourceSaid(said)).toBe('head, other view')
    expect(lengthsSaid(said)).toMatch(/as large as another view has it/)
  })

  it('is a caliper at the hairline as ever, and that alone beside eye corners', () => {
    const said = scaleOnPhoto(right45)
    expect(sourceSaid(said)).toBe('caliper at the hairline')
    expect(lengthsSaid(said)).toMatch(/^Hairline, caliper, \d+(\.\d)? mm, ± \d/)
    const { status: _status, also: _also, ...caliper } = byCaliper(right45).scale
    expect(sourceSaid(scaleOnPhoto(withScale(right45, { ...right45.scale, also: [caliper] })))).toBe(
      'caliper at the hairline',
    )
  })
})

describe('what there is to do about a scale of which a point is a guess', () => {
  it('is said of the length that is guessed, though another one is in hand', () => {
    const { scale, photo } = sampleDesignOf('frontal')
    const { status: _status, also: _also, ...length } = scale
    const half = { ...length, source: 'pupils', placed: 'a', foundError: undefined } as const
    const both: Scale = { ...scale, source: 'hairline', placed: undefined, status: 'used', also: [half] }
    expect(isGuessedScale({ photo, scale: both })).toBe(true)
    expect(guessSaid({ photo, scale: both })).toContain('One of the two points')
  })
})
