import { beforeEach, describe, expect, it } from 'vitest'
import type { Design } from '../../src/core/design/design.ts'
import { startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { goToSlide, presentStore, showBefore, stopPresenting } from '../../src/store/snapshots/presentStore.ts'
import { jobsStore } from '../../src/store/jobsStore.ts'
import { setServices } from '../../src/store/services.ts'
import { keepPresented, startPresenting } from '../../src/store/snapshots/slides.ts'
import { slidesElsewhere } from '../../src/store/snapshots/slidesElsewhere.ts'
import type { Engine } from '../../src/worker/engine.ts'
import type { PhotoRow, Repository, Snapshot, Visit } from '../../src/storage/repository.ts'

const plain = newDesign({ id: 'photo', hash: 'h', width: 1200, height: 1600 })
const filledWith = (densityPerCm2: number): Design => ({
  ...plain,
  fill: { ...plain.fill, filled: true, densityPerCm2 },
})
const snapshot = (id: string, design: Design, starred?: boolean): Snapshot => ({
  id,
  photoId: 'photo',
  visitId: 'visit',
  name: id,
  createdAt: '2026-01-31T09:00:00.000Z',
  design,
  engineVersion: '1',
  figures: null,
  ...(starred !== undefined && { starred }),
})

async function open(working: Design, snapshots: readonly Snapshot[], photos: readonly PhotoRow[] = []): Promise<void> {
  designStore.setState({ ...closedStudio, design: working, history: startHistory(working), snapshots, photos })
  await startPresenting()
}

const ids = () => presentStore.getState().slides?.map(({ snapshotId }) => snapshotId)

describe('what is presented', () => {
  beforeEach(() => {
    stopPresenting()
    slidesElsewhere.setState({ photoId: null, snapshots: [] })
  })
  const [light, full] = [filledWith(120), filledWith(180)]

  it('is what is starred, and nothing else', async () => {
    await open(filledWith(150), [snapshot('one', light), snapshot('two', full, true), snapshot('three', light, false)])
    expect(ids()).toEqual(['two'])
  })

  it('is the working design and every snapshot where nothing is starred', async () => {
    await open(filledWith(150), [snapshot('one', light), snapshot('two', full)])
    expect(ids()).toEqual([null, 'one', 'two'])
    stopPresenting()
    await open(light, [snapshot('one', light)])
    expect(ids()).toEqual(['one'])
  })

  it('is what is starred in every view of the visit, in the order of the views', async () => {
    const crown: Snapshot = { ...snapshot('crown', full, true), photoId: 'crown photo' }
    const side: Snapshot = { ...snapshot('side', light, true), photoId: 'side photo' }
    slidesElsewhere.setState({ photoId: 'photo', snapshots: [crown, side, { ...side, id: 'plain', starred: false }] })
    const photos = (
      [
        ['photo', 'frontal'],
        ['crown photo', 'crown'],
        ['side photo', 'right45'],
      ] as const
    ).map(([id, view]) => ({ id, view }) as PhotoRow)
    await open(filledWith(150), [snapshot('one', light, true)], photos)
    expect(presentStore.getState().slides?.map(({ snapshotId, view }) => [snapshotId, view])).toEqual([
      ['one', 'frontal'],
      ['side', 'right45'],
      ['crown', 'crown'],
    ])
  })

  it('is not begun with nothing to show', async () => {
    await open(plain, [])
    expect(ids()).toBeUndefined()
  })

  it('stays the same while a patient chooses, and does not lead round at its ends', async () => {
    await open(filledWith(150), [snapshot('one', light, true), snapshot('two', full, true)])
    designStore.setState({ snapshots: [snapshot('one', light, false), snapshot('two', full, true)] })
    expect(ids()).toEqual(['one', 'two'])
    goToSlide(-1)
    expect(presentStore.getState().at).toBe(0)
    showBefore(true)
    goToSlide(1)
    expect(presentStore.getState()).toMatchObject({ at: 1, before: false })
    goToSlide(1)
    expect(presentStore.getState().at).toBe(1)
  })

  it('keeps the working design as a starred snapshot where a patient likes it, and goes on with the same pages', async () => {
    const kept: Snapshot[] = []
    const stars = new Map<string, boolean | undefined>()
    setServices({
      engine: {
        picture: () => Promise.resolve(new ArrayBuffer(8)),
        measure: () => Promise.reject(new Error('not asked')),
      } as unknown as Engine,
      repository: {
        addSnapshot: (snapshot: Snapshot) => Promise.resolve(void kept.push(snapshot)),
        setCover: () => Promise.resolve(),
        remarkSnapshot: (id: string, { starred }: { starred?: boolean }) =>
          Promise.resolve(void stars.set(id, starred)),
      } as unknown as Repository,
    })
    const working = filledWith(150)
    await open(working, [snapshot('one', light)])
    designStore.setState({ photo: { id: 'photo' } as PhotoRow, visit: { id: 'visit' } as Visit })
    await keepPresented()
    expect(kept.map(({ design }) => design)).toEqual([working])
    expect(stars).toEqual(new Map([[kept[0]!.id, true]]))
    expect(presentStore.getState().kept).toBe(kept[0]!.id)
    expect(ids()).toEqual([null, 'one'])
    expect(jobsStore.getState().toast).toBeNull()
    // The next time it is what was liked.
    stopPresenting()
    await startPresenting()
    expect(ids()).toEqual([kept[0]!.id])
  })

  it('knows the working design as the snapshot that it is, though both were read anew', async () => {
    await open(light, [snapshot('one', structuredClone(light))])
    expect(ids()).toEqual(['one'])
  })

  it('begins with the design on the screen, wherever it stands among what is shown', async () => {
    await open(light, [snapshot('other', full), snapshot('one', structuredClone(light))])
    expect(ids()).toEqual(['other', 'one'])
    expect(presentStore.getState().at).toBe(1)
    stopPresenting()
    await open(light, [snapshot('other', full)])
    expect([presentStore.getState().at, ids()]).toEqual([0, [null, 'other']])
    // What is starred is presented in its order.
    stopPresenting()
    const starred = [snapshot('other', full), snapshot('one', structuredClone(light))].map((s) => ({
      ...s,
      starred: true,
    }))
    await open(light, starred)
    expect([presentStore.getState().at, ids()]).toEqual([0, ['other', 'one']])
  })

  it('calls the sample patient’s own designs by their names, and nobody else’s', async () => {
    const names = () => presentStore.getState().slides?.map(({ name }) => name)
    const both = [snapshot('Soft example', light), snapshot('Private words', full)]
    designStore.setState({ ...closedStudio })
    await open(full, both)
    expect(names()).toEqual([undefined, undefined])
    stopPresenting()
    designStore.setState({ patient: { id: 'p', name: 'Sample patient', createdAt: '', sample: true } })
    await startPresenting()
    expect(names()).toEqual(['Soft example', undefined])
  })
})
