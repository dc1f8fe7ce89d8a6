import { useEffect } from 'react'
import { ScanFace } from 'lucide-react'
import { useStore } from 'zustand'
import { TURNED_DEG } from '../../core/design/foundFace.ts'
import { cancelFaceSearch, faceStore, findFace, type NoFace } from '../../store/faceActions.ts'
import { number, percent } from '../shell/format.ts'
import { scaleStrings } from '../strings/scaleStrings.ts'
import { Section } from './PanelParts.tsx'

const t = scaleStrings.face

/** Looks for the eyes on the photo. What it finds is a proposal; why it finds nothing is said. */
export function FindFace() {
  const { share, problem, turnedDeg } = useStore(faceStore)
  // Who leaves the step waits for nothing.
  useEffect(() => cancelFaceSearch, [])
  return (
    <Section title={t.title}>
      {share === null ? (
        <button type="button" className="button button-wide" onClick={() => void findFace(t.edit)}>
          <ScanFace size={16} aria-hidden="true" />
          {t.find}
        </button>
      ) : (
        <div className="face-search">
          <div
            className="progress"
            role="progressbar"
            aria-label={t.searching}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(100 * share)}
            aria-valuetext={percent(share)}
          >
            <div className="progress-bar" style={{ inlineSize: `${Math.max(4, 100 * share)}%` }} />
          </div>
          <button type="button" className="button button-quiet" onClick={cancelFaceSearch}>
            {t.cancel}
          </button>
        </div>
      )}
      <div role="status">
        {share !== null && <p className="note">{t.searching}</p>}
        {problem && <p className="note warning">{problemText(problem)}</p>}
        {turnedDeg !== null && <p className="note">{t.found}</p>}
        {turnedDeg !== null && turnedDeg >= TURNED_DEG && <p className="note warning">{t.turned(number(turnedDeg))}</p>}
      </div>
      {share === null && !problem && turnedDeg === null && <p className="note">{t.note}</p>}
    </Section>
  )
}

const problemText = (problem: NoFace): string =>
  problem.code === 'turned' ? t.tooTurned(number(problem.degrees)) : t.problems[problem.code]
