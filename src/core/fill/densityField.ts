import type { AreaRaster } from '../design/area.ts'
import { rasterArea } from '../design/area.ts'
import type { Design, Hairline, Marks } from '../design/design.ts'
import { hairlinePath } from '../design/hairline.ts'
import type { Surface } from '../geometry/surface.ts'
import { coverageAt } from '../pixels/maskCompare.ts'
import type { TiledMask } from '../pixels/tiledMask.ts'
import { countOf, DENSITY_MAX_PER_CM2, type DensityField } from '../sampling/densityField.ts'
import { densityVariation } from '../sampling/noise.ts'
import { edgePoint, hairlineEdge, type EdgePoint, type HairlineEdge } from './hairlineEdge.ts'
import { ramp, SENTINEL_FROM_MM, SENTINEL_TO_MM, SENTINELS_PER_CM2 } from './ramp.ts'

/** Everything that decides where how many dots are wanted. */
export interface FieldParts {
  readonly area: AreaRaster
  readonly edge: HairlineEdge | null
  /** Whether the area was proposed behind the line: then it follows the roughened line's bulges in front of it. */
  readonly followsLine: boolean
  /** Painted by hand, and taken off by hand, 0..1 at a place in px. */
  readonly painted: ((x: number, y: number) => number) | null
  readonly removed: ((x: number, y: number) => number) | null
  readonly photo: { readonly width: number; readonly height: number }
  readonly surface: Surface
  readonly seed: number
  readonly densityPerCm2: number
}

/** Samples of a field at most, and their distance where that allows it. */
const MOST_SAMPLES = 750_000
const FINE_MM = 0.35

/** The wanted density of a design: its area times the density, the ramp behind the rough hairline and nature's variation. */
export function densityFieldOf(design: Design, surface: Surface): DensityField {
  const { area, photo, fill } = design
  const removed = maskAt(area.subtract)
  const excluded = maskAt(area.exclude)
  return fieldFromParts({
    area: rasterArea(design, stepFor(design, surface)),
    edge: edgeOf(design, surface),
    followsLine: area.proposed,
    painted: maskAt(area.add),
    removed: removed && excluded ? (x, y) => Math.max(removed(x, y), excluded(x, y)) : (removed ?? excluded),
    photo,
    surface,
    seed: fill.seed,
    densityPerCm2: fill.densityPerCm2,
  })
}

/** How many dots a field asks for. */
export function expectedDots(field: DensityField, surface: Surface): number {
  return countOf(field, surface)
}

/**
 * Whole px between samples, by the photo and the head's marks alone: if it followed the area, an edit at one end would
 * shift the samples at the other.
 */
function stepFor(design: { photo: Design['photo']; marks: Marks }, surface: Surface): number {
  const { photo, marks } = design
  const { outline } = marks
  const head = Math.max(1, 4 * outline.rx * outline.ry)
  const extent = Math.min(photo.width * photo.height, head)
  const fine = Math.round(FINE_MM / surface.mmPerPxAt(outline.centre))
  return Math.max(1, fine, Math.ceil(Math.sqrt(extent / MOST_SAMPLES)))
}

/** The roughened hairline of a design. */
export function edgeOf(
  design: { readonly hairline: Hairline; readonly marks: Marks; readonly fill: { readonly seed: number } },
  surface: Surface,
): HairlineEdge | null {
  const { hairline, marks, fill } = design
  return hairlineEdge({
    path: hairlinePath(hairline),
    midline: hairline.midline,
    apexRight: hairline.right.apex,
    apexLeft: hairline.left.apex,
    front: marks.glabella,
    surface,
    seed: fill.seed,
    transitionMm: hairline.transitionMm,
    irregularity: hairline.irregularity,
  })
}

export function maskAt(mask: TiledMask): ((x: number, y: number) => number) | null {
  if (mask.tiles.size === 0) return null
  return (x, y) => coverageAt(mask, Math.floor(x), Math.floor(y)) / 255
}

export function fieldFromParts(parts: FieldParts): DensityField {
  const { area, edge, surface, photo } = parts
  const { step } = area
  const mm = surface.mmPerPxAt({ x: area.x0 + (area.width * step) / 2, y: area.y0 + (area.height * step) / 2 })
  // Room for the bulges of the line, and one empty sample all round so that the field ends at 0.
  const room = edge && parts.followsLine ? Math.ceil(edge.frontMm / (mm * step)) + 1 : 1
  const left = Math.min(room, Math.ceil(area.x0 / step) + 1)
  const top = Math.min(room, Math.ceil(area.y0 / step) + 1)
  const x0 = area.x0 - left * step
  const y0 = area.y0 - top * step
  const width = area.width === 0 ? 0 : Math.min(area.width + left + room, Math.ceil((photo.width - x0) / step) + 1)
  const height = area.height === 0 ? 0 : Math.min(area.height + top + room, Math.ceil((photo.height - y0) / step) + 1)
  const dotsPerCm2 = new Float32Array(width * height)
  const point = edgePoint()
  for (let j = 0; j < height; j++) {
    const y = y0 + j * step
    if (y < 0 || y > photo.height) continue
    for (let i = 0; i < width; i++) {
      const x = x0 + i * step
      if (x < 0 || x > photo.width) continue
      dotsPerCm2[j * width + i] = wantedAt(parts, x, y, i - left, j - top, point)
    }
  }
  const field = { x0, y0, step, width, height, dotsPerCm2 }
  vary(field, parts, mm)
  return field
}

/** Density at a place before nature's variation; (i, j) is its sample in the area. */
function wantedAt(parts: FieldParts, x: number, y: number, i: number, j: number, point: EdgePoint): number {
  const { area, edge, densityPerCm2 } = parts
  const inside = i >= 0 && j >= 0 && i < area.width && j < area.height
  const own = inside ? area.coverage[j * area.width + i]! / 255 : 0
  if (!edge) return own * densityPerCm2
  if (own === 0 && !parts.followsLine) return 0
  const coarse = edge.coarseDepthMm(x, y)
  if (coarse > edge.deepMm + edge.coarseMm) return own * densityPerCm2
  if (own === 0 && coarse < -edge.frontMm - edge.coarseMm) return 0
  edge.at(x, y, point)
  const coverage = parts.followsLine ? Math.max(own, bulgeCoverage(parts, edge, x, y, point)) : own
  if (coverage === 0) return 0
  const { depthMm, widthMm, behindEdge, clustering } = point
  const edgeShare = 1 - Math.min(1, Math.max(0, depthMm) / widthMm)
  const clustered = 1 + 0.5 * clustering * edgeShare
  const behind = ramp(depthMm, widthMm, behindEdge) * clustered
  const share = Math.max(behind, behindEdge * paintedAcross(parts.painted, x, y, point))
  const single =
    depthMm <= -SENTINEL_FROM_MM && depthMm >= -SENTINEL_TO_MM ? SENTINELS_PER_CM2 * Math.min(1, edge.gain) : 0
  return coverage * Math.max(share * densityPerCm2, single)
}

/**
 * Coverage in front of the drawn line, where the area itself ends: that of the mirrored place behind it, unless it was
 * taken off there by hand. Without it the drawn line would cut the bulges of the rough one off.
 */
function bulgeCoverage(parts: FieldParts, edge: HairlineEdge, x: number, y: number, point: EdgePoint): number {
  const { area, removed } = parts
  const { drawnMm, footX, footY, backX, backY, mmPerPx } = point
  const behindPx = Math.max(Math.abs(drawnMm) / mmPerPx, 2 * area.step)
  if (drawnMm < -edge.frontMm || drawnMm > 2 * area.step * mmPerPx) return 0
  const i = Math.round((footX + backX * behindPx - area.x0) / area.step)
  const j = Math.round((footY + backY * behindPx - area.y0) / area.step)
  if (i < 0 || j < 0 || i >= area.width || j >= area.height) return 0
  const coverage = area.coverage[j * area.width + i]! / 255
  return removed ? coverage * (1 - removed(x, y)) : coverage
}

/**
 * How far a place is painted by hand across the line, 0..1: in front of it by itself, behind it together with its mirror
 * image in front. Whoever paints over the line wants dots there and no sparse edge; behind it the ramp stays.
 */
export function paintedAcross(
  painted: ((x: number, y: number) => number) | null,
  x: number,
  y: number,
  point: EdgePoint,
): number {
  if (!painted) return 0
  const here = painted(x, y)
  if (here === 0 || point.drawnMm < 0) return here
  const inFrontPx = point.drawnMm / point.mmPerPx
  return Math.min(here, painted(point.footX - point.backX * inFrontPx, point.footY - point.backY * inFrontPx))
}

/** Distance of the nodes at which the variation is worked out; its waves are 6 mm and longer. */
const NODE_MM = 1

/** Multiplies a field by nature's variation of density, which belongs to the skin and not to the area. */
function vary(field: DensityField, parts: FieldParts, mmPerPx: number): void {
  const { x0, y0, step, width, height, dotsPerCm2 } = field
  const stride = Math.max(1, Math.round(NODE_MM / (mmPerPx * step)))
  // Nodes stand on the photo's own lattice: another area has the same ones.
  const i0 = Math.round((x0 - step / 2) / step)
  const j0 = Math.round((y0 - step / 2) / step)
  const firstNodeX = Math.floor(i0 / stride)
  const firstNodeY = Math.floor(j0 / stride)
  const across = Math.floor((i0 + width) / stride) - firstNodeX + 2
  const down = Math.floor((j0 + height) / stride) - firstNodeY + 2
  const nodes = new Float32Array(across * down)
  for (let n = 0; n < nodes.length; n++) {
    const x = x0 + ((firstNodeX + (n % across)) * stride - i0) * step
    const y = y0 + ((firstNodeY + Math.floor(n / across)) * stride - j0) * step
    const skin = parts.surface.toSkin({ x, y })
    nodes[n] = skin ? densityVariation(parts.seed, skin[0], skin[1]) : 0
  }
  for (let j = 0; j < height; j++) {
    const ny = Math.floor((j0 + j) / stride)
    const ty = (j0 + j) / stride - ny
    const row = (ny - firstNodeY) * across
    for (let i = 0; i < width; i++) {
      const wanted = dotsPerCm2[j * width + i]!
      if (wanted === 0) continue
      const nx = Math.floor((i0 + i) / stride)
      const tx = (i0 + i) / stride - nx
      const n = row + nx - firstNodeX
      const above = nodes[n]! + (nodes[n + 1]! - nodes[n]!) * tx
      const below = nodes[n + across]! + (nodes[n + across + 1]! - nodes[n + across]!) * tx
      dotsPerCm2[j * width + i] = Math.min(DENSITY_MAX_PER_CM2, wanted * (above + (below - above) * ty))
    }
  }
}
