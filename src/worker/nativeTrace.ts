import { planeOf } from '../core/design/scale/faceScale.ts'
import type { Design } from '../core/design/design.ts'
import { nativeEdge } from '../core/design/lines/nativeEdge.ts'
import { hairlineThrough } from '../core/design/lines/nativeTrace.ts'
import type { PointPx } from '../core/geometry/points.ts'
import type { Likeness } from '../core/pixels/headSegments.ts'
import type { NativeTrace } from './engine.ts'
import type { PhotoPixels } from './photoLevels.ts'
import { hairCellPx, headOn, seenHair } from './seenHair.ts'

/** A hairline along the front edge of the hair that stands on the photo, or why none can be told. */
export function nativeTrace(photo: PhotoPixels, design: Design): NativeTrace {
  if (!design.marks.checked) return { problem: 'marks' }
  const mmPerPx = planeOf(design).mmPerPxAt(design.marks.glabella)
  const cellPx = hairCellPx(mmPerPx)
  if (cellPx === null) return { problem: 'small' }
  const head = headOn(photo, design)
  if (!head) return { problem: 'outline' }
  const likely = seenHair(photo, { ...design, marks: head }, cellPx, mmPerPx)
  const edge = nativeEdge(head, mmPerPx, (p) => likenessAt(likely, p))
  return typeof edge === 'string' ? { problem: edge } : { hairline: hairlineThrough(edge, design.marks, mmPerPx) }
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
