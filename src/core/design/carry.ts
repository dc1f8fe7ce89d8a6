import type { CarriedPlace } from '../geometry/carryOver.ts'
import type { HeadSurface } from '../geometry/headSurface.ts'
import type { PointPx } from '../geometry/points.ts'
import { emptyMask } from '../pixels/tiledMask.ts'
import { areaBounds, drawnIn } from './area.ts'
import { areaInHand, areaSlots, asOneArea } from './areas.ts'
import { clearOfBrow } from './browClear.ts'
import { frontSurface, headSurfaceOf } from './calibration.ts'
import { carriedMask, coveringOf, type Covering, type WayBack } from './carriedMask.ts'
import { carriedHandles, carrier } from './carrier.ts'
import { areaMasks, halfHandles, type AreaDesign, type Design, type Hairline, type Side } from './design.ts'
import { faceScaleOf } from './faceScale.ts'
import { frontOf, halfOf } from './frontView.ts'
import { hairlinePath } from './hairline.ts'
import { noHeadOf, type NoHead } from './head.ts'
import { withHeadKnown } from './knownHead.ts'
import { measuredLine } from './measuredLine.ts'
import { ledThrough } from './nativeTrace.ts'
import { viewOf } from './photoView.ts'
import { asFarAsShown, hasOwnHalf, mirroredWhereUnseen, onlyHalf, withOwnUnseen } from './unseenHalf.ts'

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
 * The design of one view in another view of the same head: line and areas where they lie on the head, and the same settings
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
  const way = wayTo(from, to, carrier(other, one))
  const hairline = carriedLine(from, onHead, one, other, hasOwnHalf(from, to))
  const { match } = from.fill
  const { needle, leastSittings, price } = from.plan
  const { areas: _areas, ...kept } = onHead
  return {
    ...kept,
    hairline: hairline ?? to.hairline,
    // What was agreed with the patient is no matter of the photo.
    plan: { ...kept.plan, needle, leastSittings, price },
    ...(hairline ? carriedAreas(from, to, way) : paintedArea(asOneArea(from), to, way)),
    fill: {
      ...from.fill,
      match: match && { ...match, hair: there(match.hair).at, bare: there(match.bare).at },
    },
  }
}

/** @param keeps of the line in the other view what the photo it comes from does not show: see unseenHalf */
function carriedLine(from: Design, to: Design, one: HeadSurface, other: HeadSurface, keeps: boolean): Hairline | null {
  const front = frontOf(from)
  const h = mirroredWhereUnseen(from, measuredLine(from))
  const there = carrier(front ? frontSurface(front) : one, other)
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
  const mine = keeps ? withOwnUnseen(from.hairline, moved, to.hairline) : moved
  const line: Hairline = only ? { ...mine, only } : mine
  // Between its handles a line is a curve of its photo: on the other one it bends another way.
  const path = hairlinePath(keeps ? asFarAsShown(h, from.hairline) : h)
  const seen = path
    .filter((p, i) => i % Math.ceil(path.length / LOOKED_AT) === 0 && isSeen(p))
    .map((p) => clear(there(p).at))
  const nearPx = NEAR_MM / faceScaleOf(to).mmPerPx
  // Of a side that soon turns out of sight its handles say enough.
  const long = half.filter((side) => seenOn(side) >= LEAST_SEEN)
  return long.reduce((led, side) => ledThrough(led, side, seen, nearPx), line)
}

function wayTo({ photo }: Design, to: Design, back: (p: PointPx) => CarriedPlace): WayBack {
  const { width, height } = to.photo
  return {
    width,
    height,
    at(p) {
      const { at, seen } = back(p)
      return seen && at.x >= 0 && at.y >= 0 && at.x < photo.width && at.y < photo.height ? at : null
    },
  }
}

/** All areas, proposed ones by the line that was carried. What the first view does not show of one stays as it was here. */
function carriedAreas(from: Design, to: Design, way: WayBack): Pick<Design, 'area' | 'areas'> {
  const there = <A extends Partial<AreaDesign>>(drawn: A, own: Partial<AreaDesign>): A => {
    const masks = areaMasks.flatMap((name) => {
      const mask = drawn[name]
      return mask ? [[name, carriedMask(coveringOf(mask), way, own[name])] as const] : []
    })
    return { ...drawn, ...Object.fromEntries(masks) }
  }
  const slots = from.areas?.map((slot) =>
    slot.area ? { ...slot, area: there(slot.area, ownArea(to, slot.id, slot.area)) } : slot,
  )
  const area = there(from.area, { ...ownArea(to, areaInHand(from), from.area), exclude: to.area.exclude })
  return { area, ...(slots && { areas: slots }) }
}

/** The area of the other view that is the same one; nothing where it has none, or one of another role. */
function ownArea(to: Design, id: number, { role }: AreaDesign): Partial<AreaDesign> {
  const slot = areaSlots(to).find((other) => other.id === id)
  const own = slot && (slot.area ?? to.area)
  if (own?.role !== role) return {}
  const { exclude: _exclude, ...drawn } = own
  return drawn
}

/** Without its line there is no proposal to follow: what it filled is carried as if it had been painted. */
function paintedArea(from: Design, to: Design, way: WayBack): Pick<Design, 'area'> {
  const { area } = carriedAreas(from, to, way)
  if (!area.proposed) return { area }
  const add = carriedMask(drawnArea(from), way, to.area.add)
  return { area: { ...area, proposed: false, add, subtract: emptyMask(way.width, way.height) } }
}

function drawnArea(design: Design): Covering | null {
  const box = areaBounds(design)
  if (!box) return null
  const left = Math.floor(box.x)
  const top = Math.floor(box.y)
  const [width, height] = [Math.ceil(box.width) + 1, Math.ceil(box.height) + 1]
  const cells = drawnIn(design, { left, top, step: 1, width, height })
  return {
    bounds: { x: left, y: top, width, height },
    coverageAt: (x, y) =>
      x >= left && y >= top && x < left + width && y < top + height ? cells[(y - top) * width + x - left]! : 0,
  }
}
