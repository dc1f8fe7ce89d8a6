import type { Band } from '../../core/geometry/points.ts'
import { number } from './format.ts'

/** `72 ± 3`: as precise as the error is, and never more certain than one of the last digit. */
export function withBand(value: number, relativeError: number, digits = Math.abs(value) < 10 ? 1 : 0): string {
  const half = Math.abs(value) * relativeError
  const least = 10 ** -digits
  return `${number(value, digits)} ± ${number(Math.max(least, Math.ceil(half / least - 1e-9) * least), digits)}`
}

/** The same of a figure whose band lies evenly about it. */
export const bandText = ({ value, low, high }: Band): string =>
  withBand(value, value === 0 ? 0 : (high - low) / (2 * value))

/** Counts in round numbers: `12,400 ± 1,100`. */
export function countText({ value, low, high }: Band): string {
  const half = (high - low) / 2
  const unit = half >= 1 ? 10 ** Math.max(0, Math.floor(Math.log10(half)) - 1) : 1
  return `${number(Math.round(value / unit) * unit)} ± ${number(Math.ceil(half / unit) * unit)}`
}
