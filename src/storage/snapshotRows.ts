import { designToJson } from '../core/design/serialise.ts'
import { markChanged, markGone } from './copyUnits.ts'
import { StorageError, type Snapshot, type SnapshotStates } from './repository.ts'
import { rowsOf, type SnapshotRow, type StoreName, type Writing } from './schema.ts'

/** The stores of a snapshot: its recipe, and what the patient saw. */
export const snapshotStores = [
  'snapshots',
  'deletedSnapshots',
  'pictures',
  'thumbnails',
  'uncopied',
] as const satisfies StoreName[]

export async function addSnapshotRows(
  tx: Writing,
  snapshot: Snapshot,
  picture: ArrayBuffer,
  thumbnail: ArrayBuffer,
): Promise<void> {
  const photo = await tx.objectStore('photos').getKey(snapshot.photoId)
  if (photo === undefined) throw new StorageError('broken', 'The photo of this snapshot is no longer stored.')
  await Promise.all([
    tx.objectStore('snapshots').add({ ...snapshot, design: designToJson(snapshot.design) }),
    tx.objectStore('pictures').add({ id: snapshot.id, bytes: picture }),
    tx.objectStore('thumbnails').add({ id: `snapshot ${snapshot.id}`, bytes: thumbnail }),
    markChanged(tx, snapshot.photoId),
  ])
}

/** Changes what is said of a snapshot; its design and its picture stay as they are. */
export async function changeSnapshotRow(
  tx: Writing,
  id: string,
  part: Partial<Omit<SnapshotRow, 'id' | 'photoId' | 'design'>>,
): Promise<void> {
  const row = await tx.objectStore('snapshots').get(id)
  if (!row) throw new StorageError('broken', 'The snapshot is no longer stored.')
  await Promise.all([tx.objectStore('snapshots').put({ ...row, ...part }), markChanged(tx, row.photoId)])
}

/** Between `snapshots` and `deletedSnapshots`; the row goes as it is, whether it can be read or not. */
export async function moveSnapshotRow(tx: Writing, id: string, way: 'delete' | 'restore'): Promise<void> {
  const shown = tx.objectStore('snapshots')
  const deleted = tx.objectStore('deletedSnapshots')
  const [from, to] = way === 'delete' ? [shown, deleted] : [deleted, shown]
  const row = await from.get(id)
  if (row) await Promise.all([to.put(row), from.delete(id), markChanged(tx, row.photoId)])
  else if ((await to.getKey(id)) === undefined) throw new StorageError('broken', 'The snapshot is no longer stored.')
}

export async function removeSnapshotRows(tx: Writing, id: string): Promise<void> {
  await Promise.all([
    tx.objectStore('snapshots').delete(id),
    tx.objectStore('deletedSnapshots').delete(id),
    tx.objectStore('pictures').delete(id),
    tx.objectStore('thumbnails').delete(`snapshot ${id}`),
    markGone(tx, `pictures ${id}`),
  ])
}

/**
 * Brings snapshots to where the undo list of their photo has them, in the transaction that saves the list. What is gone for
 * good is left alone: that is no reason not to save.
 */
export const setSnapshots = (tx: Writing, snapshots: SnapshotStates): Promise<void>[] =>
  [...snapshots].map(async ([id, { name, deleted }]) => {
    const [shown, aside] = [tx.objectStore('snapshots'), tx.objectStore('deletedSnapshots')]
    const [there, gone] = await Promise.all([shown.get(id), aside.get(id)])
    const row = there ?? gone
    if (!row) return
    const [to, from] = (deleted ?? !there) ? [aside, shown] : [shown, aside]
    await Promise.all([to.put(name === undefined ? row : { ...row, name }), from.delete(id)])
  })

/** The stores that a purge takes. */
export const purgeStores = [...snapshotStores, 'entries'] as const satisfies StoreName[]

/** Deleted snapshots can come back until the next start; then those go that no undo step brings back. */
export async function purgeDeleted(tx: Writing): Promise<void> {
  const rows = await tx.objectStore('deletedSnapshots').getAll()
  const photoIds = new Set(rows.map(({ photoId }) => photoId).filter((id) => typeof id === 'string'))
  const steps = await Promise.all([...photoIds].map((id) => tx.objectStore('entries').getAll(rowsOf(id))))
  const kept = new Set(steps.flat().flatMap(({ snapshot }) => (snapshot?.kind === 'delete' ? [snapshot.id] : [])))
  const gone = rows.filter(({ id }) => !kept.has(id))
  await Promise.all(gone.flatMap(({ id, photoId }) => [removeSnapshotRows(tx, id), markChanged(tx, photoId)]))
}
