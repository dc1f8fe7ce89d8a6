import type { ReversedDesign } from '../../../core/design/reversal.ts'
import { product } from '../../../core/plan/bands.ts'
import type { ClinicProfile } from '../../../core/plan/clinicProfile.ts'
import { SKIN_OVER_FLAT } from '../../../core/plan/headMeasures.ts'
import { reversalPlan, type ReversalPlan } from '../../../core/plan/reversalPlan.ts'
import type { ReversalFigures } from '../shownTypes.ts'
import { today } from './visitDates.ts'

type Measures = ReversalFigures['measures']

/** The zones over a head, from what a flat photo shows of them. */
export function onHead(measures: Measures): Measures {
  const grown = ({ areaCm2, dots }: Measures['remove']) => ({
    areaCm2: product(areaCm2, SKIN_OVER_FLAT),
    dots: product(dots, SKIN_OVER_FLAT),
  })
  const { remove, lighten, keep, add } = measures
  return { remove: grown(remove), lighten: grown(lighten), keep: grown(keep), add: grown(add) }
}

export function planOf(design: ReversedDesign, figures: ReversalFigures, profile: ClinicProfile): ReversalPlan {
  const { measures, contrast } = figures
  const { skin } = design.fill.ageing
  // Until a date is set the course begins today.
  const course = { ...design.reversal, startDate: design.reversal.startDate ?? today() }
  return reversalPlan({ zones: onHead(measures), contrast, role: design.area.role, skin }, course, profile)
}
