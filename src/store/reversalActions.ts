import { createStore } from 'zustand/vanilla'
import type { Design } from '../core/design/design.ts'
import {
  hasReversal,
  inkOf,
  startReversal,
  withMethod,
  withReversal,
  type ReversalMethod,
} from '../core/design/reversal.ts'
import type { ZoneName } from '../core/plan/zones.ts'
import type { ReversalFigures } from '../worker/engine.ts'
import { clinicStore } from './clinicStore.ts'
import { edit } from './designActions.ts'
import { committedDesign, designStore } from './designStore.ts'
import { engine } from './services.ts'
import { setTool, setView, viewStore } from './viewStore.ts'

export interface ReversalState {
  /** Of the committed design; null until it is measured. */
  readonly figures: ReversalFigures | null
  readonly failed: boolean
  /** Zones that are drawn over the photo. */
  readonly zonesShown: Readonly<Record<ZoneName, boolean>>
}

export const reversalStore = createStore<ReversalState>(() => ({
  figures: null,
  failed: false,
  zonesShown: { remove: true, lighten: true, keep: false, add: true },
}))

export function toggleZone(name: ZoneName): void {
  reversalStore.setState(({ zonesShown }) => ({ zonesShown: { ...zonesShown, [name]: !zonesShown[name] } }))
}

/** Existing ink is traced on the photo, or is that of an earlier design of it. */
export function beginReversal(label: string, earlier: Design | null): void {
  const design = committedDesign(designStore.getState())
  if (!design) return
  const started = earlier ? startReversal(design, inkOf(earlier, design)) : startReversal(design)
  edit(withClinicResidual(started, 'pico'), label)
  if (!earlier) traceExisting()
}

/** The line of the existing ink in the hand. */
export function traceExisting(): void {
  setTool('hairline')
  setView({ reversal: 'tracing' })
}

export function endTracing(): void {
  setView({ reversal: 'stages' })
  setTool('hand')
}

/** A method leaves what the clinic has seen it leave. */
export function chooseMethod(method: ReversalMethod, label: string): void {
  const design = committedDesign(designStore.getState())
  if (design) edit(withClinicResidual(withMethod(design, method), method), label)
}

function withClinicResidual<D extends Design>(design: D, method: ReversalMethod): D {
  if (method === 'own' || !hasReversal(design)) return design
  const residual = clinicStore.getState().profile.residual[method]
  return { ...withReversal(design, { residual }), reversal: { ...design.reversal, method, residual } }
}

/** Keeps the zones and what they hold in step with the design. Returns the way to stop. */
export function followReversal(): () => void {
  let measured: Design | null = null
  const measure = async () => {
    const design = committedDesign(designStore.getState())
    if (design === measured) return
    measured = design
    if (!design || !hasReversal(design)) {
      reversalStore.setState({ figures: null, failed: false })
      return
    }
    try {
      const figures = await engine().reversal(design)
      if (measured === design) reversalStore.setState({ figures, failed: false })
    } catch {
      if (measured === design) reversalStore.setState({ figures: null, failed: true })
    }
  }
  void measure()
  return designStore.subscribe(() => void measure())
}

/** Enters and leaves the stages of a reversal; the studio shows the design alone. */
export function showStages(on: boolean): void {
  if (on) endTracing()
  else setView({ reversal: 'off' })
}

export const isTracing = (): boolean => viewStore.getState().reversal === 'tracing'
