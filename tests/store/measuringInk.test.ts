import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { startReversal, withReversal, type ReversedDesign } from '../../src/core/design/reversal.ts'
import type { Repository } from '../../src/storage/repository.ts'
import { edit } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { followReversal, reversalStore } from '../../src/store/reversal/reversalActions.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine, ReversalFigures } from '../../src/worker/engine.ts'

interface Asked {
  readonly design: ReversedDesign
  report(share: number): void
  answer(figures: ReversalFigures | null): void
}

const settled = () => new Promise((r) => setTimeout(r))
const figures = (dotsFound: number) => ({ ink: { dotsFound } }) as unknown as ReversalFigures
const shown = () => reversalStore.getState()

describe('ink on the photo is measured', () => {
  let asked: Asked[]
  let now: number
  let stop: () => void
  const base = startReversal(newDesign({ id: 'photo', hash: 'h', width: 3000, height: 4000 }, { seed: 7 }))
  const last = () => asked.at(-1)!

  beforeEach(() => {
    asked = []
    now = 1000
    vi.spyOn(performance, 'now').mockImplementation(() => now)
    const engine = {
      reversal: (design: ReversedDesign, report: (share: number) => void) =>
        new Promise<ReversalFigures | null>((answer) => asked.push({ design, report, answer })),
    }
    setServices({ engine: engine as unknown as Engine, repository: {} as Repository })
    designStore.setState({ ...closedStudio, history: startHistory(base), design: base })
    stop = followReversal()
  })
  afterEach(() => {
    stop()
    vi.restoreAllMocks()
  })

  it('with a share that is done, once that takes a moment', async () => {
    now += 40
    last().report(0.02)
    expect(shown().measuring).toBeNull()
    now += 400
    last().report(0.3)
    expect(shown().measuring).toBe(0.3)
    last().answer(figures(9))
    await settled()
    expect(shown()).toMatchObject({ measuring: null, figures: { ink: { dotsFound: 9 } } })
  })

  it('not anew for another stage of the same zones', async () => {
    last().answer(figures(9))
    await settled()
    edit(withReversal(base, { shownAfter: 2 }), 'Stage')
    edit(withReversal(base, { shownAfter: 3, sessions: 5 }), 'Stage')
    expect(asked).toHaveLength(1)
    expect(shown().figures).toEqual(figures(9))
    edit(withReversal(base, { lightenBandMm: 6 }), 'Band')
    expect(asked).toHaveLength(2)
  })

  it('for the design that is there now: what comes late of another one is not shown', async () => {
    const first = last()
    edit(withReversal(base, { lightenBandMm: 6 }), 'Band')
    now += 500
    first.report(0.9)
    first.answer(figures(1))
    await settled()
    expect(shown()).toMatchObject({ measuring: null })
    expect(shown().figures).not.toEqual(figures(1))
    last().answer(figures(2))
    await settled()
    expect(shown().figures).toEqual(figures(2))
  })

  it('and a stage that is chosen meanwhile does not throw it away', async () => {
    edit(withReversal(base, { shownAfter: 1 }), 'Stage')
    last().answer(figures(4))
    await settled()
    expect(asked).toHaveLength(1)
    expect(shown().figures).toEqual(figures(4))
  })

  it('again with the next change where other ink was measured instead', async () => {
    last().answer(null)
    await settled()
    edit(withReversal(base, { shownAfter: 1 }), 'Stage')
    expect(asked).toHaveLength(2)
  })
})
