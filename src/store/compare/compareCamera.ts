import { designStore } from '../designStore.ts'
import { routeStore } from '../routeStore.ts'
import { fitView, setCamera, turnedTo, viewStore, type Camera } from '../viewStore.ts'

/** How far into a photo was looked while it was compared, by photo id; nothing for one that was left fitted. This session alone. */
const lookedAt = new Map<string, Camera>()

const isOpen = (photoId: string): boolean => designStore.getState().photo?.id === photoId

/**
 * Gives Compare a camera of its own: it begins with the whole head, whatever detail is worked on, and comes back as it was left
 * for the same photo.
 * @returns to call when Compare is left: the other screens see the photo as they did
 */
export function lookWithOwnCamera(photoId: string): () => void {
  const { camera: elsewhere } = viewStore.getState()
  const left = lookedAt.get(photoId)
  if (left) setCamera(left)
  else fitView()
  const stop = viewStore.subscribe(({ camera }, before) => {
    // Another photo that was opened meanwhile has its own.
    if (camera === before.camera || !isOpen(photoId)) return
    if (camera.fitted) lookedAt.delete(photoId)
    else lookedAt.set(photoId, camera)
  })
  return () => {
    stop()
    if (isOpen(photoId)) setCamera(routeStore.getState().screen === 'plan' ? turnedTo(elsewhere, 0) : elsewhere)
  }
}
