import { ENGINE_VERSION } from '../../core/fill/engineVersion.ts'
import { defaultClinicProfile, type ClinicProfile } from '../../core/plan/clinicProfile.ts'
import { CaseFileError } from '../../storage/caseFileError.ts'
import type { PhotoInspector } from '../../storage/caseFileReader.ts'
import type { CaseSource } from '../../storage/caseFileWriter.ts'
import { StorageError, type PatientSummary } from '../../storage/repository.ts'
import type { PhotoProblem } from '../../worker/engine.ts'
import { flush, hasUnsaved, newestForFile } from './autosave.ts'
import { isBlank } from '../visits/blankPatient.ts'
import { loadClinic } from '../plan/clinicStore.ts'
import { download, localTime } from './download.ts'
import { navigate } from '../routeStore.ts'
import { engine, repository } from '../services.ts'
import { askToPersist, backupDone } from './storageHealth.ts'
import { setTransfer, transferStore, type TransferKind, type TransferProblem } from './transferStore.ts'
import { loadLibrary } from '../visits/libraryStore.ts'
import { closeVisitOf } from '../visits/visitActions.ts'

/** Case files and backups. Their code is loaded when somebody asks for it. */

let stopping: AbortController | null = null

/** Stops what runs: nothing was written, nothing was taken in. */
export function cancelTransfer(): void {
  stopping?.abort()
}

export function closeTransfer(): void {
  if (transferStore.getState().state !== 'running') setTransfer({ state: 'none' })
}

/** Downloads everything of a patient as one file. */
export async function exportCase(patientId: string): Promise<void> {
  await write('export', async () => {
    const all = await repository().everyPatient()
    return all.filter(({ patient }) => patient.id === patientId)
  })
}

/** Downloads the whole library. */
export async function backUpLibrary(): Promise<void> {
  const written = await write('backup', async () =>
    (await repository().everyPatient()).filter((summary) => !isBlank(summary)),
  )
  // A file that lacks something is no backup of all: the reminder goes on.
  // A disk too full to note it takes nothing from the file; the reminder merely comes again.
  if (written === 'whole') await backupDone(new Date().toISOString()).catch(() => undefined)
}

/** Null where it was stopped or failed; `part` where something that could not be read, or is too large, is not in it. */
async function write(
  kind: 'export' | 'backup',
  patientsOf: () => Promise<readonly PatientSummary[]>,
): Promise<'whole' | 'part' | null> {
  const watch = begin(kind)
  if (!watch) return null
  try {
    const { writeCaseFiles } = await import('../../storage/caseFileWriter.ts')
    const patients = await patientsOf()
    const madeAt = new Date()
    const { files, unreadable, tooLarge } = await writeCaseFiles(source(), patients, {
      ...watch,
      contents: kind === 'backup' ? 'library' : 'patient',
      engine: ENGINE_VERSION,
      madeAt: madeAt.toISOString(),
      ...(kind === 'backup' ? { clinic: await repository().clinicProfile() } : {}),
    })
    const names = files.map((file, i) => {
      const part = files.length > 1 ? `-${i + 1}-of-${files.length}` : ''
      const name = `trichion-${kind === 'backup' ? 'backup' : 'case'}-${localTime(madeAt)}${part}.trichion`
      download(file, name, 'application/octet-stream')
      return name
    })
    const aside = kind === 'backup' ? (await repository().keeping()).quarantined : 0
    setTransfer({ state: 'written', kind, names, unreadable, tooLarge, aside })
    return unreadable + tooLarge > 0 ? 'part' : 'whole'
  } catch (error) {
    ended(error, 'unwritten')
    return null
  }
}

/** Designs that are not on disk yet go with the file; the others as they were stored, so that a backup is what is here. */
function source(): CaseSource {
  return { ...repository(), history: newestForFile }
}

/**
 * Reads a file that somebody chose or dropped, and checks the whole of it. Nothing is taken in yet, but where nothing of it
 * is in the library.
 */
export async function openCaseFile(file: Blob): Promise<void> {
  const watch = begin('read')
  if (!watch) return
  let photoProblem: PhotoProblem | null = null
  const inspector: PhotoInspector = {
    async original(bytes) {
      const result = await engine().inspectPhoto(bytes)
      if (!result.ok) photoProblem = result.problem
      return result.ok ? result.photo : null
    },
    picture: (bytes) => engine().inspectPicture(bytes),
  }
  try {
    const { readCaseFile } = await import('../../storage/caseFileReader.ts')
    const { knowsAny } = await import('../../storage/caseFileMerge.ts')
    const read = await readCaseFile(file, inspector, watch)
    setTransfer({ state: 'asking', file: read, knowsAny: await knowsAny(read, repository()) })
  } catch (error) {
    ended(error, 'failed', photoProblem)
  }
}

/** Takes the file in that was read. All of it shows at once, or nothing does. */
export async function importOpened(as: 'merged' | 'new'): Promise<void> {
  const opened = transferStore.getState()
  if (opened.state !== 'asking') return
  const watch = begin('import')
  if (!watch) return
  try {
    const { importCase } = await import('../../storage/caseFileMerge.ts')
    const { file } = opened
    await flush()
    // Tried again later it would take the place of what the import brings.
    if (as === 'merged' && file.patients.some(({ photos }) => photos.some(({ id }) => hasUnsaved(id)))) {
      setTransfer({ state: 'refused', problem: { code: 'unsaved' } })
      return
    }
    const done = await importCase(file, repository(), { as, ...watch })
    const real = file.patients.find(({ patient }) => !patient.sample)
    if (real) void askToPersist(real.patient)
    if (file.clinic) await takeClinic(file.clinic)
    for (const { patient } of file.patients) closeVisitOf(patient.id)
    await loadLibrary()
    setTransfer({ state: 'imported', done })
    const [only] = done.patientIds
    if (only !== undefined && file.contents === 'patient') navigate(`/patients/${only}`)
  } catch (error) {
    ended(error, 'failed')
  }
}

function begin(kind: TransferKind): { signal: AbortSignal; progress: (share: number) => void } | null {
  if (transferStore.getState().state === 'running') return null
  const abort = new AbortController()
  stopping = abort
  setTransfer({ state: 'running', kind, share: 0 })
  return {
    signal: abort.signal,
    progress(share) {
      if (stopping === abort && !abort.signal.aborted) setTransfer({ state: 'running', kind, share })
    },
  }
}

function ended(error: unknown, otherwise: 'failed' | 'unwritten', photo: PhotoProblem | null = null): void {
  if (error instanceof Error && error.name === 'AbortError') setTransfer({ state: 'none' })
  else setTransfer({ state: 'refused', problem: problemOf(error, otherwise, photo) })
}

function problemOf(error: unknown, otherwise: 'failed' | 'unwritten', photo: PhotoProblem | null): TransferProblem {
  if (error instanceof CaseFileError) return { code: error.code, photo: error.code === 'photo' ? photo : null }
  if (error instanceof StorageError && error.code === 'full') return { code: 'full' }
  return { code: otherwise }
}

/** The numbers of a backup, where the clinic has none of its own here: what somebody has set is never overwritten. */
async function takeClinic(profile: ClinicProfile): Promise<void> {
  const own = await repository().clinicProfile()
  if (JSON.stringify(own) !== JSON.stringify(defaultClinicProfile)) return
  await repository().saveClinicProfile(profile)
  await loadClinic()
}
