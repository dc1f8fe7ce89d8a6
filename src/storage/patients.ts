import type { Patient, PatientSummary, PhotoRow, Visit } from './repository.ts'
import { photoRow, readable, readableOf, visitRow } from './rows.ts'
import { rowsOf, type Database, type Writing } from './schema.ts'
import { removeSnapshotRows } from './snapshotRows.ts'

export const inOrder = (photos: readonly PhotoRow[]): PhotoRow[] =>
  photos.toSorted((a, b) => a.addedAt.localeCompare(b.addedAt))

/** What the Library shows of each patient. */
export async function readSummaries(db: Database, patients: readonly Patient[]): Promise<PatientSummary[]> {
  const tx = db.transaction(['visits', 'photos', 'snapshots', 'thumbnails'])
  const summarise = async (patient: Patient): Promise<PatientSummary> => {
    const [visitRows, photoRows] = await Promise.all([
      tx.objectStore('visits').index('patient').getAll(patient.id),
      tx.objectStore('photos').index('patient').getAll(patient.id),
    ])
    const photos = inOrder(readableOf(photoRow, photoRows))
    const snapshots = tx.objectStore('snapshots').index('photo')
    const last = photos.at(-1)
    const [cover, ...counts] = await Promise.all([
      last && tx.objectStore('thumbnails').get(`cover ${last.id}`),
      ...photos.map((photo) => snapshots.count(photo.id)),
    ])
    return {
      patient,
      visits: readableOf(visitRow, visitRows).toSorted((a: Visit, b: Visit) => a.date.localeCompare(b.date)),
      photos,
      snapshotCount: counts.reduce((a, b) => a + b, 0),
      cover: cover?.bytes ?? null,
    }
  }
  const [summaries] = await Promise.all([Promise.all(patients.map(summarise)), tx.done])
  return summaries
}

/**
 * Removes a patient with visits, photos, histories and snapshots; bytes that another photo uses stay. Returns the ids of
 * the photos.
 */
export async function removeWithEverything(tx: Writing, id: string): Promise<readonly string[]> {
  const photos = tx.objectStore('photos')
  const photoIds = await photos.index('patient').getAllKeys(id)
  for (const photoId of photoIds) {
    const hash = readable(photoRow, await photos.get(photoId))?.hash
    const snapshotIds = await Promise.all([
      tx.objectStore('snapshots').index('photo').getAllKeys(photoId),
      tx.objectStore('deletedSnapshots').index('photo').getAllKeys(photoId),
    ])
    await Promise.all([
      ...snapshotIds.flat().map((snapshotId) => removeSnapshotRows(tx, snapshotId)),
      tx.objectStore('histories').delete(photoId),
      tx.objectStore('entries').delete(rowsOf(photoId)),
      tx.objectStore('tiles').delete(rowsOf(photoId)),
      tx.objectStore('thumbnails').delete(`photo ${photoId}`),
      tx.objectStore('thumbnails').delete(`cover ${photoId}`),
      photos.delete(photoId),
    ])
    if (hash !== undefined && (await photos.index('hash').count(hash)) === 0) {
      await tx.objectStore('originals').delete(hash)
    }
  }
  const visits = await tx.objectStore('visits').index('patient').getAllKeys(id)
  await Promise.all([
    ...visits.map((key) => tx.objectStore('visits').delete(key)),
    tx.objectStore('patients').delete(id),
  ])
  return photoIds
}
