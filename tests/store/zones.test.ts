import { beforeEach, describe, expect, it } from 'vitest'
import { current, startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { startReversal, withZoneStroke } from '../../src/core/design/reversal.ts'
import { isEmpty } from '../../src/core/pixels/maskCompare.ts'
import { paintCapsule } from '../../src/core/pixels/maskPaint.ts'
import { edit, undo } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import {
  chooseZone,
  followReversal,
  giveZoneBack,
  leaveZones,
  reversalStore,
  showStages,
  toggleZone,
  traceExisting,
} from '../../src/store/reversal/reversalActions.ts'
import { setServices } from '../../src/store/services.ts'
import { setStep, setView, viewStore } from '../../src/store/viewStore.ts'
import type { Repository } from '../../src/storage/repository.ts'
import type { Engine } from '../../src/worker/engine.ts'

const plain = newDesign({ id: 'photo', hash: 'h', width: 1200, height: 1600 })
const view = () => viewStore.getState()

beforeEach(() => {
  const engine = { reversal: () => new Promise(() => {}) }
  setServices({ engine: engine as unknown as Engine, repository: {} as Repository })
  designStore.setState({ ...closedStudio, history: startHistory(plain), design: plain })
  setStep('dots')
  showStages(true)
  edit(startReversal(plain), 'Start reversal')
})

describe('a zone that is chosen', () => {
  it('has the lasso on it, is seen, and leaves the studio on its step', () => {
    if (reversalStore.getState().zonesShown.keep) toggleZone('keep')
    chooseZone('keep')
    expect(view()).toMatchObject({ zone: 'keep', tool: 'lasso', step: 'dots' })
    expect(reversalStore.getState().zonesShown.keep).toBe(true)
    leaveZones()
    expect(view()).toMatchObject({ zone: null, tool: 'hand', step: 'dots' })
  })

  it('takes over the brush that was on the one before', () => {
    chooseZone('remove')
    setView({ tool: 'brush' })
    chooseZone('add')
    expect(view()).toMatchObject({ zone: 'add', tool: 'brush' })
  })

  it.each([
    ['the line is traced again', traceExisting],
    ['the stages are left', () => showStages(false)],
  ])('is put down when %s', (_when, leave) => {
    chooseZone('remove')
    leave()
    expect(view().zone).toBeNull()
    expect(view().tool).not.toBe('lasso')
  })

  it('is put down when its reversal is undone', () => {
    const stop = followReversal()
    chooseZone('remove')
    undo()
    expect(view()).toMatchObject({ zone: null, tool: 'hand' })
    stop()
  })
})

it('hand work on a zone is given back in one step', () => {
  const stroke = paintCapsule(plain.area.add, { x: 300, y: 300 }, { x: 600, y: 300 }, 40, 0, 'max')
  edit(withZoneStroke(startReversal(plain), 'remove', stroke), 'Paint remove zone')
  giveZoneBack('remove', 'Give back')
  const { history } = designStore.getState()
  expect(isEmpty(current(history!).reversal!.zoneEdits.remove)).toBe(true)
  undo()
  expect(isEmpty(designStore.getState().design!.reversal!.zoneEdits.remove)).toBe(false)
})
