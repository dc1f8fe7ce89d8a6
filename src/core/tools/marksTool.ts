import type { Design } from '../design/design.ts'
import { seenMarks } from '../design/scale/marks.ts'
import { rimHandles } from '../design/head/skullRim.ts'
import { dragStep, type Drag, type DragSpec } from './drag.ts'
import { moveAnyHandle } from './handles.ts'
import type { Input, Step, ToolContext } from './tool.ts'

const spec: DragSpec = {
  handles: (design) => [seenMarks(design), rimHandles(design)],
  move: (before, handle, to, _input, context) => moveAnyHandle(before, handle, to, context.mirror),
}

/** Drags marks alone, as while the photo is checked. */
export function marksTool(state: Drag, input: Input, design: Design, context: ToolContext): Step<Drag> {
  return dragStep(spec, state, input, design, context)
}
