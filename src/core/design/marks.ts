import { type PointPx, between, distance, onGrid } from '../geometry/points.ts'
import type { Design, HeadOutline, Marks } from './design.ts'
import { markProportions } from './markProportions.ts'
import { OUTLINE_RADII, radiusFactor } from './outlineRadii.ts'
import { viewOf, type PhotoView } from './photoView.ts'

/** A frame fixed to the face: origin at the glabella, x to the image's right along the brows, y up the midline, px. */
export interface FaceFrame {
  readonly toFace: (p: PointPx) => PointPx
  readonly toPhoto: (f: PointPx) => PointPx
}

/**
 * Right and left are the patient's, as in `Marks`: outlineRight lies on the left of a frontal photo.
 * No name is also that of a hairline handle.
 */
export const markHandleNames = [
  'glabella',
  'midlineTop',
  'eyeRight',
  'eyeLeft',
  'outlineTop',
  'outlineRight',
  'outlineBottom',
  'outlineLeft',
  'outlineShoulderRight',
  'outlineShoulderLeft',
] as const
export type MarkHandle = (typeof markHandleNames)[number]

/** The glabella divides the face in thirds: what lies below it is two of them. */
const FACE_OVER_LOWER_FACE = 1.5

/** Beyond these a superellipse no longer looks like a head. */
const MIN_SQUARENESS = 1.6
const MAX_SQUARENESS = 6
const MIN_HALF_AXIS_PX = 8

/** Where the midline's handle sits above the glabella, as a share of the way to the top of the outline. */
const MIDLINE_HANDLE_SHARE = 0.86

// Where a head usually is: between close clinical photos (.77 of the height) and portraits with shoulders (.5).
const HEAD_SHARE_OF_HEIGHT = 0.62
const HEAD_LIMIT_OF_WIDTH = 0.95
const CENTRE_OF_HEIGHT = 0.46
const FRONTAL_SQUARENESS = 2.45

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

const outlineFrame = (marks: Marks): FaceFrame => frameAt(marks.outline.centre, marks.midlineTilt)

/** A head that fills the usual share of a photo of its view. Nothing was looked at: `checked` is false. */
export function proposeMarks(width: number, height: number, view: PhotoView = 'frontal'): Marks {
  const { breadth, tilt, ...places } = markProportions[view]
  const head = Math.min(height * HEAD_SHARE_OF_HEIGHT, width * HEAD_LIMIT_OF_WIDTH)
  const x = width / 2
  const centreY = height * CENTRE_OF_HEIGHT
  const at = ([across, down]: readonly [number, number]): PointPx => ({
    x: x + head * across,
    y: centreY - head / 2 + head * down,
  })
  return {
    glabella: at(places.glabella),
    midlineTilt: tilt,
    eyeRight: at(places.eyeRight),
    eyeLeft: at(places.eyeLeft),
    outline: {
      centre: { x, y: centreY },
      rx: (head * breadth) / 2,
      ry: head / 2,
      squareness: FRONTAL_SQUARENESS,
    },
    checked: false,
  }
}

/** The marks turned, sized and moved as a whole, so that two places come to lie on two others. */
export function movedMarks(marks: Marks, from: readonly [PointPx, PointPx], to: readonly [PointPx, PointPx]): Marks {
  const [a, b] = from
  const [c, d] = to
  const length2 = (b.x - a.x) ** 2 + (b.y - a.y) ** 2
  // Turn and size as one complex factor.
  const re = ((d.x - c.x) * (b.x - a.x) + (d.y - c.y) * (b.y - a.y)) / length2
  const im = ((d.y - c.y) * (b.x - a.x) - (d.x - c.x) * (b.y - a.y)) / length2
  const size = Math.sqrt(re * re + im * im)
  const moved = (p: PointPx): PointPx => ({
    x: c.x + re * (p.x - a.x) - im * (p.y - a.y),
    y: c.y + im * (p.x - a.x) + re * (p.y - a.y),
  })
  const { centre, rx, ry } = marks.outline
  return {
    glabella: moved(marks.glabella),
    midlineTilt: marks.midlineTilt + Math.atan2(im, re),
    eyeRight: moved(marks.eyeRight),
    eyeLeft: moved(marks.eyeLeft),
    outline: { ...marks.outline, centre: moved(centre), rx: rx * size, ry: ry * size },
    checked: marks.checked,
  }
}

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

/** Hairline to menton by the rule of thirds: 1.5 times the glabella's distance to the outline's bottom. */
export function faceHeightPx(marks: Marks): number {
  const bottom = outlineFrame(marks).toPhoto({ x: 0, y: -marks.outline.ry })
  return FACE_OVER_LOWER_FACE * Math.max(MIN_HALF_AXIS_PX, -faceFrame(marks).toFace(bottom).y)
}

const shoulderRadius = (squareness: number): number => 2 ** (-1 / squareness)

/** Where each handle of the outline stands: in half axes of the superellipse, on its edge. */
function outlineHandlesAt(outline: HeadOutline): Readonly<Record<OutlineHandle, PointPx>> {
  const k = shoulderRadius(outline.squareness)
  const at = (turn: number, x: number, y: number): PointPx => {
    const factor = radiusFactor(outline, turn)
    return { x: factor * x, y: factor * y }
  }
  return {
    outlineLeft: at(0, 1, 0),
    outlineShoulderLeft: at(1 / 8, k, k),
    outlineTop: at(1 / 4, 0, 1),
    outlineShoulderRight: at(3 / 8, -k, k),
    outlineRight: at(1 / 2, -1, 0),
    outlineBottom: at(3 / 4, 0, -1),
  }
}

export function markHandles(marks: Marks): readonly { handle: MarkHandle; at: PointPx }[] {
  const { rx, ry } = marks.outline
  const face = faceFrame(marks)
  const outline = outlineFrame(marks)
  const stand = outlineHandlesAt(marks.outline)
  const onEdge = (handle: OutlineHandle) => outline.toPhoto({ x: rx * stand[handle].x, y: ry * stand[handle].y })
  const top = face.toFace(onEdge('outlineTop')).y
  return [
    { handle: 'glabella', at: marks.glabella },
    { handle: 'midlineTop', at: face.toPhoto({ x: 0, y: MIDLINE_HANDLE_SHARE * Math.max(top, ry / 2) }) },
    { handle: 'eyeRight', at: marks.eyeRight },
    { handle: 'eyeLeft', at: marks.eyeLeft },
    { handle: 'outlineTop', at: onEdge('outlineTop') },
    { handle: 'outlineRight', at: onEdge('outlineRight') },
    { handle: 'outlineBottom', at: onEdge('outlineBottom') },
    { handle: 'outlineLeft', at: onEdge('outlineLeft') },
    { handle: 'outlineShoulderRight', at: onEdge('outlineShoulderRight') },
    { handle: 'outlineShoulderLeft', at: onEdge('outlineShoulderLeft') },
  ]
}

/** Marks that a view does not show: they stay where they were proposed. */
const unseen: Partial<Record<PhotoView, readonly MarkHandle[]>> = {
  rightProfile: ['eyeLeft'],
  leftProfile: ['eyeRight'],
  vertex: ['eyeRight', 'eyeLeft'],
  crown: ['glabella', 'eyeRight', 'eyeLeft'],
}

/** The marks that a photo's view shows. */
export function seenMarks({ photo, marks }: Pick<Design, 'photo' | 'marks'>) {
  const without = unseen[viewOf({ photo })] ?? []
  return markHandles(marks).filter(({ handle }) => !without.includes(handle))
}

/**
 * Moves one mark; a side of the outline moves alone, the opposite side stays, and a fitted shape is stretched with it.
 * The marks count as checked.
 */
export function moveMark(marks: Marks, handle: MarkHandle, to: PointPx): Marks {
  switch (handle) {
    case 'glabella':
      return { ...marks, glabella: to, checked: true }
    case 'eyeRight':
      return { ...marks, eyeRight: to, checked: true }
    case 'eyeLeft':
      return { ...marks, eyeLeft: to, checked: true }
    case 'midlineTop': {
      if (distance(to, marks.glabella) < MIN_HALF_AXIS_PX) return marks
      const tilt = Math.atan2(to.x - marks.glabella.x, marks.glabella.y - to.y)
      // A midline lying on its side is a slip of the hand, not a head.
      return { ...marks, midlineTilt: Math.max(-Math.PI / 3, Math.min(Math.PI / 3, tilt)), checked: true }
    }
    case 'outlineTop':
    case 'outlineRight':
    case 'outlineBottom':
    case 'outlineLeft':
    case 'outlineShoulderRight':
    case 'outlineShoulderLeft':
      return { ...marks, outline: moveOutline(marks, handle, to), checked: true }
  }
}

type OutlineHandle = Extract<MarkHandle, `outline${string}`>

function moveOutline(marks: Marks, handle: OutlineHandle, to: PointPx): HeadOutline {
  const { outline } = marks
  const { rx, ry } = outline
  const frame = outlineFrame(marks)
  const { x, y } = frame.toFace(to)
  const stand = outlineHandlesAt(outline)
  /** The half axis with which one end lies at a place and the other, `far` half axes off, stays; and the centre's way. */
  const side = (at: number, half: number, near: number, far: number) => {
    const reach = Math.max(MIN_HALF_AXIS_PX, (at + half * far) / (near + far))
    return { half: reach, shift: far * (reach - half) }
  }
  const [top, bottom, right, left] = [
    stand.outlineTop.y,
    -stand.outlineBottom.y,
    -stand.outlineRight.x,
    stand.outlineLeft.x,
  ]
  switch (handle) {
    case 'outlineTop': {
      const { half, shift } = side(y, ry, top, bottom)
      return { ...outline, ry: half, centre: frame.toPhoto({ x: 0, y: shift }) }
    }
    case 'outlineBottom': {
      const { half, shift } = side(-y, ry, bottom, top)
      return { ...outline, ry: half, centre: frame.toPhoto({ x: 0, y: -shift }) }
    }
    case 'outlineLeft': {
      const { half, shift } = side(x, rx, left, right)
      return { ...outline, rx: half, centre: frame.toPhoto({ x: shift, y: 0 }) }
    }
    case 'outlineRight': {
      const { half, shift } = side(-x, rx, right, left)
      return { ...outline, rx: half, centre: frame.toPhoto({ x: -shift, y: 0 }) }
    }
    case 'outlineShoulderRight':
    case 'outlineShoulderLeft': {
      const onRight = handle === 'outlineShoulderRight'
      const factor = radiusFactor(outline, onRight ? 3 / 8 : 1 / 8)
      const k = Math.max(0.01, ((onRight ? -x : x) / rx + y / ry) / (2 * factor))
      const lowest = shoulderRadius(MIN_SQUARENESS)
      const highest = shoulderRadius(MAX_SQUARENESS)
      const squareness = -Math.LN2 / Math.log(Math.max(lowest, Math.min(highest, k)))
      return { ...outline, squareness }
    }
  }
}

/** Fewer px across the head than this show the shade of dots, and no dots (ux: quality). */
const LEAST_FOR_DOTS_PX = 1200
/** From here on every dot can be seen; under the least not even where it is dense. */
const GOOD_FOR_DOTS_PX = 2000
const LEAST_FOR_TONE_PX = 600

export const pxAcrossHead = ({ photo, marks }: Pick<Design, 'photo' | 'marks'>): number =>
  Math.round(Math.min(photo.width, marks.outline.rx * 2))

/** How much of dots a head of so many px shows. */
export function detailOf(acrossPx: number): 'good' | 'fair' | 'low' | 'shadeOnly' {
  if (acrossPx >= GOOD_FOR_DOTS_PX) return 'good'
  if (acrossPx >= LEAST_FOR_DOTS_PX) return 'fair'
  return acrossPx >= LEAST_FOR_TONE_PX ? 'low' : 'shadeOnly'
}

export const isTooSmallForDots = (design: Pick<Design, 'photo' | 'marks'>): boolean =>
  pxAcrossHead(design) < LEAST_FOR_DOTS_PX
