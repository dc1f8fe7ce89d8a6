import { moveProblem } from '../../../core/design/movedObject.ts'
import { stepTogether, withObjectsMoved } from '../../../core/design/movedObjects.ts'
import { layerOfObject, type DesignObject } from '../../../core/design/objects.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { committedDesign, designStore } from '../../../store/designStore.ts'
import { takesObjects } from '../../../store/edits/objectActions.ts'
import { jobsStore, toast } from '../../../store/jobsStore.ts'
import { objectsInHand } from '../../../store/layerStore.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { deleteInHand } from '../../panels/deleteObject.ts'
import { objectStrings } from '../../strings/objectStrings.ts'
import { arrows, burstKey, onPhoto } from './arrowKeys.ts'

/**
 * Delete for what is in hand as a whole, and on the canvas the arrows, which move it by 1 px, with Shift by 10.
 * @returns whether the key meant something
 */
export function objectKey(e: KeyboardEvent, onCanvas: boolean): boolean {
  if (e.ctrlKey || e.metaKey || e.altKey || !takesObjects()) return false
  if (e.key === 'Delete' || e.key === 'Backspace') return deleteInHand()
  const way = arrows[e.key]
  if (!way || !onCanvas || viewStore.getState().tool !== 'select') return false
  const px = e.shiftKey ? 10 : 1
  return nudged({ x: way[0] * px, y: way[1] * px }, e.timeStamp)
}

function nudged(by: { readonly x: number; readonly y: number }, now: number): boolean {
  const design = committedDesign(designStore.getState())
  const all = objectsInHand(design)
  if (!design || all.length === 0) return false
  const problemOf = (object: DesignObject) => moveProblem(design, object)
  const objects = all.filter((object) => problemOf(object) === null)
  const problem = all.map(problemOf).find((found) => found !== null)
  if (problem) {
    const text = objectStrings.refusals[objects.length > 0 ? 'partStays' : problem]
    if (jobsStore.getState().toast?.text !== text) toast(text)
  }
  if (objects.length === 0) return true
  const name = objects.map((object) => layerOfObject(object) + object.id).join(' ')
  const moved = withObjectsMoved(design, objects, stepTogether(objects, onPhoto(design, by)))
  const kind = objects.length > 1 ? 'several' : objects[0]!.kind
  edit(moved, objectStrings.moved[kind], burstKey(name, now))
  return true
}
