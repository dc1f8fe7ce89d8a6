import type { Design } from '../design/design.ts'
import { distance, type PointPx } from '../geometry/points.ts'
import { dragStep, type Drag, type DragSpec } from './drag.ts'
import { moveAnyHandle, scaleHandles } from './handles.ts'
import type { Input, Step, ToolContext } from './tool.ts'

/** How far Shift draws a scale point to an eye corner, screen px. */
const LANDMARK_SCREEN_PX = 60

const spec: DragSpec = {
  handles: (design) => [scaleHandles(design)],
  move(before, handle, to, input, context) {
    const at = input.shift ? toEyeCorner(before, to, context.pxPerScreenPx) : to
    return moveAnyHandle(before, handle, at, false)
  },
}

/** Drags the ends of the known length. Shift takes the eye corner that is near. */
export function scaleTool(state: Drag, input: Input, design: Design, context: ToolContext): Step<Drag> {
  return dragStep(spec, state, input, design, context)
}

function toEyeCorner(design: Design, p: PointPx, pxPerScreenPx: number): PointPx {
  const { eyeRight, eyeLeft } = design.marks
  const nearer = distance(p, eyeRight) < distance(p, eyeLeft) ? eyeRight : eyeLeft
  return distance(p, nearer) <= LANDMARK_SCREEN_PX * pxPerScreenPx ? nearer : p
}
