import { useStore } from 'zustand'
import { showsNoEyes } from '../../core/design/scale/calibration.ts'
import { committedDesign, designStore } from '../../store/designStore.ts'
import { jobsStore } from '../../store/jobsStore.ts'
import { viewStore } from '../../store/viewStore.ts'
import { StudioCanvas } from '../canvas/StudioCanvas.tsx'
import { isPaused, pausedStore } from '../../store/saving/pausedStore.ts'
import { problemText } from '../panels/problemText.ts'
import { StartScreen, useReading } from '../panels/photo/StartScreen.tsx'
import { usePhotoDrop } from '../panels/photo/usePhotoDrop.ts'
import { BrushStrip } from './BrushStrip.tsx'
import { CoachMarks } from './coach/CoachMarks.tsx'
import { FilmStrip } from './strip/FilmStrip.tsx'
import { HairHint } from './HairHint.tsx'
import { Inspector } from './Inspector.tsx'
import { MomentChip } from './strip/MomentChip.tsx'
import { Rail } from './Rail.tsx'
import { PencilChip } from './top/PencilChip.tsx'
import { ScaleChip } from './top/ScaleChip.tsx'
import { StepBar } from './top/StepBar.tsx'
import { strings } from '../strings/strings.ts'
import { TopBar } from './top/TopBar.tsx'
import { ZoomControl } from './top/ZoomControl.tsx'

export function Studio() {
  const photo = useStore(designStore, (s) => s.photo)
  const visit = useStore(designStore, (s) => s.visit)
  const expected = useStore(designStore, (s) => s.photos.length > 0)
  const problem = useStore(jobsStore, (s) => s.problem)
  return (
    <div className="screen">
      <TopBar screen="studio" />
      {photo ? <Bench /> : visit && (!expected || problem) ? <StartScreen /> : <Opening />}
    </div>
  )
}

/** A stored photo on its way: an even surface at first, words only once it takes long. */
export function Opening() {
  const slow = useReading()
  return (
    <main className="start opening" aria-busy="true">
      {slow && <p className="drop-text">{strings.start.reading}</p>}
    </main>
  )
}

function Bench() {
  const hidden = useStore(viewStore, (s) => s.chromeHidden)
  const problem = useStore(jobsStore, (s) => s.problem)
  const step = useStore(viewStore, (s) => s.step)
  const over = usePhotoDrop()
  const reading = useReading()
  const paused = useStore(pausedStore, isPaused)
  return (
    <div className={`bench ${hidden ? 'bench-bare' : ''}`}>
      {!hidden && <Rail inert={paused} />}
      <main className="canvas-box">
        <StudioCanvas />
        <StepBar />
        <p className="small-screen floating">{strings.smallScreen}</p>
        <BrushStrip />
        <div className="canvas-foot">
          <div className="canvas-foot-start">
            <MomentChip />
            <ScaleChip />
            <PencilChip />
          </div>
          <StepHint />
          <ZoomControl />
        </div>
        {reading && <div className="canvas-note floating">{strings.start.reading}</div>}
        {problem && step !== 'photo' && (
          <div className="canvas-note floating warning" role="alert">
            {problemText(problem)}
          </div>
        )}
        {over && <div className="drop-cover">{strings.start.dropFurther}</div>}
      </main>
      {!hidden && <Inspector inert={paused} />}
      {!hidden && <FilmStrip />}
      {!hidden && !paused && <CoachMarks />}
    </div>
  )
}

/** What to do on the photo, while it still has to be done. */
function StepHint() {
  const step = useStore(viewStore, (s) => s.step)
  const scale = useStore(designStore, (s) => s.design?.scale ?? null)
  const checked = useStore(designStore, (s) => s.design?.marks.checked ?? true)
  const noEyes = useStore(designStore, (s) => s.design !== null && showsNoEyes(s.design.photo))
  const laying = useStore(viewStore, (s) => s.layingScale)
  const design = useStore(designStore, committedDesign)
  const paused = useStore(pausedStore, isPaused)
  if (step === 'area' && design && !paused) return <HairHint design={design} />
  if (laying) return <p className="hint floating">{strings.scale.secondPoint}</p>
  // Nobody moves a mark in passing: it is done where they are.
  if (step === 'hairline' && !checked) return <p className="hint floating">{strings.photo.checkThere}</p>
  if (step === 'photo' && !checked)
    return <p className="hint floating">{noEyes ? strings.photo.checkOutline : strings.photo.checkMarks}</p>
  if (step === 'scale' && scale?.status === 'proposed') {
    return (
      <p className="hint floating">
        {strings.scale.hints[scale.source]} <span className="keyboard-hint">{strings.scale.arrows}</span>
      </p>
    )
  }
  return <span />
}
