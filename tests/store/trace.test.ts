import { beforeEach, describe, expect, it } from 'vitest'
import { withStyle } from '../../src/core/design/edits.ts'
import { current, startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import type { Repository } from '../../src/storage/repository.ts'
import { edit, undo } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { setServices } from '../../src/store/services.ts'
import { cancelTrace, traceNative, traceStore } from '../../src/store/edits/traceActions.ts'
import type { Engine, NativeTrace } from '../../src/worker/engine.ts'

const first = newDesign({ id: 'p', hash: 'h', width: 3000, height: 4000 })
const shaped = { ...first, hairline: { ...first.hairline, transitionMm: 12, irregularity: 0.7 } }
const hairline = { ...withStyle(first, 'receded').hairline, style: 'nativeTrace' as const }
const steps = () => designStore.getState().history!.entries.length
const design = () => current(designStore.getState().history!)

function engineThat(nativeTrace: () => Promise<NativeTrace>): void {
  setServices({ engine: { nativeTrace } as unknown as Engine, repository: {} as Repository })
}

describe('tracing the native hair', () => {
  beforeEach(() => {
    designStore.setState({ ...closedStudio, history: startHistory(shaped), design: shaped })
    cancelTrace()
  })

  it('lays the line in one step that can be taken back, and leaves the edge as it is set', async () => {
    engineThat(() => Promise.resolve({ hairline }))
    await traceNative('Trace native hair')
    expect(design().hairline).toEqual({ ...hairline, transitionMm: 12, irregularity: 0.7 })
    expect(steps()).toBe(2)
    undo()
    expect(design()).toBe(shaped)
  })

  it('keeps to the half that is designed alone', async () => {
    const half = { ...shaped, hairline: { ...shaped.hairline, only: 'left' as const } }
    designStore.setState({ history: startHistory(half), design: half })
    engineThat(() => Promise.resolve({ hairline }))
    await traceNative('Trace native hair')
    expect(design().hairline.only).toBe('left')
  })

  it('says why there is none, changes nothing, and is silent about it once the line is another', async () => {
    engineThat(() => Promise.resolve({ problem: 'bald' }))
    await traceNative('Trace native hair')
    expect(traceStore.getState()).toEqual({ looking: null, problem: 'bald' })
    expect(design()).toBe(shaped)
    edit(withStyle(shaped, 'straight'), 'Straight')
    expect(traceStore.getState().problem).toBeNull()
    engineThat(() => Promise.reject(new Error('out of memory')))
    await traceNative('Trace native hair')
    expect(traceStore.getState().problem).toBe('failed')
  })

  it('gives way to a line that was changed meanwhile, and to a hand that gives it up', async () => {
    engineThat(() => {
      edit(withStyle(shaped, 'straight'), 'Straight')
      return Promise.resolve({ hairline })
    })
    await traceNative('Trace native hair')
    expect(design().hairline.style).toBe('straight')
    expect(traceStore.getState().problem).toBe('late')
    engineThat(() => {
      cancelTrace()
      return Promise.resolve({ hairline })
    })
    await traceNative('Trace native hair')
    expect(design().hairline.style).toBe('straight')
    expect(traceStore.getState()).toEqual({ looking: null, problem: null })
  })
})
