import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BODY_TATTOO_RESIDUAL,
  laserMethods,
  residualPerSession,
  softenedSessions,
  type SkinType,
} from '../../../src/core/pigment/laser.ts'
import { exactly } from '../../../src/core/plan/bands.ts'
import { defaultClinicProfile as clinic } from '../../../src/core/plan/clinicProfile.ts'
import type { ReversalMeasures, ReversalSettings, ZoneMeasures } from '../../../src/core/plan/reversalCourse.ts'
import { isTouchUpWork, reversalPlan } from '../../../src/core/plan/reversalPlan.ts'
import { expectAround, expectBandsToHold, worse } from './someBands.ts'

const zone = (cm2: number, dots: number): ZoneMeasures => ({
  areaCm2: { value: cm2, low: cm2 * 0.8, high: cm2 * 1.2 },
  dots: { value: dots, low: dots * 0.8, high: dots * 1.2 },
})
const measures: ReversalMeasures = {
  zones: { remove: zone(20, 2500), lighten: zone(5, 600), keep: zone(90, 12_000), add: zone(25, 3500) },
  contrast: exactly(1),
  role: 'bald',
}
const settings: ReversalSettings = {
  residual: residualPerSession('pico'),
  sessions: null,
  intervalWeeks: 7,
  soften: false,
  ink: { oxide: false, deep: false, passes: 3, colourShifted: false },
  skinType: 3,
  startDate: '2026-01-05',
  gapDays: {},
}
const priced = { ...clinic, laserSessionPrice: { low: 5000, high: 8000 } }
const withZones = (zones: Partial<ReversalMeasures['zones']>): ReversalMeasures => ({
  ...measures,
  zones: { ...measures.zones, ...zones },
})
const plan = reversalPlan(measures, settings, clinic)

describe('the plan of a reversal', () => {
  it('pico: three sessions to a tenth, 13.75 min on 20 + 5 cm2 once and 13 after that', () => {
    expect(plan.remove.sessions.value).toBe(3)
    expect(plan.remove.treatedCm2.map((cm2) => cm2.value)).toEqual([25, 20, 20])
    expect(plan.remove.minutes.map((m) => m.value)).toEqual([13.75, 13, 13])
    expect(plan.remove.contrasts.at(-1)!.value).toBeLessThanOrEqual(0.1)
    expect(plan.remove.lightenContrast.value).toBeCloseTo(0.35, 9)
  })

  it('Q-switched: four; from a contrast of .4 two', () => {
    const q = { ...settings, residual: residualPerSession('qSwitched') }
    expect(reversalPlan(measures, q, clinic).remove.sessions.value).toBe(4)
    expect(reversalPlan({ ...measures, contrast: exactly(0.4) }, q, clinic).remove.sessions.value).toBe(2)
  })

  it('asks for a few dots along the edge what a touch-up costs, and the time they take, not a whole sitting', () => {
    const withTouchUp = { ...clinic, touchUpPrice: { low: 4000, high: 6000 } }
    const of = (cm2: number, dots: number, profile: typeof clinic = withTouchUp) =>
      reversalPlan(withZones({ add: zone(cm2, dots) }), settings, profile).redo!
    const few = of(0, 326)
    expect([few.price!.low, few.price!.high]).toEqual([4000, 6000])
    expect(few.sittings).toHaveLength(1)
    expect(few.minutes.value).toBeLessThan(of(0.5, 600).minutes.value)
    // With more dots, and where the clinic asks nothing of its own for a touch-up, it is a sitting.
    const sitting = of(0.5, 600).price!
    expect(sitting.low).toBeGreaterThan(6000)
    // How much skin they stand on changes nothing.
    expect(of(1.2, 326).price).toEqual(few.price)
    expect(of(0, 326, clinic).price).toEqual(sitting)
    expect(isTouchUpWork(zone(0, 326))).toBe(true)
    for (const none of [zone(0, 0), zone(0, 500)]) expect(isTouchUpWork(none)).toBe(false)
  })

  it('asks for no visit, and no price, for a sliver of new dots; for a corner of skin it does', () => {
    const of = (cm2: number, dots: number) => reversalPlan(withZones({ add: zone(cm2, dots) }), settings, priced)
    const { redo, remove } = of(0.1, 202)
    expect(redo).toBeNull()
    expect(remove.price).toEqual(remove.laserPrice)
    expect(remove.timeline.map(({ kind }) => kind)).not.toContain('sitting')
    for (const { redo: visit } of [of(0.1, 260), of(1.5, 202)]) expect(visit?.touchUp).toBe(true)
  })

  it('asks for a few dots neither the price of all work nor one by the cm2 where a touch-up has no price', () => {
    for (const mode of ['fixed', 'perCm2'] as const) {
      const by = { ...priced, price: { ...clinic.price, mode } }
      const { remove, redo } = reversalPlan(withZones({ add: zone(0.2, 326) }), settings, by)
      expect(redo!.price).toBeNull()
      expect(redo!.assumptions).toContain('touchUpNotPriced')
      expect(remove.laserPrice).not.toBeNull()
      expect(remove.price).toBeNull()
      expect(remove.assumptions).toContain('touchUpNotPriced')
      // Without a laser there is a reason too.
      const nothing = { remove: zone(0, 0), lighten: zone(0, 0) }
      const added = reversalPlan(withZones({ ...nothing, add: zone(0.2, 326) }), settings, by).remove
      expect([added.lasers, added.price, added.assumptions]).toEqual([0, null, ['touchUpNotPriced']])
      expect(reversalPlan(measures, settings, by).remove.price).not.toBeNull()
    }
  })

  it('adds in as many sittings as the dots need: one for a corner, and the usual three for a hairline', () => {
    const sittings = (cm2: number, dots: number, leastSittings = clinic.leastSittings) =>
      reversalPlan(withZones({ add: zone(cm2, dots) }), settings, { ...clinic, leastSittings }).redo!
    // What an artist draws into Add beside the ear.
    expect(sittings(5, 682).sittings).toHaveLength(1)
    expect(sittings(5, 682).assumptions).toContain('fewerToAdd')
    expect(sittings(0.2, 300).sittings).toHaveLength(1)
    expect(sittings(8.6, 1010).sittings).toHaveLength(2)
    expect(sittings(25, 2500).sittings).toHaveLength(3)
    expect(sittings(25, 2500).assumptions).not.toContain('fewerToAdd')
    // A clinic that works in fewer, or more, is asked for no other number.
    expect(sittings(25, 2500, 1).sittings).toHaveLength(1)
    expect(sittings(60, 9000, 5).sittings).toHaveLength(5)
    // The band of the dots is one of sittings.
    expect(sittings(6, 900).sittingCount).toEqual({ value: 1, low: 1, high: 2 })
    expect(sittings(1, 280).sittingCount).toEqual(exactly(1))
  })

  it('asks for no more than one sitting more where the hand adds 1 cm2 more, however dense', () => {
    const perCm2 = fc.integer({ min: 40, max: 320 })
    fc.assert(
      fc.property(perCm2, fc.double({ min: 0.5, max: 60, noNaN: true }), (density, cm2) => {
        const of = (size: number) =>
          reversalPlan(withZones({ add: zone(size, size * density) }), settings, clinic).redo!
        const [before, after] = [of(cm2), of(cm2 + 1)]
        expect(after.sittings.length - before.sittings.length).toBeLessThanOrEqual(1)
        expect(after.sittings.length).toBeGreaterThanOrEqual(before.sittings.length)
        expect(after.price!.value).toBeLessThanOrEqual(2 * before.price!.value)
      }),
    )
  })

  it('patch test, three sessions, eight weeks of rest, three sittings: 28 weeks', () => {
    expect(plan.remove.timeline.map((node) => node.kind)).toEqual([
      'patchTest',
      'laser',
      'laser',
      'laser',
      'rest',
      'sitting',
      'sitting',
      'sitting',
    ])
    expect(plan.remove.timeline.at(-1)!.day).toBe(14 + 2 * 49 + 56 + 2 * 14)
    expect(plan.remove.weeks.value).toBeCloseTo(28, 9)
    expect(plan.remove.weeks.high).toBeGreaterThan(30)
  })

  it('new dots are planned on the add zone alone', () => {
    expect(plan.redo!.dots.value).toBe(3500)
    expect(plan.redo!.sittings).toHaveLength(3)
    expect(plan.redo!.areas.map((area) => area.id)).toEqual(['add'])
    expect(reversalPlan(withZones({ add: zone(0, 0) }), settings, clinic).redo).toBeNull()
  })

  it('has no price until the clinic prices its laser; 0 is not a price', () => {
    for (const laserSessionPrice of [null, { low: 0, high: 0 }]) {
      const { remove } = reversalPlan(measures, settings, { ...clinic, laserSessionPrice })
      expect(remove.laserPrice).toBeNull()
      expect(remove.price).toBeNull()
      expect(remove.assumptions).toContain('laserNotPriced')
    }
    const { remove, redo } = reversalPlan(measures, settings, priced)
    expect(remove.laserPrice).toMatchObject({ value: 19_500, currency: 'INR' })
    expect(remove.price!.value).toBeCloseTo(19_500 + redo!.price!.value, 6)
    expect(remove.assumptions).not.toContain('laserNotPriced')
  })

  it('softening stands beside it: fewer sessions, less time and money, and more that stays', () => {
    const { remove, soften, chosen } = reversalPlan(measures, settings, priced)
    expect(chosen).toBe('remove')
    expect(soften.sessions.value).toBeGreaterThan(0)
    // The photo shows what the figures say.
    expect(soften.sessions.value).toBe(softenedSessions(settings.residual, remove.sessions.value))
    expect(soften.sessions.value).toBeLessThan(remove.sessions.value)
    expect(soften.weeks.value).toBeLessThan(remove.weeks.value)
    expect(soften.price!.value).toBeLessThan(remove.price!.value)
    expect(soften.contrasts.at(-1)!.value).toBeGreaterThan(remove.contrasts.at(-1)!.value)
    expect(soften.warnings).toContain('stillVisible')
    expect(reversalPlan(measures, { ...settings, soften: true }, priced)).toEqual({
      ...reversalPlan(measures, settings, priced),
      chosen: 'soften',
    })
  })

  it('the artist may plan fewer or more, and is told what still shows', () => {
    const one = reversalPlan(measures, { ...settings, sessions: 1 }, clinic)
    expect(one.remove.sessions).toEqual(exactly(1))
    expect(one.remove.warnings).toContain('stillVisible')
    expect(one.needed.value).toBe(3)
    expect(reversalPlan(measures, { ...settings, sessions: 5 }, clinic).remove.contrasts).toHaveLength(6)
    const none = reversalPlan(measures, { ...settings, sessions: 0 }, clinic)
    expect(none.remove.lasers).toBe(0)
    expect(none.remove.timeline.map((node) => node.kind)).toEqual(['sitting', 'sitting', 'sitting'])
    expect(none.remove.warnings).toEqual(['stillVisible'])
  })

  it('nothing to remove or to lighten is no laser; a band to lighten is one session', () => {
    const clear = withZones({ remove: zone(0, 0), lighten: zone(0, 0) })
    expect(reversalPlan(clear, settings, clinic).remove).toMatchObject({ lasers: 0, warnings: [], minutes: [] })
    const band = reversalPlan(withZones({ remove: zone(0, 0) }), settings, clinic).remove
    expect(band.lasers).toBe(1)
    expect(band.treatedCm2[0]!.value).toBe(5)
  })

  it.each([
    ['metalOxide', { ink: { ...settings.ink, oxide: true } }],
    ['colourShifted', { ink: { ...settings.ink, colourShifted: true } }],
    ['darkSkin', { skinType: 5 }],
    ['darkSkin', { skinType: 6 }],
  ] as const)('warns: %s', (code, changed) => {
    const warned = reversalPlan(measures, { ...settings, ...changed }, clinic).remove.warnings
    expect(warned).toContain(code)
    expect(plan.remove.warnings).not.toContain(code)
  })

  it('always asks for a patch test before a laser', () => {
    expect(plan.remove.warnings).toContain('patchTestFirst')
    expect(plan.remove.timeline[0]!.kind).toBe('patchTest')
  })

  it('ink too deep or worked over more than four times asks for one more', () => {
    const needed = (ink: Partial<ReversalSettings['ink']>) =>
      reversalPlan(measures, { ...settings, ink: { ...settings.ink, ...ink } }, clinic).needed.value
    expect(needed({ deep: true })).toBe(4)
    expect(needed({ passes: 4 })).toBe(3)
    expect(needed({ passes: 5 })).toBe(4)
    expect(needed({ passes: 5, deep: true })).toBe(4)
  })

  it('ink too deep reaches the same contrast one session later: it never leaves less ink than other ink', () => {
    const of = (deep: boolean, sessions: number | null = null) =>
      reversalPlan(measures, { ...settings, sessions, ink: { ...settings.ink, deep } }, clinic).remove
    expect(of(true).sessions.value).toBe(of(false).sessions.value + 1)
    expect(of(true).contrasts.at(-1)!.value).toBeGreaterThan(of(false).contrasts.at(-1)!.value)
    expect(of(true).contrasts.at(-1)!.value).toBeCloseTo(0.056, 3)
    expect(of(true, 3).contrasts.at(-1)!.value).toBeGreaterThan(0.1)
    // Each session takes something, and less than of other ink: also where fewer are planned.
    for (const sessions of [1, 2, 3, 4]) {
      expect(of(true, sessions).contrasts.at(-1)!.value).toBeLessThan(of(true, sessions - 1).contrasts.at(-1)!.value)
      expect(of(true, sessions).contrasts.at(-1)!.value).toBeGreaterThan(of(false, sessions).contrasts.at(-1)!.value)
      expect(of(true, sessions).lightenContrast.value).toBeGreaterThan(of(false, sessions).lightenContrast.value)
    }
  })

  it.each(laserMethods)('after the sessions that hard ink needs with %s no more than a tenth is left', (method) => {
    for (const contrast of [0.3, 0.6, 1, 1.3, 2, 3]) {
      const residual = residualPerSession(method)
      const known = { ...measures, contrast: exactly(contrast) }
      const ink = { ...settings.ink, deep: true }
      const { needed, remove } = reversalPlan(known, { ...settings, residual, ink }, clinic)
      if (needed.value > 12) continue
      expect(remove.contrasts.at(-1)!.value).toBeLessThanOrEqual(0.1 + 1e-9)
      expect(remove.warnings).not.toContain('stillVisible')
    }
  })

  it('metal oxide moves no middle, for no figure is known; its worst case is that of a body tattoo', () => {
    const of = (oxide: boolean) =>
      reversalPlan(measures, { ...settings, ink: { ...settings.ink, oxide } }, clinic).residual
    expect(of(true)).toEqual({ ...of(false), high: BODY_TATTOO_RESIDUAL })
    expect(of(false).high).toBeLessThan(BODY_TATTOO_RESIDUAL)
  })

  it('metal oxide and deep ink widen what is promised', () => {
    const of = (ink: Partial<ReversalSettings['ink']>) =>
      reversalPlan(
        measures,
        { ...settings, sessions: 3, ink: { ...settings.ink, ...ink } },
        clinic,
      ).remove.contrasts.at(-1)!
    expect(of({ oxide: true }).high).toBeGreaterThan(of({}).high)
    expect(of({ deep: true }).high).toBeGreaterThan(of({}).high)
    expect(of({ oxide: true }).value).toBe(of({}).value)
  })

  it('shows the score of tattoos in general beside it', () => {
    // Skin III, head, black, little ink, no scar, one layer.
    expect(plan.kirbyDesai).toEqual({ value: 7, low: 4.5, high: 9.5 })
  })

  it('every band holds its value, contrast falls with every session, and worse measures widen', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...laserMethods),
        fc.integer({ min: 1, max: 6 }) as fc.Arbitrary<SkinType>,
        fc.option(fc.integer({ min: 0, max: 8 })),
        fc.record({ oxide: fc.boolean(), deep: fc.boolean(), passes: fc.nat(8), colourShifted: fc.boolean() }),
        fc.double({ min: 0.05, max: 1.3, noNaN: true }),
        fc.double({ min: 1, max: 1.1, noNaN: true }),
        (method, skinType, sessions, ink, contrast, by) => {
          const asked = { ...settings, skinType, sessions, ink, residual: residualPerSession(method) }
          const known = { ...measures, contrast: { value: contrast, low: contrast * 0.9, high: contrast * 1.1 } }
          const result = reversalPlan(known, asked, priced)
          expectBandsToHold(result)
          for (const { contrasts } of [result.remove, result.soften])
            for (let n = 1; n < contrasts.length; n++) {
              expect(contrasts[n]!.value).toBeLessThan(contrasts[n - 1]!.value)
              expect(contrasts[n]!.low).toBeLessThan(contrasts[n - 1]!.low)
              expect(contrasts[n]!.high).toBeLessThanOrEqual(contrasts[n - 1]!.high)
            }
          const guessed = reversalPlan(
            { ...known, contrast: worse(known.contrast, by) },
            { ...asked, residual: worse(asked.residual, by) },
            priced,
          )
          // How many are needed decides between an estimate and a decision, so compare what does not hang on that.
          expectAround(
            [guessed.needed, guessed.residual, guessed.remove.contrasts],
            [result.needed, result.residual, result.remove.contrasts],
          )
        },
      ),
    )
  })

  it('refuses nonsense with its figures', () => {
    expect(() => reversalPlan(measures, { ...settings, sessions: 13 }, clinic)).toThrow(/0 to 12.*13/)
    expect(() => reversalPlan(measures, { ...settings, intervalWeeks: 0 }, clinic)).toThrow(/weeks.*0/)
    expect(() => reversalPlan(measures, { ...settings, residual: exactly(1) }, clinic)).toThrow(/share of pigment left/)
    expect(() => reversalPlan({ ...measures, contrast: { value: 1, low: 2, high: 3 } }, settings, clinic)).toThrow(
      /contrast/,
    )
    const wrong = withZones({ add: { areaCm2: exactly(1), dots: { value: -1, low: -1, high: 0 } } })
    expect(() => reversalPlan(wrong, settings, clinic)).toThrow(/dots to add/)
  })
})
