import { distance, type PointPx } from './points.ts'

/**
 * A centripetal Catmull-Rom spline through the points, as a polyline whose steps are at most `step` px.
 * Centripetal because it alone neither loops nor overshoots between unevenly spaced handles (Yuksel 2011).
 */
export function splineThrough(points: readonly PointPx[], step: number): PointPx[] {
  const knots = points.filter((p, i) => i === 0 || distance(p, points[i - 1]!) > 1e-9)
  const first = knots[0]
  const last = knots.at(-1)
  if (!first || !last) return []
  if (knots.length === 1) return [first]
  const before = reflect(knots[1] ?? first, first)
  const after = reflect(knots.at(-2) ?? last, last)
  const path: PointPx[] = [first]
  for (let i = 0; i + 1 < knots.length; i++) {
    const p1 = knots[i]!
    const p2 = knots[i + 1]!
    addSegment(path, knots[i - 1] ?? before, p1, p2, knots[i + 2] ?? after, step)
  }
  return path
}

const reflect = (p: PointPx, about: PointPx): PointPx => ({ x: 2 * about.x - p.x, y: 2 * about.y - p.y })

function addSegment(path: PointPx[], p0: PointPx, p1: PointPx, p2: PointPx, p3: PointPx, step: number) {
  const d1 = Math.sqrt(distance(p0, p1))
  const d2 = Math.sqrt(distance(p1, p2))
  const d3 = Math.sqrt(distance(p2, p3))
  const m1 = tangent(p0, p1, p2, d1, d2)
  const m2 = tangent(p1, p2, p3, d2, d3)
  // The curve is longer than its chord; 1.3 covers a half circle between two handles well enough to keep the step.
  const count = Math.max(2, Math.ceil((1.3 * d2 * d2) / step))
  for (let i = 1; i < count; i++) {
    const t = i / count
    const t2 = t * t
    const t3 = t2 * t
    const h1 = 2 * t3 - 3 * t2 + 1
    const h2 = t3 - 2 * t2 + t
    const h3 = -2 * t3 + 3 * t2
    const h4 = t3 - t2
    path.push({
      x: h1 * p1.x + h2 * d2 * m1.x + h3 * p2.x + h4 * d2 * m2.x,
      y: h1 * p1.y + h2 * d2 * m1.y + h3 * p2.y + h4 * d2 * m2.y,
    })
  }
  path.push(p2)
}

/** Tangent at b by the unit of the square-rooted chord length. */
function tangent(a: PointPx, b: PointPx, c: PointPx, ab: number, bc: number): PointPx {
  const k1 = bc / (ab * (ab + bc))
  const k2 = ab / (bc * (ab + bc))
  return { x: (b.x - a.x) * k1 + (c.x - b.x) * k2, y: (b.y - a.y) * k1 + (c.y - b.y) * k2 }
}
