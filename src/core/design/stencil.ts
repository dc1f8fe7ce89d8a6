import type { PointPx } from '../geometry/points.ts'
import type { Design } from './design.ts'
import { hairlinePath } from './hairlineCurve.ts'
import { figureWay } from './figureWay.ts'
import { faceFrame } from './headOutline.ts'
import { errorAlong } from './lengthBand.ts'
import { measuredLine } from './measuredLine.ts'

/** mm on paper: x to the image's right of the midline, y up the midline from the glabella. */
export interface PointMm {
  readonly x: number
  readonly y: number
}

export interface Stencil {
  /** Hairline and temple lines in one, from the patient's right to the left. */
  readonly line: readonly PointMm[]
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
 * shows, and on a flat photo in its plane. The glabella, at 0, lies within the bounds.
 */
export function stencilOf(design: Design): Stencil {
  const { hairline, marks, face } = measuredLine(design)
  const { toFace } = faceFrame(marks)
  const onPaper = (p: PointPx): PointMm => {
    const { x, y } = toFace(p)
    return { x: Math.sign(x) * face.lengthMm({ x: 0, y }, { x, y }), y: face.heightMmAt(y) }
  }
  const line = hairlinePath(hairline).map(onPaper)
  const xs = line.map(({ x }) => x)
  const ys = line.map(({ y }) => y)
  return {
    line,
    midline: onPaper(hairline.midline),
    left: Math.min(0, ...xs),
    right: Math.max(0, ...xs),
    bottom: Math.min(0, ...ys),
    top: Math.max(0, ...ys),
  }
}

/** 90 % half width of the lengths that a stencil holds, relative: of the least sure one of them. */
export function stencilErrorOf(design: Design): number {
  const { only } = design.hairline
  const shown = only ? [only] : (['right', 'left'] as const)
  const ways = shown.flatMap((side) =>
    (['height', 'width', 'recession'] as const).map((f) => figureWay(design, f, side)),
  )
  return Math.max(...ways.map((way) => errorAlong(design, way)))
}
