import { handlePoints } from '../design/hairline.ts'
import { markHandles } from '../design/marks.ts'
import { dragStep, type Drag, type DragSpec } from './drag.ts'
import { moveAnyHandle, snapped } from './handles.ts'
import type { Design } from '../design/design.ts'
import type { Handle, Input, Step, ToolContext } from './tool.ts'
import { distance, type PointPx } from '../geometry/points.ts'

const spec: DragSpec = {
  handles: (design) => [handlePoints(design.hairline), markHandles(design.marks)],
  move: moveLineOrMark,
}

/** Drags a point of the hairline, else a mark. Shift moves one side alone, Ctrl switches the snaps off. */
export function hairlineTool(state: Drag, input: Input, design: Design, context: ToolContext): Step<Drag> {
  return dragStep(spec, state, input, design, context)
}

export function moveLineOrMark(
  before: Design,
  handle: Handle,
  to: PointPx,
  input: Input,
  context: ToolContext,
): Design {
  const onLine = handlePoints(before.hairline).find((p) => p.handle === handle)
  // A point that is put back lies where it was, whatever line is near, and so does its partner.
  if (onLine && distance(onLine.at, to) <= context.pxPerScreenPx) return before
  const at = onLine && !input.ctrl ? snapped(before, onLine.handle, to, context.pxPerScreenPx) : to
  return moveAnyHandle(before, handle, at, context.mirror && !input.shift)
}
