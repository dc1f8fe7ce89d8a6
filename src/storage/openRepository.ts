import { openDB } from 'idb'
import { designFromJson, designToJson, DesignFormatError } from '../core/design/serialise.ts'
import { HistoryRows } from './historyRows.ts'
import { readSummaries, removeWithEverything } from './patients.ts'
import { StorageError, type Repository, type Snapshot } from './repository.ts'
import { DATABASE_VERSION, migrate, type Database, type SnapshotRow, type TrichionSchema } from './schema.ts'

const strict = { durability: 'strict' } as const

/**
 * Opens the database of this device, making or migrating it.
 * @throws StorageError 'unavailable' where IndexedDB cannot be used.
 */
export async function openRepository(name = 'trichion'): Promise<Repository & { close(): void }> {
  let db: Database
  try {
    db = await openDB<TrichionSchema>(name, DATABASE_VERSION, {
      upgrade: (open, from, _to, tx) => migrate(open, from, tx),
      // A newer build waits in another tab: let it migrate. Writes here then fail with a message.
      blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
    })
  } catch (error) {
    throw new StorageError('unavailable', `The database could not be opened. ${String(error)}`)
  }
  await purgeRemoved(db)
  const histories = new HistoryRows()

  /** Names what the browser says when a write fails. */
  async function write<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof DOMException && error.name === 'QuotaExceededError') {
        throw new StorageError('full', 'Storage is full.')
      }
      throw new StorageError('broken', `The change could not be stored. ${String(error)}`)
    }
  }

  async function markSnapshot(id: string, change: (row: SnapshotRow) => SnapshotRow): Promise<void> {
    const tx = db.transaction('snapshots', 'readwrite', strict)
    const row = await tx.store.get(id)
    if (row) await tx.store.put(change(row))
    await tx.done
  }

  const bytesIn = async (store: 'originals' | 'thumbnails' | 'pictures', id: string) =>
    (await db.get(store, id))?.bytes ?? null

  return {
    patients: async () => readSummaries(db, await db.getAll('patients')),
    async patient(id) {
      const patient = await db.get('patients', id)
      return patient ? ((await readSummaries(db, [patient]))[0] ?? null) : null
    },
    addPatient: (patientName, o) =>
      write(async () => {
        const createdAt = new Date().toISOString()
        const patient = { id: crypto.randomUUID(), name: patientName, createdAt, sample: o?.sample ?? false }
        const visit = { id: crypto.randomUUID(), patientId: patient.id, date: createdAt, kind: 'consultation' } as const
        const tx = db.transaction(['patients', 'visits'], 'readwrite', strict)
        await Promise.all([tx.objectStore('patients').add(patient), tx.objectStore('visits').add(visit), tx.done])
        return { patient, visit }
      }),
    renamePatient: (id, newName) =>
      write(async () => {
        const tx = db.transaction('patients', 'readwrite', strict)
        const patient = await tx.store.get(id)
        if (patient) await tx.store.put({ ...patient, name: newName })
        await tx.done
      }),
    removePatient: (id) =>
      write(async () => {
        for (const photoId of await removeWithEverything(db, id)) histories.forget(photoId)
      }),
    async visit(id) {
      const visit = await db.get('visits', id)
      const patient = visit && (await db.get('patients', visit.patientId))
      if (!visit || !patient) return null
      const photos = await db.getAllFromIndex('photos', 'visit', id)
      return { patient, visit, photos: photos.toSorted((a, b) => a.addedAt.localeCompare(b.addedAt)) }
    },
    addPhoto: ({ row, bytes, history, cover, thumbnail }) =>
      write(async () => {
        // First the history: a photo row without one could not be opened.
        await histories.save(db, row.id, history)
        const tx = db.transaction(['photos', 'originals', 'thumbnails'], 'readwrite', strict)
        const thumbnails = tx.objectStore('thumbnails')
        await Promise.all([
          tx.objectStore('photos').add(row),
          tx.objectStore('originals').put({ id: row.hash, bytes }),
          cover && thumbnails.put({ id: `cover ${row.id}`, bytes: cover }),
          thumbnail && thumbnails.put({ id: `photo ${row.id}`, bytes: thumbnail }),
          tx.done,
        ])
      }),
    photo: async (id) => (await db.get('photos', id)) ?? null,
    photoBytes: (hash) => bytesIn('originals', hash),
    photoThumbnail: (photoId) => bytesIn('thumbnails', `photo ${photoId}`),
    setCover: (photoId, cover) =>
      write(async () => void (await db.put('thumbnails', { id: `cover ${photoId}`, bytes: cover }))),
    history: (photoId) => histories.load(db, photoId),
    saveHistory: (photoId, history) => write(() => histories.save(db, photoId, history)),
    async snapshots(photoId) {
      const rows = await db.getAllFromIndex('snapshots', 'photo', photoId)
      return rows
        .filter((row) => !row.removed)
        .flatMap(readable)
        .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
    },
    addSnapshot: (snapshot, picture, thumbnail) =>
      write(async () => {
        const tx = db.transaction(['snapshots', 'pictures', 'thumbnails'], 'readwrite', strict)
        const row: SnapshotRow = { ...snapshot, design: designToJson(snapshot.design), removed: false }
        await Promise.all([
          tx.objectStore('snapshots').add(row),
          tx.objectStore('pictures').add({ id: snapshot.id, bytes: picture }),
          tx.objectStore('thumbnails').add({ id: `snapshot ${snapshot.id}`, bytes: thumbnail }),
          tx.done,
        ])
      }),
    renameSnapshot: (id, newName) => write(() => markSnapshot(id, (row) => ({ ...row, name: newName }))),
    removeSnapshot: (id) => write(() => markSnapshot(id, (row) => ({ ...row, removed: true }))),
    restoreSnapshot: (id) => write(() => markSnapshot(id, (row) => ({ ...row, removed: false }))),
    snapshotPicture: (id) => bytesIn('pictures', id),
    snapshotThumbnail: (id) => bytesIn('thumbnails', `snapshot ${id}`),
    close: () => db.close(),
  }
}

/** A row that cannot be read stays where it is and hides only itself. */
function readable(row: SnapshotRow): Snapshot[] {
  const { removed: _, ...rest } = row
  try {
    return [{ ...rest, design: designFromJson(row.design) }]
  } catch (error) {
    if (error instanceof DesignFormatError) return []
    throw error
  }
}

/** Deleted snapshots can come back until the next start; then they go. */
async function purgeRemoved(db: Database): Promise<void> {
  const tx = db.transaction(['snapshots', 'pictures', 'thumbnails'], 'readwrite', strict)
  for (const row of await tx.objectStore('snapshots').getAll()) {
    if (!row.removed) continue
    await Promise.all([
      tx.objectStore('snapshots').delete(row.id),
      tx.objectStore('pictures').delete(row.id),
      tx.objectStore('thumbnails').delete(`snapshot ${row.id}`),
    ])
  }
  await tx.done
}
