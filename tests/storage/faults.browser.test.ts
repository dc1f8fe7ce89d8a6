import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { current, push, sameDesign, type History } from '../../src/core/design/history.ts'
import { Connection } from '../../src/storage/connection.ts'
import { HistoryRows } from '../../src/storage/historyRows.ts'
import { Quarantine } from '../../src/storage/quarantine.ts'
import type { Database } from '../../src/storage/schema.ts'
import type { PhotoRow } from '../../src/storage/repository.ts'
import {
  forgetUnsaved,
  hasUnsaved,
  saveState,
  saveStore,
  startAutosave,
  tryAgain,
} from '../../src/store/saving/autosave.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine } from '../../src/worker/engine.ts'
import { Clinic } from './clinic.ts'
import { faults, putBack } from './faults.ts'

let clinic: Clinic
let row: PhotoRow
let patientId: string
let newest: History

startAutosave()

beforeEach(async () => {
  clinic = await Clinic.start()
  const added = await clinic.addPatientWithPhoto('Ann')
  row = added.row
  patientId = added.patient.id
  newest = (await clinic.repository.history(row.id))!
  setServices({ engine: {} as Engine, repository: clinic.repository })
  designStore.setState({ photo: row, history: newest })
  await vi.waitFor(() => expect(saveState()).toBe('saved'))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(async () => {
  putBack()
  vi.useRealTimers()
  forgetUnsaved(patientId)
  designStore.setState(closedStudio)
  await clinic.end()
})

function edit(): void {
  const design = current(newest)
  newest = push(newest, { ...design, fill: { ...design.fill, seed: design.fill.seed + 1 } }, 'Edit')
  designStore.setState({ history: newest })
}

const later = setTimeout
/** Lets the database answer, a real moment. */
const answers = () => new Promise<void>((resolve) => void later(resolve, 4))

async function onDisk(): Promise<History | null> {
  const db = (await clinic.rows()) as unknown as Database
  return new HistoryRows('a reader', new Quarantine(new Connection(clinic.name), () => {})).load(db, row.id)
}

const isOnDisk = async (history: History) => {
  const stored = await onDisk()
  return stored?.entries.length === history.entries.length && sameDesign(current(stored), current(history))
}

describe('a database that fails', () => {
  const variants = faults.flatMap((fault) => [1, 2, 3, 4, 5, 6, 8].map((nth) => ({ ...fault, nth })))

  it.each(variants)(
    'at $at, which $way, at call $nth: never a false Saved, and all is saved in the end',
    async (fault) => {
      const falsely: number[] = []
      fault.start(fault.nth)
      for (let i = 0; i < 4; i++) {
        edit()
        const mine = newest
        for (let wait = 0; wait < 6 && saveState() === 'saving'; wait++) await answers()
        // Whoever is told nothing within 5 s is told that it is not saved.
        if (saveState() === 'saving') await vi.advanceTimersByTimeAsync(5000)
        expect(saveState()).not.toBe('saving')
        if (saveState() === 'saved' && !(await isOnDisk(mine))) falsely.push(i)
      }
      expect(falsely).toEqual([])
      putBack()
      // What hangs is given up after a while, and tried again by itself.
      for (let i = 0; i < 40 && saveState() !== 'saved'; i++) {
        await vi.advanceTimersByTimeAsync(5000)
        await answers()
      }
      expect(saveState()).toBe('saved')
      expect(hasUnsaved()).toBe(false)
      expect(await isOnDisk(newest)).toBe(true)
    },
  )

  it('says what is wrong, and saves at once when asked to try again', async () => {
    faults.find(({ at, way }) => at === 'complete' && way === 'is full')!.start(1)
    edit()
    await vi.waitFor(() => expect(saveState()).toBe('failed'))
    expect(saveStore.getState().problem).toBe('full')
    tryAgain()
    expect(saveState()).toBe('saving')
    await vi.waitFor(() => expect(saveState()).toBe('failed'))
    putBack()
    tryAgain()
    await vi.waitFor(() => expect(saveState()).toBe('saved'))
    expect(saveStore.getState().problem).toBeNull()
    expect(await isOnDisk(newest)).toBe(true)
  })
})
