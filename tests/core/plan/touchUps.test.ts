import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DAYS_PER_YEAR,
  HALF_LIFE_YEARS,
  HEALED,
  pigmentKinds,
  skinKinds,
  sunHabits,
  touchUpDueYears,
  usualAgeing,
  usualFading,
  type Ageing,
} from '../../../src/core/pigment/ageing.ts'
import { agedBy, agesBy, defaultClinicProfile as clinic } from '../../../src/core/plan/clinicProfile.ts'
import { touchUps } from '../../../src/core/plan/touchUps.ts'
import { expectAround, expectBandsToHold } from './someBands.ts'

const usual: Ageing = { ...usualAgeing, skin: 'normal' }
const oxide: Ageing = { ...usual, pigment: 'oxide', halfLifeYears: HALF_LIFE_YEARS.oxide }
const withSet = (...days: readonly number[]): Ageing => ({ ...usual, touchUps: days })
const tenth = (x: number) => Math.round(x * 10) / 10
const wear: fc.Arbitrary<Ageing> = fc
  .record({
    pigment: fc.constantFrom(...pigmentKinds),
    sun: fc.constantFrom(...sunHabits),
    skin: fc.constantFrom(...skinKinds, null),
  })
  .map((of) => ({ ...of, halfLifeYears: HALF_LIFE_YEARS[of.pigment], touchUps: [] }))

describe('touch-ups', () => {
  it('carbon is due after 4.4 years (2.8 to 7.1), oxide after 1.8', () => {
    const { value, low, high } = touchUps(usual, clinic).dueYears
    expect([value, low, high].map(tenth)).toEqual([4.4, 2.8, 7.1])
    expect(tenth(touchUps(oxide, clinic).dueYears.value)).toBe(1.8)
  })

  it('is due when .6 of the healed density is left', () => {
    fc.assert(
      fc.property(wear, (w) => {
        const { dueYears, halfLifeYears, days } = touchUps(w, clinic)
        expect(2 ** (-dueYears.value / halfLifeYears.value)).toBeCloseTo(0.6, 9)
        if (days.length > 0) expect(days[0]).toBe(Math.round(HEALED + dueYears.value * DAYS_PER_YEAR))
      }),
    )
  })

  it('sun and oily or scarred skin bring it forward, a covered head puts it off', () => {
    const due = (w: Partial<Ageing>) => touchUps({ ...usual, ...w }, clinic).dueYears.value
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
    const set = touchUps(withSet(700, 1400), clinic)
    expect(set.set).toBe(2)
    expect(set.days.slice(0, 2)).toEqual([700, 1400])
    expect(set.days.slice(2)).toEqual([Math.round(1400 + HEALED + set.dueYears.value * DAYS_PER_YEAR)])
    expect(set.count.value).toBe(set.days.length)
    expect(set.count.low).toBeGreaterThanOrEqual(2)
    expect(set.priceOfTenYears!.value / free.priceOfTenYears!.value).toBeCloseTo(3 / 2, 9)
    expect(set.assumptions).toContain('setInDesign')
    expect(free.set).toBe(0)
    expect(free.assumptions).not.toContain('setInDesign')
  })

  it('one at ten years is counted, one after them is not', () => {
    const tenYears = Math.round(10 * DAYS_PER_YEAR)
    expect(touchUps(withSet(tenYears), clinic).days).toEqual([tenYears])
    expect(touchUps(withSet(tenYears + 1), clinic).days).toEqual(touchUps(usual, clinic).days)
  })

  it('wherever one is set, it comes first, the others follow within ten years, and every band holds its value', () => {
    fc.assert(
      fc.property(wear, fc.integer({ min: 43, max: 3653 }), (w, day) => {
        const t = touchUps({ ...w, touchUps: [day] }, clinic)
        expectBandsToHold(t)
        expect(t.days).toEqual(t.days.toSorted((a, b) => a - b))
        expect(t.days[0]).toBe(day)
        expect(t.days.at(-1)).toBeLessThanOrEqual(3653)
      }),
    )
  })

  it('has its own price where the clinic has one, and none where none is known', () => {
    const own = touchUps(usual, { ...clinic, touchUpPrice: { low: 100, high: 200 } })
    expect(own.priceOfTenYears!.value).toBeCloseTo(2 * 150, 9)
    expect(own.assumptions).not.toContain('touchUpPricedAsSitting')
    const fixed = touchUps(usual, { ...clinic, price: { mode: 'fixed', low: 1, high: 2, currency: 'EUR' } })
    expect(fixed.priceOfTenYears).toBeNull()
    expect(fixed.assumptions).toContain('touchUpNotPriced')
  })

  it('every band holds its value, and widens with the doubt about the half-life', () => {
    fc.assert(
      fc.property(wear, fc.double({ min: 1, max: 2, noNaN: true }), (w, by) => {
        const known = touchUps(w, clinic)
        expectBandsToHold(known)
        const halfLifeFactor = usualFading.halfLifeFactor * by
        expectAround(touchUps({ ...w, fading: { ...usualFading, halfLifeFactor } }, clinic), known)
      }),
    )
  })

  it('refuses pigment that never was', () => {
    expect(() => touchUps({ ...usual, halfLifeYears: 0 }, clinic)).toThrow(/half-life above 0/)
  })

  it('until somebody has asked, the skin may be oily: due as with normal skin, or as early as with oily', () => {
    const of = (skin: Ageing['skin']) => touchUps({ ...usual, skin }, clinic)
    expect(of(null).dueYears.value).toBe(of('normal').dueYears.value)
    expect(of(null).dueYears.low).toBe(of('oily').dueYears.low)
    expect(of(null).dueYears.high).toBe(of('normal').dueYears.high)
    expect(of(null).assumptions).toContain('fadingSkinNotAsked')
    expect(of('normal').assumptions).not.toContain('fadingSkinNotAsked')
  })
})

describe('fading by the clinic’s numbers', () => {
  const own = {
    ...clinic,
    halfLifeYears: { ...clinic.halfLifeYears, carbon: 9 },
    sunFactor: { ...clinic.sunFactor, outdoor: 0.5 },
    touchUpBelow: 0.5,
  }

  it('plan and picture say the same day, whatever the clinic has entered', () => {
    fc.assert(
      fc.property(wear, (w) => {
        const aged = agedBy(w, own)
        expect(touchUps(aged, own).dueYears).toEqual(touchUpDueYears(aged))
        // A plan by other numbers leaves the design's own alone.
        expect(touchUps(aged, clinic).dueYears).toEqual(touchUpDueYears(aged))
      }),
    )
    const outdoor = agedBy({ ...usual, sun: 'outdoor' }, own)
    expect(touchUpDueYears(outdoor).value).toBeCloseTo(9 * 0.5, 9)
  })

  it('a design that fades by them is known, and one from before fades by the usual ones', () => {
    expect(agesBy(usual, clinic)).toBe(true)
    expect(agedBy(usual, clinic)).toBe(usual)
    for (const part of [{ touchUpBelow: 0.5 }, { halfLifeFactor: 2 }, { halfLifeYears: own.halfLifeYears }])
      expect(agesBy(usual, { ...clinic, ...part })).toBe(false)
    expect(agesBy(agedBy(usual, own), own)).toBe(true)
    expect(agesBy(agedBy(usual, own), clinic)).toBe(false)
  })
})
