import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Design } from '../../src/core/design/design.ts'
import { fitOf } from '../../src/core/design/head/head.ts'
import { current, push, startHistory, type History } from '../../src/core/design/history.ts'
import { headOf } from '../../src/core/design/visitHistory.ts'
import type { PhotoRow, Repository, Snapshot } from '../../src/storage/repository.ts'
import {
  newestForFile,
  newestHistory,
  openedFromDisk,
  saveState,
  startAutosave,
} from '../../src/store/saving/autosave.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { setServices } from '../../src/store/services.ts'
import { storedHistory, storedSnapshots } from '../../src/store/saving/storedDesigns.ts'
import type { Engine } from '../../src/worker/engine.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'

const frontal = sampleDesignOf('frontal')
/** As it was stored before bands had rules: too narrow. */
const before: Design = {
  ...frontal,
  head: { ...frontal.head!, found: { fit: { ...fitOf(frontal)!, areaError: 0.03, lengthError: 0.02 }, rmsShare: 0 } },
}

let saved = 0
function stored(history: History, snapshots: readonly Snapshot[] = []): void {
  const repository: Partial<Repository> = {
    history: () => Promise.resolve(history),
    snapshots: () => Promise.resolve(snapshots),
    saveHistory: () => Promise.resolve(void saved++),
  }
  setServices({ engine: {} as Engine, repository: repository as Repository })
}

let stop = () => {}
beforeEach(() => {
  saved = 0
  stop = startAutosave()
})
afterEach(() => stop())

describe('a design that is opened with the bands of an older rule', () => {
  it('has today’s, which is neither a step nor anything to save', async () => {
    stored(startHistory(before))
    const history = (await newestHistory('frontal'))!
    expect(fitOf(current(history))!.areaError).toBeCloseTo(fitOf(frontal)!.areaError, 9)
    openedFromDisk(history)
    const photo = { ...frontal.photo, patientId: 'p', view: 'frontal' } as unknown as PhotoRow
    designStore.setState({ ...closedStudio, photo, history, design: current(history) })
    expect(headOf(history).undo).toBeNull()
    expect(saveState()).toBe('saved')
    expect(saved).toBe(0)
  })

  it('has them in every step of its history, and in its snapshots', async () => {
    const history = push(startHistory(before), { ...before, fill: { ...before.fill, filled: true } }, 'Fill with dots')
    const snapshot: Snapshot = {
      id: 's',
      photoId: 'frontal',
      visitId: 'v',
      name: 'S',
      createdAt: '2027-01-04',
      engineVersion: '1',
      design: before,
      figures: null,
    }
    stored(history, [snapshot])
    const opened = (await storedHistory('frontal'))!
    expect(opened.at).toBe(history.at)
    expect(opened.entries.map(({ label }) => label)).toEqual(history.entries.map(({ label }) => label))
    const designs = [...opened.entries, ...(await storedSnapshots('frontal'))].map(({ design }) => design)
    expect(designs).toHaveLength(3)
    for (const design of designs) expect(fitOf(design)!.areaError).toBeCloseTo(fitOf(frontal)!.areaError, 9)
  })

  it('has what a snapshot counted in bands as much wider as its head’s are, and none narrower', async () => {
    const ends = { low: 97, high: 103 }
    const figures = { heightMm: 100, areaCm2: 100, dots: 100, bands: { heightMm: ends, areaCm2: ends, dots: ends } }
    const rest = { photoId: 'frontal', visitId: 'v', name: 'S', createdAt: '2027-01-04', engineVersion: '1', figures }
    const { areaError, lengthError } = fitOf(frontal)!
    const found = { fit: { ...fitOf(before)!, areaError: 0.6, lengthError: 0.6 }, rmsShare: 0 }
    const unsure: Design = { ...before, head: { ...before.head!, found } }
    stored(startHistory(before), [
      { ...rest, id: 'narrow', design: before },
      { ...rest, id: 'wide', design: unsure },
      { ...rest, id: 'today', design: frontal },
    ])
    const [narrow, wide, today] = await storedSnapshots('frontal')
    const half = ({ low, high }: { low: number; high: number }) => (high - low) / 2
    const { areaCm2, dots, heightMm } = narrow!.figures!.bands!
    expect(half(areaCm2)).toBeCloseTo((3 * areaError) / 0.03, 6)
    expect(half(dots)).toBeCloseTo((3 * areaError) / 0.03, 6)
    expect(half(heightMm)).toBeCloseTo((3 * lengthError) / 0.02, 6)
    expect(narrow!.figures).toMatchObject({ heightMm: 100, areaCm2: 100, dots: 100 })
    expect(wide!.figures!.bands).toEqual(figures.bands)
    expect(today!.figures).toBe(figures)
  })

  it('one of today is the very same in memory, so that saving writes no more than what is new', async () => {
    const history = startHistory(frontal)
    stored(history)
    expect(await storedHistory('frontal')).toBe(history)
  })
})

describe('a file that is written', () => {
  it('has a design as it is on disk, so that it gives back what is here', async () => {
    const history = startHistory(before)
    stored(history)
    expect(await newestForFile('frontal')).toBe(history)
  })
})
