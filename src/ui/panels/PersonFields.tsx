import { useState } from 'react'
import type { Person } from '../../core/design/lines/hairlineRules.ts'
import { designStore } from '../../store/designStore.ts'
import { attempt } from '../../store/jobsStore.ts'
import { describePatient } from '../../store/visits/visitActions.ts'
import { adviceStrings as t } from '../strings/adviceStrings.ts'
import { strings } from '../strings/strings.ts'
import { Segmented } from './Segmented.tsx'

type Patient = NonNullable<ReturnType<typeof designStore.getState>['patient']>

const thisYear = (): number => new Date().getFullYear()
const OLDEST = 120

/** Who the line is for, as far as anybody has said. */
export const personOf = (patient: Patient | null): Person => ({
  sex: patient?.sex ?? null,
  ageYears: patient?.birthYear === undefined ? null : thisYear() - patient.birthYear,
})

const sexes = ['female', 'male', 'unsaid'] as const

/** Sex and age, asked calmly: without them only what holds for every adult is said. */
export function PersonFields({ patient }: { patient: Patient }) {
  const { ageYears } = personOf(patient)
  const [draft, setDraft] = useState<string | null>(null)
  const [refused, setRefused] = useState(false)
  const put = (traits: Parameters<typeof describePatient>[1]) =>
    attempt(describePatient(patient.id, traits), strings.notStored)
  const finish = () => {
    if (draft === null) return
    setDraft(null)
    const age = Number(draft)
    if (draft.trim() === '') put({ birthYear: undefined })
    else if (Number.isInteger(age) && age >= 0 && age <= OLDEST) put({ birthYear: thisYear() - age })
    else setRefused(true)
  }
  return (
    <div className="person-fields">
      <Segmented
        label={t.sex}
        value={patient.sex ?? 'unsaid'}
        options={sexes.map((id) => ({ id, name: t.sexes[id] }))}
        onChange={(sex) => put({ sex: sex === 'unsaid' ? undefined : sex })}
      />
      <label className="field-row">
        <span className="field-name">{t.age}</span>
        <input
          className="field-input person-age"
          inputMode="numeric"
          value={draft ?? (ageYears === null ? '' : String(ageYears))}
          placeholder={t.unsaidAge}
          onChange={(e) => {
            setDraft(e.currentTarget.value)
            setRefused(false)
          }}
          onBlur={finish}
          onKeyDown={(e) => {
            if (e.key === 'Enter') finish()
            if (e.key === 'Escape') setDraft(null)
          }}
        />
      </label>
      <div role="status">{refused && <p className="note">{t.noAge(`${OLDEST}`)}</p>}</div>
    </div>
  )
}
