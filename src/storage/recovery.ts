import { deleteDB } from 'idb'
import { change, Connection } from './connection.ts'
import { CopyFiles, type KeptOnce } from './copyFiles.ts'
import { bytesNamedIn, LIBRARY, writeUnit, type UnitRows } from './copyUnits.ts'
import { openRepository, type OpenRepository } from './openRepository.ts'
import { countPatients } from './patients.ts'
import { StorageError, type PhotoRow } from './repository.ts'
import { patientRow, photoRow, readableOf } from './rows.ts'
import { DATABASE_VERSION, type Database } from './schema.ts'
import { readSentinel } from './sentinel.ts'

/** A second copy that a library can be restored from. */
export interface FoundCopy {
  readonly identity: string
  readonly patients: number
  readonly photos: number
  /** ISO time up to which it goes. */
  readonly copiedAt: string
}

/** A library that was here and is not any more. */
export interface LostLibrary {
  /** As far as anybody remembers. */
  readonly patients: number | null
  /** Null where there is no second copy. */
  readonly copy: FoundCopy | null
}

/** What a restored library lacks. */
export interface Restored {
  readonly patients: number
  readonly photos: number
  /** Photos whose bytes are not in the second copy. */
  readonly missingPhotos: number
  readonly copiedAt: string
}

/** Null where the database is the one that was here before, or none was. Remembers it then. */
export async function lostLibrary(database: string, repository: OpenRepository): Promise<LostLibrary | null> {
  const { identity } = repository
  const kept = readSentinel(database)
  if (kept?.identity === identity) {
    // Nobody is kept from a library that is there because it could not be counted.
    await repository.remember().catch(() => undefined)
    return null
  }
  // Of one that was remembered as empty only its own copy counts: a browser that was killed may have kept an older note than
  // what was copied. What was given up before it stays given up.
  const empty = kept?.patients === 0 ? kept.identity : null
  const copy = await findCopy(database, (of) => of !== identity && (empty === null || of === empty))
  if (copy || (kept && kept.patients > 0)) return { patients: kept?.patients || (copy?.patients ?? null), copy }
  await repository.remember()
  return null
}

/** Of a database that can not be opened at all. */
export async function damagedLibrary(database: string): Promise<LostLibrary> {
  const copy = await findCopy(database, () => true)
  return { patients: readSentinel(database)?.patients ?? copy?.patients ?? null, copy }
}

/** The newest copy with patients in it, of the databases that are asked for by their identity. */
async function findCopy(database: string, isAsked: (identity: string) => boolean): Promise<FoundCopy | null> {
  const found: FoundCopy[] = []
  try {
    for (const [identity, files] of await CopyFiles.all(database)) {
      const library = isAsked(identity) ? await files.newest(LIBRARY) : null
      const rows = readableOf(patientRow, library?.rows.patients ?? [])
      if (!library || rows.length === 0) continue
      const units = (await files.units()).filter((unit) => unit !== LIBRARY)
      const read = await Promise.all(
        units.map(async (unit) => {
          const file = await files.newest(unit)
          return { copiedAt: file?.copiedAt ?? '', photos: readableOf(photoRow, file?.rows.photos ?? []) }
        }),
      )
      const copiedAt = [library, ...read]
        .map((file) => file.copiedAt)
        .toSorted()
        .at(-1)!
      const photos = read.flatMap((file) => file.photos)
      const patients = countPatients(rows, library.rows.visits ?? [], photos)
      found.push({ identity, patients, photos: units.length, copiedAt })
    }
  } catch {
    // Without the file system there is no second copy.
  }
  return found.toSorted((a, b) => b.copiedAt.localeCompare(a.copiedAt))[0] ?? null
}

/** Gives a lost library up: from now on an empty one stands in its place. What is left of the second copy stays. */
export async function startEmpty(database: string, o: { readonly damaged: boolean }): Promise<void> {
  if (o.damaged) await deleteDB(database)
  const repository = await openRepository(database)
  await repository.remember()
  await repository.close()
}

/**
 * Brings a library back from its second copy. What is torn of it is taken from the generation before. Until it has ended
 * the library counts as lost, so that a restoring that was cut off is begun again.
 * @throws StorageError 'newer' where a newer build has written the copy
 */
export async function restoreCopy(
  database: string,
  { identity }: FoundCopy,
  o: { readonly damaged: boolean; readonly onProgress: (done: number, total: number) => void },
): Promise<Restored> {
  const files = (await CopyFiles.all(database)).get(identity)
  if (!files) throw new StorageError('broken', 'The second copy is no longer there.')
  if (o.damaged) await deleteDB(database)
  const connection = new Connection(database)
  try {
    return await connection.run((db) => restoreInto(db, files, o.onProgress))
  } finally {
    await connection.close()
  }
}

async function restoreInto(
  db: Database,
  files: CopyFiles,
  onProgress: (done: number, total: number) => void,
): Promise<Restored> {
  const units = (await files.units()).filter((unit) => unit !== LIBRARY)
  const result = { patients: 0, photos: 0, missingPhotos: 0, copiedAt: '' }
  // The library last: it brings the identity that ends the recovery.
  const order = [...units, LIBRARY]
  const all: PhotoRow[] = []
  for (const [done, unit] of order.entries()) {
    onProgress(done, order.length)
    const file = await files.newest(unit)
    if (!file) continue
    if (file.databaseVersion > DATABASE_VERSION)
      throw new StorageError('newer', 'A newer version has written the copy.')
    const bytes = await bytesOf(files, file.rows)
    const photos = readableOf(photoRow, file.rows.photos ?? [])
    result.missingPhotos += photos.filter(({ hash }) => !bytes.some(({ id }) => id === hash)).length
    result.photos += photos.length
    all.push(...photos)
    if (unit === LIBRARY)
      result.patients = countPatients(readableOf(patientRow, file.rows.patients ?? []), file.rows.visits ?? [], all)
    if (file.copiedAt > result.copiedAt) result.copiedAt = file.copiedAt
    await change(db, [...db.objectStoreNames], async (tx) => {
      await Promise.all([writeUnit(tx, file.rows), ...bytes.map(({ kind, ...row }) => tx.objectStore(kind).put(row))])
    })
  }
  onProgress(order.length, order.length)
  return result
}

async function bytesOf(
  files: CopyFiles,
  rows: UnitRows,
): Promise<readonly { readonly kind: KeptOnce; readonly id: string; readonly bytes: ArrayBuffer }[]> {
  const read = await Promise.all(
    bytesNamedIn(rows).map(async ([kind, id]) => ({ kind, id, bytes: (await files.read(kind, id))?.buffer ?? null })),
  )
  return read.flatMap((found) => (found.bytes ? [{ ...found, bytes: found.bytes }] : []))
}
