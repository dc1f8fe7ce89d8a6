import type { Design } from '../../core/design/design.ts'
import { marksDoubt, withoutLossStrokes } from '../../core/design/lines/recession.ts'
import { edit } from './designActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { setView, viewStore, type ViewState } from '../viewStore.ts'

/** Whether the hand may draw on the hair that is lost: some stage is on show, and the head is known that it lies on. */
export const canDrawLoss = (design: Design): boolean => design.recession.stage !== null && marksDoubt(design) === null

/** Whether brush, eraser and lasso draw on it now. */
export const isLossDrawn = (
  design: Design,
  { lossDrawn, reversal }: Pick<ViewState, 'lossDrawn' | 'reversal'>,
): boolean => lossDrawn && reversal === 'off' && canDrawLoss(design)

/** Draws on the hair that is lost, with the brush in the hand unless something is there that draws already. */
export function drawLoss(): void {
  const { tool } = viewStore.getState()
  const draws = tool === 'lasso' || tool === 'brush' || tool === 'eraser'
  // The step stays: this is no area for dots.
  setView({ lossDrawn: true, tool: draws ? tool : 'brush' })
}

/** Back to looking at the dots. */
export function leaveLoss(): void {
  setView({ lossDrawn: false, tool: 'dots' })
}

// The stage was undone, or the marks are in doubt again, with the brush in the hand: it must not paint an area instead.
designStore.subscribe(({ design }) => {
  if (viewStore.getState().lossDrawn && !(design && canDrawLoss(design))) leaveLoss()
})

/** Takes the hand's work off: the stage decides again. */
export function clearLoss(label: string): void {
  const design = committedDesign(designStore.getState())
  if (design) edit(withoutLossStrokes(design), label)
}
