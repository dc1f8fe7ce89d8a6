import { useStore } from 'zustand'
import { sampleViews, type SampleView } from '../../core/design/sampleMarks.ts'
import { designStore } from '../../store/designStore.ts'
import { attempt, jobsStore } from '../../store/jobsStore.ts'
import { openSampleView } from '../../store/sampleActions.ts'
import { openSampleSnapshots } from '../../store/sampleSnapshots.ts'
import { viewStore } from '../../store/viewStore.ts'
import { strings } from '../strings/strings.ts'

const previews: Readonly<Record<SampleView, string>> = {
  right45: '/sample/right-45.jpg',
  left45: '/sample/left-45.jpg',
  vertex: '/sample/vertex.jpg',
  crown: '/sample/crown.jpg',
}

/** The sample patient's views that are not in the visit yet: each is read when it is first opened. */
export function SampleViews() {
  const isSample = useStore(designStore, (s) => s.patient?.sample === true)
  const photos = useStore(designStore, (s) => s.photos)
  if (!isSample || photos.length === 0) return null
  return sampleViews
    .filter((view) => !photos.some((photo) => photo.view === view))
    .map((view) => (
      <div key={view} className="shot shot-view">
        <button
          type="button"
          className="shot-open"
          aria-label={strings.views[view]}
          onClick={() => attempt(openSampleView(view), strings.start.sampleFailed)}
        >
          <img className="thumb-image" src={previews[view]} alt="" draggable={false} />
        </button>
        <span className="shot-name">{strings.views[view]}</span>
      </div>
    ))
}

/** The sample patient's three snapshots, where none is kept: the product draws them, so they take a moment. */
export function SampleSnapshots() {
  const isOffered = useStore(
    designStore,
    (s) => s.patient?.sample === true && s.photo?.view === 'frontal' && s.snapshots.length === 0,
  )
  const onlyLooking = useStore(viewStore, (s) => s.onlyLooking)
  const saving = useStore(jobsStore, (s) => s.savingSnapshot)
  if (!isOffered || onlyLooking) return null
  return (
    <button
      type="button"
      className="button button-quiet strip-note"
      disabled={saving}
      onClick={() => attempt(openSampleSnapshots(), strings.notStored)}
    >
      {strings.strip.examples}
    </button>
  )
}
