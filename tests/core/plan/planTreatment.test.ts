import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaRoles } from '../../../src/core/design/design.ts'
import { SITTING_SHARE } from '../../../src/core/pigment/inkModel.ts'
import { exactly, rounded, sumTogether } from '../../../src/core/plan/bands.ts'
import { defaultClinicProfile as clinic } from '../../../src/core/plan/clinicProfile.ts'
import { planTreatment, sittingShares, type Plan, type PlanMeasures } from '../../../src/core/plan/planTreatment.ts'
import { expectAround, expectBandsToHold, someBand, worse } from './someBands.ts'

const one = (cm2: number, dots: number, role: PlanMeasures['areas'][number]['role'] = 'bald'): PlanMeasures => ({
  areas: [{ id: 'top', role, areaCm2: exactly(cm2), dots: exactly(dots) }],
})
const hours = (minutes: number) => Math.round(minutes / 6) / 10

const measures = fc
  .uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(id),
          role: fc.constantFrom(...areaRoles),
          areaCm2: someBand(1, 300),
          dots: someBand(10, 40_000),
        }),
      ),
    ),
  )
  .map((areas): PlanMeasures => ({ areas }))

/** Whether no sitting is over the clinic's limits, even where the work is most. */
const isWithinLimits = ({ sittings, impressions, workMinutes }: Plan): boolean =>
  sittings.every(
    ({ share }) =>
      share * impressions.high <= clinic.mostImpressions &&
      share * workMinutes.high + clinic.setUpMinutes <= clinic.mostMinutes,
  )

describe('the plan of new work', () => {
  const plan = planTreatment(one(250, 25_000), clinic)

  it('250 cm2 at 100 per cm2: 27,800 impressions, 7.3 h of work, 8.3 h with set-up, three sittings', () => {
    expect(rounded(plan.impressions).value).toBe(27_800)
    expect(hours(plan.workMinutes.value)).toBe(7.3)
    expect(hours(plan.minutes.value)).toBe(8.3)
    expect(plan.sittings.map((s) => s.share)).toEqual([0.3, 0.4, 0.3])
    expect(plan.raised).toEqual([])
    // The model says 1.75 min per cm2.
    expect(Math.abs(plan.workMinutes.value / 250 / 1.75 - 1)).toBeLessThan(0.01)
  })

  it('goes from light to full ink, three sittings at 15,000 to 30,000 rupees each', () => {
    expect(plan.sittings.map((s) => s.concentration)).toEqual([0.6, 0.85, 1])
    const three = { ...clinic, pacePerMinute: exactly(75), retention: { ...clinic.retention, normal: exactly(0.9) } }
    expect(planTreatment({ ...one(250, 25_000), skin: 'normal' }, three).price).toEqual({
      value: 67_500,
      low: 45_000,
      high: 90_000,
      currency: 'INR',
    })
    expect(plan.sittings.map((s) => s.price.low)).toEqual([15_000, 15_000, 15_000])
  })

  it('sittings and areas add up to the whole, but for what would be one sitting more', () => {
    fc.assert(
      fc.property(measures, (m) => {
        const p = planTreatment(m, clinic)
        expect(p.sittings.reduce((sum, s) => sum + s.share, 0)).toBeCloseTo(1, 9)
        for (const name of ['dots', 'impressions', 'workMinutes'] as const)
          for (const parts of [p.sittings, p.areas]) {
            const sum = sumTogether(parts.map((part) => part[name]))
            for (const end of ['value', 'low'] as const) expect(sum[end] / p[name][end]).toBeCloseTo(1, 9)
            expect(sum.high / p[name].high).toBeLessThan(1 + 1e-9)
            if (parts === p.areas || (name !== 'dots' && isWithinLimits(p)))
              expect(sum.high / p[name].high).toBeCloseTo(1, 9)
          }
        expect(sumTogether(p.sittings.map((s) => s.minutes)).value).toBeCloseTo(p.minutes.value, 6)
      }),
    )
  })

  it('150 cm2 that may take more sittings than planned may cost as much, and last as long', () => {
    const dots = { value: 22_500, low: 16_000, high: 60_000 }
    const p = planTreatment({ areas: [{ id: 'a', role: 'bald', areaCm2: exactly(150), dots }], skin: 'normal' }, clinic)
    expect(p.sittingCount.high).toBeGreaterThan(p.sittings.length + 1)
    expect(p.price.high).toBeGreaterThanOrEqual(p.sittingCount.high * clinic.price.high)
    expect(p.price.low).toBeLessThanOrEqual(p.sittingCount.low * clinic.price.low)
    expect(p.minutes.high).toBeCloseTo(p.workMinutes.high + p.sittingCount.high * clinic.setUpMinutes, 9)
    expect(p.minutes.low).toBeCloseTo(p.workMinutes.low + p.sittingCount.low * clinic.setUpMinutes, 9)
  })

  it('area times mean density is the number of dots, area by area', () => {
    fc.assert(
      fc.property(measures, (m) => {
        for (const { areaCm2, dotsPerCm2, dots } of planTreatment(m, clinic).areas)
          expect((areaCm2.value * dotsPerCm2) / dots.value).toBeCloseTo(1, 9)
      }),
    )
    expect(planTreatment(one(0, 0), clinic).areas[0]!.dotsPerCm2).toBe(0)
  })

  it('every band holds its value, and worse measures never narrow one', () => {
    fc.assert(
      fc.property(measures, fc.double({ min: 1, max: 2, noNaN: true }), (m, by) => {
        const known = planTreatment(m, clinic)
        const areas = m.areas.map((a) => ({ ...a, areaCm2: worse(a.areaCm2, by), dots: worse(a.dots, by) }))
        const guessed = planTreatment({ areas }, clinic)
        expectBandsToHold(known)
        expectAround(guessed, known)
      }),
    )
  })

  it('a measured pace narrows the hours, a wider one widens them', () => {
    const measured = planTreatment(one(250, 25_000), { ...clinic, pacePerMinute: { value: 75, low: 72, high: 78 } })
    expect(measured.workMinutes.high).toBeLessThan(plan.workMinutes.high)
    expect(measured.workMinutes.low).toBeGreaterThan(plan.workMinutes.low)
    expect(measured.impressions).toEqual(plan.impressions)
  })

  it.each([
    ['normal', 'bald', 0.9],
    ['oily', 'bald', 0.8],
    ['scar', 'bald', 0.55],
    ['oily', 'scar', 0.55],
  ] as const)('%s skin, %s area: a share of %d of the impressions stays', (skin, role, retention) => {
    const p = planTreatment({ ...one(10, 1000, role), skin }, clinic)
    expect(p.impressions.value).toBeCloseTo(1000 / retention, 6)
  })

  it('says when normal skin was taken for granted', () => {
    expect(plan.assumptions).toContain('skinNormal')
    expect(planTreatment({ ...one(10, 1000), skin: 'normal' }, clinic).assumptions).not.toContain('skinNormal')
    expect(planTreatment({ ...one(10, 1000), skin: null }, clinic).assumptions).toContain('skinNormal')
    expect(planTreatment(one(10, 1000, 'scar'), clinic).assumptions).toContain('scarRetention')
  })

  it('until somebody has asked, as few may stay as in oily skin', () => {
    const of = (skin: PlanMeasures['skin']) => planTreatment({ ...one(10, 1000), skin }, clinic).impressions
    expect(of(null).value).toBe(of('normal').value)
    expect(of(null).high).toBeCloseTo(of('oily').high, 9)
    expect(of(null).low).toBe(of('normal').low)
  })

  it('a needle of one or of three points leaves one dot per impression', () => {
    expect(planTreatment(one(250, 25_000), { ...clinic, needle: 'threeRound' })).toEqual(plan)
  })
})

describe('how many sittings', () => {
  it('three share the work 30, 40, 30; more share it equally with ten points more in the second', () => {
    expect(sittingShares(3)).toEqual([...SITTING_SHARE])
    expect(sittingShares(4)).toEqual([0.23, 0.32, 0.23, 0.22])
    expect(sittingShares(5)).toEqual([0.18, 0.28, 0.18, 0.18, 0.18])
    expect(sittingShares(1)).toEqual([1])
    for (let n = 1; n <= 12; n++) expect(sittingShares(n).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
  })

  it('a fourth is added when one would be too long, and says why', () => {
    // 32,400 dots: 36,000 impressions, 565 min; the second of three would be 40 % of that and set-up.
    const p = planTreatment(one(300, 32_400), clinic)
    expect(p.sittings).toHaveLength(4)
    expect(p.sittings.map((s) => s.concentration)).toEqual([0.6, 0.85, 1, 1])
    const minutes = p.raised.find((r) => r.code === 'minutes')
    expect(minutes).toMatchObject({ sittings: 3, sitting: 2, limit: 240 })
    expect(minutes!.value).toBeCloseTo(0.4 * (36_000 / (75 * 0.85)) + 20, 6)
    expect(p.raised.find((r) => r.code === 'impressions')).toMatchObject({ sittings: 3, limit: 14_000 })
  })

  it('names only the limit that was broken', () => {
    const quick = { ...clinic, pacePerMinute: exactly(400) }
    expect(planTreatment(one(300, 32_400), quick).raised.map((r) => r.code)).toEqual(['impressions'])
    const slow = { ...clinic, pacePerMinute: { value: 40, low: 30, high: 50 } }
    expect(planTreatment(one(250, 25_000), slow).raised.map((r) => r.code)).toEqual(['minutes'])
  })

  it('none is over the limits, and one fewer would be', () => {
    fc.assert(
      fc.property(fc.double({ min: 10, max: 400_000, noNaN: true }), (dots) => {
        const p = planTreatment(one(500, dots), clinic)
        for (const s of p.sittings) {
          expect(s.minutes.value).toBeLessThanOrEqual(clinic.mostMinutes + 1e-6)
          expect(s.impressions.value).toBeLessThanOrEqual(clinic.mostImpressions + 1e-6)
        }
        const n = p.sittings.length
        expect(n).toBeGreaterThanOrEqual(clinic.leastSittings)
        expect(p.raised.length > 0).toBe(n > clinic.leastSittings)
        if (n > clinic.leastSittings) {
          const most = n > 4 ? 1 / (n - 1) : Math.max(...sittingShares(n - 1))
          const minutes = p.workMinutes.value * most + clinic.setUpMinutes
          // Beyond four not even equal shares would do with one sitting less.
          expect(minutes > clinic.mostMinutes || p.impressions.value * most > clinic.mostImpressions).toBe(true)
        }
      }),
    )
  })

  it('a whole scalp takes six, shared equally, since there is no room for a longer second one', () => {
    const p = planTreatment(one(500, 75_000), clinic)
    expect(p.sittings).toHaveLength(6)
    expect(new Set(p.sittings.map((s) => s.share))).toEqual(new Set([1 / 6]))
    expect(p.assumptions).toContain('evenShares')
  })

  it('never takes fewer for more work, nor more for a longer day', () => {
    const work = fc.integer({ min: 100, max: 90_000 })
    const limit = fc.integer({ min: 60, max: 300 })
    fc.assert(
      fc.property(work, work, limit, limit, (a, b, c, d) => {
        const sittings = (dots: number, mostMinutes: number) =>
          planTreatment(one(300, dots), { ...clinic, mostMinutes }).sittings.length
        const [less, more] = a < b ? [a, b] : [b, a]
        const [short, long] = c < d ? [c, d] : [d, c]
        expect(sittings(less, long)).toBeLessThanOrEqual(sittings(more, long))
        expect(sittings(more, long)).toBeLessThanOrEqual(sittings(more, short))
      }),
    )
  })

  it('says how many it would be at both ends of the band', () => {
    const p = planTreatment(
      { areas: [{ id: 'a', role: 'bald', areaCm2: exactly(250), dots: { value: 25_000, low: 20_000, high: 40_000 } }] },
      clinic,
    )
    expect(p.sittingCount.low).toBe(3)
    expect(p.sittingCount.value).toBe(3)
    expect(p.sittingCount.high).toBeGreaterThan(3)
  })

  it('nothing to place takes no sitting and costs nothing', () => {
    const p = planTreatment(one(10, 0), clinic)
    expect(p.sittings).toEqual([])
    expect(p.minutes.value).toBe(0)
    expect(p.price.value).toBe(0)
    expect(p.assumptions).toEqual(['nothingToPlace'])
  })
})

describe('the price', () => {
  const m: PlanMeasures = {
    areas: [{ id: 'a', role: 'bald', areaCm2: { value: 100, low: 80, high: 120 }, dots: exactly(10_000) }],
  }
  it('by the cm2 follows the area and widens with it', () => {
    const p = planTreatment(m, { ...clinic, price: { mode: 'perCm2', low: 4, high: 6, currency: 'EUR' } })
    expect(p.price.value).toBeCloseTo(500, 9)
    expect(p.price.currency).toBe('EUR')
    expect(p.price.low).toBeLessThan(400)
    expect(p.price.low).toBeGreaterThan(320)
    expect(p.sittings[1]!.price.value).toBeCloseTo(200, 9)
    expect(p.assumptions).toContain('pricePerCm2')
  })

  it('fixed is the same for any area and any number of sittings', () => {
    const price = { mode: 'fixed', low: 2000, high: 2400, currency: 'USD' } as const
    const small = planTreatment(m, { ...clinic, price })
    const large = planTreatment(one(500, 75_000), { ...clinic, price })
    for (const p of [small, large]) {
      expect(p.price.value).toBeCloseTo(2200, 9)
      expect(p.price.low).toBeCloseTo(2000, 9)
      expect(p.price.high).toBeCloseTo(2400, 9)
    }
  })

  it('by the sitting grows with the sittings, from the fewest to the most that there may be', () => {
    const dots = { value: 32_400, low: 24_000, high: 48_000 }
    const p = planTreatment({ areas: [{ id: 'top', role: 'bald', areaCm2: exactly(300), dots }] }, clinic)
    expect(p.price.value).toBe(4 * 22_500)
    expect(p.sittingCount.low).toBeLessThan(4)
    expect(p.sittingCount.high).toBeGreaterThan(4)
    expect(p.price.low).toBe(p.sittingCount.low * 15_000)
    expect(p.price.high).toBe(p.sittingCount.high * 30_000)
    expect(p.minutes.high - p.workMinutes.high).toBe(p.sittingCount.high * clinic.setUpMinutes)
  })

  it('no card says that a sitting may be longer or have more impressions than the clinic’s limits', () => {
    fc.assert(
      fc.property(measures, (m) => {
        for (const { minutes, impressions } of planTreatment(m, clinic).sittings) {
          expect(minutes.high).toBeLessThanOrEqual(clinic.mostMinutes + 1e-6)
          expect(impressions.high).toBeLessThanOrEqual(clinic.mostImpressions + 1e-6)
        }
      }),
    )
  })
})

describe('a plan of nonsense', () => {
  it.each([
    ['no area', { areas: [] }, /one area/],
    [
      'a negative area',
      { areas: [{ id: 'a', role: 'bald', areaCm2: exactly(1), dots: { value: 1, low: -1, high: 2 } }] },
      /dots of area a.*-1/,
    ],
    [
      'no number',
      { areas: [{ id: 'a', role: 'bald', areaCm2: { value: NaN, low: 0, high: 2 }, dots: exactly(1) }] },
      /cm2 of area a/,
    ],
    [
      'a value outside its band',
      { areas: [{ id: 'a', role: 'bald', areaCm2: { value: 5, low: 1, high: 4 }, dots: exactly(1) }] },
      /cm2 of area a/,
    ],
    ['one area twice', { areas: [one(1, 1).areas[0]!, one(1, 1).areas[0]!] }, /top twice/],
  ] as const)('%s is refused with its figures', (_, m, message) => {
    expect(() => planTreatment(m, clinic)).toThrow(RangeError)
    expect(() => planTreatment(m, clinic)).toThrow(message)
  })

  it('a profile out of range is refused by name', () => {
    expect(() => planTreatment(one(1, 1), { ...clinic, utilisation: 0 })).toThrow(/utilisation/)
  })
})
