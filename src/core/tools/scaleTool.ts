import type { Design } from '../design/design.ts'
import { sameDesign } from '../design/history.ts'
import { distance, type PointPx } from '../geometry/points.ts'
import { dragOverlay, dragStep, idleDrag, type Drag, type DragSpec } from './drag.ts'
import { hitHandle, moveAnyHandle, readoutOf, scaleHandles, SHORTEST_SCALE_PX } from './handles.ts'
import type { Input, Step, ToolContext, ToolOverlay } from './tool.ts'

/** How far Shift draws a scale point to a landmark, screen px. */
const LANDMARK_SCREEN_PX = 60
/** A press that travels less is a click. */
const CLICK_SCREEN_PX = 6

/** An end of the known length in the hand, or the whole of it laid anew: by a drag, or by a click at each end. */
export type Scaling =
  | Drag
  | {
      readonly name: 'laying'
      readonly before: Design
      readonly from: PointPx
      /** Which press this is, and whether the button is down. */
      readonly press: 'first' | 'between' | 'second'
      readonly at: PointPx
    }

export const SCALE_LAID_LABEL = 'Lay scale'

const spec: DragSpec = {
  handles: (design) => [scaleHandles(design)],
  move: (before, handle, to, input, context) =>
    moveAnyHandle(before, handle, landed(before, to, input, context), false),
}

/**
 * Drags the ends of the known length; beside them it is laid anew over two points, in one undo step. Shift takes the landmark
 * that is near.
 */
export function scaleTool(state: Scaling, input: Input, design: Design, context: ToolContext): Step<Scaling> {
  if (state.name === 'laying') return layingStep(state, input, context)
  const starts = state.name === 'idle' && input.type === 'down'
  const hit = starts && hitHandle(scaleHandles(design), input.at, input.pointer, context.pxPerScreenPx)
  if (!starts || hit) return dragStep(spec, state, input, design, context)
  const from = landed(design, input.at, input, context)
  return { state: { name: 'laying', before: design, from, press: 'first', at: from } }
}

function layingStep(state: Scaling & { name: 'laying' }, input: Input, context: ToolContext): Step<Scaling> {
  const { before, from, press } = state
  if (input.type === 'cancel') return { state: idleDrag, design: before }
  const at = landed(before, input.at, input, context)
  const isClick = press === 'first' && distance(input.at, from) < CLICK_SCREEN_PX * context.pxPerScreenPx
  const here = { ...state, at }
  if (press === 'between') {
    // Whoever takes an end instead has thought better of it.
    const hit = input.type === 'down' && hitHandle(scaleHandles(before), input.at, input.pointer, context.pxPerScreenPx)
    if (hit) return dragStep(spec, idleDrag, input, before, context)
    return { state: input.type === 'down' ? { ...here, press: 'second' } : here }
  }
  if (input.type === 'down') return { state }
  if (isClick) return { state: input.type === 'up' ? { ...here, press: 'between' } : state }
  const design = laidOver(before, from, at)
  if (input.type !== 'up') return { state: here, design }
  return sameDesign(design, before)
    ? { state: idleDrag, design: before }
    : { state: idleDrag, design, commit: SCALE_LAID_LABEL }
}

/** Both ends at once; which one goes first matters where the other one lies in its way. The same where they would meet. */
function laidOver(design: Design, a: PointPx, b: PointPx): Design {
  if (distance(a, b) < SHORTEST_SCALE_PX) return design
  const put = (d: Design, handle: 'scaleA' | 'scaleB') => moveAnyHandle(d, handle, handle === 'scaleA' ? a : b, false)
  const { scale } = design
  return distance(a, scale.b) < distance(b, scale.a)
    ? put(put(design, 'scaleB'), 'scaleA')
    : put(put(design, 'scaleA'), 'scaleB')
}

function landed(design: Design, to: PointPx, { shift }: Input, { pxPerScreenPx }: ToolContext): PointPx {
  return shift ? toLandmark(design, to, pxPerScreenPx) : to
}

/** Eye corners, glabella, and the points of the lengths that count beside the one in hand. */
function toLandmark({ marks, scale }: Design, p: PointPx, pxPerScreenPx: number): PointPx {
  const others = (scale.also ?? []).filter(({ source }) => source !== scale.source)
  const landmarks = [marks.eyeRight, marks.eyeLeft, marks.glabella, ...others.flatMap(({ a, b }) => [a, b])]
  const nearest = landmarks.reduce((best, q) => (distance(p, q) < distance(p, best) ? q : best))
  return distance(p, nearest) <= LANDMARK_SCREEN_PX * pxPerScreenPx ? nearest : p
}

export function scaleOverlay(state: Scaling, design: Design): ToolOverlay {
  if (state.name !== 'laying') return dragOverlay(state, design)
  // Between the clicks nothing is laid yet: a field or a button of the panel must find the length as it was.
  if (state.press === 'between') return { laying: [state.from, state.at] }
  // Until the hand has moved on there is only where it pressed.
  if (design === state.before) return { dragged: state.at }
  const readout = readoutOf(design, 'scaleB')
  return readout ? { active: 'scaleB', readout } : { active: 'scaleB' }
}
