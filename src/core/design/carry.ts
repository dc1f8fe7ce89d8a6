import { carryOver, type CarriedPlace } from '../geometry/carryOver.ts'
import type { HeadFit } from '../geometry/headFit.ts'
import { onGrid, type PointPx } from '../geometry/points.ts'
import { emptyMask } from '../pixels/tiledMask.ts'
import { areaBounds, drawnIn } from './area.ts'
import { asOneArea } from './areas.ts'
import { carriedMask, coveringOf, type Covering, type WayBack } from './carriedMask.ts'
import {
  areaMasks,
  halfHandles,
  type AddedPoint,
  type AreaDesign,
  type Design,
  type Hairline,
  type HairlineHalf,
  type Side,
} from './design.ts'
import { faceScaleOf } from './faceScale.ts'
import { hairlinePath } from './hairline.ts'
import { fitOf } from './head.ts'
import { ledThrough } from './nativeTrace.ts'

/** From one view of a head to another, on the grid of what decides where dots lie. */
export function carrier(from: HeadFit, to: HeadFit): (p: PointPx) => CarriedPlace {
  const there = carryOver(from, to)
  return (p) => {
    const { at, seen } = there(p)
    return { at: onGrid(at), seen }
  }
}

/** Of the handles of one side and the midline so many must be seen for it to be designed in the other view. */
const LEAST_SEEN = 4
/** Places of the line that are looked at, and how near the carried line leads past each of them. */
const LOOKED_AT = 60
const NEAR_MM = 1
const sides: readonly Side[] = ['right', 'left']

/** Why a design cannot be carried: the view it comes from, or the one it is to go to, is measured flat. */
export type CarryProblem = 'fromFlat' | 'toFlat'

/** Null where it can. */
export function carryProblem(from: Design, to: Design): CarryProblem | null {
  if (!fitOf(from)) return 'fromFlat'
  return fitOf(to) ? null : 'toFlat'
}

/**
 * The design of one view in another view of the same head: line and areas where they lie on the head, and the same settings
 * of the fill, its seed among them. Marks, scale and what else belongs to the photo stay. A line that the other view does not
 * show is left there as it was; then what is filled comes as it was drawn.
 */
export function carriedDesign(from: Design, to: Design): Design | { readonly problem: CarryProblem } {
  const [one, other] = [fitOf(from), fitOf(to)]
  if (!one) return { problem: 'fromFlat' }
  if (!other) return { problem: 'toFlat' }
  const there = carrier(one, other)
  const back = carrier(other, one)
  const hairline = carriedLine(from, to, there)
  const { match } = from.fill
  const { areas: _areas, ...kept } = to
  return {
    ...kept,
    hairline: hairline ?? to.hairline,
    ...(hairline ? carriedAreas(from, wayTo(from, to, back)) : paintedArea(asOneArea(from), wayTo(from, to, back))),
    fill: {
      ...from.fill,
      match: match && { ...match, hair: there(match.hair).at, bare: there(match.bare).at },
    },
  }
}

function carriedLine(from: Design, to: Design, there: (p: PointPx) => CarriedPlace): Hairline | null {
  const h = from.hairline
  const isSeen = (p: PointPx) => there(p).seen
  const seenOn = (side: Side) => [h.midline, ...halfHandles.map((name) => h[side][name])].filter(isSeen).length
  const shown = sides.filter((side) => (!h.only || h.only === side) && seenOn(side) >= LEAST_SEEN)
  const [first] = shown
  if (!first) return null
  const at = (p: PointPx) => there(p).at
  const half = (side: Side) =>
    Object.fromEntries(halfHandles.map((name) => [name, at(h[side][name])])) as unknown as HairlineHalf
  const moved = (points: readonly AddedPoint[]) => points.map((p) => ({ ...p, at: at(p.at) }))
  const { only: _only, added, ...rest } = h
  const line: Hairline = {
    ...rest,
    midline: at(h.midline),
    right: half('right'),
    left: half('left'),
    ...(shown.length === 1 && { only: first }),
    ...(added && { added: { right: moved(added.right), left: moved(added.left) } }),
  }
  // Between its handles a line is a curve of its photo: on the other one it bends another way.
  const path = hairlinePath(h)
  const seen = path.filter((p, i) => i % Math.ceil(path.length / LOOKED_AT) === 0 && isSeen(p)).map(at)
  const nearPx = NEAR_MM / faceScaleOf(to).mmPerPx
  return shown.reduce((led, side) => ledThrough(led, side, seen, nearPx), line)
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

/** All areas, proposed ones by the line that was carried. */
function carriedAreas({ area, areas }: Design, way: WayBack): Pick<Design, 'area' | 'areas'> {
  const there = <A extends Partial<AreaDesign>>(drawn: A): A => {
    const masks = areaMasks.flatMap((name) => {
      const mask = drawn[name]
      return mask ? [[name, carriedMask(coveringOf(mask), way)] as const] : []
    })
    return { ...drawn, ...Object.fromEntries(masks) }
  }
  const slots = areas?.map((slot) => (slot.area ? { ...slot, area: there(slot.area) } : slot))
  return { area: there(area), ...(slots && { areas: slots }) }
}

/** Without its line there is no proposal to follow: what it filled is carried as if it had been painted. */
function paintedArea(from: Design, way: WayBack): Pick<Design, 'area'> {
  const { area } = carriedAreas(from, way)
  if (!area.proposed) return { area }
  const add = carriedMask(drawnArea(from), way)
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
