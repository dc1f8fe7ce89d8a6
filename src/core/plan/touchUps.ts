import type { Band } from '../geometry/points.ts'
import { product, timesOrOver } from './bands.ts'
import {
  DAYS_PER_YEAR,
  HEALED,
  type Moment,
  type PigmentKind,
  type SkinKind,
  type SunHabit,
} from '../pigment/ageing.ts'
import type { ClinicProfile } from './clinicProfile.ts'
import { inCurrency, pricedOr, rangeBand, touchUpRange, type Price } from './price.ts'

/** Days ahead that are looked at: ten years, the last of them included. */
export const DAYS_AHEAD = Math.round(10 * DAYS_PER_YEAR)

/** What decides how fast dots fade. */
export interface Wear {
  readonly pigment: PigmentKind
  readonly sun: SunHabit
  readonly skin: SkinKind
  /** The artist's own figure for the pigment, before sun and skin; the clinic's where absent. */
  readonly halfLifeYears?: number
}

export type TouchUpAssumption =
  'setInDesign' | 'halfLife' | 'fullStrengthAfterTouchUp' | 'touchUpPricedAsSitting' | 'touchUpNotPriced'

export interface TouchUps {
  /** Of this pigment in this skin and sun. */
  readonly halfLifeYears: Band
  /** Years from healed work to the next touch-up. */
  readonly dueYears: Band
  /** Days from work to the next touch-up, healing included. */
  readonly dueDays: Band
  /** Days after the last sitting of each touch-up in the next ten years: those that are set, then those that fall due. */
  readonly days: readonly number[]
  /** How many of the days, the first ones, are set in the design. */
  readonly set: number
  /** Whole touch-ups in ten years. */
  readonly count: Band
  /** Of one touch-up, and of those of ten years; null where it is not priced. */
  readonly price: Price | null
  readonly priceOfTenYears: Price | null
  readonly assumptions: readonly TouchUpAssumption[]
}

/** Half-life of pigment in this patient, years: that of the pigment, times sun and skin, x/ the clinic's factor. */
export function halfLifeOf({ pigment, sun, skin, halfLifeYears }: Wear, clinic: ClinicProfile): Band {
  const base = halfLifeYears ?? clinic.halfLifeYears[pigment]
  if (!(base > 0 && base < Infinity)) throw new RangeError(`Expected a half-life above 0 years, got ${base}.`)
  return timesOrOver(base * clinic.sunFactor[sun] * clinic.skinFactor[skin], clinic.halfLifeFactor)
}

/**
 * Touch-ups of the next ten years (simulation-model 8): those set in the design, and after them one whenever less than .6 of
 * the healed density is left, .74 of a half-life after healing; each brings the dots back to full strength (assumed), and the
 * clock starts anew.
 * @param planned days after the last sitting, ascending, as the design's ageing has them
 */
export function touchUps(wear: Wear, clinic: ClinicProfile, planned: readonly Moment[] = []): TouchUps {
  const halfLifeYears = halfLifeOf(wear, clinic)
  const until = Math.log2(1 / clinic.touchUpBelow)
  const due = (end: keyof Band) => halfLifeYears[end] * until
  const dueYears = { value: due('value'), low: due('low'), high: due('high') }
  const days = (years: number) => HEALED + years * DAYS_PER_YEAR
  const dueDays = { value: days(dueYears.value), low: days(dueYears.low), high: days(dueYears.high) }
  const set = planned.filter((day) => day <= DAYS_AHEAD)
  const newest = set.at(-1) ?? 0
  const inTenYears = (each: number) => set.length + Math.floor((DAYS_AHEAD - newest) / each)
  // Pigment that lasts longer asks for fewer.
  const count = { value: inTenYears(dueDays.value), low: inTenYears(dueDays.high), high: inTenYears(dueDays.low) }
  const later = Array.from({ length: count.value - set.length }, (_, k) => Math.round(newest + (k + 1) * dueDays.value))
  const asked = touchUpRange(clinic)
  const each = asked && rangeBand(asked)
  const { currency } = clinic.price
  const assumptions: TouchUpAssumption[] = set.length > 0 ? ['setInDesign'] : []
  assumptions.push('halfLife', 'fullStrengthAfterTouchUp')
  if (!pricedOr(clinic.touchUpPrice)) assumptions.push(each ? 'touchUpPricedAsSitting' : 'touchUpNotPriced')
  return {
    halfLifeYears,
    dueYears,
    dueDays,
    days: [...set, ...later],
    set: set.length,
    count,
    price: each && inCurrency(each, currency),
    priceOfTenYears: each && inCurrency(product(count, each), currency),
    assumptions,
  }
}
