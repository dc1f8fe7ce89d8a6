import { add, between, distance, dot, subtract, type PointPx } from './points.ts'

/** A place of a polyline. */
export interface PolylinePlace {
  readonly at: PointPx
  /** The step it lies on: from this point of the path to the next. */
  readonly step: number
}

/** The place of a polyline that is nearest to a point, px; null of a path without points. */
export function nearestOnPolyline(path: readonly PointPx[], p: PointPx): PolylinePlace | null {
  const first = path[0]
  if (!first) return null
  let nearest: PolylinePlace = { at: first, step: 0 }
  for (let i = 1; i < path.length; i++) {
    const a = path[i - 1]!
    const along = subtract(path[i]!, a)
    const length2 = dot(along, along)
    const share = length2 > 0 ? Math.max(0, Math.min(1, dot(subtract(p, a), along) / length2)) : 0
    const at = between(a, add(a, along), share)
    if (distance(at, p) < distance(nearest.at, p)) nearest = { at, step: i - 1 }
  }
  return nearest
}
