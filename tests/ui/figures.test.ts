import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { typedFigure } from '../../src/ui/panels/typedFigure.ts'
import {
  areaParts,
  areaText,
  countParts,
  countText,
  differenceText,
  lengthBandText,
  lengthParts,
} from '../../src/ui/shell/figures/bandText.ts'
import { number, parseLengthMm } from '../../src/ui/shell/figures/format.ts'
import {
  aboutLength,
  lengthFigure,
  lengthText,
  longUnit,
  perPxText,
  roughLength,
  withUnit,
} from '../../src/ui/shell/figures/length.ts'
import { setView } from '../../src/store/viewStore.ts'

const band = (value: number, half: number) => ({ value, low: value - half, high: value + half })
const plain = (text: string) => Number(text.replace(/[^-\d.]/g, ''))

describe('how a measured figure is written', () => {
  it('says whole millimetres, and never a band of less than one', () => {
    expect(lengthBandText(band(0.04, 0.71))).toBe('0 ± 1')
    expect(lengthBandText(band(-0.3, 0.72))).toBe('0 ± 1')
    expect(lengthBandText(band(4.4, 0.75))).toBe('4 ± 1')
    expect(lengthBandText(band(75.2, 4.1))).toBe('75 ± 5')
    expect(lengthBandText(band(103.4, 6.1), longUnit(103.4))).toBe('10.3 ± 0.7')
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

  it('says by how much one figure is more than another by the same rule', () => {
    expect(differenceText(band(5, 0.3), 'length')).toBe('+5 ± 1')
    expect(differenceText(band(-163, 34.3), 'area')).toBe('−163 ± 35')
    expect(differenceText(band(21_068, 4_695), 'dots')).toBe(`+${number(21_100)} ± ${number(4700)}`)
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
    expect(number(-0.6)).toBe('−1')
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

describe('lengths in inches, where Settings say so', () => {
  afterEach(() => setView({ lengths: 'mm' }))
  const inInches = () => setView({ lengths: 'in' })

  it('are written as fine as a millimetre is, and to tenths where they are only about so long', () => {
    expect([lengthText(75), aboutLength(75), roughLength(310)]).toEqual(['75 mm', '≈ 75 mm', '31 cm'])
    inInches()
    expect([lengthText(75), aboutLength(75), roughLength(310)]).toEqual(['2.95 in', '≈ 3.0 in', '12.2 in'])
    expect(withUnit(lengthBandText(band(75.2, 4.1)))).toBe('2.96 ± 0.17 in')
    expect(lengthBandText(band(103.4, 6.1), longUnit(103.4))).toBe('4.07 ± 0.25')
    expect(perPxText(0.068)).toBe('0.0027 in/px')
    expect(differenceText(band(5, 0.3), 'length')).toBe('+0.20 ± 0.02')
    // The trade has no other unit for an area.
    expect(areaText(band(163.4, 34.3))).toBe('163 ± 35')
  })

  it('never have a narrower band than in millimetres', () => {
    inInches()
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 300, noNaN: true }),
        fc.double({ min: 0, max: 30, noNaN: true }),
        (v, half) => {
          const said = lengthParts(band(v, half))
          expect(25.4 * plain(said.half)).toBeGreaterThanOrEqual(half - 1e-6)
          expect(Math.abs(25.4 * plain(said.value) - v)).toBeLessThanOrEqual(0.13)
        },
      ),
    )
  })

  it('are typed in inches, with or without the unit, and in millimetres by name', () => {
    const limits = { min: 2, max: 16, digits: 2, unit: 'in' }
    expect(typedFigure('0.5', limits)).toEqual({ value: 12.7 })
    expect(typedFigure('1/4 in', limits)).toEqual({ value: 6.35 })
    expect(typedFigure('9 mm', limits)).toEqual({ value: 9 })
    // 16 mm are 0.6299 in: typed as they are shown, they are the end.
    expect(typedFigure('0.63', limits)).toEqual({ value: 16 })
    expect(typedFigure('0.7', limits)).toEqual({
      problem: '0.70 lies outside 0.08 to 0.63 in. The nearest is 0.63 in. Nothing was changed.',
    })
    expect(typedFigure('9 mm', { ...limits, unit: 'mm' })).toEqual({ value: 9 })
    expect(typedFigure('0.5 in', { ...limits, unit: 'mm' })).toEqual({ value: 12.7 })
  })

  it('come back as what they were, to the precision that is shown', () => {
    inInches()
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (mm) => {
        expect(Math.abs((parseLengthMm(lengthFigure(mm), 'in') ?? NaN) - mm)).toBeLessThanOrEqual(0.13)
      }),
    )
  })
})
