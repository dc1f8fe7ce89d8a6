import * as v from 'valibot'
import { compareStore, type CompareItem, type CompareState } from './compareStore.ts'
import { designStore } from './designStore.ts'

/** What is compared of a photo stays chosen over a reload: ids, and how they are looked at. */
const KEY = 'trichion-compared'
/** Photos of which it is known, the newest first: nobody comes back to more of them. */
const KEPT = 20

const otherTime = v.nullable(v.object({ item: v.string(), moment: v.pipe(v.number(), v.finite(), v.minValue(0)) }))
const choice = v.object({
  photoId: v.string(),
  a: v.string(),
  b: v.string(),
  mode: v.picklist(['slider', 'sideBySide']),
  vertical: v.boolean(),
  times: v.object({ a: otherTime, b: otherTime }),
})
type Choice = v.InferOutput<typeof choice>

/** What was compared of a photo last: its newest snapshot with the photo alone where nothing is known or nothing is left. */
export function recallCompared(photoId: string, snapshotIds: readonly string[]): Partial<CompareState> {
  const newest = snapshotIds.at(-1) ?? 'before'
  const known = stored().find((c) => c.photoId === photoId)
  if (!known) return { a: 'before', b: newest, times: { a: null, b: null } }
  const there = (item: CompareItem, other: CompareItem) =>
    item === 'before' || snapshotIds.includes(item) ? item : other
  const { mode, vertical, times } = known
  const still = (time: Choice['times']['a']) => time && { ...time, live: false }
  return {
    a: there(known.a, 'before'),
    b: there(known.b, newest),
    mode,
    vertical,
    times: { a: still(times.a), b: still(times.b) },
  }
}

function remember({ a, b, mode, vertical, times }: CompareState): void {
  const photoId = designStore.getState().photo?.id
  if (!photoId || times.a?.live || times.b?.live) return
  const of = (time: CompareState['times']['a']) => time && { item: time.item, moment: time.moment }
  const now: Choice = { photoId, a, b, mode, vertical, times: { a: of(times.a), b: of(times.b) } }
  keep([now, ...stored().filter((c) => c.photoId !== photoId)])
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
    times: { a: null, b: null },
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

const remembered = ['a', 'b', 'mode', 'vertical', 'times'] as const

compareStore.subscribe((now, before) => {
  if (remembered.some((part) => now[part] !== before[part])) remember(now)
})
