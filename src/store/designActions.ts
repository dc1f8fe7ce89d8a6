import { changedPlace } from '../core/design/changedPlace.ts'
import type { Design } from '../core/design/design.ts'
import * as list from '../core/design/history.ts'
import { isSameStep, type VisitStep } from '../core/design/visitHistory.ts'
import { designStore } from './designStore.ts'
import { jobsStore } from './jobsStore.ts'
import { unlocked } from './layerStore.ts'
import { isJumping, openFor } from './openedPhoto.ts'
import { isPaused } from './pausedStore.ts'
import { routeStore } from './routeStore.ts'
import { stepSnapshot } from './snapshotSteps.ts'
import { flashPlace } from './viewStore.ts'
import { isHere, leaveOut, nextPlace, nextRedo, nextUndo, placeOfUnasked } from './visitSteps.ts'

export { cancelLive } from './cancelLive.ts'

/** Shows an unfinished change, locked layers left as they are; it enters the history with `commit` or vanishes with `cancelLive`. */
export function show(design: Design): void {
  if (isPaused()) return
  designStore.setState({ design: unlocked(design), live: true })
}

/** Ends the change on show as one undo step; steps of one mergeKey in a row become one. */
export function commit(label: string, mergeKey?: string): void {
  const { history, design } = designStore.getState()
  if (!history || !design || isPaused()) return
  designStore.setState({ history: list.push(history, design, label, mergeKey, nextPlace()), live: false })
}

/** A whole change in one step: no preview is started for what is final already. */
export const edit = (design: Design, label: string, mergeKey?: string): void => put(design, label, mergeKey, nextPlace)

/** A change that the program makes by itself on a photo that nobody has touched: what was undone on another stays there. */
export const editUnasked = (design: Design, label: string): void => put(design, label, undefined, placeOfUnasked)

function put(design: Design, label: string, mergeKey: string | undefined, place: () => list.StepPlace): void {
  const { history } = designStore.getState()
  if (!history || isPaused()) return
  const allowed = unlocked(design)
  designStore.setState({ design: allowed, history: list.push(history, allowed, label, mergeKey, place()), live: false })
}

/**
 * Takes back the newest step of the visit. One on another photo is taken there: that photo is opened first. While it opens
 * nothing else is taken.
 */
export const undo = (): void => step('undo')
/** Brings back what was undone last, likewise. */
export const redo = (): void => step('redo')

type Way = 'undo' | 'redo'

const nextOf = (way: Way) => (way === 'undo' ? nextUndo() : nextRedo())

function step(way: Way): void {
  const next = nextOf(way)
  if (!next || isPaused() || isJumping()) return
  if (isHere(next)) stepHere(way)
  else void stepThere(next, way)
}

async function stepThere(asked: VisitStep, way: Way): Promise<void> {
  const photo = designStore.getState().photos.find(({ id }) => id === asked.photoId)
  if (!photo || routeStore.getState().screen === 'library') return
  const opened = await openFor(photo)
  if (!opened && jobsStore.getState().problem) leaveOut(asked.photoId)
  if (!opened || isPaused()) return
  // Nothing but what was asked for is taken: another tab may have gone on with that photo, or somebody here while its tiles came.
  const { history, live } = designStore.getState()
  const next = nextOf(way)
  const isTouched = live || !history || !list.sameEdits(list.current(opened), list.current(history))
  if (next && isSameStep(next, asked) && !isTouched) stepHere(way)
}

function stepHere(way: Way): void {
  const { history, design: before } = designStore.getState()
  if (!history) return
  const moved = way === 'undo' ? list.undo(history, nextPlace().order) : list.redo(history)
  if (moved === history) return
  const { snapshot } = history.entries[Math.max(history.at, moved.at)]!
  if (snapshot) return void stepSnapshot(snapshot, way, moved)
  if (before) flashPlace(changedPlace(before, list.current(moved)))
  designStore.setState({ history: moved, design: list.current(moved), live: false })
}
