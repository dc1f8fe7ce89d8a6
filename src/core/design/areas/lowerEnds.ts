import { distance, type PointPx } from '../../geometry/points.ts'
import { aroundHead, type ProposedBy } from './area.ts'
import type { Side } from '../design.ts'
import { headOf, isBesideFront } from '../head/frontView.ts'
import { hairlinePath } from '../lines/hairline.ts'
import { shownHandles } from '../lines/hairlineCurve.ts'
import { viewOf } from '../photoView.ts'
import { behindLine } from './scalpEdge.ts'

/** Where a proposed area ends below: from the end of its line outwards, as far as beside the head or to the ear, px. */
export interface LowerEnd {
  readonly side: Side
  readonly from: PointPx
  readonly to: PointPx
  /** On the area's side of it. */
  readonly above: PointPx
}

/** The lower ends of what is proposed behind a line, on the sides on which the photo shows it down to its sideburn. */
export function lowerEndsOf(design: ProposedBy): readonly LowerEnd[] {
  const { hairline, marks } = design
  const head = isBesideFront(design) ? headOf(design) : null
  const path = hairlinePath(hairline)
  const around = head ? behindLine(hairline, marks, head, viewOf(design)) : aroundHead(hairline, marks)
  const [right, left] = [path[0], path.at(-1)]
  const [beyondLeft, beyondRight] = [around[0], around.at(-1)]
  if (!right || !left || !beyondLeft || !beyondRight) return []
  return [
    { side: 'right' as const, from: right, to: beyondRight },
    { side: 'left' as const, from: left, to: beyondLeft },
  ]
    .filter(({ side, from, to }) => shownHandles(hairline, side).at(-1) === 'sideburn' && distance(from, to) >= 1)
    .map((end) => ({ ...end, above: hairline[end.side].apex }))
}
