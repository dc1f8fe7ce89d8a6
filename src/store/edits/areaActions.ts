import { createStore } from 'zustand/vanilla'
import { withChange } from '../../core/design/areas/areaChange.ts'
import type { AreaDesign, Design } from '../../core/design/design.ts'
import type { AreaShaping } from '../../core/design/areas/shapedArea.ts'
import type { TiledMask } from '../../core/pixels/tiledMask.ts'
import type { AreaChange, LeaveOut, LeaveOutProblem, LookedFor } from '../../worker/engine.ts'
import { cancelLive, commit, edit, show } from './designActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { engine } from '../services.ts'

/** What is measured in mm and may be set anew as long as nothing else has shaped the area since. */
export type MeasuredShaping = Extract<AreaShaping, { mm: number }>['kind']

/** What an area was shaped from: setting the same measure anew starts there, so that grown and shrunk adds no rounding. */
interface ShapedFrom {
  readonly kind: MeasuredShaping
  readonly mm: number
  readonly base: AreaDesign
}

const shapedFrom = new WeakMap<AreaDesign, ShapedFrom>()

/** By how much the area stands shaped already, mm; 0 once something else has changed it. */
export function shapedMm(area: AreaDesign, kind: MeasuredShaping): number {
  const from = shapedFrom.get(area)
  return from?.kind === kind ? from.mm : 0
}

interface Wish {
  readonly kind: MeasuredShaping
  readonly mm: number
  /** Set once the hand has let go. */
  readonly end: { readonly label: string; readonly mergeKey: string | undefined } | null
}

/** What the hand wants; null once it is so. A slider stands there and waits for nobody. */
export const shapingStore = createStore<{ readonly wish: Wish | null }>(() => ({ wish: null }))

interface Job {
  readonly wish: Wish
  readonly settle: (fulfilled: boolean) => void
}

/** What is still to be done, the first of it at work. */
let jobs: Job[] = []
/** What was shown of a wish last. */
let shown: Design | null = null

/** Shows the area shaped while a hand moves a slider: as often as the worker can follow, always the newest. */
export function showShaped(kind: MeasuredShaping, mm: number): void {
  void wanted({ kind, mm, end: null })
}

/**
 * The shaped area as one undo step. False where the worker failed, or the design was changed meanwhile; what the hand itself
 * gives up is neither.
 */
export function commitShaped(kind: MeasuredShaping, mm: number, label: string, mergeKey?: string): Promise<boolean> {
  return wanted({ kind, mm, end: { label, mergeKey } })
}

export function cancelShaped(): void {
  const given = jobs
  jobs = []
  for (const job of given) job.settle(true)
  shapingStore.setState({ wish: null })
  putBack()
}

function putBack(): void {
  if (shown && designStore.getState().design === shown) cancelLive()
  shown = null
}

function wanted(wish: Wish): Promise<boolean> {
  shapingStore.setState({ wish })
  return new Promise((settle) => {
    const last = jobs.length > 1 ? jobs.at(-1) : undefined
    const isOvertaken = last !== undefined && overtakes(wish, last.wish)
    if (isOvertaken) jobs.pop()
    const both = (fulfilled: boolean) => {
      if (isOvertaken) last.settle(fulfilled)
      settle(fulfilled)
    }
    jobs.push({ wish, settle: both })
    if (jobs.length === 1) void work()
  })
}

/** What was only shown is never missed; of what the hand has let go of, only an earlier part of the same burst of keys. */
const overtakes = (wish: Wish, before: Wish): boolean =>
  before.end === null ||
  (before.kind === wish.kind && before.end.mergeKey !== undefined && before.end.mergeKey === wish.end?.mergeKey)

async function work(): Promise<void> {
  for (;;) {
    const [job] = jobs
    if (!job) return
    const { wish } = job
    const fulfilled = await fulfil(job).catch(() => false)
    // Given up: whoever wished since then works by himself.
    if (jobs[0] !== job) return
    jobs.shift()
    if (!fulfilled) putBack()
    if (shapingStore.getState().wish === wish && (wish.end || !fulfilled)) shapingStore.setState({ wish: null })
    job.settle(fulfilled)
  }
}

async function fulfil(job: Job): Promise<boolean> {
  const { kind, mm, end } = job.wish
  const on = committedDesign(designStore.getState())
  if (!on) return false
  const former = shapedFrom.get(on.area)
  const base = former?.kind === kind ? former.base : on.area
  const area = mm === 0 ? base : withChange(base, await engine().shapeArea({ ...on, area: base }, { kind, mm }))
  // Given up meanwhile. What a moving hand has overtaken is shown all the same: it is the newest there is.
  if (jobs[0] !== job) return false
  const state = designStore.getState()
  if (committedDesign(state) !== on || (state.design !== on && state.design !== shown)) return false
  if (mm !== 0 && area !== base) shapedFrom.set(area, { kind, mm, base })
  show({ ...on, area })
  shown = designStore.getState().design
  if (!end) return true
  shown = null
  commit(end.label, end.mergeKey)
  return true
}

/** `late`: the design was changed meanwhile, so that the answer is of no use. */
export type Shaped = 'shaped' | 'same' | 'failed' | 'late'

/** Shapes the area in one go. */
export async function shapeArea(shaping: AreaShaping, label: string): Promise<Shaped> {
  const asked = committedDesign(designStore.getState())
  if (!asked) return 'late'
  let change: AreaChange
  try {
    change = await engine().shapeArea(asked, shaping)
  } catch {
    return 'failed'
  }
  return put(asked, change, label)
}

function put(asked: Design, change: AreaChange, label: string): Shaped {
  const { design, live } = designStore.getState()
  if (live || design !== asked) return 'late'
  const area = withChange(asked.area, change)
  if (area === asked.area) return 'same'
  edit({ ...asked, area }, label)
  return 'shaped'
}

/** Parts of the area that may be left out. */
export interface Suggestion {
  readonly of: Design
  readonly mask: TiledMask
  readonly change: AreaChange
  readonly hairCm2: number
  readonly outsideCm2: number
}

/** Why there is no suggestion. */
export type NothingLeftOut = LeaveOutProblem | 'failed'

interface LeaveOutState {
  readonly looking: LookedFor | false
  readonly problem: NothingLeftOut | null
  readonly suggestion: Suggestion | null
}

const noAnswer: LeaveOutState = { looking: false, problem: null, suggestion: null }

export const leaveOutStore = createStore<LeaveOutState>(() => noAnswer)

/** Looks for hair and backdrop in the area. Nothing changes before the suggestion is taken. */
export async function lookForLeaveOut(): Promise<void> {
  const asked = committedDesign(designStore.getState())
  if (!asked || leaveOutStore.getState().looking) return
  leaveOutStore.setState({ looking: 'all', problem: null, suggestion: null })
  let found: LeaveOut | null
  try {
    found = await engine().leaveOut(asked, 'all')
  } catch {
    found = null
  }
  if (designStore.getState().design !== asked) leaveOutStore.setState(noAnswer)
  else if (!found) leaveOutStore.setState({ ...noAnswer, problem: 'failed' })
  else if ('problem' in found) leaveOutStore.setState({ ...noAnswer, problem: found.problem })
  else leaveOutStore.setState({ ...noAnswer, suggestion: { ...found, of: asked } })
}

/** Leaves out at once the hair in the area: whoever asks so was told of it. What lies beside the head stays. */
export async function leaveHairOut(label: string): Promise<Shaped | LeaveOutProblem> {
  const asked = committedDesign(designStore.getState())
  if (!asked || leaveOutStore.getState().looking) return 'late'
  leaveOutStore.setState({ ...noAnswer, looking: 'hair' })
  try {
    const found = await engine().leaveOut(asked, 'hair')
    return 'problem' in found ? found.problem : put(asked, found.change, label)
  } catch {
    return 'failed'
  } finally {
    leaveOutStore.setState(noAnswer)
  }
}

export function takeSuggestion(label: string): Shaped {
  const { suggestion } = leaveOutStore.getState()
  if (!suggestion) return 'late'
  const taken = put(suggestion.of, suggestion.change, label)
  dropSuggestion()
  return taken
}

export const dropSuggestion = (): void => leaveOutStore.setState(noAnswer)

/** What was said of another area, or of another photo, is no longer true. */
designStore.subscribe(({ design }, before) => {
  const { suggestion, problem } = leaveOutStore.getState()
  if (design !== before.design && (suggestion || problem)) dropSuggestion()
})

/** What the stroke in the hand adds to an area of so much, or takes off below 0: mm2 of skin that is measured. */
interface Stroke {
  /** Null while none is drawn. */
  readonly mm2: number | null
  readonly ofMm2: number
}

export const strokeStore = createStore<Stroke>(() => ({ mm2: null, ofMm2: 0 }))
