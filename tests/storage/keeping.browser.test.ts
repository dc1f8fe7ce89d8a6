import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { current, push, sameDesign, undo } from '../../src/core/design/history.ts'
import { withPhotoView } from '../../src/core/design/edits.ts'
import { defaultClinicProfile } from '../../src/core/plan/clinicProfile.ts'
import { NEW_NAME } from '../../src/storage/blankPatient.ts'
import { openRepository } from '../../src/storage/openRepository.ts'
import { bytesOf, Clinic, designOf, failWrites, photoRow, snapshotOf, textOf, worked } from './clinic.ts'

let clinic: Clinic
beforeEach(async () => {
  clinic = await Clinic.start()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await clinic.end()
})

describe('what is kept', () => {
  it('is all there after closing and opening again', async () => {
    const { patient, visit, row } = await clinic.addPatientWithPhoto('Ann')
    const snapshot = snapshotOf(row, 'Mature 75 mm', worked(designOf(row), 4).entries.at(-1)?.design)
    await clinic.repository.addSnapshot(snapshot, bytesOf('picture'), bytesOf('small picture'))
    await clinic.repository.renamePatient(patient.id, 'Ann B.')
    await clinic.repository.describePatient(patient.id, { sex: 'female', birthYear: 1984 })
    await clinic.repository.setCover(row.id, bytesOf('new cover'))
    await clinic.repository.renameSnapshot(snapshot.id, 'Agreed')
    await clinic.repository.remarkSnapshot(snapshot.id, { starred: true, note: 'Likes this one.' })
    const again = await clinic.restart()

    const [summary, ...others] = await again.patients()
    expect(others).toEqual([])
    expect(summary).toMatchObject({
      patient: { ...patient, name: 'Ann B.', sex: 'female', birthYear: 1984 },
      visits: [visit],
      photos: [row],
    })
    expect(textOf(await again.cover(row.id))).toBe('new cover')
    expect((await again.snapshotNames([row.id])).map(({ name }) => name)).toEqual(['Agreed'])
    expect(await again.patient(patient.id)).toEqual(summary)
    expect(await again.visit(visit.id)).toEqual({
      patient: { ...patient, name: 'Ann B.', sex: 'female', birthYear: 1984 },
      visit,
      visits: [visit],
      photos: [row],
    })
    expect(await again.photo(row.id)).toEqual(row)
    expect(textOf(await again.photoBytes(row.hash))).toBe('original')
    expect(textOf(await again.photoThumbnail(row.id))).toBe('thumbnail')
    expect(textOf(await again.snapshotPicture(snapshot.id))).toBe('picture')
    expect(textOf(await again.snapshotThumbnail(snapshot.id))).toBe('small picture')
    const [kept] = await again.snapshots(row.id)
    const remarks = { name: 'Agreed', starred: true, note: 'Likes this one.' }
    expect(kept).toMatchObject({ ...snapshot, ...remarks, design: expect.anything() as unknown })
    expect(kept && sameDesign(kept.design, snapshot.design)).toBe(true)
  })

  it('is worth a backup since the first patient who is somebody: not since one who was made and left at once', async () => {
    const since = async () => (await clinic.repository.keeping()).since
    await clinic.repository.addPatient('Sample patient', { sample: true })
    const { patient } = await clinic.repository.addPatient(NEW_NAME)
    expect(await since()).toBeNull()
    const ann = await clinic.addPatientWithPhoto('Ann')
    expect(await since()).toBe(ann.patient.createdAt)
    await clinic.repository.renamePatient(patient.id, 'Bob')
    expect(await since()).toBe(patient.createdAt)
  })

  it('has snapshots change their places together, or none of them', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann')
    const made = ['one', 'two', 'three'].map((name) => snapshotOf(row, name))
    for (const snapshot of made) await clinic.repository.addSnapshot(snapshot, bytesOf('picture'), bytesOf('small'))
    const names = async () => (await clinic.repository.snapshots(row.id)).map(({ name }) => name)
    const [one, two, three] = made.map(({ id }) => id) as [string, string, string]
    await clinic.repository.placeSnapshots(
      new Map([
        [three, 1],
        [one, 2],
        [two, 3],
      ]),
    )
    expect(await names()).toEqual(['three', 'one', 'two'])
    const gone = new Map([
      [two, 1],
      ['gone', 2],
      [three, 9],
    ])
    await expect(clinic.repository.placeSnapshots(gone)).rejects.toThrow('no longer stored')
    expect(await names()).toEqual(['three', 'one', 'two'])
  })

  it('says nothing of what was never there', async () => {
    const { repository } = clinic
    expect(await repository.patients()).toEqual([])
    expect(await repository.patient('nobody')).toBeNull()
    expect(await repository.visit('none')).toBeNull()
    expect(await repository.photo('none')).toBeNull()
    expect(await repository.photoBytes('none')).toBeNull()
    expect(await repository.history('none')).toBeNull()
    expect(await repository.snapshots('none')).toEqual([])
  })

  it('keeps the clinic’s own numbers, and plans by the defaults where there are none', async () => {
    expect(await clinic.repository.clinicProfile()).toEqual(defaultClinicProfile)
    const own = { ...defaultClinicProfile, setUpMinutes: 35, touchUpPrice: { low: 90, high: 120 } }
    await clinic.repository.saveClinicProfile(own)
    const again = await clinic.restart()
    expect(await again.clinicProfile()).toEqual(own)
    await again.saveClinicProfile({ ...own, setUpMinutes: -1 })
    expect(await again.clinicProfile()).toEqual(defaultClinicProfile)
  })

  it('lists a photo by the view that its design says, also after undo', async () => {
    const { row, visit, history } = await clinic.addPatientWithPhoto('Ann')
    const turned = push(history, withPhotoView(current(history), 'vertex'), 'Change view')
    const viewOnDisk = async () => (await clinic.repository.visit(visit.id))?.photos.map(({ view }) => view)
    await clinic.repository.saveHistory(row.id, turned)
    expect(await viewOnDisk()).toEqual(['vertex'])
    await clinic.repository.saveHistory(row.id, undo(turned))
    expect(await viewOnDisk()).toEqual(['frontal'])
  })

  it('lists the newest patient first', async () => {
    const name = ({ patient }: { patient: { name: string } }) => patient.name
    for (const text of ['Ann', 'Bob', 'Cy']) {
      await clinic.repository.addPatient(text)
      await new Promise((resolve) => setTimeout(resolve, 3))
    }
    expect((await clinic.repository.patients()).map(name)).toEqual(['Cy', 'Bob', 'Ann'])
  })
})

describe('removing a patient', () => {
  it('removes every row of them', async () => {
    const { patient, row } = await clinic.addPatientWithPhoto('Ann')
    await clinic.repository.saveHistory(row.id, worked(designOf(row), 6))
    const [kept, deleted] = [snapshotOf(row, 'Kept'), snapshotOf(row, 'Deleted')]
    for (const snapshot of [kept, deleted]) {
      await clinic.repository.addSnapshot(snapshot, bytesOf('picture'), bytesOf('small'))
    }
    await clinic.repository.removeSnapshot(deleted.id)
    expect(await clinic.repository.removePatient(patient.id)).toEqual([row.id])
    expect(await clinic.countOfPatients()).toBe(0)
  })

  it('keeps the photo bytes that another patient uses, until they go too', async () => {
    const ann = await clinic.addPatientWithPhoto('Ann', { hash: 'same' })
    const bob = await clinic.addPatientWithPhoto('Bob', { hash: 'same' })
    await clinic.repository.removePatient(ann.patient.id)
    expect(textOf(await clinic.repository.photoBytes('same'))).toBe('original')
    expect(await clinic.repository.history(bob.row.id)).not.toBeNull()
    await clinic.repository.removePatient(bob.patient.id)
    expect(await clinic.repository.photoBytes('same')).toBeNull()
  })

  it('says that work on their photo is not saved', async () => {
    const { patient, row, history } = await clinic.addPatientWithPhoto('Ann')
    await clinic.repository.removePatient(patient.id)
    await expect(clinic.repository.saveHistory(row.id, history)).rejects.toMatchObject({ code: 'broken' })
    await expect(clinic.repository.renamePatient(patient.id, 'X')).rejects.toMatchObject({ code: 'broken' })
    await expect(clinic.repository.setCover(row.id, bytesOf('x'))).rejects.toMatchObject({ code: 'broken' })
    expect(await clinic.countOfPatients()).toBe(0)
  })
})

describe('a deleted snapshot', () => {
  it('comes back with Undo, picture and all', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann')
    const [first, second] = [snapshotOf(row, 'First'), { ...snapshotOf(row, 'Second'), createdAt: '2999' }]
    for (const snapshot of [first, second]) {
      await clinic.repository.addSnapshot(snapshot, bytesOf(snapshot.name), bytesOf('small'))
    }
    const names = async () => (await clinic.repository.snapshots(row.id)).map((s) => s.name)
    await clinic.repository.removeSnapshot(first.id)
    expect(await names()).toEqual(['Second'])
    expect((await clinic.repository.snapshotNames([row.id])).length).toBe(1)
    await clinic.repository.restoreSnapshot(first.id)
    expect(await names()).toEqual(['First', 'Second'])
    expect(textOf(await clinic.repository.snapshotPicture(first.id))).toBe('First')
  })

  it('is gone at the next start, and Undo then says so', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann')
    const snapshot = snapshotOf(row, 'First')
    await clinic.repository.addSnapshot(snapshot, bytesOf('picture'), bytesOf('small'))
    await clinic.repository.removeSnapshot(snapshot.id)
    const again = await clinic.restart()
    expect(await again.snapshotPicture(snapshot.id)).toBeNull()
    expect(await again.snapshotThumbnail(snapshot.id)).toBeNull()
    await expect(again.restoreSnapshot(snapshot.id)).rejects.toMatchObject({ code: 'broken' })
  })
})

describe('when something fails', () => {
  it('a photo that cannot be stored whole leaves nothing behind', async () => {
    const { patient, visit } = await clinic.repository.addPatient('Ann')
    const row = photoRow(patient.id, visit.id)
    const before = await clinic.count()
    const history = worked(designOf(row), 3)
    failWrites('entries')
    const adding = clinic.repository.addPhoto({ row, bytes: bytesOf('x'), history, cover: null, thumbnail: null })
    await expect(adding).rejects.toMatchObject({ name: 'StorageError', code: 'full' })
    vi.restoreAllMocks()
    expect(await clinic.count()).toEqual(before)
    await clinic.repository.addPhoto({ row, bytes: bytesOf('x'), history, cover: null, thumbnail: null })
    expect((await clinic.repository.history(row.id))?.at).toBe(history.at)
  })

  it('a full disk is said to be full, and what was there stays', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann')
    failWrites('thumbnails')
    const cover = clinic.repository.setCover(row.id, bytesOf('new cover'))
    await expect(cover).rejects.toMatchObject({ name: 'StorageError', code: 'full' })
    vi.restoreAllMocks()
    expect(textOf(await clinic.repository.cover(row.id))).toBe('cover')
  })

  it('a row that is there already is refused, and the rest with it', async () => {
    const { row, history } = await clinic.addPatientWithPhoto('Ann')
    const other = worked(designOf(row), 3)
    const again = clinic.repository.addPhoto({ row, bytes: bytesOf('y'), history: other, cover: null, thumbnail: null })
    await expect(again).rejects.toMatchObject({ code: 'broken' })
    expect(textOf(await clinic.repository.photoBytes(row.hash))).toBe('original')
    expect((await clinic.repository.history(row.id))?.entries.length).toBe(history.entries.length)
  })

  it('a damaged row hides itself alone, lies aside as it is, and is counted', async () => {
    const ann = await clinic.addPatientWithPhoto('Ann')
    const bob = await clinic.addPatientWithPhoto('Bob')
    const snapshots = ['One', 'Two', 'Three', 'Four'].map((name) => snapshotOf(ann.row, name))
    for (const snapshot of snapshots) await clinic.repository.addSnapshot(snapshot, bytesOf('p'), bytesOf('s'))
    const db = await clinic.rows()
    const damage = async (store: string, id: string, with_: object) =>
      db.put(store, { ...((await db.get(store, id)) as object), ...with_ })
    await damage('snapshots', snapshots[1]!.id, { design: { format: 99 } })
    await damage('snapshots', snapshots[2]!.id, { createdAt: undefined })
    await damage('patients', bob.patient.id, { name: 7 })
    const again = await clinic.restart()
    const names = (await again.snapshots(ann.row.id)).map((s) => s.name)
    expect(names.toSorted()).toEqual(['Four', 'One'])
    expect((await again.patients()).map((p) => p.patient.name)).toEqual(['Ann'])
    expect((await again.keeping()).quarantined).toBe(3)
    expect(await db.count('snapshots')).toBe(2)
    expect(await db.count('patients')).toBe(1)
    const aside = (await db.getAll('quarantine')) as { store: string; row: { id: string } }[]
    expect(new Set(aside.map(({ store, row }) => `${store} ${row.id}`))).toEqual(
      new Set([`snapshots ${snapshots[1]!.id}`, `snapshots ${snapshots[2]!.id}`, `patients ${bob.patient.id}`]),
    )
    // Everything else works as before.
    await again.saveHistory(ann.row.id, worked(designOf(ann.row), 3))
    expect((await again.history(ann.row.id))?.entries).toHaveLength(4)
  })

  it('a row that a later build can read comes back, with all that is of it', async () => {
    const { patient, row } = await clinic.addPatientWithPhoto('Ann')
    const db = await clinic.rows()
    await db.put('patients', { ...patient, sex: 'of a later build' })
    expect(await (await clinic.restart()).patients()).toEqual([])
    const [key] = await db.getAllKeys('quarantine')
    const aside = (await db.get('quarantine', key!)) as { row: object }
    await db.put('quarantine', { ...aside, row: { ...aside.row, sex: 'female' } }, key)
    const [summary] = await (await clinic.restart()).patients()
    expect(summary).toMatchObject({ patient: { ...patient, sex: 'female' }, photos: [row] })
    expect(await db.count('quarantine')).toBe(0)
  })

  it('what lies aside goes with its patient', async () => {
    const { patient, row } = await clinic.addPatientWithPhoto('Ann')
    await clinic.repository.addSnapshot(snapshotOf(row, 'One'), bytesOf('p'), bytesOf('s'))
    const db = await clinic.rows()
    const [snapshot] = (await db.getAll('snapshots')) as object[]
    await db.put('snapshots', { ...snapshot, design: 'lost' })
    const again = await clinic.restart()
    expect(await again.snapshots(row.id)).toEqual([])
    expect((await again.keeping()).quarantined).toBe(1)
    await again.removePatient(patient.id)
    expect((await again.keeping()).quarantined).toBe(0)
  })

  it('a blocked database is said to be unavailable', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Storage is off.', 'SecurityError')
    })
    await expect(openRepository('blocked')).rejects.toMatchObject({ name: 'StorageError', code: 'unavailable' })
  })

  it('a connection that the browser closed is opened again', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann')
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('The database connection is closing.', 'InvalidStateError')
    })
    expect(await clinic.repository.photo(row.id)).toEqual(row)
    expect(transaction).toHaveBeenCalled()
  })

  it('a newer build in another tab gets the database, and this one says so', async () => {
    const { row, history } = await clinic.addPatientWithPhoto('Ann')
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(clinic.name, 1000)
      request.addEventListener('success', () => {
        request.result.close()
        resolve()
      })
      request.addEventListener('error', () => reject(new Error('The newer build could not open.')))
    })
    await expect(clinic.repository.saveHistory(row.id, history)).rejects.toMatchObject({ code: 'newer' })
  })
})
