import type { PointPx } from '../../../core/geometry/points.ts'
import type { Input, ToolName } from '../../../core/tools/tool.ts'
import type { CanvasContact } from './pointerInput.ts'

/**
 * Tools that the pen's other end and its barrel button turn to erasing, as Alt does. The eraser erases by either end; to
 * tools that lay or move things, and to density, Alt means something else, and the pen's ends are one.
 */
const erasedBy: ReadonlySet<ToolName> = new Set(['brush', 'lasso', 'exclude'])

/**
 * A contact as a tool takes it.
 * @param toPhoto from CSS px of the canvas to photo px
 */
export function toolInput(
  e: CanvasContact,
  type: 'down' | 'move' | 'up',
  tool: ToolName,
  toPhoto: (at: PointPx) => PointPx,
): Input {
  return {
    type,
    at: toPhoto(e),
    path: e.path.map(toPhoto),
    pointer: e.pointer,
    pressure: e.pressure,
    shift: e.shift,
    alt: e.alt || (e.eraser && erasedBy.has(tool)),
    ctrl: e.ctrl,
  }
}
