import type { AreaRaster } from '../design/areas/area.ts'
import { rasterArea } from '../design/areas/area.ts'
import type { Design, Hairline, Marks } from '../design/design.ts'
import { hairlinePath } from '../design/lines/hairline.ts'
import { outlinePolygon } from '../design/head/headOutline.ts'
import type { Surface } from '../geometry/surface.ts'
import { coverageAt } from '../pixels/maskCompare.ts'
import type { TiledMask } from '../pixels/tiledMask.ts'
import { featheredArea } from './feather.ts'
import { hairlineEdge, type EdgePoint, type HairlineEdge } from './hairlineEdge.ts'
import { groupedAt } from './hairUnits.ts'
import { headAxis, type HeadAxis } from './headAxis.ts'
import { lowerEnds } from './lowerEnds.ts'
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
  /** Share of the density above the lower ends of what was proposed, 0..1 at a place in px. */
  readonly ends: ((x: number, y: number) => number) | null
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
  /** Hairs of a place behind the sparse edge, on average; at the line they stand single. 1 where dots are drawn. */
  readonly hairsPerPlace: number
}

/** Samples of a field at most, and their distance where that allows it. */
const MOST_SAMPLES = 750_000
const FINE_MM = 0.5

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
    ends: area.proposed && edgeShare > 0 ? lowerEnds(design, surface) : null,
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

/** Hairs of a place on average: one at the line, those of a unit behind its sparse edge. */
export const hairsAt = ({ hairsPerPlace }: FieldParts, { depthMm, widthMm }: EdgePoint): number =>
  1 + (hairsPerPlace - 1) * groupedAt(depthMm, widthMm)

/**
 * Whole px between samples, by the photo and the head's marks alone: if it followed the area, an edit at one end would
 * shift the samples at the other.
 */
export function stepFor(design: { photo: Design['photo']; marks: Marks }, surface: Surface): number {
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
  const known = edges.get(hairline)
  if (known?.marks === marks && known.seed === fill.seed && known.surface === surface.key) return known.edge
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
  edges.set(hairline, { marks, seed: fill.seed, surface: surface.key, edge })
  return edge
}

/** Asked for by the field and by the dots of each design with the line; it learns its cells as it is asked. */
const edges = new WeakMap<Hairline, { marks: Marks; seed: number; surface: string; edge: HairlineEdge | null }>()

export function maskAt(mask: TiledMask): ((x: number, y: number) => number) | null {
  if (mask.tiles.size === 0) return null
  return (x, y) => coverageAt(mask, Math.floor(x), Math.floor(y)) / 255
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
