import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { attempt } from '../../store/jobsStore.ts'
import { loadClinic } from '../../store/clinicStore.ts'
import { committedDesign, designStore } from '../../store/designStore.ts'
import { followDesign } from '../../store/planStore.ts'
import { setStep, setTool, viewStore } from '../../store/viewStore.ts'
import { StudioCanvas } from '../canvas/StudioCanvas.tsx'
import { NewWorkPanel } from '../panels/plan/NewWorkPanel.tsx'
import { PlanTimeline } from '../panels/plan/PlanTimeline.tsx'
import { ProfilePanel } from '../panels/plan/ProfilePanel.tsx'
import { PanelHead } from '../panels/PanelParts.tsx'
import { planStrings as t } from './planStrings.ts'
import { ScaleChip } from './ScaleChip.tsx'
import { strings } from './strings.ts'
import { Opening } from './Studio.tsx'
import { TopBar } from './TopBar.tsx'
import { ZoomControl } from './ZoomControl.tsx'
import './plan.css'

/** The design on the left, what it takes on the right, its visits below. */
export function Plan() {
  const design = useStore(designStore, committedDesign)
  const [editing, setEditing] = useState(false)
  useEffect(() => attempt(loadClinic(), strings.notStored), [])
  useEffect(followDesign, [])
  useEffect(() => {
    // The photo is looked at here, not worked on; the studio takes its step's tool again.
    setTool('hand')
    return () => setStep(viewStore.getState().step)
  }, [])
  return (
    <div className="screen">
      <TopBar screen="plan" />
      {!design ? (
        <Opening />
      ) : (
        <div className="planning">
          <main className="canvas-box">
            <StudioCanvas />
            <div className="canvas-foot">
              <ScaleChip />
              <span />
              <ZoomControl />
            </div>
          </main>
          <aside className="inspector">
            <PanelHead title={editing ? t.clinic : t.title}>
              <button type="button" className="button button-quiet" onClick={() => setEditing(!editing)}>
                {editing ? t.backToPlan : t.clinic}
              </button>
            </PanelHead>
            {editing ? <ProfilePanel /> : <NewWorkPanel design={design} />}
          </aside>
          <PlanTimeline design={design} />
        </div>
      )}
    </div>
  )
}
