import * as list from '../../core/design/history.ts'
import type { SnapshotChange } from '../../core/design/history.ts'
import { inStripOrder, type Snapshot } from '../../storage/repository.ts'
import { saveWithNext, unsavedSnapshots } from '../saving/autosave.ts'
import { cancelLive } from '../edits/cancelLive.ts'
import { compareStore } from '../compare/compareStore.ts'
import { designStore, type StudioState } from '../designStore.ts'
import { toast } from '../jobsStore.ts'
import { isPaused } from '../saving/pausedStore.ts'
import { asStep, type Way } from '../edits/queuedSteps.ts'
import { showsDesign } from '../routeStore.ts'
import { storedSnapshot, storedSnapshots } from '../saving/storedDesigns.ts'
import { forgetThumbnail } from './thumbnails.ts'
import { nextPlace } from '../edits/visitSteps.ts'

/** What is done to snapshots as steps of the undo list: each is written together with the list. */

export const GONE_FOR_GOOD = 'The snapshot is gone for good: Trichion was opened anew since.'
const NOT_READ = 'The snapshot could not be read. Nothing was changed.'

/** Does it, as one step. */
export function commitSnapshot(change: SnapshotChange, label: string): void {
  cancelLive()
  const { history } = designStore.getState()
  if (history) take(change, 'redo', list.pushSnapshot(history, change, label, nextPlace()))
}

/**
 * Takes such a step of the open photo back, or again. Says whether what was asked for after it is still meant; later where
 * the snapshot has to be read first.
 * @param moved the history after it
 */
export function stepSnapshot(change: SnapshotChange, way: Way, moved: list.History): boolean | Promise<boolean> {
  if (change.kind === 'delete' && way === 'undo') return bringBack(change, moved)
  asStep(() => take(change, way, moved))
  return true
}

async function bringBack(change: SnapshotChange, moved: list.History): Promise<boolean> {
  const { history } = designStore.getState()
  const wasSeen = showsDesign()
  const found = await storedSnapshot(change.id).catch(() => undefined)
  if (wasSeen && !showsDesign()) return false
  // Meanwhile something else may have been done.
  if (designStore.getState().history !== history) return true
  if (found === undefined) {
    toast(NOT_READ)
    return false
  }
  if (!found) toast(GONE_FOR_GOOD)
  const named = found && { ...found, name: unsavedSnapshots(found.photoId).get(found.id)?.name ?? found.name }
  asStep(() => take(change, 'undo', moved, named))
  return true
}

/**
 * As if a snapshot of the open photo had never been deleted, whatever was done since: written with the list, that no save on
 * its way deletes it again. Comes back with what is to be said, null where it is there again.
 */
export async function withdrawDeletion(snapshot: Snapshot): Promise<string | null> {
  const { id, photoId } = snapshot
  const found = await storedSnapshot(id).catch(() => undefined)
  const { photo, history, snapshots } = designStore.getState()
  // Meanwhile something else may have been done.
  if (found === undefined || !history || photo?.id !== photoId || isPaused()) return NOT_READ
  if (snapshots.some((one) => one.id === id)) return null
  const step = deletionIn(history, id)
  // Where the step has fallen off the list, that is written as it is.
  const without = { ...(step ? list.withoutStep(history, step) : history) }
  take({ kind: 'delete', id }, 'undo', without, found && snapshot)
  return found ? null : GONE_FOR_GOOD
}

/** The step of a history that has deleted a snapshot. */
export const deletionIn = ({ entries }: list.History, id: string): list.HistoryEntry | undefined =>
  entries.findLast(({ snapshot }) => snapshot?.kind === 'delete' && snapshot.id === id)

function take(change: SnapshotChange, way: Way, history: list.History, found?: Snapshot | null): void {
  const { id } = change
  if (change.kind === 'rename') {
    const name = way === 'undo' ? change.from : change.to
    saveWithNext(id, { name })
    designStore.setState((s) => ({
      history,
      design: list.current(history),
      live: false,
      snapshots: s.snapshots.map((x) => (x.id === id ? { ...x, name } : x)),
    }))
    return
  }
  saveWithNext(id, { deleted: way === 'redo' })
  designStore.setState((s) => ({
    history,
    design: list.current(history),
    live: false,
    snapshots: way === 'redo' ? without(s, id) : found ? inStripOrder([...without(s, id), found]) : s.snapshots,
  }))
  if (way === 'redo') leaveAlone(id)
}

const without = ({ snapshots }: Pick<StudioState, 'snapshots'>, id: string) => snapshots.filter((x) => x.id !== id)

/** Nothing on the screen shows a snapshot any more. */
export function leaveAlone(id: string): void {
  const { a, b, c, d } = compareStore.getState()
  const left = [c, d].filter((item) => item !== null && item !== id)
  compareStore.setState({
    a: a === id ? 'before' : a,
    b: b === id ? 'before' : b,
    c: left[0] ?? null,
    d: left[1] ?? null,
  })
  forgetThumbnail('snapshot', id)
}

/** A photo's snapshots: with what could not be written yet, else as they are on disk. */
export async function newestSnapshots(photoId: string): Promise<readonly Snapshot[]> {
  const stored = await storedSnapshots(photoId)
  const states = unsavedSnapshots(photoId)
  if (states.size === 0) return stored
  const ids = [...states].flatMap(([id, { deleted }]) => (deleted === false ? [id] : []))
  const back = await Promise.all(ids.map((id) => storedSnapshot(id)))
  const all = new Map([...stored, ...back.filter((found) => found !== null)].map((one) => [one.id, one]))
  const shown = [...all.values()].filter(({ id }) => !states.get(id)?.deleted)
  return inStripOrder(shown.map((one) => ({ ...one, name: states.get(one.id)?.name ?? one.name })))
}
