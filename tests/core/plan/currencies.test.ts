import { describe, expect, it } from 'vitest'
import { defaultClinicProfile, clinicFigures } from '../../../src/core/plan/clinicProfile.ts'
import { currencyOf, firstProfile } from '../../../src/core/plan/currencies.ts'
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

  it('brings the usual price along where it is one in rupees, and none where it would be another sum', () => {
    expect(firstProfile('en-IN')).toBe(defaultClinicProfile)
    expect(firstProfile('en-IN').price.low).toBe(clinicFigures.price.low)
    const american = firstProfile('en-US')
    expect(american.price.currency).toBe('USD')
    expect(pricedOr(american.price)).toBeNull()
    expect({ ...american, price: null }).toEqual({ ...defaultClinicProfile, price: null })
    // Where nobody knows better, as ever.
    expect(firstProfile('en-AQ')).toBe(defaultClinicProfile)
  })
})
