import type { History } from '../core/design/history.ts'
import { StorageError } from '../storage/repository.ts'
import { designStore } from './designStore.ts'
import { repository } from './services.ts'

let writing: Promise<void> | null = null
let next: { photoId: string; history: History } | null = null
/** What was read from or written to disk last, so that opening a visit is not taken for an edit. */
let onDisk: History | null = null

export function openedFromDisk(history: History): void {
  onDisk = history
}

/** Writes every new history at once, one transaction after the other; 'saved' only when the newest is on disk. */
export function startAutosave(): void {
  designStore.subscribe((now, before) => {
    if (now.history === before.history || !now.history || !now.photo || now.history === onDisk) return
    next = { photoId: now.photo.id, history: now.history }
    designStore.setState({ save: 'saving' })
    writing ??= drain().finally(() => (writing = null))
  })
}

async function drain(): Promise<void> {
  while (next) {
    const { photoId, history } = next
    next = null
    try {
      await repository().saveHistory(photoId, history)
      onDisk = history
      if (!next) designStore.setState({ save: 'saved' })
    } catch (error) {
      designStore.setState({ save: 'failed' })
      if (!(error instanceof StorageError)) throw error
    }
  }
}

/** Tries the newest history again after a failure. */
export function saveAgain(): void {
  const { history, photo } = designStore.getState()
  if (!history || !photo) return
  next = { photoId: photo.id, history }
  designStore.setState({ save: 'saving' })
  writing ??= drain().finally(() => (writing = null))
}
