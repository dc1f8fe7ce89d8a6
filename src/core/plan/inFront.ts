import { hairlinePath } from '../design/lines/hairline.ts'
import { outlinePolygon } from '../design/head/headOutline.ts'
import { existingDesign, type ReversedDesign } from '../design/reversal.ts'
import { edgeOf, maskAt } from '../fill/fieldParts.ts'
import { edgePoint } from '../fill/hairlineEdge.ts'
import { boundsOf, rasterPolygon } from '../geometry/polygon.ts'
import type { PointPx, RectPx } from '../geometry/points.ts'
import type { Surface } from '../geometry/surface.ts'
import { coverageAt } from '../pixels/maskCompare.ts'
import type { TiledMask } from '../pixels/tiledMask.ts'
import type { Zones } from './zones.ts'

/**
 * Skin in front of the line of existing ink, as far as a rough edge reaches: no line that is drawn along real ink has all of
 * its dots behind it. It is no part of any zone; a laser treats it as it treats the ink right behind the line there.
 */
export interface InFront {
  /** The cells of the zones that it lies in. */
  readonly rect: RectPx
  /** For each cell of the rectangle, row-major, the cell of the photo right behind the nearest place of the line; else NONE. */
  readonly behind: Int32Array
}

const NONE = -1
/** Cells from the line to a cell that lies behind it as a whole. */
const BEHIND_CELLS = 1.5
/** Coverage from which a cell belongs to the head, or to the ink. */
const HALF = 128

/** By where the ink lies: the new line has no say. */
const known = new WeakMap<TiledMask, { readonly surface: string; readonly inFront: InFront | null }>()

/** Null where the ink follows no line, and where nothing lies in front of it. */
export function inFrontOf(design: ReversedDesign, zones: Zones, surface: Surface): InFront | null {
  const before = known.get(zones.existing)
  if (before?.surface === surface.key) return before.inFront
  const inFront = stripOf(design, zones, surface)
  known.set(zones.existing, { surface: surface.key, inFront })
  return inFront
}

/** Whether a place of the photo lies in it, px. */
export function isInFrontOf({ rect, behind }: InFront, { step }: Zones, x: number, y: number): boolean {
  const i = Math.floor(x / step) - rect.x
  const j = Math.floor(y / step) - rect.y
  return i >= 0 && j >= 0 && i < rect.width && j < rect.height && behind[j * rect.width + i] !== NONE
}

function stripOf(reversed: ReversedDesign, { existing, step }: Zones, surface: Surface): InFront | null {
  const design = existingDesign(reversed)
  const edge = design.area.proposed ? edgeOf(design, surface) : null
  if (!edge) return null
  const rect = around(hairlinePath(design.hairline), edge.frontMm / surface.leastMmPerPx, step, existing)
  const onHead = rasterPolygon(outlinePolygon(design.marks), { ...rect, left: rect.x * step, top: rect.y * step, step })
  const removed = maskAt(design.area.subtract)
  const excluded = maskAt(design.area.exclude)
  const isTakenOff = (x: number, y: number) => (removed?.(x, y) ?? 0) > 0.5 || (excluded?.(x, y) ?? 0) > 0.5
  const behind = new Int32Array(rect.width * rect.height).fill(NONE)
  const point = edgePoint()
  let found = false
  for (let j = rect.y, at = 0; j < rect.y + rect.height; j++) {
    const y = (j + 0.5) * step
    for (let i = rect.x; i < rect.x + rect.width; i++, at++) {
      if (onHead[at]! < HALF) continue
      const x = (i + 0.5) * step
      const coarse = edge.coarseDepthMm(x, y)
      if (coarse < -edge.frontMm - edge.coarseMm || coarse > edge.coarseMm) continue
      // Cells that the line runs through lie in front of it in part.
      if (coverageAt(existing, i, j) === 255) continue
      edge.at(x, y, point)
      const { drawnMm, mmPerPx, footX, footY, backX, backY } = point
      if (drawnMm < -edge.frontMm || drawnMm > step * mmPerPx || isTakenOff(x, y)) continue
      const bi = Math.floor(footX / step + backX * BEHIND_CELLS)
      const bj = Math.floor(footY / step + backY * BEHIND_CELLS)
      if (coverageAt(existing, bi, bj) < HALF) continue
      behind[at] = bj * existing.width + bi
      found = true
    }
  }
  return found ? { rect, behind } : null
}

/** The cells of the photo within reach of a line, px. */
function around(path: readonly PointPx[], reach: number, step: number, { width, height }: TiledMask): RectPx {
  const box = boundsOf(path) ?? { x: 0, y: 0, width: 0, height: 0 }
  const cell = (px: number, most: number) => Math.max(0, Math.min(most, Math.floor(px / step)))
  const x = cell(box.x - reach, width)
  const y = cell(box.y - reach, height)
  return {
    x,
    y,
    width: cell(box.x + box.width + reach + step, width) - x,
    height: cell(box.y + box.height + reach + step, height) - y,
  }
}
