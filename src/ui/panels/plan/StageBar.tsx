import type { ReversedDesign } from '../../../core/design/reversal.ts'
import { number } from '../../shell/figures/format.ts'
import { removalWords, reversalStrings as t } from '../../strings/reversalStrings.ts'
import { designEdit } from '../editDesign.ts'
import { ScrubSlider } from '../ScrubSlider.tsx'
import { showStage, stageName, stageOnShow, useLaserVisits, withStage } from './stages.ts'
import './stages.css'

/** Today, after each laser, and the end: what the photo shows. */
export function StageBar({ design, inert }: { design: ReversedDesign; inert: boolean }) {
  const visits = useLaserVisits(design)
  const shown = stageOnShow(design.reversal, visits)
  const lasers = Array.from({ length: visits }, (_, k) => k + 1)
  const stage = (n: number, text: string) => (
    <button
      key={n}
      type="button"
      className="step"
      aria-label={stageName(n, visits, design.reversal.method)}
      aria-pressed={shown === n}
      onClick={() => showStage(design, n, visits)}
    >
      {text}
    </button>
  )
  return (
    <div className="stepbar modebar floating" role="group" aria-label={t.shown} inert={inert}>
      {stage(0, t.today)}
      {visits > 0 && (
        <span className="stage-lasers">
          <span className="stage-lasers-name" aria-hidden="true">
            {removalWords(design.reversal.method).afterAny}
          </span>
          {lasers.map((n) => stage(n, number(n)))}
        </span>
      )}
      {stage(visits + 1, t.final)}
    </div>
  )
}

/** With more lasers than these the words at the ends would touch the numbers beside them. */
const NAMED_ENDS = 6

/** The same, stage by stage. */
export function StageSlider({ design }: { design: ReversedDesign }) {
  const visits = useLaserVisits(design)
  const shown = stageOnShow(design.reversal, visits)
  const end = visits + 1
  return (
    <div className="stage-slider">
      <ScrubSlider
        label={t.shownAfter}
        value={shown}
        min={0}
        max={end}
        step={1}
        words={stageName(shown, visits, design.reversal.method)}
        {...designEdit(t.edits.setting(t.shown), (base, n) => withStage(base, n, visits))}
      />
      <div className="stage-ticks" aria-hidden="true">
        {Array.from({ length: end + 1 }, (_, n) => (
          <span key={n} className="stage-tick" style={{ left: `${(n / end) * 100}%` }}>
            {n > 0 && n < end ? number(n) : visits <= NAMED_ENDS && stageName(n, visits, design.reversal.method)}
          </span>
        ))}
      </div>
    </div>
  )
}
