import { listedRow, readPhoto, readSnapshotsOf, renamed } from './caseFileIds.ts'
import { claimOf, howItComes, isKnown, type Borrow, type Coming, type PlanSource } from './caseFilePlan.ts'
import type { CaseFile, Watching } from './caseFileReader.ts'
import type { CaseIntake, LastRows } from './caseIntake.ts'
import { DesignLock } from './designLock.ts'
import { StorageError, type Repository } from './repository.ts'

/** The library as an import sees it. */
export interface Library extends PlanSource, Pick<Repository, 'takeIn'> {}

/** What an import did. Nothing of the library is ever overwritten by older or other work. */
export interface ImportDone {
  /** Patients who were not there. */
  readonly added: number
  /** Patients who were there and got something. */
  readonly updated: number
  /** Patients of whom everything was there. */
  readonly unchanged: number
  readonly photos: number
  readonly snapshots: number
  /** Designs that went on in the file and now go on here. */
  readonly continued: number
  /** Designs that had gone on here and in the file: the file's stands beside, as another photo. */
  readonly beside: number
  /** To open after it. */
  readonly patientIds: readonly string[]
}

/** How often it is begun anew where somebody works on the same patients meanwhile. */
const TRIES = 5

/** Whether one of the file's patients is in the library. */
export async function knowsAny(file: CaseFile, library: Library): Promise<boolean> {
  for (const from of file.patients) if (isKnown(await library.standing(claimOf(file, from)))) return true
  return false
}

/**
 * Takes a case file in: as new patients, or into those of the same ids. All of it shows at once at the end, or nothing does.
 * What somebody saves of the same designs meanwhile is seen, and kept.
 * @throws StorageError; AbortError where the signal says so
 */
export async function importCase(
  file: CaseFile,
  library: Library,
  o: Watching & { readonly as: 'merged' | 'new' },
): Promise<ImportDone> {
  const borrowed = new Map<string, DesignLock | null>()
  const borrow: Borrow = async (photoId) => {
    const lock = borrowed.has(photoId) ? borrowed.get(photoId) : await DesignLock.borrow(photoId)
    borrowed.set(photoId, lock ?? null)
    return lock ?? null
  }
  try {
    for (let tries = 1; ; tries++) {
      try {
        return await importOnce(file, library, borrow, o)
      } catch (error) {
        if (!(error instanceof StorageError) || error.code !== 'overtaken') throw error
        if (tries === TRIES) throw new StorageError('broken', 'The library changed again and again meanwhile.')
      }
    }
  } finally {
    for (const lock of borrowed.values()) lock?.close()
  }
}

/** @throws StorageError 'overtaken' where the library has changed since it was compared: nothing was taken in then */
async function importOnce(
  file: CaseFile,
  library: Library,
  borrow: Borrow,
  o: Watching & { readonly as: 'merged' | 'new' },
): Promise<ImportDone> {
  const coming: Coming[] = []
  for (const from of file.patients) {
    o.signal?.throwIfAborted()
    coming.push(await howItComes(file, from, { library, borrow, as: o.as }))
  }
  await library.takeIn((intake) => bring(file, coming, intake, o))
  return summary(coming)
}

async function bring(file: CaseFile, coming: readonly Coming[], intake: CaseIntake, o: Watching): Promise<void> {
  const newPhotos = coming.flatMap(({ photos }) => photos.map(({ photo, ids }) => ids.of(photo.id)))
  const newSnapshots = coming.flatMap(({ snapshots }) =>
    snapshots.flatMap(({ only, ids }) => [...only].map((id) => ids.of(id))),
  )
  await intake.begin({
    patients: coming.filter(({ known }) => !known).map(({ from, ids }) => ids.of(from.patient.id)),
    photos: newPhotos,
    snapshots: newSnapshots,
  })
  const alike = { patients: [], visits: [], photos: [], snapshots: [] } as Lists<LastRows['alike']>
  const rows = { patients: [], visits: [], photos: [], snapshots: [], continued: [] } as Lists<Omit<LastRows, 'alike'>>
  const whole = newPhotos.length + newSnapshots.length + 1
  let done = 0
  const step = () => {
    o.signal?.throwIfAborted()
    o.progress?.(++done / whole)
  }
  for (const one of coming) {
    const visits = one.visits.map((visit) => renamed(visit, one.ids))
    if (one.known) rows.visits.push(...visits)
    else await intake.visitsOfNew(visits)
    if (one.patient) rows.patients.push(renamed(one.patient, one.ids))
    for (const { photo, ids, stays } of one.photos) {
      step()
      const read = await readPhoto(file, photo, ids)
      if (one.known) {
        await intake.bytesOfKnown(read)
        rows.photos.push(
          stays ? { row: listedRow(read.row, stays), history: null } : { row: read.row, history: read.history },
        )
      } else await intake.photoOfNew(read)
    }
    for (const { photo, only, ids } of one.snapshots) {
      for await (const snapshot of readSnapshotsOf(file, photo, only, ids)) {
        step()
        // Of a photo that is in the library, a row shows at once.
        if (one.known) {
          await intake.picturesOfKnown(snapshot)
          rows.snapshots.push(snapshot.row)
        } else await intake.snapshotOfNew(snapshot)
      }
    }
    rows.continued.push(...one.continued)
    alike.patients.push(...one.alike.patients)
    alike.visits.push(...one.alike.visits)
    alike.photos.push(...one.alike.photos)
    alike.snapshots.push(...one.alike.snapshots)
  }
  o.signal?.throwIfAborted()
  await intake.finish({ ...rows, alike })
  o.progress?.(1)
}

type Lists<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : never }

function summary(coming: readonly Coming[]): ImportDone {
  const brings = ({ patient, visits, photos, snapshots, continued, adds }: Coming) =>
    adds || patient !== null || visits.length + photos.length + continued.length + snapshots.length > 0
  const sum = (of: (one: Coming) => number) => coming.reduce((total, one) => total + of(one), 0)
  const known = coming.filter((one) => one.known)
  return {
    added: coming.length - known.length,
    updated: known.filter(brings).length,
    unchanged: known.filter((one) => !brings(one)).length,
    photos: sum(({ photos, beside }) => photos.length - beside),
    snapshots: sum((one) => one.snapshots.reduce((total, { only }) => total + only.size, 0)),
    continued: sum((one) => one.continued.length),
    beside: sum((one) => one.beside),
    patientIds: coming.map(({ from, ids }) => ids.of(from.patient.id)),
  }
}
