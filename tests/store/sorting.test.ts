import { describe, expect, it, vi } from 'vitest'
import type { Marks } from '../../src/core/design/design.ts'
import { current } from '../../src/core/design/history.ts'
import { proposeMarks } from '../../src/core/design/scale/marks.ts'
import type { PhotoView } from '../../src/core/design/photoView.ts'
import type { PatientSummary, Repository } from '../../src/storage/repository.ts'
import { readPhoto } from '../../src/store/visits/photoIntake.ts'
import { setServices } from '../../src/store/services.ts'
import { guessViews, keepSorted, sortingStore, type SortItem } from '../../src/store/visits/sortingStore.ts'
import type { Engine } from '../../src/worker/engine.ts'
import { resumeAt } from '../../src/store/visits/whereLeft.ts'

vi.stubGlobal('location', { pathname: '/', hash: '' })
vi.stubGlobal('history', { pushState: () => {}, replaceState: () => {} })

const item = (id: number, part: Partial<SortItem> = {}): SortItem => ({
  id,
  name: `${id}.jpg`,
  file: new File([], `${id}.jpg`),
  view: null,
  chosen: false,
  read: null,
  problem: null,
  preview: null,
  notStored: false,
  ...part,
})
const guessed = (items: readonly SortItem[], there: readonly PhotoView[] = []) =>
  guessViews(items, there).map(({ view }) => view)

describe('the views of many photos', () => {
  it('are guessed by what the files are called, and none twice', () => {
    const called = (...names: string[]) => names.map((name, i) => item(i + 1, { name }))
    expect(guessed(called('IMG_0412.jpg', 'anna-vertex.jpg', 'left_45.png', 'Crown (back).heic'))).toEqual([
      'frontal',
      'vertex',
      'left45',
      'crown',
    ])
    expect(guessed(called('top 1.jpg', 'top 2.jpg'))).toEqual(['vertex', 'frontal'])
    expect(guessed(called('right profile.jpg', 'stopwatch.jpg'), ['rightProfile'])).toEqual(['frontal', 'right45'])
  })

  it('are guessed by the order of the files, from the first view that the visit misses', () => {
    expect(guessed([item(1), item(2), item(3)])).toEqual(['frontal', 'right45', 'left45'])
    expect(guessed([item(1), item(2)], ['frontal', 'left45'])).toEqual(['right45', 'rightProfile'])
  })

  it('leave alone what was chosen by hand, and give no view twice', () => {
    const items = [item(1), item(2, { view: 'frontal', chosen: true }), item(3, { view: null, chosen: true }), item(4)]
    expect(guessed(items)).toEqual(['right45', 'frontal', null, 'left45'])
  })

  it('skip a file that cannot be opened: the next one takes its place', () => {
    expect(guessed([item(1), item(2, { problem: { code: 'notAPhoto' } }), item(3)])).toEqual([
      'frontal',
      null,
      'right45',
    ])
  })

  it('are left open once there is a photo of every view', () => {
    const views = guessed(Array.from({ length: 12 }, (_, i) => item(i)))
    expect(new Set(views.slice(0, 10)).size).toBe(10)
    expect(views.slice(10)).toEqual([null, null])
  })
})

describe('a photo that is sorted into another view than it was read as', () => {
  it('is laid on the head’s edge of that view, as one that is opened alone, and cut for its card by it', async () => {
    const asked: Marks[] = []
    let ended = 0
    const size = { width: 600, height: 800, sourceWidth: 600, sourceHeight: 800 }
    const stored = new ArrayBuffer(4)
    const opened = { hash: 'hash', format: 'jpeg' as const, ...size, focal35mm: null, stored }
    const reader: Partial<Engine> = {
      openPhoto: async () => ({ ok: true, photo: opened }),
      findOutline: async (marks) => {
        asked.push(marks)
        return marks.outline.radii ? null : { ...marks.outline, radii: Array.from({ length: 48 }, () => 1.25) }
      },
      photoQuality: async () => ({ sharpness: 1, blownShare: 0, blackShare: 0 }),
      picture: async () => new ArrayBuffer(8),
      end: () => void ended++,
    }
    const added: Parameters<Repository['addPhoto']>[0][] = []
    const repository: Partial<Repository> = {
      addPhoto: async (photo) => void added.push(photo),
      patient: async () => null,
      patients: async () => [],
    }
    setServices({
      engine: {} as Engine,
      repository: repository as Repository,
      newEngine: () => reader as Engine,
    })
    const read = await readPhoto(reader as Engine, opened, { covers: ['scalp'] })
    const items = [item(1, { read, view: 'right45', chosen: true })]
    const sorting = { patientId: 'p', patientName: 'A. B.', visits: [], photos: [], anyVisit: true, visitId: 'v' }
    sortingStore.setState({ sorting: { ...sorting, items, storing: false } })
    asked.length = 0
    expect(await keepSorted()).toMatchObject({ count: 1 })
    expect(asked).toEqual([proposeMarks(600, 800, 'right45')])
    const { marks } = current(added[0]!.history)
    expect(marks.outline.radii).toEqual(Array.from({ length: 48 }, () => 1.25))
    expect(added[0]!.row.view).toBe('right45')
    expect(ended).toBe(1)
  })
})

describe('Open Studio', () => {
  const visit = (id: string, date: string) => ({ id, patientId: 'p', date, kind: 'sitting' as const })
  const photo = (id: string, visitId: string) => {
    const size = { width: 300, height: 400, sourceWidth: 300, sourceHeight: 400 }
    return { id, visitId, patientId: 'p', view: 'frontal' as const, hash: id, ...size, addedAt: '2026-01-01' }
  }
  const summary = (part: Partial<PatientSummary>, left?: PatientSummary['patient']['left']): PatientSummary => ({
    patient: { id: 'p', name: 'A. B.', createdAt: '2026-01-01', sample: false, left },
    visits: [visit('first', '2026-01-01'), visit('second', '2026-02-01')],
    photos: [photo('a', 'first'), photo('b', 'second'), photo('c', 'second')],
    ...part,
  })
  const left = { visitId: 'second', photoId: 'b', step: 'hairline', at: '2026-02-02' }

  it('goes back to the photo and the step that were left', () => {
    expect(resumeAt(summary({}, left))).toEqual({
      route: { screen: 'studio', patientId: 'p', visitId: 'second', photoId: 'b' },
      step: 'hairline',
    })
  })

  it('goes to the newest photo where nothing was left, or what was left is deleted', () => {
    const newest = { route: { screen: 'studio', patientId: 'p', visitId: 'second', photoId: 'c' }, step: null }
    expect(resumeAt(summary({}))).toEqual(newest)
    expect(resumeAt(summary({}, { ...left, photoId: 'gone' }))).toEqual(newest)
  })

  it('goes to a visit that began after that', () => {
    const begun = summary({ visits: [visit('second', '2026-02-01'), visit('third', '2026-03-01')] }, left)
    expect(resumeAt(begun)?.route).toEqual({ screen: 'studio', patientId: 'p', visitId: 'third' })
  })

  it('has nowhere to go without a visit', () => {
    expect(resumeAt(summary({ visits: [], photos: [] }))).toBeNull()
  })
})
