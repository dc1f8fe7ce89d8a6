import { describe, expect, it } from 'vitest'
import {
  agedInk,
  daysSinceWork,
  DAYS_PER_YEAR,
  densityLeft,
  onceHealed,
  FRESH,
  halfLifeYears,
  HEALED,
  pigmentKinds,
  skinKinds,
  sunHabits,
  touchUpDueYears,
  usualAgeing,
  usualFading,
  type Ageing,
} from '../../../src/core/pigment/ageing.ts'
import { dotEnergyMm2 } from '../../../src/core/pigment/inkModel.ts'
import { defaultShade, pigmentOf, rednessOf, type PigmentSettings } from '../../../src/core/pigment/pigment.ts'

const healed: PigmentSettings = { dotSizeMm: 0.12, softness: 0.3, shade: defaultShade, moment: HEALED }
const years = (t: number) => HEALED + t * DAYS_PER_YEAR
const tenYears = Array.from({ length: 400 }, (_, i) => i * 9.5)
const ageing = (part: Partial<Ageing>): Ageing => ({ ...usualAgeing, ...part })
const everyAgeing = pigmentKinds.flatMap((pigment) =>
  sunHabits.flatMap((sun) => [...skinKinds, null].map((skin) => ageing({ pigment, sun, skin }))),
)
const greenAt = (moment: number, of: Ageing = usualAgeing) => {
  const p = pigmentOf({ ...healed, moment, ageing: of })
  return { tone: dotEnergyMm2(p.a1[1], p.s1Mm, p.a2[1], p.s2Mm[1]), centre: p.a1[1] + p.a2[1] }
}
const redOverBlue = (moment: number, of: Ageing) => {
  const { a2 } = pigmentOf({ ...healed, moment, ageing: of })
  return a2[0] / a2[2]
}

describe('dots in time', () => {
  it('are darkest on the day of the sitting, and from then on only lighten', () => {
    for (const one of everyAgeing) {
      let before = greenAt(FRESH, one)
      for (const moment of tenYears.slice(1)) {
        const now = greenAt(moment, one)
        expect(now.tone).toBeLessThan(before.tone)
        expect(now.centre).toBeLessThan(before.centre)
        before = now
      }
    }
  })

  it('are healed on day 42 exactly: week six is the tone that everything is solved for', () => {
    for (const one of everyAgeing) {
      const { density, hue, coreWidth, spreadMm2, patchiness, redness, unhealed } = agedInk(HEALED, one)
      expect({ density, hue, coreWidth }).toEqual({ density: 1, hue: [1, 1, 1], coreWidth: 1 })
      expect({ spreadMm2, patchiness, redness, unhealed }).toEqual({
        spreadMm2: 0,
        patchiness: 0,
        redness: 0,
        unhealed: 0,
      })
    }
    expect(agedInk(FRESH).density).toBeCloseTo(1.35 / 0.75, 1)
    expect(agedInk(FRESH).unhealed).toBe(1)
  })

  it('never jump: a day more or less is hardly seen', () => {
    for (let day = 0; day < 60; day += 0.5) {
      const [now, next] = [agedInk(day), agedInk(day + 0.5)]
      expect(Math.abs(next.density - now.density)).toBeLessThan(0.06)
      expect(Math.abs(next.patchiness - now.patchiness)).toBeLessThan(0.03)
      expect(Math.abs(next.redness - now.redness)).toBeLessThan(0.3)
    }
  })

  it('fade by half in a half-life, less in sun, oily skin and scars', () => {
    const share = (of: Ageing, t: number) => agedInk(years(t), of).density
    // What settles after week six, half a percent, aside.
    expect(share(usualAgeing, 6)).toBeCloseTo(0.5, 2)
    expect(share(ageing({ pigment: 'oxide', halfLifeYears: 2.5 }), 2.5)).toBeCloseTo(0.5, 2)
    for (const worse of [{ sun: 'outdoor' }, { skin: 'oily' }, { skin: 'scar' }] as const)
      expect(share(ageing(worse), 3)).toBeLessThan(share(usualAgeing, 3) - 0.03)
    expect(share(ageing({ sun: 'covered' }), 3)).toBeGreaterThan(share(usualAgeing, 3) + 0.02)
  })

  it('turn cooler in carbon and warmer in oxide, no further after two half-lives; organic blends keep their hue', () => {
    const carbon = ageing({})
    const oxide = ageing({ pigment: 'oxide', halfLifeYears: 2.5 })
    const organic = ageing({ pigment: 'organic', halfLifeYears: 4 })
    for (let t = 1; t <= 5; t++) {
      expect(redOverBlue(years(t), carbon)).toBeGreaterThan(redOverBlue(years(t - 1), carbon))
      expect(redOverBlue(years(t), oxide)).toBeLessThan(redOverBlue(years(t - 1), oxide))
      expect(redOverBlue(years(t), organic)).toBeCloseTo(redOverBlue(HEALED, organic), 9)
    }
    expect(redOverBlue(years(6), carbon)).toBeCloseTo((redOverBlue(HEALED, carbon) * 1.05) / 0.95, 6)
    expect(redOverBlue(years(9), oxide)).toBeCloseTo(redOverBlue(years(5), oxide), 9)
  })

  it('drift by as much of the usual as is expected', () => {
    const [none, half, all, twice] = [0, 0.5, 1, 2].map((drift) => agedInk(years(6), ageing({ drift })).hue)
    expect(none).toEqual([1, 1, 1])
    expect(all).toEqual(agedInk(years(6), ageing({})).hue)
    for (const k of [0, 2] as const) {
      expect(half![k] - 1).toBeCloseTo((all![k] - 1) / 2, 9)
      expect(twice![k] - 1).toBeCloseTo(2 * (all![k] - 1), 9)
    }
  })

  it('leave their cores wider as they heal, and with the years', () => {
    const widths = [FRESH, 7, HEALED, years(1), years(5)].map((moment) => pigmentOf({ ...healed, moment }).s1Mm)
    expect(widths).toEqual(widths.toSorted((a, b) => a - b))
    expect(widths[4]! ** 2 - widths[2]! ** 2).toBeGreaterThan(5 * 0.02 ** 2)
  })
})

describe('skin after a sitting', () => {
  it('is red for days: to 1/e in a day and a half, and no more after two weeks', () => {
    const red = (day: number) => rednessOf(pigmentOf({ ...healed, moment: day }), day)[1]
    expect(red(1.5) / red(0)).toBeCloseTo(Math.exp(-1), 9)
    expect(red(7)).toBeLessThan(0.01 * red(0))
    expect(red(14)).toBe(0)
    expect(red(1000)).toBe(0)
  })

  it('is patchy while scabs shed: not on the day, most in the week after, and not from week four on', () => {
    const patchy = Array.from({ length: 60 }, (_, day) => agedInk(day).patchiness)
    expect(patchy[0]).toBe(0)
    for (const later of patchy.slice(28)) expect(later).toBe(0)
    expect(patchy.indexOf(Math.max(...patchy))).toBe(7)
    for (let day = 1; day <= 7; day++) expect(patchy[day]).toBeGreaterThan(patchy[day - 1]!)
    for (let day = 8; day <= 28; day++) expect(patchy[day]).toBeLessThan(patchy[day - 1]!)
  })
})

describe('a touch-up', () => {
  const day = years(4)
  const touched = ageing({ touchUps: [day] })

  it('changes nothing before its day', () => {
    for (const moment of [FRESH, HEALED, 365, day - 1]) expect(agedInk(moment, touched)).toEqual(agedInk(moment))
  })

  it('brings the dots back to what they were healed, and fading counts from it', () => {
    expect(agedInk(day - 1, touched).density).toBeLessThan(0.65)
    expect(agedInk(day + HEALED, touched).density).toBeCloseTo(1, 9)
    for (const t of [1, 3, 5])
      expect(agedInk(day + years(t), touched).density).toBeCloseTo(agedInk(years(t)).density, 2)
  })

  it('heals again: darker and red on its day, patchy in its week, even after', () => {
    expect(daysSinceWork(day + 3, touched)).toBe(3)
    const [onDay, inWeek, after] = [0, 7, HEALED].map((d) => agedInk(day + d, touched))
    expect(onDay!.redness).toBe(1)
    expect(onDay!.density).toBeGreaterThan(after!.density + 0.1)
    // Only what it adds is fresh: it is lighter than a first sitting, and its scabs show less.
    expect(onDay!.density).toBeLessThan(agedInk(FRESH).density)
    expect(inWeek!.patchiness).toBeGreaterThan(0.02)
    expect(inWeek!.patchiness).toBeLessThan(agedInk(7).patchiness)
    expect([after!.patchiness, after!.redness]).toEqual([0, 0])
  })

  it('never lightens the dots, however early it comes', () => {
    for (const early of [1, 10, 42, 200]) {
      const soon = ageing({ touchUps: [early] })
      for (const moment of [early, early + 3, early + 30, early + 400])
        expect(agedInk(moment, soon).density).toBeGreaterThanOrEqual(agedInk(moment).density - 1e-9)
    }
  })

  it('keeps what the old ink has drifted: the hue comes back in part', () => {
    const hue = (moment: number, of: Ageing) => redOverBlue(moment, of)
    expect(hue(day + HEALED, touched)).toBeLessThan(hue(day + HEALED, usualAgeing))
    expect(hue(day + HEALED, touched)).toBeGreaterThan(hue(HEALED, usualAgeing))
  })

  it('can be followed by others, each as the one before', () => {
    const often = ageing({ touchUps: [years(4), years(8), years(12)] })
    for (const at of often.touchUps) expect(agedInk(at + HEALED, often).density).toBeCloseTo(1, 9)
  })
})

describe('when a touch-up is due', () => {
  it('is .74 of the half-life after healing: 4.4 years for carbon, 1.8 for oxide, in a band that holds it', () => {
    expect(touchUpDueYears(usualAgeing).value).toBeCloseTo(4.4, 1)
    expect(touchUpDueYears(ageing({ pigment: 'oxide', halfLifeYears: 2.5 })).value).toBeCloseTo(1.8, 1)
    const { low, high } = touchUpDueYears(ageing({ skin: 'normal' }))
    expect([low.toFixed(1), high.toFixed(1)]).toEqual(['2.8', '7.1'])
    for (const one of everyAgeing)
      for (const band of [touchUpDueYears(one), halfLifeYears(one), densityLeft(1500, one)]) {
        expect(band.low).toBeGreaterThan(0)
        expect(band.low).toBeLessThan(band.value)
        expect(band.value).toBeLessThan(band.high)
      }
  })

  it('as long as nobody asked about the skin, may come as early as in oily skin', () => {
    const [unknown, normal, oily] = [null, 'normal' as const, 'oily' as const].map((skin) =>
      touchUpDueYears(ageing({ skin })),
    )
    expect(unknown!.value).toBe(normal!.value)
    expect(unknown!.low).toBe(oily!.low)
    expect(unknown!.high).toBe(normal!.high)
  })

  it('follows what the clinic has seen of sun, skin and fading', () => {
    const fading = { ...usualFading, sunFactor: { ...usualFading.sunFactor, outdoor: 0.35 }, touchUpBelow: 0.5 }
    const sunny = ageing({ sun: 'outdoor', fading })
    expect(halfLifeYears(sunny).value).toBeCloseTo(halfLifeYears(ageing({ sun: 'outdoor' })).value / 2, 9)
    expect(touchUpDueYears(sunny).value).toBeCloseTo(halfLifeYears(sunny).value, 9)
    const sure = ageing({ skin: 'normal', fading: { ...fading, halfLifeFactor: 1 } })
    expect(halfLifeYears(sure).low).toBe(halfLifeYears(sure).high)
  })

  it('is when .6 of the healed density is left', () => {
    for (const one of everyAgeing) {
      const due = years(touchUpDueYears(one).value)
      expect(densityLeft(due, one).value).toBeCloseTo(0.6, 2)
      expect(densityLeft(due, one).value).toBeCloseTo(agedInk(due, one).density, 9)
    }
  })
})

it('a moment or a half-life that means nothing is refused', () => {
  for (const moment of [-1, Number.NaN, Infinity]) expect(() => agedInk(moment)).toThrow(RangeError)
  for (const halfLife of [0, -1, Number.NaN])
    expect(() => agedInk(1, ageing({ halfLifeYears: halfLife }))).toThrow(RangeError)
})

it('what is left is a band that holds every half-life between its ends, on the day of a touch-up too', () => {
  for (const one of everyAgeing) {
    const half = halfLifeYears(one)
    const factors = [half.low / half.value, 0.8, 1, 1.3, half.high / half.value]
    for (const touchUp of [200, 1000, 1826])
      for (const moment of [0, 41, 199, 200, 201, 230, touchUp, touchUp + 1, touchUp + 50, 3000]) {
        const { low, high } = densityLeft(moment, { ...one, touchUps: [touchUp] })
        for (const factor of factors) {
          const sooner = { ...one, halfLifeYears: one.halfLifeYears * factor, touchUps: [touchUp] }
          expect(agedInk(moment, sooner).density).toBeGreaterThan(low - 1e-9)
          expect(agedInk(moment, sooner).density).toBeLessThan(high + 1e-9)
        }
      }
  }
})

it('ink is healed six weeks after the newest work, whatever moment is looked at', () => {
  const none = ageing({})
  expect([0, 7, 42, 400].map((moment) => onceHealed(moment, none))).toEqual([42, 42, 42, 400])
  expect(densityLeft(onceHealed(FRESH, none), none).value).toBe(1)
  const touched = ageing({ touchUps: [1000] })
  expect([999, 1000, 1010, 1042, 1100].map((moment) => onceHealed(moment, touched))).toEqual([
    999, 1042, 1042, 1042, 1100,
  ])
})
