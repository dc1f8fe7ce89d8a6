import { useEffect, useState } from 'react'
import { Plus, Users } from 'lucide-react'
import { attempt } from '../../../store/jobsStore.ts'
import type { LibraryFilter } from '../../../store/visits/libraryFilters.ts'
import { libraryViewStore, loadLibrary } from '../../../store/visits/libraryStore.ts'
import { trySample } from '../../../store/visits/sampleActions.ts'
import { newPatient } from '../../../store/visits/visitActions.ts'
import { strings } from '../../strings/strings.ts'

const t = strings.library

export function LibraryEmpty() {
  return (
    <div className="empty-state">
      <Users className="drop-icon" size={36} strokeWidth={1.4} aria-hidden="true" />
      <h1 className="drop-title">{t.emptyTitle}</h1>
      <p className="drop-text">{t.emptyText}</p>
      <div className="drop-actions">
        <button
          type="button"
          className="button button-large button-solid"
          onClick={() => attempt(newPatient(), strings.notStored)}
        >
          <Plus size={18} aria-hidden="true" />
          {t.newPatient}
        </button>
        <button
          type="button"
          className="button button-large"
          onClick={() => attempt(trySample(), strings.start.sampleFailed)}
        >
          {strings.start.sample}
        </button>
      </div>
    </div>
  )
}

/** Cards without a picture, once reading has lasted 300 ms: what is quick shows nothing. */
export function LibraryLoading() {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="cards-area" aria-busy="true">
      {slow && (
        <>
          <p className="unseen" role="status">
            {t.loading}
          </p>
          <div className="cards-head" />
          <div className="cards" aria-hidden="true">
            {Array.from({ length: 8 }, (_, i) => (
              <div key={i} className="card">
                <div className="card-picture thumb-blank cover" />
              </div>
            ))}
          </div>
        </>
      )}
    </div>
  )
}

export function LibraryUnavailable() {
  return (
    <div className="library-note" role="alert">
      <p>{t.unavailable}</p>
      <button type="button" className="button" onClick={() => void loadLibrary()}>
        {t.retry}
      </button>
    </div>
  )
}

export function NothingFound({ query, filter }: { query: string; filter: LibraryFilter }) {
  return (
    <div className="library-note">
      <p>{query === '' ? t.noneIn[filter] : t.noMatch(query)}</p>
      <div className="button-row">
        {query !== '' && (
          <button
            type="button"
            className="button"
            onClick={() => attempt(newPatient(query).then(clearQuery), strings.notStored)}
          >
            <Plus size={16} aria-hidden="true" />
            {t.newNamed(query)}
          </button>
        )}
        {filter !== 'all' && (
          <button
            type="button"
            className="button button-quiet"
            onClick={() => libraryViewStore.setState({ filter: 'all' })}
          >
            {t.showAll}
          </button>
        )}
      </div>
    </div>
  )
}

const clearQuery = (): void => libraryViewStore.setState({ query: '' })
