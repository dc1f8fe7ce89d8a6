import { createStore } from 'zustand/vanilla'
import {
  IDLE_MS,
  LOCK_KEY,
  readActive,
  readLock,
  startsLocked,
  waitLeft,
  writeActive,
  writeLock,
  type LockRecord,
} from '../storage/lockRecord.ts'
import { canHashPin, hashPin, isPinText, isThePin } from '../storage/pin.ts'
import { flush } from './autosave.ts'
import { cancelLive } from './cancelLive.ts'
import { presentStore, stopPresenting } from './presentStore.ts'

export interface LockState {
  readonly hasPin: boolean
  /** Nothing of the library is on the page. */
  readonly locked: boolean
  /** Somebody wants to leave Present, and the PIN is asked for. */
  readonly leaving: boolean
  /** Leaving Present needs the PIN. */
  readonly handOver: boolean
  /** Until when no PIN is taken, ms since 1970; 0 where it is. */
  readonly waitUntil: number
}

export const noLock: LockState = { hasPin: false, locked: false, leaving: false, handOver: false, waitUntil: 0 }
export const lockStore = createStore<LockState>(() => noLock)

export { canHashPin, isPinText }

/** How a PIN that was given was taken. */
export type Tried = 'right' | 'wrong' | 'wait'

const isPresenting = () => presentStore.getState().slides !== null

/** Everything disappears within this very task; React takes it from the page after that. */
const cover = () => document.documentElement.setAttribute('data-covered', '')
/** What is on the page may be seen. */
export const uncover = () => document.documentElement.removeAttribute('data-covered')

/** What is kept, with some of it changed; nothing where there is no PIN. */
function change(part: Partial<LockRecord>): void {
  const record = readLock()
  if (!record) return
  try {
    writeLock({ ...record, ...part })
  } catch {
    // Only what is smaller takes its place: it was kept before.
  }
}

function shown(record: LockRecord | null): Omit<LockState, 'locked' | 'leaving'> {
  if (!record) return { hasPin: false, handOver: false, waitUntil: 0 }
  const left = waitLeft(record, Date.now())
  return { hasPin: true, handOver: record.handOver, waitUntil: left > 0 ? Date.now() + left : 0 }
}

/** Covers the page, drops the gesture as a window that loses its focus does, and writes what is not on disk yet. */
function hide(): void {
  if (lockStore.getState().locked) return
  cover()
  // What is typed into a field of the design is its own once the field is left.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  dispatchEvent(new Event('blur'))
  cancelLive()
  void flush()
  lockStore.setState({ locked: true, leaving: false })
}

/** Locks every tab of this browser. Nothing happens where no PIN is set. */
export function lock(): void {
  if (!readLock()) return
  hide()
  change({ locked: true })
}

/** Takes a PIN. The try is counted before it is looked at: a reload meanwhile has used it up. */
async function tryPin(pin: string): Promise<Tried> {
  const record = readLock()
  if (!record) return 'right'
  if (waitLeft(record, Date.now()) > 0) return 'wait'
  change({ wrong: record.wrong + 1, wrongAt: Date.now() })
  if (await isThePin(pin, record.pin)) {
    change({ wrong: 0, wrongAt: 0 })
    lockStore.setState(shown(readLock()))
    return 'right'
  }
  lockStore.setState(shown(readLock()))
  return 'wrong'
}

/** Opens every tab, or lets somebody leave Present. */
export async function unlock(pin: string): Promise<Tried> {
  const tried = await tryPin(pin)
  if (tried !== 'right') return tried
  if (lockStore.getState().leaving) stopPresenting()
  noteHand()
  change({ locked: false, handedOver: isHandedOver() })
  lockStore.setState({ ...shown(readLock()), locked: false, leaving: false })
  return 'right'
}

/** Back to what is presented. */
export const stayInPresent = (): void => lockStore.setState({ leaving: false })

/** Ends it, or asks for the PIN first where the device was handed over. */
export function leavePresent(): void {
  if (isHandedOver()) lockStore.setState({ leaving: true })
  else stopPresenting()
}

/** Another page was asked for: nothing of it is shown to whom the device was handed. */
export function leavePresentElsewhere(): void {
  if (isHandedOver()) lock()
  stopPresenting()
}

const isHandedOver = () => {
  const { hasPin, handOver } = lockStore.getState()
  return hasPin && handOver && isPresenting()
}

/**
 * Sets a PIN, or another one in its place; then the present one is asked for.
 * @returns 'failed' where this browser keeps nothing, or may not hash
 */
export async function setPin(pin: string, present: string): Promise<Tried | 'failed'> {
  const tried = await tryPin(present)
  if (tried !== 'right') return tried
  try {
    const hashed = await hashPin(pin)
    const record = { locked: false, handOver: false, handedOver: false, ...readLock() }
    writeLock({ ...record, wrong: 0, wrongAt: 0, pin: hashed })
  } catch {
    return 'failed'
  }
  noteHand()
  lockStore.setState(shown(readLock()))
  return 'right'
}

export async function removePin(present: string): Promise<Tried> {
  const tried = await tryPin(present)
  if (tried !== 'right') return tried
  writeLock(null)
  lockStore.setState(shown(null))
  return 'right'
}

export function setHandOver(on: boolean): void {
  change({ handOver: on })
  lockStore.setState(shown(readLock()))
  change({ handedOver: isHandedOver() })
}

/** How often a hand is written down for the other tabs, ms. */
const NOTED_MS = 10_000
const LOOK_AGAIN_MS = 15_000
let noted = 0

function noteHand(): void {
  noted = Date.now()
  writeActive(noted)
}

/** Whether no tab has felt a hand for long. */
function isIdle(): boolean {
  return Date.now() - Math.max(noted, readActive() ?? 0) >= IDLE_MS
}

const lockIfIdle = () => lockStore.getState().hasPin && isIdle() && lock()

const hands = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Reads the lock as it was left, and follows hands, the other tabs, and whether the page is seen. Gives back what ends it. */
export function startLock(): () => void {
  const record = readLock()
  const locked = record !== null && startsLocked(record, readActive(), Date.now())
  lockStore.setState({ ...noLock, ...shown(record), locked })
  if (locked) change({ locked, handedOver: false })
  else if (record) noteHand()

  const end = new AbortController()
  const { signal } = end
  const onHand = () => {
    const { hasPin, locked } = lockStore.getState()
    if (!hasPin || locked || Date.now() - noted < NOTED_MS) return
    // After a sleep the first touch is no work: the screen was left alone.
    if (isIdle()) lock()
    else noteHand()
  }
  for (const kind of hands) addEventListener(kind, onHand, { capture: true, passive: true, signal })
  const watch = setInterval(lockIfIdle, LOOK_AGAIN_MS)

  const onSeen = () => {
    if (!lockStore.getState().hasPin) return
    if (document.visibilityState === 'hidden') return cover()
    lockIfIdle()
    if (!lockStore.getState().locked) uncover()
  }
  document.addEventListener('visibilitychange', onSeen, { signal })
  addEventListener('pagehide', () => lockStore.getState().hasPin && cover(), { signal })
  addEventListener('pageshow', onSeen, { signal })

  const onOtherTab = ({ key }: StorageEvent) => {
    if (key !== LOCK_KEY && key !== null) return
    const now = readLock()
    if (now && (now.locked || (now.handedOver && !isPresenting()))) hide()
    const { locked } = lockStore.getState()
    lockStore.setState({ ...shown(now), locked: locked && now !== null && (now.locked || now.handedOver) })
    if (now && document.visibilityState === 'hidden') cover()
  }
  addEventListener('storage', onOtherTab, { signal })
  const unfollow = presentStore.subscribe((now, before) => {
    if ((now.slides === null) !== (before.slides === null)) change({ handedOver: isHandedOver() })
  })
  return () => {
    end.abort()
    clearInterval(watch)
    unfollow()
  }
}
