import { useStore } from 'zustand'
import { sampleViews, type SampleView } from '../../core/design/sampleMarks.ts'
import { designStore } from '../../store/designStore.ts'
import { attempt } from '../../store/jobsStore.ts'
import { openSampleView } from '../../store/sampleActions.ts'
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
