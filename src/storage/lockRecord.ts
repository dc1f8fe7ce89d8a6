import * as v from 'valibot'
import { hashedPinSchema } from './pin.ts'

/** Stands for whichever page presented while only that one did was kept: it is gone since. */
const UNKNOWN_PAGE = 'unknown'

const schema = v.object({
  pin: hashedPinSchema,
  /** Every tab of this browser shows nothing until the PIN is given. */
  locked: v.fallback(v.boolean(), true),
  /** Leaving Present needs the PIN. */
  handOver: v.fallback(v.boolean(), false),
  /** The pages that present with the device in the patient's hands: whatever is opened beside them, or anew, is locked. */
  handedOver: v.fallback(
    v.pipe(
      v.union([v.array(v.string()), v.boolean()]),
      v.transform((kept): readonly string[] => (typeof kept !== 'boolean' ? kept : kept ? [UNKNOWN_PAGE] : [])),
    ),
    [],
  ),
  /** Wrong PINs since the last right one. */
  wrong: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  /** When the last of them was given, ms since 1970. */
  wrongAt: v.fallback(v.number(), 0),
})

/** The lock of this device. It lies beside the preferences: never in the library, and so in no backup and no case file. */
export type LockRecord = v.InferOutput<typeof schema>

export const LOCK_KEY = 'trichion.lock'
const ACTIVE_KEY = 'trichion.active'

/** Null where no PIN is set, or where nothing of it can be read: then nobody could open it. */
export function readLock(): LockRecord | null {
  try {
    const text = localStorage.getItem(LOCK_KEY)
    return text === null ? null : v.parse(schema, JSON.parse(text))
  } catch {
    return null
  }
}

/**
 * Null removes it.
 * @throws DOMException where the browser keeps nothing for this page
 */
export function writeLock(record: LockRecord | null): void {
  if (record === null) localStorage.removeItem(LOCK_KEY)
  else localStorage.setItem(LOCK_KEY, JSON.stringify(record))
}

/** When a hand was last on any tab, ms since 1970; null where that is not known. */
export function readActive(): number | null {
  try {
    const at = Number(localStorage.getItem(ACTIVE_KEY))
    return at > 0 ? at : null
  } catch {
    return null
  }
}

export function writeActive(at: number): void {
  try {
    localStorage.setItem(ACTIVE_KEY, `${at}`)
  } catch {
    // This tab still knows.
  }
}

const FREE_TRIES = 2
const FIRST_WAIT_MS = 5000
const LONGEST_WAIT_MS = 15 * 60_000

/**
 * How long nothing is taken after so many wrong PINs in a row, ms: a slip costs nothing, the third 5 s, and each one more
 * twice as long, to a quarter of an hour. The times are judgement: all PINs of four digits would take a hundred days.
 */
export function waitAfter(wrong: number): number {
  if (wrong <= FREE_TRIES) return 0
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES - 1))
}

/** What is left of it, ms. A clock that was put back makes it no longer than it was. */
export function waitLeft({ wrong, wrongAt }: Pick<LockRecord, 'wrong' | 'wrongAt'>, now: number): number {
  const wait = waitAfter(wrong)
  return Math.max(0, Math.min(wait, wrongAt + wait - now))
}

/** After which an untouched device is locked, ms (ux 15). */
export const IDLE_MS = 5 * 60_000

/**
 * What a page begins with: locked stays locked, whatever was handed over is, and so is what nobody has touched for long. A page
 * that was handed over and is gone counts until a PIN is given: closing it is no way in.
 */
export function startsLocked(record: LockRecord, activeAt: number | null, now: number): boolean {
  return record.locked || record.handedOver.length > 0 || activeAt === null || now - activeAt >= IDLE_MS
}
