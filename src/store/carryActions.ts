import { carriedDesign, carryProblem, type CarryProblem } from '../core/design/carry.ts'
import { current } from '../core/design/history.ts'
import { newestHistory } from './autosave.ts'
import { edit } from './designActions.ts'
import { committedDesign, designStore } from './designStore.ts'
import { jobsStore } from './jobsStore.ts'
import { isPaused } from './pausedStore.ts'
import { navigate, routeStore } from './routeStore.ts'

/** `late`: something else was opened meanwhile. */
export type Carrying = 'carried' | CarryProblem | 'late'

/**
 * Carries the open design into another view of the visit, which is opened for it: one undo step there. Where either view is
 * measured flat nothing is opened and nothing changed.
 */
export async function carryTo(photoId: string, label: string): Promise<Carrying> {
  const { photos } = designStore.getState()
  const from = committedDesign(designStore.getState())
  const target = photos.find((photo) => photo.id === photoId)
  const history = await newestHistory(photoId)
  if (!from || !target || !history) return 'late'
  const problem = carryProblem(from, current(history))
  if (problem) return problem
  // An earlier file that was refused says nothing of this photo.
  jobsStore.setState({ problem: null })
  navigate({ screen: 'studio', patientId: target.patientId, visitId: target.visitId, photoId })
  if (!(await isOpened(photoId))) return 'late'
  const to = committedDesign(designStore.getState())
  const carried = to && carriedDesign(from, to)
  if (!carried || 'problem' in carried) return carried?.problem ?? 'late'
  // In another tab it may be edited: then nothing of it changes here.
  if (isPaused()) return 'late'
  edit(carried, label)
  return 'carried'
}

/** Waits until a photo is open; false where another one is asked for meanwhile, or it cannot be opened. */
function isOpened(photoId: string): Promise<boolean> {
  return new Promise((answer) => {
    const look = () => {
      const route = routeStore.getState()
      const wanted = route.screen !== 'library' && route.photoId === photoId
      const { opening, problem } = jobsStore.getState()
      const open = designStore.getState().photo?.id === photoId && opening === null
      if (wanted && !open && !problem) return
      for (const stop of stops) stop()
      answer(wanted && open)
    }
    const stops = [designStore, jobsStore, routeStore].map((store) => store.subscribe(look))
    look()
  })
}
