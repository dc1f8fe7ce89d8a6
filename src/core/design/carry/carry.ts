import type { CarriedPlace } from '../../geometry/carryOver.ts'
import type { HeadSurface } from '../../geometry/headSurface.ts'
import { distance, type PointPx } from '../../geometry/points.ts'
import { crossesItself } from '../../geometry/selfCrossing.ts'
import { coverageAt } from '../../pixels/maskCompare.ts'
import { areaSlots } from '../areas/areas.ts'
import { clearOfBrow } from '../lines/browClear.ts'
import { frontSurface, headSurfaceOf } from '../scale/calibration.ts'
import { carriedAreas } from './carriedAreas.ts'
import { carriedLines } from './carriedLines.ts'
import { breaksOff, type Cover, type WayBack } from './carriedMask.ts'
import { carriedHandles, carrier, lineCarrier } from './carrier.ts'
import { headBehind, type HeadBehind } from './headBehind.ts'
import { halfHandles, type Design, type Hairline, type Side } from '../design.ts'
import { faceScaleOf } from '../scale/faceScale.ts'
import { frontOf, halfOf } from '../head/frontView.ts'
import { hairlinePath } from '../lines/hairline.ts'
import { noHeadOf, type NoHead } from '../head/head.ts'
import { withHeadKnown } from '../head/knownHead.ts'
import { isShown, measuredLine } from '../lines/measuredLine.ts'
import { ledThrough } from '../lines/nativeTrace.ts'
import { viewOf } from '../photoView.ts'
import { scalpShare } from '../areas/scalpEdge.ts'
import { broughtOntoShown, isSure, type Beyond } from '../lines/shownLine.ts'
import { asFarAsShown, hasOwnHalf, mirroredWhereUnseen, onlyHalf, withOwnUnseen } from '../head/unseenHalf.ts'

/** Of the handles of one side and the midline so many must be seen for the line to be designed in the other view. */
const LEAST_SEEN = 4
/** Places of the line that are looked at, and how near the carried line leads past each of them. */
const LOOKED_AT = 60
const NEAR_MM = 1
const sides: readonly Side[] = ['right', 'left']

/** Why a design cannot be carried: the view it comes from, or the one it is to go to, is measured flat, by wish or `because`. */
export type CarryProblem =
  { readonly problem: 'fromFlat' } | { readonly problem: 'toFlat'; readonly because: NoHead | null }

/**
 * The design of one view in another view of the same head: lines and areas where they lie on the head, and the same settings
 * of the fill, its seed among them. The other view learns what is known of the head; its photo, its marks and a scale in use
 * stay. A line that it does not show is left there as it was; then what is filled comes as it was drawn. What the first view
 * does not show of the line stays in the other one as a hand shaped it there: see unseenIn.
 */
export function carriedDesign(from: Design, to: Design): Design | CarryProblem {
  const one = headSurfaceOf(from)
  if (!one) return { problem: 'fromFlat' }
  const onHead = withHeadKnown(from, to)
  const other = headSurfaceOf(onHead)
  if (!other) return { problem: 'toFlat', because: onHead.head?.on === false ? null : noHeadOf(onHead) }
  const there = carrier(one, other)
  const head = viewOf(to) === 'crown' ? headBehind(onHead.marks) : null
  const way = wayTo(from, to, carrier(other, one), other, head)
  const hairline = carriedLine(from, onHead, one, other, hasOwnHalf(from, to))
  const waiting = (line: Hairline) => carriedLine({ ...from, hairline: line }, onHead, one, other, false)
  const { match } = from.fill
  const { needle, leastSittings, price } = from.plan
  const { areas: _areas, ...kept } = onHead
  return {
    ...kept,
    hairline: hairline ?? to.hairline,
    ...carriedLines(from, to, there, waiting),
    // What was agreed with the patient is no matter of the photo.
    plan: { ...kept.plan, needle, leastSittings, price },
    ...carriedAreas(from, to, way, !hairline, head && scalpBehind(other, head, from.hairline.only)),
    fill: {
      ...from.fill,
      match: match && { ...match, hair: there(match.hair).at, bare: there(match.bare).at },
    },
  }
}

/** @param keeps of the line in the other view what the photo it comes from does not show: see unseenHalf */
function carriedLine(from: Design, to: Design, one: HeadSurface, other: HeadSurface, keeps: boolean): Hairline | null {
  const front = frontOf(from)
  const source = front ? frontSurface(front) : one
  const shown = broughtOntoShown(mirroredWhereUnseen(from, measuredLine(from)), source)
  const h = shown.line
  const there = lineCarrier(source, other, shown)
  const isSeen = (p: PointPx) => there(p).seen
  const seenOn = (side: Side) => [h.midline, ...halfHandles.map((name) => h[side][name])].filter(isSeen).length
  const only = onlyHalf(from, to, keeps) ?? halfOf(viewOf(to))
  const { only: _only, ...whole } = h
  const half = sides.filter((side) => !only || side === only)
  if (half.every((side) => (h.only ?? side) !== side || seenOn(side) < LEAST_SEEN)) return null
  const carried = carriedHandles(whole, there)
  const clear = viewOf(to) === 'frontal' ? (p: PointPx) => p : clearOfBrow(to, other.view.fit)
  const ofTemple = (half: Hairline[Side]) => ({
    ...half,
    templePoint: clear(half.templePoint),
    sideburn: clear(half.sideburn),
  })
  const moved = { ...carried, right: ofTemple(carried.right), left: ofTemple(carried.left) }
  const mine = keeps ? withOwnUnseen(from.hairline, moved, to.hairline, only) : moved
  const line: Hairline = only ? { ...mine, only } : mine
  // Between its handles a line is a curve of its photo: on the other one it bends another way.
  const path = hairlinePath(keeps ? asFarAsShown(h, from.hairline) : h)
  const every = Math.ceil(path.length / LOOKED_AT)
  const middle = path.reduce((best, p, i) => (distance(p, h.midline) < distance(path[best]!, h.midline) ? i : best), 0)
  const ofSide: Record<Side, readonly PointPx[]> = {
    right: path.slice(0, middle + 1).toReversed(),
    left: path.slice(middle),
  }
  const nearPx = NEAR_MM / faceScaleOf(to).mmPerPx
  // Of a side that soon turns out of sight, and of one that is a mirror image, the handles say enough.
  const long = half.filter(
    (side) => seenOn(side) >= LEAST_SEEN && !shown.beyond.some((one) => one.side === side && one.as === 'mirrored'),
  )
  const led = long.reduce((line, side) => {
    const sure = ofSide[side].filter((p, i) => i % every === 0 && isSure(source, p))
    return ledThrough(
      line,
      side,
      inOneGo(sure, isSeen).map((p) => clear(there(p).at)),
      nearPx,
    )
  }, line)
  return crossesItself(thinned(hairlinePath(led))) ? line : led
}

/** From the first place in sight on, to where the way turns out of it: where it comes back it is no longer the line's. */
function inOneGo(way: readonly PointPx[], isSeen: (p: PointPx) => boolean): readonly PointPx[] {
  const first = way.findIndex(isSeen)
  if (first < 0) return []
  const on = way.slice(first)
  const end = on.findIndex((p) => !isSeen(p))
  return end < 0 ? on : on.slice(0, end)
}

const MOST_PIECES = 200
const thinned = (path: readonly PointPx[]): readonly PointPx[] =>
  path.filter((_, i) => i % Math.ceil(path.length / MOST_PIECES) === 0)

/** The places of a line that lie beyond what its photo shows, and how they come to where the other view shows them. */
export function beyondIn(from: Design, to: Design, carried: Design): readonly Beyond[] {
  const one = headSurfaceOf(from)
  if (!one || carried.hairline === to.hairline) return []
  const front = frontOf(from)
  const { beyond } = broughtOntoShown(mirroredWhereUnseen(from, measuredLine(from)), front ? frontSurface(front) : one)
  return beyond.filter(({ side, name }) => isShown(from.hairline, side, name) && isShown(carried.hairline, side, name))
}

/** Whether a carried area breaks off where the view that it comes from ends to show the head. */
export function isCutShort(from: Design, to: Design, carried: Design): boolean {
  const one = headSurfaceOf(from)
  const other = headSurfaceOf(carried)
  if (!one || !other) return false
  const head = viewOf(to) === 'crown' ? headBehind(carried.marks) : null
  const way = wayTo(from, to, carrier(other, one), other, head)
  return areaSlots(carried)
    .map((slot) => slot.area ?? carried.area)
    .some(
      ({ proposed, add, subtract }) =>
        !proposed && breaksOff(way, ({ x, y }) => coverageAt(add, x, y) - coverageAt(subtract, x, y) > 127),
    )
}

/** From behind all scalp lies behind the line; of one half that is designed alone, that of its side. */
function scalpBehind(surface: HeadSurface, head: HeadBehind, only: Side | undefined): Cover {
  return (p) => {
    const place = surface.toSkin(p)
    if (!place || (only && place[0] > 0 !== (only === 'left'))) return 0
    return Math.min(scalpShare(place), head.scalp(p))
  }
}

/** @param head on the photo that is gone to, where the fitted form does not say all of it */
function wayTo(
  { photo }: Design,
  to: Design,
  back: (p: PointPx) => CarriedPlace,
  surface: HeadSurface,
  head: HeadBehind | null,
): WayBack {
  const { width, height } = to.photo
  const isHead = (p: PointPx) => !head || head.covers(p)
  return {
    width,
    height,
    measures: (p) => surface.isMeasured(p) && isHead(p),
    at(p) {
      if (!isHead(p)) return null
      const { at, seen } = back(p)
      return seen && at.x >= 0 && at.y >= 0 && at.x < photo.width && at.y < photo.height ? at : null
    },
  }
}
