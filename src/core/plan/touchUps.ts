import type { Band } from '../geometry/points.ts'
import { DAYS_PER_YEAR, HEALED, halfLifeYears, touchUpDueYears, type Ageing } from '../pigment/ageing.ts'
import { product } from './bands.ts'
import type { ClinicProfile } from './clinicProfile.ts'
import { inCurrency, pricedOr, rangeBand, touchUpRange, type Price } from './price.ts'

/** Days ahead that are looked at: ten years, the last of them included. */
export const DAYS_AHEAD = Math.round(10 * DAYS_PER_YEAR)

export type TouchUpAssumption =
  | 'setInDesign'
  | 'halfLife'
  | 'fadingSkinNotAsked'
  | 'fullStrengthAfterTouchUp'
  | 'touchUpPricedAsSitting'
  | 'touchUpNotPriced'

export interface TouchUps {
  /** Of this pigment in this skin and sun. */
  readonly halfLifeYears: Band
  /** Years from healed work to the next touch-up. */
  readonly dueYears: Band
  /** Days after the last sitting of each touch-up in the next ten years: those that are set, then those that fall due. */
  readonly days: readonly number[]
  /** How many of the days, the first ones, are set in the design. */
  readonly set: number
  /** Whole touch-ups in ten years. */
  readonly count: Band
  /** Of those of ten years; null where a touch-up is not priced. */
  readonly priceOfTenYears: Price | null
  readonly assumptions: readonly TouchUpAssumption[]
}

/**
 * Touch-ups of the next ten years (simulation-model 8): those set in the design, and after them one whenever less of the healed
 * density is left than the clinic lets stand; each brings the dots back to full strength (assumed), and the clock starts anew.
 * How fast the ink fades is the design's own, as the picture has it; the clinic has the price.
 * @throws RangeError where the ink has no half-life
 */
export function touchUps(ageing: Ageing, clinic: ClinicProfile): TouchUps {
  const dueYears = touchUpDueYears(ageing)
  const days = (years: number) => HEALED + years * DAYS_PER_YEAR
  const set = ageing.touchUps.filter((day) => day <= DAYS_AHEAD)
  const newest = set.at(-1) ?? 0
  const inTenYears = (years: number) => set.length + Math.floor((DAYS_AHEAD - newest) / days(years))
  // Pigment that lasts longer asks for fewer.
  const count = { value: inTenYears(dueYears.value), low: inTenYears(dueYears.high), high: inTenYears(dueYears.low) }
  const later = Array.from({ length: count.value - set.length }, (_, k) =>
    Math.round(newest + (k + 1) * days(dueYears.value)),
  )
  const asked = touchUpRange(clinic)
  const assumptions: TouchUpAssumption[] = set.length > 0 ? ['setInDesign'] : []
  assumptions.push('halfLife', 'fullStrengthAfterTouchUp')
  if (ageing.skin === null) assumptions.push('fadingSkinNotAsked')
  if (!pricedOr(clinic.touchUpPrice)) assumptions.push(asked ? 'touchUpPricedAsSitting' : 'touchUpNotPriced')
  return {
    halfLifeYears: halfLifeYears(ageing),
    dueYears,
    days: [...set, ...later],
    set: set.length,
    count,
    priceOfTenYears: asked && inCurrency(product(count, rangeBand(asked)), clinic.price.currency),
    assumptions,
  }
}
