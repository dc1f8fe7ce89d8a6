import { withObjectCopy } from '../core/design/movedObject.ts'
import { layerOfObject, withoutObject, type DesignObject } from '../core/design/objects.ts'
import { edit, undo } from './designActions.ts'
import { takeArea } from './areaListActions.ts'
import { committedDesign, designStore } from './designStore.ts'
import { toast } from './jobsStore.ts'
import { forgetLayer, layerStore, objectInHand, refuse, setLayers } from './layerStore.ts'
import { lineChosen } from './lineActions.ts'
import { viewStore } from './viewStore.ts'

/** Whether Select or Measure is in the hand, which take things as a whole. */
export function takesObjects(): boolean {
  const { tool, step, reversal, onlyLooking } = viewStore.getState()
  return (tool === 'measure' || (tool === 'select' && step !== 'photo')) && reversal === 'off' && !onlyLooking
}

/** Takes an object in hand as a whole: Delete removes it, and its row is the one that is spoken of. */
export function takeObject(object: DesignObject): void {
  if (object.kind === 'line') lineChosen(object.id)
  else {
    if (object.kind === 'area') takeArea(object.id)
    setLayers({ row: layerOfObject(object), lineInHand: null, freePoint: null })
  }
  setLayers({ object })
}

/** The same by the keyboard, on the way through all of them: nothing opens. */
export function focusObject(object: DesignObject): void {
  if (object.kind === 'area') takeArea(object.id)
  setLayers({ object, row: layerOfObject(object) })
}

/** A copy must not be born hidden or locked because one that is gone had its place; measures are one layer together. */
export function forgetLayerOf(object: DesignObject): void {
  if (object.kind !== 'measure') forgetLayer(layerOfObject(object))
}

/** Says whether there was anything to let go of. */
export function letGoOfObject(): boolean {
  const had = objectInHand(designStore.getState().design) !== null
  if (had) setLayers({ object: null })
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

/** Removes an object in one undo step, and offers to take that back. False where it stays: the last of its kind. */
export function deleteObject(object: DesignObject, { label, said, undo: back }: Deletion): boolean {
  const design = committedDesign(designStore.getState())
  const without = design && withoutObject(design, object)
  if (!design || !without) return false
  const layer = layerOfObject(object)
  if (layerStore.getState().locked.has(layer)) {
    refuse(layer, 'locked')
    return true
  }
  edit(without, label)
  setLayers({ object: null, lineInHand: null, freePoint: null })
  const { history } = designStore.getState()
  // What is done meanwhile is not taken back in its place.
  toast(said, { label: back, run: () => designStore.getState().history === history && undo() })
  return true
}
