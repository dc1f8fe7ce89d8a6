import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { typedFigure } from '../../src/ui/panels/typedFigure.ts'
import { areaParts, areaText, countParts, countText, lengthParts, lengthText } from '../../src/ui/shell/bandText.ts'
import { number } from '../../src/ui/shell/format.ts'

const band = (value: number, half: number) => ({ value, low: value - half, high: value + half })
const plain = (text: string) => Number(text.replace(/[^-\d.]/g, ''))

describe('how a measured figure is written', () => {
  it('says whole millimetres, and never a band of less than one', () => {
    expect(lengthText(band(0.04, 0.71))).toBe('0 ± 1')
    expect(lengthText(band(-0.3, 0.72))).toBe('0 ± 1')
    expect(lengthText(band(4.4, 0.75))).toBe('4 ± 1')
    expect(lengthText(band(75.2, 4.1))).toBe('75 ± 5')
    expect(lengthText(band(10.34, 0.61), 'cm')).toBe('10.3 ± 0.7')
  })

  it('writes an area and its dots alike wherever they stand, in one line or in two', () => {
    const [area, dots] = [band(163.4, 34.3), band(20_812, 4_616)]
    expect(areaText(area)).toBe('163 ± 35')
    expect(areaParts(area)).toEqual({ value: '163', half: '35' })
    expect(countText(dots)).toBe(`${countParts(dots).value} ± ${countParts(dots).half}`)
    expect(plain(countParts(dots).half)).toBe(4700)
    expect(areaText(band(2.31, 0.11))).toBe('2.3 ± 0.2')
    expect(countText(band(0, 0))).toBe('0')
  })

  it('never writes a band that is narrower than it is', () => {
    const figures = fc.record({
      value: fc.double({ min: 0, max: 9e4, noNaN: true }),
      half: fc.double({ min: 1e-3, max: 9e3, noNaN: true }),
    })
    fc.assert(
      fc.property(figures, fc.constantFrom(lengthParts, areaParts, countParts), ({ value, half }, write) => {
        expect(plain(write(band(value, half)).half)).toBeGreaterThan(half - 1e-6)
      }),
    )
  })

  it('gives what rounds to nothing no sign', () => {
    expect(number(-0.2)).toBe('0')
    expect(number(-0.04, 1)).toBe('0.0')
    expect(number(-0.6)).toBe('-1')
  })
})

describe('a figure that is typed', () => {
  const height = { min: 30, max: 130, digits: 0, unit: 'mm', reason: 'Below that is the brow.' }

  it('is taken as it is between the ends of its slider, both ends too', () => {
    for (const text of ['30', '75,5 mm', '130'])
      expect(typedFigure(text, height)).toEqual({ value: parseFloat(text.replace(',', '.')) })
  })

  it('is refused beyond them, with the nearest that is taken, and why', () => {
    expect(typedFigure('10', height)).toEqual({
      problem: '10 lies outside 30 to 130 mm. Below that is the brow. The nearest is 30 mm. Nothing was changed.',
    })
    expect(typedFigure('400', { ...height, reason: undefined })).toEqual({
      problem: '400 lies outside 30 to 130 mm. The nearest is 130 mm. Nothing was changed.',
    })
    expect(typedFigure('0.3', { min: 0.08, max: 0.2, digits: 2, unit: 'mm' })).toEqual({
      problem: '0.30 lies outside 0.08 to 0.20 mm. The nearest is 0.20 mm. Nothing was changed.',
    })
  })

  it('says whole ends without the digits that its slider shows', () => {
    expect(typedFigure('900', { min: 0, max: 80, digits: 1, unit: '%' })).toEqual({
      problem: '900 lies outside 0 to 80%. The nearest is 80%. Nothing was changed.',
    })
  })

  it('is refused where it is no figure', () => {
    expect(typedFigure('tall', height)).toEqual({ problem: 'That is no number. Nothing was changed.' })
  })
})
