import { useId, useState, type ReactNode } from 'react'
import type { Band } from '../../../core/geometry/points.ts'
import { rounded } from '../../../core/plan/bands.ts'
import type { Price } from '../../../core/plan/price.ts'
import { number } from '../../shell/figures/format.ts'
import { money, moneyBand, moneyDigits, moneyRange } from '../../shell/figures/money.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import './figures.css'

interface Named {
  readonly name: string
  readonly band: Band
  readonly aside?: ReactNode
  /** What the figure rests on; it opens with a tap on the name. */
  readonly why?: readonly string[]
}

/** A figure in the middle of its band; the band stands before it, quieter, its unit once. */
export function Figure(
  props: Named & {
    text: (value: number) => string
    /** The lower end, where its unit is said by the upper one. */
    low?: (value: number) => string
    range?: (low: number, high: number) => string
    /** To the digits that are shown; three figures unless given. */
    round?: (band: Band) => Band
  },
) {
  const { text, round = rounded } = props
  const { value, low, high } = round(props.band)
  const range = props.range ?? ((from: number, to: number) => t.range((props.low ?? text)(from), text(to)))
  const exact = text(low) === text(high)
  return (
    <Row
      name={props.name}
      aside={props.aside}
      why={props.why}
      value={low === high ? text(value) : `≈ ${text(value)}`}
      band={exact ? null : range(low, high)}
    />
  )
}

/** Minutes; hours where the band comes near two of them. */
export function TimeFigure(
  props: Named & { /** The whole that it is a part of: it is written as that is. */ inUnitOf?: Band },
) {
  const text = timeText(props.inUnitOf ?? props.band)
  return <Figure {...props} text={text.one} low={text.bare} />
}

export function MoneyFigure({ currency, ...props }: Named & { currency: string }) {
  return <Figure {...props} {...moneyTexts(props.band, currency)} />
}

/** Null where the clinic has entered no price. */
export function PriceFigure(props: { name: string; price: Price | null; why: readonly string[] }) {
  const { name, price, why } = props
  if (price) return <MoneyFigure name={name} band={price} currency={price.currency} why={why} />
  return <Row name={name} value={t.notPriced} why={why} />
}

export function AreaFigure(props: Named) {
  return <Figure {...props} text={cm2} low={bareCm2} round={roundedCm2} />
}

/** A figure in words. */
export function Row(props: {
  name: string
  value: string
  band?: string | null
  aside?: ReactNode
  why?: readonly string[] | undefined
}) {
  const { name, value, band, aside, why } = props
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <div className="plan-figure">
      <dt className="plan-figure-name">
        {why && why.length > 0 ? (
          <button
            type="button"
            className="plan-figure-tap"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setOpen(!open)}
          >
            {name}
          </button>
        ) : (
          name
        )}
        {aside && <span className="plan-figure-aside">{aside}</span>}
      </dt>
      <dd className="plan-figure-value">
        <span className="plan-figure-middle">{value}</span>
        {band && <span className="plan-figure-band">{band}</span>}
      </dd>
      {open && why && (
        <dd id={id} className="plan-figure-why">
          <ul>
            {why.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </dd>
      )}
    </div>
  )
}

/** One unit for a figure and both ends of its band, and the ends without it. */
export function timeText({ high }: Band): { one(minutes: number): string; bare(minutes: number): string } {
  const hours = high >= 90
  const bare = (minutes: number) => (hours ? number(minutes / 60, 1) : number(minutes))
  return { bare, one: (minutes) => (hours ? t.hours(bare(minutes)) : t.minutes(bare(minutes))) }
}

/** A time that is decided. */
export const duration = (minutes: number): string =>
  timeText({ value: minutes, low: minutes, high: minutes }).one(minutes)

export const bareCm2 = (value: number): string => number(value, value >= 0.05 && value < 10 ? 1 : 0)
/** To the digits that an area is written with; the ends outwards, so that no band is written without a width. */
export function roundedCm2(band: Band): Band {
  const { value, low, high } = rounded(band)
  if (low === high) return { value, low, high }
  const to = (x: number, round: (x: number) => number) => (x < 10 ? round(x * 10) / 10 : round(x))
  // A product that is off in its last digit is no next step.
  return { value, low: to(low, (x) => Math.floor(x + 1e-9)), high: to(high, (x) => Math.ceil(x - 1e-9)) }
}
export const cm2 = (value: number): string => t.cm2(bareCm2(value))
export const count = (value: number): string => number(value)

/** How an amount with its band is written: middle and ends with the decimals that the ends need. */
export function moneyTexts(band: Band, currency: string) {
  const shown = moneyBand(band, currency)
  const digits = moneyDigits([shown.low, shown.high], currency)
  return {
    round: () => shown,
    text: (amount: number) => money(amount, currency, digits),
    range: (low: number, high: number) => moneyRange({ low, high }, currency, digits),
  }
}

/** What figures rest on, on a tap. */
export function Assumptions({ texts, title = t.assumes }: { texts: readonly string[]; title?: string }) {
  return (
    <details className="assumptions">
      <summary>{title}</summary>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  )
}
