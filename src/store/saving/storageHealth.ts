import { createStore } from 'zustand/vanilla'
import type { Keeping, Patient } from '../../storage/repository.ts'
import { repository } from '../services.ts'

/** How safely things are kept on this device. */
export interface StorageHealth extends Keeping {
  /** Bytes; null where the browser does not say. */
  readonly used: number | null
  readonly free: number | null
  /** Whether the browser has promised not to clear anything by itself; null where it does not say. */
  readonly persisted: boolean | null
}

/** Null until it was asked for. */
export const storageStore = createStore<{ readonly health: StorageHealth | null }>(() => ({ health: null }))

/** After so many days without a backup one is spoken of. */
const REMIND_DAYS = 14

export async function loadStorageHealth(): Promise<void> {
  const [estimate, persisted, keeping] = await Promise.all([
    navigator.storage?.estimate?.().catch(() => null),
    navigator.storage?.persisted?.().catch(() => null),
    repository().keeping(),
  ])
  const { usage, quota } = estimate ?? {}
  const known = usage !== undefined && quota !== undefined && quota > 0
  storageStore.setState({
    health: {
      ...keeping,
      used: known ? usage : null,
      free: known ? Math.max(0, quota - usage) : null,
      persisted: persisted ?? null,
    },
  })
}

/** Whole days since the last backup, or since the first patient where there was none, once they are too many; else null. */
export function daysWithoutBackup({ lastBackup, since }: Keeping, now: number): number | null {
  const from = lastBackup ?? since
  const days = from === null || since === null ? 0 : Math.floor((now - Date.parse(from)) / 86_400_000)
  return days > REMIND_DAYS ? days : null
}

/** A whole backup was written, at an ISO time. */
export async function backupDone(at: string): Promise<void> {
  await repository().noteBackup(at)
  await loadStorageHealth()
}

/** @throws Error where the browser does not agree */
export async function keepForGood(): Promise<void> {
  const agreed = await navigator.storage.persist()
  await loadStorageHealth()
  if (!agreed) throw new Error('The browser did not agree.')
}

/** Asks the browser to keep what is here, once a photo or a file of somebody real has come: that is when there is something to lose. */
export async function askToPersist(patient: Patient): Promise<void> {
  if (patient.sample) return
  try {
    if (!(await navigator.storage?.persisted?.())) await navigator.storage?.persist?.()
  } catch {
    // It is kept all the same, as long as there is room.
  }
}
