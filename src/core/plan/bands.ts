import type { Band } from '../geometry/points.ts'

/**
 * Arithmetic of figures with 90 % bands, all of them 0 or more. An end is as far off as the errors of its parts make it; ends
 * above and below are kept apart, so a lopsided band stays lopsided.
 */

/** A figure that is decided, not measured. */
export const exactly = (value: number): Band => checkBand({ value, low: value, high: value }, 'figure')

/** A band that means something: 0 <= low <= value <= high, all finite. */
export function checkBand(band: Band, name: string): Band {
  const { value, low, high } = band
  if (!(low >= 0 && low <= value && value <= high && high < Infinity))
    throw new RangeError(`Expected 0 <= low <= value <= high as ${name}, got ${low}, ${value}, ${high}.`)
  return band
}

/** The band with another value, which takes its ends along where it would leave it. */
export function withValue(band: Band, value: number, least: number, most: number): Band {
  if (value >= band.low && value <= band.high) return { ...band, value }
  const times = value / band.value
  // An end that is the value itself stays so, whatever the last digit of a product is.
  const [low, high] = [Math.min(value, band.low * times), Math.max(value, band.high * times)]
  return { value, low: Math.max(least, low), high: Math.min(most, high) }
}

/** A figure whose ends are reckoned like its value. */
export const ends = (of: (end: keyof Band) => number): Band => ({
  value: of('value'),
  low: of('low'),
  high: of('high'),
})

/** Sum of figures that err together, as areas under one scale and sittings under one price do: the ends add. */
export const sumTogether = (bands: readonly Band[]): Band => ends((end) => total(bands.map((b) => b[end])))

/** Sum of figures that err each on its own: the squares of the errors add. */
export function sumApart(bands: readonly Band[]): Band {
  const value = total(bands.map((b) => b.value))
  const low = value - Math.hypot(...bands.map((b) => b.value - b.low))
  return {
    value,
    low: Math.max(0, Math.min(value, low)),
    high: value + Math.hypot(...bands.map((b) => b.high - b.value)),
  }
}

/**
 * Product of figures with independent relative errors: the squares of their logarithms add. A figure of 0 has no relative
 * error; then the ends are multiplied.
 */
export function product(...bands: readonly Band[]): Band {
  const value = bands.reduce((p, b) => p * b.value, 1)
  if (value === 0) return { value, low: 0, high: bands.reduce((p, b) => p * b.high, 1) }
  const below = Math.hypot(...bands.map((b) => Math.log(b.value / b.low)))
  const above = Math.hypot(...bands.map((b) => Math.log(b.high / b.value)))
  return { value, low: value * Math.exp(-below), high: value * Math.exp(above) }
}

/** One figure over another that may not be 0. */
export const quotient = (above: Band, below: Band): Band => product(above, inverse(below))

export function inverse({ value, low, high }: Band): Band {
  if (!(low > 0)) throw new RangeError(`Expected a band above 0 to divide by, got ${low} to ${high}.`)
  return { value: 1 / value, low: 1 / high, high: 1 / low }
}

/** A share or a multiple that is known. */
export const scaled = ({ value, low, high }: Band, factor: number): Band => ({
  value: value * factor,
  low: low * factor,
  high: high * factor,
})

/** To so many significant digits of the value; the ends are rounded outwards, so that no rounding claims too much. */
export function rounded({ value, low, high }: Band, digits = 3): Band {
  const size = value > 0 ? value : high
  if (size === 0) return { value, low, high }
  const power = Math.floor(Math.log10(size)) + 1 - digits
  // 10 ** -2 is no exact number, 100 is: so small steps divide.
  const to = (x: number, round: (x: number) => number) =>
    power < 0 ? round(x * 10 ** -power) / 10 ** -power : round(x / 10 ** power) * 10 ** power
  return { value: to(value, Math.round), low: to(low, Math.floor), high: to(high, Math.ceil) }
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0)
