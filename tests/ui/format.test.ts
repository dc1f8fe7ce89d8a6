import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemText } from '../../src/ui/panels/problemText.ts'
import { about, bytes, number, parseNumber } from '../../src/ui/shell/format.ts'

describe('what a person types as a figure', () => {
  it.each([
    ['96', 96],
    ['96.5', 96.5],
    ['96,5', 96.5],
    [' 96 mm', 96],
    ['≈ 75 mm', 75],
    ['-4', -4],
    ['', null],
    ['mm', null],
  ])('reads %j as %j', (text, value) => {
    expect(parseNumber(text)).toBe(value)
  })

  it('reads back every figure below a thousand that a slider shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9990, max: 9990 }), (tenths) => {
        expect(parseNumber(number(tenths / 10, 1))).toBeCloseTo(tenths / 10, 6)
      }),
    )
  })
})

it('rounds an estimate to three figures', () => {
  expect([about(24_183), about(96), about(1_234)]).toEqual([24_200, 96, 1_230])
})

it('says storage in MB and GB', () => {
  expect([bytes(4_100_000_000), bytes(18e9), bytes(5_400_000)]).toEqual(['4.1 GB', '18 GB', '5.4 MB'])
})

it('says what is wrong with a photo and what to do next', () => {
  expect(problemText({ code: 'tooLarge', width: 20_000, height: 20_000 })).toBe(
    'Too large to open: 20,000 × 20,000 px, limit 120 MP.',
  )
  expect(problemText({ code: 'unsupported', format: 'TIFF' })).toBe("TIFF can't be opened here. Export it as JPEG.")
})
