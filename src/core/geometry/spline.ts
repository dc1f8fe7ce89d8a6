import { distance, type PointPx } from './points.ts'

/** The curve between two neighbouring points of a spline, as a cubic over 0..1. */
export interface SplineSpan {
  readonly from: PointPx
  readonly to: PointPx
  /** Root of the chord: the span's length in the spline's own parameter. */
  readonly root: number
  /** Tangents at both ends, by the unit of the parameter. */
  readonly leaving: PointPx
  readonly arriving: PointPx
}

const noCorners: ReadonlySet<number> = new Set()

/** Points nearer than this are one. */
const SAME_PX = 1e-9

/**
 * A centripetal Catmull-Rom spline through the points, one span less than points; a span between equal points is that
 * point. Centripetal because it alone neither loops nor overshoots between unevenly spaced handles (Yuksel 2011).
 * @param corners places in the list where the spline is split: its tangents there come from each side alone
 */
export function splineSpans(points: readonly PointPx[], corners: ReadonlySet<number> = noCorners): SplineSpan[] {
  return points.slice(1).map((to, i) => {
    const from = points[i]!
    const root = Math.sqrt(distance(from, to))
    if (distance(from, to) <= SAME_PX) return { from, to, root, leaving: { x: 0, y: 0 }, arriving: { x: 0, y: 0 } }
    const before = beyond(points, i, -1, corners) ?? reflect(to, from)
    const after = beyond(points, i + 1, 1, corners) ?? reflect(from, to)
    return {
      from,
      to,
      root,
      leaving: tangent(before, from, to, Math.sqrt(distance(before, from)), root),
      arriving: tangent(from, to, after, root, Math.sqrt(distance(to, after))),
    }
  })
}

/** The next point that lies elsewhere, null beyond an end or a corner. */
function beyond(points: readonly PointPx[], at: number, way: 1 | -1, corners: ReadonlySet<number>): PointPx | null {
  for (let i = at; i in points; i += way) {
    if (distance(points[i]!, points[at]!) > SAME_PX) return points[i]!
    if (corners.has(i)) return null
  }
  return null
}

const reflect = (p: PointPx, about: PointPx): PointPx => ({ x: 2 * about.x - p.x, y: 2 * about.y - p.y })

/** A place of a span, t in 0..1. */
export function onSpan({ from, to, root, leaving, arriving }: SplineSpan, t: number): PointPx {
  const t2 = t * t
  const t3 = t2 * t
  const h1 = 2 * t3 - 3 * t2 + 1
  const h2 = t3 - 2 * t2 + t
  const h3 = -2 * t3 + 3 * t2
  const h4 = t3 - t2
  return {
    x: h1 * from.x + h2 * root * leaving.x + h3 * to.x + h4 * root * arriving.x,
    y: h1 * from.y + h2 * root * leaving.y + h3 * to.y + h4 * root * arriving.y,
  }
}

/** How many steps of at most `step` px a curve between two points takes. */
export function stepsOver(chordPx: number, step: number): number {
  // The curve is longer than its chord; 1.3 covers a half circle between two handles well enough to keep the step.
  return Math.max(2, Math.ceil((1.3 * chordPx) / step))
}

/** A span as a polyline without its first point, in steps of at most `step` px; empty for a span that is a point. */
export function spanPath(span: SplineSpan, step: number): PointPx[] {
  if (distance(span.from, span.to) <= SAME_PX) return []
  const count = stepsOver(span.root * span.root, step)
  const inside = Array.from({ length: count - 1 }, (_, i) => onSpan(span, (i + 1) / count))
  return [...inside, span.to]
}

/** The spline as a polyline whose steps are at most `step` px. */
export function splineThrough(points: readonly PointPx[], step: number, corners?: ReadonlySet<number>): PointPx[] {
  return [...points.slice(0, 1), ...splineSpans(points, corners).flatMap((span) => spanPath(span, step))]
}

/** Tangent at b by the unit of the square-rooted chord length. */
function tangent(a: PointPx, b: PointPx, c: PointPx, ab: number, bc: number): PointPx {
  const k1 = bc / (ab * (ab + bc))
  const k2 = ab / (bc * (ab + bc))
  return { x: (b.x - a.x) * k1 + (c.x - b.x) * k2, y: (b.y - a.y) * k1 + (c.y - b.y) * k2 }
}
