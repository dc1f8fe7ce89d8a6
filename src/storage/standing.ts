import type { Quarantine } from './quarantine.ts'
import type { Claimed, Standing } from './repository.ts'
import { patientRow, photoRow, readable, readableOf, visitRow } from './rows.ts'
import type { Database } from './schema.ts'

/** What is stored under the ids that a case file brings. */
export async function readStanding(
  db: Database,
  { patientId, visitIds, photos, snapshotIds }: Claimed,
  quarantine: Quarantine,
): Promise<Standing> {
  const tx = db.transaction(['patients', 'visits', 'photos', 'snapshots', 'deletedSnapshots', 'histories'])
  const [patientOf, visitsOf, photosOf, namedVisits, namedPhotos, designs, shown, deleted] = await Promise.all([
    tx.objectStore('patients').get(patientId),
    tx.objectStore('visits').index('patient').getAll(patientId),
    tx.objectStore('photos').index('patient').getAll(patientId),
    Promise.all(visitIds.map((id) => tx.objectStore('visits').get(id))),
    Promise.all(photos.map(({ id }) => tx.objectStore('photos').get(id))),
    Promise.all(photos.map(({ id }) => tx.objectStore('histories').getKey(id))),
    Promise.all(snapshotIds.map((id) => tx.objectStore('snapshots').get(id))),
    Promise.all(snapshotIds.map((id) => tx.objectStore('deletedSnapshots').get(id))),
    tx.done,
  ])
  const claimed = new Map(photos.map((photo) => [photo.id, photo]))
  const strangePhoto = readableOf(photoRow, namedPhotos).some(({ id, patientId: whose, visitId, hash }) => {
    const there = claimed.get(id)
    return whose !== patientId || visitId !== there?.visitId || hash !== there.hash
  })
  const own = readableOf(photoRow, photosOf)
  const photoIds = new Set([...photos, ...own].map(({ id }) => id))
  const known = [...shown, ...deleted].filter((row) => row !== undefined)
  return {
    patient: readable(patientRow, patientOf),
    visits: readableOf(visitRow, visitsOf),
    photos: own,
    snapshots: quarantine.sound(
      'snapshots',
      shown.filter((row) => row !== undefined),
    ),
    deletedSnapshots: deleted.flatMap((row) => row?.id ?? []),
    designs: designs.filter((id) => id !== undefined),
    taken:
      strangePhoto ||
      readableOf(visitRow, namedVisits).some((visit) => visit.patientId !== patientId) ||
      known.some(({ photoId }) => typeof photoId === 'string' && !photoIds.has(photoId)),
  }
}
