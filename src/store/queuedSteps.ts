import { createStore } from 'zustand/vanilla'
import { designStore } from './designStore.ts'

/** Undo and redo that were asked for while one of them is on its way to another view: none of them is lost, and none comes first. */

export type Way = 'undo' | 'redo'

/** A held key repeats some thirty times a second: it must not go on long after it was let go. */
const MOST_WAITING = 12

export const queueStore = createStore<{ readonly underWay: boolean }>(() => ({ underWay: false }))

let waiting: readonly Way[] = []
/** Whether what changes is a step's own doing. */
let isOwn = false

export const isUnderWay = (): boolean => queueStore.getState().underWay

/** Puts one behind those that wait. */
export function queue(way: Way): void {
  if (waiting.length < MOST_WAITING) waiting = [...waiting, way]
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
  if (now.history !== before.history || (now.live && !before.live)) waiting = []
})
