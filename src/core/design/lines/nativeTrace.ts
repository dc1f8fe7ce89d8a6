import { between, distance, type PointPx } from '../../geometry/points.ts'
import { moveAddedPoint, withAddedPoint } from './addedPoints.ts'
import type { Hairline, HairlineHalf, Marks, Side } from '../design.ts'
import { hairlinePath, nearestOnHairline } from './hairlineCurve.ts'
import { layHairline } from './hairlineStyles.ts'
import { faceFrame } from '../head/headOutline.ts'
import type { NativeEdge } from './nativeEdge.ts'

/** At most this many points are added on a side; the named handles carry the rest. */
const MOST_TRACED = 8
/** The line is led through further points while the edge lies farther from it than this, mm. */
const FITTED_MM = 1
/** The apex stands at least this far out, as a share of the eye corner's way, and this far above the temple point, mm. */
const APEX_FROM = 0.4
const APEX_ABOVE_MM = 10
/** A front falls less than this to the sides, a temple more. */
const APEX_FALL = 0.25

/** A place of the edge: outwards from the midline, and up from the glabella, mm. */
interface Place {
  readonly x: number
  readonly y: number
}

/**
 * A hairline through the edge of the native hair: named handles where their names say, and added points where the edge leaves
 * the curve between them. Where no edge was seen, at temple or sideburn, the handles stay where the default style has them.
 */
export function hairlineThrough(edge: NativeEdge, marks: Marks, mmPerPx: number): Hairline {
  const { toFace, toPhoto } = faceFrame(marks)
  const laid = layHairline('nativeTrace', marks, mmPerPx)
  const halves = (side: Side): HairlineHalf => {
    const sign = side === 'right' ? -1 : 1
    const place = (p: PointPx): Place => ({ x: sign * toFace(p).x * mmPerPx, y: toFace(p).y * mmPerPx })
    const onPhoto = ({ x, y }: Place): PointPx => toPhoto({ x: (sign * x) / mmPerPx, y: y / mmPerPx })
    const usual = {
      templePoint: place(laid[side].templePoint),
      sideburn: place(laid[side].sideburn),
    }
    const front: readonly Place[] = [{ x: 0, y: edge.midlineMm }, ...edge[side]]
    const temple = crossing(front, usual.templePoint.y) ?? usual.templePoint
    const eye = place(side === 'right' ? marks.eyeRight : marks.eyeLeft)
    const corner = apexAmong(front, temple, APEX_FROM * eye.x)
    const apex = front[corner]!
    const above = front.slice(corner).filter(({ y }) => y > temple.y)
    return {
      midFrontal: onPhoto(halfWay(front.slice(0, corner + 1))),
      apex: onPhoto(apex),
      temporalMid: onPhoto(halfWay([...above, temple])),
      templePoint: onPhoto(temple),
      sideburn: onPhoto(crossing(front, usual.sideburn.y) ?? usual.sideburn),
    }
  }
  const named: Hairline = {
    ...laid,
    midline: toPhoto({ x: 0, y: edge.midlineMm / mmPerPx }),
    right: halves('right'),
    left: halves('left'),
  }
  return (['right', 'left'] as const).reduce((line, side) => {
    const sign = side === 'right' ? -1 : 1
    const seen = edge[side].map(({ x, y }) => toPhoto({ x: (sign * x) / mmPerPx, y: y / mmPerPx }))
    return ledThrough(line, side, seen, FITTED_MM / mmPerPx)
  }, named)
}

/** The outermost place at which the edge passes a height; null where it does not come so far down. */
function crossing(edge: readonly Place[], y: number): Place | null {
  for (let i = edge.length - 1; i > 0; i--) {
    const [a, b] = [edge[i - 1]!, edge[i]!]
    if (a.y >= y && y >= b.y && a.y > b.y) return between(a, b, (a.y - y) / (a.y - b.y))
  }
  return null
}

/** Where the edge turns from the front to the temple: its highest place, or where it begins to fall faster than APEX_FALL. */
function apexAmong(edge: readonly Place[], temple: Place, fromX: number): number {
  const high = ({ x, y }: Place) => y + APEX_FALL * x
  let best = -1
  for (const [i, p] of edge.entries()) {
    if (p.x < fromX || p.y < temple.y + APEX_ABOVE_MM) continue
    if (best < 0 || high(p) > high(edge[best]!)) best = i
  }
  return best < 0 ? edge.length - 1 : best
}

/** The place half the way along. */
function halfWay(way: readonly Place[]): Place {
  const steps = way.slice(1).map((p, i) => distance(way[i]!, p))
  let left = steps.reduce((sum, step) => sum + step, 0) / 2
  for (const [i, step] of steps.entries()) {
    if (left <= step) return between(way[i]!, way[i + 1]!, step === 0 ? 0 : left / step)
    left -= step
  }
  return way.at(-1)!
}

/** Leads the line through the seen place that is farthest from it, again and again, until all are near. Lengths in px. */
export function ledThrough(h: Hairline, side: Side, seen: readonly PointPx[], nearPx: number): Hairline {
  let line = h
  const open = new Set(seen)
  for (let n = 0; n < MOST_TRACED;) {
    const path = hairlinePath(line)
    const far = [...open].map((p) => ({ p, by: Math.min(...path.map((q) => distance(p, q))) }))
    const worst = far.reduce((a, b) => (b.by > a.by ? b : a), { p: null as PointPx | null, by: nearPx })
    if (!worst.p) break
    open.delete(worst.p)
    const { at: _at, ...where } = nearestOnHairline(line, worst.p)
    if (where.side !== side) continue
    const more = withAddedPoint(line, where, false)
    if (!more) continue
    const led = moveAddedPoint(more.hairline, more.handle, worst.p)
    if (total(seen, led) > total(seen, line)) continue
    line = led
    n++
  }
  return line
}

/** How far the places lie from the line, px2 in sum. */
function total(seen: readonly PointPx[], h: Hairline): number {
  const path = hairlinePath(h)
  return seen.reduce((sum, p) => sum + Math.min(...path.map((q) => distance(p, q))) ** 2, 0)
}
