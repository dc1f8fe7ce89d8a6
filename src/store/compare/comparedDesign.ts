import { adjustmentsOf, type Adjustments } from '../../core/design/adjustments.ts'
import type { Design } from '../../core/design/design.ts'
import type { Snapshot } from '../../storage/repository.ts'
import { otherTime, type CompareItem, type CompareSide, type CompareState } from './compareStore.ts'

export interface ComparedDesign {
  /** At the moment that is shown. */
  readonly design: Design
  /** False: the picture that the patient saw is not this one, it has to be drawn. */
  readonly asSaved: boolean
}

/** What a side shows of the open photo; null for the photo alone, and for what is of another visit. */
export function comparedDesign(
  state: CompareState,
  side: CompareSide,
  snapshots: readonly Snapshot[],
): ComparedDesign | null {
  const design = snapshots.find((s) => s.id === state[side])?.design
  if (!design) return null
  const moment = otherTime(state, side)?.moment ?? design.fill.moment
  if (moment === design.fill.moment || !design.fill.filled) return { design, asSaved: true }
  return { design: { ...design, fill: { ...design.fill, moment } }, asSaved: false }
}

/**
 * How a side is looked at: a snapshot as it was saved. The photo alone is looked at as what stands beside it, so that the
 * two differ by the ink and by nothing else; beside itself, as the working design.
 */
export function comparedAdjustments(
  item: CompareItem,
  beside: CompareItem,
  snapshots: readonly Snapshot[],
  working: Design | null,
): Adjustments {
  const saved = snapshots.find((s) => s.id === item) ?? snapshots.find((s) => s.id === beside)
  return adjustmentsOf(saved ? saved.design : working)
}
