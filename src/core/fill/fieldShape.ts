import { edgePoint, type EdgePoint, type HairlineEdge } from './hairlineEdge.ts'
import { exponential } from '../sampling/random.ts'
import type { RectPx } from '../geometry/points.ts'
import { whole, type Steps } from '../geometry/steps.ts'
import type { DensityField } from '../sampling/densityField.ts'
import { variationOver, variedDensity, type SampleRange } from './densityVariation.ts'
import { hairsAt, paintedAcross, type FieldParts } from './fieldParts.ts'
import { acrossPx, type HeadAxis } from './headAxis.ts'
import { ramp, SENTINEL_FROM_MM, SENTINEL_TO_MM, SENTINELS_PER_CM2 } from './ramp.ts'

type Lattice = Omit<DensityField, 'dotsPerCm2'>

/**
 * A density field but for the density: what a slider of density leaves as it is. All three are row-major samples of its
 * lattice.
 */
export interface FieldShape extends Lattice {
  /** Share of the density. */
  readonly share: Float32Array
  /** Dots per cm2 that stand there whatever the density: the few ahead of the line. */
  readonly least: Float32Array
  /** Nature's factor; 0 where nothing is wanted. */
  readonly variation: Float32Array
}

/** Of the same lattice, equal outside a rectangle of the photo: the rest is taken from it. */
interface Former<T> {
  readonly former: T
  readonly changed: RectPx
}

export const fieldShape = (parts: FieldParts, before?: Former<FieldShape>): FieldShape =>
  whole(fieldShapeInSteps(parts, before))

/** Samples between two turns: some milliseconds where the line is near. */
const SLICE = 8192

/** The same in pieces. */
export function* fieldShapeInSteps(parts: FieldParts, before?: Former<FieldShape>): Steps<FieldShape> {
  const { area, edge, mmPerPx: mm, photo } = parts
  const { step } = area
  // Room for the bulges of the line, and one empty sample all round so that the field ends at 0.
  const room = edge && parts.followsLine ? Math.ceil(edge.frontMm / (mm * step)) + 1 : 1
  const left = Math.min(room, Math.ceil(area.x0 / step) + 1)
  const above = Math.min(room, Math.ceil(area.y0 / step) + 1)
  const x0 = area.x0 - left * step
  const y0 = area.y0 - above * step
  const width = area.width === 0 ? 0 : Math.min(area.width + left + room, Math.ceil((photo.width - x0) / step) + 1)
  const height = area.height === 0 ? 0 : Math.min(area.height + above + room, Math.ceil((photo.height - y0) / step) + 1)
  const samples = () => new Float32Array(width * height)
  const shape = { x0, y0, step, width, height, share: samples(), least: samples(), variation: samples() }
  const range = before ? samplesOver(shape, before.changed) : all(shape)
  if (before) for (const name of ['share', 'least', 'variation'] as const) copy(shape, name, before.former, name)
  const rows = Math.max(1, Math.floor(SLICE / Math.max(1, range.right - range.left)))
  for (let top = range.top; top < range.bottom; top += rows) {
    yield (top - range.top) / (range.bottom - range.top)
    wantedOver(shape, parts, { ...range, top, bottom: Math.min(range.bottom, top + rows) }, left, above)
  }
  yield 1
  variationOver(shape, parts, range)
  return shape
}

/** Works out how dense some samples are to be; the area's own first one lies `left` and `above` in the shape. */
function wantedOver(shape: FieldShape, parts: FieldParts, range: SampleRange, left: number, above: number): void {
  const { x0, y0, step, width, share, least } = shape
  const { photo } = parts
  const point = edgePoint()
  const wanted = { share: 0, least: 0 }
  for (let j = range.top; j < range.bottom; j++) {
    const y = y0 + j * step
    for (let i = range.left; i < range.right; i++) {
      const x = x0 + i * step
      wanted.share = wanted.least = 0
      if (x >= 0 && y >= 0 && x <= photo.width && y <= photo.height)
        wantedAt(parts, x, y, i - left, j - above, point, wanted)
      share[j * width + i] = wanted.share
      least[j * width + i] = wanted.least
    }
  }
}

/** The field of a shape at a density, dots per cm2. */
export function fieldAt(shape: FieldShape, densityPerCm2: number, before?: Former<DensityField>): DensityField {
  const { x0, y0, step, width, height, share, least, variation } = shape
  const dotsPerCm2 = new Float32Array(width * height)
  const field = { x0, y0, step, width, height, dotsPerCm2, ...(densityPerCm2 > 0 && { support: shape }) }
  const range = before ? samplesOver(field, before.changed) : all(field)
  if (before) copy(field, 'dotsPerCm2', before.former, 'dotsPerCm2')
  for (let j = range.top; j < range.bottom; j++)
    for (let k = j * width + range.left; k < j * width + range.right; k++) {
      const wanted = densityPerCm2 > 0 ? Math.max(least[k]!, densityPerCm2 * share[k]!) : 0
      dotsPerCm2[k] = wanted === 0 ? 0 : variedDensity(wanted, variation[k]!)
    }
  return field
}

const all = ({ width, height }: Lattice): SampleRange => ({ left: 0, top: 0, right: width, bottom: height })

const samplesOver = ({ x0, y0, step, width, height }: Lattice, rect: RectPx): SampleRange => ({
  left: Math.min(width, Math.max(0, Math.floor((rect.x - x0) / step))),
  top: Math.min(height, Math.max(0, Math.floor((rect.y - y0) / step))),
  right: Math.max(0, Math.min(width, Math.ceil((rect.x + rect.width - x0) / step) + 1)),
  bottom: Math.max(0, Math.min(height, Math.ceil((rect.y + rect.height - y0) / step) + 1)),
})

/** Copies what two lattices of one step have in common. */
function copy<K extends string>(
  to: Lattice & Readonly<Record<K, Float32Array>>,
  toName: K,
  from: Lattice & Readonly<Record<K, Float32Array>>,
  fromName: K,
): void {
  const di = Math.round((from.x0 - to.x0) / to.step)
  const dj = Math.round((from.y0 - to.y0) / to.step)
  const left = Math.max(0, di)
  const right = Math.min(to.width, di + from.width)
  if (right <= left) return
  for (let j = Math.max(0, dj); j < Math.min(to.height, dj + from.height); j++) {
    const row = (j - dj) * from.width
    to[toName].set(from[fromName].subarray(row + left - di, row + right - di), j * to.width + left)
  }
}

interface Wanted {
  share: number
  least: number
}

/**
 * What is wanted at a place before nature's variation, into `wanted`, which is 0 before; (i, j) is its sample in the area.
 * Of the masks it reads the place itself and, within the sparse edge, the mirrored place across the line.
 */
function wantedAt(
  parts: FieldParts,
  x: number,
  y: number,
  i: number,
  j: number,
  point: EdgePoint,
  wanted: Wanted,
): void {
  const { area, edge, edgeShare } = parts
  const inside = i >= 0 && j >= 0 && i < area.width && j < area.height
  const own = inside ? area.coverage[j * area.width + i]! / 255 : 0
  if (own === 0 && !(edge && parts.followsLine)) return
  const beside = parts.part ? besidePart(parts.part, x, y, parts.surface.mmPerPxAt({ x, y })) : 1
  if (beside === 0) return
  if (edge) {
    behindLine(parts, edge, own, x, y, point, wanted)
    wanted.share *= edgeShare
  }
  if (edgeShare < 1) wanted.share += (1 - edgeShare) * own * (parts.regions ? parts.regions(x, y, 1) : 1)
  if (wanted.share === 0 && wanted.least === 0) return
  let factor = beside
  if (parts.ends) factor *= 1 - edgeShare * (1 - Math.max(parts.ends(x, y), parts.painted?.(x, y) ?? 0))
  if (parts.feathered && parts.removed) factor *= 1 - parts.removed(x, y)
  if (parts.more) factor *= 1 + parts.more(x, y)
  if (parts.less) factor *= 1 - parts.less(x, y)
  wanted.share *= factor
  wanted.least *= edgeShare * factor
}

/** What is wanted behind the rough hairline and ahead of it, coverage included, into `wanted`. */
function behindLine(
  parts: FieldParts,
  edge: HairlineEdge,
  own: number,
  x: number,
  y: number,
  point: EdgePoint,
  wanted: Wanted,
): void {
  const coarse = edge.coarseDepthMm(x, y)
  if (coarse > edge.deepMm + edge.coarseMm) {
    wanted.share = own
    return
  }
  if (own === 0 && coarse < -edge.frontMm - edge.coarseMm) return
  edge.at(x, y, point)
  const coverage = parts.followsLine ? Math.max(own, bulgeCoverage(parts, edge, x, y, point)) : own
  if (coverage === 0) return
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
  if (depthMm <= -SENTINEL_FROM_MM && depthMm >= -SENTINEL_TO_MM)
    wanted.least = coverage * SENTINELS_PER_CM2 * Math.min(1, edge.gain)
  wanted.share = coverage * share
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
