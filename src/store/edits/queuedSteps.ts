import { createStore } from 'zustand/vanilla'
import { current, sameEdits, type History } from '../../core/design/history.ts'
import { headOf } from '../../core/design/visitHistory.ts'
import { designStore } from '../designStore.ts'
import { routeStore, showsDesign } from '../routeStore.ts'

/**
 * Undo and redo that were asked for while one of them is on its way to another view. They wait and are taken in their order,
 * however many; all of them go once somebody edits meanwhile or leaves for where the design is not seen, or where the
 * one before them could not be taken. A key that is held asks for nothing more while it waits: see `listenToKeys`.
 */

export type Way = 'undo' | 'redo'

export const queueStore = createStore<{ readonly underWay: boolean }>(() => ({ underWay: false }))

let waiting: readonly Way[] = []
/** Whether what changes is a step's own doing. */
let isOwn = false

export const isUnderWay = (): boolean => queueStore.getState().underWay

/** Puts one behind those that wait. */
export function queue(way: Way): void {
  waiting = [...waiting, way]
}

/** What a step changes by itself, as against what a hand does meanwhile. */
export function asStep<T>(work: () => T): T {
  isOwn = true
  try {
    return work()
  } finally {
    isOwn = false
  }
}

/**
 * Waits for a step, and then takes those that were asked for meanwhile, one after the other.
 * @param first what comes back says whether those that wait are still meant
 * @param take one of them: the same, at once or later; false where there is nothing to take
 */
export async function followed(first: Promise<boolean>, take: (way: Way) => boolean | Promise<boolean>): Promise<void> {
  queueStore.setState({ underWay: true })
  try {
    let goesOn = await first
    while (goesOn && waiting.length > 0) {
      const [next, ...rest] = waiting
      waiting = rest
      goesOn = await take(next!)
    }
  } finally {
    waiting = []
    queueStore.setState({ underWay: false })
  }
}

// Whoever edits meanwhile goes on from there: what was asked for before that is no longer meant.
designStore.subscribe((now, before) => {
  if (isOwn || waiting.length === 0 || now.photo?.id !== before.photo?.id) return
  const isEdit = now.history && before.history && isEdited(now.history, before.history)
  if (isEdit || (now.live && !before.live)) waiting = []
})

// What was asked for where the design is seen changes nothing of it from where it is not.
routeStore.subscribe(() => {
  if (!showsDesign()) waiting = []
})

/** Another area in hand is a new history too, and nobody's edit. A step that changes a snapshot alone leaves the design. */
const isEdited = (now: History, before: History): boolean =>
  now !== before && (headOf(now).newest !== headOf(before).newest || !sameEdits(current(now), current(before)))
