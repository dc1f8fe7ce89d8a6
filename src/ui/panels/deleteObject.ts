import type { DesignObject } from '../../core/design/objects.ts'
import { committedDesign, designStore } from '../../store/designStore.ts'
import { toast } from '../../store/jobsStore.ts'
import { objectInHand } from '../../store/layerStore.ts'
import { deleteObject } from '../../store/objectActions.ts'
import { objectName, objectStrings } from '../strings/objectStrings.ts'
import { strings } from '../strings/strings.ts'

/** Deletes a line, an area or a measure and says so, or why it stays. */
export function deleteSaying(object: DesignObject): void {
  const design = committedDesign(designStore.getState())
  if (!design) return
  const words = objectStrings.deletion(objectName(design, object))
  if (!deleteObject(object, { ...words, undo: strings.top.undo })) toast(objectStrings.stays[object.kind])
}

/** Deletes what is in hand as a whole. False where nothing is. */
export function deleteInHand(): boolean {
  const object = objectInHand(committedDesign(designStore.getState()))
  if (object) deleteSaying(object)
  return object !== null
}
