import { describe, expect, it } from 'vitest'
import { defaultClinicProfile, type ClinicProfile } from '../../../src/core/plan/clinicProfile.ts'
import { currencyOf, localPrice } from '../../../src/core/plan/currencies.ts'
import { pricedOr } from '../../../src/core/plan/price.ts'

describe('the currency that a clinic starts with', () => {
  it.each([
    ['en-IN', 'INR'],
    ['hi', 'INR'],
    ['en-GB', 'GBP'],
    ['en-US', 'USD'],
    ['de', 'EUR'],
    ['fr-CH', 'CHF'],
    ['ja', 'JPY'],
    ['en-AQ', null],
    ['', null],
    ['not a locale', null],
  ])('%s: %s', (locale, currency) => expect(currencyOf(locale)).toBe(currency))

  it('knows only currencies that the browser can write', () => {
    const known = new Set(Intl.supportedValuesOf('currency'))
    for (const region of [
      'AE',
      'BR',
      'CN',
      'CZ',
      'HU',
      'ID',
      'IL',
      'KR',
      'MX',
      'MY',
      'PL',
      'RO',
      'SA',
      'TR',
      'VN',
      'ZA',
    ])
      expect(known, region).toContain(currencyOf(`en-${region}`))
  })

  it('is offered with no price to start from, for one in rupees would be another sum', () => {
    const american = localPrice(defaultClinicProfile, 'en-US')!
    expect(american.currency).toBe('USD')
    expect(pricedOr(american)).toBeNull()
    expect(american.mode).toBe(defaultClinicProfile.price.mode)
  })

  it('is not offered where rupees are right, where nobody knows better, and to whoever has set a price', () => {
    expect(localPrice(defaultClinicProfile, 'en-IN')).toBeNull()
    expect(localPrice(defaultClinicProfile, 'en-AQ')).toBeNull()
    const { price } = defaultClinicProfile
    const set = (part: Partial<ClinicProfile>) => localPrice({ ...defaultClinicProfile, ...part }, 'en-US')
    expect(set({ price: { ...price, high: price.high + 1 } })).toBeNull()
    expect(set({ price: { ...price, currency: 'EUR' } })).toBeNull()
    expect(set({ laserSessionPrice: { low: 5000, high: 6000 } })).toBeNull()
    expect(set({ touchUpPrice: { low: 5000, high: 6000 } })).toBeNull()
  })
})
