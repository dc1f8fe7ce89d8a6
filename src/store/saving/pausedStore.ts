import { createStore } from 'zustand/vanilla'

/** Why nothing can be edited here just now. */
export interface PausedState {
  /** The open design is edited in another tab. */
  readonly elsewhere: boolean
  /** A newer build has taken the database over. */
  readonly newer: boolean
  readonly takingOver: boolean
}

export const pausedStore = createStore<PausedState>(() => ({ elsewhere: false, newer: false, takingOver: false }))

export const isPaused = ({ elsewhere, newer }: PausedState = pausedStore.getState()): boolean => elsewhere || newer
