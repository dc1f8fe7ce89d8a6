import fc from 'fast-check'
import { expect } from 'vitest'
import type { Band } from '../../../src/core/geometry/points.ts'

/** Any figure above 0 with a band of up to a factor of three to either side. */
export const someBand = (least: number, most: number): fc.Arbitrary<Band> =>
  fc
    .record({
      value: fc.double({ min: least, max: most, noNaN: true }),
      below: fc.double({ min: 1, max: 3, noNaN: true }),
      above: fc.double({ min: 1, max: 3, noNaN: true }),
    })
    .map(({ value, below, above }) => ({ value, low: value / below, high: value * above }))

/** The same figure, known worse. */
export const worse = ({ value, low, high }: Band, by: number): Band => ({ value, low: low / by, high: high * by })

export const isBand = (o: unknown): o is Band =>
  typeof o === 'object' && o !== null && 'low' in o && 'high' in o && 'value' in o

/** Every band within a plan, with the way to it. */
export function* bandsIn(o: unknown, path = ''): Generator<readonly [path: string, band: Band]> {
  if (isBand(o)) yield [path, o]
  else if (typeof o === 'object' && o !== null)
    for (const [key, value] of Object.entries(o)) yield* bandsIn(value, `${path}.${key}`)
}

/** Rounding of sums of many parts aside. */
const LAST_DIGITS = 1 + 1e-9

/** Every band of a plan holds its value, and there are bands. */
export function expectBandsToHold(plan: unknown): void {
  let found = 0
  for (const [path, { value, low, high }] of bandsIn(plan)) {
    found++
    if (!(low >= 0 && low <= value * LAST_DIGITS && value <= high * LAST_DIGITS && high < Infinity))
      expect.fail(`${path}: ${low} <= ${value} <= ${high}`)
  }
  expect(found).toBeGreaterThan(3)
}

/** Every band of the first plan lies around that of the second. */
export function expectAround(wide: unknown, narrow: unknown): void {
  const inner = new Map(bandsIn(narrow))
  for (const [path, outer] of bandsIn(wide)) {
    const band = inner.get(path)
    if (!band) expect.fail(`${path} is in one plan only`)
    else if (!(outer.low <= band.low * LAST_DIGITS && band.high <= outer.high * LAST_DIGITS))
      expect.fail(`${path}: ${outer.low} to ${outer.high} is not around ${band.low} to ${band.high}`)
  }
}
