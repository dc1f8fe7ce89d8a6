import type { AreaMeasures } from '../worker/engine.ts'
import { designStore } from './designStore.ts'
import { jobsStore } from './jobsStore.ts'
import { layerStore } from './layerStore.ts'
import { engine } from './services.ts'
import { viewStore } from './viewStore.ts'

const REST_MS = 120
let timer: ReturnType<typeof setTimeout> | undefined

/** Whether the size of areas stands anywhere on the screen: in their step, and beside their layers. */
const isAsked = (): boolean => viewStore.getState().step === 'area' || layerStore.getState().panelOpen

/** Area and expected dots a moment after the hand rests. */
function measureSoon(): void {
  clearTimeout(timer)
  timer = setTimeout(() => {
    const { design } = designStore.getState()
    if (!design || !isAsked()) return
    const show = (measure: AreaMeasures | null) => {
      if (designStore.getState().design === design) jobsStore.setState({ measure })
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
    if (now.step === 'area' && before.step !== 'area') measureSoon()
  })
  layerStore.subscribe((now, before) => {
    if (now.panelOpen && !before.panelOpen) measureSoon()
  })
}
