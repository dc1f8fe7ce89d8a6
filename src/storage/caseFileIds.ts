import type { History } from '../core/design/history.ts'
import type { CaseFile } from './caseFileReader.ts'
import type { PhotoIntake, SnapshotIntake } from './caseIntake.ts'
import type { Patient, PhotoRow, Visit } from './repository.ts'

/** The ids under which rows of a case file come in: their own, or new ones, everywhere they are named. */
export interface Renamed {
  of(id: string): string
}

export const sameIds: Renamed = { of: (id) => id }

/** Each id of the file gets a new one, always the same. */
export function newIds(): Renamed {
  const known = new Map<string, string>()
  return {
    of(id) {
      const before = known.get(id)
      if (before !== undefined) return before
      const made = crypto.randomUUID()
      known.set(id, made)
      return made
    },
  }
}

export const renamedPatient = (row: Patient, ids: Renamed): Patient => ({ ...row, id: ids.of(row.id) })

export const renamedVisit = (row: Visit, ids: Renamed): Visit => ({
  ...row,
  id: ids.of(row.id),
  patientId: ids.of(row.patientId),
})

const renamedPhoto = (row: PhotoRow, ids: Renamed): PhotoRow => ({
  ...row,
  id: ids.of(row.id),
  visitId: ids.of(row.visitId),
  patientId: ids.of(row.patientId),
})

/** Steps share their masks as before. */
function renamedHistory({ entries, at }: History, photoId: string): History {
  return {
    at,
    entries: entries.map((entry) => {
      const { design } = entry
      return { ...entry, design: { ...design, photo: { ...design.photo, id: photoId } } }
    }),
  }
}

export async function readPhoto(file: CaseFile, photo: PhotoRow, ids: Renamed): Promise<PhotoIntake> {
  const row = renamedPhoto(photo, ids)
  const [history, bytes, cover, thumbnail] = await Promise.all([
    file.history(photo),
    file.original(photo.hash),
    file.thumbnail('cover', photo.id),
    file.thumbnail('photo', photo.id),
  ])
  return { row, history: ids === sameIds ? history : renamedHistory(history, row.id), bytes, cover, thumbnail }
}

/** Those of a photo whose ids are asked for, each with its pictures. */
export async function* readSnapshotsOf(
  file: CaseFile,
  photo: PhotoRow,
  only: ReadonlySet<string>,
  ids: Renamed,
): AsyncGenerator<SnapshotIntake> {
  for (const row of await file.snapshots(photo)) {
    if (!only.has(row.id)) continue
    const [picture, thumbnail] = await Promise.all([file.picture(row.id), file.thumbnail('snapshot', row.id)])
    const photoId = ids.of(row.photoId)
    const { format, design } = row.design
    yield {
      row: {
        ...row,
        id: ids.of(row.id),
        photoId,
        visitId: ids.of(row.visitId),
        design: { format, design: { ...design, photo: { ...design.photo, id: photoId } } },
      },
      picture,
      thumbnail,
    }
  }
}
