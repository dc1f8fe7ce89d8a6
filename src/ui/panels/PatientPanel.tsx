import { useState } from 'react'
import { ChevronRight, PencilLine, Trash2 } from 'lucide-react'
import type { PatientSummary } from './shownTypes.ts'
import { attempt } from '../../store/jobsStore.ts'
import { navigate } from '../../store/routeStore.ts'
import { removePatient, renamePatient } from '../../store/visitActions.ts'
import { date, number } from '../shell/format.ts'
import { Modal } from '../shell/Modal.tsx'
import { strings } from '../strings/strings.ts'
import { Thumbnail } from '../shell/Thumbnail.tsx'
import { Cover } from './Cover.tsx'

const t = strings.library

export function PatientPanel({ summary, showFace }: { summary: PatientSummary; showFace: boolean }) {
  const { patient, visits, photos, snapshotCount } = summary
  const [renaming, setRenaming] = useState(false)
  const [removing, setRemoving] = useState(false)
  const last = visits.at(-1)
  return (
    <aside className="patient" aria-label={t.patientPanel}>
      <div className="patient-hero">
        <Cover summary={summary} showFace={showFace} />
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
            <h2 className="patient-name">{patient.name}</h2>
          )}
          <p className="patient-note">{t.firstSeen(date(patient.createdAt, 'long'))}</p>
        </div>
      </div>
      <div className="patient-actions">
        <button
          type="button"
          className="button button-solid button-grow"
          disabled={!last}
          onClick={() =>
            last && navigate({ screen: 'studio', patientId: patient.id, visitId: last.id, photoId: photos.at(-1)?.id })
          }
        >
          {t.openStudio}
        </button>
        {!patient.sample && (
          <button type="button" className="button button-icon" aria-label={t.rename} onClick={() => setRenaming(true)}>
            <PencilLine size={18} aria-hidden="true" />
          </button>
        )}
        <button type="button" className="button button-icon" aria-label={t.remove} onClick={() => setRemoving(true)}>
          <Trash2 size={18} aria-hidden="true" />
        </button>
      </div>
      <section className="section">
        <h3 className="section-title">{t.visits}</h3>
        {visits.toReversed().map((visit) => {
          const own = photos.filter((photo) => photo.visitId === visit.id)
          return (
            <div key={visit.id} className="visit">
              <button
                type="button"
                className="visit-open"
                onClick={() =>
                  navigate({
                    screen: 'studio',
                    patientId: patient.id,
                    visitId: visit.id,
                    photoId: own.at(-1)?.id,
                  })
                }
              >
                <span className="visit-date">{date(visit.date, 'long')}</span>
                <span className="visit-kind">{strings.visitKinds[visit.kind]}</span>
                <ChevronRight size={16} aria-hidden="true" />
              </button>
              <p className="visit-note">
                {own.length === 0 ? t.noPhoto : t.snapshotCount(snapshotCount, number(snapshotCount))}
              </p>
              <div className="visit-photos">
                {own.map((photo) => (
                  <button
                    key={photo.id}
                    type="button"
                    className="visit-photo"
                    aria-label={strings.views[photo.view]}
                    onClick={() =>
                      navigate({ screen: 'studio', patientId: patient.id, visitId: visit.id, photoId: photo.id })
                    }
                  >
                    {showFace ? <Thumbnail kind="photo" id={photo.id} /> : <Cover summary={summary} showFace={false} />}
                  </button>
                ))}
              </div>
            </div>
          )
        })}
      </section>
      {removing && <RemoveDialog name={patient.name} id={patient.id} onClose={() => setRemoving(false)} />}
    </aside>
  )
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
