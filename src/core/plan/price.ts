import type { Band } from '../geometry/points.ts'
import { exactly, product, scaled, sumTogether } from './bands.ts'
import type { AskedPrice, PriceMode, PriceRange } from '../design/plannedWork.ts'
import { MOST_PRICE } from '../design/plannedWork.ts'
import type { ClinicProfile } from './clinicProfile.ts'

export type Price = Band & { readonly currency: string }

/** What a clinic asks, as a band around its middle. */
export const rangeBand = ({ low, high }: PriceRange): Band => ({ value: (low + high) / 2, low, high })

export const inCurrency = (band: Band, currency: string): Price => ({ ...band, currency })

/**
 * The price of each sitting. By the sitting all cost the same; by area or for a fixed sum the whole is shared out as the work
 * is.
 * @param shares of the work, adding up to 1; none where nothing is to be done
 */
export function sittingPrices({ price }: ClinicProfile, areaCm2: Band, shares: readonly number[]): readonly Band[] {
  const asked = rangeBand(price)
  switch (price.mode) {
    case 'perSitting':
      return shares.map(() => asked)
    case 'perCm2': {
      const whole = product(areaCm2, asked)
      return shares.map((share) => scaled(whole, share))
    }
    case 'fixed':
      return shares.map((share) => scaled(asked, share))
  }
}

/** Of all sittings. Where each one is charged, it reaches from the fewest at the lowest price to the most at the highest. */
export function totalPrice({ price }: ClinicProfile, prices: readonly Band[], sittingCount: Band): Price {
  const planned = prices.length > 0 ? sumTogether(prices) : exactly(0)
  const ends = { low: sittingCount.low * price.low, high: sittingCount.high * price.high }
  return inCurrency(price.mode === 'perSitting' ? { ...planned, ...ends } : planned, price.currency)
}

/** What a touch-up costs: the clinic's own price for it, else that of a sitting; null where neither is known. */
export function touchUpRange({ touchUpPrice, price }: ClinicProfile): PriceRange | null {
  return pricedOr(touchUpPrice) ?? (price.mode === 'perSitting' ? pricedOr(price) : null)
}

/** A price that was entered: absent or 0 to 0 is not priced, which is not the same as free of charge. */
export const pricedOr = (range: PriceRange | null): PriceRange | null => (range && range.high > 0 ? range : null)

/** The patient by whom a price is turned from one way to charge into another: a bald scalp (simulation-model 10). */
export const USUAL_AREA_CM2 = 250
const significant = (amount: number): number => Math.min(MOST_PRICE, Number(amount.toPrecision(3)))

/**
 * The same price asked in another way: what a bald scalp costs stays about as much, to three figures. A clinic checks it; left
 * as it was, an amount for a sitting would be asked for each cm2.
 */
export function chargedBy(mode: PriceMode, price: AskedPrice, leastSittings: number): AskedPrice {
  if (mode === price.mode) return price
  const parts: Readonly<Record<PriceMode, number>> = { perSitting: leastSittings, perCm2: USUAL_AREA_CM2, fixed: 1 }
  const times = parts[price.mode] / parts[mode]
  return { ...price, mode, low: significant(price.low * times), high: significant(price.high * times) }
}
