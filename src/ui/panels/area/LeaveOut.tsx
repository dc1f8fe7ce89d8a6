import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import {
  dropSuggestion,
  leaveOutStore,
  lookForLeaveOut,
  takeSuggestion,
  type Suggestion,
} from '../../../store/edits/areaActions.ts'
import { jobsStore, toast } from '../../../store/jobsStore.ts'
import { areaStrings } from '../../strings/areaStrings.ts'
import { number, percent } from '../../shell/figures/format.ts'

const t = areaStrings.leaveOut
/** Less than this is not named, cm2. */
const LEAST_NAMED_CM2 = 0.05

/** Hair and backdrop in the area: looked for when asked, shown, and left out only when that is confirmed. */
export function LeaveOut({ scaled, nothing }: { scaled: boolean; nothing: boolean }) {
  const { looking, problem, suggestion } = useStore(leaveOutStore)
  const measure = useStore(jobsStore, (s) => s.measure)
  // Who leaves the step has not confirmed anything.
  useEffect(() => dropSuggestion, [])
  /** Once answered, the focus is where the question was asked. */
  const [answered, setAnswered] = useState(false)
  const answer = (given: () => void) => () => {
    setAnswered(true)
    given()
  }
  return (
    <div className="leave-out">
      {suggestion ? (
        <div className="button-row">
          <button type="button" className="button button-solid" autoFocus onClick={answer(take)}>
            {t.take}
          </button>
          <button type="button" className="button" onClick={answer(dropSuggestion)}>
            {t.keep}
          </button>
        </div>
      ) : (
        <button
          type="button"
          className="button button-wide"
          autoFocus={answered}
          disabled={nothing || looking !== false}
          onClick={() => void lookForLeaveOut()}
        >
          {t.look}
        </button>
      )}
      <div role="status">
        {looking === 'all' && <p className="note">{t.looking}</p>}
        {problem && <p className="note">{t.problems[problem]}</p>}
        {suggestion && <p className="note">{foundText(suggestion, scaled, measure?.areaCm2.value ?? null)}</p>}
      </div>
    </div>
  )
}

function take(): void {
  const done = takeSuggestion(areaStrings.edits.leaveOut)
  if (done === 'late' || done === 'failed') toast(areaStrings[done])
}

function foundText({ hairCm2, outsideCm2 }: Suggestion, scaled: boolean, areaCm2: number | null): string {
  const share = (cm2: number) => percent(areaCm2 ? cm2 / areaCm2 : 0)
  const parts: string[] = []
  if (hairCm2 >= LEAST_NAMED_CM2) parts.push(scaled ? t.hair(number(hairCm2, 1)) : t.hairShare(share(hairCm2)))
  if (outsideCm2 >= LEAST_NAMED_CM2)
    parts.push(scaled ? t.outside(number(outsideCm2, 1)) : t.outsideShare(share(outsideCm2)))
  return t.found(parts.join(t.and))
}
