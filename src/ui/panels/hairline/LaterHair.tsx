import { Brush } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { fitOf } from '../../../core/design/head/head.ts'
import { isScaled } from '../../../core/design/scale/calibration.ts'
import { norwoodStages, type Design } from '../../../core/design/design.ts'
import { hasLossStrokes, marksDoubt, withStage } from '../../../core/design/lines/recession.ts'
import type { Band } from '../../../core/geometry/points.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { canDrawLoss, clearLoss, drawLoss, leaveLoss } from '../../../store/edits/hairLossActions.ts'
import { jobsStore } from '../../../store/jobsStore.ts'
import { setStep, viewStore } from '../../../store/viewStore.ts'
import { areaText } from '../../shell/figures/bandText.ts'
import { number } from '../../shell/figures/format.ts'
import { hairLossStrings as t } from '../../strings/hairLossStrings.ts'
import { DrawTools } from '../area/DrawTools.tsx'
import { Section } from '../PanelParts.tsx'
import { Segmented } from '../Segmented.tsx'

const TODAY = 'today'
const DRAWN = 'drawn'

/** The native hair recedes on the photo, the design stays: why a line too low today is a reversal tomorrow. */
export function LaterHair({ design }: { design: Design }) {
  const { stage } = design.recession
  const drawing = useStore(viewStore, (s) => s.lossDrawn)
  return (
    <Section
      title={t.title}
      aside={stage !== null && hasLossStrokes(design) && <span className="section-aside">{t.byHand}</span>}
    >
      <Segmented
        label={t.stage}
        className="segmented-icons"
        value={stage === null ? TODAY : `${stage}`}
        options={[
          { id: TODAY, name: t.today },
          ...norwoodStages.map((s) => ({ id: `${s}`, name: t.stageName(s), content: t.numerals[s] })),
          { id: DRAWN, name: t.stageName(DRAWN), tip: true, content: <Brush aria-hidden="true" /> },
        ]}
        onChange={choose}
      />
      {canDrawLoss(design) && <Drawing design={design} drawing={drawing} />}
      <LossNote design={design} />
    </Section>
  )
}

function Drawing({ design, drawing }: { design: Design; drawing: boolean }) {
  const box = useRef<HTMLDivElement>(null)
  const before = useRef(drawing)
  useEffect(() => {
    // The button that was pressed is gone: Tab goes on from what took its place.
    const changed = before.current !== drawing
    before.current = drawing
    if (changed && (document.activeElement ?? document.body) === document.body)
      box.current?.querySelector<HTMLElement>('[data-selected], button')?.focus()
  }, [drawing])
  return (
    <div ref={box}>
      {drawing ? (
        <DrawTools
          label={t.title}
          toolLabel={t.drawTool}
          clear={t.clear}
          isDrawn={hasLossStrokes(design)}
          done={t.done}
          onClear={() => clearLoss(t.editClear)}
          onLeave={leaveLoss}
        />
      ) : (
        <button type="button" className="button button-wide" onClick={drawLoss}>
          <Brush aria-hidden="true" />
          {t.draw}
        </button>
      )}
    </div>
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
  // Nothing is looked for until something is drawn.
  if (stage === DRAWN && !hasLossStrokes(design)) return <p className="note">{t.drawFirst}</p>
  // What is known of another stage says nothing of this one.
  const known = loss?.stage === stage ? seenOf(design, loss) : null
  return (
    <p className="note" role="status">
      {known ?? (working ? t.working : t.note)}
    </p>
  )
}

type Loss = NonNullable<ReturnType<typeof jobsStore.getState>['hairLoss']>

function seenOf(design: Design, { lostCm2, problem, stage }: Loss): string {
  if (problem === 'noHair' && stage === DRAWN) return t.noHairDrawn
  if (problem) return t.problems[problem]
  const fit = fitOf(design)
  const lost = fit ? t.lostOnHead(areaText(areaBand(lostCm2, fit.areaError))) : t.lost(number(lostCm2))
  return `${isScaled(design) ? lost : t.lostUnscaled} ${t.limit}`
}

const areaBand = (value: number, error: number): Band => ({
  value,
  low: value * (1 - error),
  high: value * (1 + error),
})

function choose(id: string): void {
  const { design } = designStore.getState()
  if (!design) return
  const stage = id === DRAWN ? DRAWN : (norwoodStages.find((s) => `${s}` === id) ?? null)
  const next = withStage(design, stage)
  edit(next, stage === null ? t.editToday : t.edit(t.stageName(stage)))
  if (stage === DRAWN && !hasLossStrokes(next) && canDrawLoss(next)) drawLoss()
}
