import * as v from 'valibot'
import { isBlank, NEW_NAME } from './blankPatient.ts'
import { LIBRARY, markChanged, markGone } from './copyUnits.ts'
import { removeHistory } from './historyRows.ts'
import type { Quarantine } from './quarantine.ts'
import type { Patient, PatientSummary, PhotoRow, Visit } from './repository.ts'
import { patientRow, photoRow, readable, readableOf, visitRow } from './rows.ts'
import type { Database, Writing } from './schema.ts'
import { removeSnapshotRows } from './snapshotRows.ts'

export const inOrder = (photos: readonly PhotoRow[]): PhotoRow[] =>
  photos.toSorted((a, b) => a.addedAt.localeCompare(b.addedAt))

/** Those that nobody has deleted, the earliest first. */
export const liveVisits = (rows: readonly unknown[]): Visit[] =>
  readableOf(visitRow, rows)
    .filter((visit) => visit.deletedAt === undefined)
    .toSorted((a, b) => a.date.localeCompare(b.date))

/** Those that nobody has deleted, as they came. */
export const livePhotos = (rows: readonly unknown[]): PhotoRow[] =>
  inOrder(readableOf(photoRow, rows).filter((photo) => photo.deletedAt === undefined))

function summaryOf(patient: Patient, visitRows: readonly unknown[], photoRows: readonly unknown[]): PatientSummary {
  const visits = liveVisits(visitRows)
  const shown = new Set(visits.map(({ id }) => id))
  return { patient, visits, photos: livePhotos(photoRows).filter(({ visitId }) => shown.has(visitId)) }
}

/** A deletion can be undone for as long as its toast stands, and then some: no list read in between takes it away. */
const UNDO_MS = 60_000

/** Visits and photos, by id. */
export interface VisitsAndPhotos {
  readonly visits: readonly string[]
  readonly photos: readonly string[]
}

/**
 * All patients, and what was deleted so long ago that nobody can undo it any more: in three reads, whatever their number; no
 * read touches a picture or a design.
 */
export async function readSummaries(
  db: Database,
  now: number,
  quarantine: Quarantine,
): Promise<{ summaries: PatientSummary[]; longDeleted: VisitsAndPhotos }> {
  const tx = db.transaction(['patients', 'visits', 'photos'])
  const [patients, visits, photos] = await Promise.all([
    tx.objectStore('patients').getAll(),
    tx.objectStore('visits').getAll(),
    tx.objectStore('photos').getAll(),
    tx.done,
  ])
  const [soundVisits, soundPhotos] = [quarantine.sound('visits', visits), quarantine.sound('photos', photos)]
  const visitsOf = byPatient(soundVisits)
  const photosOf = byPatient(soundPhotos)
  const summaries = quarantine
    .sound('patients', patients)
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
    .map((patient) => summaryOf(patient, visitsOf.get(patient.id) ?? [], photosOf.get(patient.id) ?? []))
  const isGone = ({ deletedAt }: Visit | PhotoRow) =>
    deletedAt !== undefined && !(now - Date.parse(deletedAt) < UNDO_MS)
  const ids = (rows: readonly (Visit | PhotoRow)[]) => rows.filter(isGone).map(({ id }) => id)
  return { summaries, longDeleted: { visits: ids(soundVisits), photos: ids(soundPhotos) } }
}

function byPatient<T extends { readonly patientId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(row.patientId)
    if (group) group.push(row)
    else groups.set(row.patientId, [row])
  }
  return groups
}

export async function readSummary(db: Database, id: string): Promise<PatientSummary | null> {
  const tx = db.transaction(['patients', 'visits', 'photos'])
  const [row, visits, photos] = await Promise.all([
    tx.objectStore('patients').get(id),
    tx.objectStore('visits').index('patient').getAll(id),
    tx.objectStore('photos').index('patient').getAll(id),
    tx.done,
  ])
  const patient = readable(patientRow, row)
  return patient && summaryOf(patient, visits, photos)
}

/** Of patients, how many are somebody; all where they were all made and left at once. */
export function countPatients(
  patients: readonly Patient[],
  visits: readonly unknown[],
  photos: readonly PhotoRow[],
): number {
  const [visitsOf, photosOf] = [byPatient(readableOf(visitRow, visits)), byPatient(photos)]
  const somebody = patients.filter(
    (patient) => !isBlank(summaryOf(patient, visitsOf.get(patient.id) ?? [], photosOf.get(patient.id) ?? [])),
  )
  return somebody.length || patients.length
}

/** When the first patient came who is neither an example nor was made and left at once, an ISO time; null where none did. */
export async function firstPatientAt(db: Database, patients: readonly Patient[]): Promise<string | null> {
  for (const { id, sample, name, createdAt } of patients.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))) {
    if (sample) continue
    const summary = name === NEW_NAME ? await readSummary(db, id) : null
    if (!summary || !isBlank(summary)) return createdAt
  }
  return null
}

/**
 * Removes a patient with visits, photos, histories and snapshots, also with what of them lies aside; bytes that another
 * photo uses stay. Returns the ids of the photos.
 */
export async function removeWithEverything(tx: Writing, id: string): Promise<readonly string[]> {
  const { visits, photos } = await removeRowsOf(tx, id)
  const aside = await photosAside(tx, id)
  for (const photo of aside) await removePhotoRows(tx, photo.id, photo.hash)
  const photoIds = [...photos, ...aside.map((photo) => photo.id)]
  await removeAside(tx, new Set([id, ...visits, ...photoIds]))
  return photoIds
}

/** Removes what stands in its place; returns the ids. */
export async function removeRowsOf(tx: Writing, id: string): Promise<VisitsAndPhotos> {
  const photos = await tx.objectStore('photos').index('patient').getAllKeys(id)
  for (const photoId of photos) await removePhotoRows(tx, photoId)
  const visits = await tx.objectStore('visits').index('patient').getAllKeys(id)
  await Promise.all([
    ...visits.map((key) => tx.objectStore('visits').delete(key)),
    tx.objectStore('patients').delete(id),
    markChanged(tx, LIBRARY),
  ])
  return { visits, photos }
}

/** Photos whose row lies aside: their designs and snapshots are where they were. */
async function photosAside(tx: Writing, patientId: string) {
  const aside = await tx.objectStore('quarantine').getAll()
  const named = v.object({ id: v.string(), patientId: v.literal(patientId), hash: v.optional(v.string()) })
  return readableOf(
    named,
    aside.filter(({ store }) => store === 'photos').map(({ row }) => row),
  )
}

/** Rows that lie aside are of somebody as well. */
async function removeAside(tx: Writing, ids: ReadonlySet<string>): Promise<void> {
  let cursor = await tx.objectStore('quarantine').openCursor()
  while (cursor) {
    const { store, row } = cursor.value
    const names = row && typeof row === 'object' ? Object.values(row) : []
    if (names.some((value) => typeof value === 'string' && ids.has(value))) {
      const named = store === 'snapshots' && readable(v.object({ id: v.string() }), row)
      if (named) await removeSnapshotRows(tx, named.id)
      await cursor.delete()
    }
    cursor = await cursor.continue()
  }
}

/** Removes a photo with its history and snapshots; bytes that another photo uses stay. */
export async function removePhotoRows(tx: Writing, photoId: string, hashAside?: string): Promise<void> {
  const photos = tx.objectStore('photos')
  const hash = readable(photoRow, await photos.get(photoId))?.hash ?? hashAside
  const snapshotIds = await Promise.all([
    tx.objectStore('snapshots').index('photo').getAllKeys(photoId),
    tx.objectStore('deletedSnapshots').index('photo').getAllKeys(photoId),
  ])
  await Promise.all([
    ...snapshotIds.flat().map((snapshotId) => removeSnapshotRows(tx, snapshotId)),
    removeHistory(tx, photoId),
    tx.objectStore('thumbnails').delete(`photo ${photoId}`),
    tx.objectStore('thumbnails').delete(`cover ${photoId}`),
    photos.delete(photoId),
    markGone(tx, photoId),
  ])
  if (hash !== undefined && (await photos.index('hash').count(hash)) === 0) {
    await Promise.all([tx.objectStore('originals').delete(hash), markGone(tx, `originals ${hash}`)])
  }
}

/** Removes what nobody can bring back any more; what somebody has brought back since it was listed stays. */
export async function removeForGood(tx: Writing, { visits, photos }: VisitsAndPhotos): Promise<void> {
  for (const id of photos) if (await isDeleted(tx, 'photos', id)) await removePhotoRows(tx, id)
  for (const id of visits) {
    if (!(await isDeleted(tx, 'visits', id))) continue
    const photoIds = await tx.objectStore('photos').index('visit').getAllKeys(id)
    for (const photoId of photoIds) await removePhotoRows(tx, photoId)
    await tx.objectStore('visits').delete(id)
    await markChanged(tx, LIBRARY)
  }
}

const isDeleted = async (tx: Writing, store: 'visits' | 'photos', id: string): Promise<boolean> =>
  (await tx.objectStore(store).get(id))?.deletedAt !== undefined
