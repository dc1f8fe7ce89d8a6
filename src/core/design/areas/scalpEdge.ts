import type { HeadFit, Vector } from '../../geometry/headFit.ts'
import { entry, headView, scalpAt, type HeadView } from '../../geometry/headModel.ts'
import { rimOf } from '../../geometry/headRim.ts'
import { between, type PointPx } from '../../geometry/points.ts'
import { splineThrough } from '../../geometry/spline.ts'
import type { Hairline, Marks, Side } from '../design.ts'
import { shownHandles } from '../lines/hairlineCurve.ts'
import type { PhotoView } from '../photoView.ts'

/** Where the scalp ends on photos from beside the front: round the ear that they show, and at the head's rim. */

/**
 * A place of the ear's edge or of the skin behind it, mm from the ear canal: up, forward, and off the head. An adult's ear
 * is 62 mm tall, a third of it above the canal, and stands off by up to 20; with a little air (assumed).
 */
interface EarPlace {
  readonly up: number
  readonly forward: number
  readonly off: number
}

/** From its front over its top to its back, and on to the nape. */
const aroundEar: readonly EarPlace[] = [
  { up: 6, forward: 8, off: 0 },
  { up: 15, forward: 6, off: 4 },
  { up: 22, forward: 0, off: 9 },
  { up: 25, forward: -11, off: 14 },
  { up: 22, forward: -25, off: 19 },
  { up: 11, forward: -33, off: 21 },
  { up: -8, forward: -35, off: 19 },
]
const behindEar: readonly EarPlace[] = [
  { up: -20, forward: -42, off: 0 },
  { up: -24, forward: -62, off: 0 },
  { up: -28, forward: -80, off: 0 },
]

/** From the ear's top on backwards. */
const overAndBehindEar = [...aroundEar.slice(3), ...behindEar]

/** Above the lower edge of the scalp its cover comes to the full over so many mm: hair ends softly there (assumed). */
const EDGE_MM = 15

/**
 * How much a place of the head belongs to the scalp, 0..1: above and behind the ear to the nape. What lies before the ear and the
 * line that is drawn there, the temple, is not asked here.
 * @param place mm of the head frame
 */
export function scalpShare([, up, forward]: Vector): number {
  const i = overAndBehindEar.findIndex((place) => place.forward <= forward)
  const [behind, before] = [overAndBehindEar.at(i)!, overAndBehindEar[i - 1]]
  const low =
    i > 0
      ? behind.up + (before!.up - behind.up) * ((forward - behind.forward) / (before!.forward - behind.forward))
      : behind.up
  return Math.max(0, Math.min(1, (up - low) / EDGE_MM))
}

const earOf: Partial<Record<PhotoView, Side>> = {
  right45: 'right',
  rightProfile: 'right',
  left45: 'left',
  leftProfile: 'left',
}

/** The edge is drawn in so many px. */
const EDGE_STEP_PX = 6

/** Outlines lie a little beside the rim of the fitted form. */
const RIM_AIR = 1.02

const rims = new WeakMap<HeadFit, readonly PointPx[]>()

/** What of a photo may show scalp at all: the head's rim with a little air. */
export function scalpRim(head: HeadFit): readonly PointPx[] {
  const known = rims.get(head)
  if (known) return known
  const view = headView(head)
  const middle = view.seen([0, 0, 0])
  const rim = rimOf(view).map((p) => between(middle, p, RIM_AIR))
  rims.set(head, rim)
  return rim
}

/** Steps over which the midline is followed to the back of the head, and its whole way, radians. */
const MIDLINE_STEPS = 48
const MIDLINE_WAY = 1.2 * Math.PI

/**
 * Closes the line of a photo from beside the front to what it has behind it: round the ear, along the midline where one half is
 * designed alone, and else over the head's rim.
 * @returns the places from the line's left end round to its right one; beside the head where they lie off it
 */
export function behindLine(h: Hairline, marks: Marks, head: HeadFit, view: PhotoView): PointPx[] {
  const seen = headView(head)
  const { centre, rx, ry } = marks.outline
  const far = 2.5 * Math.max(rx, ry)
  const way = (side: Side): PointPx[] => {
    const shown = shownHandles(h, side)
    const last = shown.at(-1)
    const inside = !last
      ? alongMidline(seen, h.midline)
      : last === 'sideburn' && earOf[view] === side
        ? aroundEarOf(seen, side)
        : []
    const end = inside.at(-1) ?? (last ? h[side][last] : h.midline)
    return [...inside, outFrom(centre, end, far)]
  }
  const left = way('left')
  const right = way('right')
  return [...left, ...overTop(centre, left.at(-1)!, right.at(-1)!, far), ...right.toReversed()]
}

function aroundEarOf(view: HeadView, side: Side): PointPx[] {
  const sense = side === 'left' ? 1 : -1
  const { axes } = view.fit
  const place = ({ up, forward, off }: EarPlace): readonly [number, number, number] => {
    const inward = entry(axes, [sense * 300, up, forward], [-sense, 0, 0])
    return [sense * ((Number.isNaN(inward) ? 300 : 300 - inward) + off), up, forward]
  }
  const behind = behindEar.map(place).filter(view.faces)
  const places = [...aroundEar.map(place), ...behind].map((at): PointPx => {
    const { x, y } = view.seen(at)
    return { x, y }
  })
  return splineThrough(places, EDGE_STEP_PX)
}

/** From the line back over the head as far as the photo shows its midline. */
function alongMidline(view: HeadView, from: PointPx): PointPx[] {
  const { axes } = view.fit
  const places = Array.from({ length: MIDLINE_STEPS }, (_, i) => {
    const angle = (MIDLINE_WAY * i) / MIDLINE_STEPS
    const at = scalpAt(axes, [0, Math.sin(angle), Math.cos(angle)])
    const { x, y } = view.seen(at)
    return { x, y, faces: view.faces(at) }
  })
  const nearest = places.reduce((best, p, i) => (squared(p, from) < squared(places[best]!, from) ? i : best), 0)
  const behind = places.slice(nearest + 1)
  const hidden = behind.findIndex(({ faces }) => !faces)
  return behind.slice(0, hidden < 0 ? undefined : hidden).map(({ x, y }) => ({ x, y }))
}

const squared = (a: PointPx, b: PointPx): number => (a.x - b.x) ** 2 + (a.y - b.y) ** 2

/** Straight away from the middle of the head, well beside it. */
function outFrom(centre: PointPx, p: PointPx, far: number): PointPx {
  const length = Math.sqrt(squared(p, centre)) || 1
  return between(centre, p, far / length)
}

const ARC_STEPS = 16

/** Round the head from one place beside it to another, over its top. */
function overTop(centre: PointPx, from: PointPx, to: PointPx, far: number): PointPx[] {
  const clockwise = (p: PointPx) => {
    // 0 straight down, growing over the photo's left, the top and the right.
    const angle = Math.atan2(centre.x - p.x, p.y - centre.y)
    return angle < 0 ? angle + 2 * Math.PI : angle
  }
  const [a, b] = [clockwise(from), clockwise(to)]
  return Array.from({ length: ARC_STEPS - 1 }, (_, i) => {
    const angle = a + ((b - a) * (i + 1)) / ARC_STEPS
    return { x: centre.x - far * Math.sin(angle), y: centre.y + far * Math.cos(angle) }
  })
}
