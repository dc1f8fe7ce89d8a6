import type { History } from '../../core/design/history.ts'
import type { PhotoRow } from '../../storage/repository.ts'
import { designStore } from '../designStore.ts'
import { jobsStore } from '../jobsStore.ts'
import { navigate, routeStore, type Route } from '../routeStore.ts'

/** Photos that are being opened for something that is done there. */
let jumps = 0

/** While one is, undo and redo take nothing, and nothing is proposed for it. */
export const isJumping = (): boolean => jumps > 0

/**
 * Opens a photo for something that is done there, on the screen of now: a step that was taken on the plan is looked at there.
 * Comes back with the history that it has been opened with, null where another photo is asked for meanwhile, or it cannot be
 * opened.
 */
export async function openFor(
  { id, patientId, visitId }: Pick<PhotoRow, 'id' | 'patientId' | 'visitId'>,
  screen: Exclude<Route['screen'], 'library'> = shownScreen(),
): Promise<History | null> {
  return asJump(async () => {
    // An earlier file that was refused says nothing of this photo.
    jobsStore.setState({ problem: null })
    navigate({ screen, patientId, visitId, photoId: id })
    return openedWith(id)
  })
}

/** Opens a photo and works on it as one thing: until that is done no undo step of the visit is taken there. */
export async function asJump<T>(work: () => Promise<T>): Promise<T> {
  jumps++
  try {
    return await work()
  } finally {
    jumps--
  }
}

function shownScreen(): Exclude<Route['screen'], 'library'> {
  const { screen } = routeStore.getState()
  return screen === 'library' ? 'studio' : screen
}

/** Waits until a photo is open with all of its tiles: its history and its panels are there earlier. */
function openedWith(photoId: string): Promise<History | null> {
  return new Promise((answer) => {
    let first: History | null = null
    const look = () => {
      const route = routeStore.getState()
      const wanted = route.screen !== 'library' && route.photoId === photoId
      const { opening, problem } = jobsStore.getState()
      const { photo, history } = designStore.getState()
      const isShown = photo?.id === photoId
      if (isShown) first ??= history
      const open = isShown && opening === null
      // One that was deleted: its visit opens with another photo.
      const isAnother = photo !== null && !isShown && opening === null
      if (wanted && !open && !problem && !isAnother) return
      for (const stop of stops) stop()
      answer(wanted && open ? first : null)
    }
    const stops = [designStore, jobsStore, routeStore].map((store) => store.subscribe(look))
    look()
  })
}
