import type { Design, Marks } from '../core/design/design.ts'
import { marksDoubt } from '../core/design/lines/recession.ts'
import { part, whole, type Steps } from '../core/geometry/steps.ts'
import { hairLikeness, type Likeness } from '../core/pixels/headSegments.ts'
import { seenSkinInSteps } from '../core/pixels/seenSkin.ts'
import { findOutline } from './findOutline.ts'
import { headCells } from './hairLoss.ts'
import type { PhotoPixels } from './photoLevels.ts'

/** Side of the cells in which hair is looked for, mm: some ten hairs of a shaved head. */
const CELL_MM = 1.5
const LEAST_CELL_PX = 4
/** Cells larger than this tell no hairline. */
const MOST_CELL_MM = 3
/** Side of a pixel of the copy on which the hair's edge is found, mm. */
const LOOKED_AT_MM = 0.3
/** Of the time that it takes. */
const SKIN_SEEN = 0.7

/** Side of a cell in which hair is looked for, px; null where the photo is too small to tell. */
export function hairCellPx(mmPerPx: number): number | null {
  const px = Math.max(LEAST_CELL_PX, Math.round(CELL_MM / mmPerPx))
  return px * mmPerPx > MOST_CELL_MM ? null : px
}

/** The marks with the outline on the head's edge: as it was laid there, else as it is found; null where neither is so. */
export function headOn(photo: PhotoPixels, { marks, photo: ref }: Design): Marks | null {
  if (marks.outline.radii) return marks
  const outline = findOutline(marks, photo)
  if (outline) return { ...marks, outline }
  return marksDoubt({ marks, photo: ref }) ? null : marks
}

/** How likely hair stands at each place of the head, in cells of `cellPx` at first, then as fine as its edge is to be known. */
export const seenHair = (photo: PhotoPixels, design: Design, cellPx: number, mmPerPx: number): Likeness =>
  whole(seenHairInSteps(photo, design, cellPx, mmPerPx))

/** The same with turns for others. */
export function* seenHairInSteps(photo: PhotoPixels, design: Design, cellPx: number, mmPerPx: number): Steps<Likeness> {
  const cells = headCells(photo, design, cellPx)
  yield 0
  const { rgba, width, height } = photo.level(0)
  const { hair } = yield* part(seenSkinInSteps({ x0: 0, y0: 0, width, height, rgba, apronPx: 0 }, cells), 0, SKIN_SEEN)
  const level = Math.max(0, Math.floor(Math.log2(LOOKED_AT_MM / mmPerPx)))
  const small = { ...photo.level(level), px: 2 ** level }
  return yield* part(hairLikeness(small, cells, hair), SKIN_SEEN, 1)
}
