import { clearUnfinishedIntake, intakeOf, isIntakeUnderWay } from './caseIntake.ts'
import { change, Connection } from './connection.ts'
import { recordedIn } from './consentRows.ts'
import { LIBRARY, markChanged } from './copyUnits.ts'
import { readEveryPatient } from './everyPatient.ts'
import { readHeads } from './historyHeads.ts'
import { historyStores, HistoryRows } from './historyRows.ts'
import {
  firstPatientAt,
  livePhotos,
  liveVisits,
  readSummaries,
  readSummary,
  removeForGood,
  removeWithEverything,
  type VisitsAndPhotos,
} from './patients.ts'
import { payOwed } from './owedRows.ts'
import { Quarantine } from './quarantine.ts'
import {
  inStripOrder,
  StorageError,
  type Patient,
  type Repository,
  type Snapshot,
  type SnapshotRemarks,
  type Visit,
} from './repository.ts'
import {
  patientRow,
  photoRow,
  readable,
  readableOf,
  readableProfile,
  rowSchemas,
  snapshotName,
  visitRow,
} from './rows.ts'
import type { Database, StoreName, Writing } from './schema.ts'
import { writeSentinel } from './sentinel.ts'
import { Sessions } from './sessions.ts'
import { readStanding } from './standing.ts'
import {
  addSnapshotRows,
  changeSnapshotRow,
  moveSnapshotRow,
  purgeDeleted,
  purgeStores,
  snapshotStores,
} from './snapshotRows.ts'
import { changeVisitRow, markDeleted } from './visits.ts'

/** A repository that can be closed, and what the second copy asks of it. */
export type OpenRepository = Repository & {
  /** Tells this very database from one that took its place. */
  readonly identity: string
  /** Notes outside of the database that it is there, and how many patients it has. */
  remember(): Promise<void>
  close(): Promise<void>
}

interface Listeners {
  /** A newer build takes the database over: the last moment in which anything can be written. */
  readonly onNewer?: () => void
  /** Something was written. */
  readonly onWritten?: () => void
}

/**
 * Opens the database of this device, making or migrating it.
 * @throws StorageError 'unavailable' where IndexedDB cannot be used, 'damaged' where this database cannot be opened, 'newer'
 * where a newer build has migrated it.
 */
export async function openRepository(name = 'trichion', on: Listeners = {}): Promise<OpenRepository> {
  const connection = new Connection(name, on.onNewer)
  const quarantine = new Quarantine(connection, () => on.onWritten?.())
  const sessions = new Sessions(connection)
  const histories = new HistoryRows(sessions.id, quarantine)
  const identity = await connection.run(async (db) => {
    // A full or failing disk must not keep anybody from what is there: the next start tries again.
    // What a save still owes may bring back what else would be purged.
    await payOwed(db)
      .then(() => change(db, purgeStores, purgeDeleted))
      .catch(() => undefined)
    await clearUnfinishedIntake(name, db).catch(() => undefined)
    return identityOf(db)
  })
  await quarantine.readmit().catch(() => undefined)
  // Of a former run, or of a migration.
  const waiting = await connection.run((db) => db.count('uncopied'))
  if (waiting > 0) on.onWritten?.()

  const written = <T>(work: Promise<T>): Promise<T> => {
    void work.then(on.onWritten, () => undefined)
    return work
  }
  const write = <T>(stores: readonly StoreName[], work: (tx: Writing) => Promise<T>): Promise<T> =>
    written(connection.run((db) => change(db, stores, work)))
  /** A change of what is kept once: patients, visits, the clinic's own. */
  const writeLibrary = <T>(stores: readonly StoreName[], work: (tx: Writing) => Promise<T>): Promise<T> =>
    write([...stores, 'uncopied'], async (tx) => {
      const [result] = await Promise.all([work(tx), markChanged(tx, LIBRARY)])
      return result
    })

  const bytesIn = (store: 'originals' | 'thumbnails' | 'pictures', id: string): Promise<ArrayBuffer | null> =>
    connection.run(async (db) => {
      const bytes = (await db.get(store, id))?.bytes
      return bytes instanceof ArrayBuffer ? bytes : null
    })

  const changePatient = (
    id: string,
    part: Partial<Patient> | ((patient: Patient) => Partial<Patient>),
  ): Promise<void> =>
    writeLibrary(['patients'], async (tx) => {
      const patient = await tx.objectStore('patients').get(id)
      if (!patient) throw new StorageError('broken', 'The patient is no longer stored.')
      await tx.objectStore('patients').put({ ...patient, ...(typeof part === 'function' ? part(patient) : part) })
    })

  const keep = (id: 'profile' | 'lastBackup', value: unknown): Promise<void> =>
    writeLibrary(['settings'], async (tx) => {
      await tx.objectStore('settings').put({ id, value })
    })

  const markPhoto = (id: string, deletedAt: string | undefined): Promise<void> =>
    write(['photos', 'uncopied'], async (tx) => {
      await Promise.all([markDeleted(tx, 'photos', id, deletedAt), markChanged(tx, id)])
    })

  const remember = async (): Promise<void> => {
    const patients = await connection.run((db) => db.count('patients'))
    writeSentinel(name, { identity, patients })
  }

  /** What is said of it; the design and the picture stay as they were frozen. */
  const changeSnapshot = (id: string, part: Partial<Pick<Snapshot, 'name'>> & SnapshotRemarks): Promise<void> =>
    write(['snapshots', 'uncopied'], (tx) => changeSnapshotRow(tx, id, part))

  return {
    identity,
    remember,
    patients: () =>
      connection.run(async (db) => {
        const { summaries, longDeleted } = await readSummaries(db, Date.now(), quarantine)
        if (longDeleted.visits.length + longDeleted.photos.length > 0) {
          // The next list tries again: a full or failing disk must not keep anybody from what is there.
          await written(change(db, [...db.objectStoreNames], (tx) => purge(tx, longDeleted))).catch(() => undefined)
        }
        return summaries
      }),
    patient: (id) => connection.run((db) => readSummary(db, id)),
    everyPatient: () => connection.run(readEveryPatient),
    standing: (claimed) => connection.run((db) => readStanding(db, claimed, quarantine)),
    async addPatient(patientName, o) {
      const createdAt = new Date().toISOString()
      const patient = { id: crypto.randomUUID(), name: patientName, createdAt, sample: o?.sample ?? false }
      const visit = { id: crypto.randomUUID(), patientId: patient.id, date: createdAt, kind: 'consultation' } as const
      await writeLibrary(['patients', 'visits'], (tx) =>
        Promise.all([tx.objectStore('patients').add(patient), tx.objectStore('visits').add(visit)]),
      )
      await remember()
      return { patient, visit }
    },
    renamePatient: (id, newName) => changePatient(id, { name: newName }),
    describePatient: changePatient,
    addConsent: (consent) => changePatient(consent.patientId, (row) => recordedIn(row, consent)),
    async removePatient(id) {
      const photoIds = await written(
        connection.run((db) => change(db, [...db.objectStoreNames], (tx) => removeWithEverything(tx, id))),
      )
      await remember()
      return photoIds
    },
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
      await writeLibrary(['patients', 'visits'], async (tx) => {
        const patient = await tx.objectStore('patients').getKey(patientId)
        if (patient === undefined) throw new StorageError('broken', 'The patient is no longer stored.')
        await tx.objectStore('visits').add(visit)
      })
      return visit
    },
    changeVisit: (id, record) => writeLibrary(['visits'], (tx) => changeVisitRow(tx, id, record)),
    removeVisit: (id) => writeLibrary(['visits'], (tx) => markDeleted(tx, 'visits', id, new Date().toISOString())),
    restoreVisit: (id) => writeLibrary(['visits'], (tx) => markDeleted(tx, 'visits', id, undefined)),
    leftAt: (patientId, left) => changePatient(patientId, { left }),
    async addPhoto({ row, bytes, history, cover, thumbnail }) {
      const known = await write([...historyStores, 'visits', 'originals', 'thumbnails'], async (tx) => {
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
        return histories.put(tx, row.id, history)
      })
      known()
    },
    photo: (id) => connection.run(async (db) => readable(photoRow, await db.get('photos', id))),
    removePhoto: (id) => markPhoto(id, new Date().toISOString()),
    restorePhoto: (id) => markPhoto(id, undefined),
    photoBytes: (hash) => bytesIn('originals', hash),
    photoThumbnail: (photoId) => bytesIn('thumbnails', `photo ${photoId}`),
    cover: (photoId) => bytesIn('thumbnails', `cover ${photoId}`),
    setCover: (photoId, cover) =>
      write(['photos', 'thumbnails', 'uncopied'], async (tx) => {
        const photo = await tx.objectStore('photos').getKey(photoId)
        if (photo === undefined) throw new StorageError('broken', 'The photo of this cover is no longer stored.')
        await Promise.all([
          tx.objectStore('thumbnails').put({ id: `cover ${photoId}`, bytes: cover }),
          markChanged(tx, photoId),
        ])
      }),
    history: (photoId) =>
      connection.run(async (db) => {
        if (await histories.payOwed(db, photoId)) on.onWritten?.()
        return histories.load(db, photoId)
      }),
    historyOnDisk: (photoId) => connection.run((db) => histories.peek(db, photoId)),
    historyHeads: (photoIds) => connection.run((db) => readHeads(db, photoIds)),
    saveHistory: (photoId, history, states) =>
      written(connection.run((db) => histories.save(db, photoId, history, states))),
    snapshots: (photoId) =>
      connection.run(async (db) => {
        const snapshots = quarantine.sound('snapshots', await db.getAllFromIndex('snapshots', 'photo', photoId))
        return inStripOrder(snapshots)
      }),
    snapshot: (id) =>
      connection.run(async (db) => {
        const [shown, deleted] = await Promise.all([db.get('snapshots', id), db.get('deletedSnapshots', id)])
        return readable(rowSchemas.snapshots, shown ?? deleted)
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
    placeSnapshots: (places) =>
      write(['snapshots', 'uncopied'], async (tx) => {
        await Promise.all([...places].map(([id, place]) => changeSnapshotRow(tx, id, { place })))
      }),
    removeSnapshot: (id) => write(snapshotStores, (tx) => moveSnapshotRow(tx, id, 'delete')),
    restoreSnapshot: (id) => write(snapshotStores, (tx) => moveSnapshotRow(tx, id, 'restore')),
    snapshotPicture: (id) => bytesIn('pictures', id),
    snapshotThumbnail: (id) => bytesIn('thumbnails', `snapshot ${id}`),
    async takeIn(work) {
      const result = await written(intakeOf(name, connection, histories, work))
      // What came in is in: the next start counts again where this cannot be noted now.
      await remember().catch(() => undefined)
      return result
    },
    clinicProfile: () => connection.run(async (db) => readableProfile((await db.get('settings', 'profile'))?.value)),
    saveClinicProfile: (profile) => keep('profile', profile),
    keeping: () =>
      connection.run(async (db) => {
        const patients = quarantine.sound('patients', await db.getAll('patients'))
        await quarantine.settled()
        const [lastBackup, since, quarantined] = await Promise.all([
          db.get('settings', 'lastBackup'),
          firstPatientAt(db, patients),
          quarantine.missing(),
        ])
        return {
          lastBackup: typeof lastBackup?.value === 'string' ? lastBackup.value : null,
          since,
          quarantined,
        }
      }),
    noteBackup: (at) => keep('lastBackup', at),
    takeCrash: () => sessions.takeCrash(),
    leave: () => sessions.leave(),
    async close() {
      await quarantine.settled()
      sessions.end()
      await connection.close()
    },
  }
}

/** What a case file that just comes in holds may be coming back with it. */
async function purge(tx: Writing, longDeleted: VisitsAndPhotos): Promise<void> {
  if (!(await isIntakeUnderWay(tx))) await removeForGood(tx, longDeleted)
}

async function identityOf(db: Database): Promise<string> {
  const identity = (await db.get('settings', 'identity'))?.value
  return typeof identity === 'string' ? identity : ''
}
