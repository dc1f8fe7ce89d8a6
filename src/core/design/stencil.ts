import type { PointPx } from '../geometry/points.ts'
import type { Design } from './design.ts'
import { hairlinePath } from './hairlineCurve.ts'
import { faceFrame } from './headOutline.ts'
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
 * The hairline at its size on the skin. A forehead bends backwards, so heights are along the skin, all as on the midline and
 * as the height that the design shows; widths are those of the plane through the glabella. The glabella, at 0, lies within the bounds.
 */
export function stencilOf(design: Design): Stencil {
  const { hairline, marks, face } = measuredLine(design)
  const { mmPerPx, heightMmAt } = face
  const { toFace } = faceFrame(marks)
  const onPaper = (p: PointPx): PointMm => {
    const { x, y } = toFace(p)
    return { x: x * mmPerPx, y: heightMmAt(y) }
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
