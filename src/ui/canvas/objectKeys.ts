import { moveProblem, withObjectMoved } from '../../core/design/movedObject.ts'
import { layerOfObject } from '../../core/design/objects.ts'
import { edit } from '../../store/designActions.ts'
import { committedDesign, designStore } from '../../store/designStore.ts'
import { takesObjects } from '../../store/objectActions.ts'
import { jobsStore, toast } from '../../store/jobsStore.ts'
import { objectInHand } from '../../store/layerStore.ts'
import { viewStore } from '../../store/viewStore.ts'
import { deleteInHand } from '../panels/deleteObject.ts'
import { objectStrings } from '../strings/objectStrings.ts'
import { arrows, BURST_MS, onPhoto } from './arrowKeys.ts'

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

let burst = { name: '', at: 0, count: 0 }

function nudged(by: { readonly x: number; readonly y: number }, now: number): boolean {
  const design = committedDesign(designStore.getState())
  const object = objectInHand(design)
  if (!design || !object) return false
  const problem = moveProblem(design, object)
  if (problem) {
    const text = objectStrings.refusals[problem]
    if (jobsStore.getState().toast?.text !== text) toast(text)
    return true
  }
  const name = layerOfObject(object) + object.id
  const goesOn = burst.name === name && now - burst.at < BURST_MS
  burst = { name, at: now, count: burst.count + (goesOn ? 0 : 1) }
  const moved = withObjectMoved(design, object, onPhoto(design, by))
  edit(moved, objectStrings.moved[object.kind], `nudge ${name} ${burst.count}`)
  return true
}
