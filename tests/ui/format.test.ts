import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { surfaceOf } from '../../src/core/design/scale/calibration.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { measureText } from '../../src/ui/panels/scale/measureText.ts'
import { problemText } from '../../src/ui/panels/problemText.ts'
import { about, bytes, number, parseAmount, parseLengthMm, parseNumber } from '../../src/ui/shell/figures/format.ts'

describe('what a person types as a figure', () => {
  it.each([
    ['96', 96],
    ['96.5', 96.5],
    ['96,5', 96.5],
    [' 96 mm', 96],
    ['≈ 75 mm', 75],
    ['-4', -4],
    ['−4', -4],
    ['', null],
    ['mm', null],
    ['1e9', null],
    ['75 to 80', null],
    ['12.500,50', null],
  ])('reads %j as %j', (text, value) => {
    expect(parseNumber(text)).toBe(value)
  })

  it.each([
    ['12500', 12_500],
    ['12,500', 12_500],
    ['12.500', 12_500],
    ['12.500,50', 12_500.5],
    ['12,500.50', 12_500.5],
    ['1,00,000', 100_000],
    ['1.250.000', 1_250_000],
    ['12 500', 12_500],
    ['12’500', 12_500],
    ['€ 180', 180],
    ['180,5', 180.5],
    ['240 min', 240],
    ['-5', null],
    ['1e9', null],
    ['20k', null],
    ['2 lakhs', null],
    ['2 crores', null],
    ['2L', null],
    ['20 thousand', null],
    ['1.5 million', null],
    ['20 tsd', null],
    ['500/-', 500],
    ['500 EUR', 500],
    ['0.500', 0.5],
    ['0,125', 0.125],
    ['some', null],
  ])('reads the amount %j as %j', (text, value) => {
    expect(parseAmount(text)).toBe(value)
  })

  it.each([
    ['85,6', 85.6],
    ['85.6 mm', 85.6],
    ['8.56cm', 85.6],
    ['2 in', 50.8],
    ['2.5"', 63.5],
    ['3 3/8 inches', 85.725],
    ['1/2 in', 12.7],
    ['in', null],
  ])('reads the length %j as %j mm', (text, value) => {
    if (value === null) expect(parseLengthMm(text)).toBeNull()
    else expect(parseLengthMm(text)).toBeCloseTo(value, 9)
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

describe('what a measure says', () => {
  const plain = newDesign({ id: 'p', hash: 'h', width: 3000, height: 4000 }, { seed: 1 })
  // Where a hand has put it.
  const a = { x: plain.scale.a.x, y: plain.scale.a.y - 8 }
  const design = { ...plain, scale: { ...plain.scale, a, source: 'ruler', status: 'used' } } as const

  it('is in millimetres up to ten centimetres, and in centimetres beyond', () => {
    const { x, y } = design.marks.glabella
    const from = { x, y }
    const mmPerPx = surfaceOf(design).mmPerPxAt(from)
    expect(measureText(design, [from, { x, y: y - 90 / mmPerPx }])).toBe('≈ 90 mm')
    expect(measureText(design, [from, { x, y: y - 132 / mmPerPx }])).toBe('≈ 13.2 cm')
  })
})
