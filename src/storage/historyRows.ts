import type { InferOutput } from 'valibot'
import { mapMasks } from '../core/design/designMasks.ts'
import type { History, HistoryEntry } from '../core/design/history.ts'
import { DESIGN_FORMAT, historyFromRecord, historyToRecord } from '../core/design/serialise.ts'
import { StorageError } from './repository.ts'
import { entryRow, historyRow, orNull, readable, readableOf, tileRow } from './rows.ts'
import {
  rowsOf,
  type Database,
  type EntryRow,
  type HistoryRow,
  type StoreName,
  type TileRow,
  type Writing,
} from './schema.ts'

type StoredEntry = InferOutput<typeof entryRow>
type Tiles = ReadonlyMap<number, Uint8Array>

/** What is on disk of one photo's history, as this connection wrote or read it last. */
interface Known {
  readonly sequence: number
  /** Tile numbers by entry number; entries that could not be read are not among them, so no save drops them. */
  readonly tilesOf: ReadonlyMap<number, readonly number[]>
  /** Entries never change, so the same object is the same row. */
  readonly numberOf: WeakMap<HistoryEntry, number>
  /** By the coded bytes, which `core/pixels` makes once a tile. */
  readonly tileNumberOf: WeakMap<Uint8Array, number>
  readonly nextEntry: number
  readonly nextTile: number
}

interface Save {
  readonly newEntries: readonly EntryRow[]
  readonly newTiles: readonly TileRow[]
  readonly head: HistoryRow
  readonly goneEntries: readonly number[]
  readonly goneTiles: readonly number[]
  /** What is known once all this is on disk. */
  readonly after: () => Known
}

/** The stores that a history takes. */
export const historyStores = ['photos', 'histories', 'entries', 'tiles'] as const satisfies StoreName[]

/** Keeps a history as one row an entry: a save writes what is new, drops what is gone, and notes which entry is on screen. */
export class HistoryRows {
  readonly #known = new Map<string, Known>()

  /**
   * Puts a save into a transaction. Call what comes back once that is complete; before it nothing counts as written.
   * A history that another connection changed meanwhile is replaced as a whole, never mixed.
   */
  async save(tx: Writing, photoId: string, history: History): Promise<() => void> {
    const [photo, head] = await Promise.all([
      tx.objectStore('photos').getKey(photoId),
      tx.objectStore('histories').get(photoId),
    ])
    if (photo === undefined) throw new StorageError('broken', 'The photo of this design is no longer stored.')
    const stored = readable(historyRow, head)
    const own = this.#known.get(photoId)
    const sequence = stored?.sequence ?? 0
    const current = own?.sequence === sequence
    const known = current ? own : await strange(tx, photoId, sequence)
    const former = current
      ? { entries: [...known.tilesOf.keys()], tiles: [...known.tilesOf.values()].flat() }
      : { entries: stored?.entries ?? [], tiles: stored?.tiles ?? [] }
    const plan = planOf(photoId, history, known, former)
    await Promise.all([
      ...plan.newTiles.map((row) => tx.objectStore('tiles').put(row)),
      ...plan.newEntries.map((row) => tx.objectStore('entries').put(row)),
      ...plan.goneTiles.map((number) => tx.objectStore('tiles').delete([photoId, number])),
      ...plan.goneEntries.map((number) => tx.objectStore('entries').delete([photoId, number])),
      tx.objectStore('histories').put(plan.head),
    ])
    return () => void this.#known.set(photoId, plan.after())
  }

  /** Null where there is none, or nothing of it can be read. An entry that cannot be read is left out. */
  async load(db: Database, photoId: string): Promise<History | null> {
    const tx = db.transaction(['histories', 'entries', 'tiles'])
    const [head, entryRows, tileRows] = await Promise.all([
      tx.objectStore('histories').get(photoId),
      tx.objectStore('entries').getAll(rowsOf(photoId)),
      tx.objectStore('tiles').getAll(rowsOf(photoId)),
      tx.done,
    ])
    const tiles: Tiles = new Map(readableOf(tileRow, tileRows).map((row) => [row.number, row.bytes]))
    const byNumber = new Map(readableOf(entryRow, entryRows).map((row) => [row.number, row]))
    const stored = readable(historyRow, head)
    const order = stored?.entries ?? [...byNumber.keys()]
    const { history, rows } = assemble(order, stored?.at ?? order.length - 1, byNumber, tiles)
    if (!history) return null
    this.#known.set(photoId, {
      sequence: stored?.sequence ?? 0,
      tilesOf: new Map(rows.map((row) => [row.number, tilesIn(row)])),
      numberOf: new WeakMap(history.entries.map((entry, i) => [entry, rows[i]?.number ?? 0])),
      tileNumberOf: new WeakMap([...tiles].map(([number, bytes]) => [bytes, number])),
      nextEntry: after(entryRows.map((row) => row.number)),
      nextTile: after(tileRows.map((row) => row.number)),
    })
    return history
  }
}

/** Of a history that this connection has not seen nothing is reused: new rows are numbered after those that are there. */
async function strange(tx: Writing, photoId: string, sequence: number): Promise<Known> {
  const [entryKeys, tileKeys] = await Promise.all([
    tx.objectStore('entries').getAllKeys(rowsOf(photoId)),
    tx.objectStore('tiles').getAllKeys(rowsOf(photoId)),
  ])
  return {
    sequence,
    tilesOf: new Map(),
    numberOf: new WeakMap(),
    tileNumberOf: new WeakMap(),
    nextEntry: after(entryKeys.map(([, number]) => number)),
    nextTile: after(tileKeys.map(([, number]) => number)),
  }
}

const after = (numbers: readonly number[]): number => (numbers.at(-1) ?? -1) + 1

function planOf(
  photoId: string,
  history: History,
  known: Known,
  former: { readonly entries: readonly number[]; readonly tiles: readonly number[] },
): Save {
  const newEntries: EntryRow[] = []
  const newTiles: TileRow[] = []
  const coded = new Map<Uint8Array, number>()
  // A tile that an earlier save dropped may come back with a snapshot's design: only what is on disk counts.
  const onDisk = new Set([...known.tilesOf.values()].flat())
  const tileNumber = (bytes: Uint8Array): number => {
    const stored = known.tileNumberOf.get(bytes)
    if (stored !== undefined && onDisk.has(stored)) return stored
    const added = coded.get(bytes)
    if (added !== undefined) return added
    const number = known.nextTile + newTiles.length
    newTiles.push({ photoId, number, bytes })
    coded.set(bytes, number)
    return number
  }
  const tilesOf = new Map<number, readonly number[]>()
  const entries = history.entries.map((entry) => {
    const stored = known.numberOf.get(entry)
    const tiles = stored === undefined ? undefined : known.tilesOf.get(stored)
    if (stored !== undefined && tiles) {
      tilesOf.set(stored, tiles)
      return stored
    }
    const row = entryRowOf(photoId, known.nextEntry + newEntries.length, entry, tileNumber)
    newEntries.push(row)
    tilesOf.set(row.number, tilesIn(row))
    return row.number
  })
  const tiles = new Set([...tilesOf.values()].flat())
  const sequence = known.sequence + 1
  return {
    newEntries,
    newTiles,
    head: { photoId, entries, at: history.at, tiles: [...tiles], sequence },
    goneEntries: former.entries.filter((number) => !tilesOf.has(number)),
    goneTiles: [...new Set(former.tiles)].filter((number) => !tiles.has(number)),
    after() {
      history.entries.forEach((entry, i) => known.numberOf.set(entry, entries[i] ?? 0))
      for (const [bytes, number] of coded) known.tileNumberOf.set(bytes, number)
      return {
        ...known,
        sequence,
        tilesOf,
        nextEntry: known.nextEntry + newEntries.length,
        nextTile: known.nextTile + newTiles.length,
      }
    },
  }
}

function entryRowOf(
  photoId: string,
  number: number,
  entry: HistoryEntry,
  tileNumber: (bytes: Uint8Array) => number,
): EntryRow {
  const record = historyToRecord({ entries: [entry], at: 0 })
  const [stored] = record.entries
  if (!stored) throw new RangeError('Expected one entry in the record of one entry.')
  const numbers = record.tiles.map(tileNumber)
  const masks = record.masks.map((mask) => ({ ...mask, tiles: mask.tiles.map((at) => numbers[at] ?? -1) }))
  return { photoId, number, format: record.format, masks, ...stored }
}

const tilesIn = (row: Pick<EntryRow, 'masks'>): number[] => [...new Set(row.masks.flatMap((mask) => mask.tiles))]

/** The entries that can be read, in order; where the one on screen is not among them, the nearest before it is. */
function assemble(
  order: readonly number[],
  at: number,
  byNumber: ReadonlyMap<number, StoredEntry>,
  tiles: Tiles,
): { history: History | null; rows: readonly StoredEntry[] } {
  const found = order.flatMap((number) => byNumber.get(number) ?? [])
  const read = (rows: readonly StoredEntry[]) => {
    const kept = new Set(rows.map((row) => row.number))
    const before = order.slice(0, at + 1).filter((number) => kept.has(number)).length
    return orNull(() => historyFromRecord(recordOf(rows, Math.max(0, before - 1), tiles)))
  }
  const whole = read(found)
  if (whole) return { history: whole, rows: found }
  const sound = found.filter((row) => read([row]) !== null)
  return { history: read(sound), rows: sound }
}

/** What `historyFromRecord` reads. Equal masks become one, so that memory holds each of them once. */
function recordOf(rows: readonly StoredEntry[], at: number, stored: Tiles): unknown {
  const tiles: Uint8Array[] = []
  const masks: StoredEntry['masks'] = []
  const tilePlaces = new Map<number, number>()
  const maskPlaces = new Map<string, number>()
  const tile = (number: number): number =>
    placed(tilePlaces, number, () => {
      const bytes = stored.get(number)
      return bytes ? tiles.push(bytes) - 1 : MISSING
    })
  const mask = (found: StoredEntry['masks'][number] | undefined): number =>
    found
      ? placed(maskPlaces, JSON.stringify(found), () => masks.push({ ...found, tiles: found.tiles.map(tile) }) - 1)
      : MISSING
  const entries = rows.map(({ label, mergeKey, design, masks: own }) => {
    const maskOf = (at: unknown) => mask(typeof at === 'number' ? own[at] : undefined)
    return { label, ...(mergeKey === undefined ? {} : { mergeKey }), design: mapMasks(design, maskOf) }
  })
  return { format: DESIGN_FORMAT, tiles, masks, entries, at }
}

/** No place at all: `historyFromRecord` refuses it. */
const MISSING = -1

function placed<K>(places: Map<K, number>, key: K, add: () => number): number {
  const known = places.get(key)
  if (known !== undefined) return known
  const place = add()
  places.set(key, place)
  return place
}
