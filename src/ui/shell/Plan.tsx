import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Design } from '../../core/design/design.ts'
import { hasReversal } from '../../core/design/reversal.ts'
import { attempt } from '../../store/jobsStore.ts'
import { loadClinic } from '../../store/clinicStore.ts'
import { designStore } from '../../store/designStore.ts'
import { followDesign } from '../../store/planStore.ts'
import { followReversal, showStages } from '../../store/reversalActions.ts'
import { setStep, setTool, viewStore } from '../../store/viewStore.ts'
import { StudioCanvas } from '../canvas/StudioCanvas.tsx'
import { NewWorkPanel } from '../panels/plan/NewWorkPanel.tsx'
import { PlanTimeline } from '../panels/plan/PlanTimeline.tsx'
import { ProfilePanel } from '../panels/plan/ProfilePanel.tsx'
import { ReversalPanel } from '../panels/plan/ReversalPanel.tsx'
import { ReversalTimeline } from '../panels/plan/ReversalTimeline.tsx'
import { StageBar } from '../panels/plan/StageBar.tsx'
import { PanelHead } from '../panels/PanelParts.tsx'
import { Segmented } from '../panels/Segmented.tsx'
import { planStrings as t } from './planStrings.ts'
import { reversalStrings } from './reversalStrings.ts'
import { ScaleChip } from './ScaleChip.tsx'
import { strings } from './strings.ts'
import { Opening } from './Studio.tsx'
import { TopBar } from './TopBar.tsx'
import { ZoomControl } from './ZoomControl.tsx'
import './plan.css'

type Kind = 'newWork' | 'reversal'
const kinds = [
  { id: 'newWork', name: t.title },
  { id: 'reversal', name: reversalStrings.title },
] as const

/** The design on the left, what it takes on the right, its visits below. */
export function Plan() {
  const design = useStore(designStore, (s) => s.design)
  useEffect(() => attempt(loadClinic(), strings.notStored), [])
  useEffect(() => {
    // The photo is looked at here, not worked on; the studio takes its step's tool again.
    setTool('hand')
    return () => {
      showStages(false)
      setStep(viewStore.getState().step)
    }
  }, [])
  return (
    <div className="screen">
      <TopBar screen="plan" />
      {design ? <Planning design={design} /> : <Opening />}
    </div>
  )
}

function Planning({ design }: { design: Design }) {
  const [kind, setKind] = useState<Kind>(() => (hasReversal(design) ? 'reversal' : 'newWork'))
  const [editing, setEditing] = useState(false)
  const tracing = useStore(viewStore, (s) => s.reversal === 'tracing')
  useEffect(followDesign, [])
  useEffect(followReversal, [])
  useEffect(() => showStages(kind === 'reversal'), [kind])
  const staged = kind === 'reversal' && hasReversal(design) && !tracing
  return (
    <div className="planning">
      <main className="canvas-box">
        <StudioCanvas />
        {staged && <StageBar design={design} />}
        <div className="canvas-foot">
          <ScaleChip />
          <span />
          <ZoomControl />
        </div>
      </main>
      <aside className="inspector">
        <PanelHead title={editing ? t.clinic : strings.screens.plan}>
          {!editing && (
            <Segmented
              label={reversalStrings.which}
              className="plan-kinds"
              value={kind}
              options={kinds}
              onChange={(id: Kind) => setKind(id)}
            />
          )}
        </PanelHead>
        <div className="plan-clinic">
          <button type="button" className="button button-quiet" onClick={() => setEditing(!editing)}>
            {editing ? t.backToPlan : t.clinic}
          </button>
        </div>
        {editing ? (
          <ProfilePanel />
        ) : kind === 'reversal' ? (
          <ReversalPanel design={design} />
        ) : (
          <NewWorkPanel design={design} />
        )}
      </aside>
      {staged ? <ReversalTimeline design={design} /> : <PlanTimeline design={design} />}
    </div>
  )
}
