import { Fragment, useId } from 'react'
import { MOST_PRICE, type PriceRange } from '../../../core/design/plannedWork.ts'
import { number } from '../../shell/figures/format.ts'
import { moneyDigits, readMoney } from '../../shell/figures/money.ts'
import { planStrings } from '../../strings/planStrings.ts'
import { CellProblem, NumberCell } from './NumberCell.tsx'
import { useTypedNumbers } from './typedNumbers.ts'

const p = planStrings.profile

/** A price from and to. One end alone is both; both emptied is no price. */
export function PriceRow(props: {
  name: string
  /** Stands under the name, quieter. */
  aside?: string
  labels: readonly [string, string]
  range: PriceRange | null
  /** ISO 4217. */
  currency: string
  /** What counts while none is entered. */
  usual?: PriceRange | null
  ofDesign?: boolean
  onChange(range: PriceRange | null): void
}) {
  const { name, aside, labels, range, currency, usual, ofDesign, onChange } = props
  const written = ({ low, high }: PriceRange) => {
    const digits = moneyDigits([low, high], currency)
    return [number(low, digits), number(high, digits)] as const
  }
  const problemId = useId()
  const { cells, problem, around } = useTypedNumbers({
    values: [range?.low ?? null, range?.high ?? null],
    // What is shown is what is charged.
    digits: range ? moneyDigits([range.low, range.high], currency) : 0,
    read: readMoney(currency),
    problemOf: (typed) => problemOf(rangeOf(typed), written),
    onCommit: (typed) => onChange(rangeOf(typed)),
  })
  return (
    <div className="field-row">
      <span className="field-name">
        {name}
        {aside && <span className="plan-figure-aside">{aside}</span>}
      </span>
      <span className="field-band field-band-inline" {...around}>
        {cells.map((cell, k) => (
          <Fragment key={labels[k]}>
            {k > 0 && <span aria-hidden="true">–</span>}
            <NumberCell
              label={labels[k] ?? ''}
              cell={cell}
              unit=""
              empty={usual ? written(usual)[k] : '–'}
              problemId={problemId}
              ofDesign={ofDesign}
            />
          </Fragment>
        ))}
      </span>
      <CellProblem id={problemId} problem={problem} />
    </div>
  )
}

function rangeOf([low = null, high = null]: readonly (number | null)[]): PriceRange | null {
  const one = low ?? high
  return one === null ? null : { low: low ?? one, high: high ?? one }
}

function problemOf(range: PriceRange | null, written: (range: PriceRange) => readonly [string, string]): string | null {
  if (!range) return null
  if (range.low < 0 || range.high > MOST_PRICE) return p.refused(number(0), number(MOST_PRICE))
  return range.low > range.high ? p.order(...written(range)) : null
}
