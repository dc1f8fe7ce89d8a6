import { maskEquals } from '../pixels/maskCompare.ts'
import type { TiledMask } from '../pixels/tiledMask.ts'
import type { Design } from './design.ts'
import { masksOf } from './designMasks.ts'
import { inHandLike } from './areas/areas.ts'
import { shownLike } from './reversal.ts'

export interface HistoryEntry {
  readonly label: string
  readonly design: Design
  /** Entries of one burst, as of a dragged slider, share a key and become one. */
  readonly mergeKey?: string
  /** Its place among the steps of all photos of the visit; absent in steps from before these were told apart. */
  readonly order?: number
  /** How many steps of the visit can be taken back from it on, itself among them; absent where it is as many as are kept. */
  readonly reach?: number
  /** Of a step that leaves the design as it was. */
  readonly snapshot?: SnapshotChange
}

/** What a step has done to a snapshot of its photo. */
export type SnapshotChange =
  | { readonly kind: 'delete'; readonly id: string }
  | { readonly kind: 'rename'; readonly id: string; readonly from: string; readonly to: string }

/** The undo list of a photo: entries[0] is the start, `at` the entry on screen. Designs share what did not change. */
export interface History {
  readonly entries: readonly HistoryEntry[]
  readonly at: number
  /**
   * Of the entries behind `at`, in their order: when each was undone, on the axis of `order`. An entry without one was undone
   * before all that have one.
   */
  readonly undone?: readonly number[]
  /** The list from before the burst whose step is on screen, as long as that can go on; never stored. */
  readonly beforeBurst?: History
}

/** Where a new step stands in its visit. */
export interface StepPlace {
  readonly order: number
  /** As `HistoryEntry` has it. */
  readonly reach?: number
  /** The greatest order of a step of another photo: no burst goes on over it. */
  readonly others: number
}

/** Undo steps that are kept, the start not counted. */
export const HISTORY_STEPS = 200
/** Of painted tiles over all steps; a tile that steps share counts once. The oldest steps go where there are more. */
export const HISTORY_BYTES = 64 * 2 ** 20

export function startHistory(design: Design): History {
  return { entries: [{ label: 'Start', design }], at: 0 }
}

export function current(h: History): Design {
  return entryAt(h, h.at).design
}

function entryAt(h: History, at: number): HistoryEntry {
  const entry = h.entries[at]
  if (!entry) throw new RangeError(`Expected an entry at ${at}, got a history of ${h.entries.length}.`)
  return entry
}

/**
 * Adds a step and drops what was undone. The same history comes back where the design is the same; another stage of a
 * reversal on show, or another area in hand, is no step, and redo stays. A step with the key of the newest one takes its
 * place; where it leads back to what was before, all is as it was before, redo too. A burst ends with the page.
 * @param place in the visit; without one the step stands before all that have one
 */
export function push(h: History, design: Design, label: string, mergeKey?: string, place?: StepPlace): History {
  const top = entryAt(h, h.at)
  if (sameEdits(design, top.design)) return showing(h, design)
  const merges = h.beforeBurst && mergeKey !== undefined && top.mergeKey === mergeKey && isNewest(top, place)
  const { beforeBurst: _over, ...from } = merges ? h.beforeBurst : h
  if (merges && sameEdits(design, current(from))) return showing(from, design)
  const next = withEntry(from, {
    label,
    design,
    ...(mergeKey !== undefined && { mergeKey }),
    ...placed(merges ? top : place),
  })
  return mergeKey === undefined ? next : { ...next, beforeBurst: from }
}

/** Adds a step that changes a snapshot alone, and drops what was undone. */
export function pushSnapshot(h: History, snapshot: SnapshotChange, label: string, place: StepPlace): History {
  return withEntry(h, { label, design: current(h), ...placed(place), snapshot })
}

const placed = (place?: Pick<HistoryEntry, 'order' | 'reach'>): Pick<HistoryEntry, 'order' | 'reach'> => ({
  ...(place?.order !== undefined && { order: place.order }),
  ...(place?.reach !== undefined && place.reach < HISTORY_STEPS && { reach: place.reach }),
})

const isNewest = (step: HistoryEntry, place?: StepPlace): boolean => place === undefined || orderOf(step) > place.others

/** The history up to the entry on screen, with one more behind it. */
function withEntry(h: History, entry: HistoryEntry): History {
  const entries = kept([...h.entries.slice(0, h.at + 1), entry])
  return { entries, at: entries.length - 1 }
}

/** As if a step that left the design as it was had never been done. The same history comes back where it is not applied. */
export function withoutStep(h: History, step: HistoryEntry): History {
  const index = h.entries.indexOf(step)
  if (!step.snapshot || index < 1 || index > h.at) return h
  const { beforeBurst: _with, ...rest } = h
  return { ...rest, entries: h.entries.toSpliced(index, 1), at: h.at - 1 }
}

/** The steps of the design alone: what goes where the snapshots of now may not be. Entries of the design stay the same objects. */
export function withoutSnapshots(h: History): History {
  const undone = undoneOf(h)
  const isKept = (i: number) => i === 0 || !h.entries[i]!.snapshot
  const entries = h.entries
    .filter((_, i) => isKept(i))
    .map((entry) => (entry.snapshot ? { ...entry, snapshot: undefined } : entry))
  const at = h.entries.slice(1, h.at + 1).filter(({ snapshot }) => !snapshot).length
  return withUndone(
    { entries, at },
    undone.filter((_, i) => isKept(h.at + 1 + i)),
  )
}

/** An entry's place in its visit; below all places for one that has none. */
export const orderOf = ({ order }: Pick<HistoryEntry, 'order'>): number => order ?? NO_ORDER
export const NO_ORDER = -1
/** When an entry was undone of which it is not known. */
export const LONG_AGO = 0

/** When each entry behind `at` was undone, as many as there are. */
export function undoneOf({
  entries,
  at,
  undone = [],
}: Pick<History, 'at' | 'undone'> & { readonly entries: readonly unknown[] }): readonly number[] {
  return Array.from({ length: Math.max(0, entries.length - 1 - at) }, (_, i) => undone[i] ?? LONG_AGO)
}

const withUndone = ({ entries, at }: History, undone: readonly number[]): History =>
  undone.some((when) => when !== LONG_AGO) ? { entries, at, undone } : { entries, at }

/** The newest entries that steps and memory allow: at least the last two, so that there is always one to undo. */
function kept(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const masks = new Set<TiledMask>()
  const tiles = new Set<Uint8Array>()
  let bytes = 0
  let from = entries.length
  while (from > 0 && entries.length - from <= HISTORY_STEPS) {
    for (const mask of masksOf(entries[from - 1]!.design)) {
      if (masks.has(mask)) continue
      masks.add(mask)
      for (const tile of mask.tiles.values()) {
        if (!tiles.has(tile)) bytes += tile.byteLength
        tiles.add(tile)
      }
    }
    if (bytes > HISTORY_BYTES && entries.length - from >= 2) break
    from--
  }
  return entries.slice(from)
}

/** @param when on the axis of `order` */
export const undo = (h: History, when = LONG_AGO): History => stepTo(h, h.at - 1, [when, ...undoneOf(h)])
export const redo = (h: History): History => stepTo(h, h.at + 1, undoneOf(h).slice(1))

/** Whoever looks at a stage keeps looking at it, and the area in hand stays there. */
function stepTo(h: History, at: number, undone: readonly number[]): History {
  return at in h.entries ? withUndone({ entries: shownIn(h, at, current(h)), at }, undone) : h
}

/** A history whose entry on screen shows the same stage as a design, with the same area in hand; the same one where it does. */
function showing(h: History, design: Design): History {
  const entries = shownIn(h, h.at, design)
  return entries === h.entries ? h : { ...h, entries }
}

/** The entries with one of them showing the same stage as a design, with the same area in hand. */
function shownIn({ entries }: History, at: number, design: Design): readonly HistoryEntry[] {
  const entry = entries[at]!
  const shown = heldLike(entry.design, design)
  return shown === entry.design ? entries : entries.with(at, { ...entry, design: shown })
}

const heldLike = (design: Design, other: Design): Design => inHandLike(shownLike(design, other), other)

/** Whether two designs are the same but for the stage that is on show and the area in hand. */
export const sameEdits = (a: Design, b: Design): boolean => sameDesign(heldLike(a, b), b)

/** Whether two designs say the same, however they were made. */
export function sameDesign(a: Design, b: Design): boolean {
  return sameValue(a, b)
}

/** The same of any part of a design. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (isMask(a) || isMask(b)) return isMask(a) && isMask(b) && maskEquals(a, b)
  const left = Object.entries(a)
  const right = new Map(Object.entries(b))
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)))
}

const isMask = (value: object): value is TiledMask => 'tiles' in value && value.tiles instanceof Map
