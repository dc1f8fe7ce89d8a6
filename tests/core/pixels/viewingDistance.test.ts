import { expect, it } from 'vitest'
import { eyeBlurMm, eyeBlurPx } from '../../../src/core/pixels/viewingDistance.ts'

it('from further away an eye sees less of a dot, in proportion', () => {
  // 1 arc minute at a metre is .29 mm of skin.
  expect(eyeBlurMm(1)).toBeCloseTo(0.29 / 2.355, 2)
  expect(eyeBlurMm(3)).toBeCloseTo(3 * eyeBlurMm(1), 12)
  // A dot of .12 mm is told apart in the mirror and not across a room.
  expect(eyeBlurMm(0.3)).toBeLessThan(0.12 / 2)
  expect(eyeBlurMm(3)).toBeGreaterThan(0.12 * 2)
})

it('a larger picture is blurred more, for the skin is what is seen', () => {
  expect(eyeBlurPx(1, 8)).toBeCloseTo(2 * eyeBlurPx(1, 4), 12)
})
