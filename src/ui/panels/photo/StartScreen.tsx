import { useCallback, useEffect, useRef, useState } from 'react'
import { ImagePlus } from 'lucide-react'
import { useStore } from 'zustand'
import { NEW_NAME } from '../../../store/visits/blankPatient.ts'
import { designStore } from '../../../store/designStore.ts'
import { attempt, jobsStore } from '../../../store/jobsStore.ts'
import { trySample } from '../../../store/visits/sampleActions.ts'
import { renamePatient } from '../../../store/visits/visitActions.ts'
import { strings } from '../../strings/strings.ts'
import { PhotoInput } from './PhotoInput.tsx'
import { problemText } from '../problemText.ts'
import { usePhotoDrop } from './usePhotoDrop.ts'

const t = strings.start

/** The file of each standard view's picture. */
const views = [
  ['frontal', 'sample/frontal.jpg'],
  ['right45', 'sample/right-45.jpg'],
  ['left45', 'sample/left-45.jpg'],
  ['vertex', 'sample/vertex.jpg'],
  ['crown', 'sample/crown.jpg'],
] as const

export function StartScreen() {
  const problem = useStore(jobsStore, (s) => s.problem)
  const over = usePhotoDrop()
  const reading = useReading()
  return (
    <main className="start">
      <div className="start-inner">
        <NewPatientName />
        <section className={`drop ${over ? 'drop-over' : ''}`} aria-label={t.title} aria-busy={reading}>
          {reading ? (
            <div className="reading">
              <div className="skeleton skeleton-photo" />
              <p className="drop-text">{t.reading}</p>
            </div>
          ) : (
            <>
              <ImagePlus className="drop-icon" strokeWidth={1.4} size={36} aria-hidden="true" />
              <h1 className="drop-title">{over ? t.drop : t.title}</h1>
              <p className="drop-text">{t.text}</p>
              <div className="drop-actions">
                <PhotoInput className="drop-inputs" />
                <button
                  type="button"
                  className="button button-large button-quiet"
                  onClick={() => attempt(trySample(), strings.start.sampleFailed)}
                >
                  {t.sample}
                </button>
              </div>
              <div className="drop-problem" role="alert">
                {problem && <p className="warning">{problemText(problem)}</p>}
              </div>
            </>
          )}
        </section>
        <section className="standard" aria-labelledby="standard-views">
          <p className="standard-head">
            <span id="standard-views" className="standard-title">
              {t.standardViews}
            </span>
            <span className="standard-text">{t.standardText}</span>
          </p>
          <ul className="standard-row">
            {views.map(([view, file], i) => (
              <li key={view} className={i === 0 ? 'standard-view standard-current' : 'standard-view'}>
                <img src={`/${file}`} alt="" draggable={false} />
                <span>{strings.views[view]}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </main>
  )
}

/** Whose photo it will be: asked beside the first step, never before it, and only where nothing else is known yet. */
function NewPatientName() {
  const patient = useStore(designStore, (s) => s.patient)
  const further = useStore(designStore, (s) => s.visits.length > 1)
  const typed = useRef('')
  const id = patient?.id
  // What was typed is kept also where a photo comes before the field is left, or the page is put away or closed.
  const keep = useCallback(() => {
    if (id && typed.current.trim() !== '') attempt(renamePatient(id, typed.current), strings.notStored)
    typed.current = ''
  }, [id])
  useEffect(() => {
    const onHidden = () => document.visibilityState === 'hidden' && keep()
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      document.removeEventListener('visibilitychange', onHidden)
      keep()
    }
  }, [keep])
  if (patient === null || patient.sample || further) return null
  return (
    <label className="start-name" key={id}>
      <span className="start-name-label">{t.name}</span>
      <input
        className="field-input"
        autoComplete="off"
        spellCheck={false}
        placeholder={t.nameLater}
        defaultValue={patient.name === NEW_NAME ? '' : patient.name}
        onChange={(e) => (typed.current = e.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(e) => {
          if (e.key === 'Enter') e.currentTarget.blur()
        }}
      />
    </label>
  )
}

/** True once reading has lasted 300 ms: what is quick shows nothing. */
export function useReading(): boolean {
  const startedAt = useStore(jobsStore, (s) => s.opening?.startedAt ?? null)
  const [slow, setSlow] = useState<number | null>(null)
  useEffect(() => {
    if (startedAt === null) return
    const timer = setTimeout(() => setSlow(startedAt), Math.max(0, startedAt + 300 - performance.now()))
    return () => clearTimeout(timer)
  }, [startedAt])
  return startedAt !== null && slow === startedAt
}
