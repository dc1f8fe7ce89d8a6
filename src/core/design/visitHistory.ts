import {
  HISTORY_STEPS,
  LONG_AGO,
  NO_ORDER,
  orderOf,
  undoneOf,
  type History,
  type HistoryEntry,
  type StepPlace,
} from './history.ts'

/**
 * One undo list over all photos of a visit, although each photo keeps its own. Every step has a place in the visit, its
 * `order`, and every step that was undone says when, on the same axis. So undo takes back the applied step with the greatest
 * order, redo brings back what was undone last, and what was undone before the newest step was done is dropped: it stays on
 * its photo's list, where nothing leads to it. Each of these changes the list of one photo alone.
 */

/** What the list of a visit has to know of a photo's. */
export interface HistoryHead {
  /** The applied step that would be taken back; null at the start. */
  readonly undo: { readonly label: string; readonly order: number } | null
  /** The label of the step that would be brought back. */
  readonly redo: string | null
  /** The order of the newest step, applied or undone. */
  readonly newest: number
  /** How many steps of the visit can be taken back from that one on. */
  readonly reach: number
  /** When the steps behind the one on screen were undone, the one that was undone last first. */
  readonly undone: readonly number[]
}

/** A photo of the visit. Of photos whose steps have no order the first one goes first. */
export interface PhotoSteps {
  readonly photoId: string
  readonly head: HistoryHead
  /** Edited by somebody else just now: nobody takes its steps from here. */
  readonly elsewhere?: boolean
}

/** The step that undo or redo would take next. */
export interface VisitStep {
  readonly photoId: string
  readonly label: string
  /** Its order; of one that would be brought back, when it was undone. */
  readonly when: number
}

export const isSameStep = (a: VisitStep, b: VisitStep): boolean =>
  a.photoId === b.photoId && a.label === b.label && a.when === b.when

type Step = Pick<HistoryEntry, 'label' | 'order' | 'reach'>

export const headOf = (history: History): HistoryHead => headFrom(history, (at) => history.entries[at])

/**
 * The head of a history whose entries are not all at hand.
 * @param entryOf gives those that are asked for: the one on screen, the next one and the last
 */
export function headFrom(
  history: Pick<History, 'at' | 'undone'> & { readonly entries: readonly unknown[] },
  entryOf: (at: number) => Step | undefined,
): HistoryHead {
  const { entries, at } = history
  const [top, next, last] = [at, at + 1, entries.length - 1].map(entryOf)
  return {
    undo: at > 0 && top ? { label: top.label, order: orderOf(top) } : null,
    redo: next?.label ?? null,
    newest: last ? orderOf(last) : NO_ORDER,
    reach: last?.reach ?? HISTORY_STEPS,
    undone: undoneOf(history),
  }
}

/** The order of the visit's next step, and the time of the next undo. */
export const nextOrder = (photos: readonly PhotoSteps[]): number =>
  Math.max(LONG_AGO, ...photos.map(({ head }) => Math.max(head.newest, head.undone[0] ?? LONG_AGO))) + 1

/**
 * How many steps can be taken back, where there are so many: those that fell off the visit's list may still stand on the
 * list of their photo. The newest step says what could be from it on; what was taken back since is less.
 */
export function reachOf(photos: readonly PhotoSteps[]): number {
  const newest = newestOf(photos)
  const back = photos.reduce((sum, { head }) => sum + head.undone.filter((when) => when > newest).length, 0)
  return reachOfNewest(photos) - back
}

const reachOfNewest = (photos: readonly PhotoSteps[]): number => {
  const newest = newestOf(photos)
  const reaches = photos.flatMap(({ head }) => (head.newest === newest ? [head.reach] : []))
  return reaches.length > 0 ? Math.max(...reaches) : HISTORY_STEPS
}

/** Where a new step of a photo stands: what was undone is dropped, and of the others so many are kept. */
export function nextPlace(photos: readonly PhotoSteps[], photoId: string): StepPlace {
  const others = newestOf(photos.filter((photo) => photo.photoId !== photoId))
  return { order: nextOrder(photos), reach: atMost(reachOf(photos) + 1), others }
}

/**
 * The same of a step that nobody has asked for: beside the newest one, where something can be done again. That stays, for
 * nobody has done anything else.
 */
export function placeOfUnasked(photos: readonly PhotoSteps[], photoId: string): StepPlace {
  const place = nextPlace(photos, photoId)
  if (!redoStep(photos)) return place
  return { ...place, order: Math.max(LONG_AGO, newestOf(photos)), reach: atMost(reachOfNewest(photos) + 1) }
}

const atMost = (reach: number): number => Math.min(HISTORY_STEPS, reach)

/** What undo would take back: null where there is nothing, or as many steps as are kept were taken back already. */
export function undoStep(photos: readonly PhotoSteps[]): VisitStep | null {
  if (reachOf(photos) <= 0) return null
  const found = greatest(photos, ({ head }) => head.undo?.order ?? null)
  return found?.head.undo ? { photoId: found.photoId, label: found.head.undo.label, when: found.head.undo.order } : null
}

/** What redo would bring back: nothing that was undone before the newest step was done. */
export function redoStep(photos: readonly PhotoSteps[]): VisitStep | null {
  const newest = newestOf(photos)
  const found = greatest(photos, ({ head }) => ((head.undone[0] ?? NO_ORDER) > newest ? head.undone[0]! : null))
  return found && { photoId: found.photoId, label: found.head.redo ?? '', when: found.head.undone[0] ?? LONG_AGO }
}

/** The greatest order of a step of these photos. */
export const newestOf = (photos: readonly PhotoSteps[]): number =>
  Math.max(NO_ORDER, ...photos.map(({ head }) => head.newest))

function greatest(photos: readonly PhotoSteps[], of: (photo: PhotoSteps) => number | null): PhotoSteps | null {
  let best: { readonly photo: PhotoSteps; readonly value: number } | null = null
  for (const photo of photos) {
    if (photo.elsewhere) continue
    const value = of(photo)
    if (value !== null && value > (best?.value ?? -Infinity)) best = { photo, value }
  }
  return best?.photo ?? null
}
