import type { ReactNode } from 'react'
import type { Band } from '../../../core/geometry/points.ts'
import { rounded } from '../../../core/plan/bands.ts'
import { money, number } from '../../shell/format.ts'
import { planStrings as t } from '../../shell/planStrings.ts'

/** A figure in the middle of its band; the band stands below it, quieter. */
export function Figure(props: {
  name: string
  band: Band
  text: (value: number) => string
  low?: (value: number) => string
  aside?: ReactNode
}) {
  const { name, band, text, aside } = props
  const { value, low, high } = rounded(band)
  return (
    <div className="plan-figure">
      <dt className="plan-figure-name">
        {name}
        {aside && <span className="plan-figure-aside">{aside}</span>}
      </dt>
      <dd className="plan-figure-value">
        {low === high ? text(value) : `≈ ${text(value)}`}
        {low !== high && <span className="plan-figure-band">{t.range((props.low ?? text)(low), text(high))}</span>}
      </dd>
    </div>
  )
}

/** Minutes as hours and minutes, or as hours alone where the band is wide anyway. */
export function duration(minutes: number): string {
  if (minutes < 90) return `${number(minutes)} min`
  return `${number(minutes / 60, 1)} h`
}

export const cm2 = (value: number): string => t.cm2(number(value))
export const count = (value: number): string => number(value)
export const inMoney = (currency: string) => (value: number) => money(value, currency)

/** What figures rest on, on a tap. */
export function Assumptions({ texts }: { texts: readonly string[] }) {
  return (
    <details className="assumptions">
      <summary>{t.assumes}</summary>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  )
}
