import { number, parseNumber } from '../shell/format.ts'
import { figureStrings as t } from '../strings/figureStrings.ts'

/** What a figure's field takes, in its unit. */
export interface FigureLimits {
  readonly min: number
  readonly max: number
  readonly digits: number
  readonly unit: string
  /** Why it ends there, as a sentence. */
  readonly reason?: string | undefined
}

/** What was typed into a figure's field: a value that it takes, or why it takes none and which is the nearest. */
export function typedFigure(text: string, o: FigureLimits): { readonly value: number } | { readonly problem: string } {
  const value = parseNumber(text)
  if (value === null) return { problem: t.noNumber }
  if (value >= o.min && value <= o.max) return { value }
  const said = (v: number) => number(v, Number.isInteger(v) ? 0 : Math.max(o.digits, 1))
  const unit = /^$|^[%°/]/.test(o.unit) ? o.unit : ` ${o.unit}`
  const outside = t.outside(said(value), said(o.min), `${said(o.max)}${unit}`)
  const nearest = `${said(value < o.min ? o.min : o.max)}${unit}`
  return { problem: [outside, o.reason, t.nearest(nearest)].filter(Boolean).join(' ') }
}
