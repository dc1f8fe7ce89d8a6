import { StorageError, type VisitRecord } from './repository.ts'
import type { Writing } from './schema.ts'

export async function changeVisitRow(tx: Writing, id: string, record: VisitRecord): Promise<void> {
  const visits = tx.objectStore('visits')
  const { date, kind, notes, tags } = record
  await visits.put({ ...there(await visits.get(id), 'visit'), date, kind, notes, tags })
}

/** The row says since when it is deleted, and stays where it is, whether it can be read or not; undefined brings it back. */
export async function markDeleted(
  tx: Writing,
  store: 'visits' | 'photos',
  id: string,
  deletedAt: string | undefined,
): Promise<void> {
  if (store === 'visits') {
    const visits = tx.objectStore(store)
    await visits.put({ ...there(await visits.get(id), 'visit'), deletedAt })
  } else {
    const photos = tx.objectStore(store)
    await photos.put({ ...there(await photos.get(id), 'photo'), deletedAt })
  }
}

function there<T>(row: T | undefined, what: string): T {
  if (!row) throw new StorageError('broken', `The ${what} is no longer stored.`)
  return row
}
