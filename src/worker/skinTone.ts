import { planeOf } from '../core/design/scale/faceScale.ts'
import type { Design } from '../core/design/design.ts'
import { faceFrame } from '../core/design/head/headOutline.ts'
import type { PointPx } from '../core/geometry/points.ts'
import { bareSkinColour } from '../core/pixels/skinTone.ts'
import { skinMask } from './drawing.ts'
import type { SkinTone } from './engine.ts'
import type { Pixels } from './photoLevels.ts'

/** The patch of forehead that is looked at, mm above the glabella and to both sides: bare on nearly everybody. */
const ABOVE_MM = { from: 8, to: 34 } as const
const BESIDE_MM = 24
const ROWS = 26
const COLUMNS = 48

/** Colour of the bare skin of the forehead; null where the photo shows none there. */
export function skinToneOf(design: Design, photo: Pixels): SkinTone | null {
  const { marks } = design
  const { toPhoto } = faceFrame(marks)
  const mmPerPx = planeOf(design).mmPerPxAt(marks.glabella)
  const mask = skinMask(marks, photo)
  const places: PointPx[] = []
  for (let row = 0; row < ROWS; row++) {
    const y = (ABOVE_MM.from + ((ABOVE_MM.to - ABOVE_MM.from) * row) / (ROWS - 1)) / mmPerPx
    for (let column = 0; column < COLUMNS; column++) {
      const x = (BESIDE_MM * ((2 * column) / (COLUMNS - 1) - 1)) / mmPerPx
      const place = toPhoto({ x, y })
      if (mask.coverageAt(Math.floor(place.x), Math.floor(place.y)) > 127) places.push(place)
    }
  }
  return bareSkinColour({ ...photo, x0: 0, y0: 0, apronPx: 0 }, places)
}
