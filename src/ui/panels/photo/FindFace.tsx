import { useEffect } from 'react'
import { ScanFace } from 'lucide-react'
import { useStore } from 'zustand'
import { TURNED_DEG, viewSeen } from '../../../core/design/scale/foundFace.ts'
import { photoViews, viewOf, type PhotoView } from '../../../core/design/photoView.ts'
import {
  cancelFaceSearch,
  faceStore,
  findFace,
  findFaceAtFirst,
  type NoFace,
} from '../../../store/edits/faceActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { setPhotoView } from '../../../store/edits/photoViewActions.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { scaleStrings } from '../../strings/scaleStrings.ts'
import { strings } from '../../strings/strings.ts'
import { ChoiceRow } from '../ChoiceRow.tsx'

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
export function FoundFace({ photoId, onMoved }: { readonly photoId: string; onMoved(): void }) {
  const { share, problem, turnedDeg } = useStore(faceStore)
  const source = useStore(designStore, (s) => s.design?.scale.source ?? 'caliper')
  const isFrontal = useStore(designStore, (s) => s.design !== null && viewOf(s.design) === 'frontal')
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
        {problem && isFrontal && otherViewText(problem)}
        {turnedDeg !== null && <p className="note">{t.found}</p>}
        {turnedDeg !== null && turnedDeg >= TURNED_DEG && <p className="note warning">{t.turned(number(turnedDeg))}</p>}
      </div>
      {problem && isFrontal && <WrongView problem={problem} onMoved={onMoved} />}
    </>
  )
}

/** A frontal photo on which no face looks into the camera may be one of another view: the way to put it there. */
function WrongView({ problem, onMoved }: { readonly problem: NoFace; onMoved(): void }) {
  // What was said of its face was said of a frontal photo.
  const moveTo = (view: PhotoView) => {
    cancelFaceSearch()
    void setPhotoView(view, strings.edits.view)
    // What was pressed is gone with what it did.
    requestAnimationFrame(onMoved)
  }
  if (problem.code === 'none')
    return (
      <ChoiceRow
        label={strings.photo.view}
        value="frontal"
        options={photoViews}
        names={strings.views}
        onChange={moveTo}
      />
    )
  const view = likelyView(problem)
  if (!view) return null
  return (
    <button type="button" className="button" onClick={() => moveTo(view)}>
      {t.moveTo(strings.views[view])}
    </button>
  )
}

const likelyView = (problem: NoFace): PhotoView | null => (problem.code === 'turned' ? viewSeen(problem) : null)

function otherViewText(problem: NoFace) {
  if (problem.code === 'none') return <p className="note">{t.otherView}</p>
  const view = likelyView(problem)
  return view && <p className="note">{t.looksLike(strings.views[view])}</p>
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
