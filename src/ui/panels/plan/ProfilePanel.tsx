import { Fragment, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { needleNames } from '../../../core/design/plannedWork.ts'
import type { Band } from '../../../core/geometry/points.ts'
import { clinicFigures, priceModes, type ClinicProfile, type PriceRange } from '../../../core/plan/clinicProfile.ts'
import { changeClinic, clinicStore, resetClinic } from '../../../store/clinicStore.ts'
import { attempt, toast } from '../../../store/jobsStore.ts'
import { number } from '../../shell/format.ts'
import { planStrings as t } from '../../shell/planStrings.ts'
import { strings } from '../../shell/strings.ts'
import { Section } from '../PanelParts.tsx'
import { Segmented } from '../Segmented.tsx'
import { NumberCell } from './NumberCell.tsx'
import { profileGroups, type ProfileField } from './profileFields.ts'
import './clinicNumbers.css'

const p = t.profile

/** The clinic's own numbers. Each is stored as it is entered; one out of its range changes nothing and says so. */
export function ProfilePanel() {
  const profile = useStore(clinicStore, (s) => s.profile)
  return (
    <>
      <Section>
        <p className="note">{p.text}</p>
      </Section>
      <Prices profile={profile} />
      {profileGroups.map(({ name, fields }) => (
        <Section key={name} title={p.groups[name]}>
          {name === 'work' && (
            <Segmented
              label={p.needle}
              value={profile.needle}
              options={needleNames.map((id) => ({ id, name: p.needles[id] }))}
              onChange={(needle) => attempt(changeClinic({ needle }), strings.notStored)}
            />
          )}
          <div className="fields">
            {fields.map((field) => (
              <FieldRow key={field.name} field={field} profile={profile} />
            ))}
          </div>
        </Section>
      ))}
      <Section>
        <button
          type="button"
          className="button button-wide"
          onClick={() => {
            const before = profile
            attempt(
              resetClinic().then(() =>
                toast(p.wasReset, {
                  label: strings.top.undo,
                  run: () => attempt(changeClinic(before), strings.notStored),
                }),
              ),
              strings.notStored,
            )
          }}
        >
          {p.reset}
        </button>
      </Section>
    </>
  )
}

function FieldRow({ field, profile }: { field: ProfileField; profile: ClinicProfile }) {
  const [problem, setProblem] = useState('')
  const name = t.figures[field.name]
  const { least, most, source } = clinicFigures[field.name]
  const scale = field.percent ? 100 : 1
  const value = field.get(profile)
  const band: Band = typeof value === 'number' ? { value, low: value, high: value } : value
  const set = (part: Partial<Band>) => {
    const next = { ...band, ...part }
    const allowed = [next.value, next.low, next.high].every((x) => x >= least && x <= most)
    if (!allowed) return setProblem(p.refused(number(least * scale, field.digits), number(most * scale, field.digits)))
    if (typeof value !== 'number' && !(next.low <= next.value && next.value <= next.high)) return setProblem(p.order)
    setProblem('')
    attempt(changeClinic(field.with(profile, typeof value === 'number' ? next.value : next)), strings.notStored)
  }
  const cell = (end: keyof Band, label: string) => (
    <NumberCell
      label={label}
      value={band[end] * scale}
      digits={field.digits}
      unit={end === 'value' ? t.units[field.unit] : ''}
      onCommit={(typed) => typed !== null && set({ [end]: typed / scale })}
    />
  )
  return (
    <div className="field-row">
      <span className="field-name" title={source}>
        {name}
      </span>
      {cell('value', name)}
      {typeof value !== 'number' && (
        <span className="field-band">
          {cell('low', p.bandOf(name, p.low))}
          <span aria-hidden="true">–</span>
          {cell('high', p.bandOf(name, p.high))}
        </span>
      )}
      {problem && (
        <p className="note warning" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

function Prices({ profile }: { profile: ClinicProfile }) {
  const { price, touchUpPrice, laserSessionPrice } = profile
  const [problem, setProblem] = useState('')
  const change = (part: Partial<ClinicProfile>) => {
    setProblem('')
    attempt(changeClinic(part), strings.notStored)
  }
  const range = (at: PriceRange, part: Partial<PriceRange>, use: (range: PriceRange) => void) => {
    const next = { ...at, ...part }
    if (next.low > next.high) setProblem(p.order)
    else if (next.low < 0 || next.high > clinicFigures.price.most)
      setProblem(p.refused(number(0), number(clinicFigures.price.most)))
    else use(next)
  }
  /** From and to of a price that may be missing: one end alone is both. */
  const optional = (names: readonly [string, string], at: PriceRange | null, use: (range: PriceRange | null) => void) =>
    (['low', 'high'] as const).map((end, k) => (
      <Fragment key={end}>
        {k > 0 && <span aria-hidden="true">–</span>}
        <NumberCell
          label={names[k]!}
          value={at ? at[end] : null}
          digits={0}
          unit=""
          onCommit={(typed) => {
            if (typed === null) use(null)
            else range(at ?? { low: typed, high: typed }, { [end]: typed }, use)
          }}
        />
      </Fragment>
    ))
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
                {code}
              </option>
            ))}
          </select>
        </div>
        <PriceRow name={p.modes[price.mode]}>
          <NumberCell
            label={p.priceFrom}
            value={price.low}
            digits={0}
            unit=""
            onCommit={(low) => low !== null && range(price, { low }, (r) => change({ price: { ...price, ...r } }))}
          />
          <span aria-hidden="true">–</span>
          <NumberCell
            label={p.priceTo}
            value={price.high}
            digits={0}
            unit=""
            onCommit={(high) => high !== null && range(price, { high }, (r) => change({ price: { ...price, ...r } }))}
          />
        </PriceRow>
        <PriceRow name={t.touchUps}>
          {optional([p.touchUpFrom, p.touchUpTo], touchUpPrice, (r) => change({ touchUpPrice: r }))}
        </PriceRow>
        <PriceRow name={p.laserRow}>
          {optional([p.laserFrom, p.laserTo], laserSessionPrice, (r) => change({ laserSessionPrice: r }))}
        </PriceRow>
      </div>
      <p className="note">{p.unpriced}</p>
      {problem && (
        <p className="note warning" role="alert">
          {problem}
        </p>
      )}
    </Section>
  )
}

function PriceRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="field-row">
      <span className="field-name">{name}</span>
      <span className="field-band field-band-inline">{children}</span>
    </div>
  )
}

/** What the browser can write, and what is stored. */
function currencies(stored: string): readonly string[] {
  const known = Intl.supportedValuesOf('currency')
  return known.includes(stored) ? known : [stored, ...known]
}
