import { bendThrough } from '../../geometry/bend.ts'
import { add, distance, dot, subtract, type PointPx } from '../../geometry/points.ts'
import { onSpan, spanPath, splineSpans, splineThrough, stepsOver, type SplineSpan } from '../../geometry/spline.ts'
import {
  hairlineSpans,
  halfHandles,
  namedHandles,
  type AddedPoint,
  type Hairline,
  type HairlineHalf,
  type HairlineSpan,
  type HalfHandle,
  type Side,
} from '../design.ts'

/**
 * The line is a spline through the named handles; the points that were added between two of them bend that stretch and
 * nothing else, so that neither measures nor the rest of the line follow them. Named handles keep their direction.
 */

const PATH_STEP_PX = 3

/** A place on the line: along a stretch, 0..1 outwards. */
export interface HairlinePlace {
  readonly side: Side
  readonly span: HairlineSpan
  readonly place: number
}

/** The points in the order of namedHandles. */
function handleChain(h: Hairline): readonly PointPx[] {
  const outwards = (half: HairlineHalf) => halfHandles.map((name) => half[name])
  return [...outwards(h.right).reverse(), h.midline, ...outwards(h.left)]
}

const cornersOf = (h: Hairline): ReadonlySet<number> =>
  new Set((h.corners ?? []).map((handle) => namedHandles.indexOf(handle)))

/** A stretch of the line, in the direction in which its places count: outwards. */
interface Stretch {
  readonly side: Side
  readonly span: HairlineSpan
  /** The spline through the named handles. */
  readonly laid: SplineSpan
  readonly added: readonly AddedPoint[]
  /** What the added points move it by. */
  readonly bend: ((place: number) => PointPx) | null
}

const MIDDLE = halfHandles.length

/** The stretches from the right sideburn to the left one. */
function stretchesOf(h: Hairline): Stretch[] {
  const corners = cornersOf(h)
  return splineSpans(handleChain(h), corners).map((laid, i) => {
    const side = i < MIDDLE ? 'right' : 'left'
    const [inner, outer] = side === 'right' ? [i + 1, i] : [i, i + 1]
    const span = hairlineSpans[side === 'right' ? MIDDLE - 1 - i : i - MIDDLE]!
    const outwards = side === 'right' ? reversed(laid) : laid
    const added = h.added?.[side].filter((point) => point.span === span) ?? []
    const bends = added.map(({ place, at, corner }) => ({
      place,
      by: subtract(at, laidAt(outwards, place)),
      corner,
    }))
    const ends = { startFree: corners.has(inner), endFree: corners.has(outer) }
    return { side, span, laid: outwards, added, bend: bends.length > 0 ? bendThrough(bends, ends) : null }
  })
}

const reversed = ({ from, to, root, leaving, arriving }: SplineSpan): SplineSpan => ({
  from: to,
  to: from,
  root,
  leaving: { x: -arriving.x, y: -arriving.y },
  arriving: { x: -leaving.x, y: -leaving.y },
})

/**
 * Places lie closer to each other at both ends of a stretch, by 5 : 1 at the very end: a point that is pulled beside a
 * handle then bends its surroundings and not the whole stretch. By eye.
 */
const END_CROWDING = 0.8

const laidAt = (laid: SplineSpan, place: number): PointPx =>
  onSpan(laid, place - (END_CROWDING * Math.sin(2 * Math.PI * place)) / (2 * Math.PI))

const curveAt = ({ laid, bend }: Stretch, place: number): PointPx =>
  bend ? add(laidAt(laid, place), bend(place)) : laidAt(laid, place)

/** The handles of a side from the midline to where the line ends; none of a half that is not designed. */
export function shownHandles(h: Hairline, side: Side): readonly HalfHandle[] {
  if (h.only && h.only !== side) return []
  return halfHandles.slice(0, 1 + halfHandles.indexOf(h.ends?.[side] ?? 'sideburn'))
}

/** The stretches that lead to shown handles. */
function shownStretches(h: Hairline): Stretch[] {
  const count = { right: shownHandles(h, 'right').length, left: shownHandles(h, 'left').length }
  return stretchesOf(h).filter(({ side, span }) => hairlineSpans.indexOf(span) < count[side])
}

/**
 * The line from the right sideburn over the midline to the left sideburn, dense enough to draw and to measure. Of one half
 * alone it begins or ends at the midline, and on either side it ends where the photo ends to show it.
 */
export function hairlinePath(h: Hairline): PointPx[] {
  if (!h.added && !h.only && !h.ends) return splineThrough(handleChain(h), PATH_STEP_PX, cornersOf(h))
  const outermost = shownHandles(h, 'right').at(-1)
  const first = outermost ? h.right[outermost] : h.midline
  return [first, ...shownStretches(h).flatMap(stretchPath)]
}

/** From the end nearer to the right sideburn, without its first point. */
function stretchPath(stretch: Stretch): PointPx[] {
  const { side, laid, added } = stretch
  const inOrder = side === 'right' ? added.toReversed() : added
  if (added.length === 0) return spanPath(side === 'right' ? reversed(laid) : laid, PATH_STEP_PX)
  const [start, end] = side === 'right' ? [1, 0] : [0, 1]
  const ends = side === 'right' ? [laid.to, laid.from] : [laid.from, laid.to]
  const knots = [
    { place: start, at: ends[0]! },
    ...inOrder.map(({ place, at }) => ({ place, at })),
    { place: end, at: ends[1]! },
  ]
  return knots.slice(1).flatMap((knot, k) => {
    const before = knots[k]!
    // Places run up to 1.8 times faster in the middle of a stretch, and a bent one bulges.
    const count = stepsOver(2.5 * distance(before.at, knot.at), PATH_STEP_PX)
    const inside = Array.from({ length: count - 1 }, (_, i) =>
      curveAt(stretch, before.place + ((knot.place - before.place) * (i + 1)) / count),
    )
    return [...inside, knot.at]
  })
}

/** The point of the line at a place. */
export const hairlineAt = (h: Hairline, place: HairlinePlace): PointPx => curveAt(stretchOf(h, place), place.place)

/** The same, as the line would lie without its added points. */
export const laidHairlineAt = (h: Hairline, place: HairlinePlace): PointPx =>
  laidAt(stretchOf(h, place).laid, place.place)

function stretchOf(h: Hairline, { side, span }: Pick<HairlinePlace, 'side' | 'span'>): Stretch {
  return stretchesOf(h).find((stretch) => stretch.side === side && stretch.span === span)!
}

/** The place of the line that is nearest to a point, and where it lies. */
export function nearestOnHairline(h: Hairline, p: PointPx): HairlinePlace & { at: PointPx } {
  const found = shownStretches(h).map((stretch) => {
    const place = nearestPlace((t) => curveAt(stretch, t), p)
    return { side: stretch.side, span: stretch.span, place, at: curveAt(stretch, place) }
  })
  return found.reduce((a, b) => (distance(b.at, p) < distance(a.at, p) ? b : a))
}

/**
 * The place that a point of the line belongs to once it has been moved by `way`: it goes along as far as the way does. Across
 * the line it stays, or a point beside a handle would be pressed against it.
 */
export function placeMoved(h: Hairline, where: HairlinePlace, way: PointPx): number {
  const { laid } = stretchOf(h, where)
  const at = (place: number) => laidAt(laid, place)
  const from = at(where.place)
  const ahead = subtract(at(Math.min(1, where.place + 0.01)), at(Math.max(0, where.place - 0.01)))
  const share = dot(way, ahead) / Math.max(1e-9, dot(ahead, ahead))
  return nearestPlace(at, { x: from.x + ahead.x * share, y: from.y + ahead.y * share })
}

/** Looks at so many places, then closer around the best: no stretch turns more often than that. */
const LOOKS = 32

function nearestPlace(at: (place: number) => PointPx, p: PointPx): number {
  let best = 0
  for (let i = 1; i <= LOOKS; i++) if (distance(at(i / LOOKS), p) < distance(at(best), p)) best = i / LOOKS
  let [low, high] = [Math.max(0, best - 1 / LOOKS), Math.min(1, best + 1 / LOOKS)]
  for (let i = 0; i < 40; i++) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3]
    if (distance(at(a), p) < distance(at(b), p)) high = b
    else low = a
  }
  return (low + high) / 2
}
