import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { currentConsent, isConsentMissing, type Consent } from '../../src/core/plan/consent.ts'
import { importCase } from '../../src/storage/caseFileMerge.ts'
import { readCaseFile } from '../../src/storage/caseFileReader.ts'
import { writeCaseFiles } from '../../src/storage/caseFileWriter.ts'
import { CopyFiles } from '../../src/storage/copyFiles.ts'
import { LIBRARY } from '../../src/storage/copyUnits.ts'
import { lostLibrary, restoreCopy } from '../../src/storage/recovery.ts'
import { deleteDB } from 'idb'
import { addWorkedPatient, inspector, made, written } from './caseLibrary.ts'
import { Clinic, failWrites } from './clinic.ts'

let clinic: Clinic
beforeEach(async () => {
  clinic = await Clinic.start()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await clinic.end()
})

let minutes = 0
const consentOf = (patientId: string, o: Partial<Consent> = {}): Consent => ({
  id: crypto.randomUUID(),
  patientId,
  textVersion: 1,
  sentences: { keep: 'Kept.', simulation: 'Simulated.', show: 'Shown.', publish: 'Published.' },
  permissions: { keep: true, simulation: true, show: false, publish: true },
  signature: { kind: 'drawn', height: 1060, ink: '10,20,55 300,400,60;7,8' },
  signedAt: new Date(Date.UTC(2026, 2, 4, 10, minutes++)).toISOString(),
  supersedes: [],
  ...o,
})

/** A patient who has signed, and then taken one permission back. */
async function signedPatient() {
  const row = await addWorkedPatient(clinic, 'Ann', 0)
  const first = consentOf(row.patientId)
  const second = consentOf(row.patientId, { signature: null, supersedes: [first.id] })
  await clinic.repository.addConsent(first)
  await clinic.repository.addConsent(second)
  return { row, records: [first, second] }
}

const patientOf = async (id: string) => (await clinic.repository.patient(id))!.patient
const merged = { as: 'merged' } as const

describe('what a patient signed', () => {
  it('is there after the next start, every record as it was signed, and in the list of patients', async () => {
    const { row, records } = await signedPatient()
    await clinic.restart()
    expect((await patientOf(row.patientId)).consents).toEqual(records)
    const [summary] = await clinic.repository.patients()
    expect(isConsentMissing(summary!.patient)).toBe(false)
    // Whatever else is written of the patient leaves it alone.
    await clinic.repository.renamePatient(row.patientId, 'Ann B.')
    await clinic.repository.leftAt(row.patientId, { visitId: row.visitId, photoId: row.id, step: 'dots', at: '2026' })
    expect((await patientOf(row.patientId)).consents).toEqual(records)
  })

  it('is acknowledged only where it is on disk: a full disk says so, and nothing of it stays', async () => {
    const row = await addWorkedPatient(clinic, 'Ann', 0)
    failWrites('patients')
    await expect(clinic.repository.addConsent(consentOf(row.patientId))).rejects.toMatchObject({ code: 'full' })
    vi.restoreAllMocks()
    await clinic.restart()
    expect((await patientOf(row.patientId)).consents).toBeUndefined()
  })

  it('is never changed, neither by a second record of the same name nor by two tabs that sign at once', async () => {
    const { row, records } = await signedPatient()
    await clinic.repository.addConsent({ ...records[0]!, textVersion: 9 })
    const other = await clinic.secondTab()
    const [here, there] = [consentOf(row.patientId), consentOf(row.patientId)]
    await Promise.all([clinic.repository.addConsent(here), other.addConsent(there)])
    const { consents } = await patientOf(row.patientId)
    expect(consents?.map(({ id }) => id).toSorted()).toEqual([...records, here, there].map(({ id }) => id).toSorted())
    expect(consents?.slice(0, 2)).toEqual(records)
  })

  it('of nobody who is stored is refused, and goes with its patient', async () => {
    await expect(clinic.repository.addConsent(consentOf('nobody'))).rejects.toMatchObject({ code: 'broken' })
    const { row } = await signedPatient()
    await clinic.repository.removePatient(row.patientId)
    expect(await clinic.countOfPatients()).toBe(0)
  })
})

describe('a case file and a backup', () => {
  it('bring every record to another library, under the patient’s own name there', async () => {
    const { row, records } = await signedPatient()
    const file = await written(clinic, row.patientId)
    await clinic.repository.removePatient(row.patientId)
    await importCase(file, clinic.repository, merged)
    expect((await patientOf(row.patientId)).consents).toEqual(records)

    const { patientIds } = await importCase(file, clinic.repository, { as: 'new' })
    const twin = await patientOf(patientIds[0]!)
    expect(twin.id).not.toBe(row.patientId)
    expect(twin.consents).toEqual(records.map((one) => ({ ...one, patientId: twin.id })))
    expect(currentConsent(twin)?.id).toBe(records[1]!.id)
  })

  it('add what was signed elsewhere to what was signed here, once, and change nothing of it', async () => {
    const row = await addWorkedPatient(clinic, 'Ann', 0)
    const before = await written(clinic, row.patientId)
    const there = consentOf(row.patientId)
    await clinic.repository.addConsent(there)
    const file = await written(clinic, row.patientId)
    await clinic.repository.removePatient(row.patientId)
    await importCase(before, clinic.repository, merged)
    const here = consentOf(row.patientId)
    await clinic.repository.addConsent(here)
    expect(await importCase(file, clinic.repository, merged)).toMatchObject({ updated: 1, unchanged: 0 })
    expect((await patientOf(row.patientId)).consents).toEqual([here, there])
    expect(currentConsent(await patientOf(row.patientId))?.id).toBe(here.id)
    expect(await importCase(file, clinic.repository, merged)).toMatchObject({ updated: 0, unchanged: 1 })
    expect(await importCase(before, clinic.repository, merged)).toMatchObject({ updated: 0, unchanged: 1 })
    expect((await patientOf(row.patientId)).consents).toEqual([here, there])
  })

  it('of a build that knew no consent are read as before, and of one that knows more without what is not known', async () => {
    const row = await addWorkedPatient(clinic, 'Ann', 0)
    const sound = consentOf(row.patientId)
    const later = { ...consentOf(row.patientId), signature: { kind: 'fingerprint' } }
    const [summary] = await clinic.repository.patients()
    const withLater = { ...summary!, patient: { ...summary!.patient, consents: [sound, later] as Consent[] } }
    const { files } = await writeCaseFiles(clinic.repository, [withLater], { contents: 'patient', ...made })
    const old = await written(clinic, row.patientId)
    expect(old.patients[0]!.patient.consents).toBeUndefined()
    const file = await readCaseFile(files[0]!, inspector)
    expect(file.patients[0]!.patient.consents).toEqual([sound])
  })

  it('hold what can still be read of a patient whose own row is damaged', async () => {
    const { row, records } = await signedPatient()
    const db = await clinic.rows()
    await db.put('patients', { ...((await db.get('patients', row.patientId)) as object), name: 7 })
    const [summary] = await clinic.repository.everyPatient()
    expect(summary!.patient.consents).toEqual(records)
  })
})

describe('a damaged record', () => {
  it('hides neither the patient nor the other records, counts for nothing, and stays where it is', async () => {
    const { row, records } = await signedPatient()
    const db = await clinic.rows()
    const stored = (await db.get('patients', row.patientId)) as { consents: unknown[] }
    const broken = { ...records[1], permissions: 'all' }
    await db.put('patients', { ...stored, consents: [records[0], broken] })
    expect((await patientOf(row.patientId)).consents).toEqual([records[0]])
    const next = consentOf(row.patientId)
    await clinic.repository.addConsent(next)
    expect(((await db.get('patients', row.patientId)) as { consents: unknown[] }).consents).toEqual([
      records[0],
      broken,
      next,
    ])
    expect((await clinic.repository.keeping()).quarantined).toBe(0)
  })
})

describe('the second copy', () => {
  it('brings every record back where the database was lost', async () => {
    const worker = new Worker(new URL('../../src/storage/secondCopy.worker.ts', import.meta.url), { type: 'module' })
    const { row, records } = await signedPatient()
    await clinic.repository.remember()
    const copied = new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }))
    worker.postMessage(clinic.name)
    await copied
    worker.terminate()
    for (const files of (await CopyFiles.all(clinic.name)).values())
      expect((await files.newest(LIBRARY))?.rows.patients).toMatchObject([{ consents: records }])
    await clinic.repository.close()
    await deleteDB(clinic.name)
    await clinic.restart()
    const found = (await lostLibrary(clinic.name, clinic.repository))!.copy!
    await clinic.repository.close()
    await restoreCopy(clinic.name, found, { damaged: false, onProgress: () => {} })
    await clinic.restart()
    expect((await patientOf(row.patientId)).consents).toEqual(records)
    await (await navigator.storage.getDirectory()).removeEntry('second-copy', { recursive: true })
  })
})
