import type { CompareSide, CompareState } from '../../../store/compare/compareStore.ts'
import { designStore } from '../../../store/designStore.ts'
import { snapshotName } from '../../../store/snapshots/snapshotNames.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { sideName } from '../compare/comparedItems.ts'
import type { Snapshot } from '../shownTypes.ts'

/**
 * What the sides of a comparison are called on a picture that leaves the house: by content and moment, `Rounded, 5 years`,
 * told apart where two are alike. The name that an artist gave a snapshot may be a patient's, so it stands only where names
 * may be seen.
 */
export function sideNames(state: CompareState, sides: readonly CompareSide[], named: boolean): readonly string[] {
  const { snapshots } = designStore.getState()
  const called: Snapshot[] = []
  return sides.map((side) => {
    const snapshot = snapshots.find(({ id }) => id === state[side])
    if (named || !snapshot) return sideName(state, side)
    const known = called.find(({ id }) => id === snapshot.id)
    const name = known?.name ?? snapshotName(snapshot.design, called, viewStore.getState().lengths)
    if (!known) called.push({ ...snapshot, name })
    return sideName(state, side, name)
  })
}
