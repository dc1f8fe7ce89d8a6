import type { PointPx } from '../../geometry/points.ts'
import type { Design } from '../design.ts'

/** A head may be cut off by the photo, so points may leave it, but not so far that they are lost: by a quarter of its side. */

type OnPhoto = Pick<Design, 'photo'>

const least = (side: number): number => -side / 4
const most = (side: number): number => side * 1.25

/** The nearest place where a point is still found. */
export function keptNear({ photo: { width, height } }: OnPhoto, p: PointPx): PointPx {
  const clamp = (v: number, side: number) => Math.max(least(side), Math.min(most(side), v))
  return { x: clamp(p.x, width), y: clamp(p.y, height) }
}

/**
 * How far a point goes from a place before it would be lost, px; 0 from beyond there.
 * @param way a unit vector
 */
export function reachNear({ photo: { width, height } }: OnPhoto, from: PointPx, way: PointPx): number {
  const along = (v: number, by: number, side: number) =>
    by === 0 ? Infinity : ((by > 0 ? most(side) : least(side)) - v) / by
  return Math.max(0, Math.min(along(from.x, way.x, width), along(from.y, way.y, height)))
}
