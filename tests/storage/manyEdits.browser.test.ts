import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { cdp } from 'vitest/browser'
import { current, push, sameDesign } from '../../src/core/design/history.ts'
import { saveState, startAutosave } from '../../src/store/saving/autosave.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine } from '../../src/worker/engine.ts'
import { painted, strokesOn } from '../core/sampling/sampleStrokes.ts'
import { Clinic } from './clinic.ts'

let clinic: Clinic
beforeEach(async () => {
  clinic = await Clinic.start()
})
afterEach(async () => {
  designStore.setState(closedStudio)
  await clinic.end()
})

interface Devtools {
  send(method: string): Promise<{ readonly usedSize: number }>
}

/** MB in use once what is free has been given back. */
async function heapMB(): Promise<number> {
  const devtools = cdp() as unknown as Devtools
  await devtools.send('HeapProfiler.collectGarbage')
  return (await devtools.send('Runtime.getHeapUsage')).usedSize / 1e6
}

it('a thousand edits are all kept, and leave the heap as it was', async () => {
  startAutosave()
  const { row } = await clinic.addPatientWithPhoto('Ann')
  setServices({ engine: {} as Engine, repository: clinic.repository })
  const started = (await clinic.repository.history(row.id))!
  designStore.setState({ photo: row, history: started })
  const strokes = strokesOn(current(started), 40)
  const edits = async (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      const { history } = designStore.getState()
      const design = painted(current(history!), strokes[i % strokes.length]!)
      designStore.setState({ history: push(history!, design, `Edit ${i}`) })
      await vi.waitFor(() => expect(saveState()).toBe('saved'), { interval: 2, timeout: 10_000 })
    }
  }
  // The undo list fills up first: 200 steps are kept.
  await edits(0, 250)
  const before = await heapMB()
  await edits(250, 1000)
  expect(await heapMB()).toBeLessThan(1.1 * before)
  const kept = (await clinic.repository.history(row.id))!
  expect(kept.entries.at(-1)?.label).toBe('Edit 999')
  expect(sameDesign(current(kept), current(designStore.getState().history!))).toBe(true)
})
