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
import { alive, tellAlive, thisPage } from '../storage/pageOfBrowser.ts'
import { canHashPin, hashPin, isPinText, isThePin } from '../storage/pin.ts'
import { flush } from './saving/autosave.ts'
import { cancelLive } from './edits/cancelLive.ts'
import { presentStore, stopPresenting } from './snapshots/presentStore.ts'

export interface LockState {
  readonly hasPin: boolean
  /** Nothing of the library is on the page. */
  readonly locked: boolean
  /** Somebody wants to leave Present, and the PIN is asked for. */
  readonly leaving: boolean
  /** Leaving Present needs the PIN. */
  readonly handOver: boolean
  /** This page presents, and the device is in the patient's hands. */
  readonly handedOver: boolean
  /** Until when no PIN is taken, ms since 1970; 0 where it is. */
  readonly waitUntil: number
}

export const noLock: LockState = {
  hasPin: false,
  locked: false,
  leaving: false,
  handOver: false,
  handedOver: false,
  waitUntil: 0,
}
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
  if (!record) return { hasPin: false, handOver: false, handedOver: false, waitUntil: 0 }
  const left = waitLeft(record, Date.now())
  return {
    hasPin: true,
    handOver: record.handOver,
    handedOver: record.handOver && isPresenting(),
    waitUntil: left > 0 ? Date.now() + left : 0,
  }
}

/** Shows what is kept now, and keeps whether this page is handed over: of every other page it leaves alone what is kept. */
function readAgain(also: Partial<LockState> = {}): void {
  const record = readLock()
  const now = shown(record)
  lockStore.setState({ ...now, ...also })
  if (now.handedOver) tellAlive()
  if (!record || record.handedOver.includes(thisPage) === now.handedOver) return
  const others = record.handedOver.filter((page) => page !== thisPage)
  change({ handedOver: now.handedOver ? [...others, thisPage] : others })
}

/** Whether another page is handed over, so that nothing may be seen on this one. */
const isHandedOverElsewhere = ({ handedOver }: LockRecord): boolean =>
  !isPresenting() && handedOver.some((page) => page !== thisPage)

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
    readAgain()
    return 'right'
  }
  readAgain()
  return 'wrong'
}

/**
 * Opens every tab, or lets somebody leave Present. What another tab presents stays handed over, and only this tab opens
 * beside it; one that was closed or has crashed is forgotten.
 */
export async function unlock(pin: string): Promise<Tried> {
  const tried = await tryPin(pin)
  if (tried !== 'right') return tried
  const living = await alive(readLock()?.handedOver ?? [])
  if (lockStore.getState().leaving) stopPresenting()
  noteHand()
  const pages = readLock()?.handedOver ?? []
  change({ locked: false, handedOver: pages.filter((page) => page === thisPage || living.includes(page)) })
  readAgain({ locked: false, leaving: false })
  return 'right'
}

/** Back to what is presented. */
export const stayInPresent = (): void => lockStore.setState({ leaving: false })

/** Ends it, or asks for the PIN first where the device was handed over. */
export function leavePresent(): void {
  if (lockStore.getState().handedOver) lockStore.setState({ leaving: true })
  else stopPresenting()
}

/** Another page was asked for: nothing of it is shown to whom the device was handed. */
export function leavePresentElsewhere(): void {
  if (lockStore.getState().handedOver) lock()
  stopPresenting()
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
    const record = { locked: false, handOver: false, handedOver: [], ...readLock() }
    writeLock({ ...record, wrong: 0, wrongAt: 0, pin: hashed })
  } catch {
    return 'failed'
  }
  noteHand()
  readAgain()
  return 'right'
}

export async function removePin(present: string): Promise<Tried> {
  const tried = await tryPin(present)
  if (tried !== 'right') return tried
  writeLock(null)
  readAgain()
  return 'right'
}

export function setHandOver(on: boolean): void {
  change({ handOver: on })
  readAgain()
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
  // Beside a page that is handed over this one alone is locked: the pictures stay.
  if (record?.handedOver.length === 0 && locked) change({ locked })
  else if (record && !locked) noteHand()

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

  const isHidden = () => document.visibilityState === 'hidden'
  const coverIfPin = () => lockStore.getState().hasPin && cover()
  const isShut = () => lockStore.getState().locked || lockStore.getState().leaving
  /** What other tabs did: also while this page was put away and heard of nothing. */
  const lookAgain = () => {
    const now = readLock()
    const shut = now !== null && (now.locked || isHandedOverElsewhere(now))
    if (shut) hide()
    readAgain({ locked: shut })
  }
  const onSeen = () => {
    if (isHidden()) return coverIfPin()
    const wasShut = isShut()
    lookAgain()
    lockIfIdle()
    // The lock itself may be seen. Where it is not there yet, it uncovers the page as soon as it is.
    if (wasShut || !isShut()) uncover()
  }
  document.addEventListener('visibilitychange', onSeen, { signal })
  addEventListener('pagehide', coverIfPin, { signal })
  const onShown = ({ persisted = false }: Event & { readonly persisted?: boolean }) => persisted && onSeen()
  addEventListener('pageshow', onShown, { signal })

  const onOtherTab = ({ key }: StorageEvent) => {
    if (key !== LOCK_KEY && key !== null) return
    lookAgain()
    if (isHidden()) coverIfPin()
    else if (!isShut()) uncover()
  }
  addEventListener('storage', onOtherTab, { signal })
  const unfollow = presentStore.subscribe((now, before) => {
    if ((now.slides === null) !== (before.slides === null)) readAgain()
  })
  return () => {
    end.abort()
    clearInterval(watch)
    unfollow()
  }
}
