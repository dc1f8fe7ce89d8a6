import { useMemo, useState } from 'react'
import { CircleHelp, HardDriveDownload, Lock, Plus, Search, Settings2, X } from 'lucide-react'
import { useStore } from 'zustand'
import { clinicStore } from '../../store/plan/clinicStore.ts'
import { attempt } from '../../store/jobsStore.ts'
import { folded, isIn, libraryFilters, matches, sorted, touchUpDueDays } from '../../store/visits/libraryFilters.ts'
import { libraryStore, libraryViewStore } from '../../store/visits/libraryStore.ts'
import { navigate, routeStore } from '../../store/routeStore.ts'
import { trySample } from '../../store/visits/sampleActions.ts'
import { newPatient } from '../../store/visits/visitActions.ts'
import { setView } from '../../store/viewStore.ts'
import { anywhere } from '../shell/commands/anywhereCommands.ts'
import { CommandButton } from '../shell/commands/CommandButton.tsx'
import { number } from '../shell/figures/format.ts'
import { Logo } from '../shell/glyphs.tsx'
import { part } from '../shell/part.tsx'
import { strings } from '../strings/strings.ts'
import { StorageNotice } from '../shell/storage/StorageNotice.tsx'
import { FilterList } from './library/FilterList.tsx'
import { FilterSelect, SortSelect } from './library/LibrarySelects.tsx'
import { LibraryEmpty, LibraryLoading, LibraryUnavailable, NothingFound } from './library/LibraryStates.tsx'
import { PatientGrid } from './library/PatientGrid.tsx'
import { useLibraryDrop } from './library/useLibraryDrop.ts'
import { searchedText } from './library/visitText.ts'
import type { PatientSummary } from './shownTypes.ts'
import { BackupReminder, StorageLine } from './StorageLine.tsx'
import { SwitchRow } from './SwitchRow.tsx'
import { BackupActions } from './transfer/BackupActions.tsx'

const PatientPanel = part(() => import('./PatientPanel.tsx').then((m) => m.PatientPanel), {
  meanwhile: <aside className="patient" />,
  close: () => navigate('/'),
})
const t = strings.library

export function LibraryScreen() {
  const patients = useStore(libraryStore, (s) => s.patients)
  const unavailable = useStore(libraryStore, (s) => s.unavailable)
  const route = useStore(routeStore)
  const [showFaces, setShowFaces] = useState(false)
  const chosenId = route.screen === 'library' ? route.patientId : undefined
  const chosen = patients?.find((p) => p.patient.id === chosenId) ?? null
  const over = useLibraryDrop(patients)
  const empty = patients !== null && patients.length === 0

  return (
    <div className="screen">
      <header className="topbar library-top">
        <div className="topbar-start">
          <Logo />
          <span className="topbar-title">{strings.screens.library}</span>
        </div>
        {!empty && <SearchField />}
        <div className="topbar-end">
          <button
            type="button"
            className="button button-solid"
            aria-label={t.newPatient}
            onClick={() => attempt(newPatient(), strings.notStored)}
          >
            <Plus size={18} aria-hidden="true" />
            <span className="new-patient-text">{t.newPatient}</span>
          </button>
          <CommandButton command={anywhere('backups')} className="icon-button backups-button">
            <HardDriveDownload aria-hidden="true" />
          </CommandButton>
          <CommandButton command={anywhere('settings')} className="icon-button">
            <Settings2 aria-hidden="true" />
          </CommandButton>
          <button
            type="button"
            className="icon-button"
            aria-label={strings.help}
            onClick={() => setView({ aboutOpen: true })}
          >
            <CircleHelp aria-hidden="true" />
          </button>
          <CommandButton command={anywhere('lock')}>
            <Lock aria-hidden="true" />
          </CommandButton>
        </div>
      </header>
      <StorageNotice />
      {patients === null ? (
        <main className="library library-bare">{unavailable ? <LibraryUnavailable /> : <LibraryLoading />}</main>
      ) : (
        <Library
          patients={patients}
          chosen={chosen}
          over={over}
          unavailable={unavailable}
          showFaces={showFaces}
          onShowFaces={setShowFaces}
        />
      )}
    </div>
  )
}

function SearchField() {
  const query = useStore(libraryViewStore, (s) => s.query)
  const search = (text: string) => libraryViewStore.setState({ query: text })
  return (
    <div className="search">
      <Search size={16} aria-hidden="true" />
      <input
        type="search"
        aria-label={t.search}
        placeholder={t.search}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(e) => search(e.currentTarget.value)}
        onKeyDown={(e) => {
          if (e.key === 'Escape') search('')
          if (e.key === 'ArrowDown') {
            e.preventDefault()
            document.querySelector<HTMLElement>('[data-card]')?.focus()
          }
        }}
      />
      {query !== '' && (
        <button type="button" className="icon-button small" aria-label={t.clearSearch} onClick={() => search('')}>
          <X size={16} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}

function Library(props: {
  patients: readonly PatientSummary[]
  chosen: PatientSummary | null
  over: string | null
  unavailable: boolean
  showFaces: boolean
  onShowFaces(on: boolean): void
}) {
  const { patients, chosen, over, unavailable, showFaces } = props
  const query = useStore(libraryViewStore, (s) => s.query).trim()
  const filter = useStore(libraryViewStore, (s) => s.filter)
  const sort = useStore(libraryViewStore, (s) => s.sort)
  const inFilter = useFilters(patients)
  const texts = useMemo(() => new Map(patients.map((p) => [p, folded(searchedText(p))])), [patients])
  const inOrder = useMemo(() => sorted(inFilter[filter], sort), [inFilter, filter, sort])
  const found = useMemo(
    () => (query === '' ? inOrder : inOrder.filter((p) => matches(texts.get(p) ?? '', query))),
    [inOrder, texts, query],
  )
  const counts = useMemo(() => countsOf(inFilter), [inFilter])
  // Beside the heading stands how many are below it, the sample not counted.
  const shown = query === '' ? counts[filter] : found.filter((p) => !p.patient.sample).length

  if (patients.length === 0) {
    return (
      <div className="library">
        <FilterList counts={counts} filter={filter}>
          <BackupActions />
          <StorageLine />
        </FilterList>
        <main className="cards-area">{unavailable ? <LibraryUnavailable /> : <LibraryEmpty />}</main>
      </div>
    )
  }
  return (
    <div className={chosen ? 'library library-with-panel' : 'library'}>
      <FilterList counts={counts} filter={filter}>
        <BackupActions />
        <StorageLine />
      </FilterList>
      <main className="cards-area">
        {unavailable && <LibraryUnavailable />}
        <div className="cards-head">
          <div className="cards-title">
            <h1 className="cards-title-wide">{t.filterNames[filter]}</h1>
            <span className="cards-title-narrow">
              <FilterSelect counts={counts} filter={filter} />
            </span>
            {shown > 0 && <span className="cards-count">{number(shown)}</span>}
          </div>
          <div className="cards-tools">
            <SortSelect sort={sort} />
            <span className="bar-line" />
            <SwitchRow label={t.showFaces} on={showFaces} quiet onChange={props.onShowFaces} />
          </div>
        </div>
        <BackupReminder />
        <p className="unseen" role="status">
          {query !== '' && t.found(number(found.length))}
        </p>
        {found.length === 0 ? (
          <NothingFound query={query} filter={filter} />
        ) : (
          <PatientGrid
            key={`${filter} ${sort}`}
            patients={found}
            showFaces={showFaces}
            chosenId={chosen?.patient.id ?? null}
            overId={over}
          />
        )}
        {filter === 'all' && !patients.some((p) => p.patient.sample) && (
          <button
            type="button"
            className="button button-quiet sample-link"
            onClick={() => attempt(trySample(), strings.start.sampleFailed)}
          >
            {strings.start.sample}
          </button>
        )}
      </main>
      {chosen && <PatientPanel key={chosen.patient.id} summary={chosen} showFace={showFaces} />}
    </div>
  )
}

type ByFilter<T> = Readonly<Record<(typeof libraryFilters)[number], T>>

function useFilters(patients: readonly PatientSummary[]): ByFilter<readonly PatientSummary[]> {
  const clinic = useStore(clinicStore, (s) => s.profile)
  const now = useStore(libraryStore, (s) => s.readAt)
  return useMemo(() => {
    const context = { now, touchUpDays: touchUpDueDays(clinic) }
    const of = (filter: (typeof libraryFilters)[number]) => patients.filter((p) => isIn(filter, p, context))
    return {
      all: of('all'),
      today: of('today'),
      inTreatment: of('inTreatment'),
      reversal: of('reversal'),
      touchUpDue: of('touchUpDue'),
      consentMissing: of('consentMissing'),
    }
  }, [patients, clinic, now])
}

/** The sample is never counted. */
function countsOf(inFilter: ByFilter<readonly PatientSummary[]>): ByFilter<number> {
  const count = (patients: readonly PatientSummary[]) => patients.filter((p) => !p.patient.sample).length
  return {
    all: count(inFilter.all),
    today: count(inFilter.today),
    inTreatment: count(inFilter.inTreatment),
    reversal: count(inFilter.reversal),
    touchUpDue: count(inFilter.touchUpDue),
    consentMissing: count(inFilter.consentMissing),
  }
}
