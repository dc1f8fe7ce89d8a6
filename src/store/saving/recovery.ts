import { createStore } from 'zustand/vanilla'
import type { OpenRepository } from '../../storage/openRepository.ts'
import {
  damagedLibrary,
  lostLibrary,
  restoreCopy,
  startEmpty,
  type LostLibrary,
  type Restored,
} from '../../storage/recovery.ts'

/** A library that was here, is not any more, and how it comes back. */
export interface RecoveryState {
  readonly lost: LostLibrary
  /** The database is there but can not be opened. */
  readonly damaged: boolean
  /** Parts; null while nothing is being restored. */
  readonly progress: { readonly done: number; readonly total: number } | null
  readonly restored: Restored | null
  readonly failed: boolean
}

/** Null where nothing is lost. */
export const recoveryStore = createStore<{ readonly recovery: RecoveryState | null }>(() => ({ recovery: null }))

let database = ''

/** Says whether a library was lost, and what is left of it; null for a database that can not be opened. */
export async function lookForLost(name: string, repository: OpenRepository | null): Promise<boolean> {
  database = name
  const lost = repository ? await lostLibrary(name, repository) : await damagedLibrary(name)
  if (!lost) return false
  const damaged = repository === null
  recoveryStore.setState({ recovery: { lost, damaged, progress: null, restored: null, failed: false } })
  return true
}

export async function restoreLibrary(): Promise<void> {
  const { recovery } = recoveryStore.getState()
  const copy = recovery?.lost.copy
  if (!copy || recovery.progress) return
  change({ progress: { done: 0, total: copy.photos + 1 }, failed: false })
  try {
    const onProgress = (done: number, total: number) => change({ progress: { done, total } })
    const restored = await restoreCopy(database, copy, { damaged: recovery.damaged, onProgress })
    change({ restored, progress: null })
  } catch {
    change({ failed: true, progress: null })
  }
}

/** The restored library, or an empty one. */
export function openLibrary(): void {
  location.replace('/')
}

export async function openEmpty(): Promise<void> {
  const { recovery } = recoveryStore.getState()
  if (!recovery || recovery.progress) return
  await startEmpty(database, { damaged: recovery.damaged })
  openLibrary()
}

function change(part: Partial<RecoveryState>): void {
  recoveryStore.setState(({ recovery }) => ({ recovery: recovery && { ...recovery, ...part } }))
}
