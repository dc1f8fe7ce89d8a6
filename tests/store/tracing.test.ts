import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Design } from '../../src/core/design/design.ts'
import { current, startHistory, type History } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { isTraced, startReversal, withReversal } from '../../src/core/design/reversal.ts'
import { historyFromRecord, historyToRecord } from '../../src/core/design/serialise.ts'
import type { PhotoRow, Repository } from '../../src/storage/repository.ts'
import { flush, openedFromDisk, startAutosave } from '../../src/store/saving/autosave.ts'
import { edit, undo } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import {
  beginReversal,
  cancelMeasuring,
  cancelTracing,
  endTracing,
  followReversal,
  isTracing,
  measureAgain,
  reversalStore,
  showStages,
  traceExisting,
} from '../../src/store/reversal/reversalActions.ts'
import { handled, putBack } from '../../src/store/reversal/reversalView.ts'
import { setServices } from '../../src/store/services.ts'
import { setView } from '../../src/store/viewStore.ts'
import type { Engine } from '../../src/worker/engine.ts'

const first = newDesign({ id: 'p', hash: 'h', width: 3000, height: 4000 })
let disk: History
let stop = () => {}
/** Designs whose ink is asked for. */
let asked: Design[] = []

/** The photo as it is when its visit is opened. */
function open(history: History): void {
  disk = history
  openedFromDisk(history)
  designStore.setState({ ...closedStudio, photo: { id: 'p' } as PhotoRow, history, design: current(history) })
}

describe('a tracing of existing work that is given up', () => {
  beforeEach(() => {
    asked = []
    setServices({
      engine: { reversal: (design: Design) => Promise.resolve(void asked.push(design)) } as unknown as Engine,
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
    cancelTracing('Cancel tracing')
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
    cancelTracing('Cancel tracing')
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
    cancelTracing('Cancel tracing')
    expect(designStore.getState().history).toBe(before)
  })

  it('goes on also where nothing was moved yet', () => {
    open(startHistory(startReversal(first)))
    showStages(true)
    traceExisting()
    showStages(false)
    showStages(true)
    expect(isTracing()).toBe(true)
    endTracing('Lay existing line')
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
    cancelTracing('Cancel tracing')
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

  describe('after the page was loaded anew', () => {
    /** The page is gone in the midst of the tracing, and opened again on what is on the disk. */
    async function reload(): Promise<void> {
      await flush()
      setView({ reversal: 'off' })
      designStore.setState(closedStudio)
      // What the page knew of the tracing is of a history that is gone.
      const read = historyFromRecord(historyToRecord(disk))
      open(read)
      showStages(true)
    }
    /** As a hand that drags the line. */
    function drag(byPx: number): void {
      const { design } = designStore.getState()
      const old = handled(design!)
      const midline = { ...old.hairline.midline, y: old.hairline.midline.y - byPx }
      edit(putBack(design!, { ...old, hairline: { ...old.hairline, midline } }), 'Move midline')
    }
    const existing = () => current(designStore.getState().history!).reversal!.existing

    it('is still going on with what was dragged so far, and confirmed by the hand alone', async () => {
      open(startHistory(first))
      showStages(true)
      beginReversal('Start reversal', null)
      await reload()
      expect(isTracing()).toBe(true)
      drag(50)
      await reload()
      expect(isTracing()).toBe(true)
      expect(existing().hairline.midline.y).toBe(first.hairline.midline.y - 50)
      endTracing('Lay existing line')
      await reload()
      expect(isTracing()).toBe(false)
      expect(existing().hairline.midline.y).toBe(first.hairline.midline.y - 50)
    })

    it('can still be given up as if it had never begun', async () => {
      open(startHistory(first))
      showStages(true)
      beginReversal('Start reversal', null)
      drag(50)
      await reload()
      cancelTracing('Cancel tracing')
      expect(isTracing()).toBe(false)
      expect(designStore.getState().history!.entries).toHaveLength(1)
      await flush()
      expect(current(disk).reversal).toBeNull()
    })

    it('leads back to the line that was laid before, where that was traced again', async () => {
      open(startHistory(startReversal(first)))
      showStages(true)
      traceExisting()
      drag(50)
      await reload()
      expect(isTracing()).toBe(true)
      cancelTracing('Cancel tracing')
      expect(existing().hairline).toEqual(first.hairline)
      expect(isTraced(current(designStore.getState().history!))).toBe(false)
    })

    it('asks for no figures before the line is said to be right', async () => {
      open(startHistory(first))
      showStages(true)
      beginReversal('Start reversal', null)
      await flush()
      setView({ reversal: 'off' })
      const stopFollowing = followReversal()
      await reload()
      await flush()
      expect(asked).toEqual([])
      endTracing('Lay existing line')
      expect(asked).toHaveLength(1)
      stopFollowing()
    })

    it('is gone on with once it is undone that the line is right', () => {
      open(startHistory(first))
      showStages(true)
      const stopFollowing = followReversal()
      beginReversal('Start reversal', null)
      drag(50)
      endTracing('Lay existing line')
      undo()
      expect(isTracing()).toBe(true)
      undo()
      expect(isTracing()).toBe(true)
      stopFollowing()
      cancelTracing('Cancel tracing')
    })
  })
})

describe('measuring the ink', () => {
  it('is given up by the hand, begins anew by the hand, and with a stage that needs the ink', async () => {
    const waiting: ((figures: null) => void)[] = []
    const reversal = () => new Promise<null>((resolve) => waiting.push(resolve))
    const cancelReversal = () => waiting.at(-1)?.(null)
    setServices({ engine: { reversal, cancelReversal } as unknown as Engine, repository: {} as Repository })
    open(startHistory(withReversal(startReversal(first), { shownAfter: 2 })))
    setView({ reversal: 'stages' })
    const stopFollowing = followReversal()
    const later = () => new Promise((resolve) => setTimeout(resolve, 300))
    expect(waiting).toHaveLength(1)
    cancelMeasuring('Cancel measuring')
    await later()
    expect(reversalStore.getState()).toMatchObject({ givenUp: true, measuring: null, failed: false })
    expect(waiting).toHaveLength(1)
    const shown = () => designStore.getState().design!
    expect(shown().reversal!.shownAfter).toBe(0)
    expect(designStore.getState().history!.entries).toHaveLength(1)
    measureAgain()
    expect(waiting).toHaveLength(2)
    expect(reversalStore.getState().givenUp).toBe(false)
    cancelMeasuring('Cancel measuring')
    await later()
    edit(withReversal(shown(), { shownAfter: 1 }), 'Stage')
    expect(waiting).toHaveLength(3)
    stopFollowing()
  })
})
