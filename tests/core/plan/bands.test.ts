import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  exactly,
  inverse,
  product,
  quotient,
  rounded,
  scaled,
  sumApart,
  sumTogether,
  withValue,
} from '../../../src/core/plan/bands.ts'
import { expectAround, expectBandsToHold, someBand, worse } from './someBands.ts'

const figure = someBand(1e-3, 1e5)
const by = fc.double({ min: 1, max: 2, noNaN: true })

describe('figures with bands', () => {
  it('every sum, product, quotient and rounding holds its own value', () => {
    fc.assert(
      fc.property(figure, figure, figure, (a, b, c) => {
        expectBandsToHold([
          sumTogether([a, b, c]),
          sumApart([a, b, c]),
          product(a, b, c),
          quotient(a, b),
          inverse(a),
          scaled(a, 3),
        ])
        for (const digits of [1, 2, 3]) {
          const r = rounded(a, digits)
          expect(r.low).toBeLessThanOrEqual(r.value)
          expect(r.high).toBeGreaterThanOrEqual(r.value)
        }
      }),
    )
  })

  it('another value keeps the band around it, and takes it along beyond an end', () => {
    const pace = { value: 75, low: 58, high: 117 }
    expect(withValue(pace, 80, 5, 1000)).toEqual({ value: 80, low: 58, high: 117 })
    expect(withValue(pace, 50, 5, 1000)).toEqual({ value: 50, low: (58 * 50) / 75, high: 78 })
    expect(withValue({ value: 0.9, low: 0.8, high: 0.96 }, 0.99, 0.05, 1)).toMatchObject({ value: 0.99, high: 1 })
    fc.assert(
      fc.property(figure, figure, (band, { value }) => {
        const moved = withValue(band, value, 1e-3, 1e5)
        expect(moved.value).toBe(value)
        expect(moved.low).toBeLessThanOrEqual(value)
        expect(moved.high).toBeGreaterThanOrEqual(value)
        const stays = value >= band.low && value <= band.high
        expect(moved.low).toBeGreaterThanOrEqual(stays ? band.low : 1e-3)
        expect(moved.high).toBeLessThanOrEqual(stays ? band.high : 1e5)
      }),
    )
  })

  it('worse inputs never narrow a result', () => {
    fc.assert(
      fc.property(figure, figure, by, (a, b, k) => {
        for (const of of [product, quotient, (x: typeof a, y: typeof b) => sumTogether([x, y])])
          expectAround([of(worse(a, k), b)], [of(a, b)])
        expectAround([sumApart([worse(a, k), b])], [sumApart([a, b])])
      }),
    )
  })

  it('errors that are independent add up to less than errors in common', () => {
    const a = { value: 100, low: 97, high: 103 }
    const b = { value: 100, low: 96, high: 104 }
    expect(sumTogether([a, b])).toEqual({ value: 200, low: 193, high: 207 })
    expect(sumApart([a, b])).toEqual({ value: 200, low: 195, high: 205 })
    const around = (factor: number) => ({ value: 1, low: 1 / factor, high: factor })
    const squared = product(around(Math.E ** 3), around(Math.E ** 4))
    expect(Math.log(squared.high)).toBeCloseTo(5, 9)
    expect(Math.log(squared.low)).toBeCloseTo(-5, 9)
  })

  it('nothing is nothing: a product with 0 reaches only as far as its ends', () => {
    expect(product({ value: 0, low: 0, high: 2 }, { value: 10, low: 5, high: 20 })).toEqual({
      value: 0,
      low: 0,
      high: 40,
    })
    expect(product({ value: 4, low: 0, high: 4 }, exactly(2))).toEqual({ value: 8, low: 0, high: 8 })
  })

  it('rounding keeps three digits and rounds the ends outwards', () => {
    expect(rounded({ value: 27_777.8, low: 26_041.7, high: 31_250 })).toEqual({
      value: 27_800,
      low: 26_000,
      high: 31_300,
    })
    expect(rounded({ value: 0.3456, low: 0.2001, high: 0.4609 }, 2)).toEqual({ value: 0.35, low: 0.2, high: 0.47 })
    expect(rounded(exactly(0))).toEqual(exactly(0))
  })

  it('refuses what is no band, and a division by nothing', () => {
    expect(() => exactly(-1)).toThrow(/-1/)
    expect(() => exactly(Number.NaN)).toThrow(RangeError)
    expect(() => quotient(exactly(1), exactly(0))).toThrow(/above 0/)
  })
})
