import { add, subtract, type PointPx } from '../../geometry/points.ts'
import {
  hairlineSpans,
  LEAST_PLACE,
  MOST_ADDED,
  namedHandles,
  type AddedPoint,
  type Hairline,
  type HairlineSpan,
  type NamedHandle,
  otherSide,
  type Side,
} from '../design.ts'
import { hairlineAt, laidHairlineAt, placeMoved, type HairlinePlace } from './hairlineCurve.ts'

/** Points that the artist adds between the named handles, and corners at both kinds. */

export type AddedHandle = `${Side}.added${number}`
export type HairlineHandle = NamedHandle | AddedHandle

const sides = ['right', 'left'] as const

export const addedHandle = (side: Side, id: number): AddedHandle => `${side}.added${id}`
export const isAdded = (handle: string): handle is AddedHandle => /^(right|left)\.added\d+$/.test(handle)

function partsOfAdded(handle: AddedHandle): { side: Side; id: number } {
  const [side, id] = handle.split('.added') as [Side, string]
  return { side, id: Number(id) }
}

/** The added point that a handle stands for, null where it is gone. */
export function addedPointOf(h: Hairline, handle: AddedHandle): (AddedPoint & { readonly side: Side }) | null {
  const { side, id } = partsOfAdded(handle)
  const point = h.added?.[side].find((p) => p.id === id)
  return point ? { ...point, side } : null
}

/** The same point on the other side, null where there is none. */
export function partnerOf(h: Hairline, handle: HairlineHandle): HairlineHandle | null {
  if (handle === 'midline') return null
  if (!isAdded(handle)) {
    const [side, half] = handle.split('.') as [Side, string]
    return `${otherSide(side)}.${half}` as NamedHandle
  }
  const { side, id } = partsOfAdded(handle)
  const partner = addedHandle(otherSide(side), id)
  return addedPointOf(h, partner) ? partner : null
}

/** The line with other points on its sides; without any it has no list at all, as before the first one. */
function withPoints(h: Hairline, added: Readonly<Record<Side, readonly AddedPoint[]>>): Hairline {
  const { added: _before, ...rest } = h
  return added.right.length + added.left.length > 0 ? { ...rest, added } : rest
}

const pointsOf = (h: Hairline, side: Side): readonly AddedPoint[] => h.added?.[side] ?? []

const inOrder = (a: AddedPoint, b: AddedPoint): number =>
  hairlineSpans.indexOf(a.span) - hairlineSpans.indexOf(b.span) || a.place - b.place

/** The places between which a point of a stretch may stand, beside the ones that stand there. */
function roomAround(points: readonly AddedPoint[], span: HairlineSpan, place: number): readonly [number, number] {
  const places = points.filter((p) => p.span === span).map((p) => p.place)
  const below = Math.max(0, ...places.filter((p) => p < place))
  const above = Math.min(1, ...places.filter((p) => p > place))
  return [below + LEAST_PLACE, above - LEAST_PLACE]
}

/** A place whose point may be added: not beside another one, and not one too many. */
export function hasRoom(h: Hairline, { side, span, place }: HairlinePlace): boolean {
  const points = pointsOf(h, side)
  const [low, high] = roomAround(points, span, place)
  const taken = points.some((p) => p.span === span && p.place === place)
  return points.length < MOST_ADDED && !taken && low <= place && place <= high
}

/** Adds a point on the line, and its partner where mirror is on and there is room; null where there is none here. */
export function withAddedPoint(
  h: Hairline,
  where: HairlinePlace,
  mirror: boolean,
): { readonly hairline: Hairline; readonly handle: AddedHandle } | null {
  if (!hasRoom(h, where)) return null
  const id = 1 + Math.max(0, ...sides.flatMap((side) => pointsOf(h, side).map((p) => p.id)))
  const on = (side: Side): readonly AddedPoint[] => {
    const here = { ...where, side }
    const wanted = side === where.side || (mirror && hasRoom(h, here))
    if (!wanted) return pointsOf(h, side)
    const { span, place } = where
    const point: AddedPoint = { id, span, place, at: hairlineAt(h, here), corner: false }
    return [...pointsOf(h, side), point].toSorted(inOrder)
  }
  return { hairline: withPoints(h, { right: on('right'), left: on('left') }), handle: addedHandle(where.side, id) }
}

/** Takes an added point away, and its partner where mirror is on. */
export function withoutAddedPoint(h: Hairline, handle: AddedHandle, mirror: boolean): Hairline {
  const { side, id } = partsOfAdded(handle)
  const left = (of: Side) => pointsOf(h, of).filter((p) => p.id !== id || (of !== side && !mirror))
  return withPoints(h, { right: left('right'), left: left('left') })
}

/** The line with one added point elsewhere. Its place goes along with it, but never past its neighbours'. */
export function moveAddedPoint(h: Hairline, handle: AddedHandle, to: PointPx): Hairline {
  const point = addedPointOf(h, handle)
  if (!point) return h
  const { side, span, place, at } = point
  const others = pointsOf(h, side).filter((p) => p.id !== point.id)
  const [low, high] = roomAround(others, span, place)
  const moved = placeMoved(h, point, subtract(to, at))
  const reached = low < high ? Math.max(low, Math.min(high, moved)) : place
  const put = (p: AddedPoint): AddedPoint => (p.id === point.id ? { ...p, at: to, place: reached } : p)
  return withPoints(h, { right: [], left: [], ...h.added, [side]: pointsOf(h, side).map(put) })
}

/** A changed line with its added points moved as far as the line moved under them, so that it keeps its shape there. */
export function withAddedCarried(before: Hairline, after: Hairline): Hairline {
  if (!after.added) return after
  const on = (side: Side) =>
    pointsOf(after, side).map((p): AddedPoint => {
      const where = { side, span: p.span, place: p.place }
      const way = subtract(laidHairlineAt(after, where), laidHairlineAt(before, where))
      return way.x === 0 && way.y === 0 ? p : { ...p, at: add(p.at, way) }
    })
  return withPoints(after, { right: on('right'), left: on('left') })
}

export function isCorner(h: Hairline, handle: HairlineHandle): boolean {
  return isAdded(handle) ? addedPointOf(h, handle)?.corner === true : (h.corners?.includes(handle) ?? false)
}

/** Makes a point of the line a corner or smooth again, and its partner alike where mirror is on. */
export function withCorner(h: Hairline, handle: HairlineHandle, corner: boolean, mirror: boolean): Hairline {
  const partner = mirror ? partnerOf(h, handle) : null
  const turned = turn(h, handle, corner)
  return partner ? turn(turned, partner, corner) : turned
}

function turn(h: Hairline, handle: HairlineHandle, corner: boolean): Hairline {
  if (isAdded(handle)) {
    const { side, id } = partsOfAdded(handle)
    const points = pointsOf(h, side).map((p) => (p.id === id ? { ...p, corner } : p))
    return withPoints(h, { right: [], left: [], ...h.added, [side]: points })
  }
  const { corners: before = [], ...rest } = h
  const corners = namedHandles.filter((name) => (name === handle ? corner : before.includes(name)))
  return withAddedCarried(h, corners.length > 0 ? { ...rest, corners } : rest)
}
