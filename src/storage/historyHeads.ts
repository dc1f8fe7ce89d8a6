import { headFrom, type HistoryHead } from '../core/design/visitHistory.ts'
import { entryRow, historyRow, readable } from './rows.ts'
import type { Database } from './schema.ts'

/**
 * What undo and redo would take next of photos, by their ids: three rows each, and no tile of a mask. A photo whose rows
 * cannot be read is left out: its history is mended where it is loaded.
 */
export async function readHeads(db: Database, photoIds: readonly string[]): Promise<ReadonlyMap<string, HistoryHead>> {
  const tx = db.transaction(['histories', 'entries'])
  const read = async (photoId: string): Promise<readonly (readonly [string, HistoryHead])[]> => {
    const stored = readable(historyRow, await tx.objectStore('histories').get(photoId))
    if (!stored || !(stored.at in stored.entries)) return []
    const { entries, at } = stored
    const places = [...new Set([at, Math.min(at + 1, entries.length - 1), entries.length - 1])]
    const found = await Promise.all(
      places.map(async (place) => {
        const row = readable(entryRow, await tx.objectStore('entries').get([photoId, entries[place]!]))
        return row && ([place, row] as const)
      }),
    )
    const rows = new Map(found.filter((row) => row !== null))
    return rows.size === places.length ? [[photoId, headFrom(stored, (place) => rows.get(place))]] : []
  }
  const [heads] = await Promise.all([Promise.all(photoIds.map(read)), tx.done])
  return new Map(heads.flat())
}
