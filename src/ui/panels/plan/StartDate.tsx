import { useState } from 'react'
import { planStrings as t } from '../../shell/planStrings.ts'

/** A year that is being typed goes through 0002 and 0020. */
const FIRST = '2000-01-01'
const LAST = '2199-12-31'

/** The date of the first visit. As long as none is set the plan begins today; an emptied field goes back to that. */
export function StartDate(props: { name: string; shown: string; isSet: boolean; onChange(date: string | null): void }) {
  const [draft, setDraft] = useState<string | null>(null)
  return (
    <label className="timeline-start">
      {props.name}
      <input
        type="date"
        className="number-field timeline-date"
        min={FIRST}
        max={LAST}
        value={draft ?? props.shown}
        onChange={(e) => {
          const { value } = e.currentTarget
          setDraft(value)
          if (value >= FIRST && value <= LAST && value.length === FIRST.length) props.onChange(value)
        }}
        onBlur={() => {
          if (draft === '' && props.isSet) props.onChange(null)
          setDraft(null)
        }}
      />
      {!props.isSet && <span className="timeline-unset">{t.todayUnlessSet}</span>}
    </label>
  )
}
