import { maskEquals } from '../pixels/maskCompare.ts'
import type { TiledMask } from '../pixels/tiledMask.ts'
import type { Design } from './design.ts'
import { masksOf } from './designMasks.ts'
import { inHandLike } from './areas.ts'
import { shownLike } from './reversal.ts'

export interface HistoryEntry {
  readonly label: string
  readonly design: Design
  /** Entries of one burst, as of a dragged slider, share a key and become one. */
  readonly mergeKey?: string
}

/** The undo list: entries[0] is the start, `at` the entry on screen. Designs share what did not change. */
export interface History {
  readonly entries: readonly HistoryEntry[]
  readonly at: number
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
 * reversal on show, or another area in hand, is no step, and redo stays. A step with the key of the newest one takes its place, and takes it away
 * where it leads back to what was before.
 */
export function push(h: History, design: Design, label: string, mergeKey?: string): History {
  const top = entryAt(h, h.at)
  if (sameEdits(design, top.design)) {
    const entries = shownIn(h, h.at, design)
    return entries === h.entries ? h : { ...h, entries }
  }
  const merges = mergeKey !== undefined && h.at > 0 && h.at === h.entries.length - 1 && top.mergeKey === mergeKey
  const at = merges ? h.at - 1 : h.at
  if (merges && sameEdits(design, entryAt(h, at).design)) return { entries: shownIn(h, at, design).slice(0, h.at), at }
  const entry: HistoryEntry = mergeKey === undefined ? { label, design } : { label, design, mergeKey }
  const entries = kept([...h.entries.slice(0, at + 1), entry])
  return { entries, at: entries.length - 1 }
}

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

export const undo = (h: History): History => stepTo(h, h.at - 1)
export const redo = (h: History): History => stepTo(h, h.at + 1)

/** Whoever looks at a stage keeps looking at it, and the area in hand stays there. */
function stepTo(h: History, at: number): History {
  return at in h.entries ? { entries: shownIn(h, at, current(h)), at } : h
}

/** The entries with one of them showing the same stage as a design, with the same area in hand. */
function shownIn({ entries }: History, at: number, design: Design): readonly HistoryEntry[] {
  const entry = entries[at]!
  const shown = heldLike(entry.design, design)
  return shown === entry.design ? entries : entries.with(at, { ...entry, design: shown })
}

const heldLike = (design: Design, other: Design): Design => inHandLike(shownLike(design, other), other)

/** Whether two designs are the same but for the stage that is on show and the area in hand. */
const sameEdits = (a: Design, b: Design): boolean => sameDesign(heldLike(a, b), b)

/** What undo would take back, null where there is nothing. */
export function undoLabel(h: History): string | null {
  return h.at > 0 ? entryAt(h, h.at).label : null
}

export function redoLabel(h: History): string | null {
  return h.entries[h.at + 1]?.label ?? null
}

/** Whether two designs say the same, however they were made. */
export function sameDesign(a: Design, b: Design): boolean {
  return sameValue(a, b)
}

function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (isMask(a) || isMask(b)) return isMask(a) && isMask(b) && maskEquals(a, b)
  const left = Object.entries(a)
  const right = new Map(Object.entries(b))
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)))
}

const isMask = (value: object): value is TiledMask => 'tiles' in value && value.tiles instanceof Map
