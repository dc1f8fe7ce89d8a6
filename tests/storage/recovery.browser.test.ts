import { deleteDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sameDesign } from '../../src/core/design/history.ts'
import { NEW_NAME } from '../../src/storage/blankPatient.ts'
import { CopyFiles, generationName } from '../../src/storage/copyFiles.ts'
import { LIBRARY } from '../../src/storage/copyUnits.ts'
import { importCase } from '../../src/storage/caseFileMerge.ts'
import { lostLibrary, restoreCopy, startEmpty } from '../../src/storage/recovery.ts'
import { addWorkedPatient, written } from './caseLibrary.ts'
import { bytesOf, Clinic, designOf, failWrites, snapshotOf, textOf, worked } from './clinic.ts'

let clinic: Clinic
let worker: Worker
beforeEach(async () => {
  clinic = await Clinic.start()
  worker = new Worker(new URL('../../src/storage/secondCopy.worker.ts', import.meta.url), { type: 'module' })
})
afterEach(async () => {
  vi.restoreAllMocks()
  worker.terminate()
  await clinic.end()
  const root = await navigator.storage.getDirectory()
  await root.removeEntry('second-copy', { recursive: true })
})

/** Lets the second copy catch up. */
async function copy(): Promise<void> {
  const copied = new Promise((resolve) =>
    worker.addEventListener('message', ({ data }) => resolve(data), { once: true }),
  )
  worker.postMessage(clinic.name)
  expect(await copied).toBe(true)
}

/** As Chromium does with a database that it finds damaged. */
async function loseDatabase(): Promise<void> {
  await clinic.repository.close()
  await deleteDB(clinic.name)
  await clinic.restart()
}

const lost = () => lostLibrary(clinic.name, clinic.repository)

async function restore() {
  const found = (await lost())?.copy
  if (!found) throw new Error('There is no second copy.')
  await clinic.repository.close()
  const shares: number[] = []
  const onProgress = (done: number, total: number) => void shares.push(done / total)
  const restored = await restoreCopy(clinic.name, found, { damaged: false, onProgress })
  expect(shares.at(-1)).toBe(1)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  await clinic.restart()
  return { found, restored }
}

async function fileTexts(): Promise<string> {
  const texts: string[] = []
  for (const files of (await CopyFiles.all(clinic.name)).values())
    for await (const folder of files.folder.values() as AsyncIterable<FileSystemDirectoryHandle>)
      for await (const file of folder.values() as AsyncIterable<FileSystemFileHandle>)
        texts.push(file.name, await (await file.getFile()).text())
  return texts.join('\n')
}

describe('a library that the browser has lost', () => {
  it('is all there again after restoring: patients, designs with their undo steps, snapshots, pictures, photos', async () => {
    const { patient, visit, row } = await clinic.addPatientWithPhoto('Ann')
    await clinic.addPatientWithPhoto('Bob')
    const history = worked(designOf(row), 9)
    await clinic.repository.saveHistory(row.id, history)
    const snapshot = snapshotOf(row, 'Agreed', history.entries.at(-1)?.design)
    await clinic.repository.addSnapshot(snapshot, bytesOf('picture'), bytesOf('small'))
    await clinic.repository.noteBackup('2026-01-02T03:04:05.000Z')
    const before = await clinic.repository.patients()
    await copy()
    const copiedBy = new Date().toISOString()
    await loseDatabase()
    expect(await clinic.repository.patients()).toEqual([])
    const { found, restored } = await restore()
    expect(found).toMatchObject({ patients: 2, photos: 2 })
    expect(found.copiedAt <= copiedBy).toBe(true)
    expect(restored).toEqual({ patients: 2, photos: 2, missingPhotos: 0, copiedAt: found.copiedAt })

    const { repository } = clinic
    expect(await repository.patients()).toEqual(before)
    expect(await repository.visit(visit.id)).toMatchObject({ patient, visit, photos: [row] })
    const after = await repository.history(row.id)
    expect(after?.at).toBe(history.at)
    history.entries.forEach((e, i) => expect(sameDesign(after!.entries[i]!.design, e.design)).toBe(true))
    expect(textOf(await repository.photoBytes(row.hash))).toBe('original')
    expect(textOf(await repository.photoThumbnail(row.id))).toBe('thumbnail')
    expect((await repository.snapshots(row.id)).map(({ name }) => name)).toEqual(['Agreed'])
    expect(textOf(await repository.snapshotPicture(snapshot.id))).toBe('picture')
    expect(textOf(await repository.snapshotThumbnail(snapshot.id))).toBe('small')
    expect((await repository.keeping()).lastBackup).toBe('2026-01-02T03:04:05.000Z')
    expect(await lost()).toBeNull()
    await repository.saveHistory(row.id, worked(designOf(row), 3))
  })

  it('comes back as it was one copy before where the newest one is torn', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann')
    await clinic.repository.saveHistory(row.id, worked(designOf(row), 4))
    await copy()
    await clinic.repository.saveHistory(row.id, worked(designOf(row), 7))
    await copy()
    const [files] = (await CopyFiles.all(clinic.name)).values()
    const generations = [...(await files!.generations(row.id))].toSorted(([, a], [, b]) => b.turn - a.turn)
    expect(generations.length).toBe(2)
    const torn = await (
      await files!.file('rows', generationName(row.id, generations[0]![0]))
    ).createWritable({
      keepExistingData: true,
    })
    await torn.write({ type: 'write', position: 300, data: new Uint8Array(4096) })
    await torn.close()
    await loseDatabase()
    await restore()
    expect((await clinic.repository.history(row.id))?.entries).toHaveLength(5)
  })

  it('stays lost until restoring has come to its end', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann')
    await copy()
    await loseDatabase()
    failWrites('patients')
    await expect(restore()).rejects.toMatchObject({ code: 'full' })
    vi.restoreAllMocks()
    await clinic.restart()
    expect(await clinic.repository.photo(row.id)).not.toBeNull()
    expect((await lost())?.copy?.patients).toBe(1)
    await restore()
    expect((await clinic.repository.patients()).map(({ patient }) => patient.name)).toEqual(['Ann'])
    expect(await lost()).toBeNull()
  })

  it('is missed also where there is no second copy', async () => {
    await clinic.addPatientWithPhoto('Ann')
    await loseDatabase()
    expect(await lost()).toEqual({ patients: 1, copy: null })
  })

  it('is found by its second copy alone where nothing else is left', async () => {
    await clinic.addPatientWithPhoto('Ann')
    await copy()
    localStorage.clear()
    await loseDatabase()
    expect((await lost())?.copy?.patients).toBe(1)
  })

  it('is offered again also where it came from a backup into an empty library', async () => {
    await addWorkedPatient(clinic, 'Ann')
    const file = await written(clinic)
    await loseDatabase()
    await clinic.repository.close()
    await startEmpty(clinic.name, { damaged: false })
    await clinic.restart()
    await importCase(file, clinic.repository, { as: 'merged' })
    await copy()
    await loseDatabase()
    expect(await lost()).toMatchObject({ patients: 1, copy: { patients: 1, photos: 1 } })
  })

  it('is offered where the browser was killed before it had noted the first patient', async () => {
    await lost()
    const note = Object.entries(localStorage)
    await clinic.addPatientWithPhoto('Ann')
    await copy()
    for (const [key, value] of note) localStorage.setItem(key, value as string)
    await loseDatabase()
    expect(await lost()).toMatchObject({ patients: 1, copy: { patients: 1 } })
  })

  it('is counted anew at every start, also where a former build has not noted what came in', async () => {
    await lost()
    const note = Object.entries(localStorage)
    await clinic.addPatientWithPhoto('Ann')
    for (const [key, value] of note) localStorage.setItem(key, value as string)
    expect(await lost()).toBeNull()
    await loseDatabase()
    expect(await lost()).toEqual({ patients: 1, copy: null })
  })

  it('counts nobody who was made and left at once, neither when it is found nor when it is back', async () => {
    await clinic.addPatientWithPhoto('Ann')
    await clinic.addPatientWithPhoto(NEW_NAME)
    await clinic.repository.addPatient(NEW_NAME)
    await copy()
    await loseDatabase()
    const { found, restored } = await restore()
    expect([found.patients, restored.patients]).toEqual([2, 2])
    expect(await clinic.repository.patients()).toHaveLength(3)
  })

  it('can be given up; what is left of it stays, beside the copy of the new one', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann')
    await copy()
    await loseDatabase()
    await clinic.repository.close()
    await startEmpty(clinic.name, { damaged: false })
    await clinic.restart()
    expect(await lost()).toBeNull()
    await clinic.addPatientWithPhoto('Bob')
    await copy()
    expect((await CopyFiles.all(clinic.name)).size).toBe(2)
    const texts = await fileTexts()
    expect(texts).toContain(row.id)
    expect(texts).toContain('Bob')
  })

  it('is none where the patients were deleted on purpose', async () => {
    const { patient } = await clinic.addPatientWithPhoto('Ann')
    await copy()
    await clinic.repository.removePatient(patient.id)
    expect(await lostLibrary(clinic.name, await clinic.restart())).toBeNull()
  })

  it('is none in a browser that was never here', async () => {
    expect(await lost()).toBeNull()
  })
})

describe('the second copy', () => {
  it('has three generations of rows, and every photo once', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann', { hash: 'same' })
    await clinic.addPatientWithPhoto('Bob', { hash: 'same' })
    for (let i = 0; i < 5; i++) {
      await clinic.repository.saveHistory(row.id, worked(designOf(row), 3 + i))
      await copy()
    }
    const [files] = (await CopyFiles.all(clinic.name)).values()
    const turns = [...(await files!.generations(row.id)).values()].map(({ turn }) => turn)
    expect(turns.toSorted((a, b) => a - b)).toEqual([3, 4, 5])
    const originals = await files!.folder.getDirectoryHandle('originals')
    const names: string[] = []
    for await (const name of originals.keys()) names.push(name)
    expect(names).toEqual(['same'])
  })

  it('copies what has changed, and nothing else', async () => {
    const ann = await clinic.addPatientWithPhoto('Ann')
    const bob = await clinic.addPatientWithPhoto('Bob')
    await copy()
    await clinic.repository.saveHistory(ann.row.id, worked(designOf(ann.row), 3))
    await copy()
    await copy()
    const [files] = (await CopyFiles.all(clinic.name)).values()
    const turnOf = async (unit: string) => (await files!.newest(unit))?.turn
    expect([await turnOf(ann.row.id), await turnOf(bob.row.id), await turnOf(LIBRARY)]).toEqual([2, 1, 1])
    expect((await clinic.count())['uncopied']).toBe(0)
  })

  it('has what cannot be read as well, and gives it back as it was', async () => {
    const { patient, row } = await clinic.addPatientWithPhoto('Ann')
    const bob = await clinic.addPatientWithPhoto('Bob')
    const history = worked(designOf(row), 4)
    await clinic.repository.saveHistory(row.id, history)
    await copy()
    const db = await clinic.rows()
    const odd = { ...patient, sex: 'of a later build' }
    await db.put('patients', odd)
    await db.put('photos', { ...row, width: 0 })
    await clinic.repository.patients()
    expect((await clinic.repository.keeping()).quarantined).toBe(2)
    // As often as there are generations: nothing of it is left in an older one.
    for (const name of ['B', 'Bo', 'Bob']) {
      await clinic.repository.renamePatient(bob.patient.id, name)
      await copy()
    }
    db.close()
    await loseDatabase()
    await restore()
    expect((await clinic.repository.keeping()).quarantined).toBe(2)
    const aside = (await (await clinic.rows()).getAll('quarantine')) as { row: unknown }[]
    expect(aside.map((entry) => entry.row)).toEqual(expect.arrayContaining([odd, { ...row, width: 0 }]))
    expect(textOf(await clinic.repository.photoBytes(row.hash))).toBe('original')
    expect((await clinic.repository.history(row.id))?.entries).toHaveLength(history.entries.length)
  })

  it('keeps nothing of a deleted patient or snapshot', async () => {
    const { patient, row } = await clinic.addPatientWithPhoto('Ann of old')
    const bob = await clinic.addPatientWithPhoto('Bob')
    const [gone, stays] = [snapshotOf(bob.row, 'Gone'), snapshotOf(bob.row, 'Stays')]
    await clinic.repository.addSnapshot(snapshotOf(row, 'One'), bytesOf('picture of Ann'), bytesOf('small'))
    await clinic.repository.addSnapshot(gone, bytesOf('picture that goes'), bytesOf('small'))
    await clinic.repository.addSnapshot(stays, bytesOf('picture that stays'), bytesOf('small'))
    await copy()
    await clinic.repository.renamePatient(bob.patient.id, 'Bob B.')
    await copy()
    expect(await fileTexts()).toContain('Ann of old')
    await clinic.repository.removePatient(patient.id)
    await clinic.repository.removeSnapshot(gone.id)
    await clinic.restart()
    await copy()
    const texts = await fileTexts()
    for (const trace of ['Ann of old', patient.id, row.id, row.hash, 'picture of Ann', 'picture that goes'])
      expect(texts).not.toContain(trace)
    expect(texts).toContain('picture that stays')
  })
})
