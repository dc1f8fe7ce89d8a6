import { createStore } from 'zustand/vanilla'
import type { PatientSummary } from '../../storage/repository.ts'
import { isBlank } from './blankPatient.ts'
import type { LibraryFilter, LibrarySort } from './libraryFilters.ts'
import { repository } from '../services.ts'

export interface LibraryState {
  /** Null while loading. */
  readonly patients: readonly PatientSummary[] | null
  /** The list could not be read; what was read before stays. */
  readonly unavailable: boolean
  /** When it was read: what is today goes by it. */
  readonly readAt: Date
}

export const libraryStore = createStore<LibraryState>(() => ({
  patients: null,
  unavailable: false,
  readAt: new Date(),
}))

/** How the list is looked at; it stays so while somebody is in the Studio. */
export const libraryViewStore = createStore<{
  readonly query: string
  readonly filter: LibraryFilter
  readonly sort: LibrarySort
}>(() => ({ query: '', filter: 'all', sort: 'lastVisit' }))

let loadings = 0

/** Reads the list, without patients of whom nothing was entered; of two readings the later one stands. */
export async function loadLibrary(): Promise<void> {
  const mine = ++loadings
  try {
    const patients = (await repository().patients()).filter((summary) => !isBlank(summary))
    if (mine === loadings) libraryStore.setState({ patients, unavailable: false, readAt: new Date() })
  } catch {
    if (mine === loadings) libraryStore.setState({ unavailable: true })
  }
}
