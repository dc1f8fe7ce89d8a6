import { withObjectCopy } from '../core/design/movedObject.ts'
import { withoutObjects } from '../core/design/movedObjects.ts'
import { layerOfObject, sameObject, type DesignObject } from '../core/design/objects.ts'
import { edit, undo } from './designActions.ts'
import { takeArea } from './areaListActions.ts'
import { committedDesign, designStore } from './designStore.ts'
import { toast } from './jobsStore.ts'
import { forgetLayer, layerStore, nothingTaken, objectInHand, objectsInHand, refuse, setLayers } from './layerStore.ts'
import { lineChosen } from './lineActions.ts'
import { viewStore } from './viewStore.ts'

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
  readonly undo: string
}

export const deleteObject = (object: DesignObject, deletion: Deletion): boolean => deleteObjects([object], deletion)

/**
 * Removes objects in one undo step, and offers to take that back. False where all of them stay: each the last of its kind.
 * What is locked stays too, and so do the last of a kind among others.
 */
export function deleteObjects(objects: readonly DesignObject[], { label, said, undo: back }: Deletion): boolean {
  const design = committedDesign(designStore.getState())
  const { locked } = layerStore.getState()
  const free = objects.filter((object) => !locked.has(layerOfObject(object)))
  const without = design && withoutObjects(design, free)
  if (!design || !without || (free.length > 0 && without.stayed.length === free.length)) return false
  const held = objects.find((object) => !free.includes(object))
  if (held) refuse(layerOfObject(held), 'locked')
  if (free.length === 0) return true
  edit(without.design, label)
  setLayers({ ...nothingTaken, lineInHand: null, freePoint: null })
  const { history } = designStore.getState()
  // What is done meanwhile is not taken back in its place.
  toast(said, { label: back, run: () => designStore.getState().history === history && undo() })
  return true
}
