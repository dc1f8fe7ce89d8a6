import { isAdded } from '../design/lines/addedPoints.ts'
import type { Design } from '../design/design.ts'
import { hairlinePath, type HairlineHandle } from '../design/lines/hairline.ts'
import { faceFrame } from '../design/head/headOutline.ts'
import { faceHeightPx } from '../design/scale/marks.ts'
import { isHairline, linesOf } from '../design/lines/lines.ts'
import { frontWays } from '../design/lines/measuredLine.ts'
import { distance, type PointPx } from '../geometry/points.ts'
import { nearestOnPolyline } from '../geometry/polylineFoot.ts'
import { placeOf } from './handles.ts'
import type { ToolContext } from './tool.ts'

/** How large a screen px is, and which lines are not on the screen. */
type Seen = Pick<ToolContext, 'pxPerScreenPx' | 'hiddenLines'>

/** How near a line must be to draw a handle to it, screen px: felt, not seen (ux 8). */
const SNAP_SCREEN_PX = 6
/** A point that is moved by less along the line it comes from is not drawn back to it: it could not leave it by a little. */
const OWN_PLACE_SCREEN_PX = 14

/**
 * Where a hairline point that is dragged to a place comes to lie: the midline point on the midline and on the line of equal
 * thirds, an apex and added points on the vertical through their eye corner, each point but the midline's on the line as it
 * was, on the other hairlines that are seen, and on that of existing ink.
 * @param before the design from before the gesture
 */
export function snapped(before: Design, handle: HairlineHandle, to: PointPx, context: Seen): PointPx {
  const { pxPerScreenPx } = context
  const reach = SNAP_SCREEN_PX * pxPerScreenPx
  const way = frontWays(before)
  if (way) return snappedOnHead(before, handle, to, reach, way) ?? ontoFormerLine(before, handle, to, context) ?? to
  const { toFace, toPhoto } = faceFrame(before.marks)
  const near = (lines: readonly number[], at: number) => lines.find((line) => Math.abs(line - at) <= reach)
  const f = toFace(to)
  if (handle === 'midline') {
    const x = near([0], f.x)
    const y = near([faceHeightPx(before.marks) / 3], f.y)
    return x === undefined && y === undefined ? to : toPhoto({ x: x ?? f.x, y: y ?? f.y })
  }
  const x = handle.endsWith('.apex') || isAdded(handle) ? near(eyeVerticals(before), f.x) : undefined
  if (x !== undefined) return toPhoto({ x, y: f.y })
  return ontoFormerLine(before, handle, to, context) ?? to
}

/** Where a point of a free line comes to lie: on the midline where that is near. */
export function freeSnapped(before: Design, to: PointPx, pxPerScreenPx: number): PointPx {
  const way = frontWays(before)
  const { toFace, toPhoto } = faceFrame((way?.front ?? before).marks)
  const f = toFace(way ? way.there(to).at : to)
  const middle = toPhoto({ x: 0, y: f.y })
  const foot = way ? way.back(middle).at : middle
  return distance(foot, to) <= SNAP_SCREEN_PX * pxPerScreenPx ? foot : to
}

/** The same of a view beside the front: midline, thirds and eye-corner verticals lie on the head. Null where none is near. */
function snappedOnHead(
  before: Design,
  handle: HairlineHandle,
  to: PointPx,
  reach: number,
  { front, there, back }: NonNullable<ReturnType<typeof frontWays>>,
): PointPx | null {
  const { toFace, toPhoto } = faceFrame(front.marks)
  const f = toFace(there(to).at)
  const seen = (place: PointPx) => back(toPhoto(place)).at
  const isNear = (place: PointPx) => distance(seen(place), to) <= reach
  if (handle === 'midline') {
    const onMidline = { x: 0, y: f.y }
    const onThird = { x: f.x, y: faceHeightPx(front.marks) / 3 }
    const [x, y] = [isNear(onMidline), isNear(onThird)]
    return x || y ? seen({ x: x ? 0 : f.x, y: y ? onThird.y : f.y }) : null
  }
  const xs =
    handle.endsWith('.apex') || isAdded(handle) ? eyeVerticals({ hairline: before.hairline, marks: front.marks }) : []
  const near = xs.map((x) => ({ x, y: f.y })).find(isNear)
  return near ? seen(near) : null
}

function eyeVerticals({ marks, hairline: { only } }: Pick<Design, 'marks' | 'hairline'>): number[] {
  const { toFace } = faceFrame(marks)
  const corners = { right: toFace(marks.eyeRight).x, left: toFace(marks.eyeLeft).x }
  return only ? [corners[only]] : [corners.right, corners.left]
}

function ontoFormerLine(
  before: Design,
  handle: HairlineHandle,
  to: PointPx,
  { pxPerScreenPx, hiddenLines }: Seen,
): PointPx | null {
  const start = placeOf(before, handle)
  const others = linesOf(before).flatMap((line) =>
    isHairline(line) && line.hairline && !hiddenLines?.has(line.id) ? [line.hairline] : [],
  )
  const lines = [before.hairline, ...others, ...(before.reversal ? [before.reversal.existing.hairline] : [])]
  for (const line of lines) {
    const foot = nearestOnPolyline(hairlinePath(line), to)?.at ?? to
    const stays = distance(foot, start) <= OWN_PLACE_SCREEN_PX * pxPerScreenPx
    if (!stays && distance(foot, to) <= SNAP_SCREEN_PX * pxPerScreenPx) return foot
  }
  return null
}
