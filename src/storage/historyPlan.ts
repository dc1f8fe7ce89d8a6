import { current, type History, type HistoryEntry } from '../core/design/history.ts'
import { viewOf, type PhotoView } from '../core/design/photoView.ts'
import { hasReversal } from '../core/design/reversal.ts'
import { historyToRecord } from '../core/design/serialise.ts'
import { rowsOf, type EntryRow, type HistoryRow, type TileRow, type Writing } from './schema.ts'

/** What a list shows of a design without reading it. */
export interface Listed {
  readonly view: PhotoView
  readonly reversal?: boolean
}

export function listedOf(history: History): Required<Listed> {
  const design = current(history)
  return { view: viewOf(design), reversal: hasReversal(design) }
}

export const sameListed = (a: Listed, b: Listed): boolean =>
  a.view === b.view && (a.reversal ?? false) === (b.reversal ?? false)

/** What is on disk of one photo's history, as this connection wrote or read it last. */
export interface Known {
  readonly sequence: number
  /** Tile numbers by entry number; entries that could not be read are not among them, so no save drops them. */
  readonly tilesOf: ReadonlyMap<number, readonly number[]>
  /** Entries never change, so the same object is the same row. */
  readonly numberOf: WeakMap<HistoryEntry, number>
  /** By the coded bytes, which `core/pixels` makes once a tile. */
  readonly tileNumberOf: WeakMap<Uint8Array, number>
  /** What the row of the photo says of the design, as soon as all is paid that saves owe. */
  readonly listed: Listed
  readonly nextEntry: number
  readonly nextTile: number
}

export interface Save {
  readonly newEntries: readonly EntryRow[]
  readonly newTiles: readonly TileRow[]
  readonly head: HistoryRow
  readonly goneEntries: readonly number[]
  readonly goneTiles: readonly number[]
  /** What is known once all this is on disk. */
  readonly after: () => Known
}

/** Of a history that this connection has not seen nothing is reused: new rows are numbered after those that are there. */
export async function strange(tx: Writing, photoId: string, sequence: number): Promise<Known> {
  const [entryKeys, tileKeys] = await Promise.all([
    tx.objectStore('entries').getAllKeys(rowsOf(photoId)),
    tx.objectStore('tiles').getAllKeys(rowsOf(photoId)),
  ])
  return {
    sequence,
    listed: { view: 'frontal', reversal: false },
    tilesOf: new Map(),
    numberOf: new WeakMap(),
    tileNumberOf: new WeakMap(),
    nextEntry: after(entryKeys.map(([, number]) => number)),
    nextTile: after(tileKeys.map(([, number]) => number)),
  }
}

export const after = (numbers: readonly number[]): number => (numbers.at(-1) ?? -1) + 1

/** What has to be written so that a history stands on disk after what is known to be there. */
export function planOf(
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
    head: {
      photoId,
      entries,
      at: history.at,
      ...(history.undone && { undone: history.undone }),
      tiles: [...tiles],
      sequence,
    },
    goneEntries: former.entries.filter((number) => !tilesOf.has(number)),
    goneTiles: [...new Set(former.tiles)].filter((number) => !tiles.has(number)),
    after() {
      history.entries.forEach((entry, i) => known.numberOf.set(entry, entries[i] ?? 0))
      for (const [bytes, number] of coded) known.tileNumberOf.set(bytes, number)
      return {
        ...known,
        sequence,
        listed: listedOf(history),
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

export const tilesIn = (row: Pick<EntryRow, 'masks'>): number[] => [...new Set(row.masks.flatMap((mask) => mask.tiles))]
