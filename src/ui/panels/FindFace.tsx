import { useEffect } from 'react'
import { ScanFace } from 'lucide-react'
import { useStore } from 'zustand'
import { TURNED_DEG } from '../../core/design/foundFace.ts'
import { cancelFaceSearch, faceStore, findFace, findFaceAtFirst, type NoFace } from '../../store/faceActions.ts'
import { designStore } from '../../store/designStore.ts'
import { number, percent } from '../shell/format.ts'
import { scaleStrings } from '../strings/scaleStrings.ts'

const t = scaleStrings.face

/** Looks for the eyes on the photo: what it finds is a proposal. */
export function FindFaceButton() {
  const searching = useStore(faceStore, (s) => s.share !== null)
  return (
    <button
      type="button"
      className="button button-quiet find-face"
      aria-disabled={searching}
      onClick={() => void findFace(t.edit)}
    >
      <ScanFace size={16} aria-hidden="true" />
      {t.find}
    </button>
  )
}

/** How far the search is, what it found, and why it found nothing. */
export function FoundFace({ photoId }: { readonly photoId: string }) {
  const { share, problem, turnedDeg } = useStore(faceStore)
  const source = useStore(designStore, (s) => s.design?.scale.source ?? 'caliper')
  // Who leaves the step waits for nothing.
  useEffect(() => {
    findFaceAtFirst(t.edit)
    return cancelFaceSearch
  }, [photoId])
  return (
    <>
      {share !== null && (
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
      <div role="status" className="found-face">
        {share !== null && <p className="note">{t.searching}</p>}
        {problem && <p className="note warning">{problemText(problem, t.points[source])}</p>}
        {turnedDeg !== null && <p className="note">{t.found}</p>}
        {turnedDeg !== null && turnedDeg >= TURNED_DEG && <p className="note warning">{t.turned(number(turnedDeg))}</p>}
      </div>
    </>
  )
}

function problemText(problem: NoFace, points: string): string {
  switch (problem.code) {
    case 'turned':
      return t.tooTurned(number(problem.degrees), points)
    case 'none':
    case 'failed':
    case 'late':
      return t.problems[problem.code]
    case 'several':
    case 'shut':
    case 'irises':
      return t.unmeasured[problem.code](points)
  }
}
