import type { Design } from '../../core/design/design.ts'
import type { DesignObject } from '../../core/design/objects.ts'
import { committedDesign, designStore } from '../../store/designStore.ts'
import { toast } from '../../store/jobsStore.ts'
import { objectsInHand } from '../../store/layerStore.ts'
import { deleteObject, deleteObjects, type Deletion } from '../../store/edits/objectActions.ts'
import { objectName, objectStrings } from '../strings/objectStrings.ts'
import { strings } from '../strings/strings.ts'

/** Deletes a line, an area or a measure and says so, or why it stays. */
export function deleteSaying(object: DesignObject): void {
  const design = committedDesign(designStore.getState())
  if (!design) return
  const words = objectStrings.deletion(objectName(design, object))
  if (!deleteObject(object, { ...words, undo: strings.top.undo })) toast(objectStrings.stays[object.kind])
}

/** Deletes all that is in hand as a whole, in one step. False where nothing is. */
export function deleteInHand(): boolean {
  const design = committedDesign(designStore.getState())
  const [object, ...others] = objectsInHand(design)
  if (!design || !object) return false
  if (others.length === 0) deleteSaying(object)
  else if (!deleteObjects([object, ...others], deletionOfSeveral(design))) toast(objectStrings.stays.several)
  return true
}

function deletionOfSeveral(design: Design): Deletion {
  const { label, said, partStays } = objectStrings.deletionOfSeveral
  const named = (stayed: readonly DesignObject[]) => stayed.map((one) => objectName(design, one)).join(', ')
  return { label, said, partStays: (stayed) => partStays(named(stayed)), undo: strings.top.undo }
}
