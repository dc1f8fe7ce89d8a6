import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { current, push, sameDesign } from '../../src/core/design/history.ts'
import { importCase } from '../../src/storage/caseFileMerge.ts'
import { readCaseFile, type CaseFile } from '../../src/storage/caseFileReader.ts'
import type { PhotoRow, Repository } from '../../src/storage/repository.ts'
import { hasUnsaved, saveState, startAutosave, tryAgain } from '../../src/store/saving/autosave.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { exportProject } from '../../src/store/saving/projectExport.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine } from '../../src/worker/engine.ts'
import { addWorkedPatient, inspector } from '../storage/caseLibrary.ts'
import { Clinic, failWrites, textOf } from '../storage/clinic.ts'

let clinic: Clinic
let elsewhere: Clinic
let stop: () => void
beforeEach(async () => {
  clinic = await Clinic.start()
  elsewhere = await Clinic.start()
  stop = startAutosave()
})
afterEach(async () => {
  stop()
  vi.restoreAllMocks()
  // What waits is written, so that nothing of one test waits in the next.
  designStore.setState(closedStudio)
  setServices({ engine: {} as Engine, repository: { saveHistory: async () => {} } as unknown as Repository })
  tryAgain()
  await expect.poll(() => hasUnsaved()).toBe(false)
  await clinic.end()
  await elsewhere.end()
})

/** Opens a photo of the library, in memory as the studio has it. */
async function open(row: PhotoRow, from: Repository = clinic.repository): Promise<void> {
  const bytes = (await clinic.repository.photoBytes(row.hash))!
  const engine: Partial<Engine> = { currentPhoto: () => new Blob([bytes]) }
  const found = (await clinic.repository.visit(row.visitId))!
  const history = (await clinic.repository.history(row.id))!
  const snapshots = await clinic.repository.snapshots(row.id)
  setServices({ engine: engine as Engine, repository: from })
  const { patient, visit, visits, photos } = found
  designStore.setState({ patient, visit, visits, photos, photo: row, history, design: current(history), snapshots })
}

function edit(densityPerCm2: number): void {
  const { history } = designStore.getState()
  const design = current(history!)
  const next = { ...design, fill: { ...design.fill, densityPerCm2 } }
  designStore.setState({ history: push(history!, next, 'Change density'), design: next })
}

/** An edit that does not reach the disk. */
async function editUnsaved(densityPerCm2: number): Promise<void> {
  edit(densityPerCm2)
  await expect.poll(saveState).toBe('failed')
}

/** What the button hands to the browser's downloads, read and checked as an import does. */
async function exported(): Promise<{ name: string; file: CaseFile }> {
  const blobs: Blob[] = []
  const names: string[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => `blob:${blobs.push(blob as Blob)}`)
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download)
  })
  await exportProject()
  expect(names.length).toBe(1)
  return { name: names[0]!, file: await readCaseFile(blobs[0]!, inspector) }
}

/** Neither reads nor writes. */
const broken = (): Repository =>
  new Proxy({} as Repository, { get: () => () => Promise.reject(new Error('Storage is off.')) })

describe('the project that is exported because it cannot be saved', () => {
  it('opens in another library as the same design, with its undo list, its photo and its snapshots', async () => {
    const row = await addWorkedPatient(clinic, 'Ann')
    await open(row)
    failWrites('histories')
    await editUnsaved(77)
    const { history: before } = designStore.getState()
    const { name, file } = await exported()
    expect(name).toMatch(/^trichion-project-[\d-]+\.trichion$/)
    vi.restoreAllMocks()

    expect(await importCase(file, elsewhere.repository, { as: 'merged' })).toMatchObject({ added: 1, photos: 1 })
    const history = (await elsewhere.repository.history(row.id))!
    expect(current(history).fill.densityPerCm2).toBe(77)
    expect(sameDesign(current(history), current(before!))).toBe(true)
    expect(history.entries.map(({ label }) => label)).toEqual(before!.entries.map(({ label }) => label))
    expect(history.at).toBe(before!.at)
    expect(textOf(await elsewhere.repository.photoBytes(row.hash))).toBe('original of Ann')
    const [patient] = await elsewhere.repository.patients()
    expect(patient).toMatchObject({ patient: { name: 'Ann' }, visits: [{ id: row.visitId }], photos: [{ id: row.id }] })
    const [snapshot] = await elsewhere.repository.snapshots(row.id)
    expect(snapshot?.name).toBe('Mature 75 mm')
    expect(textOf(await elsewhere.repository.snapshotPicture(snapshot!.id))).toBe('picture of Ann')
  })

  it('goes on from what is in the library that it came from, once that has room again', async () => {
    const row = await addWorkedPatient(clinic, 'Ann')
    await open(row)
    edit(77)
    await expect.poll(saveState).toBe('saved')
    failWrites('histories')
    await editUnsaved(78)
    const { file } = await exported()
    vi.restoreAllMocks()
    expect(await importCase(file, clinic.repository, { as: 'merged' })).toMatchObject({ updated: 1, continued: 1 })
    expect(current((await clinic.repository.history(row.id))!).fill.densityPerCm2).toBe(78)
  })

  it('is made of what memory has where nothing can be read either', async () => {
    const row = await addWorkedPatient(clinic, 'Ann')
    await open(row, broken())
    await editUnsaved(79)
    const { file } = await exported()
    await importCase(file, elsewhere.repository, { as: 'merged' })
    expect(current((await elsewhere.repository.history(row.id))!).fill.densityPerCm2).toBe(79)
    expect(textOf(await elsewhere.repository.photoBytes(row.hash))).toBe('original of Ann')
    expect((await elsewhere.repository.snapshots(row.id)).map(({ name }) => name)).toEqual(['Mature 75 mm'])
  })

  it('takes along the work on another patient that waits to be saved', async () => {
    const ann = await addWorkedPatient(clinic, 'Ann')
    const bea = await addWorkedPatient(clinic, 'Bea')
    await open(ann)
    failWrites('histories')
    await editUnsaved(81)
    await open(bea)
    await editUnsaved(82)
    const { file } = await exported()
    vi.restoreAllMocks()
    expect(await importCase(file, elsewhere.repository, { as: 'merged' })).toMatchObject({ added: 2, photos: 2 })
    expect(current((await elsewhere.repository.history(ann.id))!).fill.densityPerCm2).toBe(81)
    expect(current((await elsewhere.repository.history(bea.id))!).fill.densityPerCm2).toBe(82)
  })

  it('says that it could not be made where the photo is nowhere to be had', async () => {
    const row = await addWorkedPatient(clinic, 'Ann')
    await open(row, broken())
    setServices({ engine: { currentPhoto: () => null } as Partial<Engine> as Engine, repository: broken() })
    await editUnsaved(83)
    await expect(exportProject()).rejects.toThrow('No photo')
  })
})
