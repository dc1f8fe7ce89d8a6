import { surfaceOf } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { idleMatchHand, matchTool } from '../../../core/tools/matchTool.ts'
import type { Input } from '../../../core/tools/tool.ts'
import { matchStore, showPatches } from '../../../store/edits/matchActions.ts'
import { viewStore } from '../../../store/viewStore.ts'

/** The circles of a match under the hand: while they lie on the photo, inputs are theirs. */
export function patchHand() {
  let state = idleMatchHand
  return {
    /** False where no circles lie on the photo. */
    give(input: Input, design: Design): boolean {
      const { matching } = matchStore.getState()
      if (!matching?.patches) {
        state = idleMatchHand
        return matching !== null
      }
      const { patches, chosen } = matching
      const { width, height } = design.photo
      const radiusPx = patches.radiusMm / surfaceOf(design).mmPerPxAt(patches.hair)
      const view = { radiusPx, pxPerScreenPx: 1 / viewStore.getState().camera.zoom, width, height }
      const step = matchTool(state, input, { patches, chosen }, view)
      state = step.state
      showPatches(step.patches, step.chosen)
      return true
    },
    /** Puts a circle that is being dragged back. */
    drop(): void {
      const { matching } = matchStore.getState()
      if (state.name === 'dragging' && matching) showPatches(state.before, matching.chosen)
      state = idleMatchHand
    },
    get busy() {
      return state.name === 'dragging'
    },
    get over() {
      return matchStore.getState().matching !== null && (state.name === 'dragging' || state.over !== null)
    },
  }
}
