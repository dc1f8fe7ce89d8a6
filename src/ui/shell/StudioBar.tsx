import { useStore } from 'zustand'
import type { Design } from '../../core/design/design.ts'
import { showsNoEyes } from '../../core/design/scale/calibration.ts'
import { committedDesign, designStore } from '../../store/designStore.ts'
import { faceStore } from '../../store/edits/faceActions.ts'
import { otherViewOf, viewsSeenStore } from '../../store/edits/viewsSeen.ts'
import { jobsStore } from '../../store/jobsStore.ts'
import { isPaused, pausedStore } from '../../store/saving/pausedStore.ts'
import { viewStore, type StepName } from '../../store/viewStore.ts'
import { useReading } from '../panels/photo/StartScreen.tsx'
import { problemText } from '../panels/problemText.ts'
import { strings } from '../strings/strings.ts'
import { HairHint } from './HairHint.tsx'
import { OtherViewBar } from './OtherViewBar.tsx'
import { barOf } from './whichBar.ts'

/** What there is to say, and which of it is said. */
function useBar() {
  const step = useStore(viewStore, (s) => s.step)
  const laying = useStore(viewStore, (s) => s.layingScale)
  const design = useStore(designStore, committedDesign)
  const paused = useStore(pausedStore, isPaused)
  const reading = useReading()
  const problem = useStore(jobsStore, (s) => (step === 'photo' ? null : s.problem))
  const toasted = useStore(jobsStore, (s) => s.toast !== null || s.health === 'failed')
  // What a panel says beside the photo is not said on it too.
  const panelSays = useStore(faceStore, (s) => s.problem !== null)
  const seen = useStore(viewsSeenStore, (s) => (design && !paused && !panelSays ? otherViewOf(s, design) : null))
  const asksOfHair = (step === 'area' || step === 'dots') && !paused
  const instruction = design && instructionOf(step, design)
  const bar = barOf({
    problem: problem !== null,
    reading,
    toast: toasted,
    laying,
    otherView: seen !== null,
    instruction: instruction !== null,
    hair: asksOfHair,
  })
  return { bar, design, problem, seen, asksOfHair, instruction }
}

/** Above the photo: what became of another one. */
export function CanvasNote() {
  const { bar, problem } = useBar()
  if (bar === 'problem')
    return (
      <div className="canvas-note floating warning" role="alert">
        {problem && problemText(problem)}
      </div>
    )
  return bar === 'reading' && <div className="canvas-note floating">{strings.start.reading}</div>
}

/** On the photo: what to do there while it still has to be done, or else what was noticed. */
export function StudioBar() {
  const { bar, design, seen, asksOfHair, instruction } = useBar()
  return (
    <>
      {bar === 'laying' && <p className="hint floating">{strings.scale.secondPoint}</p>}
      {bar === 'instruction' && instruction}
      <OtherViewBar view={seen} waits={bar !== 'otherView'} />
      {asksOfHair && design && <HairHint design={design} waits={bar !== 'hair'} />}
    </>
  )
}

function instructionOf(step: StepName | null, { marks, photo, scale }: Design) {
  // Nobody moves a mark in passing: it is done where they are.
  if ((step === 'hairline' || step === 'dots') && !marks.checked)
    return <p className="hint floating">{strings.photo.checkThere}</p>
  if (step === 'photo' && !marks.checked)
    return <p className="hint floating">{showsNoEyes(photo) ? strings.photo.checkOutline : strings.photo.checkMarks}</p>
  if (step !== 'scale' || scale.status !== 'proposed') return null
  return (
    <p className="hint floating">
      {strings.scale.hints[scale.source]} <span className="keyboard-hint">{strings.scale.arrows}</span>
    </p>
  )
}
