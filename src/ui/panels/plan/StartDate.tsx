import { useState } from 'react'
import { planStrings as t } from '../../strings/planStrings.ts'
import { FIRST_DAY, LAST_DAY, today } from './visitDates.ts'

/** The date of the first visit. As long as none is set the plan begins today; an emptied field goes back to that. */
export function StartDate(props: { name: string; shown: string; isSet: boolean; onChange(date: string | null): void }) {
  const [draft, setDraft] = useState<string | null>(null)
  return (
    <label className="timeline-start">
      {props.name}
      <input
        type="date"
        className="number-field timeline-date"
        min={FIRST_DAY}
        max={LAST_DAY}
        value={draft ?? props.shown}
        onChange={(e) => {
          const { value } = e.currentTarget
          setDraft(value)
          if (value >= FIRST_DAY && value <= LAST_DAY && value.length === FIRST_DAY.length) props.onChange(value)
        }}
        onBlur={() => {
          if (draft === '' && props.isSet) props.onChange(null)
          setDraft(null)
        }}
      />
      {!props.isSet && <span className="timeline-unset">{t.todayUnlessSet}</span>}
      {props.isSet && props.shown < today() && <span className="timeline-unset">{t.past}</span>}
    </label>
  )
}
