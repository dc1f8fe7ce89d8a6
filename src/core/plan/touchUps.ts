import type { Band } from '../geometry/points.ts'
import { product, timesOrOver } from './bands.ts'
import { DAYS_PER_YEAR, HEALED, type PigmentKind, type SkinKind, type SunHabit } from '../pigment/ageing.ts'
import type { ClinicProfile } from './clinicProfile.ts'
import { inCurrency, pricedOr, rangeBand, type Price } from './price.ts'

const YEARS_AHEAD = 10

/** What decides how fast dots fade. */
export interface Wear {
  readonly pigment: PigmentKind
  readonly sun: SunHabit
  readonly skin: SkinKind
  /** The artist's own figure for the pigment, before sun and skin; the clinic's where absent. */
  readonly halfLifeYears?: number
}

export type TouchUpAssumption = 'halfLife' | 'fullStrengthAfterTouchUp' | 'touchUpPricedAsSitting' | 'touchUpNotPriced'

export interface TouchUps {
  /** Of this pigment in this skin and sun. */
  readonly halfLifeYears: Band
  /** Years after healing. */
  readonly dueYears: Band
  /** Days after the last sitting, healing included. */
  readonly dueDays: Band
  /** Days after the last sitting at which each of the next ten years' touch-ups is due. */
  readonly days: readonly number[]
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
 * Touch-ups of the next ten years (simulation-model 8): one is due when less than .6 of the healed density is left, .74 of a
 * half-life after healing; each brings the dots back to full strength (assumed), and the clock starts anew.
 */
export function touchUps(wear: Wear, clinic: ClinicProfile): TouchUps {
  const halfLifeYears = halfLifeOf(wear, clinic)
  const until = Math.log2(1 / clinic.touchUpBelow)
  const due = (end: keyof Band) => halfLifeYears[end] * until
  const dueYears = { value: due('value'), low: due('low'), high: due('high') }
  const days = (years: number) => HEALED + years * DAYS_PER_YEAR
  const dueDays = { value: days(dueYears.value), low: days(dueYears.low), high: days(dueYears.high) }
  const inTenYears = (each: number) => Math.floor((YEARS_AHEAD * DAYS_PER_YEAR) / each)
  // Pigment that lasts longer asks for fewer.
  const count = { value: inTenYears(dueDays.value), low: inTenYears(dueDays.high), high: inTenYears(dueDays.low) }
  const own = pricedOr(clinic.touchUpPrice)
  const asked = own ?? (clinic.price.mode === 'perSitting' ? pricedOr(clinic.price) : null)
  const each = asked && rangeBand(asked)
  const { currency } = clinic.price
  const assumptions: TouchUpAssumption[] = ['halfLife', 'fullStrengthAfterTouchUp']
  if (!own) assumptions.push(each ? 'touchUpPricedAsSitting' : 'touchUpNotPriced')
  return {
    halfLifeYears,
    dueYears,
    dueDays,
    days: Array.from({ length: count.value }, (_, k) => Math.round((k + 1) * dueDays.value)),
    count,
    price: each && inCurrency(each, currency),
    priceOfTenYears: each && inCurrency(product(count, each), currency),
    assumptions,
  }
}
