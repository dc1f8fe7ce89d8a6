import { beforeEach, describe, expect, it } from 'vitest'
import type { Design } from '../../src/core/design/design.ts'
import { current, startHistory } from '../../src/core/design/history.ts'
import type { FaceSeen } from '../../src/core/design/scale/foundFace.ts'
import { withScale } from '../../src/core/design/edits.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { withMarks, withPhotoView } from '../../src/core/design/edits.ts'
import { isGuessedScale, surfaceOf } from '../../src/core/design/scale/calibration.ts'
import { withKept, withSource } from '../../src/core/design/scale/scaleSources.ts'
import type { PhotoRow, Repository } from '../../src/storage/repository.ts'
import { edit, undo } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { setPhotoView } from '../../src/store/edits/photoViewActions.ts'
import { otherViewOf, sayView, viewsSeenStore } from '../../src/store/edits/viewsSeen.ts'
import { cancelFaceSearch, faceStore, findFace, findFaceAtFirst } from '../../src/store/edits/faceActions.ts'
import { knownMeasures, recallMeasures } from '../../src/store/edits/knownMeasures.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine } from '../../src/worker/engine.ts'
import type { Landmarker } from '../../src/worker/landmarks.ts'
import { someFace } from '../fixtures/someFace.ts'

const first = newDesign({ id: 'p', hash: 'h', width: 2000, height: 2400 })
const design = () => current(designStore.getState().history!)
const steps = () => designStore.getState().history!.entries.length

const engine = {
  picture: () => Promise.resolve(new ArrayBuffer(4)),
  findOutline: () => Promise.resolve(null),
} as unknown as Engine

function landmarkerThat(find: Landmarker['find']): void {
  setServices({ engine, repository: {} as Repository, landmarker: { find } })
}

const sees =
  (...faces: FaceSeen[]): Landmarker['find'] =>
  () =>
    Promise.resolve(faces)

describe('looking for the eyes', () => {
  beforeEach(() => {
    cancelFaceSearch()
    designStore.setState({ ...closedStudio, history: startHistory(first), design: first })
  })

  it('lays marks and scale on them in one step that can be taken back, and says how the head is turned', async () => {
    landmarkerThat(sees(someFace({ noseTip: { x: 1000 + 450 * 0.422 * Math.tan((11 * Math.PI) / 180), y: 1210 } })))
    await findFace('Find the eyes')
    expect(design().marks).toMatchObject({ eyeRight: { x: 775, y: 1000 }, checked: false })
    expect(design().scale.status).toBe('proposed')
    expect(faceStore.getState().turnedDeg).toBeCloseTo(11)
    expect(steps()).toBe(2)
    undo()
    expect(design()).toBe(first)
  })

  it('says why there are none, and changes nothing', async () => {
    landmarkerThat(sees())
    await findFace('Find the eyes')
    expect(faceStore.getState()).toEqual({ share: null, problem: { code: 'none' }, turnedDeg: null })
    landmarkerThat(() => Promise.reject(new Error('dead')))
    await findFace('Find the eyes')
    expect(faceStore.getState().problem).toEqual({ code: 'failed' })
    expect(design()).toBe(first)
    expect(steps()).toBe(1)
  })

  it('tells how far it is, and is given up at once', async () => {
    let end: (faces: FaceSeen[]) => void = () => {}
    let given: AbortSignal | null = null
    const started = new Promise<void>((running) =>
      landmarkerThat((_photo, _width, { progress, signal }) => {
        given = signal
        progress(0.7)
        running()
        return new Promise((resolve) => (end = resolve))
      }),
    )
    const search = findFace('Find the eyes')
    await started
    expect(faceStore.getState().share).toBe(0.7)
    cancelFaceSearch()
    expect(given!.aborted).toBe(true)
    expect(faceStore.getState().share).toBeNull()
    end([someFace()])
    await search
    expect(design()).toBe(first)
    expect(faceStore.getState().problem).toBeNull()
  })

  it('gives way to what the hand did meanwhile', async () => {
    const taken = withPhotoView(first, 'vertex')
    landmarkerThat(async () => {
      edit(taken, 'View')
      return [someFace()]
    })
    await findFace('Find the eyes')
    expect(faceStore.getState().problem).toEqual({ code: 'late' })
    expect(design().marks).toBe(taken.marks)
  })

  describe('unasked', () => {
    let searches = 0
    const searched = () => new Promise((resolve) => setTimeout(resolve))
    const open = (id: string, change: (design: Design) => Design = (d) => d) => {
      const opened = change(newDesign({ id, hash: 'h', width: 2000, height: 2400 }))
      designStore.setState({ ...closedStudio, history: startHistory(opened), design: opened })
      return opened
    }
    beforeEach(() => {
      searches = 0
      landmarkerThat(() => {
        searches++
        return Promise.resolve([someFace()])
      })
    })

    it('happens once on a frontal photo that nobody has touched, not again after an undo', async () => {
      const opened = open('new')
      findFaceAtFirst('Find the eyes')
      await expect.poll(steps).toBe(2)
      undo()
      expect(design()).toBe(opened)
      findFaceAtFirst('Find the eyes')
      await searched()
      expect(searches).toBe(1)
      expect(design()).toBe(opened)
    })

    it('leaves alone what shows no face from the front, and what is marked or begun', async () => {
      open('vertex', (d) => withPhotoView(d, 'vertex'))
      findFaceAtFirst('Find the eyes')
      open('marked', (d) => withMarks(d, { ...d.marks, checked: true }))
      findFaceAtFirst('Find the eyes')
      const begun = open('begun')
      edit(withScale(begun, { ...begun.scale, status: 'skipped' }), 'Continue without scale')
      findFaceAtFirst('Find the eyes')
      await searched()
      expect(searches).toBe(0)
    })

    it('says that there is no face, but not that it failed or came late', async () => {
      landmarkerThat(sees())
      open('none')
      findFaceAtFirst('Find the eyes')
      await expect.poll(() => faceStore.getState().problem).toEqual({ code: 'none' })
      landmarkerThat(() => Promise.reject(new Error('dead')))
      open('dead')
      findFaceAtFirst('Find the eyes')
      await expect.poll(() => faceStore.getState().share).toBeNull()
      expect(faceStore.getState().problem).toBeNull()
    })
  })
})

describe('a photo that is moved to a profile', () => {
  const put = (design: Design) => designStore.setState({ ...closedStudio, history: startHistory(design), design })
  const measures = ({ scale }: Design) => [scale, ...(scale.also ?? [])].map(({ source }) => source)
  beforeEach(() => {
    cancelFaceSearch()
    landmarkerThat(sees(someFace()))
  })

  it.each(['leftProfile', 'rightProfile'] as const)(
    '%s shows no pupils any more, where they were a guess, and an undo brings them back',
    async (view) => {
      put(first)
      await setPhotoView(view, 'Change view')
      expect(measures(design())).toEqual(['card'])
      // Nobody has laid a card there: nothing is shown by it, and it can not be used as it is.
      expect(design().scale).toMatchObject({ status: 'proposed', unplaced: true })
      expect(isGuessedScale(design())).toBe(true)
      undo()
      expect(design()).toBe(first)
      await setPhotoView(view, 'Change view')
      await setPhotoView('frontal', 'Change view')
      expect(design().scale).toEqual(first.scale)
    },
  )

  it('nor where they were found on the photo, and nobody has confirmed them', async () => {
    put(first)
    await findFace('Find the eyes')
    expect(measures(design())).toEqual(['pupils', 'iris'])
    const found = design()
    await setPhotoView('leftProfile', 'Change view')
    expect(measures(design())).toEqual(['card'])
    undo()
    expect(design()).toBe(found)
  })

  it('keeps a ruler that was measured beside them, and a scale that is in use', async () => {
    const ruler = { a: { x: 100, y: 50 }, b: { x: 900, y: 50 }, knownMm: 100, source: 'ruler' } as const
    put(first)
    await findFace('Find the eyes')
    const found = design()
    put(withScale(found, { ...found.scale, also: [ruler] }))
    await setPhotoView('leftProfile', 'Change view')
    expect(design().scale).toEqual({ ...ruler, status: 'proposed' })
    // The same beside pupils that are only a guess, and with the ruler in hand.
    put(withScale(first, { ...first.scale, also: [ruler] }))
    await setPhotoView('leftProfile', 'Change view')
    expect(design().scale).toEqual({ ...ruler, status: 'proposed' })
    const { status: _status, ...guess } = first.scale
    put(withScale(first, { ...ruler, status: 'used', also: [guess] }))
    await setPhotoView('leftProfile', 'Change view')
    expect(design().scale).toEqual({ ...ruler, status: 'used' })
    put(withScale(found, { ...found.scale, status: 'used' }))
    await setPhotoView('leftProfile', 'Change view')
    expect(measures(design())).toEqual(['pupils', 'iris'])
  })

  it('takes a head to be as large as heads are where it goes on without a scale', async () => {
    put(first)
    await setPhotoView('leftProfile', 'Change view')
    const guessed = surfaceOf(design()).mmPerPxAt(design().marks.outline.centre)
    const { rx } = design().marks.outline
    expect(guessed * 2 * rx).toBeCloseTo(195, -1)
    put(withScale(design(), { ...design().scale, status: 'skipped' }))
    expect(surfaceOf(design()).mmPerPxAt(design().marks.outline.centre)).toBeCloseTo(guessed, 3)
  })

  it('is told from its eyes once, until it is answered or moved', async () => {
    const offset = 450 * 0.422 * Math.tan((40 * Math.PI) / 180)
    landmarkerThat(sees(someFace({ noseTip: { x: 1000 + offset, y: 1210 } })))
    put(first)
    await findFace('Find the eyes')
    const told = () => otherViewOf(viewsSeenStore.getState(), design())
    expect(told()).toBe('right45')
    // Whoever leaves the step knows it still.
    cancelFaceSearch()
    expect(told()).toBe('right45')
    await setPhotoView('right45', 'Change view')
    expect(told()).toBeNull()
    undo()
    expect(told()).toBe('right45')
    sayView(first.photo.id, null)
    expect(told()).toBeNull()
  })
})

describe('what was measured on the patient', () => {
  const row = (id: string) => ({ id }) as PhotoRow
  const told = withSource(first, 'caliper', undefined, 96)
  const both = withScale(first, {
    ...withSource(withScale(first, withKept(told)), 'prescription', undefined, 62),
    status: 'used',
  })
  const photoRef = { ...first.photo, view: 'right45' as const }

  function visitWith(scale: typeof both.scale): void {
    const other = startHistory({ ...both, scale, photo: photoRef })
    const repository = { history: (id: string) => Promise.resolve(id === 'q' ? other : null) } as unknown as Repository
    setServices({ engine, repository })
    designStore.setState({ ...closedStudio, photo: row('p'), photos: [row('p'), row('q'), row('lost')] })
  }

  it('is known in the other views of the visit', async () => {
    visitWith(both.scale)
    await recallMeasures()
    expect(Object.fromEntries(knownMeasures.getState().measures)).toEqual({
      caliper: { mm: 96, view: 'right45' },
      prescription: { mm: 62, view: 'right45' },
    })
  })

  it('is known at the next visit with where and when it was measured, where it is of bones and eyes', async () => {
    const hairline = withSource(withScale(first, withKept(told)), 'hairline', undefined, 120)
    const sizes: Record<string, typeof both.scale> = {
      long: { ...withSource(first, 'caliper', undefined, 91), status: 'used' },
      last: { ...hairline, unplaced: undefined, status: 'used' },
    }
    const history = (id: string) => {
      const scale = sizes[id]
      return Promise.resolve(scale ? startHistory({ ...first, scale }) : null)
    }
    const visits = ['2026-01-05', '2026-03-05', '2026-06-05'].map((date, i) => ({
      id: `v${i}`,
      patientId: 'a',
      date,
      kind: 'sitting' as const,
    }))
    const photos = ['long', 'last'].map((id, i) => ({ ...row(id), visitId: `v${i}` }))
    const repository = { history, patient: () => Promise.resolve({ photos, visits }) } as unknown as Repository
    setServices({ engine, repository })
    const now = { ...closedStudio, visit: visits[2]!, visits, photo: row('p'), photos: [row('p')] }
    designStore.setState(now)
    await recallMeasures()
    expect(Object.fromEntries(knownMeasures.getState().measures)).toEqual({
      caliper: { mm: 96, view: 'frontal', date: '2026-03-05' },
    })
    // What is measured in this visit is nearer.
    sizes.q = { ...withSource(first, 'caliper', undefined, 95), status: 'used' }
    designStore.setState({ photos: [row('p'), row('q')] })
    await recallMeasures()
    expect(knownMeasures.getState().measures.get('caliper')).toEqual({ mm: 95, view: 'frontal' })
  })

  it('is not, while nobody uses it', async () => {
    visitWith({ ...both.scale, status: 'proposed' })
    await recallMeasures()
    expect(knownMeasures.getState().measures.size).toBe(0)
  })
})
