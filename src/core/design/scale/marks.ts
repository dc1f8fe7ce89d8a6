import { type PointPx, distance } from '../../geometry/points.ts'
import type { Design, Marks } from '../design.ts'
import { faceFrame, MIN_HALF_AXIS_PX, outlineFrame } from '../head/headOutline.ts'
import { markProportions } from './markProportions.ts'
import { moveOutline, outlineHandleNames, outlineHandlesAt, type OutlineHandle } from '../head/outlineHandles.ts'
import { viewOf, type PhotoView } from '../photoView.ts'

/**
 * Right and left are the patient's, as in `Marks`: outlineRight lies on the left of a frontal photo.
 * No name is also that of a hairline handle.
 */
export const markHandleNames = ['glabella', 'midlineTop', 'eyeRight', 'eyeLeft', ...outlineHandleNames] as const
export type MarkHandle = (typeof markHandleNames)[number]

/** The glabella divides the face in thirds: what lies below it is two of them. */
const FACE_OVER_LOWER_FACE = 1.5

/** Where the midline's handle sits above the glabella, as a share of the way to the top of the outline. */
const MIDLINE_HANDLE_SHARE = 0.86

// Where a head usually is: between close clinical photos (.77 of the height) and portraits with shoulders (.5).
const HEAD_SHARE_OF_HEIGHT = 0.62
const HEAD_LIMIT_OF_WIDTH = 0.95
const CENTRE_OF_HEIGHT = 0.46
const FRONTAL_SQUARENESS = 2.45

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

/** Whether the outline has only the proportions of the face that was found: no edge was, and nobody has looked at it. */
export const isOutlineGuessed = ({ found, checked, outline }: Marks): boolean =>
  found === true && !checked && outline.radii === undefined

/** Hairline to menton by the rule of thirds: 1.5 times the glabella's distance to the outline's bottom. */
export function faceHeightPx(marks: Marks): number {
  const bottom = outlineFrame(marks).toPhoto({ x: 0, y: -marks.outline.ry })
  return FACE_OVER_LOWER_FACE * Math.max(MIN_HALF_AXIS_PX, -faceFrame(marks).toFace(bottom).y)
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

/** Those of the face and its midline: without the points of the head's outline. */
export const faceMarks = (design: Pick<Design, 'photo' | 'marks'>) =>
  seenMarks(design).filter(({ handle }) => !isOutlineHandle(handle))

const isOutlineHandle = (handle: MarkHandle): boolean => outlineHandleNames.some((name) => name === handle)

/** Moves one mark; a side of the outline moves alone, see moveOutline. The marks count as checked. */
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

/** Fewer px across the head than this show single dots only blurred: a dot's core is narrower than the model can draw sharp. */
const LEAST_FOR_DOTS_PX = 1200
/** From here on every dot can be seen. */
const GOOD_FOR_DOTS_PX = 2000
/**
 * Fewer show the shade of dots, and no dots (ux: quality): on a head of 152 mm that is .25 mm to a px, about as wide as a dot
 * is seen (simulation-model 5).
 */
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
  detailOf(pxAcrossHead(design)) === 'shadeOnly'
