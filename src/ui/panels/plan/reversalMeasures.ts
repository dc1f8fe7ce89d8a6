import { asOneArea } from '../../../core/design/areas/areas.ts'
import type { Design } from '../../../core/design/design.ts'
import { fitOf } from '../../../core/design/head/head.ts'
import { viewOf } from '../../../core/design/photoView.ts'
import { hasReversal, withReversal, type ExistingInk, type ReversedDesign } from '../../../core/design/reversal.ts'
import { agreedProfile, type ClinicProfile } from '../../../core/plan/clinicProfile.ts'
import { headViewOf, onHead } from '../../../core/plan/headMeasures.ts'
import { reversalPlan, type ReversalPlan } from '../../../core/plan/reversalPlan.ts'
import type { ReversalFigures } from '../shownTypes.ts'
import { today } from './visitDates.ts'

type Measures = ReversalFigures['measures']
type Zone = Measures['remove']

/**
 * The zones over a head: as they were measured on it, or from what a flat photo shows of them. Ink that was read off the photo was counted dot by dot in its
 * plane, so it stays as many dots on more skin; what is placed by a density grows as the skin does.
 */
export function zonesOnHead(
  measures: Measures,
  existing: ExistingInk['kind'],
  design: Pick<Design, 'head' | 'photo'>,
): Measures {
  if (fitOf(design)) return measures
  const view = headViewOf[viewOf(design)]
  const skin = ({ areaCm2, dots }: Zone) => ({ areaCm2: onHead(areaCm2, view), dots })
  const placed = (zone: Zone) => ({ ...skin(zone), dots: onHead(zone.dots, view) })
  const there = existing === 'photo' ? skin : placed
  const { remove, lighten, keep, add } = measures
  return { remove: there(remove), lighten: there(lighten), keep: there(keep), add: placed(add) }
}

/** The design with as many sessions as it needs, unless the hand has set another number. */
export function withNeededSessions(design: Design, figures: ReversalFigures | null, profile: ClinicProfile): Design {
  if (!figures || !hasReversal(design) || design.reversal.sessionsByHand) return design
  const needed = planOf(design, figures, profile).needed.value
  return needed > 0 ? withReversal(design, { sessions: needed }) : design
}

export function planOf(design: ReversedDesign, figures: ReversalFigures, clinic: ClinicProfile): ReversalPlan {
  const { measures, contrast } = figures
  const { skin } = design.fill.ageing
  // Until a date is set the course begins today.
  const course = { ...design.reversal, startDate: design.reversal.startDate ?? today() }
  const zones = zonesOnHead(measures, design.reversal.existing.kind, design)
  const profile = agreedProfile(clinic, design.plan, 'reversal')
  return reversalPlan({ zones, contrast, role: asOneArea(design).area.role, skin }, course, profile)
}
