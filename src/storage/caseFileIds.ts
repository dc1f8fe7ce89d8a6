import type { History } from '../core/design/history.ts'
import type { CaseFile } from './caseFileReader.ts'
import type { CasePatient } from './caseFileRecords.ts'
import type { PhotoIntake, SnapshotIntake } from './caseIntake.ts'
import { sameListed, type Listed } from './historyPlan.ts'
import type { Patient, PhotoRow, Visit } from './repository.ts'

/** The ids under which rows of a case file come in: their own, or new ones, everywhere they are named. */
export interface Renamed {
  of(id: string): string
}

export const sameIds: Renamed = { of: (id) => id }

/** Each id of a patient's rows gets a new one, always the same; any other text stays. */
export function newIds(file: CaseFile, { patient, visits, photos }: CasePatient): Renamed {
  const rows = [patient.id, ...visits.map(({ id }) => id), ...photos.map(({ id }) => id)]
  const snapshots = photos.flatMap(({ id }) => file.snapshotIdsOf(id))
  const known = new Map([...rows, ...snapshots].map((id) => [id, crypto.randomUUID() as string]))
  return { of: (id) => known.get(id) ?? id }
}

/** A row with its ids exchanged, wherever it names one. */
export function renamed<T extends Patient | Visit | PhotoRow>(row: T, ids: Renamed): T {
  const part = (value: unknown): unknown => {
    if (typeof value === 'string') return ids.of(value)
    if (Array.isArray(value)) return value.map(part)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, part(inner)]))
  }
  // The same form: only texts are exchanged for texts.
  return ids === sameIds ? row : (part(row) as T)
}

/** A row as its design here has it. */
export const listedRow = (row: PhotoRow, listed: Listed): PhotoRow =>
  sameListed(row, listed) ? row : { ...row, ...listed }

/** Steps share their masks as before. */
export function renamedHistory({ entries, ...place }: History, photoId: string): History {
  return {
    ...place,
    entries: entries.map((entry) => {
      const { design } = entry
      return { ...entry, design: { ...design, photo: { ...design.photo, id: photoId } } }
    }),
  }
}

export async function readPhoto(file: CaseFile, photo: PhotoRow, ids: Renamed): Promise<PhotoIntake> {
  const row = renamed(photo, ids)
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
  for await (const row of file.snapshots(photo)) {
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
