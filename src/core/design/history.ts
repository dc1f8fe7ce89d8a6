import { maskEquals } from '../pixels/maskCompare.ts'
import type { TiledMask } from '../pixels/tiledMask.ts'
import type { Design } from './design.ts'

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
 * Adds a step and drops what was undone. The same history comes back where the design is the same;
 * a step with the key of the newest one takes its place, and takes it away where it leads back to what was before.
 */
export function push(h: History, design: Design, label: string, mergeKey?: string): History {
  if (sameDesign(design, current(h))) return h
  const top = entryAt(h, h.at)
  const merges = mergeKey !== undefined && h.at > 0 && h.at === h.entries.length - 1 && top.mergeKey === mergeKey
  const kept = h.entries.slice(0, merges ? h.at : h.at + 1)
  const below = kept.at(-1)
  if (merges && below && sameDesign(design, below.design)) return { entries: kept, at: kept.length - 1 }
  const entry: HistoryEntry = mergeKey === undefined ? { label, design } : { label, design, mergeKey }
  const entries = [...kept, entry].slice(-(HISTORY_STEPS + 1))
  return { entries, at: entries.length - 1 }
}

export function undo(h: History): History {
  return h.at > 0 ? { ...h, at: h.at - 1 } : h
}

export function redo(h: History): History {
  return h.at + 1 < h.entries.length ? { ...h, at: h.at + 1 } : h
}

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
