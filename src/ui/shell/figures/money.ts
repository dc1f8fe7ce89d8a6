import type { PriceRange } from '../../../core/design/plannedWork.ts'
import type { Band } from '../../../core/geometry/points.ts'
import { ends, rounded } from '../../../core/plan/bands.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { number, parseAmount } from './format.ts'

/** Amounts in any ISO currency: whole where they are, else with the digits that the currency has. */

const MOST_DIGITS = 3
/** Of floating sums: `120.5 * 3` and the like are what they are on paper. */
const EPSILON = 1e-9

const formats = new Map<string, Intl.NumberFormat | null>()

/** Null where the browser does not know the currency. */
function formatOf(currency: string, digits?: number): Intl.NumberFormat | null {
  const key = `${currency} ${digits}`
  let format = formats.get(key)
  if (format === undefined) {
    const fraction = digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }
    try {
      format = new Intl.NumberFormat(undefined, { style: 'currency', currency, ...fraction })
    } catch {
      format = null
    }
    formats.set(key, format)
  }
  return format
}

/** Decimals that a currency has: 2 for most, 3 for KWD, none for JPY. */
const ownDigits = (currency: string): number => formatOf(currency)?.resolvedOptions().maximumFractionDigits ?? 2

const hasDigits = (amount: number, digits: number): boolean => {
  const units = amount * 10 ** digits
  return Math.abs(units - Math.round(units)) <= EPSILON * Math.max(1, Math.abs(units))
}

/** Decimals to write amounts with that stand together. */
export function moneyDigits(amounts: readonly number[], currency: string): number {
  if (amounts.every((amount) => hasDigits(amount, 0))) return 0
  const own = ownDigits(currency)
  for (let digits = own; digits < MOST_DIGITS; digits++)
    if (amounts.every((amount) => hasDigits(amount, digits))) return digits
  return Math.max(own, MOST_DIGITS)
}

/** One that the browser does not know is written with its code. */
export const money = (amount: number, currency: string, digits = moneyDigits([amount], currency)): string =>
  formatOf(currency, digits)?.format(amount) ?? `${number(amount, digits)} ${currency}`

/** From and to as the locale writes them, the currency once where it can be; one amount where both are the same. */
export function moneyRange({ low, high }: PriceRange, currency: string, digits = moneyDigits([low, high], currency)) {
  const [from, to] = [money(low, currency, digits), money(high, currency, digits)]
  // The browser would write the same amount twice as about so much.
  return from === to ? from : (formatOf(currency, digits)?.formatRange(low, high) ?? t.range(from, to))
}

/** Amounts that people named, and sums of such, as they are; what hangs on a measured area or an estimate, to three figures. */
export function moneyBand(band: Band, currency: string): Band {
  const { value, low, high } = band
  const own = ownDigits(currency)
  if (low === high) return hasDigits(value, MOST_DIGITS) ? band : ends(() => Number(value.toFixed(own)))
  return hasDigits(low, own) && hasDigits(high, own) ? band : rounded(band)
}

/**
 * How an amount that a person typed is read. With a currency of three decimals the locale's own sign stands before them, as in
 * `120.500`, and sets no thousands apart.
 */
export function readMoney(currency: string): (text: string) => number | null {
  if (ownDigits(currency) < MOST_DIGITS) return parseAmount
  return (text) => {
    const sign = number(0.1, 1)[1]
    const [, whole, before, decimals] = /^\s*(\d+)([.,])(\d{3})\s*$/.exec(text) ?? []
    return before !== undefined && before === sign ? Number(`${whole}.${decimals}`) : parseAmount(text)
  }
}
