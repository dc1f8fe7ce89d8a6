import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAYS_PER_YEAR, HEALED, pigmentKinds, skinKinds, sunHabits } from '../../../src/core/pigment/ageing.ts'
import { defaultClinicProfile as clinic } from '../../../src/core/plan/clinicProfile.ts'
import { touchUps, type Wear } from '../../../src/core/plan/touchUps.ts'
import { expectAround, expectBandsToHold } from './someBands.ts'

const usual: Wear = { pigment: 'carbon', sun: 'normal', skin: 'normal' }
const tenth = (x: number) => Math.round(x * 10) / 10
const wear = fc.record({
  pigment: fc.constantFrom(...pigmentKinds),
  sun: fc.constantFrom(...sunHabits),
  skin: fc.constantFrom(...skinKinds),
})

describe('touch-ups', () => {
  it('carbon is due after 4.4 years (2.8 to 7.1), oxide after 1.8', () => {
    const { value, low, high } = touchUps(usual, clinic).dueYears
    expect([value, low, high].map(tenth)).toEqual([4.4, 2.8, 7.1])
    expect(tenth(touchUps({ ...usual, pigment: 'oxide' }, clinic).dueYears.value)).toBe(1.8)
  })

  it('is due when .6 of the healed density is left', () => {
    fc.assert(
      fc.property(wear, (w) => {
        const { dueYears, halfLifeYears, dueDays } = touchUps(w, clinic)
        expect(2 ** (-dueYears.value / halfLifeYears.value)).toBeCloseTo(0.6, 9)
        expect(dueDays.value).toBeCloseTo(HEALED + dueYears.value * DAYS_PER_YEAR, 9)
      }),
    )
  })

  it('sun and oily or scarred skin bring it forward, a covered head puts it off', () => {
    const due = (w: Partial<Wear>) => touchUps({ ...usual, ...w }, clinic).dueYears.value
    expect(due({ sun: 'outdoor' }) / due({})).toBeCloseTo(0.7, 9)
    expect(due({ sun: 'covered' }) / due({})).toBeCloseTo(1.2, 9)
    expect(due({ skin: 'oily' }) / due({})).toBeCloseTo(0.8, 9)
    expect(due({ skin: 'scar' }) / due({})).toBeCloseTo(0.55, 9)
    expect(due({ halfLifeYears: 12 }) / due({})).toBeCloseTo(2, 9)
  })

  it('over ten years: two with carbon (one to three), priced as a sitting each', () => {
    const t = touchUps(usual, clinic)
    expect(t.count).toEqual({ value: 2, low: 1, high: 3 })
    expect(t.days).toHaveLength(2)
    expect(t.days[1]).toBeLessThanOrEqual(10 * DAYS_PER_YEAR)
    expect(t.days[1]! / t.days[0]!).toBeCloseTo(2, 2)
    expect(t.priceOfTenYears).toMatchObject({ value: 45_000, currency: 'INR' })
    expect(t.priceOfTenYears!.low).toBeGreaterThanOrEqual(15_000)
    expect(t.priceOfTenYears!.high).toBeLessThanOrEqual(90_000)
    expect(t.assumptions).toContain('touchUpPricedAsSitting')
  })

  it('those set in the design count as they are set, and more fall due after the last of them', () => {
    const free = touchUps(usual, clinic)
    const set = touchUps(usual, clinic, [700, 1400])
    expect(set.set).toBe(2)
    expect(set.days.slice(0, 2)).toEqual([700, 1400])
    expect(set.days.slice(2)).toEqual([Math.round(1400 + set.dueDays.value)])
    expect(set.count.value).toBe(set.days.length)
    expect(set.count.low).toBeGreaterThanOrEqual(2)
    expect(set.priceOfTenYears!.value / set.price!.value).toBeCloseTo(3, 9)
    expect(set.assumptions).toContain('setInDesign')
    expect(free.set).toBe(0)
    expect(free.assumptions).not.toContain('setInDesign')
  })

  it('one at ten years is counted, one after them is not', () => {
    const tenYears = Math.round(10 * DAYS_PER_YEAR)
    expect(touchUps(usual, clinic, [tenYears]).days).toEqual([tenYears])
    expect(touchUps(usual, clinic, [tenYears + 1]).days).toEqual(touchUps(usual, clinic).days)
  })

  it('wherever one is set, it comes first, the others follow within ten years, and every band holds its value', () => {
    fc.assert(
      fc.property(wear, fc.integer({ min: 43, max: 3653 }), (w, day) => {
        const t = touchUps(w, clinic, [day])
        expectBandsToHold(t)
        expect(t.days).toEqual(t.days.toSorted((a, b) => a - b))
        expect(t.days[0]).toBe(day)
        expect(t.days.at(-1)).toBeLessThanOrEqual(3653)
      }),
    )
  })

  it('has its own price where the clinic has one, and none where none is known', () => {
    const own = touchUps(usual, { ...clinic, touchUpPrice: { low: 100, high: 200 } })
    expect(own.price).toMatchObject({ value: 150, low: 100, high: 200 })
    expect(own.assumptions).not.toContain('touchUpPricedAsSitting')
    const fixed = touchUps(usual, { ...clinic, price: { mode: 'fixed', low: 1, high: 2, currency: 'EUR' } })
    expect(fixed.price).toBeNull()
    expect(fixed.priceOfTenYears).toBeNull()
    expect(fixed.assumptions).toContain('touchUpNotPriced')
  })

  it('every band holds its value, and widens with the doubt about the half-life', () => {
    fc.assert(
      fc.property(wear, fc.double({ min: 1, max: 2, noNaN: true }), (w, by) => {
        const known = touchUps(w, clinic)
        expectBandsToHold(known)
        expectAround(touchUps(w, { ...clinic, halfLifeFactor: clinic.halfLifeFactor * by }), known)
      }),
    )
  })

  it('refuses pigment that never was', () => {
    expect(() => touchUps({ ...usual, halfLifeYears: 0 }, clinic)).toThrow(/half-life above 0/)
  })
})
