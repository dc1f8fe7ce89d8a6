import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { current, push, startHistory } from '../../src/core/design/history.ts'
import { startReversal } from '../../src/core/design/reversal.ts'
import { openRepository } from '../../src/storage/openRepository.ts'
import { bytesOf, Clinic, designOf, failWrites, photoRow, snapshotOf, textOf } from './clinic.ts'

let clinic: Clinic
beforeEach(async () => {
  clinic = await Clinic.start()
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.useRealTimers()
  await clinic.end()
})

const sitting = {
  kind: 'sitting',
  date: '2026-11-09T09:00:00.000Z',
  notes: 'Softer temples',
  tags: ['keloid'],
} as const

async function addPhotoTo(patientId: string, visitId: string) {
  const row = photoRow(patientId, visitId)
  const history = startHistory(designOf(row))
  const files = { bytes: bytesOf('original'), cover: bytesOf('cover'), thumbnail: bytesOf('thumbnail') }
  await clinic.repository.addPhoto({ row, history, ...files })
  return row
}

/** Ann with a first visit and a sitting, a photo in each, and a snapshot in the sitting. */
async function annWithTwoVisits() {
  const ann = await clinic.addPatientWithPhoto('Ann')
  const visit = await clinic.repository.addVisit(ann.patient.id, sitting)
  const photo = await addPhotoTo(ann.patient.id, visit.id)
  await clinic.repository.addSnapshot(snapshotOf(photo, 'Agreed'), bytesOf('picture'), bytesOf('small'))
  return { ...ann, first: ann.visit, second: visit, photo }
}

describe('the visits of a patient', () => {
  it('are all there after closing and opening again, by date, with what was written down', async () => {
    const { patient, first, second } = await annWithTwoVisits()
    const again = await clinic.restart()
    const summary = await again.patient(patient.id)
    expect(summary?.visits.length).toBe(2)
    expect(summary?.visits.map(({ date }) => date)).toEqual([first.date, second.date].toSorted())
    expect(summary?.visits).toContainEqual({ ...second, ...sitting })
    expect((await again.visit(second.id))?.visits.length).toBe(2)
    expect((await again.visit(second.id))?.photos.length).toBe(1)
  })

  it('take a change as a whole, and lose nothing else', async () => {
    const { patient, second } = await annWithTwoVisits()
    const changed = { kind: 'touchUp', date: '2027-01-02T10:00:00.000Z' } as const
    await clinic.repository.changeVisit(second.id, changed)
    const visits = (await (await clinic.restart()).patient(patient.id))?.visits ?? []
    const visit = visits.find(({ id }) => id === second.id)
    expect(visit).toMatchObject({ patientId: patient.id, ...changed })
    expect([visit?.notes, visit?.tags]).toEqual([undefined, undefined])
    failWrites('visits')
    await expect(clinic.repository.changeVisit(second.id, sitting)).rejects.toMatchObject({ code: 'full' })
    vi.restoreAllMocks()
    expect((await clinic.repository.visit(second.id))?.visit).toMatchObject(changed)
  })

  it('of a patient who is gone are not added', async () => {
    const { patient } = await clinic.repository.addPatient('Ann')
    await clinic.repository.removePatient(patient.id)
    await expect(clinic.repository.addVisit(patient.id, sitting)).rejects.toMatchObject({ code: 'broken' })
  })
})

describe('a deleted visit', () => {
  it('leaves every list with its photos, and comes back whole with Undo', async () => {
    const { patient, second, photo } = await annWithTwoVisits()
    const before = await clinic.repository.patient(patient.id)
    await clinic.repository.removeVisit(second.id)
    for (const summary of [await clinic.repository.patient(patient.id), (await clinic.repository.patients())[0]]) {
      expect(summary?.visits.length).toBe(1)
      expect(summary?.photos.some(({ id }) => id === photo.id)).toBe(false)
    }
    expect(await clinic.repository.visit(second.id)).toBeNull()
    const late = { row: photoRow(patient.id, second.id), history: startHistory(designOf(photo)) }
    const adding = clinic.repository.addPhoto({ ...late, bytes: bytesOf('x'), cover: null, thumbnail: null })
    await expect(adding).rejects.toMatchObject({ code: 'broken' })
    await clinic.repository.restoreVisit(second.id)
    expect(await clinic.repository.patient(patient.id)).toEqual(before)
    expect((await clinic.repository.snapshots(photo.id)).length).toBe(1)
  })

  it('stays restorable when another window lists the patients, and later leaves no row', async () => {
    const { patient, first, second } = await annWithTwoVisits()
    await clinic.repository.removeVisit(second.id)
    await (await clinic.secondTab()).patients()
    await clinic.repository.restoreVisit(second.id)
    await clinic.repository.removeVisit(second.id)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 60_000 })
    await clinic.repository.patients()
    expect(await clinic.count()).toMatchObject({ visits: 1, photos: 1, snapshots: 0, pictures: 0, histories: 1 })
    await expect(clinic.repository.restoreVisit(second.id)).rejects.toMatchObject({ code: 'broken' })
    expect((await clinic.repository.patient(patient.id))?.visits.map(({ id }) => id)).toEqual([first.id])
  })
})

describe('a deleted photo', () => {
  it('that Undo brings back while a list finds its time gone stays, and one that goes leaves the second copy', async () => {
    const { second, photo } = await annWithTwoVisits()
    let changes = 0
    const other = await openRepository(clinic.name, { onWritten: () => changes++ })
    await clinic.repository.removePhoto(photo.id)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 60_000 })
    const listed = other.patients()
    await Promise.all([clinic.repository.restorePhoto(photo.id), listed])
    expect((await clinic.repository.visit(second.id))?.photos.map(({ id }) => id)).toEqual([photo.id])
    await clinic.repository.removePhoto(photo.id)
    vi.setSystemTime(Date.now() + 2 * 60_000)
    changes = 0
    await other.patients()
    await vi.waitFor(() => expect(changes).toBe(1))
    await other.close()
  })

  it('comes back with its design and snapshots, and later goes for good with its bytes', async () => {
    const { second, photo } = await annWithTwoVisits()
    await clinic.repository.removePhoto(photo.id)
    expect((await clinic.repository.visit(second.id))?.photos).toEqual([])
    await clinic.repository.restorePhoto(photo.id)
    expect((await clinic.repository.visit(second.id))?.photos.map(({ id }) => id)).toEqual([photo.id])
    await clinic.repository.removePhoto(photo.id)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 60_000 })
    await clinic.repository.patients()
    expect(await clinic.repository.photoBytes(photo.hash)).toBeNull()
    expect(await clinic.repository.history(photo.id)).toBeNull()
    expect((await clinic.repository.visit(second.id))?.photos).toEqual([])
  })
})

describe('the way back to work', () => {
  it('is kept with the patient', async () => {
    const { patient, second, photo } = await annWithTwoVisits()
    const left = { visitId: second.id, photoId: photo.id, step: 'dots', at: '2026-11-10T10:00:00.000Z' }
    await clinic.repository.leftAt(patient.id, left)
    expect((await (await clinic.restart()).patient(patient.id))?.patient).toEqual({ ...patient, left })
  })
})

describe('the list of patients', () => {
  it('says whose design is a reversal without reading one', async () => {
    const { patient, photo } = await annWithTwoVisits()
    const history = await clinic.repository.history(photo.id)
    await clinic.repository.saveHistory(photo.id, push(history!, startReversal(current(history!)), 'Plan reversal'))
    const reversals = async () =>
      (await clinic.repository.patient(patient.id))?.photos.filter(({ reversal }) => reversal).map(({ id }) => id)
    expect(await reversals()).toEqual([photo.id])
    await clinic.repository.saveHistory(photo.id, history!)
    expect(await reversals()).toEqual([])
  })

  it('of 1,000 patients reads no original, no picture and no design', async () => {
    await seedPatients(1000)
    const read = watchReads()
    const patients = await clinic.repository.patients()
    expect(patients.length).toBe(1000)
    expect(patients.every(({ visits, photos }) => visits.length === 3 && photos.length === 2)).toBe(true)
    expect([...read].toSorted()).toEqual(['patients', 'photos', 'visits'])
    const one = patients[17]?.photos[0]
    expect(textOf(await clinic.repository.cover(one?.id ?? ''))).toBe('cover')
  })
})

/** Three visits and two photos each, with a byte of everything that a list must not touch. */
async function seedPatients(count: number): Promise<void> {
  const db = await clinic.rows()
  const tx = db.transaction(['patients', 'visits', 'photos', 'originals', 'thumbnails', 'snapshots'], 'readwrite')
  for (let i = 0; i < count; i++) {
    const id = `patient ${i}`
    const createdAt = new Date(Date.UTC(2024, 0, 1 + (i % 700))).toISOString()
    void tx.objectStore('patients').put({ id, name: `Name ${i}`, createdAt, sample: false })
    for (const k of [0, 1, 2]) {
      void tx.objectStore('visits').put({ id: `${id} ${k}`, patientId: id, date: createdAt, kind: 'sitting' })
    }
    for (const k of [0, 1]) {
      const row = { ...photoRow(id, `${id} ${k}`), id: `${id} photo ${k}` }
      void tx.objectStore('photos').put(row)
      void tx.objectStore('originals').put({ id: row.hash, bytes: bytesOf('original') })
      void tx.objectStore('thumbnails').put({ id: `cover ${row.id}`, bytes: bytesOf('cover') })
    }
  }
  await tx.done
}

/** The stores that are read from now on. */
function watchReads(): Set<string> {
  const stores = new Set<string>()
  for (const name of ['get', 'getAll', 'openCursor', 'count'] as const) {
    const original = IDBObjectStore.prototype[name] as (...a: unknown[]) => IDBRequest
    vi.spyOn(IDBObjectStore.prototype, name as 'get').mockImplementation(function (this: IDBObjectStore, ...a) {
      stores.add(this.name)
      return original.apply(this, a)
    })
  }
  for (const name of ['get', 'getAll', 'openCursor', 'count'] as const) {
    const original = IDBIndex.prototype[name] as (...a: unknown[]) => IDBRequest
    vi.spyOn(IDBIndex.prototype, name as 'get').mockImplementation(function (this: IDBIndex, ...a) {
      stores.add(this.objectStore.name)
      return original.apply(this, a)
    })
  }
  return stores
}
