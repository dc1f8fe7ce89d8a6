import type { PointPx } from '../geometry/points.ts'

/** With this much skin behind it, mm, a line has its whole edge; with less the edge is narrower in proportion. */
const ROOM_MM = 36
const LEAST_SQUEEZE = 0.3
/** Room changes no faster along the line than over this many mm. */
const ROOM_BLEND_MM = 16

/** Points of a line in px, in order, with the scale at each. */
export interface LinePoints {
  readonly count: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly mmPerPx: Float64Array
}

/**
 * Factors on the widths of the edge by vertex, LEAST_SQUEEZE..1: at the temples the head ends soon behind the line.
 * @param back 1 where the skin behind the line lies on its left, -1 on its right, walking along it
 * @param vertexMm distance of the points along the line
 * @param outline closed polygon; without one there is room everywhere
 */
export function squeezes(
  { count, x, y, mmPerPx }: LinePoints,
  back: number,
  vertexMm: number,
  outline: readonly PointPx[],
): Float64Array {
  const own = new Float64Array(count).fill(1)
  if (outline.length < 3) return own
  for (let i = 0; i < count; i++) {
    const a = i > 0 ? i - 1 : 0
    const b = i < count - 1 ? i + 1 : i
    const alongX = x[b]! - x[a]!
    const alongY = y[b]! - y[a]!
    const length = Math.sqrt(alongX * alongX + alongY * alongY)
    const px = wayOut(outline, x[i]!, y[i]!, (-alongY / length) * back, (alongX / length) * back)
    own[i] = Math.min(1, Math.max(LEAST_SQUEEZE, (px * mmPerPx[i]!) / ROOM_MM))
  }
  const reach = Math.round(ROOM_BLEND_MM / 2 / vertexMm)
  return own.map((_, i) => {
    const from = Math.max(0, i - reach)
    const to = Math.min(count - 1, i + reach)
    let sum = 0
    for (let k = from; k <= to; k++) sum += own[k]!
    return sum / (to - from + 1)
  })
}

/** How far a ray runs inside a closed polygon until it first leaves it, px; 0 where it starts outside. */
function wayOut(polygon: readonly PointPx[], x: number, y: number, dx: number, dy: number): number {
  let nearest = Infinity
  let crossings = 0
  for (let i = 0; i < polygon.length; i++) {
    const p = polygon[i]!
    const q = polygon[(i + 1) % polygon.length]!
    const ex = q.x - p.x
    const ey = q.y - p.y
    const det = dx * ey - dy * ex
    if (det === 0) continue
    const t = ((p.x - x) * ey - (p.y - y) * ex) / det
    const u = ((p.x - x) * dy - (p.y - y) * dx) / det
    if (t < 0 || u < 0 || u >= 1) continue
    crossings++
    if (t < nearest) nearest = t
  }
  return crossings % 2 === 1 ? nearest : 0
}
