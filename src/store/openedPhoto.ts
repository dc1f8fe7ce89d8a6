import { designStore } from './designStore.ts'
import { jobsStore } from './jobsStore.ts'
import { routeStore } from './routeStore.ts'

/** Waits until a photo is open; false where another one is asked for meanwhile, or it cannot be opened. */
export function isOpened(photoId: string): Promise<boolean> {
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
