import { changedPlace } from '../core/design/changedPlace.ts'
import type { Design } from '../core/design/design.ts'
import * as list from '../core/design/history.ts'
import { designStore } from './designStore.ts'
import { unlocked } from './layerStore.ts'
import { isPaused } from './pausedStore.ts'
import { flashPlace } from './viewStore.ts'

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
  designStore.setState({ history: list.push(history, design, label, mergeKey), live: false })
}

/** A whole change in one step: no preview is started for what is final already. */
export function edit(design: Design, label: string, mergeKey?: string): void {
  const { history } = designStore.getState()
  if (!history || isPaused()) return
  const allowed = unlocked(design)
  designStore.setState({ design: allowed, history: list.push(history, allowed, label, mergeKey), live: false })
}

export const undo = (): void => step(list.undo)
export const redo = (): void => step(list.redo)

function step(move: (h: list.History) => list.History): void {
  const { history, design: before } = designStore.getState()
  if (!history || isPaused()) return
  const moved = move(history)
  if (moved === history) return
  if (before) flashPlace(changedPlace(before, list.current(moved)))
  designStore.setState({ history: moved, design: list.current(moved), live: false })
}
