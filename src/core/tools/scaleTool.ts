import type { Design } from '../design/design.ts'
import { distance, type PointPx } from '../geometry/points.ts'
import { dragStep, type Drag, type DragSpec } from './drag.ts'
import { moveAnyHandle, scaleHandles } from './handles.ts'
import type { Input, Step, ToolContext } from './tool.ts'

/** How far Shift draws a scale point to a landmark, screen px. */
const LANDMARK_SCREEN_PX = 60

const spec: DragSpec = {
  handles: (design) => [scaleHandles(design)],
  move(before, handle, to, input, context) {
    const at = input.shift ? toLandmark(before, to, context.pxPerScreenPx) : to
    return moveAnyHandle(before, handle, at, false)
  },
}

/** Drags the ends of the known length. Shift takes the landmark that is near. */
export function scaleTool(state: Drag, input: Input, design: Design, context: ToolContext): Step<Drag> {
  return dragStep(spec, state, input, design, context)
}

/** Eye corners, glabella, and the points of the lengths that count beside the one in hand. */
function toLandmark({ marks, scale }: Design, p: PointPx, pxPerScreenPx: number): PointPx {
  const others = (scale.also ?? []).filter(({ source }) => source !== scale.source)
  const landmarks = [marks.eyeRight, marks.eyeLeft, marks.glabella, ...others.flatMap(({ a, b }) => [a, b])]
  const nearest = landmarks.reduce((best, q) => (distance(p, q) < distance(p, best) ? q : best))
  return distance(p, nearest) <= LANDMARK_SCREEN_PX * pxPerScreenPx ? nearest : p
}
