import * as v from 'valibot'
import { readableOf } from './rows.ts'
import type { Database, StoreName, TrichionSchema, Writing } from './schema.ts'
import { EVERYTHING, OWED, owedBy, rowsOf } from './schema.ts'

/**
 * The second copy goes by units, so that a gesture costs the rows of one photo: `library` holds the patients and what is
 * kept once, every photo is a unit of its own under its id.
 */
export const LIBRARY = 'library'

/** Stands in `uncopied` for what was deleted and must leave the second copy as well. */
const GONE = 'gone '

/** Notes that a unit is to be copied. */
export async function markChanged(tx: Writing, unit: string): Promise<void> {
  await tx.objectStore('uncopied').put({ unit, change: crypto.randomUUID() })
}

/** The unit that a row belongs to. */
export const unitOf = (store: StoreName, row: { readonly id: string; readonly photoId?: string }): string =>
  row.photoId ?? (store === 'photos' ? row.id : LIBRARY)

/** Notes that files of the second copy are to be removed: a photo's unit, or `pictures ID` or `originals HASH`. */
export const markGone = (tx: Writing, what: string): Promise<void> => markChanged(tx, GONE + what)

/** What is to be done, as `uncopied` has it. */
export interface CopyWork {
  /** Units to copy. */
  readonly units: readonly string[]
  readonly gone: readonly string[]
}

export async function workOf(db: Database, marks: readonly { readonly unit: string }[]): Promise<CopyWork> {
  const names = marks.map((row) => row.unit)
  const gone = names.filter((name) => name.startsWith(GONE)).map((name) => name.slice(GONE.length))
  if (!names.includes(EVERYTHING)) return { units: names.filter((name) => !name.startsWith(GONE)), gone }
  const photos = new Set([...(await db.getAllKeys('photos')), ...(await db.getAllKeys('histories'))])
  return { units: [LIBRARY, ...photos], gone }
}

/** The rows of a unit, by store. */
export type UnitRows = Readonly<Partial<Record<StoreName, readonly unknown[]>>>

const libraryStores = ['patients', 'visits', 'settings', 'quarantine'] as const satisfies StoreName[]
const photoStores = [
  'photos',
  'histories',
  'entries',
  'tiles',
  'journal',
  'snapshots',
  'deletedSnapshots',
  'thumbnails',
] as const satisfies StoreName[]

/** Where the rows of all units belong. */
export const copiedStores = [...libraryStores, ...photoStores] as const

/** All rows of a unit at one moment; null where nothing of its photo is there. Its own row may lie aside. */
export async function readUnit(db: Database, unit: string): Promise<UnitRows | null> {
  if (unit === LIBRARY) {
    const tx = db.transaction([...libraryStores])
    const [rows] = await Promise.all([
      Promise.all(libraryStores.map(async (store) => [store, await tx.objectStore(store).getAll()] as const)),
      tx.done,
    ])
    const kept = (row: object) => !('id' in row && typeof row.id === 'string' && row.id.startsWith(OWED))
    // What a save owes goes with its photo.
    return Object.fromEntries(rows.map(([store, all]) => [store, store === 'settings' ? all.filter(kept) : all]))
  }
  const tx = db.transaction([...photoStores, 'settings'] as const)
  const snapshotsOf = (store: 'snapshots' | 'deletedSnapshots') => tx.objectStore(store).index('photo').getAll(unit)
  const read = async (): Promise<UnitRows | null> => {
    const [photo, histories, entries, tiles, journal, settings, snapshots, deletedSnapshots] = await Promise.all([
      tx.objectStore('photos').get(unit),
      tx.objectStore('histories').getAll(unit),
      tx.objectStore('entries').getAll(rowsOf(unit)),
      tx.objectStore('tiles').getAll(rowsOf(unit)),
      tx.objectStore('journal').getAll(rowsOf(unit)),
      tx.objectStore('settings').getAll(owedBy(unit)),
      snapshotsOf('snapshots'),
      snapshotsOf('deletedSnapshots'),
    ])
    if (!photo && histories.length === 0) return null
    const ids = [...snapshots, ...deletedSnapshots].map(({ id }) => `snapshot ${id}`)
    const small = await Promise.all(
      [`photo ${unit}`, `cover ${unit}`, ...ids].map((id) => tx.objectStore('thumbnails').get(id)),
    )
    const thumbnails = small.filter((row) => row !== undefined)
    const whole = { histories, entries, tiles, journal, settings, snapshots, deletedSnapshots, thumbnails }
    return { photos: photo ? [photo] : [], ...whole }
  }
  const [rows] = await Promise.all([read(), tx.done])
  return rows
}

const named = v.object({ hash: v.string() })
/** A row that lies aside may name anything. */
const fileName = /^[\w-]+$/

/** The bytes that rows name, also rows that lie aside: photos by hash, what the patient saw by snapshot. */
export function bytesNamedIn(rows: UnitRows): readonly (readonly ['originals' | 'pictures', string])[] {
  const aside = (rows.quarantine ?? []) as TrichionSchema['quarantine']['value'][]
  const photos = [...(rows.photos ?? []), ...asideOf(aside, 'photos')]
  const snapshots = [...(rows.snapshots ?? []), ...(rows.deletedSnapshots ?? []), ...asideOf(aside, 'snapshots')]
  return [
    ...readableOf(named, photos).map(({ hash }) => ['originals', hash] as const),
    ...readableOf(v.object({ id: v.string() }), snapshots).map(({ id }) => ['pictures', id] as const),
  ].filter(([, name]) => fileName.test(name))
}

const asideOf = (rows: readonly TrichionSchema['quarantine']['value'][], store: StoreName): unknown[] =>
  rows.filter((aside) => aside.store === store).map(({ row }) => row)

type Row = TrichionSchema[(typeof copiedStores)[number]]['value']

/** Puts the rows of a unit back where they were. */
export async function writeUnit(tx: Writing, rows: UnitRows): Promise<void> {
  await Promise.all(
    copiedStores.flatMap((store) => (rows[store] ?? []).map((row) => tx.objectStore(store).put(row as Row))),
  )
}
