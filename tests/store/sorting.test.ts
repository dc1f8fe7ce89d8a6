import { describe, expect, it } from 'vitest'
import type { PhotoView } from '../../src/core/design/photoView.ts'
import type { PatientSummary } from '../../src/storage/repository.ts'
import { guessViews, type SortItem } from '../../src/store/sortingStore.ts'
import { resumeAt } from '../../src/store/whereLeft.ts'

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
