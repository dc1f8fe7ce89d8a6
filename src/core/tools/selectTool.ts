import type { Design } from '../design/design.ts'
import { handlePoints } from '../design/hairline.ts'
import { markHandles } from '../design/marks.ts'
import { dragStep, type Drag, type DragSpec } from './drag.ts'
import { moveLineOrMark } from './hairlineTool.ts'
import type { Input, Step, ToolContext } from './tool.ts'

/** The line lies above the marks. The scale belongs to its own tool: it must not be moved in passing. */
const spec: DragSpec = {
  handles: (design) => [handlePoints(design.hairline), markHandles(design.marks)],
  move: moveLineOrMark,
}

export function selectTool(state: Drag, input: Input, design: Design, context: ToolContext): Step<Drag> {
  return dragStep(spec, state, input, design, context)
}
