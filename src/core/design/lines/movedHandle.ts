import type { PointPx } from '../../geometry/points.ts'
import {
  otherSide,
  type Hairline,
  type HairlineHalf,
  type HalfHandle,
  type Marks,
  type NamedHandle,
  type Side,
} from '../design.ts'
import { faceFrame } from '../head/headOutline.ts'
import {
  isAdded,
  moveAddedPoint,
  partnerOf,
  withAddedCarried,
  type AddedHandle,
  type HairlineHandle,
} from './addedPoints.ts'
import { mirrored } from './hairline.ts'

/** The mid-frontal points go this share of the midline point's way, or it would pull a spike out of the line. */
const NEIGHBOUR_SHARE = 0.7

/**
 * Moves one handle, with its partner where mirror is on; added points go along with the line under them. The midline point
 * stays on the midline while mirrored.
 */
export function moveHandle(h: Hairline, marks: Marks, handle: HairlineHandle, to: PointPx, mirror: boolean): Hairline {
  if (isAdded(handle)) return moveAdded(h, marks, handle, to, mirror)
  return withAddedCarried(h, moveNamed(h, marks, handle, to, mirror))
}

function moveAdded(h: Hairline, marks: Marks, handle: AddedHandle, to: PointPx, mirror: boolean): Hairline {
  const moved = moveAddedPoint(h, handle, to)
  const partner = mirror ? partnerOf(h, handle) : null
  return partner && isAdded(partner) ? moveAddedPoint(moved, partner, mirrored(to, marks)) : moved
}

function moveNamed(h: Hairline, marks: Marks, handle: NamedHandle, to: PointPx, mirror: boolean): Hairline {
  if (handle === 'midline') {
    if (!mirror) return { ...h, midline: to }
    const { toFace, toPhoto } = faceFrame(marks)
    const up = (toFace(to).y - toFace(h.midline).y) * NEIGHBOUR_SHARE
    const along = (half: HairlineHalf): HairlineHalf => {
      const { x, y } = toFace(half.midFrontal)
      return { ...half, midFrontal: toPhoto({ x, y: y + up }) }
    }
    return { ...h, midline: toPhoto({ x: 0, y: toFace(to).y }), right: along(h.right), left: along(h.left) }
  }
  const { side, half } = partsOf(handle)
  const moved = { ...h, [side]: { ...h[side], [half]: to } }
  if (!mirror) return moved
  const other = otherSide(side)
  return { ...moved, [other]: { ...h[other], [half]: mirrored(to, marks) } }
}

export function partsOf(handle: `${Side}.${HalfHandle}`): { side: Side; half: HalfHandle } {
  const [side, half] = handle.split('.') as [Side, HalfHandle]
  return { side, half }
}
