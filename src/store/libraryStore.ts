import { createStore } from 'zustand/vanilla'
import type { PatientSummary } from '../storage/repository.ts'

export interface LibraryState {
  /** Null while loading. */
  readonly patients: readonly PatientSummary[] | null
  readonly unavailable: boolean
}

export const libraryStore = createStore<LibraryState>(() => ({ patients: null, unavailable: false }))
