import { createStore } from 'zustand/vanilla'
import type { History } from '../../core/design/history.ts'
import { StorageError, type Patient, type PhotoRow, type SnapshotStates, type Visit } from '../../storage/repository.ts'
import { designStore, type StudioState } from '../designStore.ts'
import { repository } from '../services.ts'
import { storedHistory } from './storedDesigns.ts'

export interface Waiting {
  readonly photo: PhotoRow
  /** Whose the photo is, as they were when it was edited; where nothing can be read they are all that is known. */
  readonly patient: Patient | null
  readonly visit: Visit | null
  readonly history: History
  /** What the steps of this history, and of those before it that are not on disk either, have done to snapshots. */
  readonly snapshots: SnapshotStates
}

interface Sending {
  readonly history: History
  done: Promise<void>
}

/** Why something is not saved: what the disk said, or that it has said nothing yet. */
export type SaveProblem = StorageError['code'] | 'slow'

export const saveStore = createStore<{ readonly problem: SaveProblem | null }>(() => ({ problem: null }))

/** From then on nobody may believe it saved. */
const SLOW_MS = 4000
/** After which what failed is tried again by itself. */
const AGAIN_MS = 10_000

/** The newest history of every photo that is not on disk yet: leaving a photo, or a failed write, loses nothing. */
const unsaved = new Map<string, Waiting>()
/** What is on its way to the disk, by photo. */
const sent = new Map<string, Sending>()
let writing: Promise<void> | null = null
let again: ReturnType<typeof setTimeout> | undefined
/** What was read from disk and is shown since, so that opening a visit is not taken for an edit; null after the first one. */
let onDisk: History | null = null

/** What the next history of the open photo does to snapshots: it is written with it. */
let nextSnapshots: SnapshotStates = new Map()

/** Call right before the history that says so is shown. */
export function saveWithNext(id: string, state: { readonly name?: string; readonly deleted?: boolean }): void {
  nextSnapshots = new Map([...nextSnapshots, [id, state]])
}

export function openedFromDisk(history: History): void {
  onDisk = history
}

/**
 * Writes every new history in the task after the one that made it, one transaction after the other: a hand that lets go sees
 * what it did before that is encoded. 'saved' only when the newest is on disk.
 */
export function startAutosave(): () => void {
  return designStore.subscribe((now, before) => {
    if (now.history === before.history || !now.history || !now.photo || now.history === onDisk) return
    // From here on it is no longer what is on disk: come back to, it is written anew.
    onDisk = null
    const { history, photo, patient, visit } = now
    const { id } = photo
    const snapshots = together(unsaved.get(id)?.snapshots, nextSnapshots)
    nextSnapshots = new Map()
    unsaved.set(id, { photo, patient, visit, history, snapshots })
    saveAgain()
  })
}

function together(before: SnapshotStates = new Map(), after: SnapshotStates): SnapshotStates {
  return new Map([...before, ...[...after].map(([id, state]) => [id, { ...before.get(id), ...state }] as const)])
}

/** What is not on disk yet of a photo's snapshots. */
export const unsavedSnapshots = (photoId: string): SnapshotStates => unsaved.get(photoId)?.snapshots ?? new Map()

/** Writes all that is not on disk yet, also what failed before. */
export function saveAgain(): void {
  clearTimeout(again)
  if (unsaved.size > 0) writing ??= drain()
  sayState()
}

/** What was asked for by hand is seen to begin anew. */
export function tryAgain(): void {
  say(null)
  saveAgain()
}

/**
 * Sends everything that is not on disk within this very task: the page may be hidden, left or taken over next. Resolves
 * once each of it is on disk or has failed.
 */
export async function flush(): Promise<void> {
  await Promise.all([writing, ...[...unsaved].map(([photoId, one]) => send(photoId, one))])
  sayState()
}

/** A photo's newest history: what could not be written yet, else what is on disk. */
export async function newestHistory(photoId: string): Promise<History | null> {
  return (await unsavedHistory(photoId)) ?? (await storedHistory(photoId))
}

/** The same to be written again elsewhere: what is on disk goes as it is there. */
export async function newestForFile(photoId: string): Promise<History | null> {
  return (await unsavedHistory(photoId)) ?? (await repository().history(photoId))
}

async function unsavedHistory(photoId: string): Promise<History | undefined> {
  await writing
  return unsaved.get(photoId)?.history
}

/** A deleted patient has nothing left to save. */
export function forgetUnsaved(patientId: string): void {
  for (const [photoId, waiting] of unsaved) if (waiting.photo.patientId === patientId) unsaved.delete(photoId)
  sayState()
}

/** What another tab has overtaken will never be saved. */
export function forgetOvertaken(photoId: string): void {
  unsaved.delete(photoId)
  sayState()
}

/** What is not on disk yet, with whose it is. */
export const unsavedWork = (): readonly Waiting[] => [...unsaved.values()]

/** True while the newest edit, of a photo where one is named, is not on disk. */
export const hasUnsaved = (photoId?: string): boolean =>
  photoId === undefined ? unsaved.size > 0 : unsaved.has(photoId)

/** True while closing the page would lose an edit: what is merely on its way is written all the same. */
export const isLosing = (): boolean => unsaved.size > 0 && saveStore.getState().problem !== null

/** `saved` means every photo: an edit that waits is not forgotten because another photo is open. */
export function saveState(): StudioState['save'] {
  if (unsaved.size === 0) return 'saved'
  return writing && saveStore.getState().problem === null ? 'saving' : 'failed'
}

function sayState(): void {
  if (unsaved.size === 0) saveStore.setState({ problem: null })
  const save = saveState()
  if (designStore.getState().save !== save) designStore.setState({ save })
}

/** One history after the other until each is on disk or has failed once. */
async function drain(): Promise<void> {
  const tried = new Set<History>()
  await new Promise((nextTask) => setTimeout(nextTask))
  for (;;) {
    const next = [...unsaved].find(([, waiting]) => !tried.has(waiting.history))
    if (!next) {
      // At once, not a moment later: an edit must never find a writer that has stopped looking.
      writing = null
      if (unsaved.size > 0) again = setTimeout(saveAgain, AGAIN_MS)
      sayState()
      return
    }
    const [photoId, waiting] = next
    tried.add(waiting.history)
    await send(photoId, waiting)
  }
}

/** Writes a history once, whoever asks for it while it is on its way. */
function send(photoId: string, waiting: Waiting): Promise<void> {
  const before = sent.get(photoId)
  if (before?.history === waiting.history) return before.done
  const sending: Sending = { history: waiting.history, done: Promise.resolve() }
  sent.set(photoId, sending)
  sending.done = write(photoId, waiting).finally(() => {
    if (sent.get(photoId) === sending) sent.delete(photoId)
  })
  return sending.done
}

async function write(photoId: string, { history, snapshots }: Waiting): Promise<void> {
  const slow = setTimeout(() => say('slow'), SLOW_MS)
  try {
    await repository().saveHistory(photoId, history, snapshots)
    if (unsaved.get(photoId)?.history === history) unsaved.delete(photoId)
    if (saveStore.getState().problem === 'slow' || unsaved.size === 0) say(null)
  } catch (error) {
    // It stays unsaved, and the top bar says so until it is on disk.
    say(error instanceof StorageError ? error.code : 'broken')
  } finally {
    clearTimeout(slow)
  }
}

function say(problem: SaveProblem | null): void {
  saveStore.setState({ problem })
  sayState()
}
