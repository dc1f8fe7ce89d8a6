import { Fragment, useId, useState } from 'react'
import { useStore } from 'zustand'
import { needleNames } from '../../../core/design/plannedWork.ts'
import type { Band } from '../../../core/geometry/points.ts'
import { withValue } from '../../../core/plan/bands.ts'
import { clinicFigures, type ClinicProfile } from '../../../core/plan/clinicProfile.ts'
import { fadeWithClinic } from '../../../store/plan/clinicFading.ts'
import { changeClinic, clinicStore, resetClinic } from '../../../store/plan/clinicStore.ts'
import { attempt, toast } from '../../../store/jobsStore.ts'
import { number } from '../../shell/figures/format.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { strings } from '../../strings/strings.ts'
import { Section } from '../PanelParts.tsx'
import { Segmented } from '../Segmented.tsx'
import { CellProblem, NumberCell } from './NumberCell.tsx'
import { PriceFields } from './PriceFields.tsx'
import { advancedGroups, problemOf, profileGroups, type ProfileField } from './profileFields.ts'
import { banded } from './reasons.ts'
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
    fadeWithClinic(before, t.edits.fading)
    setResets(resets + 1)
    toast(p.wasReset, { label: strings.top.undo, run: () => attempt(changeNumbers(before), strings.notStored) })
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
            <Fields fields={fields} profile={profile} />
          </Section>
        ))}
        <Section>
          <details className="advanced-numbers">
            <summary className="section-title">{p.advanced}</summary>
            {advancedGroups.map(({ name, fields }) => (
              <div key={name} role="group" aria-label={p.groups[name]}>
                <p className="note advanced-name">{p.groups[name]}</p>
                <Fields fields={fields} profile={profile} />
              </div>
            ))}
          </details>
        </Section>
      </Fragment>
      <Section>
        <button type="button" className="button button-wide" onClick={() => attempt(reset(), strings.notStored)}>
          {p.reset}
        </button>
      </Section>
    </>
  )
}

/** A stored change; a design that fades by the clinic's numbers follows. */
async function changeNumbers(part: Partial<ClinicProfile>): Promise<void> {
  const before = clinicStore.getState().profile
  await changeClinic(part)
  fadeWithClinic(before, t.edits.fading)
}

function Fields({ fields, profile }: { fields: readonly ProfileField[]; profile: ClinicProfile }) {
  return (
    <div className="fields">
      {fields.map((field) => (
        <FieldRow key={field.name} field={field} profile={profile} />
      ))}
    </div>
  )
}

/** A figure, and where it has one its band: three figures that are typed freely and looked at together. */
function FieldRow({ field, profile }: { field: ProfileField; profile: ClinicProfile }) {
  const problemId = useId()
  const sourceId = useId()
  const [open, setOpen] = useState(false)
  const name = t.figures[field.name]
  const { least, most, source, ...usual } = clinicFigures[field.name]
  const { digits } = field
  const scale = field.percent ? 100 : 1
  const stored = field.get(profile)
  const hasBand = typeof stored !== 'number'
  const values = hasBand ? [stored.value, stored.low, stored.high] : [stored]
  // An emptied field goes back to what it was: there is no plan without the figure.
  const taken = (typed: readonly (number | null)[]) => {
    const figures = values.map((value, k) => {
      const figure = typed[k]
      return figure === null || figure === undefined ? value : figure / scale
    })
    const [value = 0] = figures
    const alone = hasBand && typed[1] === stored.low * scale && typed[2] === stored.high * scale
    if (!alone || !(value >= least && value <= most)) return figures
    // Typed alone it takes its band along: nobody thinks of the ends first.
    const { low, high } = withValue(stored, value, least, most)
    return [value, low, high]
  }
  const bandOf = (typed: readonly (number | null)[]): Band => {
    const [value = 0, low = value, high = value] = taken(typed)
    return { value, low, high }
  }
  const { cells, problem, around } = useTypedNumbers({
    values: values.map((value) => value * scale),
    digits,
    problemOf: (typed) => problemOf(field, bandOf(typed), profile),
    onCommit: (typed) =>
      attempt(changeNumbers(field.with(profile, hasBand ? bandOf(typed) : bandOf(typed).value)), strings.notStored),
  })
  const [value, low, high] = cells
  return (
    <div className="field-row" {...around}>
      <span className="field-name">
        <button
          type="button"
          className="field-tap"
          aria-expanded={open}
          aria-controls={open ? sourceId : undefined}
          onClick={() => setOpen(!open)}
        >
          {name}
        </button>
      </span>
      <NumberCell label={name} cell={value!} unit={t.units[field.unit]} problemId={problemId} />
      {low && high && (
        <span className="field-band">
          <NumberCell label={p.bandOf(name, p.low)} cell={low} unit="" problemId={problemId} />
          <span aria-hidden="true">–</span>
          <NumberCell label={p.bandOf(name, p.high)} cell={high} unit="" problemId={problemId} />
        </span>
      )}
      {open && (
        <p id={sourceId} className="note">
          {p.source(
            banded(usual, (v) => number(v * scale, digits)),
            t.units[field.unit],
            source,
          )}
        </p>
      )}
      <CellProblem id={problemId} problem={problem} />
    </div>
  )
}
