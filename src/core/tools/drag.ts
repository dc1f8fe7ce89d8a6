import type { Design } from '../design/design.ts'
import { sameDesign } from '../design/history.ts'
import { distance, subtract, add, type PointPx } from '../geometry/points.ts'
import { hitHandle, moveLabel, readoutOf, type HandlePoint } from './handles.ts'
import type { Handle, Input, Step, ToolContext, ToolOverlay } from './tool.ts'

/** Dragging one of a set of handles: what the hairline, marks and scale tools and Select have in common. */
export type Drag =
  | { readonly name: 'idle'; readonly over: Handle | null }
  | {
      readonly name: 'dragging'
      readonly before: Design
      readonly handle: Handle
      /** From the press to the handle's middle, so that a handle does not jump under the finger. */
      readonly grip: PointPx
      readonly pressedAt: PointPx
      /** False until the hand has moved on purpose. */
      readonly moved: boolean
    }

export const idleDrag: Drag = { name: 'idle', over: null }

/** A press moves nothing until it has travelled this far, screen px. */
const SLOP_SCREEN_PX = 2

export interface DragSpec {
  /** Handles that can be taken, sets in the order in which they are asked. */
  readonly handles: (design: Design) => readonly (readonly HandlePoint[])[]
  readonly move: (before: Design, handle: Handle, to: PointPx, input: Input, context: ToolContext) => Design
}

export function dragStep(spec: DragSpec, state: Drag, input: Input, design: Design, context: ToolContext): Step<Drag> {
  if (state.name === 'idle') {
    const hit = hitSets(spec.handles(design), input, context)
    if (input.type !== 'down' || !hit) return { state: { name: 'idle', over: hit?.handle ?? null } }
    const grip = subtract(hit.at, input.at)
    return {
      state: { name: 'dragging', before: design, handle: hit.handle, grip, pressedAt: input.at, moved: false },
    }
  }
  switch (input.type) {
    case 'down': // a second finger while dragging
      return { state }
    case 'move': {
      const travelled = distance(input.at, state.pressedAt) > SLOP_SCREEN_PX * context.pxPerScreenPx
      if (!state.moved && !travelled) return { state }
      const to = add(input.at, state.grip)
      return { state: { ...state, moved: true }, design: spec.move(state.before, state.handle, to, input, context) }
    }
    case 'up': {
      const idle: Drag = { name: 'idle', over: input.pointer === 'touch' ? null : state.handle }
      if (!state.moved) return { state: idle }
      const dropped = spec.move(state.before, state.handle, add(input.at, state.grip), input, context)
      if (sameDesign(dropped, state.before)) return { state: idle, design: state.before }
      return { state: idle, design: dropped, commit: moveLabel(state.handle) }
    }
    case 'cancel':
      return { state: idleDrag, design: state.before }
  }
}

function hitSets(sets: readonly (readonly HandlePoint[])[], input: Input, context: ToolContext): HandlePoint | null {
  for (const set of sets) {
    const hit = hitHandle(set, input.at, input.pointer, context.pxPerScreenPx)
    if (hit) return hit
  }
  return null
}

export function dragOverlay(state: Drag, design: Design, context: ToolContext): ToolOverlay {
  if (state.name === 'idle') return { active: state.over }
  const readout = readoutOf(design, state.handle, context)
  return readout ? { active: state.handle, readout } : { active: state.handle }
}
