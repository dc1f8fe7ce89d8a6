import type { History } from '../core/design/history.ts'
import { designStore, type StudioState } from './designStore.ts'
import { repository } from './services.ts'

/** The newest history of every photo that is not on disk yet: leaving a photo, or a failed write, loses nothing. */
const unsaved = new Map<string, { readonly patientId: string; readonly history: History }>()
let writing: Promise<void> | null = null
/** What was read from disk, so that opening a visit is not taken for an edit. */
let onDisk: History | null = null

export function openedFromDisk(history: History): void {
  onDisk = history
}

/** Writes every new history at once, one transaction after the other; 'saved' only when the newest is on disk. */
export function startAutosave(): void {
  designStore.subscribe((now, before) => {
    if (now.history === before.history || !now.history || !now.photo || now.history === onDisk) return
    unsaved.set(now.photo.id, { patientId: now.photo.patientId, history: now.history })
    saveAgain()
  })
}

/** Writes all that is not on disk yet, also what failed before. */
export function saveAgain(): void {
  if (unsaved.size > 0) writing ??= drain()
  sayState()
}

/** A photo's newest history: what could not be written yet, else what is on disk. */
export async function newestHistory(photoId: string): Promise<History | null> {
  await writing
  return unsaved.get(photoId)?.history ?? (await repository().history(photoId))
}

/** A deleted patient has nothing left to save. */
export function forgetUnsaved(patientId: string): void {
  for (const [photoId, waiting] of unsaved) if (waiting.patientId === patientId) unsaved.delete(photoId)
  sayState()
}

/** True while closing the page would lose an edit. */
export const hasUnsaved = (): boolean => unsaved.size > 0

/** `saved` means every photo: an edit that waits is not forgotten because another photo is open. */
export function saveState(): StudioState['save'] {
  if (writing) return 'saving'
  return unsaved.size > 0 ? 'failed' : 'saved'
}

function sayState(): void {
  const save = saveState()
  if (designStore.getState().save !== save) designStore.setState({ save })
}

/** One history after the other until each is on disk or has failed once. */
async function drain(): Promise<void> {
  const tried = new Set<History>()
  for (;;) {
    const next = [...unsaved].find(([, waiting]) => !tried.has(waiting.history))
    if (!next) {
      // At once, not a moment later: an edit must never find a writer that has stopped looking.
      writing = null
      sayState()
      return
    }
    const [photoId, { history }] = next
    tried.add(history)
    try {
      await repository().saveHistory(photoId, history)
      if (unsaved.get(photoId)?.history === history) unsaved.delete(photoId)
    } catch {
      // It stays unsaved, and the top bar says so until it is tried again.
    }
  }
}
