import type { History } from '../../core/design/history.ts'
import { ENGINE_VERSION } from '../../core/fill/engineVersion.ts'
import type { CasePatient } from '../../storage/caseFileRecords.ts'
import type { CaseSource } from '../../storage/caseFileWriter.ts'
import type { Patient, PhotoRow, Snapshot, SnapshotStates, Visit } from '../../storage/repository.ts'
import { hexSha256 } from '../../storage/sha256.ts'
import { unsavedWork, type Waiting } from './autosave.ts'
import { download, localTime } from './download.ts'
import { designStore } from '../designStore.ts'
import { toast } from '../jobsStore.ts'
import { engine, repository } from '../services.ts'

/** How long a read may take; after one that took longer nothing more is read, ms. */
const READ_MS = 4000

/** A photo with whose it is, and its design with all of its undo steps. */
interface Work {
  readonly photo: PhotoRow
  readonly patient: Patient
  readonly visit: Visit
  readonly history: History
  readonly snapshots: SnapshotStates
}

/**
 * Downloads the open project as a case file, and with it the other designs that wait to be saved. It is made of what is in
 * memory and writes nothing, so that it works where nothing can be saved any more. Of the storage only small things are asked
 * that memory does not have, such as the pictures of snapshots; what cannot be read stays out.
 * @throws Error where the photo itself is nowhere to be had
 */
export async function exportProject(): Promise<void> {
  const work = workInMemory()
  const { writeCaseFiles } = await import('../../storage/caseFileWriter.ts')
  const patients = casesOf(work)
  const madeAt = new Date()
  const { files, unreadable } = await writeCaseFiles(sourceOf(work), patients, {
    contents: patients.length === 1 ? 'patient' : 'library',
    engine: ENGINE_VERSION,
    madeAt: madeAt.toISOString(),
  })
  if (unreadable === work.length) throw new Error('No photo of the project could be read.')
  const names = files.map((file, i) => {
    const part = files.length > 1 ? `-${i + 1}-of-${files.length}` : ''
    const name = `trichion-project-${localTime(madeAt)}${part}.trichion`
    download(file, name, 'application/octet-stream')
    return name
  })
  const without = unreadable > 0 ? ` ${unreadable} of ${work.length} photos could not be read and are not in it.` : ''
  toast(`Saved as ${names.join(', ')}.${without} Import case file opens it.`)
}

/** What is open, and what else is not on disk. */
function workInMemory(): readonly Work[] {
  const { photo, patient, visit, history } = designStore.getState()
  const known = (one: Waiting): Work | null => {
    const { patient: of, visit: at } = one
    return of && at && { ...one, patient: of, visit: at }
  }
  const others = unsavedWork()
    .filter((one) => one.photo.id !== photo?.id)
    .map(known)
    .filter((one) => one !== null)
  const open = photo && patient && visit && history ? [{ photo, patient, visit, history, snapshots: new Map() }] : []
  return [...open, ...others]
}

/** The patients of photos, each with the visits of these. The first that says something of a row says it. */
function casesOf(work: readonly Work[]): readonly CasePatient[] {
  const patients = new Map<string, Patient>()
  const visits = new Map<string, Visit>()
  for (const { patient, visit } of work.toReversed()) {
    patients.set(patient.id, patient)
    visits.set(visit.id, visit)
  }
  return [...patients.values()].map((patient) => ({
    patient,
    visits: [...visits.values()].filter(({ patientId }) => patientId === patient.id),
    photos: work.map(({ photo }) => photo).filter(({ patientId }) => patientId === patient.id),
  }))
}

function sourceOf(work: readonly Work[]): CaseSource {
  const read = reading()
  const of = new Map(work.map((one) => [one.photo.id, one]))
  return {
    history: (photoId) => Promise.resolve(of.get(photoId)?.history ?? null),
    photoBytes: async (hash) => (await openBytes(hash)) ?? read(() => repository().photoBytes(hash), null),
    photoThumbnail: (photoId) => read(() => repository().photoThumbnail(photoId), null),
    cover: (photoId) => read(() => repository().cover(photoId), null),
    async snapshots(photoId) {
      const { photo, snapshots } = designStore.getState()
      if (photoId === photo?.id) return snapshots
      const stored = await read(() => repository().snapshots(photoId), [])
      return shownOf(stored, of.get(photoId)?.snapshots)
    },
    snapshotPicture: (id) => read(() => repository().snapshotPicture(id), null),
    snapshotThumbnail: (id) => read(() => repository().snapshotThumbnail(id), null),
  }
}

/** The photo as it is kept, where it is the one that is worked on. */
async function openBytes(hash: string): Promise<ArrayBuffer | null> {
  const bytes = await engine().currentPhoto()?.arrayBuffer()
  return bytes && (await hexSha256(new Uint8Array(bytes))) === hash ? bytes : null
}

/** Snapshots as the steps say that are not on disk yet. */
const shownOf = (stored: readonly Snapshot[], states?: SnapshotStates): readonly Snapshot[] =>
  stored
    .filter(({ id }) => !states?.get(id)?.deleted)
    .map((snapshot) => ({ ...snapshot, name: states?.get(snapshot.id)?.name ?? snapshot.name }))

/** Reads what the storage still says, else gives what stands for it. A storage that keeps silent is asked no more. */
function reading(): <T>(ask: () => Promise<T>, otherwise: T) => Promise<T> {
  let silent = false
  return async (ask, otherwise) => {
    if (silent) return otherwise
    let waiting: ReturnType<typeof setTimeout> | undefined
    const silence = new Promise<typeof otherwise>((resolve) => {
      waiting = setTimeout(() => {
        silent = true
        resolve(otherwise)
      }, READ_MS)
    })
    try {
      return await Promise.race([ask(), silence])
    } catch {
      return otherwise
    } finally {
      clearTimeout(waiting)
    }
  }
}
