import { distance, type PointPx } from '../../geometry/points.ts'
import { nearestOnPolyline } from '../../geometry/polylineFoot.ts'
import type { Design, Marks } from '../design.ts'
import {
  freeLinePaths,
  freePointOf,
  isJoined,
  joined,
  mirroredPoint,
  withSidesApart,
  type FreeHandle,
} from './freeLines.ts'
import { lineOf, isFree, MOST_FREE_POINTS, withFreeLine, type FreeLine } from './lines.ts'

/** Places on free lines between their points, and one side of a mirrored line alone. */

export interface FreePlace {
  /** As it is seen, on whichever side, px. */
  readonly at: PointPx
  /** The line's own point that it follows. */
  readonly after: number
  /** Whether it lies on the mirror image. */
  readonly partner: boolean
}

const samePlace = (a: PointPx, b: PointPx | undefined): boolean => a.x === b?.x && a.y === b.y

/** The place of a free line that is nearest to a point, px; null of a line without any stretch. */
export function nearestOnFreeLine(line: FreeLine, marks: Marks, p: PointPx): FreePlace | null {
  const own = placeOn(line, marks, p)
  if (!line.mirrored || isJoined(line)) return own
  const facing = mirroredPoint(marks, p)
  const other = placeOn(line, marks, facing)
  if (!own || !other || distance(own.at, p) <= distance(other.at, facing)) return own
  return { ...other, at: mirroredPoint(marks, other.at), partner: true }
}

/** On the first path of the line alone. */
function placeOn(line: FreeLine, marks: Marks, p: PointPx): FreePlace | null {
  const path = freeLinePaths(line, marks)[0] ?? []
  const foot = nearestOnPolyline(path, p)
  if (!foot) return null
  const knots = (isJoined(line) ? joined(line, marks) : line.points).map((point) => point.at)
  const isKnot = (at: PointPx) => knots.some((knot) => samePlace(knot, at))
  const before = path[path.findLastIndex((at, i) => i <= foot.step && isKnot(at))]
  const next = path.find((at, i) => i > foot.step && isKnot(at))
  // Two points may lie at one place: the stretch is known by both its ends.
  const from = knots.findIndex(
    (knot, i) => before && samePlace(before, knot) && next && samePlace(next, knots[(i + 1) % knots.length]),
  )
  if (from < 0) return null
  // Once round a joined line its other half runs back from the last point to the first.
  const last = line.points.length - 1
  const partner = isJoined(line) && from >= last
  return { at: foot.at, after: partner ? 2 * last - 1 - from : from, partner }
}

/** The line with one point more, at a place of its own; null where it has all that a line may have. */
export function withFreePointOn(
  line: FreeLine,
  marks: Marks,
  { at, after, partner }: FreePlace,
): { readonly line: FreeLine; readonly handle: FreeHandle } | null {
  if (line.points.length >= MOST_FREE_POINTS) return null
  const point = { at: partner ? mirroredPoint(marks, at) : at, corner: false }
  return {
    line: { ...line, points: line.points.toSpliced(after + 1, 0, point) },
    handle: `line${line.id}.${partner ? 'm' : 'p'}${after + 1}`,
  }
}

/**
 * The design with the side of a handle to be shaped alone, and the handle as it is called then; the same for a line that has one
 * side. The line keeps its id on that side. Null where both sides cannot be apart.
 */
export function withSideApart(design: Design, handle: FreeHandle): { design: Design; handle: FreeHandle } | null {
  const point = freePointOf(design, handle)
  if (!point?.line.mirrored) return { design, handle }
  const { line, index, partner } = point
  // A mirrored line is the same one laid from its other side.
  const facing = (at: PointPx) => (partner ? mirroredPoint(design.marks, at) : at)
  const here = { ...line, points: line.points.map((p) => ({ ...p, at: facing(p.at) })) }
  const apart = withSidesApart(design, here)
  return apart && { design: apart, handle: `line${line.id}.p${index}` }
}

/** The design with a point more on a line, on one side of it alone where that is wanted; null where it does not fit in. */
export function withPointOnFreeLine(
  design: Design,
  id: number,
  place: FreePlace,
  alone: boolean,
): { readonly design: Design; readonly handle: FreeHandle } | null {
  const side = `line${id}.${place.partner ? 'm' : 'p'}${place.after}` as const
  const from = alone ? withSideApart(design, side)?.design : design
  const line = from && lineOf(from, id)
  if (!from || !line || !isFree(line)) return null
  const added = withFreePointOn(line, from.marks, line.mirrored ? place : { ...place, partner: false })
  return added && { design: withFreeLine(from, added.line), handle: added.handle }
}
