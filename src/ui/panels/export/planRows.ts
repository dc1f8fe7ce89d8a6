import type { Band } from '../../../core/geometry/points.ts'
import { rounded } from '../../../core/plan/bands.ts'
import { exportStrings } from '../../strings/exportStrings.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { bareCm2, cm2, count, moneyTexts, roundedCm2, timeText } from '../plan/figures.tsx'

export interface Row {
  readonly name: string
  readonly value: string
  readonly band: string | null
}

/** A part of a plan on paper. */
export interface Group {
  readonly title: string
  readonly rows?: readonly Row[]
  readonly texts?: readonly string[]
}

/** A figure in the middle of its band, as everywhere. */
export function row(
  name: string,
  band: Band,
  text: (value: number) => string,
  range: (low: number, high: number) => string = (low, high) => t.range(text(low), text(high)),
  round: (band: Band) => Band = rounded,
): Row {
  const { value, low, high } = round(band)
  const exact = text(low) === text(high)
  return {
    name,
    value: low === high ? text(value) : exportStrings.plan.about(text(value)),
    band: exact ? null : range(low, high),
  }
}

export const counted = (name: string, band: Band): Row => row(name, band, count)

export const areaRow = (name: string, band: Band): Row =>
  row(name, band, cm2, (low, high) => t.range(bareCm2(low), cm2(high)), roundedCm2)

export function moneyRow(name: string, band: Band, currency: string): Row {
  const { text, range, round } = moneyTexts(band, currency)
  return row(name, band, text, range, round)
}

export function timeRow(name: string, band: Band): Row {
  const { one, bare } = timeText(band)
  return row(name, band, one, (low, high) => t.range(bare(low), one(high)))
}
