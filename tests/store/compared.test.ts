import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Design } from '../../src/core/design/design.ts'
import { startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import type { HeadForm } from '../../src/core/geometry/headFit.ts'
import { whatChanged } from '../../src/core/design/whatChanged.ts'
import { startReversal, withReversal } from '../../src/core/design/reversal.ts'
import { comparedFigures, heightBeside } from '../../src/store/compare/comparedFigures.ts'
import { forgetCompared, recallCompared } from '../../src/store/compare/comparedMemory.ts'
import { chooseCompared, loadComparedVisits } from '../../src/store/compare/comparedPhotos.ts'
import { comparedVisits, photoItem, type OtherPhoto } from '../../src/store/compare/comparedVisits.ts'
import { compareStore, nudge, setCompare, setTime } from '../../src/store/compare/compareStore.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { setServices } from '../../src/store/services.ts'
import type { PhotoRow, Repository, Snapshot } from '../../src/storage/repository.ts'
import type { Engine } from '../../src/worker/engine.ts'

const plain = newDesign({ id: 'photo', hash: 'h', width: 1200, height: 1600 })
const design = { ...plain, fill: { ...plain.fill, filled: true } }
const at = (fill: Partial<Design['fill']>): Design => ({ ...design, fill: { ...design.fill, ...fill } })
const snapshot = (id: string, figures: Snapshot['figures']): Snapshot => ({
  id,
  photoId: 'photo',
  visitId: 'visit',
  name: id,
  createdAt: '2026-01-31T09:00:00.000Z',
  design,
  engineVersion: '1',
  figures,
})

describe('what B has against A', () => {
  const later = { ...snapshot('later', { heightMm: 75.2, areaCm2: 75.6, dots: 8509 }), design: at({ moment: 1826 }) }
  const denser = {
    ...snapshot('denser', { heightMm: 75.2, areaCm2: 75.6, dots: 9000 }),
    design: at({ densityPerCm2: 180 }),
  }
  const low = { ...snapshot('low', { heightMm: 69.6, areaCm2: 84.4, dots: 9600 }), design: at({ seed: 2 }) }
  const high = snapshot('high', { heightMm: 75.2, areaCm2: 75.6, dots: 8500 })
  const lines = { ...snapshot('lines', { heightMm: 75.4, areaCm2: 75.6, dots: 0 }), design: at({ filled: false }) }
  const unscaled = snapshot('unscaled', null)
  const all = [low, high, lines, unscaled, later, denser]

  it('is the difference of what is said of both, and its opposite when they are swapped', () => {
    expect(comparedFigures('low', 'high', all)).toEqual({ heightMm: 5, areaCm2: -8, dots: -1100 })
    expect(comparedFigures('high', 'low', all)).toEqual({ heightMm: -5, areaCm2: 8, dots: 1100 })
  })

  it('is beside the photo alone how high the line stands', () => {
    expect(heightBeside('before', 'high', all)).toBe(75)
    expect(heightBeside('low', 'high', all)).toBeNull()
    expect(heightBeside('before', 'unscaled', all)).toBeNull()
  })

  it('is no height where the photo shows no brow to measure from', () => {
    const behind = (s: Snapshot): Snapshot => ({
      ...s,
      design: { ...s.design, photo: { ...s.design.photo, view: 'crown' } },
    })
    const [from, to] = [behind(low), behind(high)]
    expect(comparedFigures('low', 'high', [from, to])).toEqual({ heightMm: null, areaCm2: -8, dots: -1100 })
    const told = whatChanged(from, to).flatMap((change) => (change.kind === 'figure' ? [change.name] : []))
    expect(told).toEqual(['areaCm2', 'dots'])
  })

  describe('measured on a head', () => {
    const fit = {
      axes: { a: 76, b: 97, c: 122, squareness: 0.4 },
      rotation: [1, 0, 0, 0, -1, 0, 0, 0, -1],
      position: [0, 0, 900],
      focalPx: 3000,
      cx: 600,
      cy: 800,
      areaError: 0.1,
      lengthError: 0.06,
    } as const
    const bands = {
      heightMm: { low: 70, high: 80 },
      areaCm2: { low: 67.5, high: 82.5 },
      dots: { low: 7600, high: 9400 },
    }
    const on = (id: string, dots: number, axes: HeadForm, banded = true): Snapshot => {
      const figures = { heightMm: 75, areaCm2: 75, dots, ...(banded && { bands }) }
      const head = { on: true, found: { fit: { ...fit, axes }, rmsShare: 0.01 } }
      return { ...snapshot(id, figures), design: { ...at({ seed: dots }), head } }
    }
    const [one, denser] = [on('one', 8500, fit.axes), on('denser', 9500, fit.axes)]
    const refitted = on('refitted', 9500, { ...fit.axes, a: 78 })
    const old = on('old', 9500, fit.axes, false)
    const snapshots = [one, denser, refitted, old]

    it('has a band: narrow on one head, of both figures on two', () => {
      const same = comparedFigures('one', 'denser', snapshots)!
      expect(same.dots).toBe(1000)
      expect(same.plusMinus!.dots).toBeCloseTo((1000 * 900) / 8500)
      expect(same.plusMinus!.heightMm).toBe(0)
      expect(comparedFigures('one', 'refitted', snapshots)!.plusMinus!.dots).toBeCloseTo(Math.hypot(900, 900))
      expect(comparedFigures('before', 'one', snapshots)!.plusMinus!.areaCm2).toBeCloseTo(7.5)
    })

    it('has none against a snapshot from before bands were kept', () => {
      expect(comparedFigures('one', 'old', snapshots)).toEqual({ heightMm: 0, areaCm2: 0, dots: 1000 })
    })

    it('says what changed with the bands that were frozen, and without where there are none', () => {
      const dots = { kind: 'figure', name: 'dots', from: 8500, to: 9500 }
      expect(whatChanged(one, denser)).toContainEqual({ ...dots, bands: { from: bands.dots, to: bands.dots } })
      expect(whatChanged(one, old)).toContainEqual({ ...dots, bands: { from: bands.dots, to: undefined } })
    })
  })

  it('has no height against the photo alone, which has no line', () => {
    expect(comparedFigures('before', 'high', all)).toEqual({ heightMm: null, areaCm2: 76, dots: 8500 })
    expect(comparedFigures('high', 'before', all)).toEqual({ heightMm: null, areaCm2: -76, dots: -8500 })
  })

  it('covers nothing with an area that is not filled', () => {
    expect(comparedFigures('lines', 'high', all)).toEqual({ heightMm: 0, areaCm2: 76, dots: 8500 })
  })

  it('is nothing for the same dots years later, though one of the counts was an estimate', () => {
    expect(comparedFigures('high', 'later', all)).toEqual({ heightMm: 0, areaCm2: 0, dots: 0 })
    expect(comparedFigures('high', 'denser', all)).toEqual({ heightMm: 0, areaCm2: 0, dots: 500 })
  })

  it('is not said of a stage of a reversal, but of its end: without dots, for what stays of the ink is in no count', () => {
    const stage = (shownAfter: number) => withReversal(startReversal(design), { shownAfter })
    const after = (shownAfter: number) => [low, { ...high, design: stage(shownAfter) }]
    expect(comparedFigures('low', 'high', after(2))).toBeNull()
    const [from, end] = after(4)
    expect(comparedFigures('low', 'high', [from!, end!])).toEqual({ heightMm: 5, areaCm2: -8, dots: null })
    const told = whatChanged(from!, end!).map(({ name }) => name)
    expect(told).toContain('heightMm')
    expect(told).not.toContain('dots')
  })

  it('is not said of one and the same, nor without a scale', () => {
    expect(comparedFigures('high', 'high', all)).toBeNull()
    expect(comparedFigures('high', 'unscaled', all)).toBeNull()
  })
})

describe('what is compared', () => {
  const open = (id: string) =>
    designStore.setState({ ...closedStudio, photo: { id } as PhotoRow, history: startHistory(design), design })

  beforeEach(() => {
    const kept = new Map<string, string>()
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    })
    comparedVisits.setState({ photoId: null, others: [], places: {} })
    setCompare({ ...compareStore.getInitialState() })
    open('photo')
  })

  it('is the newest snapshot with the photo alone, where nothing was chosen', () => {
    expect(recallCompared('photo', ['one', 'two'])).toMatchObject({ a: 'before', b: 'two' })
    expect(recallCompared('photo', [])).toMatchObject({ a: 'before', b: 'before' })
  })

  it('stays chosen for each photo, with the moment and the way it is looked at', () => {
    setCompare({ a: 'one', b: 'two', mode: 'sideBySide' })
    setTime('a', 365)
    open('another')
    setCompare({ a: 'before', b: 'three' })
    expect(recallCompared('photo', ['one', 'two', 'late'])).toMatchObject({
      a: 'one',
      b: 'two',
      mode: 'sideBySide',
      times: { a: { item: 'one', moment: 365, live: false }, b: null },
    })
    expect(recallCompared('another', ['three'])).toMatchObject({ a: 'before', b: 'three' })
  })

  it('stays chosen of another visit too, with pictures that stand beside A and B and by how much they were moved', () => {
    const other = { photo: { id: 'x' }, snapshots: [{ id: 'theirs' }] } as unknown as OtherPhoto
    comparedVisits.setState({ photoId: 'photo', others: [other], places: {} })
    setCompare({ a: 'one', b: photoItem('x'), c: 'theirs', d: 'two', mode: 'sideBySide' })
    nudge('theirs', 3, -2)
    const recalled = recallCompared('photo', ['one', 'two'])
    expect(recalled).toMatchObject({ a: 'one', b: photoItem('x'), c: 'theirs', d: 'two' })
    expect(recalled.offsets?.theirs).toMatchObject({ dx: 3, dy: -2 })
    // What stood beside moves up where one is gone.
    setCompare({ c: 'one', d: 'theirs' })
    expect(recallCompared('photo', [])).toMatchObject({ a: 'before', c: 'theirs', d: null })
  })

  it('of another view is refused, and what stood there stays', async () => {
    const other = { photo: { id: 'x' }, view: 'crown', snapshots: [] } as unknown as OtherPhoto
    comparedVisits.setState({ photoId: 'photo', others: [other], places: {} })
    setCompare({ b: 'two' })
    await chooseCompared('b', photoItem('x'))
    expect(compareStore.getState()).toMatchObject({ b: 'two', refused: 'views' })
    comparedVisits.setState({ others: [{ ...other, view: 'frontal' }] })
    await chooseCompared('b', photoItem('x'))
    expect(compareStore.getState()).toMatchObject({ b: photoItem('x'), refused: null })
  })

  it('is judged by what there is by now, and not put onto another photo that was opened meanwhile', async () => {
    let tell: (summary: null) => void = () => {}
    const patient = () => new Promise<null>((resolve) => (tell = resolve))
    setServices({ engine: {} as Engine, repository: { patient } as unknown as Repository })
    const crown = { photo: { id: 'x' }, view: 'crown', snapshots: [] } as unknown as OtherPhoto
    const pending = () => {
      setCompare({ b: 'two', refused: null })
      comparedVisits.setState({ photoId: 'photo', others: [crown] })
      void loadComparedVisits()
      return chooseCompared('b', photoItem('x'))
    }
    const choice = pending()
    expect(compareStore.getState()).toMatchObject({ b: 'two', refused: null })
    // Once loaded there is no such photo, so nothing speaks against it by its view.
    tell(null)
    await choice
    expect(compareStore.getState().refused).toBeNull()
    const late = pending()
    designStore.setState({ photo: { id: 'another' } as PhotoRow })
    tell(null)
    await late
    expect(compareStore.getState()).toMatchObject({ b: 'two', refused: null })
  })

  it('falls back where a snapshot is gone, and where what is stored cannot be read', () => {
    setCompare({ a: 'one', b: 'two' })
    expect(recallCompared('photo', ['two'])).toMatchObject({ a: 'before', b: 'two' })
    expect(recallCompared('photo', ['one', 'three'])).toMatchObject({ a: 'one', b: 'three' })
    localStorage.setItem('trichion-compared', '[{"photoId":7}]')
    expect(recallCompared('photo', ['one', 'two'])).toMatchObject({ a: 'before', b: 'two' })
  })

  it('is forgotten of a patient who was deleted, of nobody else', () => {
    setCompare({ a: 'one' })
    open('another')
    setCompare({ a: 'three' })
    forgetCompared(['photo'])
    expect(recallCompared('photo', ['one', 'two'])).toMatchObject({ a: 'before', b: 'two' })
    expect(recallCompared('another', ['three'])).toMatchObject({ a: 'three' })
  })

  it('works where the browser keeps nothing', () => {
    vi.stubGlobal('localStorage', undefined)
    expect(() => setCompare({ a: 'one', b: 'two' })).not.toThrow()
    expect(recallCompared('photo', ['one', 'two'])).toMatchObject({ a: 'before', b: 'two' })
  })
})
