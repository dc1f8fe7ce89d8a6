import { useEffect, useRef, useState } from 'react'
import { Settings2 } from 'lucide-react'
import { Focusable } from 'react-aria-components'
import { useStore } from 'zustand'
import type { Design } from '../../core/design/design.ts'
import { hasReversal, isTraced } from '../../core/design/reversal.ts'
import { takeAskedZones } from '../../store/reversal/askedZones.ts'
import { attempt } from '../../store/jobsStore.ts'
import { loadClinic } from '../../store/plan/clinicStore.ts'
import { lockStore } from '../../store/lockStore.ts'
import { isPaused, pausedStore } from '../../store/saving/pausedStore.ts'
import { designStore } from '../../store/designStore.ts'
import { followDesign } from '../../store/plan/planStore.ts'
import { presentStore } from '../../store/snapshots/presentStore.ts'
import { followReversal, showStages } from '../../store/reversal/reversalActions.ts'
import { setStep, setTool, setView, viewStore, type PlanKind } from '../../store/viewStore.ts'
import { StudioCanvas } from '../canvas/StudioCanvas.tsx'
import { NewWorkPanel } from '../panels/plan/NewWorkPanel.tsx'
import { NewWorkTimeline } from '../panels/plan/NewWorkTimeline.tsx'
import { ProfilePanel } from '../panels/plan/ProfilePanel.tsx'
import { ReversalPanel } from '../panels/plan/ReversalPanel.tsx'
import { ReversalTimeline } from '../panels/plan/ReversalTimeline.tsx'
import { ShownMoment } from '../panels/plan/ShownMoment.tsx'
import { StageBar } from '../panels/plan/StageBar.tsx'
import { ZoneHint } from '../panels/plan/ZoneHint.tsx'
import { NoVisits } from '../panels/plan/NoVisits.tsx'
import { PanelHead } from '../panels/PanelParts.tsx'
import { Segmented } from '../panels/Segmented.tsx'
import { BrushStrip } from './BrushStrip.tsx'
import { Hint } from './Hint.tsx'
import { planStrings as t } from '../strings/planStrings.ts'
import { reversalStrings } from '../strings/reversalStrings.ts'
import { PencilChip } from './top/PencilChip.tsx'
import { ScaleChip } from './top/ScaleChip.tsx'
import { strings } from '../strings/strings.ts'
import { Opening } from './Studio.tsx'
import { TopBar } from './top/TopBar.tsx'
import { ZoomControl } from './top/ZoomControl.tsx'
import './plan.css'

const kinds = [
  { id: 'newWork', name: t.title },
  { id: 'reversal', name: reversalStrings.title },
] as const

/** The design on the left, what it takes on the right, its visits below. */
export function Plan() {
  const design = useStore(designStore, (s) => s.design)
  useEffect(() => attempt(loadClinic(), strings.notStored), [])
  return (
    <div className="screen">
      <TopBar screen="plan" />
      {design ? <Planning design={design} /> : <Opening />}
    </div>
  )
}

/** The step that has neither guides nor handles over the photo. */
const PLAIN = 'dots'

/** The photo is looked at here, not worked on; the studio is left and found on its own step. */
function lookAtPhoto(): () => void {
  const { step } = viewStore.getState()
  setTool('hand')
  setView({ step: PLAIN })
  return () => {
    const now = viewStore.getState()
    // Whoever leaves for a step of the studio has chosen it already.
    const chosen = now.reversal !== 'tracing' && now.step !== PLAIN
    showStages(false)
    setStep(chosen ? now.step : step)
  }
}

/** Whether the screen comes back as it was left: it is locked away, or the pictures are presented. */
const isPutAside = () => lockStore.getState().locked || presentStore.getState().slides !== null

function Planning({ design }: { design: Design }) {
  const [kind, setKind] = useState<PlanKind>(
    // Where lengths change their unit, or the lock is opened, the screen is drawn anew: what is looked at stays.
    () => viewStore.getState().planKind ?? (hasReversal(design) ? 'reversal' : 'newWork'),
  )
  useEffect(() => setView({ planKind: kind }), [kind])
  useEffect(() => () => void (isPutAside() || setView({ planKind: null })), [])
  const [editing, setEditing] = useState(false)
  const tracing = useStore(viewStore, (s) => s.reversal === 'tracing')
  useEffect(lookAtPhoto, [])
  useEffect(() => {
    if (!tracing) setView({ step: PLAIN })
  }, [tracing])
  useEffect(followDesign, [])
  useEffect(followReversal, [])
  useEffect(() => showStages(kind === 'reversal'), [kind])
  const panel = useRef<HTMLElement>(null)
  const paused = useStore(pausedStore, isPaused)
  const reversed = hasReversal(design)
  const seen = useRef({ editing, tracing, reversed })
  useEffect(() => {
    // The button that was pressed is gone with its panel: Tab goes on from the new one.
    const before = seen.current
    seen.current = { editing, tracing, reversed }
    const same = before.editing === editing && before.tracing === tracing && before.reversed === reversed
    if (!same && (document.activeElement ?? document.body) === document.body) panel.current?.focus()
  }, [editing, tracing, reversed])
  const staged = kind === 'reversal' && hasReversal(design) && !tracing && !isTraced(design)
  useEffect(() => {
    if (staged) takeAskedZones()
  }, [staged])
  return (
    <div className="planning">
      <main className="canvas-box">
        <StudioCanvas />
        {staged && <StageBar design={design} inert={paused} />}
        {kind === 'newWork' && <ShownMoment design={design} inert={paused} />}
        <BrushStrip />
        <div className="canvas-foot">
          <div className="canvas-foot-start">
            <ScaleChip />
            <PencilChip />
          </div>
          <ZoneHint />
          <ZoomControl />
        </div>
      </main>
      <aside ref={panel} className="inspector" inert={paused} tabIndex={-1} aria-label={strings.screens.plan}>
        <PanelHead title={editing ? t.clinic : strings.screens.plan}>
          {editing ? (
            <button type="button" className="button button-quiet" onClick={() => setEditing(false)}>
              {t.backToPlan}
            </button>
          ) : (
            <>
              <Segmented
                label={reversalStrings.which}
                className="plan-kinds"
                value={kind}
                options={kinds}
                onChange={(id: PlanKind) => setKind(id)}
              />
              <Hint text={t.clinic}>
                <Focusable>
                  <button type="button" className="icon-button" aria-label={t.clinic} onClick={() => setEditing(true)}>
                    <Settings2 aria-hidden="true" />
                  </button>
                </Focusable>
              </Hint>
            </>
          )}
        </PanelHead>
        {editing ? (
          <ProfilePanel />
        ) : kind === 'reversal' ? (
          <ReversalPanel design={design} />
        ) : (
          <NewWorkPanel design={design} />
        )}
      </aside>
      {staged ? (
        <ReversalTimeline design={design} />
      ) : kind === 'reversal' ? (
        <NoVisits why={reversalStrings.noVisits} />
      ) : (
        <NewWorkTimeline design={design} />
      )}
    </div>
  )
}
