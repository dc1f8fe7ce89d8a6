import type { Design } from '../../../core/design/design.ts'
import { planNeeds, shownPlan } from '../../../store/plan/shownPlan.ts'
import { exportStrings as t } from '../../strings/exportStrings.ts'

const reasons = { scale: t.needScale, area: t.needArea, reversal: t.needReversal, line: t.needLine } as const

/** Why the plan that is shown can not be put on paper, or null. */
export function whyNoPlan(design: Design): string | null {
  const needed = planNeeds(design, shownPlan(design))
  return needed && reasons[needed]
}
