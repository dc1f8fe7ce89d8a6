import { describe, expect, it } from 'vitest'
import { exactly, scaled, sumTogether } from '../../src/core/plan/bands.ts'
import { moneyRow } from '../../src/ui/panels/export/planRows.ts'
import { money, moneyDigits, moneyRange, readMoney } from '../../src/ui/shell/figures/money.ts'

/** What a locale may put between a currency and its amount. */
const plain = (text: string | null) => text?.replace(/\s/g, ' ') ?? null
const band = (low: number, high: number) => ({ value: (low + high) / 2, low, high })
const rowOf = (low: number, high: number, currency: string) => {
  const { value, band: ends } = moneyRow('Price', band(low, high), currency)
  return [plain(value), plain(ends)]
}

describe('a price as it is written', () => {
  it('that is agreed to the rupee is that price, and not about so much', () => {
    expect(moneyRange({ low: 20_000, high: 20_000 }, 'INR')).toBe('₹20,000')
    expect(rowOf(20_000, 20_000, 'INR')).toEqual(['₹20,000', null])
    // What would be written alike is no range either.
    expect(moneyRange({ low: 20_000, high: 20_000.0001 }, 'INR', 0)).toBe('₹20,000')
    expect(plain(moneyRange({ low: 15_000, high: 30_000 }, 'INR'))).toMatch(/^₹15,000 ?– ?₹?30,000$/)
  })

  it('has the decimals of its currency where it has any, and none where it is whole', () => {
    expect(plain(money(120.5, 'KWD'))).toBe('KWD 120.500')
    expect(plain(money(120, 'KWD'))).toBe('KWD 120')
    expect(money(2.5, 'USD')).toBe('$2.50')
    expect(money(12_000, 'JPY')).toBe('¥12,000')
    expect(rowOf(120.5, 121, 'KWD')).toEqual(['~ KWD 120.750', expect.stringMatching(/120\.500.*121\.000$/)])
  })

  it('adds up to the total beside it', () => {
    const sitting = exactly(120.5)
    const total = sumTogether([sitting, sitting, sitting])
    expect(plain(moneyRow('Price', sitting, 'KWD').value)).toBe('KWD 120.500')
    expect(plain(moneyRow('Price', total, 'KWD').value)).toBe('KWD 361.500')
    expect(moneyRow('Price', exactly(1_234_567), 'INR').value).toBe('₹1,234,567')
    const third = scaled(exactly(10_000), 1 / 3)
    expect(moneyRow('Price', third, 'INR').value).toBe('₹3,333.33')
  })

  it('that hangs on a measured area has three figures', () => {
    expect(rowOf(13_146.213, 19_719.32, 'INR')).toEqual(['~ ₹16,400', expect.stringMatching(/13,100.*19,800/)])
  })

  it('is written with its code where the browser does not know the currency', () => {
    expect(money(120.5, 'no')).toBe('120.50 no')
    expect(moneyRange({ low: 1, high: 2 }, 'no')).toBe('1 no to 2 no')
  })
})

describe('a price as it is typed', () => {
  it('is read again as it is shown', () => {
    for (const [currency, amounts] of [
      ['KWD', [120.5, 1250, 12_500, 0.125]],
      ['USD', [120.5, 1250, 12_500]],
      ['JPY', [12_500]],
    ] as const)
      for (const amount of amounts) {
        const shown = amount.toFixed(moneyDigits([amount], currency))
        expect(readMoney(currency)(shown), `${currency} ${shown}`).toBe(amount)
      }
    expect(readMoney('KWD')('12,500')).toBe(12_500)
    expect(readMoney('INR')('12.500')).toBe(12_500)
  })
})
