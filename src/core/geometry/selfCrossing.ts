import type { PointPx } from './points.ts'

/** Whether an open way meets itself: pieces that are not neighbours cross. */
export function crossesItself(way: readonly PointPx[]): boolean {
  for (let i = 3; i < way.length; i++)
    for (let k = 1; k < i - 1; k++) if (cross(way[k - 1]!, way[k]!, way[i - 1]!, way[i]!)) return true
  return false
}

function cross(a: PointPx, b: PointPx, c: PointPx, d: PointPx): boolean {
  const side = (p: PointPx, q: PointPx, r: PointPx) => (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}
