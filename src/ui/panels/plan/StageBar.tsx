import { plannedSessions, withReversal, type ReversedDesign } from '../../../core/design/reversal.ts'
import { number } from '../../shell/format.ts'
import { reversalStrings as t } from '../../shell/reversalStrings.ts'
import { edit } from '../../../store/designActions.ts'
import { designEdit } from '../editDesign.ts'
import { ScrubSlider } from '../ScrubSlider.tsx'

/** Today, the middle of the course, its last session and the end: what the photo shows. */
export function StageBar({ design }: { design: ReversedDesign }) {
  const { sessions, shownAfter } = design.reversal
  const planned = plannedSessions(design.reversal)
  const middle = Math.ceil(planned / 2)
  const stages = [...new Set([0, middle, planned].filter((n) => n <= planned)), sessions + 1]
  const name = (n: number) => (n === 0 ? t.today : n > sessions ? t.final : t.after(number(n)))
  return (
    <div className="stepbar modebar floating" role="group" aria-label={t.shown}>
      {stages.map((n) => (
        <button
          key={n}
          type="button"
          className="step"
          aria-pressed={shownAfter === n}
          onClick={() => edit(withReversal(design, { shownAfter: n }), t.edits.setting(t.shown), 'stage')}
        >
          {name(n)}
        </button>
      ))}
    </div>
  )
}

/** The same, session by session. */
export function StageSlider({ design }: { design: ReversedDesign }) {
  const { sessions, shownAfter } = design.reversal
  return (
    <ScrubSlider
      label={t.shownAfter}
      value={shownAfter}
      min={0}
      max={sessions + 1}
      step={1}
      words={shownAfter === 0 ? t.today : shownAfter > sessions ? t.final : t.after(number(shownAfter))}
      {...designEdit(t.edits.setting(t.shown), (base, n) => withReversal(base, { shownAfter: n }))}
    />
  )
}
