import { viewStore } from '../../store/viewStore.ts'
import { deleteInHand } from '../panels/deleteObject.ts'

/** Whether Select or Measure is in the hand, which take things as a whole. */
export function takesObjects(): boolean {
  const { tool, step, reversal, onlyLooking } = viewStore.getState()
  return (tool === 'measure' || (tool === 'select' && step !== 'photo')) && reversal === 'off' && !onlyLooking
}

/** Delete for what is in hand as a whole. Says whether there was something. */
export function objectKey(e: KeyboardEvent): boolean {
  const erases = e.key === 'Delete' || e.key === 'Backspace'
  return erases && !e.ctrlKey && !e.metaKey && !e.altKey && takesObjects() && deleteInHand()
}
