import type { IDBPObjectStore } from 'idb'
import type { History } from '../core/design/history.ts'
import { begin, change, complete } from './connection.ts'
import { markChanged } from './copyUnits.ts'
import { after, listedOf, planOf, sameListed, strange, tilesIn, type Known, type Save } from './historyPlan.ts'
import { assemble, type Tiles } from './historyReading.ts'
import type { Quarantine } from './quarantine.ts'
import { StorageError, type HistoryOnDisk, type SnapshotStates } from './repository.ts'
import { forgetOwed, isOwed, owe, payAtOnce, payOwed, type Owed } from './owedRows.ts'
import { entryRow, historyRow, photoRow, readable, readableOf, tileRow } from './rows.ts'
import { setSnapshots } from './snapshotRows.ts'
import { rowsOf, type Database, type StoreName, type TrichionSchema, type Writing } from './schema.ts'

/** The stores that a history takes. */
export const historyStores = [
  'photos',
  'histories',
  'entries',
  'tiles',
  'journal',
  'sessions',
  'uncopied',
  // For what is owed.
  'settings',
] as const satisfies StoreName[]

const storesWith = (snapshots: SnapshotStates): readonly StoreName[] =>
  snapshots.size > 0 ? [...historyStores, 'snapshots', 'deletedSnapshots'] : historyStores

/** Rows of the journal that stay: a tab that slept longer than so many saves of another one is told by its lost lock. */
const JOURNAL_ROWS = 256

const overtaken = () => new StorageError('overtaken', 'Another tab has gone on with this design.')

/**
 * Keeps a history as one row an entry: a save writes what is new, drops what is gone, and notes which entry is on screen.
 * What this connection knows to be on disk it follows without reading first, so that all of a save is with the browser
 * before the task of the gesture ends: a page that is closed right after it loses nothing.
 */
export class HistoryRows {
  readonly #known = new Map<string, Known>()
  /** Counts the saves of a photo that failed: what was sent after one of them stood on rows that are not there. */
  readonly #failures = new Map<string, number>()
  readonly #overtaken = new Set<string>()
  /** Photos whose saves owe something that is not known to be paid: it is tried again behind every save. */
  readonly #owing = new Set<string>()

  constructor(
    private readonly writer: string,
    private readonly quarantine: Quarantine,
  ) {}

  /**
   * Resolves once it is on disk, with what its steps have done to snapshots of the photo.
   * @throws StorageError 'overtaken' where another connection has saved since this one read or wrote the history: then
   * nothing is written, here or by later saves, until it is loaded again.
   */
  async save(db: Database, photoId: string, history: History, snapshots: SnapshotStates = new Map()): Promise<void> {
    if (this.#overtaken.has(photoId)) throw overtaken()
    const known = this.#known.get(photoId)
    if (!known) return this.#replace(db, photoId, history, snapshots)
    const failures = this.#failures.get(photoId)
    await this.#follow(db, photoId, history, known, snapshots)
    if (this.#failures.get(photoId) !== failures) await this.#replace(db, photoId, history, snapshots)
  }

  /** Puts a whole history into a transaction, in place of whatever is there. Call what comes back once that is complete. */
  async put(tx: Writing, photoId: string, history: History): Promise<() => void> {
    const [photo, head, sequence] = await Promise.all([
      tx.objectStore('photos').get(photoId),
      tx.objectStore('histories').get(photoId),
      sequenceOf(tx, photoId),
    ])
    if (photo === undefined) throw new StorageError('broken', 'The photo of this design is no longer stored.')
    const stored = readable(historyRow, head)
    const known = await strange(tx, photoId, sequence)
    const plan = planOf(photoId, history, known, { entries: stored?.entries ?? [], tiles: stored?.tiles ?? [] })
    const listed = listedOf(history)
    const row = readable(photoRow, photo)
    await Promise.all([
      ...this.#write(tx, photoId, history, plan),
      row && !sameListed(row, listed) && tx.objectStore('photos').put({ ...photo, ...listed }),
      forgetOwed(tx, photoId),
    ])
    return () => {
      this.#known.set(photoId, plan.after())
      this.#overtaken.delete(photoId)
      this.#owing.delete(photoId)
    }
  }

  /** Null where there is none, or nothing of it can be read. An entry that cannot be read is left out. */
  async load(db: Database, photoId: string): Promise<History | null> {
    const read = await this.#read(db, photoId)
    if (!read) return null
    this.#overtaken.delete(photoId)
    this.#known.set(photoId, read.known)
    return read.history
  }

  /** Pays what a tab that is gone has owed; a full or failing disk keeps nobody from the design. Says whether it was. */
  async payOwed(db: Database, photoId: string): Promise<boolean> {
    try {
      return await payOwed(db, photoId)
    } catch {
      this.#owing.add(photoId)
      return false
    }
  }

  async #pay(db: Database, photoId: string): Promise<void> {
    await payAtOnce(db, photoId)
    this.#owing.delete(photoId)
  }

  /** What is on disk, and the place in the journal that it stands at. Whatever is still to be saved here is as before. */
  async peek(db: Database, photoId: string): Promise<HistoryOnDisk | null> {
    const read = await this.#read(db, photoId)
    return read && { history: read.history, sequence: read.known.sequence }
  }

  async #read(db: Database, photoId: string): Promise<{ history: History; known: Known } | null> {
    const tx = db.transaction(['histories', 'entries', 'tiles', 'journal'])
    const [last, head, entryRows, tileRows] = await Promise.all([
      lastPlace(tx.objectStore('journal'), photoId),
      tx.objectStore('histories').get(photoId),
      tx.objectStore('entries').getAll(rowsOf(photoId)),
      tx.objectStore('tiles').getAll(rowsOf(photoId)),
      tx.done,
    ])
    const tiles: Tiles = new Map(readableOf(tileRow, tileRows).map((row) => [row.number, row.bytes]))
    const byNumber = new Map(readableOf(entryRow, entryRows).map((row) => [row.number, row]))
    const stored = readable(historyRow, head)
    const order = stored ?? { entries: [...byNumber.keys()], at: byNumber.size - 1 }
    const { history, rows } = assemble(order, byNumber, tiles)
    if (!history) return null
    const sound = new Set(rows.map((row) => row.number))
    this.quarantine.move(
      'entries',
      entryRows.filter((row) => !sound.has(row.number)).map((row) => [photoId, row.number]),
    )
    const known: Known = {
      sequence: Math.max(stored?.sequence ?? 0, last),
      listed: listedOf(history),
      tilesOf: new Map(rows.map((row) => [row.number, tilesIn(row)])),
      numberOf: new WeakMap(history.entries.map((entry, i) => [entry, rows[i]?.number ?? 0])),
      tileNumberOf: new WeakMap([...tiles].map(([number, bytes]) => [bytes, number])),
      nextEntry: after(entryRows.map((row) => row.number)),
      nextTile: after(tileRows.map((row) => row.number)),
    }
    return { history, known }
  }

  async #replace(db: Database, photoId: string, history: History, snapshots: SnapshotStates): Promise<void> {
    const written = await change(db, storesWith(snapshots), async (tx) => {
      const [put] = await Promise.all([this.put(tx, photoId, history), ...setSnapshots(tx, snapshots)])
      return put
    })
    written()
  }

  /** Sends everything at once, without reading first. */
  async #follow(
    db: Database,
    photoId: string,
    history: History,
    known: Known,
    snapshots: SnapshotStates,
  ): Promise<void> {
    const former = { entries: [...known.tilesOf.keys()], tiles: [...known.tilesOf.values()].flat() }
    const plan = planOf(photoId, history, known, former)
    const listed = listedOf(history)
    const owed: Owed = { ...(!sameListed(known.listed, listed) && { listed }), snapshots }
    const tx = begin(db, historyStores)
    const work = async () => {
      const photo = tx.objectStore('photos').get(photoId)
      photo.catch(() => undefined)
      const writes = this.#write(tx, photoId, history, plan)
      if (isOwed(owed)) writes.push(owe(tx, photoId, plan.head.sequence, owed))
      tx.commit()
      const [row] = await Promise.all([photo, ...writes])
      return row !== undefined
    }
    const written = work()
    if (isOwed(owed)) this.#owing.add(photoId)
    const paid = this.#owing.has(photoId) ? this.#pay(db, photoId) : undefined
    paid?.catch(() => undefined)
    this.#known.set(photoId, plan.after())
    let stillThere: boolean
    try {
      stillThere = await complete(tx, written)
    } catch (error) {
      this.#known.delete(photoId)
      this.#failures.set(photoId, (this.#failures.get(photoId) ?? 0) + 1)
      const taken = error instanceof DOMException && error.name === 'ConstraintError'
      if (!taken || (await this.#isOwn(db, photoId, plan.head.sequence))) throw error
      this.#overtaken.add(photoId)
      throw overtaken()
    }
    if (stillThere) return paid
    // Deleted in another tab meanwhile: nothing of it may stay.
    this.#known.delete(photoId)
    await change(db, historyStores, (again) => removeHistory(again, photoId))
    throw new StorageError('broken', 'The photo of this design is no longer stored.')
  }

  #write(tx: Writing, photoId: string, history: History, plan: Save): Promise<unknown>[] {
    const { sequence } = plan.head
    const at = new Date().toISOString()
    const label = history.entries[history.at]?.label ?? ''
    const writes: Promise<unknown>[] = []
    const send = (write: Promise<unknown>) => {
      // Should a later one throw at once, nobody waits for those before it.
      write.catch(() => undefined)
      writes.push(write)
    }
    // The first of all: where the place is taken nothing else is written.
    send(tx.objectStore('journal').add({ photoId, sequence, at, writer: this.writer, label }))
    for (const row of plan.newTiles) send(tx.objectStore('tiles').add(row))
    for (const row of plan.newEntries) send(tx.objectStore('entries').add(row))
    for (const number of plan.goneTiles) send(tx.objectStore('tiles').delete([photoId, number]))
    for (const number of plan.goneEntries) send(tx.objectStore('entries').delete([photoId, number]))
    send(tx.objectStore('histories').put(plan.head))
    if (sequence % 64 === 0) {
      const old = IDBKeyRange.bound([photoId], [photoId, sequence - JOURNAL_ROWS])
      send(tx.objectStore('journal').delete(old))
    }
    send(tx.objectStore('sessions').put({ id: this.writer, savedAt: at }))
    send(markChanged(tx, photoId))
    return writes
  }

  /** A save that was given up may have been written all the same. */
  async #isOwn(db: Database, photoId: string, sequence: number): Promise<boolean> {
    const row = await db.get('journal', [photoId, sequence])
    return row?.writer === this.writer
  }
}

/** The place in its journal that a photo's history stands at; 0 where there is none. */
export async function sequenceOf(tx: Writing, photoId: string): Promise<number> {
  const [head, last] = await Promise.all([
    tx.objectStore('histories').get(photoId),
    lastPlace(tx.objectStore('journal'), photoId),
  ])
  return Math.max(readable(historyRow, head)?.sequence ?? 0, last)
}

/** The last place of a photo's journal that is taken: a lost head must not lead back before it. */
async function lastPlace(
  journal: IDBPObjectStore<TrichionSchema, StoreName[], 'journal', 'readonly' | 'readwrite'>,
  photoId: string,
): Promise<number> {
  return (await journal.openKeyCursor(rowsOf(photoId), 'prev'))?.key[1] ?? 0
}

/** Removes the working design of a photo. */
export async function removeHistory(tx: Writing, photoId: string): Promise<void> {
  await Promise.all([
    forgetOwed(tx, photoId),
    tx.objectStore('histories').delete(photoId),
    tx.objectStore('entries').delete(rowsOf(photoId)),
    tx.objectStore('tiles').delete(rowsOf(photoId)),
    tx.objectStore('journal').delete(rowsOf(photoId)),
  ])
}
