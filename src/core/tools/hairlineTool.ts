import {
  hasRoom,
  isAdded,
  isCorner,
  withAddedPoint,
  withCorner,
  withoutAddedPoint,
} from '../design/lines/addedPoints.ts'
import type { Design } from '../design/design.ts'
import { isFreeHandle } from '../design/lines/freeLines.ts'
import { handlePoints, type HairlineHandle } from '../design/lines/hairline.ts'
import { nearestOnHairline, type HairlinePlace } from '../design/lines/hairlineCurve.ts'
import { currentId } from '../design/lines/lines.ts'
import { distance, type PointPx } from '../geometry/points.ts'
import { dragStep, type Drag, type DragSpec, type Press } from './drag.ts'
import {
  cornerLabel,
  freeInHand,
  moveFreePoint,
  onFreeLine,
  pressFreeLine,
  sayingWhyTogether,
  sideAlone,
} from './freeLineHand.ts'
import { linePoints, LINE_SCREEN_PX, moveAnyHandle, type HandlePoint } from './handles.ts'
import { snapped } from './snaps.ts'
import type { Handle, Input, Step, ToolContext } from './tool.ts'

const spec: DragSpec = {
  handles: (design, context) => [linePoints(design, context)],
  move: moveLineOrMark,
  alone: sideAlone,
  press: pressLine,
  ghost: (design, input, context) =>
    (freeInHand(design, context) ? onFreeLine : onLine)(design, input, context)?.at ?? null,
}

/**
 * Drags a point of the line in hand, and no mark: a slip beside the line must not change the head. A press on the line between
 * the points adds one, and drags it. Shift changes one side alone, Alt breaks the tangent at a point or mends it, Ctrl switches
 * the snaps off. A line of the lower face is drawn alike (freeLineHand).
 */
export function hairlineTool(state: Drag, input: Input, design: Design, context: ToolContext): Step<Drag> {
  return sayingWhyTogether(dragStep(spec, state, input, design, context), state, input, context)
}

export function moveLineOrMark(
  before: Design,
  handle: Handle,
  to: PointPx,
  input: Input,
  context: ToolContext,
): Design {
  if (isFreeHandle(handle)) return moveFreePoint(before, handle, to, input, context)
  const point = handlePoints(before.hairline).find((p) => p.handle === handle)
  // A point that is put back lies where it was, whatever line is near, and so does its partner.
  if (point && distance(point.at, to) <= context.pxPerScreenPx) return before
  const at = point && !input.ctrl ? snapped(before, point.handle, to, context) : to
  return moveAnyHandle(before, handle, at, context.mirror && !input.shift)
}

function pressLine(design: Design, hit: HandlePoint | null, input: Input, context: ToolContext): Press | null {
  if (freeInHand(design, context)) return pressFreeLine(design, hit, input, context)
  const mirror = mirrorOf(design, context) && !input.shift
  if (hit) {
    const handle = asHairlineHandle(design, hit.handle)
    if (!input.alt || !handle) return null
    const corner = !isCorner(design.hairline, handle)
    const label = cornerLabel(corner)
    return { design: cornered(design, handle, corner, mirror), handle, labels: { press: label, drag: label } }
  }
  const place = onLine(design, input, context)
  const added = place && withAddedPoint(design.hairline, place, mirror)
  if (!added) return null
  const labels = { press: 'Add point', drag: 'Bend hairline' }
  return { design: { ...design, hairline: added.hairline }, handle: added.handle, labels }
}

/** Half a line has no partners. */
const mirrorOf = (design: Design, { mirror }: Pick<ToolContext, 'mirror'>): boolean => mirror && !design.hairline.only

/** The place of the line under the pointer, null where none is or no point fits in. */
function onLine(design: Design, input: Input, context: ToolContext): (HairlinePlace & { at: PointPx }) | null {
  if (context.hiddenLines?.has(currentId(design))) return null
  const place = nearestOnHairline(design.hairline, input.at)
  const reach = LINE_SCREEN_PX[input.pointer] * context.pxPerScreenPx
  return distance(place.at, input.at) <= reach && hasRoom(design.hairline, place) ? place : null
}

/** The handle where it is a point of the line, else null. */
export function asHairlineHandle(design: Design, handle: string | null): HairlineHandle | null {
  return handlePoints(design.hairline).find((p) => p.handle === handle)?.handle ?? null
}

/** The design with a corner at a point of the line, or without. */
export function cornered(design: Design, handle: HairlineHandle, corner: boolean, mirror: boolean): Design {
  return { ...design, hairline: withCorner(design.hairline, handle, corner, mirrorOf(design, { mirror })) }
}

/** The design without an added point; null for a named one, which the measures stand on. */
export function withoutPoint(design: Design, handle: HairlineHandle, mirror: boolean): Design | null {
  if (!isAdded(handle)) return null
  return { ...design, hairline: withoutAddedPoint(design.hairline, handle, mirrorOf(design, { mirror })) }
}
