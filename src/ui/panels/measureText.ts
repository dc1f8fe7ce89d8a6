import { isGuessedScale, isScaled, lengthErrorOf, surfaceOf } from '../../core/design/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { fitOf } from '../../core/design/head.ts'
import { lengthBand } from '../../core/design/lengthBand.ts'
import { faceHeightPx } from '../../core/design/marks.ts'
import { distance, type PointPx } from '../../core/geometry/points.ts'
import { scaled } from '../../core/plan/bands.ts'
import { lengthOnSkin } from '../../core/geometry/skinLength.ts'
import { angleDegOf } from '../../core/tools/measureTool.ts'
import { aboutWhere, lengthText } from '../shell/bandText.ts'
import { number, percent } from '../shell/format.ts'
import { headStrings } from '../strings/headStrings.ts'
import { strings } from '../strings/strings.ts'

/** From this error of the scale on, a length is about right (ux 9). */
const ABOUT = 0.03

/** Longer ones are told in centimetres (ux 9). */
const MOST_MM = 100

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
  const [per, unit] = mm > MOST_MM ? ([10, 'cm'] as const) : ([1, 'mm'] as const)
  if (fitOf(design)) {
    const said = lengthText(scaled(lengthBand(design, mm), 1 / per), unit)
    return headStrings.skinLength(aboutWhere(isGuessedScale(design), said), unit)
  }
  const text = `${number(mm / per, unit === 'cm' ? 1 : 0)} ${unit}`
  return lengthErrorOf(design) >= ABOUT ? strings.overlay.about(text) : text
}
