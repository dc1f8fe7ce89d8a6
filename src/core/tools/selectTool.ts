import { freeLinePaths } from '../design/freeLines.ts'
import type { Design } from '../design/design.ts'
import { hairlinePath } from '../design/hairline.ts'
import { currentId, hairlineOf, isHairline, lineOf, linesOf, withCurrent, type Line } from '../design/lines.ts'
import { faceMarks } from '../design/marks.ts'
import { between, distance, dot, subtract, type PointPx } from '../geometry/points.ts'
import { dragOverlay, dragStep, idleDrag, type Drag, type DragSpec } from './drag.ts'
import { hitHandle, linePoints, type HandlePoint } from './handles.ts'
import { moveLineOrMark } from './hairlineTool.ts'
import type { Input, Pointer, Step, ToolContext, ToolOverlay } from './tool.ts'

/**
 * The points of the line in hand, and the face's marks under the hairline's. A line of the lower face has the hand to itself.
 * The scale belongs to its own tool and the head's outline to step Photo: they must not be moved in passing.
 */
function lineHandles(design: Design, context: ToolContext): readonly (readonly HandlePoint[])[] {
  const points = linePoints(design, context)
  return context.lineInHand == null ? [points, faceMarks(design)] : [points]
}

const spec: DragSpec = { handles: lineHandles, move: moveLineOrMark }

/** A handle in the hand, or a press on a line that is about to be chosen. */
export type Select = Drag | { readonly name: 'choosing'; readonly id: number; readonly pressedAt: PointPx }

export const idleSelect: Select = idleDrag

export const CURRENT_LABEL = 'Make hairline current'

/** How near a line must be pressed to be chosen, screen px: less than a handle's reach, which goes before. */
const LINE_SCREEN_PX: Readonly<Record<Pointer, number>> = { touch: 18, mouse: 8, pen: 8 }
/** A press that travels farther chooses nothing, screen px. */
const CLICK_SCREEN_PX = 6

/**
 * Drags the points of the line in hand, else a mark of the face. A click on another line chooses it: a hairline becomes the
 * current one, in one undo step; a line of the lower face is taken in hand.
 */
export function selectTool(state: Select, input: Input, design: Design, context: ToolContext): Step<Select> {
  if (state.name !== 'choosing') {
    const line = state.name === 'idle' && input.type === 'down' ? pressedLine(design, input, context) : null
    if (line) return { state: { name: 'choosing', id: line.id, pressedAt: input.at } }
    return dragStep(spec, state, input, design, context)
  }
  const stays = distance(input.at, state.pressedAt) <= CLICK_SCREEN_PX * context.pxPerScreenPx
  switch (input.type) {
    case 'down': // a second finger
      return { state }
    case 'move':
      return { state: stays ? state : idleDrag }
    case 'cancel':
      return { state: idleDrag }
    case 'up':
      return chosen(state.id, design)
  }
}

function chosen(id: number, design: Design): Step<Select> {
  const line = lineOf(design, id)
  if (!line) return { state: idleDrag }
  const current = isHairline(line) ? withCurrent(design, id) : design
  return current === design
    ? { state: idleDrag, chosen: { kind: 'line', id } }
    : { state: idleDrag, chosen: { kind: 'line', id }, design: current, commit: CURRENT_LABEL }
}

/** The topmost line under the pointer that is not in hand already, null over handles and where there is none. */
function pressedLine(design: Design, input: Input, context: ToolContext): Line | null {
  const { pxPerScreenPx, hiddenLines, lineInHand } = context
  const onHandle = lineHandles(design, context).some((set) => hitHandle(set, input.at, input.pointer, pxPerScreenPx))
  if (onHandle) return null
  const inHand = lineInHand ?? currentId(design)
  const reach = LINE_SCREEN_PX[input.pointer] * pxPerScreenPx
  const others = linesOf(design).filter(({ id }) => id !== inHand && !hiddenLines?.has(id))
  return others.findLast((line) => pathsOf(design, line).some((path) => isNear(path, input.at, reach))) ?? null
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

export const selectOverlay = (state: Select, design: Design): ToolOverlay =>
  state.name === 'choosing' ? {} : dragOverlay(state, design)
