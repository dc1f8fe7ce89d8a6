import { surfaceOf } from '../core/design/calibration.ts'
import type { Design, Marks } from '../core/design/design.ts'
import { nativeEdge } from '../core/design/nativeEdge.ts'
import { hairlineThrough } from '../core/design/nativeTrace.ts'
import { marksDoubt } from '../core/design/recession.ts'
import type { PointPx } from '../core/geometry/points.ts'
import { hairLikeness, type Likeness } from '../core/pixels/headSegments.ts'
import { seenSkin } from '../core/pixels/seenSkin.ts'
import type { NativeTrace } from './engine.ts'
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

/** A hairline along the front edge of the hair that stands on the photo, or why none can be told. */
export function nativeTrace(photo: PhotoPixels, design: Design): NativeTrace {
  if (!design.marks.checked) return { problem: 'marks' }
  const mmPerPx = surfaceOf(design).mmPerPxAt(design.marks.glabella)
  const px = Math.max(LEAST_CELL_PX, Math.round(CELL_MM / mmPerPx))
  if (px * mmPerPx > MOST_CELL_MM) return { problem: 'small' }
  const head = headOn(photo, design)
  if (!head) return { problem: 'outline' }
  const on = { ...design, marks: head }
  const cells = headCells(photo, on, px)
  const { rgba, width, height } = photo.level(0)
  const { hair } = seenSkin({ x0: 0, y0: 0, width, height, rgba, apronPx: 0 }, cells)
  const level = Math.max(0, Math.floor(Math.log2(LOOKED_AT_MM / mmPerPx)))
  const likely = hairLikeness({ ...photo.level(level), px: 2 ** level }, cells, hair)
  const edge = nativeEdge(head, mmPerPx, (p) => likenessAt(likely, p))
  return typeof edge === 'string' ? { problem: edge } : { hairline: hairlineThrough(edge, design.marks, mmPerPx) }
}

/** The marks with the outline on the head's edge: as it was laid there, else as it is found; null where neither is so. */
function headOn(photo: PhotoPixels, { marks, photo: ref }: Design): Marks | null {
  if (marks.outline.radii) return marks
  const radii = findOutline(marks, photo)
  if (radii) return { ...marks, outline: { ...marks.outline, radii } }
  return marksDoubt({ marks, photo: ref }) ? null : marks
}

/** Bilinear, px of the photo. */
function likenessAt({ px, width, height, values }: Likeness, p: PointPx): number {
  const fx = Math.min(width - 1, Math.max(0, p.x / px - 0.5))
  const fy = Math.min(height - 1, Math.max(0, p.y / px - 0.5))
  const x = Math.floor(fx)
  const y = Math.floor(fy)
  const right = Math.min(width - 1, x + 1)
  const down = Math.min(height - 1, y + 1)
  const above = values[y * width + x]! + (values[y * width + right]! - values[y * width + x]!) * (fx - x)
  const below = values[down * width + x]! + (values[down * width + right]! - values[down * width + x]!) * (fx - x)
  return above + (below - above) * (fy - y)
}
