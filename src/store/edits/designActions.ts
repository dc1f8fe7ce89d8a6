import { withEditsMarked } from '../../core/design/carry/carriedMarks.ts'
import type { Design } from '../../core/design/design.ts'
import * as list from '../../core/design/history.ts'
import { isSameStep, type VisitStep } from '../../core/design/visitHistory.ts'
import { designStore } from '../designStore.ts'
import { jobsStore, toast } from '../jobsStore.ts'
import { unlocked } from '../layerStore.ts'
import { isJumping, openFor } from '../visits/openedPhoto.ts'
import { isPaused } from '../saving/pausedStore.ts'
import { asStep, followed, isUnderWay, queue, type Way } from './queuedSteps.ts'
import { routeStore, showsDesign } from '../routeStore.ts'
import { stepSnapshot } from '../snapshots/snapshotSteps.ts'
import { showChange, showChangeThere } from './changeShown.ts'
import { isHere, leaveOut, nextPlace, nextRedo, nextUndo, placeOfUnasked } from './visitSteps.ts'

export { cancelLive } from './cancelLive.ts'

/** Shows an unfinished change, locked layers left as they are; it enters the history with `commit` or vanishes with `cancelLive`. */
export function show(design: Design): void {
  if (isPaused()) return
  designStore.setState({ design: unlocked(design), live: true })
}

/** Ends the change on show as one undo step; steps of one mergeKey in a row become one. */
export function commit(label: string, mergeKey?: string): void {
  const { history, design: shown } = designStore.getState()
  if (!history || !shown || isPaused()) return
  const design = withEditsMarked(list.current(history), shown)
  designStore.setState({ design, history: list.push(history, design, label, mergeKey, nextPlace()), live: false })
}

/** A whole change in one step: no preview is started for what is final already. */
export const edit = (design: Design, label: string, mergeKey?: string): void => put(design, label, mergeKey, nextPlace)

/** A change that the program makes by itself on a photo that nobody has touched: what was undone on another stays there. */
export const editUnasked = (design: Design, label: string): void => put(design, label, undefined, placeOfUnasked)

function put(design: Design, label: string, mergeKey: string | undefined, place: () => list.StepPlace): void {
  const { history } = designStore.getState()
  if (!history || isPaused()) return
  const allowed = withEditsMarked(list.current(history), unlocked(design))
  designStore.setState({ design: allowed, history: list.push(history, allowed, label, mergeKey, place()), live: false })
}

/**
 * Takes back the newest step of the visit. One on another photo is taken there: that photo is opened first. What is asked for
 * while it opens waits, and is done in its order.
 */
export const undo = (): void => step('undo')
/** Brings back what was undone last, likewise. */
export const redo = (): void => step('redo')

const nextOf = (way: Way) => (way === 'undo' ? nextUndo() : nextRedo())

function step(way: Way): void {
  if (isUnderWay()) return queue(way)
  if (isJumping()) return
  const taken = take(way)
  if (typeof taken !== 'boolean') void followed(taken, take)
}

/** Says, at once or later, whether what was asked for after it is still meant. */
function take(way: Way): boolean | Promise<boolean> {
  const next = nextOf(way)
  if (!next || isPaused()) return false
  if (!isHere(next)) return stepThere(next, way)
  const told = jobsStore.getState().toast
  const goesOn = stepHere(way)
  // What was said of the step before would be taken for this one's.
  if (told && saidDone(told.text) && jobsStore.getState().toast === told) toast(doneText(way, next.label))
  return goesOn
}

async function stepThere(asked: VisitStep, way: Way): Promise<boolean> {
  const photo = designStore.getState().photos.find(({ id }) => id === asked.photoId)
  if (!photo || routeStore.getState().screen === 'library') return false
  const wasSeen = showsDesign()
  const opened = await openFor(photo)
  if (!opened && jobsStore.getState().problem) leaveOut(asked.photoId)
  // Who has gone to where it is not seen did not mean to change it from there.
  if (!opened || isPaused() || (wasSeen && !showsDesign())) return false
  // Nothing but what was asked for is taken: another tab may have gone on with that photo, or somebody here while its tiles came.
  const { history, live } = designStore.getState()
  // Then only what was asked for after that is left.
  if (live || !history || !list.sameEdits(list.current(opened), list.current(history))) return true
  const next = nextOf(way)
  if (next === null || !isSameStep(next, asked)) return false
  const told = jobsStore.getState().toast
  const goesOn = await stepHere(way, showChangeThere)
  // What could not be done has said so.
  if (jobsStore.getState().toast === told) toast(doneText(way, asked.label))
  return goesOn
}

const DONE: Readonly<Record<Way, string>> = { undo: 'Undone', redo: 'Redone' }
const doneText = (way: Way, label: string): string => `${DONE[way]}: ${label}`
const saidDone = (text: string): boolean => Object.values(DONE).some((done) => text.startsWith(`${done}: `))

/** @param show shows what it has changed */
function stepHere(way: Way, show = showChange): boolean | Promise<boolean> {
  const { history, design: before } = designStore.getState()
  if (!history) return false
  const moved = way === 'undo' ? list.undo(history, nextPlace().order) : list.redo(history)
  if (moved === history) return false
  const { snapshot } = history.entries[Math.max(history.at, moved.at)]!
  if (snapshot) return stepSnapshot(snapshot, way, moved)
  asStep(() => {
    designStore.setState({ history: moved, design: list.current(moved), live: false })
    if (before) show(before, list.current(moved))
  })
  return true
}
