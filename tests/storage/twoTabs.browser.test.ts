import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { current, push, type History } from '../../src/core/design/history.ts'
import { DesignLock } from '../../src/storage/designLock.ts'
import { StorageError, type Repository } from '../../src/storage/repository.ts'
import { forgetUnsaved, newestHistory, openedFromDisk, startAutosave } from '../../src/store/saving/autosave.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { jobsStore } from '../../src/store/jobsStore.ts'
import { claimDesign, letGoOfDesign } from '../../src/store/saving/oneWriter.ts'
import { isPaused } from '../../src/store/saving/pausedStore.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine } from '../../src/worker/engine.ts'
import { Clinic } from './clinic.ts'

let clinic: Clinic
const tabs: Tab[] = []
beforeEach(async () => {
  clinic = await Clinic.start()
})
afterEach(async () => {
  vi.useRealTimers()
  for (const tab of tabs.splice(0)) tab.lock.close()
  await clinic.end()
})

/** Lets tabs hear what was said until now. */
const messages = () => new Promise((resolve) => setTimeout(resolve, 50))

/** A tab with the design open: it edits while it may, and looks on while another one does. */
class Tab {
  lock!: DesignLock
  history!: History
  mayEdit = false
  /** Whether its disk fails. */
  broken = false
  /** What its disk waits for. */
  slow: Promise<unknown> = Promise.resolve()
  #saving: Promise<unknown> = Promise.resolve()
  #onMine: () => void = () => {}
  /** What it read takes the place of what it had. */
  onRead: () => void = () => {}

  private constructor(
    private readonly repository: Repository,
    private readonly photoId: string,
  ) {}

  static async open(photoId: string): Promise<Tab> {
    const tab = new Tab(await clinic.secondTab(), photoId)
    tab.lock = await DesignLock.open(photoId, {
      onMine: ({ first }) => void (first ? tab.#start() : tab.#read().then(() => tab.#start())),
      onElsewhere: () => (tab.mayEdit = false),
      onAsked: async () => {
        tab.mayEdit = false
        await tab.#saving
        return !tab.broken
      },
      onSavedElsewhere: () => void tab.#read(),
    })
    await tab.#read()
    tabs.push(tab)
    return tab
  }

  /** False where editing is paused. */
  edit(label: string): boolean {
    if (!this.mayEdit) return false
    const design = current(this.history)
    this.history = push(this.history, { ...design, fill: { ...design.fill, seed: design.fill.seed + 1 } }, label)
    const { history } = this
    this.#saving = Promise.all([this.#saving, this.slow]).then(() => this.repository.saveHistory(this.photoId, history))
    return true
  }

  async takeOver(): Promise<boolean> {
    const mine = new Promise<void>((resolve) => (this.#onMine = resolve))
    const taken = await this.lock.takeOver()
    if (taken && !this.mayEdit) await mine
    return taken
  }

  get labels(): string[] {
    return this.history.entries.slice(1).map(({ label }) => label)
  }

  async mine(): Promise<void> {
    if (!this.mayEdit) await new Promise<void>((resolve) => (this.#onMine = resolve))
  }

  #start(): void {
    this.mayEdit = true
    this.#onMine()
  }

  async #read(): Promise<void> {
    this.history = (await this.repository.history(this.photoId)) ?? this.history
    this.onRead()
  }
}

describe('one design in two tabs', () => {
  it('keeps each of 200 edits that the tabs take turns at, in their order', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann')
    const [a, b] = [await Tab.open(row.id), await Tab.open(row.id)]
    expect([a.mayEdit, b.mayEdit]).toEqual([true, false])
    const done: string[] = []
    for (let i = 0; i < 200; i++) {
      const tab = i % 3 === 1 ? b : a
      // Now and then several in a row, and the take-over comes while the last one is being written.
      if (!tab.mayEdit) expect(await tab.takeOver()).toBe(true)
      expect(tab.edit(`edit ${i}`)).toBe(true)
      expect((tab === a ? b : a).edit('never')).toBe(false)
      done.push(`edit ${i}`)
    }
    const last = a.mayEdit ? b : a
    await last.takeOver()
    expect(last.labels).toEqual(done)
    expect((await (await clinic.secondTab()).history(row.id))?.entries.slice(1).map(({ label }) => label)).toEqual(done)
  })

  it('is not taken from a tab that lives before that one has saved, for as long as 20 s', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann')
    const [a, b] = [await Tab.open(row.id), await Tab.open(row.id)]
    let onDisk = () => {}
    a.slow = new Promise<void>((resolve) => (onDisk = resolve))
    a.edit('slow')
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const taken = b.takeOver()
    await expect.poll(() => a.mayEdit).toBe(false)
    await messages()
    await vi.advanceTimersByTimeAsync(19_000)
    await messages()
    expect(b.mayEdit).toBe(false)
    onDisk()
    expect(await taken).toBe(true)
    expect(b.labels).toEqual(['slow'])
  })

  it('is taken after 20 s from a tab that lives and cannot save: what that one had on disk goes on', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann')
    const [a, b] = [await Tab.open(row.id), await Tab.open(row.id)]
    a.slow = new Promise(() => {})
    a.edit('never saved')
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const taken = b.takeOver()
    await expect.poll(() => a.mayEdit).toBe(false)
    await messages()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await taken).toBe(true)
    expect([a.mayEdit, b.mayEdit, b.labels]).toEqual([false, true, []])
  })

  it('is taken from a tab that hangs', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann')
    const holding = new Promise<void>((held) => {
      void navigator.locks
        .request(`trichion design ${row.id}`, () => {
          held()
          return new Promise(() => {})
        })
        .catch(() => undefined)
    })
    await holding
    const tab = await Tab.open(row.id)
    expect(tab.edit('never')).toBe(false)
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const taken = tab.takeOver()
    await vi.advanceTimersByTimeAsync(5000)
    expect(await taken).toBe(true)
    expect(tab.edit('now')).toBe(true)
  })

  it('is edited at once where the tab that hangs is closed while it is waited for, and nothing is read over it', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann')
    const [a, b] = [await Tab.open(row.id), await Tab.open(row.id)]
    a.slow = new Promise(() => {})
    a.edit('hangs')
    const read: string[] = []
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const taken = b.takeOver()
    await expect.poll(() => a.mayEdit).toBe(false)
    a.lock.close()
    expect(await taken).toBe(true)
    b.onRead = () => read.push('again')
    const edited = b.edit('now')
    await vi.advanceTimersByTimeAsync(30_000)
    await messages()
    expect([edited, b.mayEdit, read, b.labels]).toEqual([true, true, [], ['now']])
  })

  it('that was left while it is still being written pauses no other one when it is asked for', async () => {
    const [left, next] = [await clinic.addPatientWithPhoto('Ann'), await clinic.addPatientWithPhoto('Ben')]
    let onDisk = () => {}
    const disk = new Promise<void>((resolve) => (onDisk = resolve))
    setServices({ repository: { saveHistory: () => disk } as unknown as Repository, engine: {} as Engine })
    const stop = startAutosave()
    await claimDesign(left.row.id)
    const history = (await clinic.repository.history(left.row.id))!
    designStore.setState({ ...closedStudio, photo: left.row, history })
    await claimDesign(next.row.id)
    const other = await DesignLock.open(left.row.id, {
      onMine: () => {},
      onElsewhere: () => {},
      onAsked: () => Promise.resolve(true),
      onSavedElsewhere: () => {},
    })
    const taken = other.takeOver()
    await messages()
    expect(isPaused()).toBe(false)
    onDisk()
    expect(await taken).toBe(true)
    expect(isPaused()).toBe(false)
    letGoOfDesign()
    other.close()
    stop()
    designStore.setState(closedStudio)
  })

  it('comes back with its last change where that could not be saved while another one was looked at', async () => {
    const [left, next] = [await clinic.addPatientWithPhoto('Ann'), await clinic.addPatientWithPhoto('Ben')]
    let fail = () => {}
    const disk = new Promise<void>((_, reject) => (fail = () => reject(new StorageError('full', 'The disk is full.'))))
    const repository: Partial<Repository> = {
      saveHistory: () => disk,
      history: (photoId) => clinic.repository.history(photoId),
    }
    setServices({ repository: repository as Repository, engine: {} as Engine })
    const stop = startAutosave()
    const stored = (await clinic.repository.history(left.row.id))!
    openedFromDisk(stored)
    await claimDesign(left.row.id)
    designStore.setState({ ...closedStudio, photo: left.row, history: stored })
    const design = current(stored)
    const edited = push(stored, { ...design, fill: { ...design.fill, seed: design.fill.seed + 1 } }, 'last')
    designStore.setState({ history: edited })
    await claimDesign(next.row.id)
    designStore.setState(closedStudio)
    const back = claimDesign(left.row.id)
    await messages()
    fail()
    await back
    await messages()
    expect(isPaused()).toBe(false)
    expect(await newestHistory(left.row.id)).toBe(edited)
    expect(jobsStore.getState().toast).toBeNull()
    letGoOfDesign()
    forgetUnsaved(left.row.patientId)
    stop()
    designStore.setState(closedStudio)
  })

  it('that comes from a tab that was closed leaves another one paused that is looked at meanwhile', async () => {
    const [first, next] = [await clinic.addPatientWithPhoto('Ann'), await clinic.addPatientWithPhoto('Ben')]
    const [a, b] = [await Tab.open(first.row.id), await Tab.open(next.row.id)]
    let read = () => {}
    const reading = new Promise<void>((resolve) => (read = resolve))
    let reads = 0
    const history = () => (reads++, reading.then(() => null))
    setServices({ repository: { history } as Partial<Repository> as Repository, engine: {} as Engine })
    await claimDesign(first.row.id)
    a.lock.close()
    await expect.poll(() => reads).toBe(1)
    await claimDesign(next.row.id)
    expect([isPaused(), b.mayEdit]).toEqual([true, true])
    read()
    await messages()
    expect(isPaused()).toBe(true)
    letGoOfDesign()
  })

  it('is handed over by itself when the tab that edits is closed', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann')
    const [a, b] = [await Tab.open(row.id), await Tab.open(row.id)]
    a.edit('last')
    await a.takeOver()
    a.lock.close()
    await b.mine()
    expect(b.edit('next')).toBe(true)
  })

  it('stays where it is while the last change there is not saved', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann')
    const [a, b] = [await Tab.open(row.id), await Tab.open(row.id)]
    a.broken = true
    expect(await b.takeOver()).toBe(false)
    expect([a.mayEdit, b.mayEdit]).toEqual([true, false])
    a.broken = false
    expect(await b.takeOver()).toBe(true)
    expect([a.mayEdit, b.mayEdit]).toEqual([false, true])
  })
})
