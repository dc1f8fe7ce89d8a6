import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { current, startHistory, type History } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { startReversal } from '../../src/core/design/reversal.ts'
import type { PhotoRow, Repository } from '../../src/storage/repository.ts'
import { flush, openedFromDisk, startAutosave } from '../../src/store/autosave.ts'
import { edit, undo } from '../../src/store/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import {
  beginReversal,
  cancelTracing,
  endTracing,
  isTracing,
  showStages,
  traceExisting,
} from '../../src/store/reversalActions.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine } from '../../src/worker/engine.ts'

const first = newDesign({ id: 'p', hash: 'h', width: 3000, height: 4000 })
let disk: History
let stop = () => {}

/** The photo as it is when its visit is opened. */
function open(history: History): void {
  disk = history
  openedFromDisk(history)
  designStore.setState({ ...closedStudio, photo: { id: 'p' } as PhotoRow, history, design: current(history) })
}

describe('a tracing of existing work that is given up', () => {
  beforeEach(() => {
    setServices({
      engine: {} as Engine,
      repository: { saveHistory: (_: string, h: History) => Promise.resolve(void (disk = h)) } as unknown as Repository,
    })
    stop = startAutosave()
  })
  afterEach(() => stop())

  it('is gone from the disk too, also where it was the first thing done on the photo', async () => {
    open(startHistory(first))
    beginReversal('Start reversal', null)
    await flush()
    expect(current(disk).reversal).not.toBeNull()
    cancelTracing()
    await flush()
    expect(current(designStore.getState().history!).reversal).toBeNull()
    expect(current(disk).reversal).toBeNull()
    expect(designStore.getState().save).toBe('saved')
  })

  it('takes nothing back that another tab has done meanwhile', () => {
    open(startHistory(first))
    beginReversal('Start reversal', null)
    // As it is read from disk once the other tab has handed the design back.
    const other = { ...first, photo: { ...first.photo }, fill: { ...first.fill, densityPerCm2: 77 } }
    const theirs = startHistory(other)
    designStore.setState({ history: theirs, design: other })
    cancelTracing()
    expect(current(designStore.getState().history!).fill.densityPerCm2).toBe(77)
  })

  it('goes on where it was left for another screen, and can still be given up', () => {
    open(startHistory(first))
    const before = designStore.getState().history
    showStages(true)
    beginReversal('Start reversal', null)
    showStages(false)
    expect(isTracing()).toBe(false)
    showStages(true)
    expect(isTracing()).toBe(true)
    cancelTracing()
    expect(designStore.getState().history).toBe(before)
  })

  it('goes on also where nothing was moved yet', () => {
    open(startHistory(startReversal(first)))
    showStages(true)
    traceExisting()
    showStages(false)
    showStages(true)
    expect(isTracing()).toBe(true)
    endTracing()
  })

  it('takes nothing back that was done on the other screen meanwhile', () => {
    open(startHistory(first))
    showStages(true)
    beginReversal('Start reversal', null)
    showStages(false)
    const { design } = designStore.getState()
    edit({ ...design!, fill: { ...design!.fill, densityPerCm2: 77 } }, 'Density')
    showStages(true)
    expect(isTracing()).toBe(true)
    cancelTracing()
    expect(current(designStore.getState().history!).fill.densityPerCm2).toBe(77)
  })

  it('is over once its beginning was undone', () => {
    open(startHistory(first))
    showStages(true)
    beginReversal('Start reversal', null)
    showStages(false)
    undo()
    showStages(true)
    expect(isTracing()).toBe(false)
  })
})
