import { current } from '../../src/core/design/history.ts'
import { readCaseFile, type CaseFile, type PhotoInspector } from '../../src/storage/caseFileReader.ts'
import { writeCaseFiles } from '../../src/storage/caseFileWriter.ts'
import { hexSha256 } from '../../src/storage/sha256.ts'
import type { PhotoRow } from '../../src/storage/repository.ts'
import { bytesOf, designOf, photoRow, snapshotOf, worked, type Clinic } from './clinic.ts'

/** Case files of a clinic's own library, written and read again. */

/** The intake of photos has tests of its own: here any bytes are a photo, under their own hash. */
export const inspector: PhotoInspector = {
  original: async (bytes) => {
    const { width, height, sourceWidth, sourceHeight } = photoRow('', '')
    return { hash: await hexSha256(new Uint8Array(bytes)), width, height, sourceWidth, sourceHeight }
  },
  picture: () => Promise.resolve(true),
}
export const made = { engine: 'test', madeAt: '2026-03-04T10:00:00.000Z' }

/** A patient with a photo of their own, work on it and a snapshot. */
export async function addWorkedPatient({ repository }: Clinic, name: string, steps = 3): Promise<PhotoRow> {
  const { patient, visit } = await repository.addPatient(name)
  return addWorkedPhoto(repository, photoRow(patient.id, visit.id), name, steps)
}

export async function addWorkedPhoto(
  repository: Clinic['repository'],
  { id, patientId, visitId }: Pick<PhotoRow, 'id' | 'patientId' | 'visitId'>,
  name: string,
  steps = 3,
): Promise<PhotoRow> {
  const bytes = bytesOf(`original of ${name}`)
  const row = { ...photoRow(patientId, visitId, await hexSha256(new Uint8Array(bytes))), id }
  const history = worked(designOf(row), steps)
  await repository.addPhoto({ row, bytes, history, cover: bytesOf('cover'), thumbnail: bytesOf('small') })
  const snapshot = snapshotOf(row, 'Mature 75 mm', current(history))
  await repository.addSnapshot(snapshot, bytesOf(`picture of ${name}`), bytesOf('small picture'))
  return row
}

/** The library, or one patient of it, as a file that was checked. */
export async function written({ repository }: Clinic, patientId?: string): Promise<CaseFile> {
  const all = await repository.patients()
  const patients = patientId ? all.filter(({ patient }) => patient.id === patientId) : all
  const contents = patientId ? 'patient' : 'library'
  const { files } = await writeCaseFiles(repository, patients, { contents, ...made })
  return readCaseFile(files[0]!, inspector)
}
