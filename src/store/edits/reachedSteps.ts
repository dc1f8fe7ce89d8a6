import { designStore } from '../designStore.ts'
import { setView, stepNames, viewStore } from '../viewStore.ts'

/** Of photos that were left: how far somebody had come with each. It is only kept until the page is loaded anew. */
const reachedWith = new Map<string, number>()

/** Before another photo opens, or none. */
export function keepReached(): void {
  const { photo } = designStore.getState()
  if (photo) reachedWith.set(photo.id, viewStore.getState().furthest)
}

/** Steps that were gone through with one photo are not gone through with another; the open step counts. */
export function recallReached(photoId: string): void {
  const { step } = viewStore.getState()
  setView({ furthest: Math.max(reachedWith.get(photoId) ?? 0, stepNames.indexOf(step)) })
}

/** The step in which another photo was left, and in which this one opened, is none that somebody came to with this one. */
export function forgetOpenedStep(photoId: string): void {
  setView({ furthest: reachedWith.get(photoId) ?? 0 })
}
