import type { AreaRaster } from '../design/area.ts'
import { rasterArea } from '../design/area.ts'
import type { Design, Hairline, Marks } from '../design/design.ts'
import { hairlinePath } from '../design/hairline.ts'
import { outlinePolygon } from '../design/marks.ts'
import type { RectPx } from '../geometry/points.ts'
import type { Surface } from '../geometry/surface.ts'
import { coverageAt } from '../pixels/maskCompare.ts'
import type { TiledMask } from '../pixels/tiledMask.ts'
import { countOf, type DensityField } from '../sampling/densityField.ts'
import { exponential } from '../sampling/random.ts'
import { featheredArea } from './feather.ts'
import { edgePoint, hairlineEdge, type EdgePoint, type HairlineEdge } from './hairlineEdge.ts'
import { groupedAt } from './hairUnits.ts'
import { acrossPx, headAxis, type HeadAxis } from './headAxis.ts'
import { varyDensity, type SampleRange } from './densityVariation.ts'
import { ramp, SENTINEL_FROM_MM, SENTINEL_TO_MM, SENTINELS_PER_CM2 } from './ramp.ts'
import { regionFactor, type RegionFactor } from './regions.ts'
import { hairlineShare, marksPerPlace, presentPerCm2, roles, targetPerCm2 } from './roles.ts'

/** Everything that decides where how many dots are wanted. */
export interface FieldParts {
  /** The area as it was drawn, and with the feather of its role. */
  readonly drawn: AreaRaster
  readonly area: AreaRaster
  /** Null where the area's role knows no hairline. */
  readonly edge: HairlineEdge | null
  /** How much of the hairline's sparse edge the area has, 0..1. */
  readonly edgeShare: number
  /** Whether the area was proposed behind the line: then it follows the roughened line's bulges in front of it. */
  readonly followsLine: boolean
  /** Painted by hand, and taken off by hand, 0..1 at a place in px. */
  readonly painted: ((x: number, y: number) => number) | null
  readonly removed: ((x: number, y: number) => number) | null
  /** Painted to be denser and sparser, 0..1. */
  readonly more: ((x: number, y: number) => number) | null
  readonly less: ((x: number, y: number) => number) | null
  readonly regions: RegionFactor | null
  /** The part that the dots lie along. */
  readonly part: { readonly axis: HeadAxis; readonly mm: number } | null
  /** Whether the area reaches beyond what was painted, so that what was taken off must be kept free. */
  readonly feathered: boolean
  readonly photo: { readonly width: number; readonly height: number }
  readonly surface: Surface
  /** Scale of lattices that no edit may shift. */
  readonly mmPerPx: number
  readonly seed: number
  /** Where nothing thins it: what is missing to the density aimed at; of units where hairs stand in units. */
  readonly densityPerCm2: number
  /** Hairs of a place behind the sparse edge; at the line they stand single. 1 where dots are drawn. */
  readonly hairsPerPlace: number
}

/** Samples of a field at most, and their distance where that allows it. */
const MOST_SAMPLES = 750_000
const FINE_MM = 0.5

/** The wanted density of a design: its area times the density, the ramp behind the rough hairline and nature's variation. */
export function densityFieldOf(design: Design, surface: Surface): DensityField {
  return fieldFromParts(fieldParts(design, surface))
}

export function fieldParts(design: Design, surface: Surface): FieldParts {
  const { area, photo, fill, marks } = design
  const { feather, partMm, regional } = roles[area.role]
  const removed = maskAt(area.subtract)
  const excluded = maskAt(area.exclude)
  const edgeShare = hairlineShare(design)
  const raster = rasterArea(design, stepFor(design, surface))
  const missing = Math.max(0, targetPerCm2(design) - presentPerCm2(design))
  return {
    drawn: raster,
    area: feather ? featheredArea(raster, feather, surface.mmPerPxAt(marks.outline.centre), photo) : raster,
    edge: edgeShare > 0 ? edgeOf(design, surface) : null,
    edgeShare,
    followsLine: area.proposed,
    painted: maskAt(area.add),
    removed: removed && excluded ? (x, y) => Math.max(removed(x, y), excluded(x, y)) : (removed ?? excluded),
    more: maskAt(area.more),
    less: maskAt(area.less),
    regions: regional ? regionFactor(design.hairline, surface) : null,
    part: partMm === null ? null : { axis: headAxis(marks), mm: partMm },
    feathered: feather !== null,
    photo,
    surface,
    mmPerPx: surface.mmPerPxAt(marks.outline.centre),
    seed: fill.seed,
    densityPerCm2: missing / marksPerPlace(design),
    hairsPerPlace: marksPerPlace(design),
  }
}

/** How many dots or hairs a design asks for: its places, each with the hairs that stand there on average. */
export function expectedMarks(parts: FieldParts, surface: Surface): number {
  const { edge, hairsPerPlace } = parts
  const field = fieldFromParts(parts)
  if (hairsPerPlace === 1) return expectedDots(field, surface)
  const { x0, y0, step, width } = field
  const point = edgePoint()
  const hairs = field.dotsPerCm2.map((places, k) => {
    if (places === 0) return 0
    const x = x0 + (k % width) * step
    const y = y0 + Math.floor(k / width) * step
    if (!edge || edge.coarseDepthMm(x, y) > edge.sparseMm + edge.coarseMm) return places * hairsPerPlace
    return places * hairsAt(parts, edge.at(x, y, point))
  })
  return expectedDots({ ...field, dotsPerCm2: hairs }, surface)
}

/** Hairs of a place on average: one at the line, those of a unit behind its sparse edge. */
const hairsAt = ({ hairsPerPlace }: FieldParts, { depthMm, widthMm }: EdgePoint): number =>
  1 + (hairsPerPlace - 1) * groupedAt(depthMm, widthMm)

/** How many places a field asks for. */
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
  const mmPerPx = surface.mmPerPxAt(marks.glabella)
  const known = edges.get(hairline)
  if (known?.marks === marks && known.seed === fill.seed && known.mmPerPx === mmPerPx) return known.edge
  const edge = hairlineEdge({
    path: hairlinePath(hairline),
    midline: hairline.midline,
    apexRight: hairline.right.apex,
    apexLeft: hairline.left.apex,
    front: marks.glabella,
    outline: outlinePolygon(marks),
    surface,
    seed: fill.seed,
    transitionMm: hairline.transitionMm,
    irregularity: hairline.irregularity,
  })
  edges.set(hairline, { marks, seed: fill.seed, mmPerPx, edge })
  return edge
}

/** Asked for by the field and by the dots of each design with the line; it learns its cells as it is asked. */
const edges = new WeakMap<Hairline, { marks: Marks; seed: number; mmPerPx: number; edge: HairlineEdge | null }>()

export function maskAt(mask: TiledMask): ((x: number, y: number) => number) | null {
  if (mask.tiles.size === 0) return null
  return (x, y) => coverageAt(mask, Math.floor(x), Math.floor(y)) / 255
}

/** @param former a field of the same lattice that differs within a rectangle of the photo alone: the rest is taken from it */
export function fieldFromParts(
  parts: FieldParts,
  former?: { readonly field: DensityField; readonly changed: RectPx },
): DensityField {
  const { area, edge, mmPerPx: mm, photo } = parts
  const { step } = area
  // Room for the bulges of the line, and one empty sample all round so that the field ends at 0.
  const room = edge && parts.followsLine ? Math.ceil(edge.frontMm / (mm * step)) + 1 : 1
  const left = Math.min(room, Math.ceil(area.x0 / step) + 1)
  const top = Math.min(room, Math.ceil(area.y0 / step) + 1)
  const x0 = area.x0 - left * step
  const y0 = area.y0 - top * step
  const width = area.width === 0 ? 0 : Math.min(area.width + left + room, Math.ceil((photo.width - x0) / step) + 1)
  const height = area.height === 0 ? 0 : Math.min(area.height + top + room, Math.ceil((photo.height - y0) / step) + 1)
  const dotsPerCm2 = new Float32Array(width * height)
  const field = { x0, y0, step, width, height, dotsPerCm2 }
  const range = former ? samplesOver(field, former.changed) : { left: 0, top: 0, right: width, bottom: height }
  if (former) copyField(field, former.field)
  const point = edgePoint()
  for (let j = range.top; j < range.bottom; j++) {
    const y = y0 + j * step
    if (y < 0 || y > photo.height) continue
    for (let i = range.left; i < range.right; i++) {
      const x = x0 + i * step
      if (x < 0 || x > photo.width) continue
      dotsPerCm2[j * width + i] = wantedAt(parts, x, y, i - left, j - top, point)
    }
  }
  varyDensity(field, parts, range)
  return field
}

const samplesOver = ({ x0, y0, step, width, height }: DensityField, rect: RectPx): SampleRange => ({
  left: Math.min(width, Math.max(0, Math.floor((rect.x - x0) / step))),
  top: Math.min(height, Math.max(0, Math.floor((rect.y - y0) / step))),
  right: Math.max(0, Math.min(width, Math.ceil((rect.x + rect.width - x0) / step) + 1)),
  bottom: Math.max(0, Math.min(height, Math.ceil((rect.y + rect.height - y0) / step) + 1)),
})

/** Copies what two fields of one lattice have in common. */
function copyField(to: DensityField, from: DensityField): void {
  const di = Math.round((from.x0 - to.x0) / to.step)
  const dj = Math.round((from.y0 - to.y0) / to.step)
  const left = Math.max(0, di)
  const right = Math.min(to.width, di + from.width)
  if (right <= left) return
  for (let j = Math.max(0, dj); j < Math.min(to.height, dj + from.height); j++) {
    const row = (j - dj) * from.width
    to.dotsPerCm2.set(from.dotsPerCm2.subarray(row + left - di, row + right - di), j * to.width + left)
  }
}

/**
 * Density at a place before nature's variation; (i, j) is its sample in the area. Of the masks it reads the place itself
 * and, within the sparse edge, the mirrored place across the line.
 */
function wantedAt(parts: FieldParts, x: number, y: number, i: number, j: number, point: EdgePoint): number {
  const { area, edge, edgeShare } = parts
  const inside = i >= 0 && j >= 0 && i < area.width && j < area.height
  const own = inside ? area.coverage[j * area.width + i]! / 255 : 0
  if (own === 0 && !(edge && parts.followsLine)) return 0
  const beside = parts.part ? besidePart(parts.part, x, y, parts.surface.mmPerPxAt({ x, y })) : 1
  if (beside === 0) return 0
  let wanted = 0
  if (edge) wanted = edgeShare * behindLine(parts, edge, own, x, y, point)
  if (edgeShare < 1) wanted += (1 - edgeShare) * own * (parts.regions ? parts.regions(x, y, 1) : 1)
  if (wanted === 0) return 0
  wanted *= parts.densityPerCm2 * beside
  if (parts.feathered && parts.removed) wanted *= 1 - parts.removed(x, y)
  if (parts.more) wanted *= 1 + parts.more(x, y)
  if (parts.less) wanted *= 1 - parts.less(x, y)
  return wanted
}

/** Share of the density behind the rough hairline, coverage included. */
function behindLine(
  parts: FieldParts,
  edge: HairlineEdge,
  own: number,
  x: number,
  y: number,
  point: EdgePoint,
): number {
  const coarse = edge.coarseDepthMm(x, y)
  if (coarse > edge.deepMm + edge.coarseMm) return own
  if (own === 0 && coarse < -edge.frontMm - edge.coarseMm) return 0
  edge.at(x, y, point)
  const coverage = parts.followsLine ? Math.max(own, bulgeCoverage(parts, edge, x, y, point)) : own
  if (coverage === 0) return 0
  const { depthMm, widthMm, behindEdge, zoneMm, clustering } = point
  let share = 1
  if (depthMm < widthMm + zoneMm) {
    const inEdge = 1 - Math.min(1, Math.max(0, depthMm) / widthMm)
    share = ramp(depthMm, widthMm, behindEdge, zoneMm) * (1 + 0.5 * clustering * inEdge)
    // Beyond the sparse edge paint could add nothing.
    if (inEdge > 0 && parts.painted) share = Math.max(share, behindEdge * paintedAcross(parts.painted, x, y, point))
  }
  if (parts.regions) share *= parts.regions(x, y, behindEdge)
  // Where hairs stand single there are as many places as hairs.
  if (parts.hairsPerPlace > 1) share *= parts.hairsPerPlace / hairsAt(parts, point)
  if (depthMm <= -SENTINEL_FROM_MM && depthMm >= -SENTINEL_TO_MM && parts.densityPerCm2 > 0)
    share = Math.max(share, (SENTINELS_PER_CM2 * Math.min(1, edge.gain)) / parts.densityPerCm2)
  return coverage * share
}

/** Beyond this many times its reach the part has no say: exp(-9). */
const PART_REACHES = 3

function besidePart({ axis, mm }: { axis: HeadAxis; mm: number }, x: number, y: number, mmPerPx: number): number {
  const d = (acrossPx(axis, x, y) * mmPerPx) / mm
  return d < PART_REACHES ? exponential(-d * d) : 0
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
 * How far a place is painted by hand across the line, 0..1: in front of it by itself, behind it by its mirror image in
 * front. Whoever paints on in front of the line wants one surface there and no sparse edge; paint behind it alone leaves
 * the edge as it is.
 */
export function paintedAcross(
  painted: ((x: number, y: number) => number) | null,
  x: number,
  y: number,
  point: EdgePoint,
): number {
  if (!painted) return 0
  if (point.drawnMm < 0) return painted(x, y)
  const inFrontPx = point.drawnMm / point.mmPerPx
  return painted(point.footX - point.backX * inFrontPx, point.footY - point.backY * inFrontPx)
}
