import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'
import type { DesignRecord } from '../core/design/serialise.ts'
import type { Patient, PhotoRow, Snapshot, Visit } from './repository.ts'

/** One undo step. Rows are small; a save writes only those that are new. */
export interface EntryRow {
  readonly photoId: string
  readonly number: number
  readonly label: string
  readonly mergeKey?: string
  readonly design: DesignRecord
}

/** Which of a photo's entries make its history, in order, and which of them is on the screen. */
export interface HistoryRow {
  readonly photoId: string
  readonly numbers: readonly number[]
  readonly at: number
}

export type SnapshotRow = Omit<Snapshot, 'design'> & { readonly design: DesignRecord; readonly removed: boolean }

interface BytesRow {
  readonly id: string
  readonly bytes: ArrayBuffer
}

export interface TrichionSchema extends DBSchema {
  patients: { key: string; value: Patient }
  visits: { key: string; value: Visit; indexes: { patient: string } }
  photos: { key: string; value: PhotoRow; indexes: { visit: string; patient: string; hash: string } }
  /** Stripped originals, once by hash. */
  originals: { key: string; value: BytesRow }
  /** Small JPEGs, keyed `photo ID`, `cover ID`, `snapshot ID`. */
  thumbnails: { key: string; value: BytesRow }
  /** What the patient saw, by snapshot. */
  pictures: { key: string; value: BytesRow }
  histories: { key: string; value: HistoryRow }
  entries: { key: [string, number]; value: EntryRow; indexes: { photo: string } }
  snapshots: { key: string; value: SnapshotRow; indexes: { photo: string } }
}

export type Database = IDBPDatabase<TrichionSchema>
type Upgrade = IDBPTransaction<TrichionSchema, StoreNames<TrichionSchema>[], 'versionchange'>

/** Step n brings a database of version n to n + 1. Released steps are never changed. */
const migrations: readonly ((db: Database, tx: Upgrade) => void)[] = [
  function create(db) {
    db.createObjectStore('patients', { keyPath: 'id' })
    db.createObjectStore('visits', { keyPath: 'id' }).createIndex('patient', 'patientId')
    const photos = db.createObjectStore('photos', { keyPath: 'id' })
    photos.createIndex('visit', 'visitId')
    photos.createIndex('patient', 'patientId')
    photos.createIndex('hash', 'hash')
    db.createObjectStore('originals', { keyPath: 'id' })
    db.createObjectStore('thumbnails', { keyPath: 'id' })
    db.createObjectStore('pictures', { keyPath: 'id' })
    db.createObjectStore('histories', { keyPath: 'photoId' })
    db.createObjectStore('entries', { keyPath: ['photoId', 'number'] }).createIndex('photo', 'photoId')
    db.createObjectStore('snapshots', { keyPath: 'id' }).createIndex('photo', 'photoId')
  },
]

export const DATABASE_VERSION = migrations.length

export function migrate(db: Database, from: number, tx: Upgrade): void {
  for (const step of migrations.slice(from)) step(db, tx)
}
