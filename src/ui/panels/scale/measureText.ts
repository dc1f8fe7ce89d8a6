import { isGuessedScale, isScaled, surfaceOf } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { fitOf } from '../../../core/design/head/head.ts'
import { lengthBand } from '../../../core/design/scale/lengthBand.ts'
import { faceHeightPx } from '../../../core/design/scale/marks.ts'
import { distance, type PointPx } from '../../../core/geometry/points.ts'
import type { Surface } from '../../../core/geometry/surface.ts'
import { lengthOnSkin } from '../../../core/geometry/skinLength.ts'
import { angleDegOf } from '../../../core/tools/measureTool.ts'
import { aboutWhere, lengthBandText } from '../../shell/figures/bandText.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { aboutUnit, figureIn, longUnit } from '../../shell/figures/length.ts'
import { headStrings } from '../../strings/headStrings.ts'

/** From here on a caliper, which measures straight, reads noticeably less than a tape. */
const DIFFERS_MM = 2

/**
 * Two points in millimetres along the skin of the head, of a flat photo in its plane, or as a share of the face's height where there is no scale; three as the
 * angle at the second.
 */
export function measureText(design: Design, points: readonly PointPx[]): string {
  const [a, b, c] = points
  if (!a || !b) return ''
  if (c) return `${number(angleDegOf([a, b, c]))}°`
  if (!isScaled(design)) return percent(distance(a, b) / faceHeightPx(design.marks))
  const mm = lengthOnSkin(surfaceOf(design), a, b)
  const onHead = fitOf(design) !== null
  const about = isAboutRight(design)
  const long = longUnit(mm)
  const shown = about && long.unit === 'in' ? aboutUnit() : long
  if (onHead) {
    const alongSkin = aboutWhere(about, lengthBandText(lengthBand(design, mm, [a, b]), shown))
    const straight = straightMm(surfaceOf(design), a, b)
    const differs = straight !== null && mm - straight >= DIFFERS_MM
    return headStrings.skinLength(alongSkin, shown.unit, differs ? figureIn(shown, straight) : null)
  }
  return aboutWhere(about, `${figureIn(shown, mm)} ${shown.unit}`)
}

/** Whether a length is written with ≈: where its scale is a guess, and where the photo is flat and skin may turn away. */
export const isAboutRight = (design: Design): boolean => !fitOf(design) || isGuessedScale(design)

/** mm between the skin at two places as a caliper has it; null beside the head. */
function straightMm(surface: Surface, a: PointPx, b: PointPx): number | null {
  const [from, to] = [surface.toSkin(a), surface.toSkin(b)]
  return from && to ? Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]) : null
}
