import { MM_PER_INCH, type LengthUnit } from '../../../core/geometry/lengthUnits.ts'

/** Numbers, dates and sizes by the browser's locale. */

const formats = new Map<string, Intl.NumberFormat>()

/** Making one takes longer than using it many times. */
function formatOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options)
  const known = formats.get(key) ?? new Intl.NumberFormat(undefined, options)
  formats.set(key, known)
  return known
}

export function number(value: number, digits = 0): string {
  // What rounds to 0 has no sign.
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'negative' } as const
  return withMinus(formatOf(options).format(value))
}

/** A whole number with its sign: `+5`, `−5`, `0`. */
export function difference(value: number): string {
  return withMinus(formatOf({ maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(value))
}

/** The sign that is as wide as a plus: most locales leave it at a hyphen. */
const withMinus = (text: string): string => text.replace('-', '−')
const withHyphen = (text: string): string => text.replaceAll('−', '-')

/** A share of 1 as a percentage. */
export function percent(share: number, digits = 0): string {
  return formatOf({ style: 'percent', maximumFractionDigits: digits }).format(share)
}

/** A relative error: tenths of a percent mean nothing once it is several of them. */
export const errorPercent = (share: number): string => percent(share, Math.abs(share) < 0.05 ? 1 : 0)

/** `INR, Indian Rupee`; the code alone where the browser knows no name. */
export function currencyName(code: string): string {
  const name = new Intl.DisplayNames(undefined, { type: 'currency', fallback: 'none' }).of(code)
  return name ? `${code}, ${name}` : code
}

const dateFormats = new Map<string, Intl.DateTimeFormat>()

function dateFormatOf(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  const known = dateFormats.get(key) ?? new Intl.DateTimeFormat(undefined, options)
  dateFormats.set(key, known)
  return known
}

export function date(iso: string, style: 'short' | 'long' = 'short'): string {
  return dateFormatOf({
    day: 'numeric',
    month: 'short',
    ...(style === 'long' ? { year: 'numeric' } : {}),
  }).format(new Date(iso))
}

/** `29 Nov, 11:42`, with the year where it is long. */
export function dateAndTime(iso: string, style: 'short' | 'long' = 'short'): string {
  const year = style === 'long' ? ({ year: 'numeric' } as const) : {}
  const parts = { day: 'numeric', month: 'short', ...year, hour: 'numeric', minute: '2-digit' } as const
  return dateFormatOf(parts).format(new Date(iso))
}

/** The time of day: `11:30`. */
export function time(iso: string): string {
  return dateFormatOf({ hour: 'numeric', minute: '2-digit' }).format(new Date(iso))
}

/** Bytes as MB or GB, two significant figures. */
export function bytes(count: number): string {
  const giga = count >= 1e9
  const value = count / (giga ? 1e9 : 1e6)
  const text = formatOf({ maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)
  return `${text} ${giga ? 'GB' : 'MB'}`
}

/**
 * What a person typed: commas or points as decimal signs, units ignored. Null where there is no number, or more than one: a
 * part of what was typed is never taken for the whole.
 */
export function parseNumber(text: string): number | null {
  const [, figure] = /^[^\d+-]*([-+]?\d+(?:[.,]\d+)?)\D*$/.exec(withHyphen(text).replace(/\s/g, '')) ?? []
  return figure === undefined ? null : Number(figure.replace(',', '.'))
}

/** What may stand behind an amount and multiplies nothing: a currency, `/-`, a unit of time. */
const BEHIND_AMOUNT = /^(?:[A-Z]{3}|\p{Sc}|\/-|[Rr]s\.?|kr\.?|zł|min|weeks?|days?|dots?|%)?$/u

/**
 * A count or an amount of money that a person typed, in whatever way thousands are set apart where they live: `12,500`,
 * `12.500,50`, `1,00,000`, `12 500`, `12’500`. One sign before three digits alone sets thousands apart, unless a lone 0 stands
 * before it. Null where there is no number, and where words behind it may mean more: `20k`, `2 lakhs`.
 */
export function parseAmount(text: string): number | null {
  const [, figure, behind = ''] = /^\D*(\d(?:[\d.,'’]*\d)?)(\D*)$/.exec(text.replace(/\s/g, '')) ?? []
  if (figure === undefined || /-\d/.test(withHyphen(text)) || !BEHIND_AMOUNT.test(behind)) return null
  const [whole, decimals] = atDecimalSign(figure.replace(/['’]/g, ''))
  return Number(`${whole.replace(/[.,]/g, '')}.${decimals ?? 0}`)
}

/** Digits before and behind the decimal sign: the last sign, unless it is like all others or has three digits behind it. */
function atDecimalSign(figure: string): readonly [string, string?] {
  const at = Math.max(figure.lastIndexOf('.'), figure.lastIndexOf(','))
  if (at < 0) return [figure]
  const [before, behind] = [figure.slice(0, at), figure.slice(at + 1)]
  const setsApart = before.includes(figure[at]!) || (behind.length === 3 && before !== '0' && !/[.,]/.test(before))
  return setsApart ? [figure] : [before, behind]
}

/**
 * A length that a person typed, in mm: `85.6`, `8.56 cm`, `3 3/8 in` and `2.5"` are all understood; a bare number is in the
 * unit that is shown. Null where there is no number.
 */
export function parseLengthMm(text: string, bare: LengthUnit = 'mm'): number | null {
  const named = /(?:mm|cm)\.?\s*$/i.test(text)
  const inches = /(?:"|”|\bin|\binch|\binches|\d\s*in)\.?\s*$/i.test(text.trim()) || (bare === 'in' && !named)
  if (inches) {
    const [, whole, over, under] = /^\s*(?:(\d+)[\s-]+)?(\d+)\s*[/⁄]\s*(\d+)/.exec(text) ?? []
    if (over && under && Number(under) > 0) return (Number(whole ?? 0) + Number(over) / Number(under)) * MM_PER_INCH
  }
  const value = parseNumber(text)
  if (value === null) return null
  return inches ? value * MM_PER_INCH : /cm\s*$/i.test(text) ? value * 10 : value
}

/** Rounded to two significant figures, for counts that are estimates. */
export function about(value: number): number {
  if (value < 100) return Math.round(value)
  const unit = 10 ** (Math.floor(Math.log10(value)) - 2)
  return Math.round(value / unit) * unit
}
