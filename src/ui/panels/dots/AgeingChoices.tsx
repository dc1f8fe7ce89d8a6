import { X } from 'lucide-react'
import { useId } from 'react'
import { useStore } from 'zustand'
import type { FillSettings } from '../../../core/design/design.ts'
import { HEALED, pigmentKinds, skinKinds, sunHabits, type Ageing, type Moment } from '../../../core/pigment/ageing.ts'
import { agedBy, agesBy } from '../../../core/plan/clinicProfile.ts'
import { takeClinicFading } from '../../../store/plan/clinicFading.ts'
import { clinicStore } from '../../../store/plan/clinicStore.ts'
import { number } from '../../shell/figures/format.ts'
import { strings } from '../../strings/strings.ts'
import { Segmented } from '../Segmented.tsx'
import { momentName } from './timeText.ts'

const t = strings.time

/** What decides how the dots age, when a touch-up is due, and those that are planned. */
export function AgeingChoices(props: {
  fill: FillSettings
  onChange(part: Partial<FillSettings>, label: string): void
}) {
  const { ageing, moment } = props.fill
  const clinic = useStore(clinicStore, (s) => s.profile)
  const change = (part: Partial<Ageing>, label: string) => props.onChange({ ageing: { ...ageing, ...part } }, label)
  return (
    <>
      <Choice
        label={t.pigment}
        value={ageing.pigment}
        options={pigmentKinds}
        names={t.pigments}
        // A pigment fades as the clinic has seen it fade.
        onChange={(pigment) => change(agedBy({ ...ageing, pigment }, clinic), t.edits.ageing(t.pigment))}
      />
      {!agesBy(ageing, clinic) && <OwnFading ageing={ageing} clinicYears={clinic.halfLifeYears[ageing.pigment]} />}
      <Choice
        label={t.sun}
        value={ageing.sun}
        options={sunHabits}
        names={t.suns}
        onChange={(sun) => change({ sun }, t.edits.ageing(t.sun))}
      />
      <Choice
        label={t.skin}
        value={ageing.skin}
        options={skinKinds}
        names={t.skins}
        onChange={(skin) => change({ skin }, t.edits.ageing(t.skin))}
      />
      {ageing.skin === null && <p className="note">{t.skinNotAsked}</p>}
      <TouchUps
        moment={moment}
        touchUps={ageing.touchUps}
        onChange={(touchUps, label) => change({ touchUps }, label)}
      />
    </>
  )
}

/** A design that was made with other numbers than the clinic has now. */
function OwnFading({ ageing, clinicYears }: { ageing: Ageing; clinicYears: number }) {
  return (
    <>
      <p className="note">{t.ownFading(number(ageing.halfLifeYears, 1), number(clinicYears, 1))}</p>
      <button type="button" className="button button-wide" onClick={() => takeClinicFading(t.edits.fading)}>
        {t.takeFading}
      </button>
    </>
  )
}

function TouchUps(props: {
  moment: Moment
  touchUps: readonly Moment[]
  onChange(touchUps: readonly Moment[], label: string): void
}) {
  const { moment, touchUps, onChange } = props
  const whyId = useId()
  const possible = [0, ...touchUps].every((work) => Math.abs(moment - work) > HEALED)
  const add = () =>
    possible &&
    onChange(
      [...touchUps, moment].toSorted((a, b) => a - b),
      t.edits.add,
    )
  return (
    <>
      {touchUps.length > 0 && (
        <ul className="touch-ups" aria-label={t.touchUps}>
          {touchUps.map((day) => {
            const name = momentName(day)
            return (
              <li key={day} className="touch-up">
                <span>{t.touchUpAt(name)}</span>
                <button
                  type="button"
                  className="icon-button small"
                  aria-label={t.removeTouchUp(name)}
                  onClick={() =>
                    onChange(
                      touchUps.filter((other) => other !== day),
                      t.edits.remove,
                    )
                  }
                >
                  <X aria-hidden="true" />
                </button>
              </li>
            )
          })}
        </ul>
      )}
      <button
        type="button"
        className="button button-wide"
        aria-disabled={possible ? undefined : true}
        aria-describedby={possible ? undefined : whyId}
        onClick={add}
      >
        {t.addTouchUp}
      </button>
      {!possible && (
        <p id={whyId} className="note">
          {t.notHealed}
        </p>
      )}
    </>
  )
}

function Choice<K extends string>(props: {
  label: string
  value: K | null
  options: readonly K[]
  names: Readonly<Record<K, string>>
  onChange(value: K): void
}) {
  const { label, value, options, names, onChange } = props
  return (
    <div className="labelled time-choice">
      <span className="labelled-name">{label}</span>
      <Segmented
        label={label}
        value={value}
        options={options.map((id) => ({ id, name: names[id] }))}
        onChange={onChange}
      />
    </div>
  )
}
