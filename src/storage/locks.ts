import * as v from 'valibot'

/**
 * Which layers of which photo are locked, on this device. Not part of the design: to lock is no edit, and undo must not
 * take a lock off. No patient's data but ids of photos: a loss costs some locks.
 */
const schema = v.array(v.object({ photoId: v.string(), layers: v.array(v.string()) }))

const KEY = 'trichion.locks'
/** The oldest go where there are more. */
const MOST_PHOTOS = 300

function readAll(): v.InferOutput<typeof schema> {
  try {
    return v.parse(schema, JSON.parse(localStorage.getItem(KEY) ?? '[]'))
  } catch {
    return []
  }
}

export const readLocks = (photoId: string): readonly string[] =>
  readAll().find((row) => row.photoId === photoId)?.layers ?? []

export function writeLocks(photoId: string, layers: readonly string[]): void {
  const others = readAll().filter((row) => row.photoId !== photoId)
  keep(layers.length > 0 ? [...others, { photoId, layers: [...layers] }] : others)
}

export function forgetLocks(photoIds: readonly string[]): void {
  keep(readAll().filter((row) => !photoIds.includes(row.photoId)))
}

/** Where the browser keeps nothing, they hold until the page is closed. */
function keep(rows: v.InferOutput<typeof schema>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(rows.slice(-MOST_PHOTOS)))
  } catch {
    // The lock works all the same.
  }
}
