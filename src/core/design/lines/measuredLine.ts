import { headSurface } from '../../geometry/headSurface.ts'
import { between, distance, type PointPx } from '../../geometry/points.ts'
import { frontSurface, headSurfaceOf, surfaceOf } from '../scale/calibration.ts'
import { carriedHandles, carrier, type Carrier } from '../carry/carrier.ts'
import {
  halfHandles,
  type Design,
  type Hairline,
  type HairlineStyle,
  type HalfHandle,
  type Marks,
  otherSide,
  type Side,
} from '../design.ts'
import { faceOnHead, faceScaleOf, flatFace, type FaceScale } from '../scale/faceScale.ts'
import { frontOf, halfOf, headOf, isBesideFront } from '../head/frontView.ts'
import {
  figuresOf,
  handlePoints,
  layHairline,
  mirrored,
  placeFigures,
  pointAtPlace,
  withFigure,
  type HairlineFigure,
  type HairlineHandle,
} from './hairline.ts'
import { moveHandle } from './movedHandle.ts'
import { fitOf, type HeadFront } from '../head/head.ts'
import { faceFrame } from '../head/headOutline.ts'
import { viewOf } from '../photoView.ts'

/** What says where a line of a photo lies on the head. */
type OnHead = Pick<Design, 'photo' | 'marks' | 'scale' | 'head'>

/**
 * A line where its figures are measured: on the photo itself, or for a view beside the front as a photo from the front would
 * show it. So its figures are the same in every view of the head.
 */
export interface MeasuredLine {
  readonly hairline: Hairline
  readonly marks: Marks
  readonly face: FaceScale
}

const sides = ['right', 'left'] as const

interface Ways {
  readonly front: HeadFront
  readonly there: Carrier
  readonly back: Carrier
}

const ways = new WeakMap<HeadFront, { readonly head: HeadFront['fit']; readonly marks: Marks; readonly ways: Ways }>()

/** Between a photo and one from the front of its head; null where the photo is measured as it is. */
export function frontWays(design: OnHead): Ways | null {
  const front = frontOf(design)
  const head = headOf(design)
  if (!front || !head) return null
  const known = ways.get(front)
  const { marks } = design
  if (known?.head === head && known.marks === marks) return known.ways
  const own = headSurfaceOf(design) ?? headSurface(head)
  const inFront = frontSurface(front)
  const found = { front, there: carrier(own, inFront), back: carrier(inFront, own) }
  ways.set(front, { head, marks, ways: found })
  return found
}

export function measuredLine(design: OnHead & Pick<Design, 'hairline'>, hairline = design.hairline): MeasuredLine {
  const way = frontWays(design)
  if (!way) return { hairline, marks: design.marks, face: faceScaleOf(design) }
  const { fit, marks } = way.front
  return { hairline: seenFromFront(hairline, way), marks, face: faceOnHead(fit, marks) }
}

/** How high the line stands above the glabella, along the skin. */
export function heightMmOf(design: Design, line = design.hairline): number {
  const { hairline, marks, face } = measuredLine(design, line)
  return figuresOf(hairline, marks, face).heightMm
}

const fromFront = new WeakMap<Hairline, { readonly way: Ways; readonly line: Hairline }>()

/** Handles that the photo does not show are their partners' mirror images, and where neither is shown as the style has them. */
function seenFromFront(h: Hairline, way: Ways): Hairline {
  const known = fromFront.get(h)
  if (known?.way === way) return known.line
  const { there, front } = way
  const { ends: _ends, added, ...rest } = h
  const at = (p: PointPx) => there(p).at
  let laid: Hairline | null = null
  const half = (side: Side) =>
    Object.fromEntries(
      halfHandles.map((name) => {
        if (isShown(h, side, name)) return [name, at(h[side][name])]
        const other = otherSide(side)
        if (isShown(h, other, name)) return [name, mirrored(at(h[other][name]), front.marks)]
        laid ??= layHairline(h.style, front.marks, faceOnHead(front.fit, front.marks))
        return [name, laid[side][name]]
      }),
    ) as unknown as Hairline[Side]
  const line: Hairline = {
    ...rest,
    midline: at(h.midline),
    right: half('right'),
    left: half('left'),
    ...(added && {
      added: {
        right: added.right.map((p) => ({ ...p, at: at(p.at) })),
        left: added.left.map((p) => ({ ...p, at: at(p.at) })),
      },
    }),
  }
  fromFront.set(h, { way, line })
  return line
}

/** Whether a handle lies where it belongs: the last one of a line that turns out of sight does not. */
export function isShown(h: Hairline, side: Side, name: HalfHandle): boolean {
  if (h.only && h.only !== side) return false
  const end = h.ends?.[side]
  return end === undefined || halfHandles.indexOf(name) < halfHandles.indexOf(end)
}

/** A line of a photo from the front in the view of a design. What has not moved from `before` stays where it is. */
function seenHere(line: Hairline, way: Ways, before?: { readonly line: Hairline; readonly here: Hairline }): Hairline {
  const carried = carriedHandles(line, way.back)
  if (!before) return carried
  const same = (a: PointPx, b: PointPx) => distance(a, b) < 1e-6
  const { ends: carriedEnds, ...rest } = carried
  const ends: Partial<Record<Side, HalfHandle>> = {}
  const half = (side: Side) => {
    const stays = halfHandles.filter((name) => same(line[side][name], before.line[side][name]))
    const end = stays.length === halfHandles.length ? before.here.ends?.[side] : carriedEnds?.[side]
    if (end) ends[side] = end
    const kept = (name: HalfHandle) => stays.includes(name) && (isShown(before.here, side, name) || name !== end)
    return Object.fromEntries(
      halfHandles.map((name) => [name, kept(name) ? before.here[side][name] : carried[side][name]]),
    ) as unknown as Hairline[Side]
  }
  const right = half('right')
  const left = half('left')
  return {
    ...rest,
    midline: same(line.midline, before.line.midline) ? before.here.midline : carried.midline,
    right,
    left,
    ...(Object.keys(ends).length > 0 && { ends }),
  }
}

/**
 * Guides on the head, where a photo shows them: places of one that is drawn straight on a photo from the front, in the frame
 * of its face. Empty on a view that is measured as it is.
 */
export function guideOnHead(design: OnHead, from: PointPx, to: PointPx): readonly PointPx[] {
  const way = frontWays(design)
  if (!way) return []
  const { toPhoto } = faceFrame(way.front.marks)
  return Array.from({ length: GUIDE_PLACES }, (_, i) => way.back(toPhoto(between(from, to, i / (GUIDE_PLACES - 1)))))
    .filter(({ seen }) => seen)
    .map(({ at }) => at)
}

const GUIDE_PLACES = 33

/** A style laid from the marks; in a view beside the front on the head, as the photo shows it there. */
export function layLine(design: OnHead, style: HairlineStyle): Hairline {
  const way = frontWays(design)
  if (!way) return layHairline(style, design.marks, faceScaleOf(design))
  const { fit, marks } = way.front
  const only = halfOf(viewOf(design))
  const laid = seenHere(layHairline(style, marks, faceOnHead(fit, marks)), way)
  return only ? { ...laid, only } : laid
}

/** The line moved so that a figure has a value: see withFigure. `flat`: in shares of the photo, where no scale is in use. */
export function withFigureOf(
  design: Design,
  figure: HairlineFigure,
  value: number,
  which: Side | 'both',
  flat: boolean,
): Hairline {
  const { hairline, marks, face } = measuredLine(design)
  const changed = withFigure(hairline, marks, flat ? flatFace(face.mmPerPx) : face, figure, value, which)
  return shapedInFront(design, changed)
}

/**
 * A handle moved: see moveHandle. In a view beside the front its partner is mirrored on the head. Where a line turns out of
 * sight its end stands for no place of the head: it moves alone.
 */
export function withHandleAt(design: Design, handle: HairlineHandle, to: PointPx, mirror: boolean): Hairline {
  const way = frontWays(design)
  const alone = !mirror || (way !== null && isEnd(design.hairline, handle))
  if (!way || alone) return moveHandle(design.hairline, design.marks, handle, to, !alone)
  const { hairline } = measuredLine(design)
  const at = way.there(to).at
  return shapedInFront(design, moveHandle(hairline, way.front.marks, handle, at, true))
}

const isEnd = (h: Hairline, handle: HairlineHandle): boolean =>
  sides.some((side) => handle === `${side}.${h.ends?.[side]}`)

interface PointFigures {
  readonly behindMidlineMm: number
  readonly outsideEyeMm: number
}

const sideOf = (handle: HairlineHandle): Side => (handle.startsWith('right') ? 'right' : 'left')

/** Where a point of the line lies: see placeFigures. Null where the line has none of the name. */
export function pointFiguresOf(design: Design, handle: HairlineHandle, line = design.hairline): PointFigures | null {
  const { hairline, marks, face } = measuredLine(design, line)
  const at = handlePoints(hairline).find((point) => point.handle === handle)?.at
  return at ? placeFigures(marks, face, hairline, { side: sideOf(handle), at }) : null
}

/** The line with a point where these figures are its own; its partner goes along where mirror is on. */
export function withPointFigures(
  design: Design,
  handle: HairlineHandle,
  wanted: PointFigures,
  mirror: boolean,
): Hairline {
  const { hairline, marks, face } = measuredLine(design)
  const to = pointAtPlace(marks, face, hairline, { side: sideOf(handle), ...wanted })
  return shapedInFront(design, moveHandle(hairline, marks, handle, to, mirror))
}

function shapedInFront(design: Design, changed: Hairline): Hairline {
  const way = frontWays(design)
  return way ? seenHere(changed, way, { line: measuredLine(design).hairline, here: design.hairline }) : changed
}

/** Handles that a figure stands on. */
const standsOn: Readonly<Record<HairlineFigure, readonly HalfHandle[]>> = {
  height: [],
  width: ['apex'],
  recession: ['apex'],
  angle: ['midFrontal', 'apex', 'temporalMid'],
  templePoint: ['templePoint'],
}

/**
 * Whether the photo shows what a figure of a side, or of both alike, stands on. Beside the front nothing is measured flat:
 * how far the head is turned is then not known. From behind no brow is seen to measure from.
 */
export function isMeasurable(design: Design, figure: HairlineFigure, which: Side | 'both'): boolean {
  if (viewOf(design) === 'crown') return false
  if (!isBesideFront(design)) return true
  if (!fitOf(design)) return false
  const surface = surfaceOf(design)
  const { hairline: h } = design
  const shows = (side: Side) =>
    standsOn[figure].every((name) => isShown(h, side, name) && surface.isMeasured(h[side][name]))
  return which === 'both' ? sides.some(shows) : shows(which)
}
