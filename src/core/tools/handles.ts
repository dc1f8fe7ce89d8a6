import { guessedOn, scaleOnPhoto } from '../design/scale/calibration.ts'
import type { Design, Side } from '../design/design.ts'
import { withMarks, withEyes } from '../design/edits.ts'
import { addedPointOf, isAdded } from '../design/lines/addedPoints.ts'
import { isBesideFront } from '../design/head/frontView.ts'
import { freeHandlePoints, freePointOf, isFreeHandle, withFreePointAt } from '../design/lines/freeLines.ts'
import { currentId, isFree, linesOf, withFreeLine } from '../design/lines/lines.ts'
import {
  figuresOf,
  handlePoints,
  placeFigures,
  type HairlineFigure,
  type HairlineHandle,
} from '../design/lines/hairline.ts'
import { partsOf } from '../design/lines/movedHandle.ts'
import { keptNear } from '../design/carry/keptNear.ts'
import { faceHeightPx, markHandleNames, markHandles, moveMark, type MarkHandle } from '../design/scale/marks.ts'
import { isMeasureHandle, measureEndOf, withMeasureEndAt } from '../design/scale/measureEnds.ts'
import { isMeasurable, measuredLine, withHandleAt } from '../design/lines/measuredLine.ts'
import { isRim, moveRim, rimPoint } from '../design/head/skullRim.ts'
import { add, distance, type PointPx } from '../geometry/points.ts'
import type { Handle, Pointer, Readout, ScaleHandle, ToolContext } from './tool.ts'

/** How near a press must be, screen px: a finger hides what it means. */
const HIT_SCREEN_PX: Readonly<Record<Pointer, number>> = { touch: 22, mouse: 12, pen: 12 }

/** How near a line must be pressed to be taken or to get a point, screen px: less than a handle's reach, which goes before. */
export const LINE_SCREEN_PX: Readonly<Record<Pointer, number>> = { touch: 18, mouse: 8, pen: 8 }

export interface HandlePoint<H extends Handle = Handle> {
  readonly handle: H
  readonly at: PointPx
}

/** The nearest handle within reach of the pointer, null where there is none. */
export function hitHandle<H extends Handle>(
  points: readonly HandlePoint<H>[],
  at: PointPx,
  pointer: Pointer,
  pxPerScreenPx: number,
): HandlePoint<H> | null {
  let nearest: HandlePoint<H> | null = null
  let reach = HIT_SCREEN_PX[pointer] * pxPerScreenPx
  for (const point of points) {
    const d = distance(point.at, at)
    if (d > reach) continue
    nearest = point
    reach = d
  }
  return nearest
}

export function scaleHandles(design: Design): readonly HandlePoint<ScaleHandle>[] {
  return [
    { handle: 'scaleA', at: design.scale.a },
    { handle: 'scaleB', at: design.scale.b },
  ]
}

const isMark = (handle: Handle): handle is MarkHandle => markHandleNames.some((name) => name === handle)
const isScale = (handle: Handle): handle is ScaleHandle => handle === 'scaleA' || handle === 'scaleB'

/** Scale points never meet, px. */
export const SHORTEST_SCALE_PX = 10

/** The design with one handle at a place; partners on the other side follow where mirror is on. */
export function moveAnyHandle(design: Design, handle: Handle, to: PointPx, mirror: boolean): Design {
  const at = keptNear(design, to)
  if (isScale(handle)) {
    const key = handle === 'scaleA' ? 'a' : 'b'
    const other = handle === 'scaleA' ? design.scale.b : design.scale.a
    if (distance(at, other) < SHORTEST_SCALE_PX) return design
    const { foundError, source, placed = key } = design.scale
    const laid = foundError !== undefined || guessedOn(design.photo)(design.scale)
    // A hand knows where the head ends, and no better how broad it is. Of two points that were laid the other one is left.
    const half = source !== 'head' && laid && placed === key
    const known = source === 'head' || half ? foundError : undefined
    const ends = { [key]: at, unplaced: undefined, foundError: known, placed: half ? key : undefined } as const
    return withEyes(design, { ...design.scale, ...ends })
  }
  if (isMark(handle)) return withMarks(design, moveMark(design.marks, handle, at))
  if (isRim(handle)) return withMarks(design, moveRim(design.marks, handle, at))
  if (isMeasureHandle(handle)) return withMeasureEndAt(design, handle, at)
  if (isFreeHandle(handle)) {
    const point = freePointOf(design, handle)
    return point ? withFreeLine(design, withFreePointAt(point.line, design.marks, handle, at)) : design
  }
  const both = mirror && !design.hairline.only
  return { ...design, hairline: withHandleAt(design, handle, at, both) }
}

/** The points of the line in hand: the free line's that is, else the hairline's; none of a line that is not seen. */
export function linePoints(
  design: Design,
  { hiddenLines, lineInHand }: Pick<ToolContext, 'hiddenLines' | 'lineInHand'>,
): readonly HandlePoint[] {
  const free = linesOf(design).find((line) => line.id === lineInHand)
  if (free && isFree(free)) return hiddenLines?.has(free.id) ? [] : freeHandlePoints(free, design.marks)
  return hiddenLines?.has(currentId(design)) ? [] : handlePoints(design.hairline)
}

/**
 * Where a handle lies, px.
 * @throws RangeError for a handle that the design has not
 */
export function placeOf(design: Design, handle: Handle): PointPx {
  const place = placeIfAny(design, handle)
  if (!place) throw new RangeError(`Expected a handle, got "${handle}".`)
  return place
}

/** Whether a handle is still there: a design may be undone under a pointer that rests on it. */
export const hasHandle = (design: Design, handle: Handle): boolean => placeIfAny(design, handle) !== null

function placeIfAny(design: Design, handle: Handle): PointPx | null {
  if (isRim(handle)) return rimPoint(design.marks, handle)
  const end = measureEndOf(design, handle)
  if (end) return end.at
  const free = freePointOf(design, handle)
  const own = free ? freeHandlePoints(free.line, design.marks) : handlePoints(design.hairline)
  const points: readonly HandlePoint[] = [...scaleHandles(design), ...markHandles(design.marks), ...own]
  return points.find((p) => p.handle === handle)?.at ?? null
}

/** One press of an arrow key. */
export function nudgeHandle(design: Design, handle: Handle, dxPx: number, dyPx: number, mirror: boolean): Design {
  return moveAnyHandle(design, handle, add(placeOf(design, handle), { x: dxPx, y: dyPx }), mirror)
}

/** The name of the undo step that moving it makes. */
export function moveLabel(handle: Handle): string {
  if (isScale(handle)) return 'Move scale point'
  if (isMark(handle)) return markLabels[handle]
  if (isRim(handle)) return 'Move head outline'
  if (handle === 'midline') return 'Move midline point'
  if (isAdded(handle)) return 'Move added point'
  if (isMeasureHandle(handle)) return 'Move measure end'
  if (isFreeHandle(handle)) return 'Move point'
  return halfLabels[partsOf(handle).half]
}

const halfLabels = {
  midFrontal: 'Move mid-frontal point',
  apex: 'Move frontotemporal apex',
  temporalMid: 'Move temporal point',
  templePoint: 'Move temple point',
  sideburn: 'Move sideburn',
} as const

const markLabels: Readonly<Record<MarkHandle, string>> = {
  glabella: 'Move glabella',
  midlineTop: 'Move midline',
  eyeRight: 'Move eye corner',
  eyeLeft: 'Move eye corner',
  outlineTop: 'Move head outline',
  outlineRight: 'Move head outline',
  outlineBottom: 'Move head outline',
  outlineLeft: 'Move head outline',
  outlineShoulderRight: 'Move head outline',
  outlineShoulderLeft: 'Move head outline',
}

/** What to say beside a hairline or scale handle while it moves. */
export function readoutOf(design: Design, handle: Handle): Readout | undefined {
  if (isScale(handle)) {
    const px = distance(design.scale.a, design.scale.b)
    return readout(design, handle, 'distance', px * scaleOnPhoto(design).mmPerPx.value)
  }
  if (isMark(handle) || isRim(handle) || isFreeHandle(handle) || isMeasureHandle(handle)) return undefined
  return hairlineReadout(design, handle)
}

function hairlineReadout(design: Design, handle: HairlineHandle): Readout | undefined {
  const { hairline, marks, face } = measuredLine(design)
  const figures = figuresOf(hairline, marks, face)
  const shows = (figure: HairlineFigure, side: Side | 'both') => isMeasurable(design, figure, side)
  if (handle === 'midline') {
    if (!shows('height', 'both')) return undefined
    const height = readout(design, handle, 'height', figures.heightMm)
    // A photo from the front is not what is seen.
    return isBesideFront(design) ? height : { ...height, inPhotoMm: figures.heightInPhotoMm }
  }
  if (isAdded(handle)) {
    const point = addedPointOf(hairline, handle)
    if (!point || !shows('height', point.side)) return undefined
    const { behindMidlineMm, outsideEyeMm } = placeFigures(marks, face, hairline, point)
    // Beside the temple the way out says more than the way up.
    const atTemple = point.span === 'temporalMid' || point.span === 'templePoint'
    return atTemple
      ? readout(design, handle, 'outsideEye', outsideEyeMm)
      : readout(design, handle, 'behindMidline', behindMidlineMm)
  }
  const { side, half } = partsOf(handle)
  switch (half) {
    case 'midFrontal':
    case 'temporalMid':
    case 'apex': {
      if (!shows('recession', side)) return undefined
      const recession = readout(design, handle, 'recession', figures.recessionMm[side])
      return shows('angle', side) ? { ...recession, angleDeg: figures.angleDeg[side] } : recession
    }
    case 'templePoint':
      return shows('templePoint', side)
        ? readout(design, handle, 'templePoint', figures.templePointMm[side])
        : undefined
    case 'sideburn':
      return undefined
  }
}

function readout(design: Design, handle: Handle, kind: Readout['kind'], mm: number): Readout {
  const { marks, face } = measuredLine(design)
  const faceMm = faceHeightPx(marks) * face.mmPerPx
  return { at: placeOf(design, handle), kind, mm, faceShare: mm / faceMm }
}
