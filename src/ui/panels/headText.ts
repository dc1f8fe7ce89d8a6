import { lengthErrorOf } from '../../core/design/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { fitOf, noHeadOf } from '../../core/design/head.ts'
import { viewOf } from '../../core/design/photoView.ts'
import { percent } from '../shell/format.ts'
import { headStrings as t } from '../strings/headStrings.ts'

/** Why a design is measured flat, to stand in brackets; null where it is not, and where nobody has asked for a head yet. */
export function flatBecause(design: Design): string | null {
  if (fitOf(design) || !design.head) return null
  const problem = noHeadOf(design)
  return problem ? t.flat[problem] : t.switchedOff
}

/** That counts from another view are better; null where this one shows the scalp well. */
export const betterView = (design: Design): string | null => (t.wellSeen.includes(viewOf(design)) ? null : t.better)

/** Where figures come from: the head with its bands; null where they are flat. */
export function measuredOn(design: Design): string | null {
  const fit = fitOf(design)
  return fit && t.source(percent(fit.areaError), percent(lengthErrorOf(design)))
}
