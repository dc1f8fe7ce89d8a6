import type { Patient, PatientSummary } from './repository.ts'
import type { Database } from './schema.ts'

/** What the Library shows of each patient. */
export async function readSummaries(db: Database, patients: readonly Patient[]): Promise<PatientSummary[]> {
  const tx = db.transaction(['visits', 'photos', 'snapshots', 'thumbnails'])
  const summaries = await Promise.all(
    patients.map(async (patient): Promise<PatientSummary> => {
      const [visits, photos] = await Promise.all([
        tx.objectStore('visits').index('patient').getAll(patient.id),
        tx.objectStore('photos').index('patient').getAll(patient.id),
      ])
      const sorted = photos.toSorted((a, b) => a.addedAt.localeCompare(b.addedAt))
      const snapshots = tx.objectStore('snapshots').index('photo')
      const counts = await Promise.all(sorted.map((photo) => snapshots.count(photo.id)))
      const last = sorted.at(-1)
      const cover = last && (await tx.objectStore('thumbnails').get(`cover ${last.id}`))
      return {
        patient,
        visits: visits.toSorted((a, b) => a.date.localeCompare(b.date)),
        photos: sorted,
        snapshotCount: counts.reduce((a, b) => a + b, 0),
        cover: cover?.bytes ?? null,
      }
    }),
  )
  await tx.done
  return summaries
}

/** Removes a patient with visits, photos, histories and snapshots; bytes that another patient uses stay. */
export async function removeWithEverything(db: Database, id: string): Promise<readonly string[]> {
  const tx = db.transaction([...db.objectStoreNames], 'readwrite', { durability: 'strict' })
  const photos = await tx.objectStore('photos').index('patient').getAll(id)
  for (const photo of photos) {
    for (const row of await tx.objectStore('snapshots').index('photo').getAll(photo.id)) {
      await Promise.all([
        tx.objectStore('snapshots').delete(row.id),
        tx.objectStore('pictures').delete(row.id),
        tx.objectStore('thumbnails').delete(`snapshot ${row.id}`),
      ])
    }
    const entries = await tx.objectStore('entries').index('photo').getAllKeys(photo.id)
    await Promise.all(entries.map((key) => tx.objectStore('entries').delete(key)))
    await Promise.all([
      tx.objectStore('histories').delete(photo.id),
      tx.objectStore('thumbnails').delete(`photo ${photo.id}`),
      tx.objectStore('thumbnails').delete(`cover ${photo.id}`),
      tx.objectStore('photos').delete(photo.id),
    ])
    if ((await tx.objectStore('photos').index('hash').count(photo.hash)) === 0) {
      await tx.objectStore('originals').delete(photo.hash)
    }
  }
  const visits = await tx.objectStore('visits').index('patient').getAllKeys(id)
  await Promise.all(visits.map((key) => tx.objectStore('visits').delete(key)))
  await tx.objectStore('patients').delete(id)
  await tx.done
  return photos.map((photo) => photo.id)
}
