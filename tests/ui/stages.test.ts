import { describe, expect, it } from 'vitest'
import { startReversal, withReversal, type ReversedDesign } from '../../src/core/design/reversal.ts'
import { stageName, stageOnShow, withStage } from '../../src/ui/panels/plan/stages.ts'
import { head } from '../core/plan/reversedHead.ts'

const planned = (sessions: number): ReversedDesign => withReversal(startReversal(head), { sessions })

describe('the stages of a reversal', () => {
  it('are named after what is done: saline is no laser', () => {
    expect(stageName(2, 3, 'qSwitched')).toBe('After laser 2')
    expect(stageName(2, 3, 'saline')).toBe('After saline 2')
  })

  it('can each be shown, whatever the number of laser visits, and have names of their own', () => {
    for (let sessions = 0; sessions <= 8; sessions++)
      for (let visits = 0; visits <= sessions; visits++) {
        const stages = Array.from({ length: visits + 2 }, (_, n) => n)
        const shown = stages.map((n) => stageOnShow(withStage(planned(sessions), n, visits).reversal, visits))
        expect(shown).toEqual(stages)
        expect(new Set(stages.map((n) => stageName(n, visits, 'pico'))).size).toBe(visits + 2)
      }
  })

  it('end at the last visit of the plan that is chosen: whoever looked further looks at that one, and at the end stays there', () => {
    const third = withReversal(planned(3), { shownAfter: 3 })
    expect(stageOnShow(third.reversal, 1)).toBe(1)
    const end = withStage(planned(3), 2, 1)
    expect(stageOnShow(end.reversal, 1)).toBe(2)
    expect(stageOnShow(end.reversal, 3)).toBe(4)
  })
})
