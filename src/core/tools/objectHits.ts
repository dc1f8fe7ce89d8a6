import { areaUnder } from '../design/areas/area.ts'
import type { Design } from '../design/design.ts'
import { freeLinePaths } from '../design/lines/freeLines.ts'
import { hairlinePath } from '../design/lines/hairline.ts'
import { currentId, hairlineOf, isHairline, linesOf, type Line } from '../design/lines/lines.ts'
import { faceMarks } from '../design/scale/marks.ts'
import { handlesOfMeasure } from '../design/scale/measureEnds.ts'
import { measuresOf } from '../design/scale/measures.ts'
import type { DesignObject } from '../design/objects.ts'
import { between, distance, dot, subtract, type PointPx } from '../geometry/points.ts'
import { hitHandle, LINE_SCREEN_PX, linePoints, type HandlePoint } from './handles.ts'
import type { Input, ToolContext } from './tool.ts'

/**
 * The points of the line in hand, and the face's marks under the hairline's. A line of the lower face has the hand to itself.
 * The scale belongs to its own tool and the head's outline to step Photo: they must not be moved in passing.
 */
export function handlesOfSelect(design: Design, context: ToolContext): readonly (readonly HandlePoint[])[] {
  const points = [endsInHand(design, context), linePoints(design, context)]
  return context.lineInHand == null && !context.marksRest ? [...points, faceMarks(design)] : points
}

/** The ends of measures that are in hand. */
export const endsInHand = (design: Design, { taken, measuresShown }: ToolContext): readonly HandlePoint[] =>
  measuresOf(design)
    .filter(({ id }) => measuresShown && taken?.some((object) => object.kind === 'measure' && object.id === id))
    .flatMap(handlesOfMeasure)

/** An object under the pointer; of a line whether by its mirror image. */
export interface Hit {
  readonly object: DesignObject
  readonly partner: boolean
}

/** The topmost object under the pointer, null over handles and where there is none. No hand takes what it cannot see. */
export function objectUnder(design: Design, input: Input, context: ToolContext): Hit | null {
  const { at, pointer } = input
  const onHandle = handlesOfSelect(design, context).some((set) => hitHandle(set, at, pointer, context.pxPerScreenPx))
  if (onHandle) return null
  const reach = LINE_SCREEN_PX[pointer] * context.pxPerScreenPx
  return (
    measureUnder(design, at, reach, context) ?? lineUnder(design, input, reach, context) ?? areaHit(design, at, context)
  )
}

function measureUnder(design: Design, at: PointPx, reach: number, { measuresShown }: ToolContext): Hit | null {
  const measure = measuresShown ? measuresOf(design).findLast(({ points }) => isNear(points, at, reach)) : undefined
  return measure ? { object: { kind: 'measure', id: measure.id }, partner: false } : null
}

/**
 * The line under the pointer whose points a double press goes into, null over a point that can be dragged and where a measure
 * lies on it.
 */
export function lineToEnter(design: Design, input: Input, context: ToolContext): number | null {
  const [ends = [], points = []] = handlesOfSelect(design, context)
  const onHandle = [ends, points].some((set) => hitHandle(set, input.at, input.pointer, context.pxPerScreenPx))
  const reach = LINE_SCREEN_PX[input.pointer] * context.pxPerScreenPx
  if (onHandle || measureUnder(design, input.at, reach, context)) return null
  return lineUnder(design, input, reach, context, true)?.object.id ?? null
}

/** The current hairline is taken by its points, and as a whole only to be copied: it has the hand already. */
function lineUnder(
  design: Design,
  { at, alt }: Input,
  reach: number,
  { hiddenLines, lineInHand }: ToolContext,
  anyLine = false,
): Hit | null {
  const own = currentId(design)
  const isFree = (line: Line) => line.id !== own || alt || lineInHand != null || anyLine
  for (const line of linesOf(design)
    .filter((other) => !hiddenLines?.has(other.id) && isFree(other))
    .toReversed()) {
    const path = pathsOf(design, line).findIndex((one) => isNear(one, at, reach))
    if (path >= 0) return { object: { kind: 'line', id: line.id }, partner: path > 0 }
  }
  return null
}

function areaHit(design: Design, at: PointPx, { shownAreas }: ToolContext): Hit | null {
  if (!shownAreas || shownAreas.size === 0) return null
  const id = areaUnder(design, at, (area) => shownAreas.has(area))
  return id === null ? null : { object: { kind: 'area', id }, partner: false }
}

const pathsOf = (design: Design, line: Line): readonly (readonly PointPx[])[] =>
  isHairline(line) ? [hairlinePath(hairlineOf(design, line))] : freeLinePaths(line, design.marks)

function isNear(path: readonly PointPx[], p: PointPx, reach: number): boolean {
  return path.some((b, i) => {
    const a = path[i - 1]
    if (!a) return false
    const along = subtract(b, a)
    const length2 = dot(along, along)
    const share = length2 > 0 ? Math.max(0, Math.min(1, dot(subtract(p, a), along) / length2)) : 0
    return distance(between(a, b, share), p) <= reach
  })
}
