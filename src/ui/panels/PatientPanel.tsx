import { useEffect, useState } from 'react'
import { CalendarPlus, PencilLine, Trash2, X } from 'lucide-react'
import { attempt } from '../../store/jobsStore.ts'
import { coverPhoto } from '../../store/visits/libraryFilters.ts'
import { newVisit } from '../../store/visits/recordActions.ts'
import { navigate } from '../../store/routeStore.ts'
import { snapshotsOf } from '../../store/snapshots/snapshotList.ts'
import { removePatient, renamePatient } from '../../store/visits/visitActions.ts'
import { openWhereLeft, resumeAt } from '../../store/visits/whereLeft.ts'
import { date, number } from '../shell/figures/format.ts'
import { Modal } from '../shell/Modal.tsx'
import { part } from '../shell/part.tsx'
import { strings } from '../strings/strings.ts'
import { PatientConsent } from './consent/PatientConsent.tsx'
import { Cover } from './photo/Cover.tsx'
import { VisitEntry } from './library/VisitEntry.tsx'
import type { PatientSummary, SnapshotName } from './shownTypes.ts'

const VisitForm = part(() => import('./library/VisitForm.tsx').then((m) => m.VisitForm), {
  close: ({ onClose }) => onClose(),
})

const t = strings.library

export function PatientPanel({ summary, showFace }: { summary: PatientSummary; showFace: boolean }) {
  const { patient, visits, photos } = summary
  const [renaming, setRenaming] = useState(false)
  const [removing, setRemoving] = useState(false)
  const [startedAt, setStartedAt] = useState<string | null>(null)
  const snapshots = useSnapshots(summary)
  return (
    <aside className="patient" aria-label={t.patientPanel} data-patient={patient.id}>
      <div className={showFace ? 'patient-hero patient-hero-face' : 'patient-hero'}>
        <Cover photoId={coverPhoto(summary)?.id ?? null} showFace={showFace} />
        <button
          type="button"
          className="icon-button patient-close"
          aria-label={t.closePanel}
          onClick={() => navigate('/')}
        >
          <X aria-hidden="true" />
        </button>
        <div className="patient-hero-text">
          {renaming ? (
            <NameField
              name={patient.name}
              onDone={(name) => {
                setRenaming(false)
                if (name && name !== patient.name) attempt(renamePatient(patient.id, name), strings.notStored)
              }}
            />
          ) : (
            <h2 className="patient-name" title={patient.name}>
              {patient.name}
            </h2>
          )}
          <p className="patient-note">{factsOf(summary)}</p>
        </div>
      </div>
      <div className="patient-actions">
        <button
          type="button"
          className="button button-solid button-grow"
          disabled={resumeAt(summary) === null}
          onClick={() => openWhereLeft(summary)}
        >
          {t.openStudio}
        </button>
        {!patient.sample && (
          <button type="button" className="button" onClick={() => setStartedAt(new Date().toISOString())}>
            <CalendarPlus size={18} aria-hidden="true" />
            {t.newVisit}
          </button>
        )}
        {!patient.sample && (
          <button type="button" className="button button-icon" aria-label={t.rename} onClick={() => setRenaming(true)}>
            <PencilLine size={18} aria-hidden="true" />
          </button>
        )}
        <button type="button" className="button button-icon" aria-label={t.remove} onClick={() => setRemoving(true)}>
          <Trash2 size={18} aria-hidden="true" />
        </button>
      </div>
      <PatientConsent patient={patient} />
      <section className="section" aria-label={t.visits}>
        <h3 className="section-title">{t.visits}</h3>
        {visits.length === 0 && <p className="note">{t.noVisit}</p>}
        {visits.toReversed().map((visit, i) => (
          <VisitEntry
            key={visit.id}
            summary={summary}
            visit={visit}
            photos={photos.filter((photo) => photo.visitId === visit.id)}
            snapshots={snapshots.filter((snapshot) => snapshot.visitId === visit.id)}
            newest={i === 0}
            showFace={showFace}
          />
        ))}
      </section>
      {removing && <RemoveDialog name={patient.name} id={patient.id} onClose={() => setRemoving(false)} />}
      {startedAt !== null && (
        <VisitForm
          title={t.visit.newTitle}
          action={t.visit.start}
          draftOf={patient.id}
          record={{ kind: visits.length > 0 ? 'sitting' : 'consultation', date: startedAt }}
          onClose={() => setStartedAt(null)}
          onDone={(record) => attempt(newVisit(patient.id, record), strings.notStored)}
        />
      )}
    </aside>
  )
}

/** `42 y, first seen 9 Aug 2026` */
function factsOf({ patient }: PatientSummary): string {
  const seen = t.firstSeen(date(patient.createdAt, 'long'))
  if (patient.birthYear === undefined) return seen.charAt(0).toUpperCase() + seen.slice(1)
  return `${t.age(number(new Date().getFullYear() - patient.birthYear))}, ${seen}`
}

/** Names of the snapshots, read when the panel opens and anew with the list. */
function useSnapshots(summary: PatientSummary): readonly SnapshotName[] {
  const [read, setRead] = useState<readonly SnapshotName[]>([])
  useEffect(() => {
    let wanted = true
    snapshotsOf(summary.photos).then(
      (snapshots) => wanted && setRead(snapshots),
      () => wanted && setRead([]),
    )
    return () => {
      wanted = false
    }
  }, [summary])
  return read
}

function NameField({ name, onDone }: { name: string; onDone: (name: string | null) => void }) {
  const [draft, setDraft] = useState(name)
  return (
    <input
      className="patient-name-field"
      aria-label={t.nameField}
      autoFocus
      value={draft}
      onFocus={(e) => e.currentTarget.select()}
      onChange={(e) => setDraft(e.currentTarget.value)}
      onBlur={() => onDone(draft.trim())}
      onKeyDown={(e) => {
        if (e.key === 'Enter') onDone(draft.trim())
        if (e.key === 'Escape') onDone(null)
      }}
    />
  )
}

/** The only question before deleting: everything of a patient goes, so the name is typed. */
function RemoveDialog({ name, id, onClose }: { name: string; id: string; onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const matches = typed.trim() === name.trim()
  return (
    <Modal title={t.removeTitle(name)} className="confirm" onClose={onClose}>
      <form
        onSubmit={(e) => {
          e.preventDefault()
          if (!matches) return
          onClose()
          navigate('/', { replace: true })
          attempt(removePatient(id), strings.notStored)
        }}
      >
        <p className="about-text">{t.removeText}</p>
        <label className="field">
          <span className="field-label">{t.removeType(name)}</span>
          <input
            className="field-input"
            data-first
            autoComplete="off"
            value={typed}
            onChange={(e) => setTyped(e.currentTarget.value)}
          />
        </label>
        <div className="confirm-actions">
          <button type="button" className="button" onClick={onClose}>
            {t.cancel}
          </button>
          <button type="submit" className="button danger" disabled={!matches}>
            {t.remove}
          </button>
        </div>
      </form>
    </Modal>
  )
}
