import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  countingConsents,
  isConsentMissing,
  isRead,
  permittedBy,
  standingConsents,
  type Consent,
} from '../../src/core/plan/consent.ts'
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
  const permissions = { ...first.permissions, publish: false }
  const second = consentOf(row.patientId, { signature: null, permissions, supersedes: [first.id] })
  await clinic.repository.addConsent(first)
  await clinic.repository.addConsent(second)
  return { row, records: [first, second] }
}

const countingIn = async (id: string) => countingConsents(await patientOf(id)).map((one) => one.id)
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
    const supersedes = [records[1]!.id]
    await clinic.repository.addConsent({ ...records[0]!, textVersion: 9, supersedes })
    expect((await patientOf(row.patientId)).consents).toEqual(records)
    const other = await clinic.secondTab()
    const [here, there] = [consentOf(row.patientId, { supersedes }), consentOf(row.patientId, { supersedes })]
    const done = await Promise.allSettled([clinic.repository.addConsent(here), other.addConsent(there)])
    // One of them had not read the other: it says so, and is not stored.
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(done.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'overtaken' } })
    const signed = done[0].status === 'fulfilled' ? here : there
    expect((await patientOf(row.patientId)).consents).toEqual([...records, signed])
  })

  it('is not given again by a record that nobody signed and that had not read what was taken back', async () => {
    const { row, records } = await signedPatient()
    const none = { keep: false, simulation: false, show: false, publish: false }
    const back = consentOf(row.patientId, { signature: null, permissions: none, supersedes: [records[1]!.id] })
    await clinic.repository.addConsent(back)
    const permissions = records[1]!.permissions
    for (const supersedes of [[records[1]!.id], [back.id]]) {
      const stale = consentOf(row.patientId, { signature: null, permissions, supersedes })
      await expect(clinic.repository.addConsent(stale)).rejects.toMatchObject({ code: 'overtaken' })
    }
    await clinic.restart()
    expect((await patientOf(row.patientId)).consents).toEqual([...records, back])
    expect(isConsentMissing(await patientOf(row.patientId))).toBe(true)
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
    expect(countingConsents(twin)).toEqual([twin.consents![1]])
    expect(permittedBy(twin)).toEqual(permittedBy({ id: row.patientId, consents: records }))
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
    expect(await countingIn(row.patientId)).toEqual([here.id])
    expect(await importCase(file, clinic.repository, merged)).toMatchObject({ updated: 0, unchanged: 1 })
    expect(await importCase(before, clinic.repository, merged)).toMatchObject({ updated: 0, unchanged: 1 })
    expect((await patientOf(row.patientId)).consents).toEqual([here, there])
  })

  it('never bring back what was taken back on one of two devices', async () => {
    const row = await addWorkedPatient(clinic, 'Ann', 0)
    const signed = consentOf(row.patientId)
    await clinic.repository.addConsent(signed)
    const before = await written(clinic, row.patientId)
    const unsigned = { signature: null, supersedes: [signed.id] }
    const none = { keep: false, simulation: false, show: false, publish: false }
    await clinic.repository.addConsent(consentOf(row.patientId, { ...unsigned, permissions: none }))
    const wholly = await written(clinic, row.patientId)
    await clinic.repository.removePatient(row.patientId)
    await importCase(before, clinic.repository, merged)
    await clinic.repository.addConsent(
      consentOf(row.patientId, { ...unsigned, permissions: { ...none, keep: true, simulation: true } }),
    )
    expect(isConsentMissing(await patientOf(row.patientId))).toBe(false)
    await importCase(wholly, clinic.repository, merged)
    expect(isConsentMissing(await patientOf(row.patientId))).toBe(true)
    const [summary] = await clinic.repository.patients()
    expect(isConsentMissing(summary!.patient)).toBe(true)
  })

  it('of a build that knew no consent are read as before, and of one that knows more keep what is not known', async () => {
    const row = await addWorkedPatient(clinic, 'Ann', 0)
    const sound = consentOf(row.patientId)
    const later = { ...consentOf(row.patientId), signature: { kind: 'fingerprint' } }
    const [summary] = await clinic.repository.patients()
    const withLater = { ...summary!, patient: { ...summary!.patient, consents: [sound, later] as Consent[] } }
    const { files } = await writeCaseFiles(clinic.repository, [withLater], { contents: 'patient', ...made })
    const old = await written(clinic, row.patientId)
    expect(old.patients[0]!.patient.consents).toBeUndefined()
    const file = await readCaseFile(files[0]!, inspector)
    const [first, unread, ...others] = file.patients[0]!.patient.consents!
    expect([first, others]).toEqual([sound, []])
    expect(unread).toMatchObject({ id: later.id, patientId: row.patientId, unread: JSON.stringify(later) })
    expect(isConsentMissing(file.patients[0]!.patient)).toBe(true)
  })

  it('hold a record that cannot be read as it is, under whatever name it comes in, and no consent with it', async () => {
    const { row, records } = await signedPatient()
    const db = await clinic.rows()
    const stored = (await db.get('patients', row.patientId)) as { consents: unknown[] }
    const damaged = { ...records[1], signedAt: 'x' }
    await db.put('patients', { ...stored, consents: [records[0], damaged] })
    const all = await clinic.repository.everyPatient()
    const { files } = await writeCaseFiles(clinic.repository, all, { contents: 'library', ...made })
    const file = await readCaseFile(files[0]!, inspector)
    // Where it is there already, nothing comes.
    expect(await importCase(file, clinic.repository, merged)).toMatchObject({ updated: 0, unchanged: 1 })
    await clinic.repository.removePatient(row.patientId)
    for (const as of ['merged', 'new'] as const) {
      const { patientIds } = await importCase(file, clinic.repository, { as })
      const patient = await patientOf(patientIds[0]!)
      expect(isConsentMissing(patient)).toBe(true)
      expect(patient.consents![1]).toMatchObject({ patientId: patient.id, unread: JSON.stringify(damaged) })
      const [here] = (await clinic.repository.patients()).filter((one) => one.patient.id === patient.id)
      expect(isConsentMissing(here!.patient)).toBe(true)
      // Whoever signs now has consented.
      await clinic.repository.addConsent(
        consentOf(patient.id, { supersedes: standingConsents(patient).map(({ id }) => id) }),
      )
      expect(isConsentMissing(await patientOf(patient.id))).toBe(false)
    }
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
  it('hides neither the patient nor the other records, permits nothing, and stays where it is', async () => {
    const { row, records } = await signedPatient()
    const db = await clinic.rows()
    const stored = (await db.get('patients', row.patientId)) as { consents: unknown[] }
    const broken = { ...records[1], permissions: 'all' }
    await db.put('patients', { ...stored, consents: [records[0], broken] })
    const read = await patientOf(row.patientId)
    expect(read.consents!.filter(isRead)).toEqual([records[0]])
    expect(isConsentMissing(read)).toBe(true)
    const next = consentOf(row.patientId, { supersedes: standingConsents(read).map(({ id }) => id) })
    await clinic.repository.addConsent(next)
    expect(((await db.get('patients', row.patientId)) as { consents: unknown[] }).consents).toEqual([
      records[0],
      broken,
      next,
    ])
    expect(isConsentMissing(await patientOf(row.patientId))).toBe(false)
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
