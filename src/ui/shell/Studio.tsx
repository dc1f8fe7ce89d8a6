import { useStore } from 'zustand'
import { designStore } from '../../store/designStore.ts'
import { jobsStore } from '../../store/jobsStore.ts'
import { viewStore } from '../../store/viewStore.ts'
import { StudioCanvas } from '../canvas/StudioCanvas.tsx'
import { isPaused, pausedStore } from '../../store/saving/pausedStore.ts'
import { StartScreen, useReading } from '../panels/photo/StartScreen.tsx'
import { usePhotoDrop } from '../panels/photo/usePhotoDrop.ts'
import { BrushStrip } from './BrushStrip.tsx'
import { CoachMarks } from './coach/CoachMarks.tsx'
import { FilmStrip } from './strip/FilmStrip.tsx'
import { Inspector } from './Inspector.tsx'
import { MomentChip } from './strip/MomentChip.tsx'
import { Rail } from './Rail.tsx'
import { PencilChip } from './top/PencilChip.tsx'
import { ScaleChip } from './top/ScaleChip.tsx'
import { StepBar } from './top/StepBar.tsx'
import { CanvasNote, StudioBar } from './StudioBar.tsx'
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
  const over = usePhotoDrop()
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
          <StudioBar />
          <ZoomControl />
        </div>
        <CanvasNote />
        {over && <div className="drop-cover">{strings.start.dropFurther}</div>}
      </main>
      {!hidden && <Inspector inert={paused} />}
      {!hidden && <FilmStrip />}
      {!hidden && !paused && <CoachMarks />}
    </div>
  )
}
