import type { Design } from '../design/design.ts'
import { lineLayer } from '../design/layers.ts'
import {
  nearestOnFreeLine,
  withPointOnFreeLine,
  withSideApart,
  type FreePlace,
} from '../design/lines/freeLinePlaces.ts'
import { freePointOf, isFreeHandle, isJoined, withFreeCorner, type FreeHandle } from '../design/lines/freeLines.ts'
import { isFree, lineOf, MOST_FREE_POINTS, withFreeLine, type FreeLine } from '../design/lines/lines.ts'
import { distance, type PointPx } from '../geometry/points.ts'
import type { Drag, Press } from './drag.ts'
import { LINE_SCREEN_PX, moveAnyHandle, placeOf, type HandlePoint } from './handles.ts'
import { freeSnapped } from './snaps.ts'
import type { Input, Step, ToolContext } from './tool.ts'

/** A hand on a line of the lower face or a free shape: what the hairline's tool does to it. */

export const cornerLabel = (corner: boolean): string => (corner ? 'Make corner' : 'Make smooth')

/** Both sides of a mirrored line move as one until one of them is shaped alone: that makes two lines of it. */
export const APART_LABEL = 'Shape sides apart'

/** The free line in hand, null while it is the hairline. */
export function freeInHand(design: Design, { lineInHand }: Pick<ToolContext, 'lineInHand'>): FreeLine | null {
  const line = lineInHand == null ? null : lineOf(design, lineInHand)
  return line && isFree(line) ? line : null
}

/** The place of the line in hand under the pointer, null where it is elsewhere, hidden or has all its points. */
export function onFreeLine(design: Design, input: Input, context: ToolContext): FreePlace | null {
  const line = freeInHand(design, context)
  if (!line || context.hiddenLines?.has(line.id) || line.points.length >= MOST_FREE_POINTS) return null
  const place = nearestOnFreeLine(line, design.marks, input.at)
  return place && distance(place.at, input.at) <= LINE_SCREEN_PX[input.pointer] * context.pxPerScreenPx ? place : null
}

/** Alt on a point turns its corner; a press between the points adds one. */
export function pressFreeLine(
  design: Design,
  hit: HandlePoint | null,
  input: Input,
  context: ToolContext,
): Press | null {
  if (hit) return input.alt && isFreeHandle(hit.handle) ? pressCorner(design, hit.handle, input, context) : null
  const line = freeInHand(design, context)
  const place = onFreeLine(design, input, context)
  if (!line || !place) return null
  const parts = partsSides(line, input, context)
  const added = withPointOnFreeLine(design, line.id, place, parts)
  return added && { ...added, labels: parts ? apartLabels : { press: 'Add point', drag: 'Bend line' } }
}

const apartLabels = { press: APART_LABEL, drag: APART_LABEL }

function pressCorner(design: Design, handle: FreeHandle, input: Input, context: ToolContext): Press | null {
  const line = freePointOf(design, handle)?.line
  const parts = line !== undefined && partsSides(line, input, context)
  const side = parts ? withSideApart(design, handle) : { design, handle }
  const point = side && freePointOf(side.design, side.handle)
  if (!side || !point) return null
  const corner = point.line.points[point.index]?.corner !== true
  const label = cornerLabel(corner)
  return {
    design: withFreeLine(side.design, withFreeCorner(point.line, point.index, corner)),
    handle: side.handle,
    labels: parts ? apartLabels : { press: label, drag: label },
  }
}

/** Whether a hand would shape one side of a mirrored line alone. A locked one stays whole: it is refused as such. */
const partsSides = (line: FreeLine, { shift }: Input, { locked }: ToolContext): boolean =>
  shift && line.mirrored && !locked?.has(lineLayer(line.id))

/** The line of a handle where a drag of it parts the line's sides, else null. */
function lineToPart({ design, handle }: Press, input: Input, context: ToolContext): FreeLine | null {
  const line = freePointOf(design, handle)?.line
  return line && partsSides(line, input, context) ? line : null
}

/** What was pressed with the side in hand apart from the other, where Shift asks for that and there is room. */
export function sideAlone(pressed: Press, input: Input, context: ToolContext): Press {
  const { design, handle } = pressed
  if (!isFreeHandle(handle) || !lineToPart(pressed, input, context)) return pressed
  const apart = withSideApart(design, handle)
  return apart ? { ...apart, labels: apartLabels } : pressed
}

/** The design with a free line's point elsewhere. One side that is wanted alone and cannot be stays where it is. */
export function moveFreePoint(
  before: Design,
  handle: FreeHandle,
  to: PointPx,
  input: Input,
  context: ToolContext,
): Design {
  if (lineToPart({ design: before, handle, labels: null }, input, context)) return before
  // A point that is put back lies where it was.
  if (distance(placeOf(before, handle), to) <= context.pxPerScreenPx) return before
  return moveAnyHandle(before, handle, input.ctrl ? to : freeSnapped(before, to, context.pxPerScreenPx), false)
}

/** A drag's last step, with the reason why the sides of a line could not be parted, if it is that. */
export function sayingWhyTogether<S>(step: Step<S>, from: Drag, input: Input, context: ToolContext): Step<S> {
  if (input.type !== 'up' || from.name !== 'dragging' || !from.moved) return step
  const line = lineToPart(from.pressed, input, context)
  const { design, handle } = from.pressed
  if (!line || !isFreeHandle(handle) || withSideApart(design, handle)) return step
  return { ...step, refused: isJoined(line) ? 'enoughPoints' : 'enoughLines' }
}
