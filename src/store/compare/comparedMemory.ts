import * as v from 'valibot'
import type { Similarity } from '../../core/geometry/similarity.ts'
import {
  compareModes,
  compareSides,
  compareStore,
  type CompareItem,
  type CompareSide,
  type CompareState,
} from './compareStore.ts'
import { comparedVisits, otherOf } from './comparedVisits.ts'
import { designStore } from '../designStore.ts'

/** What is compared of a photo stays chosen over a reload: ids, and how they are looked at. */
const KEY = 'trichion-compared'
/** Photos of which it is known, the newest first: nobody comes back to more of them. */
const KEPT = 20

const figure = v.pipe(v.number(), v.finite())
const otherTime = v.nullable(v.object({ item: v.string(), moment: v.pipe(v.number(), v.finite(), v.minValue(0)) }))
const choice = v.object({
  photoId: v.string(),
  a: v.string(),
  b: v.string(),
  mode: v.picklist(compareModes),
  vertical: v.boolean(),
  times: v.object({ a: otherTime, b: otherTime, c: v.optional(otherTime), d: v.optional(otherTime) }),
  // Absent in what was remembered before more than two could be compared.
  c: v.optional(v.nullable(v.string()), null),
  d: v.optional(v.nullable(v.string()), null),
  offsets: v.optional(v.record(v.string(), v.object({ a: figure, b: figure, dx: figure, dy: figure })), {}),
  /** Items of other visits: whether they are still there is seen once these are known. */
  elsewhere: v.optional(v.array(v.string()), []),
})
type Choice = v.InferOutput<typeof choice>

/** What was compared of a photo last: its newest snapshot with the photo alone where nothing is known or nothing is left. */
export function recallCompared(photoId: string, snapshotIds: readonly string[]): Partial<CompareState> {
  const newest = snapshotIds.at(-1) ?? 'before'
  const known = stored().find((c) => c.photoId === photoId)
  const plain = { c: null, d: null, times: {}, offsets: {}, linked: true, playing: false, refused: null } as const
  if (!known) return { ...plain, a: 'before', b: newest }
  const { mode, vertical, times, offsets, elsewhere } = known
  const isThere = (item: CompareItem) => item === 'before' || snapshotIds.includes(item) || elsewhere.includes(item)
  const there = (item: CompareItem, other: CompareItem) => (isThere(item) ? item : other)
  const [c = null, d = null] = [known.c, known.d].filter((item) => item !== null && isThere(item))
  const still = Object.fromEntries(
    compareSides.map((side) => {
      const time = times[side]
      return [side, time ? { ...time, live: false } : null]
    }),
  )
  return {
    ...plain,
    a: there(known.a, 'before'),
    b: there(known.b, newest),
    c,
    d,
    mode,
    vertical,
    times: still,
    offsets,
  }
}

function remember(state: CompareState): void {
  const photoId = designStore.getState().photo?.id
  if (!photoId || compareSides.some((side) => state.times[side]?.live)) return
  const { a, b, c, d, mode, vertical } = state
  const timeOf = (side: CompareSide) => {
    const time = state.times[side]
    return time ? { item: time.item, moment: time.moment } : null
  }
  const items = [a, b, c, d].filter((item) => item !== null)
  const { others } = comparedVisits.getState()
  const before = stored().find((known) => known.photoId === photoId)?.elsewhere ?? []
  const offsets: Record<string, Similarity> = {}
  for (const item of items) if (state.offsets[item]) offsets[item] = state.offsets[item]
  const now: Choice = {
    photoId,
    a,
    b,
    c,
    d,
    mode,
    vertical,
    times: { a: timeOf('a'), b: timeOf('b'), c: timeOf('c'), d: timeOf('d') },
    offsets,
    elsewhere: items.filter((item) => otherOf(item, others) !== null || before.includes(item)),
  }
  keep([now, ...stored().filter((known) => known.photoId !== photoId)])
}

/** The next look at a photo's comparison begins with this snapshot beside the photo alone. */
export function rememberCompared(photoId: string, b: string): void {
  const known = stored().find((c) => c.photoId === photoId)
  const now: Choice = {
    photoId,
    a: 'before',
    b,
    mode: known?.mode ?? 'slider',
    vertical: known?.vertical ?? true,
    c: null,
    d: null,
    times: { a: null, b: null },
    offsets: known?.offsets ?? {},
    elsewhere: known?.elsewhere ?? [],
  }
  keep([now, ...stored().filter((c) => c.photoId !== photoId)])
}

export function forgetCompared(photoIds: readonly string[]): void {
  keep(stored().filter((c) => !photoIds.includes(c.photoId)))
}

function keep(choices: readonly Choice[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(choices.slice(0, KEPT)))
  } catch {
    // A browser may refuse: then it is forgotten with the page, and nothing else is lost.
  }
}

function stored(): readonly Choice[] {
  try {
    return v.parse(v.array(choice), JSON.parse(localStorage.getItem(KEY) ?? '[]'))
  } catch {
    return []
  }
}

const remembered = ['a', 'b', 'c', 'd', 'mode', 'vertical', 'times', 'offsets'] as const

compareStore.subscribe((now, before) => {
  if (remembered.some((part) => now[part] !== before[part])) remember(now)
})
