import type { Design } from '../../../core/design/design.ts'
import { freeLinePaths, freePointOf } from '../../../core/design/lines/freeLines.ts'
import { hairlinePath } from '../../../core/design/lines/hairline.ts'
import { measureEndOf } from '../../../core/design/scale/measureEnds.ts'
import type { PointPx } from '../../../core/geometry/points.ts'
import { asHairlineHandle } from '../../../core/tools/hairlineTool.ts'
import type { ToolOverlay } from '../../../core/tools/tool.ts'

/** The line that a hand drags a point of, as polylines of the photo, px; none for a mark of the face. */
export function draggedLines(
  design: Design,
  { active, laying, measure }: Pick<ToolOverlay, 'active' | 'laying' | 'measure'>,
): readonly (readonly PointPx[])[] {
  if (!active) return [laying, measure].flatMap((points) => (points ? [points] : []))
  if (active === 'scaleA' || active === 'scaleB') return [[design.scale.a, design.scale.b]]
  const end = measureEndOf(design, active)
  if (end) return [end.measure.points]
  const free = freePointOf(design, active)
  if (free) return freeLinePaths(free.line, design.marks)
  return asHairlineHandle(design, active) ? [hairlinePath(design.hairline)] : []
}
