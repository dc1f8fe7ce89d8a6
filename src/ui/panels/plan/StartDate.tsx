import { useId, useState } from 'react'
import { planStrings as t } from '../../strings/planStrings.ts'
import { FIRST_DAY, fullDate, isTaken, LAST_DAY, today } from './visitDates.ts'

/** The date of the first visit. As long as none is set the plan begins today; an emptied field goes back to that. */
export function StartDate(props: { name: string; shown: string; isSet: boolean; onChange(date: string | null): void }) {
  const [draft, setDraft] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const problemId = useId()
  const finish = () => {
    if (draft === '' && props.isSet) props.onChange(null)
    // A year that is being typed goes through others: it is looked at once the hand has done.
    if (draft && !isTaken(draft)) setProblem(t.dayRefused(fullDate(FIRST_DAY), fullDate(LAST_DAY)))
    setDraft(null)
  }
  return (
    <label className="timeline-start">
      {props.name}
      <input
        type="date"
        className="number-field timeline-date"
        min={FIRST_DAY}
        max={LAST_DAY}
        value={draft ?? props.shown}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? problemId : undefined}
        onChange={(e) => {
          const { value } = e.currentTarget
          setDraft(value)
          setProblem(null)
          if (isTaken(value)) props.onChange(value)
        }}
        onKeyDown={(e) => {
          if (e.key === 'Enter') finish()
        }}
        onBlur={finish}
      />
      {problem ? (
        <span id={problemId} className="timeline-unset warning" role="alert">
          {problem}
        </span>
      ) : (
        <>
          {!props.isSet && <span className="timeline-unset">{t.todayUnlessSet}</span>}
          {props.isSet && props.shown < today() && <span className="timeline-unset">{t.past}</span>}
        </>
      )}
    </label>
  )
}
