import { lengthOnSkin } from '../geometry/skinLength.ts'
import { distance, type PointPx } from '../geometry/points.ts'
import { surfaceOf } from './calibration.ts'
import type { Design } from './design.ts'
import { isAngle, measureOf, measuresOf, withMeasures } from './measures.ts'

/** Measures that are given their figure in place of their end. */

const TURNS = 48

/**
 * The design with a distance as long as it is said, mm along the skin: its first end stays, and the second one goes along
 * their line. No farther than a photo's diagonal.
 */
export function withMeasureLength(design: Design, id: number, mm: number): Design {
  const measure = measureOf(design, id)
  const [a, b] = measure?.points ?? []
  if (!measure || isAngle(measure) || !a || !b) return design
  const px = distance(a, b)
  const at = (far: number): PointPx => ({ x: a.x + ((b.x - a.x) / px) * far, y: a.y + ((b.y - a.y) / px) * far })
  const surface = surfaceOf(design)
  let [near, far] = [0, Math.hypot(design.photo.width, design.photo.height)]
  for (let i = 0; i < TURNS; i++) {
    const middle = (near + far) / 2
    if (lengthOnSkin(surface, a, at(middle)) < mm) near = middle
    else far = middle
  }
  return withPoint(design, id, 1, at(far))
}

/** The design with an angle as wide as it is said, degrees: the last arm turns about the vertex, to the side where it is. */
export function withMeasureAngle(design: Design, id: number, deg: number): Design {
  const [a, b, c] = measureOf(design, id)?.points ?? []
  if (!a || !b || !c) return design
  const from = Math.atan2(a.y - b.y, a.x - b.x)
  const side = Math.sin(Math.atan2(c.y - b.y, c.x - b.x) - from) < 0 ? -1 : 1
  const way = from + (side * deg * Math.PI) / 180
  const arm = distance(b, c)
  return withPoint(design, id, 2, { x: b.x + arm * Math.cos(way), y: b.y + arm * Math.sin(way) })
}

const withPoint = (design: Design, id: number, index: number, at: PointPx): Design =>
  withMeasures(
    design,
    measuresOf(design).map((m) => (m.id === id ? { ...m, points: m.points.with(index, at) } : m)),
  )
