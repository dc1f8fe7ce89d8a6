import type { Design, Marks } from '../core/design/design.ts'
import { marksDoubt } from '../core/design/recession.ts'
import { hairLikeness, type Likeness } from '../core/pixels/headSegments.ts'
import { seenSkin } from '../core/pixels/seenSkin.ts'
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
export function seenHair(photo: PhotoPixels, design: Design, cellPx: number, mmPerPx: number): Likeness {
  const cells = headCells(photo, design, cellPx)
  const { rgba, width, height } = photo.level(0)
  const { hair } = seenSkin({ x0: 0, y0: 0, width, height, rgba, apronPx: 0 }, cells)
  const level = Math.max(0, Math.floor(Math.log2(LOOKED_AT_MM / mmPerPx)))
  return hairLikeness({ ...photo.level(level), px: 2 ** level }, cells, hair)
}
