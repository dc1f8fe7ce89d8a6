import { createStore } from 'zustand/vanilla'
import type { Design } from '../core/design/design.ts'
import { current, type History } from '../core/design/history.ts'
import type { HistoryHead } from '../core/design/visitHistory.ts'
import type { Patient, PhotoRow, Snapshot, Visit } from '../storage/repository.ts'

export interface StudioState {
  readonly patient: Patient | null
  readonly visit: Visit | null
  /** All visits of the patient by date, the open one among them. */
  readonly visits: readonly Visit[]
  /** Of the open visit. */
  readonly photos: readonly PhotoRow[]
  readonly photo: PhotoRow | null
  /** Of the open photo. */
  readonly history: History | null
  /** What undo and redo would take next of the visit's photos, by id; of the open one its history says so. */
  readonly heads: ReadonlyMap<string, PhotoHead>
  /** What the screen shows: the unfinished gesture, else the current entry of the history. */
  readonly design: Design | null
  /** True while a gesture is unfinished. */
  readonly live: boolean
  readonly snapshots: readonly Snapshot[]
  /** `saved` only once the transaction is complete on disk. */
  readonly save: 'saved' | 'saving' | 'failed'
}

export interface PhotoHead {
  readonly head: HistoryHead
  /** Another tab edits the photo. */
  readonly elsewhere: boolean
}

/** The design without an unfinished gesture: what needs no redrawing at every sample of a stroke follows this. */
export const committedDesign = (s: StudioState): Design | null => (s.history ? current(s.history) : null)

export const closedStudio: StudioState = {
  patient: null,
  visit: null,
  visits: [],
  photos: [],
  photo: null,
  history: null,
  heads: new Map(),
  design: null,
  live: false,
  snapshots: [],
  save: 'saved',
}

export const designStore = createStore<StudioState>(() => closedStudio)
