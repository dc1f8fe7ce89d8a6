import type { StepPlace } from '../../core/design/history.ts'
import * as visit from '../../core/design/visitHistory.ts'
import { headOf, type PhotoSteps, type VisitStep } from '../../core/design/visitHistory.ts'
import { designStore, type StudioState } from '../designStore.ts'

/** The undo list of the open visit, over all of its photos. */

type Steps = Pick<StudioState, 'photo' | 'photos' | 'history' | 'heads'>

/** What undo would take back next, on whatever photo; null where there is nothing. */
export const nextUndo = (s: Steps = designStore.getState()): VisitStep | null => visit.undoStep(stepsOf(s))
export const nextRedo = (s: Steps = designStore.getState()): VisitStep | null => visit.redoStep(stepsOf(s))

export const isHere = (step: VisitStep, s: Steps = designStore.getState()): boolean => step.photoId === openId(s)

/** Where the next step of the open photo stands in the visit. */
export const nextPlace = (s: Steps = designStore.getState()): StepPlace => visit.nextPlace(stepsOf(s), openId(s))
/** The same of a step that nobody has asked for. */
export const placeOfUnasked = (s: Steps = designStore.getState()): StepPlace =>
  visit.placeOfUnasked(stepsOf(s), openId(s))

/** Photos that could not be opened for a step: until one of them is, nobody is led there again. */
const closed = new Set<string>()

export const leaveOut = (photoId: string): void => void closed.add(photoId)

designStore.subscribe(({ photo, history }) => {
  if (photo && history) closed.delete(photo.id)
})

/** The open photo first, then those that were added last. */
function stepsOf(s: Steps): readonly PhotoSteps[] {
  if (!s.history) return []
  const open = openId(s)
  const others = s.photos
    .toReversed()
    .flatMap(({ id }) => (id === open ? [] : [{ photoId: id, known: s.heads.get(id) }]))
  return [
    { photoId: open, head: headOf(s.history) },
    ...others.flatMap(({ photoId, known }) =>
      known ? [{ photoId, ...known, elsewhere: known.elsewhere || closed.has(photoId) }] : [],
    ),
  ]
}

const openId = ({ photo }: Steps): string => photo?.id ?? ''
