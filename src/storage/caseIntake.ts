import * as v from 'valibot'
import type { History } from '../core/design/history.ts'
import { change, type Connection } from './connection.ts'
import { markChanged } from './copyUnits.ts'
import { addedToPatient, addedToPhoto, addedToSnapshot, addedToVisit } from './caseFileRemarks.ts'
import { sequenceOf, type HistoryRows } from './historyRows.ts'
import { removeRowsOf } from './patients.ts'
import { putAside } from './quarantine.ts'
import { StorageError, type Patient, type PhotoRow, type SnapshotRemarks, type Visit } from './repository.ts'
import { readable, readableOf, rowSchemas, type CheckedStore } from './rows.ts'
import { EVERYTHING, type Database, type SnapshotRow, type TrichionSchema, type Writing } from './schema.ts'
import { moveSnapshotRow } from './snapshotRows.ts'

/** A photo with what is kept beside it. */
export interface PhotoIntake {
  readonly row: PhotoRow
  readonly history: History
  readonly bytes: ArrayBuffer
  readonly cover: ArrayBuffer | null
  readonly thumbnail: ArrayBuffer | null
}

export interface SnapshotIntake {
  readonly row: SnapshotRow
  readonly picture: ArrayBuffer | null
  readonly thumbnail: ArrayBuffer | null
}

/** Ids that an intake brings; none of them is in the library. */
export interface NewIds {
  readonly patients: readonly string[]
  readonly photos: readonly string[]
  readonly snapshots: readonly string[]
}

/** What shows all at once. */
export interface LastRows {
  readonly patients: readonly Patient[]
  /** Of patients who are in the library. Without a history the one that is there stays. */
  readonly photos: readonly { readonly row: PhotoRow; readonly history: History | null }[]
  readonly snapshots: readonly SnapshotRow[]
  readonly visits: readonly Visit[]
  /** Photos of the library whose work goes on in the file, from where it was when it was compared; null: it is not readable. */
  readonly continued: readonly {
    readonly photoId: string
    readonly history: History
    readonly sequence: number | null
  }[]
  /** Rows of the file that are in the library: what they add is added, and what was deleted a moment ago comes back. */
  readonly alike: {
    readonly patients: readonly Patient[]
    readonly visits: readonly Visit[]
    readonly photos: readonly PhotoRow[]
    readonly snapshots: readonly Pick<SnapshotRow, 'id' | keyof SnapshotRemarks>[]
  }
}

/**
 * Rows on their way into the library. What belongs to a new patient shows only with that patient's own row, which comes
 * last; of a known patient only bytes come early, which no row names yet.
 */
export interface CaseIntake {
  /** Says what is to come, so that it can be cleared away should the program end in between. */
  begin(ids: NewIds): Promise<void>
  visitsOfNew(visits: readonly Visit[]): Promise<void>
  photoOfNew(photo: PhotoIntake): Promise<void>
  snapshotOfNew(snapshot: SnapshotIntake): Promise<void>
  bytesOfKnown(photo: Omit<PhotoIntake, 'history'>): Promise<void>
  picturesOfKnown(snapshot: SnapshotIntake): Promise<void>
  /** @throws StorageError 'overtaken' where the library is not what the rows were compared with any more */
  finish(rows: LastRows): Promise<void>
}

const INTAKE_KEY = 'intake'
const text = v.array(v.string())
const noteSchema = v.object({
  token: v.string(),
  patients: text,
  photos: text,
  snapshots: text,
  /** Originals that came with it. */
  hashes: text,
})
type Note = v.InferOutput<typeof noteSchema>

const lockOf = (database: string): string => `${database} intake`

/** Runs the work on an intake, and clears away what it left where it fails. */
export function intakeOf<T>(
  database: string,
  connection: Connection,
  histories: HistoryRows,
  work: (intake: CaseIntake) => Promise<T>,
): Promise<T> {
  return navigator.locks.request(lockOf(database), async () => {
    await connection.run((db) => change(db, [...db.objectStoreNames], clear))
    try {
      return await work(openIntake(connection, histories))
    } catch (error) {
      await connection.run((db) => change(db, [...db.objectStoreNames], clear)).catch(() => undefined)
      throw error
    }
  })
}

/** What an intake left behind whose program ended; one that runs in another tab is left alone. */
export async function clearUnfinishedIntake(database: string, db: Database): Promise<void> {
  if ((await db.get('settings', INTAKE_KEY)) === undefined) return
  await navigator.locks.request(lockOf(database), { ifAvailable: true }, async (lock) => {
    if (lock) await change(db, [...db.objectStoreNames], clear)
  })
}

function openIntake(connection: Connection, histories: HistoryRows): CaseIntake {
  let note: Note | null = null

  const begun = (): Note => {
    if (!note) throw new Error('An intake was used before it had begun.')
    return note
  }
  const everything = <T>(work: (tx: Writing) => Promise<T>): Promise<T> =>
    connection.run((db) =>
      change(db, [...db.objectStoreNames], async (tx) => {
        const [result] = await Promise.all([work(tx), markChanged(tx, EVERYTHING)])
        return result
      }),
    )

  /** Where another tab has cleared it away meanwhile, it is not finished. */
  async function checkNote(tx: Writing): Promise<void> {
    const stored = readable(noteSchema, (await tx.objectStore('settings').get(INTAKE_KEY))?.value)
    if (stored?.token !== begun().token) throw new StorageError('broken', 'The import was cleared away meanwhile.')
  }

  /** An original that is there already is the same by its hash. */
  async function putOriginal(tx: Writing, hash: string, bytes: ArrayBuffer): Promise<void> {
    if ((await tx.objectStore('originals').getKey(hash)) !== undefined) return
    note = { ...begun(), hashes: [...begun().hashes, hash] }
    await Promise.all([
      tx.objectStore('originals').put({ id: hash, bytes }),
      tx.objectStore('settings').put({ id: INTAKE_KEY, value: note }),
    ])
  }

  async function putThumbnails(tx: Writing, { row, cover, thumbnail }: Omit<PhotoIntake, 'history'>): Promise<void> {
    await Promise.all([
      cover && tx.objectStore('thumbnails').put({ id: `cover ${row.id}`, bytes: cover }),
      thumbnail && tx.objectStore('thumbnails').put({ id: `photo ${row.id}`, bytes: thumbnail }),
    ])
  }

  async function putPictures(tx: Writing, { row, picture, thumbnail }: SnapshotIntake): Promise<void> {
    await Promise.all([
      picture && tx.objectStore('pictures').put({ id: row.id, bytes: picture }),
      thumbnail && tx.objectStore('thumbnails').put({ id: `snapshot ${row.id}`, bytes: thumbnail }),
    ])
  }

  return {
    async begin(ids) {
      note = { token: crypto.randomUUID(), ...copied(ids), hashes: [] }
      const value = note
      await everything(async (tx) => void (await tx.objectStore('settings').put({ id: INTAKE_KEY, value })))
    },
    visitsOfNew: (visits) =>
      everything(async (tx) => void (await Promise.all(visits.map((visit) => place(tx, 'visits', visit))))),
    async photoOfNew(photo) {
      const written = await everything(async (tx) => {
        await checkNote(tx)
        await place(tx, 'photos', photo.row)
        await Promise.all([putOriginal(tx, photo.row.hash, photo.bytes), putThumbnails(tx, photo)])
        return histories.put(tx, photo.row.id, photo.history)
      })
      written()
    },
    snapshotOfNew: (snapshot) =>
      everything(async (tx) => {
        await Promise.all([place(tx, 'snapshots', snapshot.row), putPictures(tx, snapshot)])
      }),
    bytesOfKnown: (photo) =>
      everything(async (tx) => {
        await checkNote(tx)
        await Promise.all([putOriginal(tx, photo.row.hash, photo.bytes), putThumbnails(tx, photo)])
      }),
    picturesOfKnown: (snapshot) => everything((tx) => putPictures(tx, snapshot)),
    async finish(rows) {
      const written = await everything(async (tx) => {
        await checkNote(tx)
        await addAlike(tx, rows.alike)
        await Promise.all([
          ...rows.patients.map((row) => place(tx, 'patients', row)),
          ...rows.visits.map((row) => place(tx, 'visits', row)),
          ...rows.photos.map(({ row }) => place(tx, 'photos', row)),
          ...rows.snapshots.map((row) => place(tx, 'snapshots', row)),
        ])
        for (const { row } of rows.photos) await mustBeThere(tx, 'visits', row.visitId)
        const saves: (() => void)[] = []
        for (const { row, history } of rows.photos) if (history) saves.push(await histories.put(tx, row.id, history))
        for (const { photoId, history, sequence } of rows.continued) {
          await mustBeThere(tx, 'photos', photoId)
          if (sequence !== null && (await sequenceOf(tx, photoId)) !== sequence) throw changed()
          saves.push(await histories.put(tx, photoId, history))
        }
        await tx.objectStore('settings').delete(INTAKE_KEY)
        return saves
      })
      for (const save of written) save()
    },
  }
}

const copied = ({ patients, photos, snapshots }: NewIds) => ({
  patients: [...patients],
  photos: [...photos],
  snapshots: [...snapshots],
})

const changed = () => new StorageError('overtaken', 'The library has changed since the file was compared with it.')

async function mustBeThere<S extends CheckedStore>(tx: Writing, store: S, id: string): Promise<void> {
  if ((await tx.objectStore(store).getKey(id)) === undefined) throw changed()
}

/** Adds a row; one in its place that cannot be read goes aside. */
async function place<S extends CheckedStore>(
  tx: Writing,
  store: S,
  row: TrichionSchema[S]['value'] & { readonly id: string },
): Promise<void> {
  const there: unknown = await tx.objectStore(store).get(row.id)
  if (there !== undefined && readable(rowSchemas[store], there)) throw changed()
  if (there !== undefined) await putAside(tx, store, row.id, there)
  await tx.objectStore(store).add(row)
}

/** All at once: there may be thousands, and most of them get nothing. */
async function addAlike(tx: Writing, { patients, visits, photos, snapshots }: LastRows['alike']): Promise<void> {
  await Promise.all([
    ...patients.map((row) => addTo(tx, 'patients', row.id, (here) => addedToPatient(here, row))),
    ...visits.map((row) => addTo(tx, 'visits', row.id, (here) => addedToVisit(here, row))),
    ...photos.map((row) => addTo(tx, 'photos', row.id, (here) => addedToPhoto(here, row))),
    ...snapshots.map((row) => addToSnapshot(tx, row)),
  ])
}

async function addTo<S extends 'patients' | 'visits' | 'photos'>(
  tx: Writing,
  store: S,
  id: string,
  added: (here: TrichionSchema[S]['value']) => object,
): Promise<void> {
  const here = await tx.objectStore(store).get(id)
  if (here === undefined) throw changed()
  const { deletedAt, ...row } = { deletedAt: undefined, ...here }
  const more = added(here)
  if (deletedAt === undefined && Object.keys(more).length === 0) return
  await tx.objectStore(store).put({ ...row, ...more } as typeof here)
}

async function addToSnapshot(tx: Writing, there: LastRows['alike']['snapshots'][number]): Promise<void> {
  if ((await tx.objectStore('deletedSnapshots').getKey(there.id)) !== undefined)
    await moveSnapshotRow(tx, there.id, 'restore')
  const here = await tx.objectStore('snapshots').get(there.id)
  const more = here && addedToSnapshot(here, there)
  if (more && Object.keys(more).length > 0) await tx.objectStore('snapshots').put({ ...here, ...more })
}

/** What an intake holds that has not ended, here or in another tab, may not go for good meanwhile. */
export const isIntakeUnderWay = async (tx: Writing): Promise<boolean> =>
  (await tx.objectStore('settings').getKey(INTAKE_KEY)) !== undefined

/** Removes everything that an unfinished intake wrote, and nothing that the library shows. */
async function clear(tx: Writing): Promise<void> {
  const stored = await tx.objectStore('settings').get(INTAKE_KEY)
  if (stored === undefined) return
  const note = readable(noteSchema, stored.value)
  const aside = new Set(
    readableOf(
      v.object({ id: v.string() }),
      (await tx.objectStore('quarantine').getAll()).map(({ row }) => row),
    ).map(({ id }) => id),
  )
  const isLeft = async (store: 'photos' | 'snapshots', id: string) =>
    !aside.has(id) && (await tx.objectStore(store).getKey(id)) === undefined
  for (const id of note?.patients ?? [])
    if ((await tx.objectStore('patients').getKey(id)) === undefined) await removeRowsOf(tx, id)
  const thumbnails = tx.objectStore('thumbnails')
  for (const id of note?.photos ?? [])
    if (await isLeft('photos', id))
      await Promise.all([thumbnails.delete(`cover ${id}`), thumbnails.delete(`photo ${id}`)])
  for (const id of note?.snapshots ?? [])
    if (await isLeft('snapshots', id))
      await Promise.all([tx.objectStore('pictures').delete(id), thumbnails.delete(`snapshot ${id}`)])
  for (const hash of note?.hashes ?? [])
    if ((await tx.objectStore('photos').index('hash').count(hash)) === 0) await tx.objectStore('originals').delete(hash)
  await tx.objectStore('settings').delete(INTAKE_KEY)
}
