import { useMemo, useState } from 'react'
import { CircleHelp, HardDriveDownload, Plus, Search, Users } from 'lucide-react'
import { useStore } from 'zustand'
import type { PatientSummary } from './shownTypes.ts'
import { attempt } from '../../store/jobsStore.ts'
import { libraryStore } from '../../store/libraryStore.ts'
import { navigate, routeStore } from '../../store/routeStore.ts'
import { trySample } from '../../store/sampleActions.ts'
import { newPatient } from '../../store/visitActions.ts'
import { setView } from '../../store/viewStore.ts'
import { CommandButton } from '../shell/CommandButton.tsx'
import { command } from '../shell/commands.ts'
import { date, number } from '../shell/format.ts'
import { Logo } from '../shell/glyphs.tsx'
import { strings } from '../strings/strings.ts'
import { Cover } from './Cover.tsx'
import { PatientPanel } from './PatientPanel.tsx'
import { StorageLine } from './StorageLine.tsx'
import { SwitchRow } from './SwitchRow.tsx'
import { BackupActions } from './transfer/BackupActions.tsx'

const t = strings.library

export function LibraryScreen() {
  const patients = useStore(libraryStore, (s) => s.patients)
  const route = useStore(routeStore)
  const [query, setQuery] = useState('')
  const [showFaces, setShowFaces] = useState(false)
  const found = useMemo(() => matching(patients ?? [], query), [patients, query])
  const chosenId = route.screen === 'library' ? route.patientId : undefined
  const chosen = patients?.find((p) => p.patient.id === chosenId) ?? null
  const counted = patients?.filter((p) => !p.patient.sample).length ?? 0
  const empty = patients !== null && patients.length === 0

  return (
    <div className="screen">
      <header className="topbar library-top">
        <div className="topbar-start">
          <Logo />
          <span className="topbar-title">{strings.screens.library}</span>
        </div>
        {!empty && (
          <label className="search">
            <Search size={16} aria-hidden="true" />
            <input
              type="search"
              aria-label={t.search}
              placeholder={t.search}
              value={query}
              onChange={(e) => setQuery(e.currentTarget.value)}
              onKeyDown={(e) => e.key === 'Escape' && setQuery('')}
            />
          </label>
        )}
        <div className="topbar-end">
          <button
            type="button"
            className="button button-solid"
            onClick={() => attempt(newPatient(), strings.notStored)}
          >
            <Plus size={18} aria-hidden="true" />
            {t.newPatient}
          </button>
          <CommandButton command={command('backups')} className="icon-button backups-button">
            <HardDriveDownload aria-hidden="true" />
          </CommandButton>
          <button
            type="button"
            className="icon-button"
            aria-label={strings.help}
            onClick={() => setView({ aboutOpen: true })}
          >
            <CircleHelp aria-hidden="true" />
          </button>
        </div>
      </header>
      <div className={chosen ? 'library library-with-panel' : 'library'}>
        <nav className="sidebar" aria-label={t.filters}>
          <span className="sidebar-row" aria-current="true">
            <Users size={18} aria-hidden="true" />
            <span className="sidebar-name">{t.all}</span>
            {counted > 0 && <span className="sidebar-count">{number(counted)}</span>}
          </span>
          <BackupActions />
          <StorageLine />
        </nav>
        <main className="cards-area">
          {empty && <Empty />}
          {patients !== null && !empty && (
            <>
              <div className="cards-head">
                <h1 className="cards-title">
                  {t.all} {counted > 0 && <span className="cards-count">{number(counted)}</span>}
                </h1>
                <SwitchRow label={t.showFaces} on={showFaces} quiet onChange={setShowFaces} />
              </div>
              {found.length === 0 && query.trim() !== '' && (
                <div className="no-match">
                  <p>{t.noMatch(query.trim())}</p>
                  <button
                    type="button"
                    className="button"
                    onClick={() => attempt(newPatient(query.trim()), strings.notStored)}
                  >
                    <Plus size={16} aria-hidden="true" />
                    {t.newNamed(query.trim())}
                  </button>
                </div>
              )}
              <ul className="cards">
                {found.map((summary) => (
                  <Card
                    key={summary.patient.id}
                    summary={summary}
                    showFace={showFaces}
                    chosen={summary.patient.id === chosenId}
                  />
                ))}
              </ul>
              {!patients.some((p) => p.patient.sample) && (
                <button
                  type="button"
                  className="button button-quiet sample-link"
                  onClick={() => attempt(trySample(), strings.start.sampleFailed)}
                >
                  {strings.start.sample}
                </button>
              )}
            </>
          )}
        </main>
        {chosen && <PatientPanel key={chosen.patient.id} summary={chosen} showFace={showFaces} />}
      </div>
    </div>
  )
}

function Empty() {
  return (
    <div className="library-empty">
      <Users className="drop-icon" size={36} strokeWidth={1.4} aria-hidden="true" />
      <h1 className="drop-title">{t.emptyTitle}</h1>
      <p className="drop-text">{t.emptyText}</p>
      <div className="drop-actions">
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

function Card({ summary, showFace, chosen }: { summary: PatientSummary; showFace: boolean; chosen: boolean }) {
  const { patient, visits } = summary
  const last = visits.at(-1)
  const open = () => {
    if (last)
      navigate({ screen: 'studio', patientId: patient.id, visitId: last.id, photoId: summary.photos.at(-1)?.id })
  }
  return (
    <li className="card">
      <button
        type="button"
        className="card-button"
        aria-label={patient.name}
        aria-current={chosen ? 'true' : undefined}
        onClick={() => navigate(`/patients/${patient.id}`)}
        onDoubleClick={open}
      >
        <span className="card-picture">
          <Cover summary={summary} showFace={showFace} />
          {patient.sample && <span className="badge">{t.sampleBadge}</span>}
        </span>
        <span className="card-line">
          <span className="card-name">{patient.name}</span>
          <span className="card-count">{t.visitCount(visits.length, number(visits.length))}</span>
        </span>
        <span className="card-note">{last ? `${strings.visitKinds[last.kind]} · ${date(last.date)}` : t.noPhoto}</span>
      </button>
    </li>
  )
}

function matching(patients: readonly PatientSummary[], query: string): readonly PatientSummary[] {
  const words = query.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return patients.filter((p) => {
    const text = [p.patient.name, ...p.visits.map((v) => `${strings.visitKinds[v.kind]} ${date(v.date, 'long')}`)]
      .join(' ')
      .toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}
