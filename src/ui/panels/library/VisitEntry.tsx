import { useRef, useState } from 'react'
import { ChevronRight, PencilLine, Plus } from 'lucide-react'
import { type PhotoView, photoViews } from '../../../core/design/photoView.ts'
import { sampleViews } from '../../../core/design/scale/sampleMarks.ts'
import { attempt } from '../../../store/jobsStore.ts'
import { inViewOrder } from '../../../store/visits/libraryFilters.ts'
import { changeVisit, removeVisit } from '../../../store/visits/recordActions.ts'
import { navigate } from '../../../store/routeStore.ts'
import { openSnapshot } from '../../../store/snapshots/snapshotList.ts'
import { addFilesTo } from '../../../store/visits/sortingStore.ts'
import { date, number } from '../../shell/figures/format.ts'
import { part } from '../../shell/part.tsx'
import { strings } from '../../strings/strings.ts'
import { Cover, SnapshotCover } from '../photo/Cover.tsx'
import type { PatientSummary, PhotoRow, SnapshotName, Visit } from '../shownTypes.ts'
import { kindOf } from './visitText.ts'

const VisitForm = part(() => import('./VisitForm.tsx').then((m) => m.VisitForm), { close: ({ onClose }) => onClose() })

const t = strings.library

/** Views of a whole head: what a visit is complete with. */
const wholeViews = photoViews.slice(0, 7)
/** All that there are of the sample patient. */
const wholeSample: readonly PhotoView[] = ['frontal', ...sampleViews]

/** One visit of the patient panel: what it was, its photos by standard view with places for missing ones, its snapshots. */
export function VisitEntry(props: {
  summary: PatientSummary
  visit: Visit
  photos: readonly PhotoRow[]
  snapshots: readonly SnapshotName[]
  newest: boolean
  showFace: boolean
}) {
  const { summary, visit, photos, snapshots, newest, showFace } = props
  const { patient, visits } = summary
  const [editing, setEditing] = useState(false)
  const kind = kindOf(visit, visits)
  const day = date(visit.date, 'long')
  const ordered = inViewOrder(photos)
  const open = (photoId?: string) =>
    navigate({ screen: 'studio', patientId: patient.id, visitId: visit.id, ...(photoId && { photoId }) })
  const missing = wholeViews.filter((view) => !photos.some((photo) => photo.view === view))
  return (
    <article className="visit" data-visit={visit.id}>
      <div className="visit-head">
        <button
          type="button"
          className="visit-open"
          aria-label={t.visit.open(kind, day)}
          onClick={() => open(ordered[0]?.id)}
        >
          <span className="visit-date">{day}</span>
          <span className="visit-kind">{kind}</span>
          <ChevronRight size={16} aria-hidden="true" />
        </button>
        {!patient.sample && (
          <button
            type="button"
            className="icon-button small visit-edit"
            aria-label={t.visit.edit(kind, day)}
            onClick={() => setEditing(true)}
          >
            <PencilLine size={16} aria-hidden="true" />
          </button>
        )}
      </div>
      <p className="visit-note">{countsOf(photos, snapshots, patient.sample ? wholeSample : wholeViews)}</p>
      {visit.notes && <p className="visit-text">{visit.notes}</p>}
      {visit.tags && visit.tags.length > 0 && (
        <ul className="visit-tags">
          {visit.tags.map((tag) => (
            <li key={tag} className="visit-tag">
              {tag}
            </li>
          ))}
        </ul>
      )}
      <div className="visit-photos">
        {ordered.map((photo) => (
          <button
            key={photo.id}
            type="button"
            className="visit-photo"
            aria-label={strings.views[photo.view]}
            onClick={() => open(photo.id)}
          >
            <Cover photoId={photo.id} showFace={showFace} />
            <span className="visit-photo-name" aria-hidden="true">
              {strings.views[photo.view]}
            </span>
          </button>
        ))}
        {!patient.sample &&
          (newest && photos.length > 0 ? (
            missing.map((view) => <Slot key={view} summary={summary} visitId={visit.id} view={view} />)
          ) : (
            <Slot summary={summary} visitId={visit.id} />
          ))}
      </div>
      {snapshots.length > 0 && (
        <ul className="visit-snapshots" aria-label={t.visit.snapshots(kind, day)}>
          {snapshots.map((snapshot) => (
            <li key={snapshot.id}>
              <button
                type="button"
                className="visit-snapshot"
                aria-label={t.visit.snapshot(snapshot.name)}
                onClick={() => openSnapshot(patient.id, snapshot)}
              >
                <SnapshotCover id={snapshot.id} showFace={showFace} />
                <span className="visit-photo-name" title={snapshot.name} aria-hidden="true">
                  {snapshot.name}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <VisitForm
          title={t.visit.editTitle}
          action={t.save}
          record={visit}
          draftOf={visit.id}
          onClose={() => setEditing(false)}
          onDone={(record) => attempt(changeVisit(visit, record), strings.notStored)}
          onRemove={() => attempt(removeVisit(visit, t.visit), strings.notStored)}
        />
      )}
    </article>
  )
}

/** `5 of 7 views, 3 snapshots`. */
function countsOf(
  photos: readonly PhotoRow[],
  snapshots: readonly SnapshotName[],
  whole: readonly PhotoView[],
): string {
  if (photos.length === 0) return t.noPhoto
  const views = whole.filter((view) => photos.some((photo) => photo.view === view)).length
  const counted = t.viewCount(number(views), number(whole.length))
  const { length } = snapshots
  return length === 0 ? counted : `${counted}, ${t.snapshotCount(length, number(length))}`
}

/** A place for a photo of a view, or for any photos: files are chosen for it, or dropped on it. */
function Slot({ summary, visitId, view }: { summary: PatientSummary; visitId: string; view?: PhotoView }) {
  const input = useRef<HTMLInputElement>(null)
  const name = view === undefined ? t.visit.addPhotos : t.visit.addView(strings.views[view])
  return (
    <span className="visit-slot">
      <input
        ref={input}
        type="file"
        className="file-input"
        accept="image/*,.heic,.heif,.avif"
        multiple={view === undefined}
        aria-hidden="true"
        tabIndex={-1}
        onChange={(e) => {
          const files = [...(e.currentTarget.files ?? [])]
          // Emptied, so that the same file can be chosen again after a refusal.
          e.currentTarget.value = ''
          void addFilesTo(summary, files, { visitId, view })
        }}
      />
      <button type="button" className="visit-slot-button" aria-label={name} onClick={() => input.current?.click()}>
        <Plus size={16} aria-hidden="true" />
      </button>
      <span className="visit-photo-name" aria-hidden="true">
        {view === undefined ? t.visit.addPhotos : strings.views[view]}
      </span>
    </span>
  )
}
