import { add, distance, type PointPx } from '../../geometry/points.ts'
import { addedHandle, withAddedCarried, type HairlineHandle } from './addedPoints.ts'
import { hairlineSpans, type Hairline, type HairlineHalf, type Marks, type Side } from '../design.ts'
import { asFaceScale, pxAfter, type FaceScale } from '../scale/faceScale.ts'
import { shownHandles } from './hairlineCurve.ts'
import { faceFrame } from '../head/headOutline.ts'

export { hairlinePath } from './hairlineCurve.ts'
export { layHairline } from './hairlineStyles.ts'
export type { HairlineHandle }

/** What an artist reads off a line. */
export interface HairlineFigures {
  /** Midline point above the glabella along the skin, mm. */
  readonly heightMm: number
  /** The same as the photo shows it: in the plane through the glabella. */
  readonly heightInPhotoMm: number
  /** Skin between the apex and the level of the midline point straight below it, mm; on a flat photo in its plane. */
  readonly recessionMm: Readonly<Record<Side, number>>
  /** At the apex, between the mid-frontal and the temporal-mid handle. */
  readonly angleDeg: Readonly<Record<Side, number>>
  /** Temple point outside the vertical through the lateral eye corner, mm of the photo plane. */
  readonly templePointMm: Readonly<Record<Side, number>>
  /** Skin between the apex and the midline straight beside it, mm; on a flat photo in its plane. Both are the front's width. */
  readonly halfWidthMm: Readonly<Record<Side, number>>
}
export type HairlineFigure = 'height' | 'width' | 'recession' | 'angle' | 'templePoint'

/** What withFigure accepts; a value beyond is brought to the nearest end. */
export const figureRange: Readonly<Record<HairlineFigure, readonly [number, number]>> = {
  height: [30, 130],
  width: [20, 90],
  // A line that rounds into the temples falls from the midline.
  recession: [-15, 70],
  angle: [50, 178],
  templePoint: [-10, 50],
}

/**
 * In anatomical order: midline, then outwards on the right, then on the left, or on the half that is designed alone, as far
 * as the line is shown; added points in their places.
 */
export function handlePoints(h: Hairline): readonly { handle: HairlineHandle; at: PointPx }[] {
  const side = (name: Side) =>
    shownHandles(h, name).flatMap((half, i) => {
      const added = h.added?.[name].filter((point) => point.span === hairlineSpans[i]) ?? []
      return [
        ...added.map(({ id, at }) => ({ handle: addedHandle(name, id), at })),
        { handle: `${name}.${half}` as const, at: h[name][half] },
      ]
    })
  return [{ handle: 'midline', at: h.midline }, ...sides.flatMap(side)]
}

const sides = ['right', 'left'] as const

/** @param scale a number is the mm per px of a photo that is measured flat; so below */
export function figuresOf(h: Hairline, marks: Marks, scale: FaceScale | number): HairlineFigures {
  const face = asFaceScale(scale)
  const { mmPerPx, heightMmAt } = face
  const { toFace } = faceFrame(marks)
  const midline = toFace(h.midline)
  // The half that is not designed counts as the mirror image of the other.
  const both = (figure: (side: Side) => number) => ({
    right: figure(h.only ?? 'right'),
    left: figure(h.only ?? 'left'),
  })
  return {
    heightMm: heightMmAt(midline.y),
    heightInPhotoMm: midline.y * mmPerPx,
    recessionMm: both((side) => recessionOf(face, midline, toFace(h[side].apex))),
    angleDeg: both((side) => (angleAt(h[side]) * 180) / Math.PI),
    templePointMm: both((side) => (outwardX(side, toFace(h[side].templePoint)) - eyeCornerX(marks, side)) * mmPerPx),
    halfWidthMm: both((side) => halfWidthOf(face, side, toFace(h[side].apex))),
  }
}

function recessionOf(face: FaceScale, midline: PointPx, apex: PointPx): number {
  return Math.sign(apex.y - midline.y) * face.lengthMm({ x: apex.x, y: midline.y }, apex)
}

function halfWidthOf(face: FaceScale, side: Side, apex: PointPx): number {
  return Math.sign(outwardX(side, apex)) * face.lengthMm({ x: 0, y: apex.y }, apex)
}

const UP: PointPx = { x: 0, y: 1 }
const ASIDE: PointPx = { x: 1, y: 0 }

/** Where a point of one side lies, behind the midline point and outside the eye corner, mm of the photo plane. */
export function placeFigures(
  marks: Marks,
  scale: FaceScale | number,
  h: Hairline,
  { side, at }: { readonly side: Side; readonly at: PointPx },
): { readonly behindMidlineMm: number; readonly outsideEyeMm: number } {
  const { mmPerPx } = asFaceScale(scale)
  const { toFace } = faceFrame(marks)
  const face = toFace(at)
  return {
    behindMidlineMm: (face.y - toFace(h.midline).y) * mmPerPx,
    outsideEyeMm: (outwardX(side, face) - eyeCornerX(marks, side)) * mmPerPx,
  }
}

/** The point of the photo that has these figures: the way back from `placeFigures`. */
export function pointAtPlace(
  marks: Marks,
  scale: FaceScale | number,
  h: Hairline,
  { side, ...place }: { readonly side: Side; readonly behindMidlineMm: number; readonly outsideEyeMm: number },
): PointPx {
  const { mmPerPx } = asFaceScale(scale)
  const { toFace, toPhoto } = faceFrame(marks)
  const x = eyeCornerX(marks, side) + place.outsideEyeMm / mmPerPx
  return toPhoto({ x: side === 'right' ? -x : x, y: toFace(h.midline).y + place.behindMidlineMm / mmPerPx })
}

const outwardX = (side: Side, face: PointPx): number => (side === 'right' ? -face.x : face.x)

const eyeCornerX = (marks: Marks, side: Side): number =>
  outwardX(side, faceFrame(marks).toFace(side === 'right' ? marks.eyeRight : marks.eyeLeft))

function angleAt(half: HairlineHalf): number {
  const a = direction(half.apex, half.midFrontal)
  const b = direction(half.apex, half.temporalMid)
  const turn = Math.abs(a - b)
  return turn > Math.PI ? 2 * Math.PI - turn : turn
}

const direction = (from: PointPx, to: PointPx): number => Math.atan2(to.y - from.y, to.x - from.x)

/**
 * Moves the handles so that `figuresOf` gives the value, brought into `figureRange`; neighbours and added points follow,
 * so that the line keeps its character. Lengths leave each other as they are: height moves the whole front, width and
 * recession the apex. The angle lies between what they move and follows them; changing it moves no length.
 */
export function withFigure(
  h: Hairline,
  marks: Marks,
  scale: FaceScale | number,
  figure: HairlineFigure,
  value: number,
  which: Side | 'both',
): Hairline {
  return withAddedCarried(h, withNamedAt(h, marks, asFaceScale(scale), figure, value, which))
}

function withNamedAt(
  h: Hairline,
  marks: Marks,
  scale: FaceScale,
  figure: HairlineFigure,
  value: number,
  which: Side | 'both',
): Hairline {
  const { mmPerPx } = scale
  const [low, high] = figureRange[figure]
  const wanted = Math.max(low, Math.min(high, value))
  const now = figuresOf(h, marks, scale)
  const chosen: readonly Side[] = which === 'both' ? sides : [which]
  switch (figure) {
    case 'height': {
      const { toFace } = faceFrame(marks)
      const midline = toFace(h.midline)
      const up = scale.upPxAt(wanted) - midline.y
      const half = (side: Side): HairlineHalf => {
        const by = wayOfApex(h, marks, scale, side, { midlineY: midline.y + up })
        return {
          ...h[side],
          midFrontal: shifted(marks, h[side].midFrontal, { x: by.x / 2, y: up }),
          apex: shifted(marks, h[side].apex, by),
          temporalMid: shifted(marks, h[side].temporalMid, { x: by.x / 2, y: up / 2 }),
        }
      }
      return { ...h, midline: shifted(marks, h.midline, { x: 0, y: up }), right: half('right'), left: half('left') }
    }
    case 'width':
    case 'recession':
      return changeHalves(h, chosen, (half, side) => {
        const kept = figure === 'width' ? { halfWidthMm: wanted } : { recessionMm: wanted }
        const by = wayOfApex(h, marks, scale, side, kept)
        return {
          ...half,
          midFrontal: shifted(marks, half.midFrontal, { x: by.x / 2, y: by.y * 0.2 }),
          apex: shifted(marks, half.apex, by),
          temporalMid: shifted(marks, half.temporalMid, { x: by.x / 2, y: by.y / 2 }),
        }
      })
    case 'angle':
      return changeHalves(h, chosen, (half, side) => openAngle(half, ((wanted - now.angleDeg[side]) * Math.PI) / 180))
    case 'templePoint':
      return changeHalves(h, chosen, (half, side) => {
        const out = ((wanted - now.templePointMm[side]) / mmPerPx) * (side === 'right' ? -1 : 1)
        return {
          ...half,
          temporalMid: shifted(marks, half.temporalMid, { x: out * 0.4, y: 0 }),
          templePoint: shifted(marks, half.templePoint, { x: out, y: 0 }),
          sideburn: shifted(marks, half.sideburn, { x: out * 0.3, y: 0 }),
        }
      })
  }
}

/** Moved by so many px of the face frame. */
function shifted(marks: Marks, p: PointPx, by: PointPx): PointPx {
  const { toFace, toPhoto } = faceFrame(marks)
  return toPhoto(add(toFace(p), by))
}

/** Rounds to a place by two lengths that lean on each other, and how near to it is there: each round leaves a fiftieth. */
const APEX_ROUNDS = 6
const THERE_PX = 1e-4

/**
 * How far the apex moves, px of the face frame, so that width and recession are as wanted; what is not named stays as it is.
 * Skin tilts more the higher and the farther aside it lies, so neither length keeps its picture where the other changes.
 */
function wayOfApex(
  h: Hairline,
  marks: Marks,
  scale: FaceScale,
  side: Side,
  wanted: { readonly midlineY?: number; readonly halfWidthMm?: number; readonly recessionMm?: number },
): PointPx {
  const { toFace } = faceFrame(marks)
  const midline = toFace(h.midline)
  const apex = toFace(h[side].apex)
  const { midlineY = midline.y } = wanted
  const halfWidth = (wanted.halfWidthMm ?? halfWidthOf(scale, side, apex)) * (side === 'right' ? -1 : 1)
  const recession = wanted.recessionMm ?? recessionOf(scale, midline, apex)
  let { x, y } = apex
  for (let i = 0; i < APEX_ROUNDS; i++) {
    const before = { x, y }
    y = midlineY + pxAfter(scale, { x, y: midlineY }, UP, recession, y - midlineY)
    x = pxAfter(scale, { x: 0, y }, ASIDE, halfWidth, x)
    if (distance(before, { x, y }) < THERE_PX) break
  }
  return { x: x - apex.x, y: y - apex.y }
}

function changeHalves(
  h: Hairline,
  chosen: readonly Side[],
  change: (half: HairlineHalf, side: Side) => HairlineHalf,
): Hairline {
  const half = (side: Side) => (chosen.includes(side) ? change(h[side], side) : h[side])
  return { ...h, right: half('right'), left: half('left') }
}

/** Turns both arms of the angle about the apex by half the change each, at their lengths. */
function openAngle(half: HairlineHalf, by: number): HairlineHalf {
  const a = direction(half.apex, half.midFrontal)
  const b = direction(half.apex, half.temporalMid)
  const turn = Math.atan2(Math.sin(b - a), Math.cos(b - a))
  const sense = turn >= 0 ? 1 : -1
  const arm = (tip: PointPx, angle: number): PointPx => {
    const length = distance(half.apex, tip)
    return { x: half.apex.x + length * Math.cos(angle), y: half.apex.y + length * Math.sin(angle) }
  }
  return {
    ...half,
    midFrontal: arm(half.midFrontal, a - (sense * by) / 2),
    temporalMid: arm(half.temporalMid, b + (sense * by) / 2),
  }
}

/** The same point on the other side of the midline. */
export function mirrored(p: PointPx, marks: Marks): PointPx {
  const { toFace, toPhoto } = faceFrame(marks)
  const f = toFace(p)
  return toPhoto({ x: -f.x, y: f.y })
}
