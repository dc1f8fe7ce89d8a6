import type { Design } from '../design/design.ts'
import { sameDesign } from '../design/history.ts'
import { isHairline, lineOf, withCurrent } from '../design/lines.ts'
import { moveProblem, withObjectCopy, withObjectMoved } from '../design/movedObject.ts'
import { layerOfObject, type DesignObject } from '../design/objects.ts'
import { distance, subtract, type PointPx } from '../geometry/points.ts'
import { dragOverlay, dragStep, idleDrag, type Drag, type DragSpec } from './drag.ts'
import { moveLineOrMark } from './hairlineTool.ts'
import { handlesOfSelect, objectUnder, type Hit } from './objectHits.ts'
import type { Input, Step, ToolContext, ToolOverlay } from './tool.ts'

const spec: DragSpec = { handles: handlesOfSelect, move: moveLineOrMark }

interface Pressed extends Hit {
  readonly pressedAt: PointPx
  readonly before: Design
  /** Alt was held: a copy is moved in its place. */
  readonly copies: boolean
}

/** A handle in the hand, or an object: under the pointer, about to be chosen, or on its way. */
export type Select =
  | Drag
  | { readonly name: 'over'; readonly object: DesignObject }
  | ({ readonly name: 'choosing' } & Pressed)
  | ({
      readonly name: 'moving'
      /** From before the gesture, with the copy where there is one. */
      readonly from: Design
      readonly by: PointPx
    } & Pressed)

export const idleSelect: Select = idleDrag

export const CURRENT_LABEL = 'Make hairline current'

/** A press that travels farther moves what it took, screen px. */
const CLICK_SCREEN_PX = 6

/**
 * Drags the points of the line in hand, else a mark of the face, else the topmost object under the pointer as a whole: a
 * measure, a line, an area. A click takes an object in hand; a hairline becomes the current one, in one undo step. Alt moves a
 * copy. A proposed area follows its hairline and the current hairline its points: neither moves as a whole, but copies do.
 */
export function selectTool(state: Select, input: Input, design: Design, context: ToolContext): Step<Select> {
  switch (state.name) {
    case 'choosing':
      return choosing(state, input, design, context)
    case 'moving':
      return moving(state, input)
    case 'dragging':
    case 'resting':
      return dragStep(spec, state, input, design, context)
    case 'idle':
    case 'over': {
      const hit = input.type === 'up' || input.type === 'cancel' ? null : objectUnder(design, input, context)
      if (!hit) return dragStep(spec, state.name === 'over' ? idleDrag : state, input, design, context)
      if (input.type === 'down') {
        const pressed = { pressedAt: input.at, before: design, copies: input.alt }
        return { state: { name: 'choosing', ...hit, ...pressed } }
      }
      return { state: input.pointer === 'touch' ? idleDrag : { name: 'over', object: hit.object } }
    }
  }
}

type Choosing = Extract<Select, { name: 'choosing' }>
type Moving = Extract<Select, { name: 'moving' }>

function choosing(state: Choosing, input: Input, design: Design, context: ToolContext): Step<Select> {
  switch (input.type) {
    case 'down': // a second finger
      return { state }
    case 'cancel':
      return { state: idleDrag }
    case 'up':
      return chosen(state.object, design)
    case 'move':
      return distance(input.at, state.pressedAt) <= CLICK_SCREEN_PX * context.pxPerScreenPx
        ? { state }
        : begun(state, input, context)
  }
}

function chosen(object: DesignObject, design: Design): Step<Select> {
  const line = object.kind === 'line' ? lineOf(design, object.id) : null
  const current = line && isHairline(line) ? withCurrent(design, object.id) : design
  return current === design
    ? { state: idleDrag, chosen: object }
    : { state: idleDrag, chosen: object, design: current, commit: CURRENT_LABEL }
}

function begun(state: Choosing, input: Input, { locked }: ToolContext): Step<Select> {
  const { object, before, copies } = state
  if (copies) {
    const copied = withObjectCopy(before, object)
    if (typeof copied === 'string') return { state: idleDrag, refused: copied }
    // The area is copied once it is let go: until then its outline is enough.
    const from = object.kind === 'area' ? before : copied.design
    return moving(
      { ...state, ...(object.kind !== 'area' && { object: copied.object }), name: 'moving', from, by: none },
      input,
    )
  }
  const refused = locked?.has(layerOfObject(object)) ? 'locked' : moveProblem(before, object)
  if (refused) return { state: idleDrag, refused, chosen: object }
  return moving({ ...state, name: 'moving', from: before, by: none }, input)
}

const none: PointPx = { x: 0, y: 0 }

function moving(state: Moving, input: Input): Step<Select> {
  const { object, from, before, partner, pressedAt } = state
  const way = subtract(input.at, pressedAt)
  switch (input.type) {
    case 'down':
      return { state }
    case 'cancel':
      return { state: idleDrag, design: before }
    case 'move': {
      if (object.kind !== 'area')
        return { state: { ...state, by: way }, design: withObjectMoved(from, object, way, partner) }
      // The masks wait until the hand is gone: an outline follows it at once.
      return { state: { ...state, by: { x: Math.round(way.x), y: Math.round(way.y) } } }
    }
    case 'up':
      return dropped(state, way)
  }
}

const labels = {
  move: { line: 'Move line', area: 'Move area', measure: 'Move measure' },
  copy: { line: 'Duplicate line', area: 'Duplicate area', measure: 'Duplicate measure' },
} as const satisfies Record<'move' | 'copy', Record<DesignObject['kind'], string>>

function dropped({ object, before, from, partner, copies }: Moving, way: PointPx): Step<Select> {
  const copied = copies && object.kind === 'area' ? withObjectCopy(from, object) : null
  if (typeof copied === 'string') return { state: idleDrag, refused: copied }
  const taken = copied?.object ?? object
  const design = withObjectMoved(copied?.design ?? from, taken, way, partner)
  // Put back where it was: neither a move nor a copy that nobody could see.
  const isBack = Math.round(way.x) === 0 && Math.round(way.y) === 0
  if (isBack || sameDesign(design, before)) return { state: idleDrag, design: before }
  return { state: idleDrag, design, commit: labels[copies ? 'copy' : 'move'][object.kind], chosen: taken }
}

export function selectOverlay(state: Select, design: Design): ToolOverlay {
  switch (state.name) {
    case 'over':
    case 'choosing':
      return { onObject: true }
    case 'moving': {
      const { object, by, copies } = state
      return object.kind === 'area' ? { onObject: true, movedArea: { id: object.id, by, copies } } : { onObject: true }
    }
    default:
      return dragOverlay(state, design)
  }
}
