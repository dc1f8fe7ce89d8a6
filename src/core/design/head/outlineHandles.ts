import { between, type PointPx } from '../../geometry/points.ts'
import type { HeadOutline, Marks } from '../design.ts'
import { MIN_HALF_AXIS_PX, outlineFrame, outlinePoint } from './headOutline.ts'
import { LEAST_RADIUS, MOST_RADIUS, OUTLINE_RADII, radiusFactor } from './outlineRadii.ts'

export const outlineHandleNames = [
  'outlineTop',
  'outlineRight',
  'outlineBottom',
  'outlineLeft',
  'outlineShoulderRight',
  'outlineShoulderLeft',
] as const
export type OutlineHandle = (typeof outlineHandleNames)[number]

/** Beyond these a superellipse no longer looks like a head. */
const MIN_SQUARENESS = 1.6
const MAX_SQUARENESS = 6

/** Where each handle stands, as a share of the whole turn. */
const turnOf: Readonly<Record<OutlineHandle, number>> = {
  outlineLeft: 0,
  outlineShoulderLeft: 1 / 8,
  outlineTop: 1 / 4,
  outlineShoulderRight: 3 / 8,
  outlineRight: 1 / 2,
  outlineBottom: 3 / 4,
}

/**
 * How far a handle of a fitted outline takes the points beside it along, as a share of the whole turn. The face follows its
 * sides and its chin; the skull, on which every measure stands, hardly does.
 */
function reachOf(handle: OutlineHandle, turn: number): number {
  const isFace = turn > 1 / 2
  if (handle === 'outlineLeft' || handle === 'outlineRight') return isFace ? 1 / 4 : 1 / 16
  return handle === 'outlineBottom' ? 1 / 4 : 1 / 8
}

const shoulderRadius = (squareness: number): number => 2 ** (-1 / squareness)

/** Where each handle of the outline stands: in half axes of the superellipse, on its edge. */
export function outlineHandlesAt(outline: HeadOutline): Readonly<Record<OutlineHandle, PointPx>> {
  const k = shoulderRadius(outline.squareness)
  const at = (handle: OutlineHandle, x: number, y: number): PointPx => {
    const factor = radiusFactor(outline, turnOf[handle])
    return { x: factor * x, y: factor * y }
  }
  return {
    outlineLeft: at('outlineLeft', 1, 0),
    outlineShoulderLeft: at('outlineShoulderLeft', k, k),
    outlineTop: at('outlineTop', 0, 1),
    outlineShoulderRight: at('outlineShoulderRight', -k, k),
    outlineRight: at('outlineRight', -1, 0),
    outlineBottom: at('outlineBottom', 0, -1),
  }
}

/**
 * The outline with one handle at another place. A side moves alone, the opposite one stays. A fitted outline follows the hand
 * beside the handle only: what was found elsewhere on the photo, or bent by hand, stays where it is.
 */
export function moveOutline(marks: Marks, handle: OutlineHandle, to: PointPx): HeadOutline {
  const { outline } = marks
  if (!outline.radii) return stretched(marks, handle, to)
  const isShoulder = handle === 'outlineShoulderRight' || handle === 'outlineShoulderLeft'
  return isShoulder ? bent(marks, handle, to) : fittedAgain(marks, handle, stretched(marks, handle, to))
}

/** The whole form, by its half axes and its squareness. */
function stretched(marks: Marks, handle: OutlineHandle, to: PointPx): HeadOutline {
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
      const k = ((handle === 'outlineShoulderRight' ? -x : x) / rx + y / ry) / 2
      const lowest = shoulderRadius(MIN_SQUARENESS)
      const highest = shoulderRadius(MAX_SQUARENESS)
      const squareness = -Math.LN2 / Math.log(Math.max(lowest, Math.min(highest, k)))
      return { ...outline, squareness }
    }
  }
}

/** How much of a handle's way the outline goes along at a turn. */
function followed(handle: OutlineHandle, turn: number): number {
  const apart = Math.abs(turn - turnOf[handle])
  const off = Math.min(apart, 1 - apart) / reachOf(handle, turn)
  return off < 1 ? Math.cos((Math.PI / 2) * off) ** 2 : 0
}

const withinRadii = (factor: number): number => Math.max(LEAST_RADIUS, Math.min(MOST_RADIUS, factor))

function bent(marks: Marks, handle: OutlineHandle, to: PointPx): HeadOutline {
  const { outline } = marks
  const { x, y } = outlineFrame(marks).toFace(to)
  const stand = outlineHandlesAt(outline)[handle]
  const times = ((x / outline.rx) * stand.x + (y / outline.ry) * stand.y) / (stand.x ** 2 + stand.y ** 2)
  const by = radiusFactor(outline, turnOf[handle]) * (times - 1)
  return {
    ...outline,
    radii: (outline.radii ?? []).map((factor, i) => withinRadii(factor + followed(handle, i / OUTLINE_RADII) * by)),
  }
}

/** Places between one factor and the next that a fitted outline is read at. */
const FINELY = 8

/**
 * A stretched outline whose factors are such that its points lie where they were, but for those that go along with the
 * handle.
 */
function fittedAgain(marks: Marks, handle: OutlineHandle, next: HeadOutline): HeadOutline {
  const before = { outline: marks.outline, frame: outlineFrame(marks) }
  const after = { outline: next, frame: outlineFrame({ ...marks, outline: next }) }
  const placed = ({ outline, frame }: typeof before, turn: number): PointPx => {
    const { x, y } = outlinePoint(outline, turn)
    return frame.toPhoto({ x: outline.rx * x, y: outline.ry * y })
  }
  const polar = Array.from({ length: FINELY * OUTLINE_RADII }, (_, i) => {
    const was = i / (FINELY * OUTLINE_RADII)
    const f = after.frame.toFace(between(placed(before, was), placed(after, was), followed(handle, was)))
    const [x, y] = [f.x / next.rx, f.y / next.ry]
    return { turn: (Math.atan2(y, x) / (2 * Math.PI) + 1) % 1, radius: Math.hypot(x, y) }
  }).toSorted((a, b) => a.turn - b.turn)
  const bare = { squareness: next.squareness }
  const radii = Array.from({ length: OUTLINE_RADII }, (_, i) => {
    const turn = i / OUTLINE_RADII
    const even = outlinePoint(bare, turn)
    return withinRadii(radiusAt(polar, turn) / Math.hypot(even.x, even.y))
  })
  return { ...next, radii }
}

interface Polar {
  readonly turn: number
  readonly radius: number
}

/** Between the two places around a turn; they are sorted by theirs. */
function radiusAt(places: readonly Polar[], turn: number): number {
  const next = places.findIndex((place) => place.turn >= turn)
  const b = places.at(Math.max(0, next))!
  const a = places.at(next > 0 ? next - 1 : -1)!
  const span = (b.turn - a.turn + 1) % 1
  const t = span > 0 ? ((turn - a.turn + 1) % 1) / span : 0
  return a.radius + t * (b.radius - a.radius)
}
