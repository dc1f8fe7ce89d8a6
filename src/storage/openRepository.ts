import { current } from '../core/design/history.ts'
import { viewOf } from '../core/design/photoView.ts'
import { clearUnfinishedIntake, intakeOf } from './caseIntake.ts'
import { hasReversal } from '../core/design/reversal.ts'
import { change, Connection } from './connection.ts'
import { historyStores, HistoryRows } from './historyRows.ts'
import { livePhotos, liveVisits, readSummaries, readSummary, removeForGood, removeWithEverything } from './patients.ts'
import { StorageError, type Patient, type Repository, type Snapshot, type Visit } from './repository.ts'
import {
  patientRow,
  photoRow,
  readable,
  readableOf,
  readableProfile,
  readableSnapshots,
  snapshotName,
  visitRow,
} from './rows.ts'
import type { StoreName, Writing } from './schema.ts'
import { addSnapshotRows, moveSnapshotRow, purgeDeleted, snapshotStores } from './snapshotRows.ts'
import { changeVisitRow, markDeleted } from './visits.ts'

/**
 * Opens the database of this device, making or migrating it.
 * @throws StorageError 'unavailable' where IndexedDB cannot be used.
 */
export async function openRepository(name = 'trichion'): Promise<Repository & { close(): Promise<void> }> {
  const connection = new Connection(name)
  const histories = new HistoryRows()
  await connection.run(async (db) => {
    // A full or failing disk must not keep anybody from what is there: the next start tries again.
    await change(db, snapshotStores, purgeDeleted).catch(() => undefined)
    await clearUnfinishedIntake(name, db).catch(() => undefined)
  })

  const write = <T>(stores: readonly StoreName[], work: (tx: Writing) => Promise<T>): Promise<T> =>
    connection.run((db) => change(db, stores, work))

  const bytesIn = (store: 'originals' | 'thumbnails' | 'pictures', id: string): Promise<ArrayBuffer | null> =>
    connection.run(async (db) => {
      const bytes = (await db.get(store, id))?.bytes
      return bytes instanceof ArrayBuffer ? bytes : null
    })

  const changePatient = (id: string, part: Partial<Patient>): Promise<void> =>
    write(['patients'], async (tx) => {
      const patient = await tx.objectStore('patients').get(id)
      if (!patient) throw new StorageError('broken', 'The patient is no longer stored.')
      await tx.objectStore('patients').put({ ...patient, ...part })
    })

  /** What is said of it; the design and the picture stay as they were frozen. */
  const changeSnapshot = (id: string, part: Pick<Partial<Snapshot>, 'name' | 'starred' | 'note'>): Promise<void> =>
    write(['snapshots'], async (tx) => {
      const row = await tx.objectStore('snapshots').get(id)
      if (!row) throw new StorageError('broken', 'The snapshot is no longer stored.')
      await tx.objectStore('snapshots').put({ ...row, ...part })
    })

  return {
    patients: () =>
      connection.run(async (db) => {
        const { summaries, longDeleted } = await readSummaries(db, Date.now())
        if (longDeleted.visits.length + longDeleted.photos.length > 0) {
          // The next list tries again: a full or failing disk must not keep anybody from what is there.
          await change(db, [...db.objectStoreNames], (tx) => removeForGood(tx, longDeleted)).catch(() => undefined)
        }
        return summaries
      }),
    patient: (id) => connection.run((db) => readSummary(db, id)),
    async addPatient(patientName, o) {
      const createdAt = new Date().toISOString()
      const patient = { id: crypto.randomUUID(), name: patientName, createdAt, sample: o?.sample ?? false }
      const visit = { id: crypto.randomUUID(), patientId: patient.id, date: createdAt, kind: 'consultation' } as const
      await write(['patients', 'visits'], (tx) =>
        Promise.all([tx.objectStore('patients').add(patient), tx.objectStore('visits').add(visit)]),
      )
      return { patient, visit }
    },
    renamePatient: (id, newName) => changePatient(id, { name: newName }),
    describePatient: changePatient,
    removePatient: (id) =>
      connection.run((db) => change(db, [...db.objectStoreNames], (tx) => removeWithEverything(tx, id))),
    visit: (id) =>
      connection.run(async (db) => {
        const visit = readable(visitRow, await db.get('visits', id))
        if (!visit || visit.deletedAt !== undefined) return null
        const [patientOf, visits, photos] = await Promise.all([
          db.get('patients', visit.patientId),
          db.getAllFromIndex('visits', 'patient', visit.patientId),
          db.getAllFromIndex('photos', 'visit', id),
        ])
        const patient = readable(patientRow, patientOf)
        return patient && { patient, visit, visits: liveVisits(visits), photos: livePhotos(photos) }
      }),
    async addVisit(patientId, record) {
      const visit: Visit = { id: crypto.randomUUID(), patientId, ...record }
      await write(['patients', 'visits'], async (tx) => {
        const patient = await tx.objectStore('patients').getKey(patientId)
        if (patient === undefined) throw new StorageError('broken', 'The patient is no longer stored.')
        await tx.objectStore('visits').add(visit)
      })
      return visit
    },
    changeVisit: (id, record) => write(['visits'], (tx) => changeVisitRow(tx, id, record)),
    removeVisit: (id) => write(['visits'], (tx) => markDeleted(tx, 'visits', id, new Date().toISOString())),
    restoreVisit: (id) => write(['visits'], (tx) => markDeleted(tx, 'visits', id, undefined)),
    leftAt: (patientId, left) => changePatient(patientId, { left }),
    async addPhoto({ row, bytes, history, cover, thumbnail }) {
      const written = await write([...historyStores, 'visits', 'originals', 'thumbnails'], async (tx) => {
        const visit = await tx.objectStore('visits').get(row.visitId)
        if (!visit || visit.deletedAt !== undefined)
          throw new StorageError('broken', 'The visit of this photo is no longer stored.')
        const thumbnails = tx.objectStore('thumbnails')
        await Promise.all([
          tx.objectStore('photos').add(row),
          tx.objectStore('originals').put({ id: row.hash, bytes }),
          cover && thumbnails.put({ id: `cover ${row.id}`, bytes: cover }),
          thumbnail && thumbnails.put({ id: `photo ${row.id}`, bytes: thumbnail }),
        ])
        return histories.save(tx, row.id, history)
      })
      written()
    },
    photo: (id) => connection.run(async (db) => readable(photoRow, await db.get('photos', id))),
    removePhoto: (id) => write(['photos'], (tx) => markDeleted(tx, 'photos', id, new Date().toISOString())),
    restorePhoto: (id) => write(['photos'], (tx) => markDeleted(tx, 'photos', id, undefined)),
    photoBytes: (hash) => bytesIn('originals', hash),
    photoThumbnail: (photoId) => bytesIn('thumbnails', `photo ${photoId}`),
    cover: (photoId) => bytesIn('thumbnails', `cover ${photoId}`),
    setCover: (photoId, cover) =>
      write(['photos', 'thumbnails'], async (tx) => {
        const photo = await tx.objectStore('photos').getKey(photoId)
        if (photo === undefined) throw new StorageError('broken', 'The photo of this cover is no longer stored.')
        await tx.objectStore('thumbnails').put({ id: `cover ${photoId}`, bytes: cover })
      }),
    history: (photoId) => connection.run((db) => histories.load(db, photoId)),
    async saveHistory(photoId, history) {
      const written = await write(historyStores, async (tx) => {
        const after = await histories.save(tx, photoId, history)
        const row = readable(photoRow, await tx.objectStore('photos').get(photoId))
        const design = current(history)
        const [view, reversal] = [viewOf(design), hasReversal(design)]
        if (row && (row.view !== view || (row.reversal ?? false) !== reversal))
          await tx.objectStore('photos').put({ ...row, view, reversal })
        return after
      })
      written()
    },
    snapshots: (photoId) =>
      connection.run(async (db) => {
        const snapshots = readableSnapshots(await db.getAllFromIndex('snapshots', 'photo', photoId))
        return snapshots.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
      }),
    snapshotNames: (photoIds) =>
      connection.run(async (db) => {
        const rows = await Promise.all(photoIds.map((id) => db.getAllFromIndex('snapshots', 'photo', id)))
        return readableOf(snapshotName, rows.flat()).toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
      }),
    addSnapshot: (snapshot, picture, thumbnail) =>
      write(['photos', ...snapshotStores], (tx) => addSnapshotRows(tx, snapshot, picture, thumbnail)),
    renameSnapshot: (id, newName) => changeSnapshot(id, { name: newName }),
    remarkSnapshot: changeSnapshot,
    removeSnapshot: (id) => write(['snapshots', 'deletedSnapshots'], (tx) => moveSnapshotRow(tx, id, 'delete')),
    restoreSnapshot: (id) => write(['snapshots', 'deletedSnapshots'], (tx) => moveSnapshotRow(tx, id, 'restore')),
    snapshotPicture: (id) => bytesIn('pictures', id),
    snapshotThumbnail: (id) => bytesIn('thumbnails', `snapshot ${id}`),
    takeIn: (work) => intakeOf(name, connection, histories, work),
    clinicProfile: () => connection.run(async (db) => readableProfile((await db.get('settings', 'profile'))?.value)),
    saveClinicProfile: (profile) =>
      write(['settings'], async (tx) => {
        await tx.objectStore('settings').put({ id: 'profile', value: profile })
      }),
    close: () => connection.close(),
  }
}
