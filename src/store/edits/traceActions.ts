import { createStore } from 'zustand/vanilla'
import type { NativeTrace, NativeTraceProblem } from '../../worker/engine.ts'
import { edit } from './designActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { engine } from '../services.ts'

/** Why no line was laid: nothing to follow, or the worker failed, or the design was changed meanwhile. */
export type NotTraced = NativeTraceProblem | 'failed' | 'late'

interface TraceState {
  /** Of the search that runs; null where none does. */
  readonly looking: number | null
  readonly problem: NotTraced | null
}

const idle: TraceState = { looking: null, problem: null }
export const traceStore = createStore<TraceState>(() => idle)

let searches = 0

/** Lays a hairline along the native hair, in one undo step; where none can be told the line stays as it is. */
export async function traceNative(label: string): Promise<void> {
  const asked = committedDesign(designStore.getState())
  if (!asked || traceStore.getState().looking !== null) return
  const search = ++searches
  traceStore.setState({ looking: search, problem: null })
  let found: NativeTrace | null
  try {
    found = await engine().nativeTrace(asked)
  } catch {
    found = null
  }
  // Given up meanwhile: the answer is of no use.
  if (traceStore.getState().looking !== search) return
  const { design, live } = designStore.getState()
  const late = live || design !== asked
  const problem: NotTraced | null = late ? 'late' : !found ? 'failed' : 'problem' in found ? found.problem : null
  traceStore.setState({ looking: null, problem })
  if (problem || !found || 'problem' in found) return
  const { transitionMm, irregularity, only } = asked.hairline
  const hairline = { ...found.hairline, ...(only && { only }), transitionMm, irregularity }
  edit({ ...asked, hairline }, label)
}

/** Gives the search up; also what was said of the last one. */
export const cancelTrace = (): void => traceStore.setState(idle)

/** What was said of a line is no longer asked once there is another. */
designStore.subscribe(({ design }, before) => {
  const { problem } = traceStore.getState()
  if (problem && problem !== 'late' && design !== before.design) cancelTrace()
})
