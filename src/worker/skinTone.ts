import { surfaceOf } from '../core/design/calibration.ts'
import type { Design } from '../core/design/design.ts'
import { faceFrame } from '../core/design/marks.ts'
import { between, type PointPx } from '../core/geometry/points.ts'
import { bareSkinColour } from '../core/pixels/skinTone.ts'
import { skinMask } from './drawing.ts'
import type { SkinTone } from './engine.ts'
import type { Pixels } from './photoLevels.ts'

/** The strip before the line that is looked at: behind the line there may be hair. */
const STRIP_MM = { from: 4, to: 24 } as const
const ROWS = 20
const PLACES_PER_SPAN = 40

/** Mean colour of the bare skin before the hairline, between its apexes; null where the photo shows none there. */
export function skinToneOf(design: Design, photo: Pixels): SkinTone | null {
  const { marks, hairline } = design
  const { right, left, midline } = hairline
  const { toFace, toPhoto } = faceFrame(marks)
  const line = [right.apex, right.midFrontal, midline, left.midFrontal, left.apex].map(toFace)
  const mmPerPx = surfaceOf(design).mmPerPxAt(midline)
  const mask = skinMask(marks, photo)
  const places: PointPx[] = []
  for (let n = 0; n < (line.length - 1) * PLACES_PER_SPAN; n++) {
    const span = Math.floor(n / PLACES_PER_SPAN)
    const on = between(line[span]!, line[span + 1]!, (n + 0.5) / PLACES_PER_SPAN - span)
    for (let row = 0; row < ROWS; row++) {
      const before = STRIP_MM.from + ((STRIP_MM.to - STRIP_MM.from) * row) / (ROWS - 1)
      const place = toPhoto({ x: on.x, y: on.y - before / mmPerPx })
      if (mask.coverageAt(Math.floor(place.x), Math.floor(place.y)) > 127) places.push(place)
    }
  }
  return bareSkinColour({ ...photo, x0: 0, y0: 0, apronPx: 0 }, places)
}
