import { adjustmentsOf, turnOf } from '../../core/design/adjustments.ts'
import type { Design } from '../../core/design/design.ts'
import { add, subtract, type PointPx } from '../../core/geometry/points.ts'

/** Arrow presses within this time are one undo step. */
export const BURST_MS = 500

/** A step on the screen as one of the photo: arrows go along the straightened picture. */
export function onPhoto(design: Design, by: PointPx): PointPx {
  const turn = turnOf(design.photo, adjustmentsOf(design).straightenDeg)
  return turn ? subtract(turn.toPhoto(add(turn.centre, by)), turn.centre) : by
}

/** Ways of the arrow keys, right and down. */
export const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
