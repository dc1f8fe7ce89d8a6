import { hasArea } from '../../core/design/areas/area.ts'
import { isScaled } from '../../core/design/scale/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { hasReversal, isTraced } from '../../core/design/reversal.ts'
import { viewStore, type PlanKind } from '../viewStore.ts'

/** The plan of a design that is spoken of: the one on the Plan screen, elsewhere that of its reversal where it has one. */
export const shownPlan = (design: Design, onScreen: PlanKind | null = viewStore.getState().planKind): PlanKind =>
  onScreen ?? (hasReversal(design) ? 'reversal' : 'newWork')

/** What a plan still needs to be put on paper; null for nothing. */
export function planNeeds(design: Design, kind: PlanKind): 'scale' | 'area' | 'reversal' | 'line' | null {
  if (!isScaled(design)) return 'scale'
  if (!hasArea(design)) return 'area'
  if (kind !== 'reversal') return null
  if (!hasReversal(design)) return 'reversal'
  return isTraced(design) ? 'line' : null
}
