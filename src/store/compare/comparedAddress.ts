import { recallCompared } from './comparedMemory.ts'
import { compareSides, compareStore, type CompareItem, type CompareState } from './compareStore.ts'
import { designStore } from '../designStore.ts'
import { navigate, routeStore } from '../routeStore.ts'

/**
 * What is compared of a photo that has just been opened: what the address says, else what was compared of it last. Whether
 * things of other visits are still there is seen once these are known (comparedPhotos).
 */
export function recallComparison(photoId: string, snapshotIds: readonly string[]): void {
  compareStore.setState({ ...recallCompared(photoId, snapshotIds), ...addressed(photoId) })
  writeAddress()
}

/** Keeps the address of a comparison and what stands in it alike, so that a reload, Back and a second tab show the same. */
export function startComparedAddress(): void {
  routeStore.subscribe(() => {
    const { photo } = designStore.getState()
    if (photo) compareStore.setState(addressed(photo.id))
    writeAddress()
  })
  compareStore.subscribe((now, before) => {
    if (compareSides.some((side) => now[side] !== before[side])) writeAddress()
  })
}

/** The sides that the address names, where it is one of this photo. */
function addressed(photoId: string): Partial<CompareState> {
  const route = routeStore.getState()
  if (route.screen !== 'compare' || route.photoId !== photoId || !route.compared) return {}
  const [a, b, c = null, d = null] = route.compared as readonly [CompareItem, CompareItem, ...CompareItem[]]
  return { a, b, c, d }
}

function writeAddress(): void {
  const route = routeStore.getState()
  const { photo } = designStore.getState()
  if (route.screen !== 'compare' || !photo || (route.photoId ?? photo.id) !== photo.id) return
  const state = compareStore.getState()
  const compared = compareSides.map((side) => state[side]).filter((item) => item !== null)
  if (compared.join() === route.compared?.join()) return
  navigate({ ...route, photoId: photo.id, compared }, { replace: true })
}
