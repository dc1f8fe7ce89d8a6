import { lengthOnSkin } from '../../geometry/skinLength.ts'
import { distance, type PointPx } from '../../geometry/points.ts'
import { surfaceOf } from './calibration.ts'
import type { Design } from '../design.ts'
import { reachNear } from '../carry/keptNear.ts'
import { APART_PX } from './measureEnds.ts'
import { isAngle, measureOf, measuresOf, withMeasures, type Measure } from './measures.ts'

/** Measures that are given their figure in place of their end. */

const TURNS = 48
/** Looks along a line for the head's rim. */
const LOOKS = 256

/** How long a distance may be along its own line. */
export interface LengthReach {
  readonly px: number
  /** Along the skin. */
  readonly mm: number
  /** What lies there: the rim of the head, beside which no length is known, or the end of where a point is found. */
  readonly end: 'head' | 'photo'
}

/** How far the second end of a distance may go from its first; null where the two have no line, and for an angle. */
export function lengthReach(design: Design, measure: Measure): LengthReach | null {
  const line = lineOf(measure)
  const mostPx = line ? reachNear(design, line.from, line.way) : 0
  if (!line || mostPx <= APART_PX) return null
  const surface = surfaceOf(design)
  const isOnHead = (px: number) => surface.toSkin(line.at(px)) !== null
  const onHead = isOnHead(0)
  const isAlike = (px: number) => isOnHead(px) === onHead
  const px = firstEdge(mostPx, isAlike)
  return { px, mm: lengthOnSkin(surface, line.from, line.at(px)), end: px < mostPx ? 'head' : 'photo' }
}

/** How far something is so from 0 on, as far as `most`. */
function firstEdge(most: number, isSo: (px: number) => boolean): number {
  for (let i = 1; i <= LOOKS; i++) {
    if (!isSo((most * i) / LOOKS)) return bisected((most * (i - 1)) / LOOKS, (most * i) / LOOKS, isSo)
  }
  return most
}

/** The last place between two of which something is so, where it is so at the first. */
function bisected(first: number, last: number, isSo: (px: number) => boolean): number {
  let [near, far] = [first, last]
  for (let i = 0; i < TURNS; i++) {
    const middle = (near + far) / 2
    if (isSo(middle)) near = middle
    else far = middle
  }
  return near
}

/** The line of a distance from its first end; null where its ends lie on one another, and for an angle. */
function lineOf(measure: Measure) {
  const [a, b] = measure.points
  const px = a && b ? distance(a, b) : 0
  if (isAngle(measure) || !a || !b || px === 0) return null
  const way = { x: (b.x - a.x) / px, y: (b.y - a.y) / px }
  return { from: a, way, at: (far: number): PointPx => ({ x: a.x + way.x * far, y: a.y + way.y * far }) }
}

/**
 * The design with a distance as long as it is said, mm along the skin: its first end stays, and the second one goes along
 * their line, no farther than `lengthReach` says.
 */
export function withMeasureLength(design: Design, id: number, mm: number): Design {
  const measure = measureOf(design, id)
  const line = measure && lineOf(measure)
  const reach = measure && lengthReach(design, measure)
  if (!line || !reach) return design
  const surface = surfaceOf(design)
  const isShorter = (px: number) => lengthOnSkin(surface, line.from, line.at(px)) < mm
  const px = isShorter(reach.px) ? reach.px : bisected(Math.min(APART_PX, reach.px), reach.px, isShorter)
  return withPoint(design, id, 1, line.at(px))
}

/**
 * The design with an angle as wide as it is said, degrees: the last arm turns about the vertex, to the side where it is. It is
 * shorter where its end would be lost beside the photo.
 */
export function withMeasureAngle(design: Design, id: number, deg: number): Design {
  const [a, b, c] = measureOf(design, id)?.points ?? []
  if (!a || !b || !c) return design
  const from = Math.atan2(a.y - b.y, a.x - b.x)
  const side = Math.sin(Math.atan2(c.y - b.y, c.x - b.x) - from) < 0 ? -1 : 1
  const turn = from + (side * deg * Math.PI) / 180
  const way = { x: Math.cos(turn), y: Math.sin(turn) }
  const arm = Math.min(distance(b, c), Math.max(APART_PX, reachNear(design, b, way)))
  return withPoint(design, id, 2, { x: b.x + arm * way.x, y: b.y + arm * way.y })
}

const withPoint = (design: Design, id: number, index: number, at: PointPx): Design =>
  withMeasures(
    design,
    measuresOf(design).map((m) => (m.id === id ? { ...m, points: m.points.with(index, at) } : m)),
  )
