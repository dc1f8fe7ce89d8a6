import type { Design } from '../../../core/design/design.ts'
import { fitOf } from '../../../core/design/head/head.ts'
import { viewOf } from '../../../core/design/photoView.ts'
import type { PlanElsewhere } from '../../../store/plan/planElsewhere.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { strings } from '../../strings/strings.ts'
import { betterView } from '../scale/headText.ts'
import { bareCm2, cm2, roundedCm2 } from './figures.tsx'

/** That a plan has only what its view shows; null where that is most of the scalp, and where a flat photo's was reckoned up. */
export const countedAlone = (design: Design): string | null =>
  fitOf(design) && betterView(design) !== null ? t.countedAlone(strings.views[viewOf(design)]) : null

/** How much skin the same design has on another photo. */
export function countedElsewhere({ view, areaCm2 }: PlanElsewhere): string {
  const { value, low, high } = roundedCm2(areaCm2)
  return t.countedElsewhere(strings.views[view], t.withBand(cm2(value), bareCm2(low), bareCm2(high)))
}
