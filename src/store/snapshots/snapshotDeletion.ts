import { inStripOrder, type PhotoRow, type Snapshot } from '../../storage/repository.ts'
import { undo } from '../edits/designActions.ts'
import { designStore } from '../designStore.ts'
import { toast } from '../jobsStore.ts'
import { openFor } from '../visits/openedPhoto.ts'
import { isPaused } from '../saving/pausedStore.ts'
import { repository } from '../services.ts'
import { onItsWay } from './snapshotActions.ts'
import { commitSnapshot, deletionIn, GONE_FOR_GOOD, leaveAlone, withdrawDeletion } from './snapshotSteps.ts'
import { isHere, nextUndo } from '../edits/visitSteps.ts'

interface Deletion {
  readonly snapshot: Snapshot
  readonly photo: PhotoRow
  /** Of the undo list; false where another tab edited the photo. */
  readonly isStep: boolean
}

/** One step of the undo list, where the photo can be edited here; for 8 s a press takes it back, as undo does. */
export async function removeSnapshot(id: string): Promise<void> {
  if (onItsWay(id)) await onItsWay(id)
  const { photo, snapshots } = designStore.getState()
  const snapshot = snapshots.find((s) => s.id === id)
  if (!photo || !snapshot) return
  const isStep = !isPaused()
  if (isStep) commitSnapshot({ kind: 'delete', id }, 'Delete snapshot')
  else {
    await repository().removeSnapshot(id)
    designStore.setState((s) => ({ snapshots: s.snapshots.filter((x) => x.id !== id) }))
    leaveAlone(id)
  }
  toast('Snapshot deleted.', { label: 'Undo', run: () => void bringBack({ snapshot, photo, isStep }) })
}

const NOT_BACK = 'The snapshot could not be brought back. Nothing was changed.'
const EDITED_ELSEWHERE = 'This view is edited in another tab. The snapshot can be brought back there.'

/** Opens its photo, and says where it does not come back. */
async function bringBack(deletion: Deletion): Promise<void> {
  // Said a moment later: the notice that was pressed goes with whatever stands in its place.
  const said = await takenBack(deletion).catch(() => whyNot(deletion.snapshot.id))
  if (said !== null) toast(said)
}

/** By undo where nothing was done since; else what was done since stays. */
async function takenBack({ snapshot, photo, isStep }: Deletion): Promise<string | null> {
  const { id } = snapshot
  if (designStore.getState().photo?.id !== photo.id && !(await openFor(photo))) return NOT_BACK
  const { history, snapshots } = designStore.getState()
  if (snapshots.some((one) => one.id === id)) return null
  if (isPaused()) return isStep ? EDITED_ELSEWHERE : restoreAlone(snapshot)
  const next = nextUndo()
  const step = history ? deletionIn(history, id) : undefined
  if (!step || history?.entries[history.at] !== step || !next || !isHere(next)) return withdrawDeletion(snapshot)
  undo()
  return null
}

/** Of a photo whose undo list belongs to another tab, and does not know of it. */
async function restoreAlone(snapshot: Snapshot): Promise<null> {
  await repository().restoreSnapshot(snapshot.id)
  designStore.setState((s) =>
    s.photo?.id === snapshot.photoId
      ? { snapshots: inStripOrder([...s.snapshots.filter((x) => x.id !== snapshot.id), snapshot]) }
      : {},
  )
  return null
}

/** A full disk has lost nothing. */
async function whyNot(id: string): Promise<string> {
  const found = await repository()
    .snapshot(id)
    .catch(() => undefined)
  return found === null ? GONE_FOR_GOOD : NOT_BACK
}
