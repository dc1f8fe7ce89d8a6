import { createStore } from 'zustand/vanilla'
import type { HelmetFigures } from '../core/fill/helmet.ts'
import type { AreaMeasures, FillResult, HairLoss, PhotoProblem } from '../worker/engine.ts'
import type { PictureWork } from './dots/sameDots.ts'

/** Something worth knowing about an import that went well. */
export interface ImportNotice {
  readonly kind: 'reduced'
  readonly megapixels: number
}

export interface Toast {
  readonly id: number
  readonly text: string
  readonly action?: { readonly label: string; run(): void }
  /** performance.now() at which it leaves. */
  readonly until: number
}

export interface JobsState {
  readonly opening: { readonly phase: 'reading'; readonly startedAt: number } | null
  readonly problem: PhotoProblem | null
  readonly notice: ImportNotice | null
  /** Whether what there is to say of the open photo has been put away by hand. */
  readonly noticeRead: boolean
  readonly fill: {
    readonly work: PictureWork
    readonly done: number
    readonly total: number
    readonly share: number
    readonly startedAt: number
  } | null
  readonly fillResult: FillResult | null
  readonly fillFailed: boolean
  /** Of the dots on the screen; null while nobody knows. */
  readonly helmet: HelmetFigures | null
  /** Of the picture on the screen; null where all hair is kept. */
  readonly hairLoss: HairLoss | null
  readonly measure: AreaMeasures | null
  readonly savingSnapshot: boolean
  /** Which of the sample's snapshots is being drawn; null while none is. */
  readonly examples: { readonly drawing: number; readonly of: number } | null
  readonly exporting: boolean
  readonly toast: Toast | null
  readonly health: 'ready' | 'restarted' | 'failed'
  /** Whether the worker has anything to do. */
  readonly working: boolean
}

export const jobsStore = createStore<JobsState>(() => ({
  opening: null,
  problem: null,
  notice: null,
  noticeRead: false,
  fill: null,
  fillResult: null,
  fillFailed: false,
  helmet: null,
  hairLoss: null,
  measure: null,
  savingSnapshot: false,
  examples: null,
  exporting: false,
  toast: null,
  health: 'ready',
  working: false,
}))

let toasts = 0

/** One at a time, 5 s, or 8 s with something to undo. */
export function toast(text: string, action?: Toast['action']): void {
  const id = ++toasts
  const lasts = action ? 8000 : 5000
  jobsStore.setState({ toast: { id, text, action, until: performance.now() + lasts } })
  setTimeout(() => {
    if (jobsStore.getState().toast?.id === id) jobsStore.setState({ toast: null })
  }, lasts)
}

/** Starts what a button asks for; what fails is said, never swallowed. */
export function attempt(work: Promise<unknown>, problem: string): void {
  work.catch(() => toast(problem))
}

/** A double click asks once: whoever asks while it runs gets the same answer. */
export function onceAtATime<A extends readonly unknown[]>(
  work: (...a: A) => Promise<void>,
): (...a: A) => Promise<void> {
  let running: Promise<void> | null = null
  return (...a) => (running ??= work(...a).finally(() => (running = null)))
}

export function dismissToast(): void {
  jobsStore.setState({ toast: null })
}
