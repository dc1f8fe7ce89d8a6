import { isScaled, mmPerPxOf, surfaceOf } from '../../core/design/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { faceHeightPx } from '../../core/design/marks.ts'
import { between, distance, type PointPx } from '../../core/geometry/points.ts'
import { angleDegOf } from '../../core/tools/measureTool.ts'
import { number, percent } from '../shell/format.ts'
import { strings } from '../strings/strings.ts'

/** From this error of the scale on, a length is about right (ux 9). */
const ABOUT = 0.03

/**
 * Two points in millimetres of the photo plane, or as a share of the face's height where there is no scale; three as the
 * angle at the second.
 */
export function measureText(design: Design, points: readonly PointPx[]): string {
  const [a, b, c] = points
  if (!a || !b) return ''
  if (c) return `${number(angleDegOf([a, b, c]))}°`
  const px = distance(a, b)
  if (!isScaled(design)) return percent(px / faceHeightPx(design.marks))
  const mm = px * surfaceOf(design).mmPerPxAt(between(a, b))
  const { value, low, high } = mmPerPxOf(design.scale)
  const text = `${number(mm, mm < 10 ? 1 : 0)} mm`
  return (high - low) / (2 * value) >= ABOUT ? strings.overlay.about(text) : text
}
