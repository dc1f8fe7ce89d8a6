import { current, sameDesign, type History } from '../core/design/history.ts'
import type { Design } from '../core/design/design.ts'
import { newIds, readPhoto, readSnapshotsOf, renamed, sameIds, type Renamed } from './caseFileIds.ts'
import type { CaseFile, Watching } from './caseFileReader.ts'
import type { CasePatient } from './caseFileRecords.ts'
import type { LastRows } from './caseIntake.ts'
import type { PhotoRow, Repository, Visit } from './repository.ts'

/** The library as an import sees it; `history` may know newer work than the disk. */
export interface Library extends Pick<
  Repository,
  'patient' | 'visit' | 'photo' | 'history' | 'snapshots' | 'snapshotPicture' | 'snapshotThumbnail' | 'takeIn'
> {}

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
  /** Designs that differ: the library's stayed. */
  readonly kept: number
  /** To open after it. */
  readonly patientIds: readonly string[]
}

/** How one patient comes in. */
interface Coming {
  readonly from: CasePatient
  readonly known: boolean
  readonly ids: Renamed
  readonly visits: readonly Visit[]
  /** As they are in the file. */
  readonly photos: readonly PhotoRow[]
  readonly snapshots: readonly { readonly photo: PhotoRow; readonly only: ReadonlySet<string> }[]
  readonly continued: LastRows['continued']
  readonly kept: number
}

/** Whether one of the file's patients is in the library. */
export async function knowsAny(file: CaseFile, library: Library): Promise<boolean> {
  for (const { patient } of file.patients) if (await library.patient(patient.id)) return true
  return false
}

/**
 * Takes a case file in: as new patients, or into those of the same ids. All of it shows at once at the end, or nothing does.
 * @throws StorageError; AbortError where the signal says so
 */
export async function importCase(
  file: CaseFile,
  library: Library,
  o: Watching & { readonly as: 'merged' | 'new' },
): Promise<ImportDone> {
  const coming: Coming[] = []
  for (const from of file.patients) {
    o.signal?.throwIfAborted()
    coming.push(await howItComes(file, from, library, o.as))
  }
  await library.takeIn(async (intake) => {
    const newPhotos = coming.flatMap(({ photos, ids }) => photos.map((photo) => ids.of(photo.id)))
    const newSnapshots = coming.flatMap(({ snapshots, ids }) =>
      snapshots.flatMap(({ only }) => [...only].map((id) => ids.of(id))),
    )
    await intake.begin({
      patients: coming.filter(({ known }) => !known).map(({ from, ids }) => ids.of(from.patient.id)),
      photos: newPhotos,
      snapshots: newSnapshots,
    })
    const last = { patients: [], visits: [], photos: [], snapshots: [], continued: [] } as Lists<LastRows>
    const whole = newPhotos.length + newSnapshots.length + 1
    let done = 0
    const step = () => {
      o.signal?.throwIfAborted()
      o.progress?.(++done / whole)
    }
    for (const one of coming) {
      const { ids, known, from } = one
      const visits = one.visits.map((visit) => renamed(visit, ids))
      if (known) last.visits.push(...visits)
      else {
        last.patients.push(renamed(from.patient, ids))
        await intake.visitsOfNew(visits)
      }
      for (const photo of one.photos) {
        step()
        const read = await readPhoto(file, photo, ids)
        if (known) {
          await intake.bytesOfKnown(read)
          last.photos.push({ row: read.row, history: read.history })
        } else await intake.photoOfNew(read)
      }
      for (const { photo, only } of one.snapshots) {
        for await (const snapshot of readSnapshotsOf(file, photo, only, ids)) {
          step()
          // Of a photo that is in the library, a row shows at once.
          if (known) {
            await intake.picturesOfKnown(snapshot)
            last.snapshots.push(snapshot.row)
          } else await intake.snapshotOfNew(snapshot)
        }
      }
      last.continued.push(...one.continued)
    }
    o.signal?.throwIfAborted()
    await intake.finish(last)
    o.progress?.(1)
  })
  return summary(coming)
}

type Lists<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : never }

function summary(coming: readonly Coming[]): ImportDone {
  const brings = ({ visits, photos, snapshots, continued }: Coming) =>
    visits.length + photos.length + continued.length + snapshots.reduce((sum, { only }) => sum + only.size, 0) > 0
  const sum = (of: (one: Coming) => number) => coming.reduce((total, one) => total + of(one), 0)
  const known = coming.filter((one) => one.known)
  return {
    added: coming.length - known.length,
    updated: known.filter(brings).length,
    unchanged: known.filter((one) => !brings(one)).length,
    photos: sum((one) => one.photos.length),
    snapshots: sum((one) => one.snapshots.reduce((total, { only }) => total + only.size, 0)),
    continued: sum((one) => one.continued.length),
    kept: sum((one) => one.kept),
    patientIds: coming.map(({ from, ids }) => ids.of(from.patient.id)),
  }
}

async function howItComes(file: CaseFile, from: CasePatient, library: Library, as: 'merged' | 'new'): Promise<Coming> {
  const found = as === 'new' ? null : await library.patient(from.patient.id)
  if (as === 'new' || (await isTaken(file, from, library))) return asNew(file, from, newIds(file, from))
  if (!found) return asNew(file, from, sameIds)
  const visits = new Set(found.visits.map(({ id }) => id))
  const photos = new Map(found.photos.map((row) => [row.id, row]))
  const continued: { row: PhotoRow; history: History }[] = []
  let kept = 0
  const snapshots = []
  for (const photo of from.photos) {
    const only = new Set(file.snapshotIdsOf(photo.id))
    const row = photos.get(photo.id)
    if (row) {
      const [here, there] = [await library.history(photo.id), await file.history(photo)]
      const way = here ? compare(here, there) : 'file'
      if (way === 'file') continued.push({ row: { ...row, view: photo.view }, history: there })
      if (way === 'apart') kept++
      for (const { id } of await library.snapshots(photo.id)) only.delete(id)
      // One that was just deleted can come back with Undo: its pictures are there.
      for (const id of only) if (await isPictured(library, id)) only.delete(id)
    }
    if (only.size > 0) snapshots.push({ photo, only })
  }
  return {
    from,
    known: true,
    ids: sameIds,
    visits: from.visits.filter(({ id }) => !visits.has(id)),
    photos: from.photos.filter(({ id }) => !photos.has(id)),
    snapshots,
    continued,
    kept,
  }
}

function asNew(file: CaseFile, from: CasePatient, ids: Renamed): Coming {
  const { visits, photos } = from
  const snapshots = photos.map((photo) => ({ photo, only: new Set(file.snapshotIdsOf(photo.id)) }))
  return { from, known: false, ids, visits, photos, snapshots, continued: [], kept: 0 }
}

/** Whether an id of the file is somebody else's here: then the file's patient gets ids of their own. */
async function isTaken(file: CaseFile, { patient, visits, photos }: CasePatient, library: Library): Promise<boolean> {
  for (const { id } of visits) {
    const here = await library.visit(id)
    if (here && here.patient.id !== patient.id) return true
  }
  for (const photo of photos) {
    const here = await library.photo(photo.id)
    if (here && (here.patientId !== patient.id || here.visitId !== photo.visitId || here.hash !== photo.hash))
      return true
    if (here) continue
    for (const id of file.snapshotIdsOf(photo.id)) if (await isPictured(library, id)) return true
  }
  return false
}

const isPictured = async (library: Library, snapshotId: string): Promise<boolean> =>
  (await library.snapshotPicture(snapshotId)) !== null || (await library.snapshotThumbnail(snapshotId)) !== null

/** Which of two undo lists of a photo goes on from the other. */
export function compare(here: History, there: History): 'same' | 'library' | 'file' | 'apart' {
  const [mine, theirs] = [current(here), current(there)]
  if (sameDesign(mine, theirs)) return 'same'
  const holds = (history: History, design: Design) => history.entries.some((entry) => sameDesign(entry.design, design))
  if (holds(here, theirs)) return 'library'
  // Steps that were undone here and can be redone would go.
  if (here.at === here.entries.length - 1 && holds(there, mine)) return 'file'
  return 'apart'
}
