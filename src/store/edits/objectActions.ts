import { areaInHand } from '../../core/design/areas/areas.ts'
import { withObjectCopy } from '../../core/design/movedObject.ts'
import { withoutObjects } from '../../core/design/movedObjects.ts'
import { hasObject, layerOfObject, sameObject, type DesignObject } from '../../core/design/objects.ts'
import { edit, undo } from './designActions.ts'
import { takeArea } from './areaListActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { toast } from '../jobsStore.ts'
import { forgetLayer, layerStore, nothingTaken, objectInHand, objectsInHand, refuse, setLayers } from '../layerStore.ts'
import { lineChosen } from './lineActions.ts'
import { viewStore } from '../viewStore.ts'

/** Whether Select or Measure is in the hand, which take things as a whole. */
export function takesObjects(): boolean {
  const { tool, step, reversal, onlyLooking } = viewStore.getState()
  return (tool === 'measure' || (tool === 'select' && step !== 'photo')) && reversal === 'off' && !onlyLooking
}

/**
 * Takes an object in hand as a whole, others together with it: Delete removes it, and its row is the one that is spoken of.
 */
export function takeObject(object: DesignObject, others: readonly DesignObject[] = []): void {
  if (others.length > 0) return holdObjects([object, ...others])
  if (object.kind === 'line') lineChosen(object.id)
  else {
    if (object.kind === 'area') takeArea(object.id)
    setLayers({ row: layerOfObject(object), lineInHand: null, freePoint: null })
  }
  setLayers({ object, others: [] })
}

/** Adds an object to what is in hand, or takes it from there. */
export function toggleTaken(object: DesignObject): void {
  const taken = objectsInHand(designStore.getState().design)
  const others = taken.filter((one) => !sameObject(one, object))
  holdObjects(others.length < taken.length ? others : [object, ...others])
}

/** As wholes: no points of a line are on the canvas but the hairline's. */
function holdObjects([object, ...others]: readonly DesignObject[]): void {
  if (!object) return setLayers(nothingTaken)
  setLayers({ object, others, row: layerOfObject(object), lineInHand: null, freePoint: null })
}

/** The same by the keyboard, on the way through all of them: nothing opens, and what it has kept stays in hand. */
export function focusObject(object: DesignObject): void {
  if (object.kind === 'area') takeArea(object.id)
  setLayers({ object, row: layerOfObject(object) })
}

/** Keeps an object in hand while the keyboard goes on to others, or no longer. */
export function keepObject(object: DesignObject): void {
  const { others } = layerStore.getState()
  const left = others.filter((one) => !sameObject(one, object))
  setLayers({ object, others: left.length < others.length ? left : [...others, object] })
}

/** A copy must not be born hidden or locked because one that is gone had its place; measures are one layer together. */
export function forgetLayerOf(object: DesignObject): void {
  if (object.kind !== 'measure') forgetLayer(layerOfObject(object))
}

/** Says whether there was anything to let go of. */
export function letGoOfObject(): boolean {
  const had = objectInHand(designStore.getState().design) !== null
  if (had) setLayers(nothingTaken)
  return had
}

/** A copy of an area right on it, in the hand from then on: Select moves it, and its row says what it is. One undo step. */
export function duplicateArea(id: number, label: string): void {
  const design = committedDesign(designStore.getState())
  const copied = design && withObjectCopy(design, { kind: 'area', id })
  if (!copied || typeof copied === 'string') return
  forgetLayerOf(copied.object)
  edit(copied.design, label)
  takeObject(copied.object)
}

/** What is said when an object went, and what does away with it. */
export interface Deletion {
  readonly label: string
  readonly said: string
  /** What is said in its place where some of several objects stay. */
  readonly partStays?: (stayed: readonly DesignObject[]) => string
  readonly undo: string
}

export const deleteObject = (object: DesignObject, deletion: Deletion): boolean => deleteObjects([object], deletion)

/**
 * Removes objects in one undo step, and offers to take that back. False where all of them stay: each the last of its kind.
 * What is locked stays too, and so do the last of a kind among others: they are named, and stay in hand.
 */
export function deleteObjects(objects: readonly DesignObject[], deletion: Deletion): boolean {
  const { label, said, partStays, undo: back } = deletion
  const design = committedDesign(designStore.getState())
  const { locked } = layerStore.getState()
  const free = objects.filter((object) => !locked.has(layerOfObject(object)))
  const without = design && withoutObjects(design, free)
  if (!design || !without || (free.length > 0 && without.stayed.length === free.length)) return false
  if (free.length === 0) {
    if (objects[0]) refuse(layerOfObject(objects[0]), 'locked')
    return true
  }
  const stayed = objects.filter((object) => !free.includes(object) || without.stayed.includes(object))
  edit(without.design, label)
  setLayers({ lineInHand: null, freePoint: null })
  // An area that is left alone goes by another number.
  const left: DesignObject = { kind: 'area', id: areaInHand(without.design) }
  holdObjects(stayed.map((object) => (hasObject(without.design, object) ? object : left)))
  const { history } = designStore.getState()
  // What is done meanwhile is not taken back in its place.
  const run = () => designStore.getState().history === history && undo()
  toast((stayed.length > 0 && partStays?.(stayed)) || said, { label: back, run })
  return true
}
