import { beforeEach, describe, expect, it } from 'vitest'
import { startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { withLossStroke, withStage } from '../../src/core/design/lines/recession.ts'
import { paintCapsule } from '../../src/core/pixels/maskPaint.ts'
import { edit, undo } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { canDrawLoss, clearLoss, drawLoss, isLossDrawn, leaveLoss } from '../../src/store/edits/hairLossActions.ts'
import { setStep, setTool, setView, viewStore } from '../../src/store/viewStore.ts'

const proposed = newDesign({ id: 'photo', hash: 'h', width: 1200, height: 1600 })
const { marks } = proposed
const known = {
  ...proposed,
  marks: { ...marks, checked: true, outline: { ...marks.outline, rx: marks.outline.rx + 4 } },
}
const view = () => viewStore.getState()

beforeEach(() => {
  designStore.setState({ ...closedStudio, history: startHistory(known), design: known })
  setStep('dots')
})

describe('drawing the hair that is lost later', () => {
  it('needs a stage, or none but what is drawn, on a head that is known', () => {
    expect(canDrawLoss(known)).toBe(false)
    expect(canDrawLoss(withStage(known, 'drawn'))).toBe(true)
    expect(canDrawLoss(withStage(known, 4))).toBe(true)
    expect(canDrawLoss(withStage(proposed, 4))).toBe(false)
  })

  it('takes the brush, or the lasso that is in the hand, and leaves the studio on its step', () => {
    edit(withStage(known, 'drawn'), 'Show drawn')
    drawLoss()
    expect(view()).toMatchObject({ lossDrawn: true, tool: 'brush', step: 'dots' })
    setView({ tool: 'lasso' })
    drawLoss()
    expect(view().tool).toBe('lasso')
    leaveLoss()
    expect(view()).toMatchObject({ lossDrawn: false, tool: 'dots', step: 'dots' })
  })

  it.each([
    ['another tool', () => setTool('exclude')],
    ['another step', () => setStep('hairline')],
    ['undo of the stage', undo],
    ['hair of today', () => edit(withStage(known, null), 'Show hair of today')],
  ])('ends with %s: no brush is left that would paint an area', (_what, end) => {
    edit(withStage(known, 'drawn'), 'Show drawn')
    drawLoss()
    expect(isLossDrawn(designStore.getState().design!, view())).toBe(true)
    end()
    expect(isLossDrawn(designStore.getState().design!, view())).toBe(false)
    expect(view().tool).not.toBe('brush')
  })

  it('is cleared in one step, and undo brings it back', () => {
    const stroke = paintCapsule(known.recession.add, { x: 500, y: 500 }, { x: 700, y: 500 }, 40, 0, 'max')
    const before = withLossStroke(withStage(known, 4), false, stroke)
    edit(before, 'Paint hair loss')
    clearLoss('Clear')
    expect(designStore.getState().design!.recession).toMatchObject({ stage: 4, add: { tiles: new Map() } })
    undo()
    expect(designStore.getState().design).toEqual(before)
  })
})
