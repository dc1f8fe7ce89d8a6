import { Fragment, useId, useState } from 'react'
import { useStore } from 'zustand'
import { needleNames } from '../../../core/design/plannedWork.ts'
import type { Band } from '../../../core/geometry/points.ts'
import { clinicFigures, type ClinicProfile } from '../../../core/plan/clinicProfile.ts'
import { changeClinic, clinicStore, resetClinic } from '../../../store/clinicStore.ts'
import { attempt, toast } from '../../../store/jobsStore.ts'
import { number } from '../../shell/format.ts'
import { planStrings as t } from '../../shell/planStrings.ts'
import { strings } from '../../shell/strings.ts'
import { Section } from '../PanelParts.tsx'
import { Segmented } from '../Segmented.tsx'
import { NumberCell } from './NumberCell.tsx'
import { PriceFields } from './PriceFields.tsx'
import { profileGroups, type ProfileField } from './profileFields.ts'
import { useTypedNumbers } from './typedNumbers.ts'
import './clinicNumbers.css'

const p = t.profile

/** The clinic's own numbers. Each is stored as it is entered; one out of its range is not used and says so. */
export function ProfilePanel() {
  const profile = useStore(clinicStore, (s) => s.profile)
  // What was typed and not taken goes with the numbers it belonged to.
  const [resets, setResets] = useState(0)
  const reset = async () => {
    const before = profile
    await resetClinic()
    setResets(resets + 1)
    toast(p.wasReset, { label: strings.top.undo, run: () => attempt(changeClinic(before), strings.notStored) })
  }
  return (
    <>
      <Section>
        <p className="note">{p.text}</p>
      </Section>
      <Fragment key={resets}>
        <PriceFields profile={profile} />
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
      </Fragment>
      <Section>
        <button type="button" className="button button-wide" onClick={() => attempt(reset(), strings.notStored)}>
          {p.reset}
        </button>
      </Section>
    </>
  )
}

/** A figure, and where it has one its band: three figures that are typed freely and looked at together. */
function FieldRow({ field, profile }: { field: ProfileField; profile: ClinicProfile }) {
  const problemId = useId()
  const name = t.figures[field.name]
  const { least, most, source } = clinicFigures[field.name]
  const { digits } = field
  const scale = field.percent ? 100 : 1
  const stored = field.get(profile)
  const banded = typeof stored !== 'number'
  const values = banded ? [stored.value, stored.low, stored.high] : [stored]
  // An emptied field goes back to what it was: there is no plan without the figure.
  const taken = (typed: readonly (number | null)[]) =>
    values.map((value, k) => {
      const figure = typed[k]
      return figure === null || figure === undefined ? value : figure / scale
    })
  const { cells, problem, around } = useTypedNumbers({
    values: values.map((value) => value * scale),
    digits,
    problemOf(typed) {
      const figures = taken(typed)
      const text = (figure: number) => number(figure * scale, digits)
      if (figures.some((figure) => !(figure >= least && figure <= most))) return p.refused(text(least), text(most))
      const [value = 0, low = value, high = value] = figures
      return low <= value && value <= high ? null : p.bandOrder(text(value), text(low), text(high))
    },
    onCommit(typed) {
      const [value = 0, low = value, high = value] = taken(typed)
      const band: Band = { value, low, high }
      attempt(changeClinic(field.with(profile, banded ? band : value)), strings.notStored)
    },
  })
  const [value, low, high] = cells
  return (
    <div className="field-row" {...around}>
      <span className="field-name" title={source}>
        {name}
      </span>
      <NumberCell label={name} cell={value!} unit={t.units[field.unit]} problemId={problemId} />
      {low && high && (
        <span className="field-band">
          <NumberCell label={p.bandOf(name, p.low)} cell={low} unit="" problemId={problemId} />
          <span aria-hidden="true">–</span>
          <NumberCell label={p.bandOf(name, p.high)} cell={high} unit="" problemId={problemId} />
        </span>
      )}
      {problem && (
        <p id={problemId} className="note" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
