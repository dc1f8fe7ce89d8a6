import { distance, type PointPx } from '../../geometry/points.ts'
import { frontSurface, surfaceOf } from './calibration.ts'
import type { Design, Side } from '../design.ts'
import { frontOf, isBesideFront } from '../head/frontView.ts'
import { hairlinePath } from '../lines/hairlineCurve.ts'
import { figureWay } from './figureWay.ts'
import { faceFrame } from '../head/headOutline.ts'
import { errorAlong, type Way } from './lengthBand.ts'
import { measuredLine } from '../lines/measuredLine.ts'
import { isSure } from '../lines/shownLine.ts'

/** mm on paper: x to the image's right of the midline, y up the midline from the glabella. */
export interface PointMm {
  readonly x: number
  readonly y: number
}

export interface Stencil {
  /**
   * Hairline and temple lines in one, from the patient's right to the left, in pieces: skin that the photo does not measure
   * lies between them.
   */
  readonly pieces: readonly (readonly PointMm[])[]
  /** Where a piece ends though the line goes on. */
  readonly openEnds: readonly PointMm[]
  /** Where it crosses the midline. */
  readonly midline: PointMm
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly top: number
}

/**
 * The hairline at its size on the skin, to be laid around the forehead: heights are along the skin, all as on the midline and
 * as the height that the design shows; widths are along the skin straight beside the midline, as the width that the design
 * shows, and on a flat photo in its plane. Where that skin is tilted by more than 80 degrees, or no form of the head lies
 * under the line, no length of it is known: there the stencil ends. The glabella, at 0, lies within the bounds.
 */
export function stencilOf(design: Design): Stencil {
  const { onPaper, path, places } = placesOf(design)
  const pieces = places.map((piece) => piece.map(onPaper))
  const openEnds = places.flatMap((piece) =>
    [piece[0]!, piece.at(-1)!].filter((p) => p !== path[0] && p !== path.at(-1)).map(onPaper),
  )
  const xs = pieces.flat().map(({ x }) => x)
  const ys = pieces.flat().map(({ y }) => y)
  return {
    pieces,
    openEnds,
    midline: onPaper(measuredLine(design).hairline.midline),
    left: Math.min(0, ...xs),
    right: Math.max(0, ...xs),
    bottom: Math.min(0, ...ys),
    top: Math.max(0, ...ys),
  }
}

function placesOf(design: Design) {
  const { hairline, marks, face } = measuredLine(design)
  const { toFace, toPhoto } = faceFrame(marks)
  const front = frontOf(design)
  // Seen from the front in thought alone, the form itself says what lies at a place, however steeply.
  const inFront = front && frontSurface(front)
  const own = surfaceOf(design)
  const isKnown = (p: PointPx): boolean => (inFront ? isSure(inFront, p) : own.isMeasured(p))
  const beside = (p: PointPx): PointPx => toPhoto({ x: 0, y: toFace(p).y })
  const path = hairlinePath(hairline)
  return {
    beside,
    path,
    /** The places of the line that are measured, and their widths with them. */
    places: pieceByPiece(path, (p) => isKnown(p) && isKnown(beside(p))),
    onPaper(p: PointPx): PointMm {
      const { x, y } = toFace(p)
      return { x: Math.sign(x) * face.lengthMm({ x: 0, y }, { x, y }), y: face.heightMmAt(y) }
    },
  }
}

function pieceByPiece(path: readonly PointPx[], holds: (p: PointPx) => boolean): readonly (readonly PointPx[])[] {
  const pieces: PointPx[][] = [[]]
  for (const p of path) {
    if (holds(p)) pieces.at(-1)!.push(p)
    else if (pieces.at(-1)!.length > 0) pieces.push([])
  }
  // A single place is no line.
  return pieces.filter(({ length }) => length > 1)
}

/** Widths are looked at every so many places of the line. */
const LOOK_EVERY = 24

/**
 * 90 % half width of the lengths that a stencil holds, relative: of the least sure one of its front, which is drawn by it. Down
 * the temples the line turns away from every photo of the front, and is laid by the temple itself.
 */
export function stencilErrorOf(design: Design): number {
  const { only } = design.hairline
  const shown = only ? [only] : (['right', 'left'] as const)
  const surface = surfaceOf(design)
  const isHeld = (side: Side) => isBesideFront(design) || surface.isMeasured(design.hairline[side].apex)
  const figures = shown
    .filter(isHeld)
    .flatMap((side) => (['width', 'recession'] as const).map((f) => figureWay(design, f, side)))
  const ways = [figureWay(design, 'height'), ...figures, ...(isBesideFront(design) ? [] : frontWidthsOf(design))]
  return Math.max(...ways.map((way) => errorAlong(design, way)))
}

/** Of what is printed between the apexes. */
function frontWidthsOf(design: Design): readonly Way[] {
  const { places, beside, path } = placesOf(design)
  const { right, left } = design.hairline
  const placeOf = (apex: PointPx) =>
    path.reduce((best, p, i) => (distance(p, apex) < distance(path[best]!, apex) ? i : best), 0)
  const front = new Set(path.slice(placeOf(right.apex), placeOf(left.apex) + 1))
  return places
    .map((piece) => piece.filter((p) => front.has(p)))
    .flatMap((piece) => piece.filter((_, i) => i % LOOK_EVERY === 0 || i === piece.length - 1))
    .map((p): Way => [beside(p), p])
}

/** Lengths that err by more than this are no ground to draw on skin by, relative (assumed). */
export const MOST_STENCIL_ERROR = 0.15
