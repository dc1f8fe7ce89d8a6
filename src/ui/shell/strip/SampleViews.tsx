import { useEffect } from 'react'
import { useStore } from 'zustand'
import { sampleViews, type SampleView } from '../../../core/design/scale/sampleMarks.ts'
import { designStore } from '../../../store/designStore.ts'
import { attempt, jobsStore } from '../../../store/jobsStore.ts'
import { openSampleView } from '../../../store/visits/sampleActions.ts'
import { drawSampleSnapshotsAtRest, openSampleSnapshots } from '../../../store/snapshots/sampleSnapshots.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { number } from '../figures/format.ts'
import { strings } from '../../strings/strings.ts'

const previews: Readonly<Record<SampleView, string>> = {
  right45: '/sample/right-45.jpg',
  left45: '/sample/left-45.jpg',
  vertex: '/sample/vertex.jpg',
  crown: '/sample/crown.jpg',
}

/** The sample patient's views that are not in the visit yet. */
export function useSampleViews(): readonly SampleView[] {
  const isSample = useStore(designStore, (s) => s.patient?.sample === true)
  const photos = useStore(designStore, (s) => s.photos)
  if (!isSample || photos.length === 0) return []
  return sampleViews.filter((view) => !photos.some((photo) => photo.view === view))
}

/** One of them: it comes into the visit when it is first opened, and the badge says that it is not there yet. */
export function SampleViewShot({ view }: { view: SampleView }) {
  return (
    <div className="shot shot-view">
      <button
        type="button"
        className="shot-open"
        aria-label={strings.views[view]}
        onClick={() => attempt(openSampleView(view), strings.start.sampleFailed)}
      >
        <img className="thumb-image" src={previews[view]} alt="" draggable={false} />
        <span className="shot-badge" aria-hidden="true">
          +
        </span>
      </button>
      <span className="shot-name">{strings.views[view]}</span>
    </div>
  )
}

/**
 * The sample patient's three snapshots (ux 17). The product draws them, which takes seconds: by themselves the first time,
 * once nobody works, and at once where somebody asks.
 */
export function SampleSnapshots() {
  const isTheirs = useStore(designStore, (s) => s.patient?.sample === true && s.photo?.view === 'frontal')
  const none = useStore(designStore, (s) => s.snapshots.length === 0)
  const onlyLooking = useStore(viewStore, (s) => s.onlyLooking)
  const exampled = useStore(viewStore, (s) => s.exampled)
  const drawing = useStore(jobsStore, (s) => s.examples)
  const comes = isTheirs && !onlyLooking && !exampled
  useEffect(() => (comes ? drawSampleSnapshotsAtRest() : undefined), [comes])
  if (drawing) {
    return (
      <p className="note strip-note" role="status">
        {strings.strip.drawingExample(number(drawing.drawing), number(drawing.of))}
      </p>
    )
  }
  if (!isTheirs || !none || onlyLooking) return null
  return (
    <button
      type="button"
      className="button button-quiet strip-note"
      onClick={() => attempt(openSampleSnapshots(), strings.notStored)}
    >
      {strings.strip.examples}
    </button>
  )
}
