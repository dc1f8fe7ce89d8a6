import type { Design } from '../../core/design/design.ts'
import type { AreaMeasures } from '../../worker/engine.ts'
import { designStore } from '../designStore.ts'
import { jobsStore } from '../jobsStore.ts'
import { layerStore } from '../layerStore.ts'
import { engine } from '../services.ts'
import { viewStore } from '../viewStore.ts'

const REST_MS = 120
let timer: ReturnType<typeof setTimeout> | undefined

/** What was measured last: dots that change measure nothing anew. */
let known: Design | null = null

/** Whether the size of areas stands anywhere on the screen: in their step, beside their layers, and where dots are missing. */
function isAsked(design: Design): boolean {
  const { step } = viewStore.getState()
  if (step === 'area' || layerStore.getState().panelOpen) return true
  return step === 'dots' && !(known && liesAs(known, design))
}

/** Whether the areas of two designs lie on the same places of the same photo, and are measured alike. */
export const liesAs = (a: Design, b: Design): boolean =>
  a.photo.id === b.photo.id &&
  a.area === b.area &&
  a.areas === b.areas &&
  a.hairline === b.hairline &&
  a.marks === b.marks &&
  a.scale === b.scale &&
  a.head === b.head

/** Area and expected dots a moment after the hand rests. */
function measureSoon(): void {
  clearTimeout(timer)
  timer = setTimeout(() => {
    const { design } = designStore.getState()
    if (!design || !isAsked(design)) return
    const show = (measure: AreaMeasures | null) => {
      if (designStore.getState().design !== design) return
      known = measure && design
      jobsStore.setState({ measure })
    }
    engine()
      .measure(design)
      .then(show, () => show(null))
  }, REST_MS)
}

/** Keeps what the Area step and the layers say of its size in step with the design. */
export function followArea(): void {
  designStore.subscribe((now, before) => {
    if (now.design && (now.design !== before.design || now.live !== before.live)) measureSoon()
  })
  viewStore.subscribe((now, before) => {
    if (now.step !== before.step) measureSoon()
  })
  layerStore.subscribe((now, before) => {
    if (now.panelOpen && !before.panelOpen) measureSoon()
  })
}
