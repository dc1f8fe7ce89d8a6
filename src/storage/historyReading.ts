import type { InferOutput } from 'valibot'
import { mapMasks } from '../core/design/designMasks.ts'
import { undoneOf, type History } from '../core/design/history.ts'
import { DESIGN_FORMAT, historyFromRecord, stepToRecord } from '../core/design/serialise.ts'
import { orNull, type entryRow } from './rows.ts'
import type { HistoryRow } from './schema.ts'

export type StoredEntry = InferOutput<typeof entryRow>
export type Tiles = ReadonlyMap<number, Uint8Array>

/** The entries that can be read, in order; where the one on screen is not among them, the nearest before it is. */
export function assemble(
  { entries: order, at, undone }: Pick<HistoryRow, 'entries' | 'at' | 'undone'>,
  byNumber: ReadonlyMap<number, StoredEntry>,
  tiles: Tiles,
): { history: History | null; rows: readonly StoredEntry[] } {
  const found = order.flatMap((number) => byNumber.get(number) ?? [])
  const read = (rows: readonly StoredEntry[]) => {
    const kept = new Set(rows.map((row) => row.number))
    const before = order.slice(0, at + 1).filter((number) => kept.has(number)).length
    const when = undoneOf({ entries: order, at, undone }).filter((_, i) => kept.has(order[at + 1 + i]!))
    // Where none is left before the one on screen, the first of those that were undone takes its place.
    const record = recordOf(rows, Math.max(0, before - 1), tiles)
    return orNull(() => historyFromRecord(undone ? { ...record, undone: before > 0 ? when : when.slice(1) } : record))
  }
  const whole = read(found)
  if (whole) return { history: whole, rows: found }
  const sound = found.filter((row) => read([row]) !== null)
  return { history: read(sound), rows: sound }
}

/** What `historyFromRecord` reads. Equal masks become one, so that memory holds each of them once. */
function recordOf(rows: readonly StoredEntry[], at: number, stored: Tiles): object {
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
  const entries = rows.map(({ design, masks: own, ...step }) => {
    const maskOf = (at: unknown) => mask(typeof at === 'number' ? own[at] : undefined)
    return { ...stepToRecord(step), design: mapMasks(design, maskOf) }
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
