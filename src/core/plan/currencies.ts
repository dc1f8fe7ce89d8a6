import { defaultClinicProfile, type ClinicProfile } from './clinicProfile.ts'
import { chargedBy } from './price.ts'

const euro = 'AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' ')

/** ISO 4217 by ISO 3166 region, where clinics that charge for this work are many; Intl has no such table. */
const byRegion: Readonly<Record<string, string>> = {
  ...Object.fromEntries(euro.map((region) => [region, 'EUR'])),
  AE: 'AED',
  AU: 'AUD',
  BR: 'BRL',
  CA: 'CAD',
  CH: 'CHF',
  CN: 'CNY',
  CZ: 'CZK',
  DK: 'DKK',
  GB: 'GBP',
  HK: 'HKD',
  HU: 'HUF',
  ID: 'IDR',
  IL: 'ILS',
  IN: 'INR',
  JP: 'JPY',
  KR: 'KRW',
  MX: 'MXN',
  MY: 'MYR',
  NO: 'NOK',
  NZ: 'NZD',
  PH: 'PHP',
  PK: 'PKR',
  PL: 'PLN',
  QA: 'QAR',
  RO: 'RON',
  SA: 'SAR',
  SE: 'SEK',
  SG: 'SGD',
  TH: 'THB',
  TR: 'TRY',
  US: 'USD',
  VN: 'VND',
  ZA: 'ZAR',
}

/** The currency of a locale such as `en-GB` or `hi`; null where its region is not known. */
export function currencyOf(locale: string): string | null {
  try {
    return byRegion[new Intl.Locale(locale).maximize().region ?? ''] ?? null
  } catch {
    return null
  }
}

/** Whether a price is the one that is usual in India, which stands until a clinic enters its own, whatever it is charged by. */
export function isUsualPrice({ price, leastSittings }: Pick<ClinicProfile, 'price' | 'leastSittings'>): boolean {
  const { low, high, currency } = chargedBy(price.mode, defaultClinicProfile.price, leastSittings)
  return price.low === low && price.high === high && price.currency === currency
}

/**
 * How a clinic of this locale would charge, where nobody has set how it charges yet: the usual price is one in rupees
 * (simulation-model 10), and in another currency there is none to start from, so nothing is priced until it is entered. Null
 * where the price is the clinic's own, and where rupees are right or nobody knows better.
 */
export function localPrice(
  { price, laserSessionPrice, touchUpPrice }: Pick<ClinicProfile, 'price' | 'laserSessionPrice' | 'touchUpPrice'>,
  locale: string,
): ClinicProfile['price'] | null {
  const usual = defaultClinicProfile.price
  // The currency is that of all prices: what was entered in rupees would become as many dollars.
  const isUsual =
    price.low === usual.low &&
    price.high === usual.high &&
    price.currency === usual.currency &&
    laserSessionPrice === null &&
    touchUpPrice === null
  const currency = isUsual ? currencyOf(locale) : null
  return currency === null || currency === usual.currency ? null : { ...price, low: 0, high: 0, currency }
}
