import { boundsOf, isInside } from '../../geometry/polygon.ts'
import { between, distance, type PointPx } from '../../geometry/points.ts'
import { splineThrough } from '../../geometry/spline.ts'
import { fillPolygon } from '../../pixels/maskFill.ts'
import type { AreaDesign, Design, Marks } from '../design.ts'
import {
  canAddLine,
  isFree,
  linesOf,
  lineOf,
  MOST_FREE_POINTS,
  nextLineId,
  withLines,
  type FreeLine,
  type FreeLineKind,
  type FreePoint,
  type Line,
} from './lines.ts'
import { faceFrame, headReachAt, outlinePolygon } from '../head/headOutline.ts'

/** Lines through points of their own, and those of the lower face as they are laid from the marks. */

const PATH_STEP_PX = 3

/**
 * Breadth between the lateral eye corners of the mean face that the shapes below are given on, mm. Heights below its glabella:
 * subnasale 64.8, upper lip 80.3, mouth 90.3, chin 141.2; breadths: mouth 55.9, jaw 106.6, cheekbones 133.8 (means of
 * adult men, Maxillofac Plast Reconstr Surg 2019, doi 10.1186/s40902-019-0191-7, table 9). The shapes between those
 * landmarks are assumed, drawn by eye.
 */
const MEAN_EYE_CORNERS_MM = 98.2

/** On the patient's right: from the midline outwards, below the glabella, mm of the mean face; `corner` where it turns. */
type Place = readonly [across: number, below: number, corner?: 'corner']

const shapes: Readonly<Record<'beardCheek' | 'moustache', readonly Place[]>> = {
  // Down the front of the ear's hair, along the cheek to the corner of the mouth, round the chin and back along the jaw.
  beardCheek: [
    [59, 44, 'corner'],
    [57, 66],
    [46, 80],
    [34, 91, 'corner'],
    [29, 104],
    [10, 112],
    [0, 113, 'corner'],
    [0, 138, 'corner'],
    [22, 137],
    [42, 121],
    [55, 97],
    [63, 70],
    [66, 44, 'corner'],
  ],
  // Between nose and upper lip, out to a little beyond the corner of the mouth.
  moustache: [
    [0, 70],
    [13, 69],
    [26, 78],
    [33, 92, 'corner'],
    [24, 86],
    [11, 79],
    [0, 80],
  ],
}

/** Radius of a free shape as it is laid, mm of the mean face, how many points it has, and its share of the way up the head. */
const FREE_RADIUS_MM = 18
const FREE_POINTS = 6
const FREE_UP_SHARE = 0.72
/** A line is laid this far inside the head's outline, mm of the mean face. */
const EDGE_MM = 3

/** What a line of a kind is as it is laid: the beard's line once on each side, a moustache across the midline, a round shape. */
export function layFreeLine(
  kind: FreeLineKind,
  marks: Marks,
): Pick<FreeLine, 'kind' | 'points' | 'closed' | 'mirrored'> {
  const { toFace, toPhoto } = faceFrame(marks)
  const pxPerMm = Math.max(1e-3, toFace(marks.eyeLeft).x - toFace(marks.eyeRight).x) / MEAN_EYE_CORNERS_MM
  if (kind === 'free') {
    const top = Math.max(...outlinePolygon(marks).map((p) => toFace(p).y))
    const centre = { x: 0, y: FREE_UP_SHARE * top }
    const points = Array.from({ length: FREE_POINTS }, (_, i): FreePoint => {
      const turn = (2 * Math.PI * i) / FREE_POINTS
      const r = FREE_RADIUS_MM * pxPerMm
      return { at: toPhoto({ x: centre.x + r * Math.sin(turn), y: centre.y + r * Math.cos(turn) }), corner: false }
    })
    return { kind, points, closed: true, mirrored: false }
  }
  const depthOf = depthBelowGlabella(marks, pxPerMm)
  const points = shapes[kind].map(([across, below, corner]): FreePoint => {
    const y = -depthOf(below)
    const { right, left } = headReachAt(marks, y)
    const reach = Math.min(right, left) - EDGE_MM * pxPerMm
    const x = reach > 0 ? Math.min(across * pxPerMm, reach) : across * pxPerMm
    return { at: toPhoto({ x: -x, y }), corner: corner === 'corner' }
  })
  return { kind, points, closed: true, mirrored: true }
}

/** Of the mean face, mm below the glabella: from the mouth down a shape ends where the outline has the chin. */
const MOUTH_MM = 90.3
const CHIN_MM = 141.2
/** However bowed the head is, some of the chin is seen: assumed. */
const LEAST_CHIN = 0.25

/** How deep below the glabella a place of the mean face lies, px: a bowed head shows less of the chin. */
function depthBelowGlabella(marks: Marks, pxPerMm: number): (belowMm: number) => number {
  const { toFace } = faceFrame(marks)
  const bottom = Math.min(...outlinePolygon(marks).map((p) => toFace(p).y))
  const mouth = MOUTH_MM * pxPerMm
  const usual = (CHIN_MM - MOUTH_MM) * pxPerMm
  const chin = Math.max(LEAST_CHIN * usual, Math.min(usual, -bottom - mouth))
  return (belowMm) =>
    belowMm <= MOUTH_MM ? belowMm * pxPerMm : mouth + ((belowMm - MOUTH_MM) / (CHIN_MM - MOUTH_MM)) * chin
}

/** Another free line above the others; null where there are enough. */
export function withNewFreeLine(design: Design, kind: FreeLineKind): Design | null {
  if (!canAddLine(design)) return null
  const line: FreeLine = { ...layFreeLine(kind, design.marks), id: nextLineId(design) }
  return withLines(design, [...linesOf(design), line])
}

/** The design with free lines laid again from its marks where nobody has shaped them since they were laid from others. */
export function withFreeLinesFollowing(design: Design, before: Marks): Design {
  const { lines, marks } = design
  if (!lines || marks === before) return design
  const laid = lines.map((line) => {
    if (!isFree(line) || !sameShape(line, layFreeLine(line.kind, before))) return line
    return { ...line, ...layFreeLine(line.kind, marks) }
  })
  return laid.some((line, i) => line !== lines[i]) ? { ...design, lines: laid } : design
}

const sameShape = (a: Pick<FreeLine, 'points' | 'closed' | 'mirrored'>, b: typeof a): boolean =>
  a.closed === b.closed &&
  a.mirrored === b.mirrored &&
  a.points.length === b.points.length &&
  a.points.every(({ at, corner }, i) => {
    const other = b.points[i]!
    return at.x === other.at.x && at.y === other.at.y && corner === other.corner
  })

/** The same place on the other side of the face's midline. */
export const mirroredPoint = (marks: Marks, p: PointPx): PointPx => {
  const { toFace, toPhoto } = faceFrame(marks)
  const f = toFace(p)
  return toPhoto({ x: -f.x, y: f.y })
}

/** A moustache is one shape across the midline: its first and last points stay on it while it is mirrored. */
export const isJoined = (line: FreeLine): boolean => line.mirrored && line.kind === 'moustache'
const isOnMidline = (line: FreeLine, i: number): boolean => isJoined(line) && (i === 0 || i === line.points.length - 1)

/** All points of a joined line, once round. */
export function joined(line: FreeLine, marks: Marks): FreePoint[] {
  const other = line.points
    .slice(1, -1)
    .map((p) => ({ ...p, at: mirroredPoint(marks, p.at) }))
    .toReversed()
  return [...line.points, ...other]
}

const paths = new WeakMap<FreeLine, { readonly marks: Marks; readonly paths: readonly (readonly PointPx[])[] }>()

/** The line as polylines, one for each shape; a closed one ends where it begins. */
export function freeLinePaths(line: FreeLine, marks: Marks): readonly (readonly PointPx[])[] {
  const known = paths.get(line)
  if (known?.marks === marks) return known.paths
  const made = pathsOf(line, marks)
  paths.set(line, { marks, paths: made })
  return made
}

function pathsOf(line: FreeLine, marks: Marks): readonly (readonly PointPx[])[] {
  if (isJoined(line)) return [smooth(joined(line, marks), line.closed)]
  const one = smooth(line.points, line.closed)
  return line.mirrored ? [one, one.map((p) => mirroredPoint(marks, p))] : [one]
}

function smooth(points: readonly FreePoint[], closed: boolean): PointPx[] {
  const places = points.map((p) => p.at)
  const first = points.findIndex((p) => p.corner)
  const cornersAt = (list: readonly FreePoint[]) => new Set(list.flatMap((p, i) => (p.corner ? [i] : [])))
  if (!closed || points.length < 3) return splineThrough(places, PATH_STEP_PX, cornersAt(points))
  if (first >= 0) {
    const round = [...points.slice(first), ...points.slice(0, first + 1)]
    return splineThrough(
      round.map((p) => p.at),
      PATH_STEP_PX,
      cornersAt(round),
    )
  }
  // Round once with neighbours on both ends, which are then cut off again.
  const [start, second] = [places[0]!, places[1]!]
  const wide = splineThrough([places.at(-1)!, ...places, start, second], PATH_STEP_PX)
  const from = wide.findIndex((p) => p === start)
  const to = wide.findLastIndex((p) => p === start)
  return wide.slice(from, to + 1)
}

/** A point of a free line: stored on its own side, `m` where its mirror image is meant. */
export type FreeHandle = `line${number}.${'p' | 'm'}${number}`

const freeHandle = /^line(\d+)\.([pm])(\d+)$/

export const isFreeHandle = (handle: string): handle is FreeHandle => freeHandle.test(handle)

/** The parts of a free line's handle, null for any other handle. */
export function partsOfFree(handle: string): { id: number; partner: boolean; index: number } | null {
  const found = freeHandle.exec(handle)
  return found ? { id: Number(found[1]), partner: found[2] === 'm', index: Number(found[3]) } : null
}

/** The handles of a free line, along it, then those of its mirror image. */
export function freeHandlePoints(line: FreeLine, marks: Marks): readonly { handle: FreeHandle; at: PointPx }[] {
  const own = line.points.map(({ at }, i) => ({ handle: `line${line.id}.p${i}` as const, at }))
  if (!line.mirrored) return own
  const partners = line.points.flatMap(({ at }, i) =>
    isOnMidline(line, i) ? [] : [{ handle: `line${line.id}.m${i}` as const, at: mirroredPoint(marks, at) }],
  )
  return [...own, ...partners]
}

/** The line of a handle and its point, null where either is gone. */
export function freePointOf(
  design: Pick<Design, 'lines'>,
  handle: string,
): { readonly line: FreeLine; readonly index: number; readonly partner: boolean } | null {
  const parts = partsOfFree(handle)
  const line = parts && lineOf(design, parts.id)
  if (!parts || !line || !isFree(line) || !(parts.index in line.points)) return null
  return { line, index: parts.index, partner: parts.partner }
}

/** The line with a point elsewhere; a partner's place is that of its mirror image. */
export function withFreePointAt(line: FreeLine, marks: Marks, handle: FreeHandle, to: PointPx): FreeLine {
  const parts = partsOfFree(handle)
  if (!parts || !(parts.index in line.points)) return line
  const { toFace, toPhoto } = faceFrame(marks)
  const own = parts.partner ? mirroredPoint(marks, to) : to
  const at = isOnMidline(line, parts.index) ? toPhoto({ x: 0, y: toFace(own).y }) : own
  return { ...line, points: line.points.map((p, i) => (i === parts.index ? { ...p, at } : p)) }
}

/** The line with one point more, halfway to the next; null where there are enough or none follows. */
export function withPointAfter(line: FreeLine, index: number): FreeLine | null {
  const { points, closed } = line
  const next = points[index + 1] ?? (closed && !isJoined(line) ? points[0] : undefined)
  const here = points[index]
  if (!here || !next || points.length >= MOST_FREE_POINTS || distance(here.at, next.at) < 2) return null
  return { ...line, points: points.toSpliced(index + 1, 0, { at: between(here.at, next.at, 0.5), corner: false }) }
}

/** The line without a point; null where it would be no line any more, or where the point holds its halves together. */
export function withoutFreePoint(line: FreeLine, index: number): FreeLine | null {
  const least = line.closed ? 3 : 2
  if (line.points.length <= least || isOnMidline(line, index)) return null
  return { ...line, points: line.points.toSpliced(index, 1) }
}

export const withFreeCorner = (line: FreeLine, index: number, corner: boolean): FreeLine => ({
  ...line,
  points: line.points.map((p, i) => (i === index ? { ...p, corner } : p)),
})

/** Both sides of a mirrored line as two lines, each with points of its own. @param id of the second one */
export function twoSides(line: FreeLine, marks: Marks, id: number): readonly [FreeLine, FreeLine] {
  const one = { ...line, mirrored: false }
  return [one, { ...one, id, points: line.points.map((p) => ({ ...p, at: mirroredPoint(marks, p.at) })) }]
}

/**
 * The design with both sides of a mirrored line apart, so that each can be shaped: a moustache with all its points, other
 * lines as two. Null where there is no room for another line, or for so many points on one.
 */
export function withSidesApart(design: Design, line: FreeLine): Design | null {
  if (!line.mirrored) return design
  const { marks } = design
  const parts: readonly FreeLine[] = isJoined(line)
    ? [{ ...line, mirrored: false, points: joined(line, marks) }]
    : twoSides(line, marks, nextLineId(design))
  if (parts.length > 1 && !canAddLine(design)) return null
  if (parts.some(({ points }) => points.length > MOST_FREE_POINTS)) return null
  return withLines(
    design,
    linesOf(design).flatMap((other): readonly Line[] => (other.id === line.id ? parts : [other])),
  )
}

/** Whether a place lies inside a closed line. */
export const isInFreeLine = (line: FreeLine, marks: Marks, p: PointPx): boolean =>
  line.closed && freeLinePaths(line, marks).some((path) => isInside(path, p))

/** The area with the inside of a closed line added by hand, antialiased; the same area where it encloses nothing. */
export function withInsideAdded(area: AreaDesign, line: FreeLine, marks: Marks): AreaDesign {
  if (!line.closed) return area
  return freeLinePaths(line, marks).reduce((grown, path) => {
    const box = boundsOf(path)
    if (!box || box.width === 0 || box.height === 0) return grown
    const add = fillPolygon(grown.add, path, 'add')
    return { ...grown, add, subtract: fillPolygon(grown.subtract, path, 'erase') }
  }, area)
}
