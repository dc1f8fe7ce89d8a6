import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { areaInHand, areaOf, areaSlots, MOST_AREAS, withNewArea } from '../../src/core/design/areas/areas.ts'
import type { Design } from '../../src/core/design/design.ts'
import { current, startHistory } from '../../src/core/design/history.ts'
import { lineLayer } from '../../src/core/design/layers.ts'
import { linesOf } from '../../src/core/design/lines/lines.ts'
import { measuresOf, withNewMeasure } from '../../src/core/design/scale/measures.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { paintCapsule } from '../../src/core/pixels/maskPaint.ts'
import { maskBounds } from '../../src/core/pixels/maskFill.ts'
import { edit, undo } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { jobsStore } from '../../src/store/jobsStore.ts'
import {
  followLayers,
  isShown,
  layerStore,
  objectInHand,
  objectsInHand,
  toggleLocked,
  toggleShown,
} from '../../src/store/layerStore.ts'
import { enterLine, newFreeLine, newHairline } from '../../src/store/edits/lineActions.ts'
import {
  deleteObject,
  duplicateArea,
  focusObject,
  keepObject,
  letGoOfObject,
  takeObject,
  toggleTaken,
} from '../../src/store/edits/objectActions.ts'
import { routeStore } from '../../src/store/routeStore.ts'
import { setCamera, setStep, setTool, viewStore } from '../../src/store/viewStore.ts'
import { layMeasure } from '../../src/ui/canvas/hands/layMeasure.ts'
import { objectKey } from '../../src/ui/canvas/hands/objectKeys.ts'

const plain = newDesign({ id: 'photo', hash: 'h', width: 1200, height: 1600 })
const design = (): Design => designStore.getState().design!
const steps = () =>
  designStore
    .getState()
    .history!.entries.slice(1)
    .map((entry) => entry.label)

const words = { label: 'Delete', said: 'Gone.', undo: 'Undo' }
let stop = () => {}
let photos = 0

function open(start: Design): void {
  stop()
  const opened = { ...start, photo: { ...start.photo, id: `objects ${++photos}` } }
  designStore.setState({ ...closedStudio, history: startHistory(opened), design: opened })
  stop = followLayers()
}

function withScar(): Design {
  const scar = withNewArea(plain, 'scar')!
  const from = { x: 500, y: 900 }
  const add = paintCapsule(scar.area.add, from, { x: 600, y: 900 }, 40, 0, 'max')
  return { ...scar, area: { ...scar.area, add } }
}

const key = (name: string, o: Partial<KeyboardEvent> = {}) =>
  ({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, timeStamp: 0, ...o }) as KeyboardEvent

beforeEach(() => {
  routeStore.setState({ screen: 'studio', patientId: 'p', visitId: 'v' }, true)
  jobsStore.setState({ toast: null })
  setStep('area')
  setTool('select')
  open(withScar())
})
afterEach(() => stop())

describe('a copy of an area, for who has no Alt to hold', () => {
  it('lies right on it, is in the hand, and is one step; of a proposal it is a painted one', () => {
    const scar = areaInHand(design())
    duplicateArea(scar, 'Duplicate area')
    expect(steps()).toEqual(['Duplicate area'])
    expect(areaSlots(design())).toHaveLength(3)
    const copy = areaInHand(design())
    expect(copy).not.toBe(scar)
    expect(objectInHand(design())).toEqual({ kind: 'area', id: copy })
    expect(maskBounds(areaOf(design(), copy)!.add)).toEqual(maskBounds(areaOf(design(), scar)!.add))
    const proposal = areaSlots(design()).find(({ id }) => areaOf(design(), id)!.proposed)!.id
    duplicateArea(proposal, 'Duplicate area')
    expect(areaOf(design(), proposal)!.proposed).toBe(true)
    expect(areaOf(design(), areaInHand(design()))!.proposed).toBe(false)
    for (let i = 0; i < 9; i++) duplicateArea(scar, 'Duplicate area')
    expect(areaSlots(design())).toHaveLength(MOST_AREAS)
    expect(steps()).toHaveLength(MOST_AREAS - 2)
  })
})

describe('what is in hand as a whole', () => {
  it('is an area with its row, until something else is', () => {
    takeObject({ kind: 'area', id: 1 })
    expect(areaInHand(design())).toBe(1)
    expect(layerStore.getState().row).toBe('area1')
    expect(steps()).toEqual([])
    setTool('brush')
    expect(objectInHand(design())).toBeNull()
  })

  it('is let go once, and gone with its object', () => {
    takeObject({ kind: 'area', id: 2 })
    expect(letGoOfObject()).toBe(true)
    expect(letGoOfObject()).toBe(false)
    edit(
      withNewMeasure(design(), [
        { x: 0, y: 0 },
        { x: 9, y: 0 },
      ])!.design,
      'Measure distance',
    )
    takeObject({ kind: 'measure', id: 1 })
    undo()
    expect(objectInHand(design())).toBeNull()
  })

  it('opens nothing for the keyboard on its way', () => {
    newFreeLine('moustache', 'Lay')
    setTool('select')
    focusObject({ kind: 'line', id: 2 })
    expect(layerStore.getState().panelOpen).toBe(false)
    expect(objectInHand(design())).toEqual({ kind: 'line', id: 2 })
  })
})

describe('Delete', () => {
  it('removes it in one step that the note takes back, but not what was done since', () => {
    expect(deleteObject({ kind: 'area', id: 2 }, words)).toBe(true)
    expect(areaSlots(design())).toHaveLength(1)
    jobsStore.getState().toast!.action!.run()
    expect(areaSlots(design())).toHaveLength(2)
    deleteObject({ kind: 'area', id: 2 }, words)
    const { action } = jobsStore.getState().toast!
    edit({ ...design(), fill: { ...design().fill, seed: 5 } }, 'Roll')
    action!.run()
    expect(steps().at(-1)).toBe('Roll')
    expect(current(designStore.getState().history!).fill.seed).toBe(5)
  })

  it('leaves what is locked, and the last of its kind', () => {
    toggleLocked('area2')
    expect(deleteObject({ kind: 'area', id: 2 }, words)).toBe(true)
    expect(layerStore.getState().refused).toMatchObject({ layer: 'area2', why: 'locked' })
    expect(deleteObject({ kind: 'line', id: 1 }, words)).toBe(false)
    expect(steps()).toEqual([])
    expect(linesOf(design())).toHaveLength(1)
  })

  it('is for what is in hand alone, and for tools that take things as a whole', () => {
    expect(objectKey(key('Delete'), true)).toBe(false)
    takeObject({ kind: 'area', id: 2 })
    expect(objectKey(key('Delete', { ctrlKey: true }), true)).toBe(false)
    expect(objectKey(key('Delete'), false)).toBe(true)
    expect(areaSlots(design())).toHaveLength(1)
  })
})

describe('arrows', () => {
  const box = () => maskBounds(areaOf(design(), 2)!.add)!

  it('move an area by whole px, a burst in one step, there and back in none', () => {
    takeObject({ kind: 'area', id: 2 })
    const { x, y } = box()
    objectKey(key('ArrowRight', { timeStamp: 1000 }), true)
    objectKey(key('ArrowDown', { shiftKey: true, timeStamp: 1100 }), true)
    expect(box()).toMatchObject({ x: x + 1, y: y + 10 })
    expect(steps()).toEqual(['Move area'])
    objectKey(key('ArrowUp', { shiftKey: true, timeStamp: 1200 }), true)
    objectKey(key('ArrowLeft', { timeStamp: 1300 }), true)
    expect(steps()).toEqual([])
    objectKey(key('ArrowLeft', { timeStamp: 9000 }), true)
    objectKey(key('ArrowLeft', { timeStamp: 19000 }), true)
    expect(steps()).toEqual(['Move area', 'Move area'])
  })

  it('do not move the proposal, and say why; beside the canvas they belong to others', () => {
    takeObject({ kind: 'area', id: 1 })
    expect(objectKey(key('ArrowRight'), true)).toBe(true)
    expect(jobsStore.getState().toast?.text).toContain('follows its hairline')
    expect(objectKey(key('ArrowRight'), false)).toBe(false)
    expect(steps()).toEqual([])
  })

  it('move no line that is locked', () => {
    newFreeLine('beardCheek', 'Lay')
    setTool('select')
    const id = linesOf(design()).at(-1)!.id
    toggleLocked(lineLayer(id))
    takeObject({ kind: 'line', id })
    const before = design()
    objectKey(key('ArrowRight', { timeStamp: 50_000 }), true)
    expect(design()).toBe(before)
    expect(layerStore.getState().refused).toMatchObject({ layer: lineLayer(id), why: 'locked' })
  })
})

describe('the layer of measures', () => {
  it('is there once something was measured, shown with its tool or by its eye, and kept while it is locked', () => {
    const measured = withNewMeasure(design(), [
      { x: 0, y: 0 },
      { x: 9, y: 0 },
    ])!.design
    edit(measured, 'Measure distance')
    expect(isShown('measures')).toBe(false)
    setTool('measure')
    expect(isShown('measures')).toBe(true)
    toggleShown('measures')
    expect(isShown('measures')).toBe(false)
    toggleLocked('measures')
    edit(
      withNewMeasure(design(), [
        { x: 0, y: 0 },
        { x: 0, y: 9 },
      ])!.design,
      'Measure distance',
    )
    expect(measuresOf(design())).toHaveLength(1)
    expect(layerStore.getState().refused).toMatchObject({ layer: 'measures', why: 'locked' })
  })
})

describe('several objects in hand', () => {
  const scar = { kind: 'area', id: 2 } as const
  const measure = { kind: 'measure', id: 1 } as const
  const box = () => maskBounds(areaOf(design(), 2)!.add)!
  beforeEach(() => {
    layMeasure('distance')
    setTool('select')
    takeObject(scar)
    toggleTaken(measure)
  })

  it('come and go by Shift, and all at once by Escape or another click', () => {
    expect(objectsInHand(design())).toEqual([measure, scar])
    toggleTaken(scar)
    expect(objectsInHand(design())).toEqual([measure])
    toggleTaken(scar)
    takeObject(measure)
    expect(objectsInHand(design())).toEqual([measure])
    toggleTaken(scar)
    expect(letGoOfObject()).toBe(true)
    expect(objectsInHand(design())).toEqual([])
  })

  it('are kept by the keyboard on its way to others', () => {
    letGoOfObject()
    focusObject(scar)
    keepObject(scar)
    focusObject(measure)
    expect(objectsInHand(design())).toEqual([measure, scar])
    focusObject(scar)
    keepObject(scar)
    focusObject(measure)
    expect(objectsInHand(design())).toEqual([measure])
  })

  it('are nudged together in one step of a burst', () => {
    const [{ x }, at] = [box(), measuresOf(design())[0]!.points[0]!]
    objectKey(key('ArrowRight', { timeStamp: 90_000 }), true)
    objectKey(key('ArrowRight', { shiftKey: true, timeStamp: 90_100 }), true)
    expect(steps()).toEqual(['Measure distance', 'Move objects'])
    expect(box().x).toBe(x + 11)
    expect(measuresOf(design())[0]!.points[0]).toEqual({ x: at.x + 11, y: at.y })
    undo()
    expect([box().x, measuresOf(design())[0]!.points[0]]).toEqual([x, at])
  })

  it('leave the proposal where it is when they are nudged, and say so', () => {
    toggleTaken({ kind: 'area', id: 1 })
    objectKey(key('ArrowDown', { timeStamp: 99_000 }), true)
    expect(jobsStore.getState().toast?.text).toContain('part of what is selected stays')
    expect(steps().at(-1)).toBe('Move objects')
  })

  it('go in one step, which the note takes back as a whole', () => {
    expect(objectKey(key('Delete'), true)).toBe(true)
    expect(steps().slice(1)).toEqual(['Delete objects'])
    expect(areaSlots(design())).toHaveLength(1)
    expect(measuresOf(design())).toEqual([])
    jobsStore.getState().toast!.action!.run()
    expect(areaSlots(design())).toHaveLength(2)
    expect(measuresOf(design())).toHaveLength(1)
  })

  it('go but for what is locked, which is named and stays in hand', () => {
    toggleLocked('area2')
    objectKey(key('Delete'), true)
    expect(areaSlots(design())).toHaveLength(2)
    expect(measuresOf(design())).toEqual([])
    expect(jobsStore.getState().toast?.text).toBe('Deleted all but Scar: what is locked or the last of its kind stays.')
    expect(objectsInHand(design())).toEqual([scar])
    jobsStore.getState().toast!.action!.run()
    expect(measuresOf(design())).toHaveLength(1)
  })

  it('go but for the last of a kind, which is named and stays in hand', () => {
    toggleTaken({ kind: 'line', id: 1 })
    toggleTaken({ kind: 'area', id: 1 })
    objectKey(key('Delete'), true)
    expect(areaSlots(design())).toHaveLength(1)
    expect(linesOf(design())).toHaveLength(1)
    const stayed = objectsInHand(design())
    expect(stayed.map(({ kind }) => kind)).toEqual(['line', 'area'])
    expect(jobsStore.getState().toast?.text).toMatch(/^Deleted all but Hairline.*, .*: what is locked or the last/)
  })

  it('stay as they are where all of them are locked, and it is said why', () => {
    toggleLocked('area2')
    toggleLocked('measures')
    objectKey(key('Delete'), true)
    expect(steps()).toEqual(['Measure distance'])
    expect(objectsInHand(design())).toHaveLength(2)
    expect(layerStore.getState().refused?.why).toBe('locked')
  })
})

describe('a line that is gone into', () => {
  it('has its points under the hairline tool: a hairline is current then, in one step, a beard line is in hand', () => {
    newHairline()
    newFreeLine('beardCheek', 'Lay')
    setStep('dots')
    setTool('select')
    enterLine(2)
    expect(viewStore.getState()).toMatchObject({ tool: 'hairline', step: 'hairline' })
    expect(steps().at(-1)).toBe('Make hairline current')
    const done = steps().length
    setTool('select')
    enterLine(3)
    expect(viewStore.getState().tool).toBe('hairline')
    expect(layerStore.getState().lineInHand).toBe(3)
    expect(steps()).toHaveLength(done)
  })
})

describe('a measure without a drag', () => {
  it('is laid in the middle of what is looked at, as long on the screen however near, and is in hand', () => {
    setCamera({ zoom: 2, x: 600, y: 800, fitted: false })
    expect(layMeasure('distance')).toBe(true)
    expect(viewStore.getState().tool).toBe('measure')
    expect(measuresOf(design())[0]!.points).toEqual([
      { x: 565, y: 800 },
      { x: 635, y: 800 },
    ])
    layMeasure('angle')
    expect(measuresOf(design())[1]!.points).toHaveLength(3)
    expect(objectInHand(design())).toEqual({ kind: 'measure', id: 2 })
    expect(steps()).toEqual(['Measure distance', 'Measure angle'])
  })

  it('is not laid where measures are locked, and it is said why', () => {
    layMeasure('distance')
    toggleLocked('measures')
    expect(layMeasure('distance')).toBe(false)
    expect(layerStore.getState().refused).toMatchObject({ layer: 'measures', why: 'locked' })
    expect(measuresOf(design())).toHaveLength(1)
  })
})
