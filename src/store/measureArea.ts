import type { AreaMeasures } from '../worker/engine.ts'
import { designStore } from './designStore.ts'
import { jobsStore } from './jobsStore.ts'
import { engine } from './services.ts'
import { viewStore } from './viewStore.ts'

const REST_MS = 120
let timer: ReturnType<typeof setTimeout> | undefined

/** Area and expected dots a moment after the hand rests. */
function measureSoon(): void {
  clearTimeout(timer)
  timer = setTimeout(() => {
    const { design } = designStore.getState()
    if (!design || viewStore.getState().step !== 'area') return
    const show = (measure: AreaMeasures | null) => {
      if (designStore.getState().design === design) jobsStore.setState({ measure })
    }
    engine()
      .measure(design)
      .then(show, () => show(null))
  }, REST_MS)
}

/** Keeps what the Area step says of its size in step with the design. */
export function followArea(): void {
  designStore.subscribe((now, before) => {
    if (now.design && (now.design !== before.design || now.live !== before.live)) measureSoon()
  })
  viewStore.subscribe((now, before) => {
    if (now.step === 'area' && before.step !== 'area') measureSoon()
  })
}
