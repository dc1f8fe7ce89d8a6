import { describe, expect, it } from 'vitest'
import { nothingPlanned, priceModes } from '../../../src/core/design/plannedWork.ts'
import {
  agreedProfile,
  clinicFigures,
  defaultClinicProfile,
  type ClinicFigure,
  type ClinicProfile,
} from '../../../src/core/plan/clinicProfile.ts'
import { readClinicProfile } from '../../../src/core/plan/clinicProfileSchema.ts'
import { chargedBy } from '../../../src/core/plan/price.ts'

const figures: [string, ClinicFigure][] = Object.entries(clinicFigures)

describe("the clinic's profile", () => {
  it.each(figures)('%s has a unit, a range around its default, and a source or the word assumed', (_, figure) => {
    expect(figure.unit).not.toBe('')
    expect(figure.source).not.toBe('')
    expect(figure.least).toBeLessThanOrEqual(figure.low)
    expect(figure.low).toBeLessThanOrEqual(figure.value)
    expect(figure.value).toBeLessThanOrEqual(figure.high)
    expect(figure.high).toBeLessThanOrEqual(figure.most)
  })

  it('starts from the published and assumed figures', () => {
    expect(defaultClinicProfile).toMatchObject({
      pacePerMinute: { value: 75, low: 58, high: 117 },
      utilisation: 0.85,
      setUpMinutes: 20,
      retention: { normal: { value: 0.9 }, oily: { value: 0.8 }, scar: { value: 0.55 } },
      halfLifeYears: { carbon: 6, organic: 4, oxide: 2.5 },
      halfLifeFactor: 1.6,
      residual: {
        pico: { value: 0.35, low: 0.2, high: 0.46 },
        qSwitched: { value: 0.5, low: 0.4, high: 0.65 },
        saline: { value: 0.75, low: 0.65, high: 0.85 },
      },
      restWeeks: 8,
      sittingIntervalDays: { value: 14, low: 7, high: 30 },
      patchTestDays: 14,
      leastSittings: 3,
      mostMinutes: 240,
      mostImpressions: 14_000,
      price: { mode: 'perSitting', low: 15_000, high: 30_000, currency: 'INR' },
    })
  })

  it('has no price for the laser until the clinic enters one', () => {
    expect(defaultClinicProfile.laserSessionPrice).toBeNull()
  })

  it('is the default where nothing is stored, and passes its own check', () => {
    for (const nothing of [undefined, null, {}]) expect(readClinicProfile(nothing)).toEqual(defaultClinicProfile)
    expect(readClinicProfile(defaultClinicProfile)).toEqual(defaultClinicProfile)
    expect(readClinicProfile(JSON.parse(JSON.stringify(defaultClinicProfile)))).toEqual(defaultClinicProfile)
  })

  it('keeps what was stored and fills in what was not, within groups too', () => {
    const read = readClinicProfile({ setUpMinutes: 30, halfLifeYears: { carbon: 7 }, left: 'over' })
    expect(read).toEqual({
      ...defaultClinicProfile,
      setUpMinutes: 30,
      halfLifeYears: { ...defaultClinicProfile.halfLifeYears, carbon: 7 },
    })
  })

  it.each([
    ['a share above 1', { utilisation: 1.2 }, /utilisation: Expected 0.2 to 1 share, got 1.2/],
    ['a pace of none', { pacePerMinute: { value: 75, low: 0, high: 117 } }, /pacePerMinute.low/],
    ['a band beside its value', { pacePerMinute: { value: 75, low: 80, high: 117 } }, /pacePerMinute: .*low <= value/],
    ['no number', { setUpMinutes: NaN }, /setUpMinutes/],
    ['text for a number', { restWeeks: '8' }, /restWeeks/],
    ['half a sitting', { leastSittings: 2.5 }, /leastSittings/],
    [
      'a currency that is none',
      { price: { mode: 'fixed', low: 1, high: 2, currency: 'rupees' } },
      /price.currency.*INR/,
    ],
    ['a price that falls', { price: { mode: 'fixed', low: 3, high: 2, currency: 'INR' } }, /price: .*low to high/],
    ['a price below nothing', { laserSessionPrice: { low: -5, high: 5 } }, /laserSessionPrice.low/],
    ['a residual of everything', { residual: { pico: { value: 1, low: 1, high: 1 } } }, /residual.pico/],
    ['set-up as long as the day', { setUpMinutes: 60, mostMinutes: 60 }, /set-up/],
    ['a word', 'default', /Clinic profile/],
  ])('refuses %s', (_, stored, message) => {
    expect(() => readClinicProfile(stored)).toThrow(RangeError)
    expect(() => readClinicProfile(stored)).toThrow(message)
  })
})

describe('what a patient is asked', () => {
  const clinic: ClinicProfile = {
    ...defaultClinicProfile,
    price: { mode: 'perSitting', low: 300, high: 500, currency: 'EUR' },
  }

  it('costs as much for a bald scalp when it is charged in another way', () => {
    const { price } = clinic
    expect(chargedBy('fixed', price, 3)).toEqual({ mode: 'fixed', low: 900, high: 1500, currency: 'EUR' })
    expect(chargedBy('perCm2', price, 3)).toEqual({ mode: 'perCm2', low: 3.6, high: 6, currency: 'EUR' })
    expect(chargedBy('perSitting', price, 3)).toBe(price)
    for (const mode of priceModes) expect(chargedBy('perSitting', chargedBy(mode, price, 3), 3)).toEqual(price)
  })

  it('is what was agreed with them, unless that was in another currency than the clinic charges in', () => {
    const agreed = { mode: 'fixed', low: 1000, high: 1000, currency: 'EUR' } as const
    expect(agreedProfile(clinic, nothingPlanned).price).toEqual(clinic.price)
    expect(agreedProfile(clinic, { ...nothingPlanned, price: agreed }).price).toEqual(agreed)
    expect(agreedProfile(clinic, { ...nothingPlanned, price: { ...agreed, currency: 'INR' } }).price).toEqual(
      clinic.price,
    )
  })

  it('is done in as few sittings as were set for them, and else as is usual in the clinic', () => {
    expect(agreedProfile(clinic, nothingPlanned).leastSittings).toBe(3)
    expect(agreedProfile(clinic, { ...nothingPlanned, leastSittings: 1 }).leastSittings).toBe(1)
  })

  it('is no number for a reversal’s new dots, which come in as many sittings as they need', () => {
    expect(agreedProfile(clinic, { ...nothingPlanned, leastSittings: 2 }, 'reversal').leastSittings).toBe(3)
  })

  it('is for a reversal’s new dots what was agreed by the sitting or the cm2, not what was for all new work', () => {
    for (const mode of priceModes) {
      const agreed = { mode, low: 1000, high: 1000, currency: 'EUR' } as const
      const { price } = agreedProfile(clinic, { ...nothingPlanned, price: agreed }, 'reversal')
      expect(price).toEqual(mode === 'fixed' ? clinic.price : agreed)
    }
  })
})
