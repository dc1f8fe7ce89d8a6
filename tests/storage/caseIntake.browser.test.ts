import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { current, push } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { importCase } from '../../src/storage/caseFileMerge.ts'
import { hexSha256 } from '../../src/storage/sha256.ts'
import { addWorkedPatient, written } from './caseLibrary.ts'
import { bytesOf, Clinic, failWrites, photoRow, snapshotOf } from './clinic.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the library that is backed up. */
    patients: number
  }
}

let clinic: Clinic
beforeEach(async () => {
  clinic = await Clinic.start()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await clinic.end()
})

/** How the storage keeps its books of this device: of what was written when, and what is still to be copied. */
const books: readonly string[] = ['settings', 'uncopied', 'sessions', 'journal']

/** One letter sequence for the whole library: rows by their content, bytes by their hash, designs decoded. */
async function fingerprint(): Promise<string> {
  const db = await clinic.rows()
  const parts: string[] = []
  const tell = async (value: unknown): Promise<unknown> => {
    if (value instanceof ArrayBuffer) return hexSha256(new Uint8Array(value))
    if (value instanceof Uint8Array) return hexSha256(new Uint8Array(value))
    if (Array.isArray(value)) return Promise.all(value.map(tell))
    if (typeof value !== 'object' || value === null) return value
    const told: Record<string, unknown> = {}
    for (const [key, part] of Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      told[key] = await tell(part)
    return told
  }
  for (const store of [...db.objectStoreNames].filter((name) => !books.includes(name)).toSorted()) {
    for (const row of (await db.getAll(store)) as unknown[]) parts.push(JSON.stringify([store, await tell(row)]))
  }
  parts.push(JSON.stringify(await db.get('settings', 'profile')))
  return hexSha256(new TextEncoder().encode(parts.join('\n')).slice())
}

async function wipe(): Promise<void> {
  for (const { patient } of await clinic.repository.patients()) await clinic.repository.removePatient(patient.id)
  expect(await clinic.countOfPatients()).toBe(0)
}

describe('a backup', () => {
  const patients = inject('patients')
  it(`of ${patients} patients comes back to the last byte after the library was wiped`, { timeout: 0 }, async () => {
    for (let i = 0; i < patients; i++) await addWorkedPatient(clinic, `Patient ${i}`, 1 + (i % 4))
    const before = await fingerprint()
    const file = await written(clinic)
    await wipe()
    expect(await fingerprint()).not.toBe(before)
    const done = await importCase(file, clinic.repository, { as: 'merged' })
    expect(done).toMatchObject({
      added: patients,
      updated: 0,
      unchanged: 0,
      photos: patients,
      snapshots: patients,
      beside: 0,
    })
    await clinic.restart()
    expect(await fingerprint()).toBe(before)
    const again = await importCase(file, clinic.repository, { as: 'merged' })
    expect(again).toMatchObject({ added: 0, updated: 0, unchanged: patients, photos: 0, snapshots: 0 })
    expect(await fingerprint()).toBe(before)
  })

  it('that is stopped or fails in the middle of its restore leaves the old library whole', async () => {
    await addWorkedPatient(clinic, 'Ann')
    const file = await written(clinic)
    await wipe()
    await addWorkedPatient(clinic, 'Bob')
    const before = await fingerprint()
    const abort = new AbortController()
    const stopped = importCase(file, clinic.repository, {
      as: 'merged',
      signal: abort.signal,
      progress: () => abort.abort(),
    })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect(await fingerprint()).toBe(before)
    for (const store of ['originals', 'entries', 'pictures', 'thumbnails']) {
      failWrites(store)
      await expect(importCase(file, clinic.repository, { as: 'merged' }), store).rejects.toMatchObject({ code: 'full' })
      vi.restoreAllMocks()
      expect(await fingerprint(), store).toBe(before)
    }
    expect(await importCase(file, clinic.repository, { as: 'merged' })).toMatchObject({ added: 1 })
    expect((await clinic.repository.patients()).map(({ patient }) => patient.name).toSorted()).toEqual(['Ann', 'Bob'])
  })

  it('whose program ends in the middle of its restore leaves nothing at the next start', async () => {
    await addWorkedPatient(clinic, 'Ann')
    const file = await written(clinic)
    await wipe()
    await addWorkedPatient(clinic, 'Bob')
    const before = await fingerprint()
    const [from] = file.patients
    // A program that ends neither finishes nor clears away: its work never settles.
    const lost = await clinic.secondTab()
    let letGo = () => {}
    const ended = new Promise<void>((resolve) => (letGo = resolve))
    let never: Promise<unknown> = Promise.resolve()
    await new Promise<void>((staged) => {
      never = lost.takeIn(async (intake) => {
        const ids = { patients: [from!.patient.id], photos: [from!.photos[0]!.id], snapshots: [] }
        await intake.begin(ids)
        await intake.visitsOfNew(from!.visits)
        const [row] = from!.photos
        const history = await file.history(row!)
        const bytes = await file.original(row!.hash)
        await intake.photoOfNew({ row: row!, history, bytes, cover: bytesOf('c'), thumbnail: bytesOf('t') })
        staged()
        await ended
      })
    })
    expect((await clinic.repository.patients()).map(({ patient }) => patient.name)).toEqual(['Bob'])
    // Another tab that starts meanwhile clears nothing away.
    await clinic.secondTab()
    expect((await clinic.count()).photos).toBe(2)
    letGo()
    await never
    await clinic.restart()
    expect(await fingerprint()).toBe(before)
  })
})

describe('a case file of a patient', () => {
  it('comes in as a new patient beside the one who is there', async () => {
    const row = await addWorkedPatient(clinic, 'Ann', 6)
    const file = await written(clinic, row.patientId)
    const done = await importCase(file, clinic.repository, { as: 'new' })
    expect(done).toMatchObject({ added: 1, photos: 1, snapshots: 1 })
    const [id] = done.patientIds
    expect(id).not.toBe(row.patientId)
    const twin = await clinic.repository.patient(id!)
    const photo = twin!.photos[0]!
    expect(photo.id).not.toBe(row.id)
    const [mine, theirs] = [await clinic.repository.history(row.id), await clinic.repository.history(photo.id)]
    expect(theirs?.entries.map(({ label }) => label)).toEqual(mine?.entries.map(({ label }) => label))
    expect(theirs?.entries.every(({ design }) => design.photo.id === photo.id)).toBe(true)
    const [snapshot] = await clinic.repository.snapshots(photo.id)
    expect(snapshot?.design.photo.id).toBe(photo.id)
    await clinic.repository.removePatient(row.patientId)
    expect(await clinic.repository.photoBytes(photo.hash)).not.toBeNull()
  })

  it('brings what is new, goes on where the file goes on, and leaves newer work alone', async () => {
    const row = await addWorkedPatient(clinic, 'Ann', 0)
    const early = await written(clinic, row.patientId)
    const base = (await clinic.repository.history(row.id))!
    const later = (density: number) => {
      const design = current(base)
      return push(base, { ...design, fill: { ...design.fill, densityPerCm2: density } }, 'Change density')
    }
    await clinic.repository.saveHistory(row.id, later(77))
    const snapshot = snapshotOf(row, 'Later', current(later(77)))
    await clinic.repository.addSnapshot(snapshot, bytesOf('later'), bytesOf('later'))
    const late = await written(clinic, row.patientId)
    const density = async () => current((await clinic.repository.history(row.id))!).fill.densityPerCm2

    expect(await importCase(early, clinic.repository, { as: 'merged' })).toMatchObject({ unchanged: 1, continued: 0 })
    expect(await density()).toBe(77)

    await clinic.repository.removePatient(row.patientId)
    await importCase(early, clinic.repository, { as: 'merged' })
    expect(await importCase(late, clinic.repository, { as: 'merged' })).toMatchObject({
      updated: 1,
      photos: 0,
      snapshots: 1,
      continued: 1,
      beside: 0,
    })
    expect(await density()).toBe(77)
    expect((await clinic.repository.snapshots(row.id)).map(({ name }) => name)).toEqual(['Mature 75 mm', 'Later'])
  })

  it('whose ids are somebody else’s here comes in under ids of its own', async () => {
    const row = await addWorkedPatient(clinic, 'Ann')
    const file = await written(clinic, row.patientId)
    await clinic.repository.removePatient(row.patientId)
    const other = await clinic.repository.addPatient('Bob')
    const taken = { ...photoRow(other.patient.id, other.visit.id), id: row.id }
    await clinic.repository.addPhoto({
      row: taken,
      bytes: bytesOf('other'),
      history: { entries: [{ label: 'Start', design: newDesign({ ...taken }) }], at: 0 },
      cover: null,
      thumbnail: null,
    })
    const done = await importCase(file, clinic.repository, { as: 'merged' })
    expect(done).toMatchObject({ added: 1, photos: 1, snapshots: 1 })
    expect(done.patientIds[0]).not.toBe(row.patientId)
    expect(await clinic.repository.photo(row.id)).toEqual(taken)
  })
})
