import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'
import type { DesignRecord, HistoryRecord, StepRecord } from '../core/design/serialise.ts'
import type { Patient, PhotoRow, Snapshot, Visit } from './repository.ts'

/** One undo step. Its masks name their tiles by number, so that a stroke stores only the tiles it touched. */
export interface EntryRow extends StepRecord {
  readonly photoId: string
  readonly number: number
  readonly format: HistoryRecord['format']
  /** Masks by their place in `masks`. */
  readonly design: HistoryRecord['entries'][number]['design']
  /** Tiles by the number of their row. */
  readonly masks: HistoryRecord['masks']
}

/** A coded mask tile; entries of one photo share it. */
export interface TileRow {
  readonly photoId: string
  readonly number: number
  readonly bytes: Uint8Array
}

/** Which entries make a photo's history, in order, and which of them is on the screen. */
export interface HistoryRow {
  readonly photoId: string
  readonly entries: readonly number[]
  readonly at: number
  /** As `History` has it; absent where nothing is undone, and in rows of before. */
  readonly undone?: readonly number[]
  /** The tiles that these entries use. */
  readonly tiles: readonly number[]
  /** Grows by one with each save: tells a connection that another one wrote in between. */
  readonly sequence: number
}

/** One save: what it was, when, and by whom. Its key is taken once: two tabs can never both follow the same save. */
export interface JournalRow {
  readonly photoId: string
  readonly sequence: number
  readonly at: string
  readonly writer: string
  readonly label: string
}

/** A row that could not be read, as it was found. */
export interface QuarantineRow {
  readonly store: string
  readonly row: unknown
  readonly movedAt: string
}

export type SnapshotRow = Omit<Snapshot, 'design'> & { readonly design: DesignRecord }

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
  entries: { key: [string, number]; value: EntryRow }
  tiles: { key: [string, number]; value: TileRow }
  snapshots: { key: string; value: SnapshotRow; indexes: { photo: string } }
  /**
   * Deleted ones can come back until the next start, and as long as an undo step leads there. Their pictures stay in place as
   * long.
   */
  deletedSnapshots: { key: string; value: SnapshotRow; indexes: { photo: string } }
  /** What belongs to this clinic rather than to a patient; `profile` is its own numbers. Beside it, for a moment, what saves owe. */
  settings: { key: string; value: { readonly id: string; readonly value: unknown } }
  /** The latest saves of each photo. */
  journal: { key: [string, number]; value: JournalRow }
  /** Parts of the library that changed since they were copied last; `change` is another one with each change. */
  uncopied: { key: string; value: { readonly unit: string; readonly change: string } }
  quarantine: { key: number; value: QuarantineRow }
  /** Open tabs that have saved something; a tab that is left takes its row away, so what stays behind has crashed. */
  sessions: { key: string; value: { readonly id: string; readonly savedAt: string } }
}

/** Begins the names of what saves owe other rows. */
export const OWED = 'owed '

/** What saves of a photo, or of all, owe. */
export function owedBy(photoId?: string): IDBKeyRange {
  const first = photoId === undefined ? OWED : `${OWED}${photoId} `
  return IDBKeyRange.bound(first, `${first}\uffff`)
}

export type Database = IDBPDatabase<TrichionSchema>
export type StoreName = StoreNames<TrichionSchema>
export type Writing = IDBPTransaction<TrichionSchema, StoreName[], 'readwrite'>
type Upgrade = IDBPTransaction<TrichionSchema, StoreName[], 'versionchange'>

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
    db.createObjectStore('entries', { keyPath: ['photoId', 'number'] })
    db.createObjectStore('tiles', { keyPath: ['photoId', 'number'] })
    db.createObjectStore('snapshots', { keyPath: 'id' }).createIndex('photo', 'photoId')
    db.createObjectStore('deletedSnapshots', { keyPath: 'id' }).createIndex('photo', 'photoId')
  },
  function keepSettings(db) {
    db.createObjectStore('settings', { keyPath: 'id' })
  },
  function keepJournal(db, tx) {
    db.createObjectStore('journal', { keyPath: ['photoId', 'sequence'] })
    db.createObjectStore('quarantine', { autoIncrement: true })
    db.createObjectStore('sessions', { keyPath: 'id' })
    const uncopied = db.createObjectStore('uncopied', { keyPath: 'unit' })
    void uncopied.put({ unit: EVERYTHING, change: crypto.randomUUID() })
    void tx.objectStore('settings').put({ id: 'identity', value: crypto.randomUUID() })
  },
]

/** Stands in `uncopied` for all that there is. */
export const EVERYTHING = 'everything'

export const DATABASE_VERSION = migrations.length

export function migrate(db: Database, from: number, tx: Upgrade): void {
  for (const step of migrations.slice(from)) step(db, tx)
}

/** The keys of a photo's rows in `entries` and `tiles`. An array sorts after every number. */
export const rowsOf = (photoId: string): IDBKeyRange => IDBKeyRange.bound([photoId], [photoId, []])
