import { Columns2, Link2, SquareSplitHorizontal } from 'lucide-react'
import { useStore } from 'zustand'
import { compareStore, otherTime, setCompare } from '../../store/compareStore.ts'
import { designStore } from '../../store/designStore.ts'
import { CompareCanvas } from '../canvas/CompareCanvas.tsx'
import { ComparePicker } from '../panels/ComparePicker.tsx'
import { CompareStrip } from '../panels/CompareStrip.tsx'
import { SideTime } from '../panels/SideTime.tsx'
import { run } from './commands.ts'
import { strings } from '../strings/strings.ts'
import { Opening } from './Studio.tsx'
import { TopBar } from './TopBar.tsx'
import { ZoomControl } from './ZoomControl.tsx'

const t = strings.compare

export function Compare() {
  const photo = useStore(designStore, (s) => s.photo)
  const any = useStore(designStore, (s) => s.snapshots.length > 0)
  const mode = useStore(compareStore, (s) => s.mode)
  const same = useStore(compareStore, (s) => s.a === s.b && otherTime(s, 'a')?.moment === otherTime(s, 'b')?.moment)
  return (
    <div className="screen">
      <TopBar screen="compare" />
      {!photo ? (
        <Opening />
      ) : (
        <div className="comparison">
          <main className="canvas-box">
            <h1 className="unseen">{strings.screens.compare}</h1>
            {any ? <CompareCanvas /> : <NothingYet />}
            {any && (
              <>
                <ModeBar mode={mode} />
                <ComparePicker letter="a" />
                <ComparePicker letter="b" />
                <SideTime side="a" />
                <SideTime side="b" />
                {same && <p className="canvas-note floating">{t.one}</p>}
                <div className="canvas-foot">
                  <div className="chip floating">
                    <Link2 size={18} aria-hidden="true" />
                    <span className="chip-strong">{strings.canvas.linked}</span>
                  </div>
                  <span />
                  <ZoomControl />
                </div>
              </>
            )}
          </main>
          <CompareStrip />
        </div>
      )}
    </div>
  )
}

function ModeBar({ mode }: { mode: 'slider' | 'sideBySide' }) {
  const modes = [
    ['slider', t.slider, <SquareSplitHorizontal key="i" size={16} aria-hidden="true" />],
    ['sideBySide', t.sideBySide, <Columns2 key="i" size={16} aria-hidden="true" />],
  ] as const
  return (
    <div className="stepbar modebar floating" role="group" aria-label={t.modes}>
      {modes.map(([id, name, icon]) => (
        <button
          key={id}
          type="button"
          className="step"
          aria-pressed={mode === id}
          onClick={() => setCompare({ mode: id })}
        >
          <span className="step-mark">{icon}</span>
          {name}
        </button>
      ))}
    </div>
  )
}

function NothingYet() {
  return (
    <div className="nothing">
      <p className="drop-text">{t.none}</p>
      <button type="button" className="button" onClick={() => run('studio')}>
        {t.backToStudio}
      </button>
    </div>
  )
}
