import { useStore } from 'zustand'
import { isScaled } from '../../core/design/calibration.ts'
import { norwoodStages, type Design } from '../../core/design/design.ts'
import { marksDoubt, withStage } from '../../core/design/recession.ts'
import { edit } from '../../store/designActions.ts'
import { designStore } from '../../store/designStore.ts'
import { jobsStore } from '../../store/jobsStore.ts'
import { setStep } from '../../store/viewStore.ts'
import { number } from '../shell/format.ts'
import { hairLossStrings as t } from '../strings/hairLossStrings.ts'
import { Section } from './PanelParts.tsx'
import { Segmented } from './Segmented.tsx'

const TODAY = 'today'

/** The native hair recedes on the photo, the design stays: why a line too low today is a reversal tomorrow. */
export function LaterHair({ design }: { design: Design }) {
  const { stage } = design.recession
  return (
    <Section title={t.title}>
      <Segmented
        label={t.stage}
        value={stage === null ? TODAY : `${stage}`}
        options={[
          { id: TODAY, name: t.today },
          ...norwoodStages.map((s) => ({ id: `${s}`, name: t.stageOf(t.numerals[s]), content: t.numerals[s] })),
        ]}
        onChange={choose}
      />
      <LossNote design={design} />
    </Section>
  )
}

function LossNote({ design }: { design: Design }) {
  const loss = useStore(jobsStore, (s) => s.hairLoss)
  const working = useStore(jobsStore, (s) => s.fill !== null)
  const { stage } = design.recession
  const doubt = marksDoubt(design)
  if (stage === null) return <p className="note">{t.note}</p>
  if (doubt)
    return (
      <>
        <p className="note" role="status">
          {t.problems[doubt]}
        </p>
        <button type="button" className="button" onClick={() => setStep('photo')}>
          {t.checkMarks}
        </button>
      </>
    )
  // What is known of another stage says nothing of this one.
  const known = loss?.stage === stage ? seenOf(design, loss) : null
  return (
    <p className="note" role="status">
      {known ?? (working ? t.working : t.note)}
    </p>
  )
}

type Loss = NonNullable<ReturnType<typeof jobsStore.getState>['hairLoss']>

function seenOf(design: Design, { lostCm2, problem }: Loss): string {
  if (problem) return t.problems[problem]
  return `${isScaled(design) ? t.lost(number(lostCm2)) : t.lostUnscaled} ${t.limit}`
}

function choose(id: string): void {
  const { design } = designStore.getState()
  if (!design) return
  const stage = norwoodStages.find((s) => `${s}` === id) ?? null
  edit(withStage(design, stage), stage === null ? t.editToday : t.edit(t.stageOf(t.numerals[stage])))
}
