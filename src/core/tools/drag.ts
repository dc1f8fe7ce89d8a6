import type { Design } from '../design/design.ts'
import { sameDesign } from '../design/history.ts'
import { distance, subtract, add, type PointPx } from '../geometry/points.ts'
import { hitHandle, moveLabel, placeOf, readoutOf, type HandlePoint } from './handles.ts'
import type { Handle, Input, Step, ToolContext, ToolOverlay } from './tool.ts'

/** Dragging one of a set of handles: what the hairline, marks and scale tools and Select have in common. */
export type Drag =
  | { readonly name: 'idle'; readonly over: Handle | null; readonly ghost?: PointPx }
  /** A finger lies where it would take something if it rested. */
  | { readonly name: 'resting'; readonly before: Design; readonly pressedAt: PointPx }
  | {
      readonly name: 'dragging'
      readonly before: Design
      /** What the press itself has changed, or the same: the handle moves from here. */
      readonly pressed: Press
      /** As the design under the hand calls it. */
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

/** A design as a press leaves it, with the names of the undo steps that it and moving on from it make. */
export interface Press {
  readonly design: Design
  readonly handle: Handle
  readonly labels: { readonly press: string; readonly drag: string } | null
}

/** A finger that lies still wanders by so much, screen px. */
const REST_SCREEN_PX = 10

export interface DragSpec {
  /** Handles that can be taken, sets in the order in which they are asked. */
  readonly handles: (design: Design, context: ToolContext) => readonly (readonly HandlePoint[])[]
  readonly move: (before: Design, handle: Handle, to: PointPx, input: Input, context: ToolContext) => Design
  /** What a drag goes on from once it moves one side alone, where that makes another line of it; else what was pressed. */
  readonly alone?: (pressed: Press, input: Input, context: ToolContext) => Press
  /** What a press does beside taking a handle, if anything: `hit` is the handle under it. */
  readonly press?: (design: Design, hit: HandlePoint | null, input: Input, context: ToolContext) => Press | null
  /** Where a press would take hold although no handle is there. */
  readonly ghost?: (design: Design, input: Input, context: ToolContext) => PointPx | null
}

export function dragStep(spec: DragSpec, state: Drag, input: Input, design: Design, context: ToolContext): Step<Drag> {
  switch (state.name) {
    case 'idle':
      return idleStep(spec, input, design, context)
    case 'resting':
      return restingStep(spec, state, input, context)
    case 'dragging':
      return draggingStep(spec, state, input, context)
  }
}

function idleStep(spec: DragSpec, input: Input, design: Design, context: ToolContext): Step<Drag> {
  const hit = hitSets(spec.handles(design, context), input, context)
  const ghost = hit ? null : (spec.ghost?.(design, input, context) ?? null)
  if (input.type !== 'down') {
    const over: Drag = { name: 'idle', over: hit?.handle ?? null }
    return { state: ghost && input.pointer !== 'touch' ? { ...over, ghost } : over }
  }
  // A finger that only lies on the line may be one of two, or on its way elsewhere.
  if (!hit && ghost && input.pointer === 'touch')
    return { state: { name: 'resting', before: design, pressedAt: input.at } }
  return taken(spec, design, hit, input, context)
}

function taken(
  spec: DragSpec,
  before: Design,
  hit: HandlePoint | null,
  input: Input,
  context: ToolContext,
): Step<Drag> {
  const done = spec.press?.(before, hit, input, context) ?? null
  const handle = done?.handle ?? hit?.handle
  if (!handle) return { state: idleDrag }
  const pressed = done ?? { design: before, handle, labels: null }
  const grip = subtract(placeOf(pressed.design, handle), input.at)
  const state: Drag = { name: 'dragging', before, pressed, handle, grip, pressedAt: input.at, moved: false }
  return done ? { state, design: done.design } : { state }
}

function restingStep(
  spec: DragSpec,
  state: Drag & { name: 'resting' },
  input: Input,
  context: ToolContext,
): Step<Drag> {
  if (input.type === 'down') return { state }
  if (input.type !== 'move') return { state: idleDrag }
  if (input.held) return taken(spec, state.before, null, { ...input, at: state.pressedAt }, context)
  const rests = distance(input.at, state.pressedAt) <= REST_SCREEN_PX * context.pxPerScreenPx
  return { state: rests ? state : idleDrag }
}

function draggingStep(
  spec: DragSpec,
  state: Drag & { name: 'dragging' },
  input: Input,
  context: ToolContext,
): Step<Drag> {
  const { before, grip } = state
  const travelled = distance(input.at, state.pressedAt) > SLOP_SCREEN_PX * context.pxPerScreenPx
  const goesOn = state.moved || (input.type === 'move' && travelled)
  const pressed = (goesOn && spec.alone?.(state.pressed, input, context)) || state.pressed
  const { handle } = pressed
  const moved = () => spec.move(pressed.design, handle, add(input.at, grip), input, context)
  switch (input.type) {
    case 'down': // a second finger while dragging
      return { state }
    case 'move':
      // A rest is for a finger that has taken nothing yet; it is told with the place of the press.
      if (input.held || !goesOn) return { state }
      return { state: { ...state, handle, moved: true }, design: moved() }
    case 'up': {
      const idle: Drag = { name: 'idle', over: input.pointer === 'touch' ? null : handle }
      if (!state.moved && !pressed.labels) return { state: idle }
      const dropped = state.moved ? moved() : pressed.design
      if (sameDesign(dropped, before)) return { state: idle, design: before }
      const { press, drag } = pressed.labels ?? { press: moveLabel(handle), drag: moveLabel(handle) }
      return { state: idle, design: dropped, commit: sameDesign(dropped, pressed.design) ? press : drag }
    }
    case 'cancel':
      return { state: idleDrag, design: before }
  }
}

function hitSets(sets: readonly (readonly HandlePoint[])[], input: Input, context: ToolContext): HandlePoint | null {
  for (const set of sets) {
    const hit = hitHandle(set, input.at, input.pointer, context.pxPerScreenPx)
    if (hit) return hit
  }
  return null
}

export function dragOverlay(state: Drag, design: Design): ToolOverlay {
  if (state.name === 'resting') return {}
  if (state.name === 'idle') return state.ghost ? { active: state.over, ghost: state.ghost } : { active: state.over }
  const readout = readoutOf(design, state.handle)
  return readout ? { active: state.handle, readout } : { active: state.handle }
}
