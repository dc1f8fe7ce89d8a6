import { type PointPx, between, onGrid } from '../../geometry/points.ts'
import type { HeadOutline, Marks } from '../design.ts'
import { OUTLINE_RADII, radiusFactor } from './outlineRadii.ts'

/** A frame fixed to the face: origin at the glabella, x to the image's right along the brows, y up the midline, px. */
export interface FaceFrame {
  readonly toFace: (p: PointPx) => PointPx
  readonly toPhoto: (f: PointPx) => PointPx
}

export const MIN_HALF_AXIS_PX = 8

const axesOf = (tilt: number) => ({ cos: Math.cos(tilt), sin: Math.sin(tilt) })

function frameAt(origin: PointPx, tilt: number): FaceFrame {
  const { cos, sin } = axesOf(tilt)
  return {
    toFace: (p) => {
      const dx = p.x - origin.x
      const dy = p.y - origin.y
      return { x: dx * cos + dy * sin, y: dx * sin - dy * cos }
    },
    toPhoto: (f) => ({ x: origin.x + f.x * cos + f.y * sin, y: origin.y + f.x * sin - f.y * cos }),
  }
}

export function faceFrame(marks: Marks): FaceFrame {
  return frameAt(marks.glabella, marks.midlineTilt)
}

export const outlineFrame = (marks: Marks): FaceFrame => frameAt(marks.outline.centre, marks.midlineTilt)

/** The head outline as a closed polygon without a repeated end, from the patient's left side over the top; see onGrid. */
export function outlinePolygon(marks: Marks, count = 180): PointPx[] {
  const { outline } = marks
  const { rx, ry } = outline
  const frame = outlineFrame(marks)
  return Array.from({ length: count }, (_, i) => {
    const { x, y } = outlinePoint(outline, i / count)
    return onGrid(frame.toPhoto({ x: rx * x, y: ry * y }))
  })
}

/** A place of the outline at a share of the whole turn, in its half axes from its centre. */
export function outlinePoint(outline: Pick<HeadOutline, 'squareness' | 'radii'>, turn: number): PointPx {
  const { squareness } = outline
  const c = Math.cos(2 * Math.PI * turn)
  const s = Math.sin(2 * Math.PI * turn)
  // By polar angle and not by the superellipse's parameter, so that points do not crowd at the poles.
  const even = (Math.abs(c) ** squareness + Math.abs(s) ** squareness) ** (-1 / squareness)
  const r = even * radiusFactor(outline, turn)
  return { x: r * c, y: r * s }
}

/** A place of the photo in half axes of the outline from its centre. */
export function inOutline(marks: Marks, p: PointPx): PointPx {
  const { x, y } = outlineFrame(marks).toFace(p)
  return { x: x / marks.outline.rx, y: y / marks.outline.ry }
}

/** The points of the superellipse that the outline's factors stand for. */
export function evenOutline(marks: Marks): PointPx[] {
  return outlinePolygon({ ...marks, outline: { ...marks.outline, radii: undefined } }, OUTLINE_RADII)
}

/**
 * Between the photo and a plane in which the outline is its bare superellipse: along the rays from its centre. A fitted
 * outline may be hollow in places, the superellipse is not. Null where nothing was fitted.
 */
export function evening(marks: Marks): { even(p: PointPx): PointPx; uneven(p: PointPx): PointPx } | null {
  const { outline } = marks
  if (!outline.radii) return null
  const frame = outlineFrame(marks)
  const along = (p: PointPx, share: (factor: number) => number): PointPx => {
    const f = frame.toFace(p)
    const turn = Math.atan2(f.y / outline.ry, f.x / outline.rx) / (2 * Math.PI)
    return between(outline.centre, p, share(radiusFactor(outline, turn)))
  }
  return { even: (p) => along(p, (factor) => 1 / factor), uneven: (p) => along(p, (factor) => factor) }
}

/** Of fitted outlines, in the face frame. Marks are asked many times while a line is laid from them. */
const fittedOutlines = new WeakMap<Marks, readonly PointPx[]>()

function fittedOutline(marks: Marks): readonly PointPx[] {
  const known = fittedOutlines.get(marks)
  if (known) return known
  const polygon = outlinePolygon(marks).map(faceFrame(marks).toFace)
  fittedOutlines.set(marks, polygon)
  return polygon
}

/**
 * How far the head reaches from the midline at a height of the face frame, px, on both sides, right = the patient's.
 * Above the top and below the chin it is 0.
 */
export function headReachAt(marks: Marks, faceY: number): { right: number; left: number } {
  const { rx, ry, squareness, radii } = marks.outline
  if (radii) return polygonReachAt(fittedOutline(marks), faceY)
  const centre = faceFrame(marks).toFace(marks.outline.centre)
  const v = Math.min(1, Math.abs((faceY - centre.y) / ry))
  const half = rx * (1 - v ** squareness) ** (1 / squareness)
  return { right: Math.max(0, half - centre.x), left: Math.max(0, half + centre.x) }
}

function polygonReachAt(polygon: readonly PointPx[], y: number): { right: number; left: number } {
  let right = 0
  let left = 0
  let p = polygon.at(-1)!
  for (const q of polygon) {
    if (p.y <= y !== q.y <= y) {
      const x = p.x + ((y - p.y) / (q.y - p.y)) * (q.x - p.x)
      right = Math.max(right, -x)
      left = Math.max(left, x)
    }
    p = q
  }
  return { right, left }
}
