import { MM_PER_INCH } from '../../core/geometry/lengthUnits.ts'
import { number, parseLengthMm, parseNumber } from '../shell/figures/format.ts'
import { figureStrings as t } from '../strings/figureStrings.ts'

/** What a figure's field takes, in its unit. */
export interface FigureLimits {
  readonly min: number
  readonly max: number
  /** Decimals as it is shown. */
  readonly digits: number
  /** As it is shown; ends and value of a length are in mm. */
  readonly unit: string
  /** Why it ends there, as a sentence. */
  readonly reason?: string | undefined
}

/** What was typed into a figure's field: a value that it takes, or why it takes none and which is the nearest. */
export function typedFigure(text: string, o: FigureLimits): { readonly value: number } | { readonly problem: string } {
  const length = o.unit === 'mm' || o.unit === 'in' ? o.unit : null
  const value = length ? parseLengthMm(text, length) : parseNumber(text)
  if (value === null) return { problem: t.noNumber }
  if (value >= o.min && value <= o.max) return { value }
  const per = length === 'in' ? MM_PER_INCH : 1
  const nearestEnd = value < o.min ? o.min : o.max
  // An end in inches is rounded: typed as it is shown, it is the end.
  if (length === 'in' && Math.abs(value - nearestEnd) <= (per * 10 ** -o.digits) / 2) return { value: nearestEnd }
  const said = (v: number) => number(v / per, Number.isInteger(v / per) ? 0 : Math.max(o.digits, 1))
  const unit = /^$|^[%°/]/.test(o.unit) ? o.unit : ` ${o.unit}`
  const outside = t.outside(said(value), said(o.min), `${said(o.max)}${unit}`)
  const nearest = `${said(nearestEnd)}${unit}`
  return { problem: [outside, o.reason, t.nearest(nearest)].filter(Boolean).join(' ') }
}
