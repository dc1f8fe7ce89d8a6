import { useId } from 'react'
import { clinicFigures, priceModes, type ClinicProfile, type PriceRange } from '../../../core/plan/clinicProfile.ts'
import { touchUpRange } from '../../../core/plan/price.ts'
import { changeClinic } from '../../../store/clinicStore.ts'
import { attempt } from '../../../store/jobsStore.ts'
import { currencyName, number } from '../../shell/format.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { strings } from '../../strings/strings.ts'
import { Section } from '../PanelParts.tsx'
import { Segmented } from '../Segmented.tsx'
import { NumberCell } from './NumberCell.tsx'
import { useTypedNumbers } from './typedNumbers.ts'

const p = t.profile

/** What the clinic asks for a sitting, a touch-up and a laser session, and in which currency. */
export function PriceFields({ profile }: { profile: ClinicProfile }) {
  const { price, touchUpPrice, laserSessionPrice } = profile
  const change = (part: Partial<ClinicProfile>) => attempt(changeClinic(part), strings.notStored)
  const touchUp = touchUpRange({ ...profile, touchUpPrice: null })
  return (
    <Section title={p.groups.price}>
      <Segmented
        label={p.priceMode}
        value={price.mode}
        options={priceModes.map((id) => ({ id, name: p.modes[id] }))}
        onChange={(mode) => change({ price: { ...price, mode } })}
      />
      <div className="fields">
        <div className="field-row">
          <label className="field-name" htmlFor="clinic-currency">
            {p.currency}
          </label>
          <select
            id="clinic-currency"
            className="field-select"
            value={price.currency}
            onChange={(e) => change({ price: { ...price, currency: e.currentTarget.value } })}
          >
            {currencies(price.currency).map((code) => (
              <option key={code} value={code}>
                {currencyName(code)}
              </option>
            ))}
          </select>
        </div>
        <RangeRow
          name={p.modes[price.mode]}
          labels={[p.priceFrom, p.priceTo]}
          range={price}
          // A price that is emptied stays as it was: new work always has one.
          onChange={(range) => range && change({ price: { ...price, ...range } })}
        />
        <RangeRow
          name={t.touchUps}
          labels={[p.touchUpFrom, p.touchUpTo]}
          range={touchUpPrice}
          usual={touchUp}
          onChange={(range) => change({ touchUpPrice: range })}
        />
        <RangeRow
          name={p.laserRow}
          labels={[p.laserFrom, p.laserTo]}
          range={laserSessionPrice}
          onChange={(range) => change({ laserSessionPrice: range })}
        />
      </div>
      {!touchUpPrice && <p className="note">{touchUp ? p.touchUpAsSitting : p.touchUpUnpriced}</p>}
      {!laserSessionPrice && <p className="note">{p.unpriced}</p>}
    </Section>
  )
}

/** A price from and to. One end alone is both; both emptied is no price. */
function RangeRow(props: {
  name: string
  labels: readonly [string, string]
  range: PriceRange | null
  /** What counts while none is entered. */
  usual?: PriceRange | null
  onChange(range: PriceRange | null): void
}) {
  const { name, labels, range, usual, onChange } = props
  const problemId = useId()
  const { cells, problem, around } = useTypedNumbers({
    values: [range?.low ?? null, range?.high ?? null],
    digits: 0,
    problemOf: (typed) => problemOf(rangeOf(typed)),
    onCommit: (typed) => onChange(rangeOf(typed)),
  })
  const [low, high] = cells
  return (
    <div className="field-row">
      <span className="field-name">{name}</span>
      <span className="field-band field-band-inline" {...around}>
        <NumberCell
          label={labels[0]}
          cell={low!}
          unit=""
          empty={usual ? number(usual.low) : '–'}
          problemId={problemId}
        />
        <span aria-hidden="true">–</span>
        <NumberCell
          label={labels[1]}
          cell={high!}
          unit=""
          empty={usual ? number(usual.high) : '–'}
          problemId={problemId}
        />
      </span>
      {problem && (
        <p id={problemId} className="note" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

function rangeOf([low = null, high = null]: readonly (number | null)[]): PriceRange | null {
  const one = low ?? high
  return one === null ? null : { low: low ?? one, high: high ?? one }
}

function problemOf(range: PriceRange | null): string | null {
  const { most } = clinicFigures.price
  if (!range) return null
  if (range.low < 0 || range.high > most) return p.refused(number(0), number(most))
  return range.low > range.high ? p.order(number(range.low), number(range.high)) : null
}

/** What the browser can write, and what is stored. */
function currencies(stored: string): readonly string[] {
  const known = Intl.supportedValuesOf('currency')
  return known.includes(stored) ? known : [stored, ...known]
}
