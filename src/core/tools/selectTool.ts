import type { Design } from '../design/design.ts'
import { sameDesign } from '../design/history.ts'
import { isHairline, lineOf, withCurrent } from '../design/lines/lines.ts'
import { moveProblem, type MoveProblem } from '../design/movedObject.ts'
import { stepTogether, withObjectCopies, withObjectsMoved } from '../design/movedObjects.ts'
import { layerOfObject, sameObject, type DesignObject } from '../design/objects.ts'
import { distance, subtract, type PointPx } from '../geometry/points.ts'
import { dragOverlay, dragStep, idleDrag, type Drag, type DragSpec } from './drag.ts'
import { sayingWhyTogether, sideAlone } from './freeLineHand.ts'
import { moveLineOrMark } from './hairlineTool.ts'
import { handlesOfSelect, lineToEnter, objectUnder, type Hit } from './objectHits.ts'
import type { Input, Step, ToolContext, ToolOverlay } from './tool.ts'

const spec: DragSpec = { handles: handlesOfSelect, move: moveLineOrMark, alone: sideAlone }

interface Pressed extends Hit {
  readonly pressedAt: PointPx
  readonly before: Design
  /** Alt was held: a copy is moved in its place. */
  readonly copies: boolean
  /** Shift was held: a click adds it to what is in hand, or takes it from there. */
  readonly adds: boolean
}

/** A handle in the hand, or objects: under the pointer, about to be chosen, or on their way. */
export type Select =
  | Drag
  | { readonly name: 'over'; readonly object: DesignObject }
  /** The second press of two on a line. */
  | { readonly name: 'entering'; readonly line: number; readonly pressedAt: PointPx }
  | ({ readonly name: 'choosing' } & Pressed)
  | ({
      readonly name: 'moving'
      /** From before the gesture, with copies of all but areas where copies are moved. */
      readonly from: Design
      /** What is on its way, copies in place of what they are made of. */
      readonly objects: readonly DesignObject[]
      /** Areas among it: they are copied once they are let go, until then their outlines are enough. */
      readonly areas: readonly DesignObject[]
      /** What of several objects stays where it is. */
      readonly staying: readonly DesignObject[]
      readonly by: PointPx
    } & Pressed)

export const idleSelect: Select = idleDrag

export const CURRENT_LABEL = 'Make hairline current'

/** A press that travels farther moves what it took, screen px. */
const CLICK_SCREEN_PX = 6

/**
 * Drags the points of the line in hand, else a mark of the face, else the topmost object under the pointer as a whole, with
 * all that is in hand together with it: measures, lines, areas. A click takes an object in hand alone, with Shift beside the
 * others; a hairline becomes the current one, in one undo step. A second press on a line goes into its points. Alt moves
 * copies. A proposed area follows its hairline and the current hairline its points: neither moves as a whole, but copies do.
 */
export function selectTool(state: Select, input: Input, design: Design, context: ToolContext): Step<Select> {
  switch (state.name) {
    case 'entering':
      return entering(state, input, context)
    case 'choosing':
      return choosing(state, input, design, context)
    case 'moving':
      return moving(state, input)
    case 'dragging':
    case 'resting':
      return sayingWhyTogether(dragStep(spec, state, input, design, context), state, input, context)
    case 'idle':
    case 'over': {
      const line = input.type === 'down' && input.again && !input.shift ? lineToEnter(design, input, context) : null
      if (line !== null) return { state: { name: 'entering', line, pressedAt: input.at } }
      const hit = input.type === 'up' || input.type === 'cancel' ? null : objectUnder(design, input, context)
      if (!hit) return dragStep(spec, state.name === 'over' ? idleDrag : state, input, design, context)
      if (input.type === 'down') {
        const pressed = { pressedAt: input.at, before: design, copies: input.alt, adds: input.shift }
        return { state: { name: 'choosing', ...hit, ...pressed } }
      }
      return { state: input.pointer === 'touch' ? idleDrag : { name: 'over', object: hit.object } }
    }
  }
}

type Entering = Extract<Select, { name: 'entering' }>
type Choosing = Extract<Select, { name: 'choosing' }>
type Moving = Extract<Select, { name: 'moving' }>

const isClick = (pressedAt: PointPx, { at }: Input, { pxPerScreenPx }: ToolContext): boolean =>
  distance(at, pressedAt) <= CLICK_SCREEN_PX * pxPerScreenPx

function entering(state: Entering, input: Input, context: ToolContext): Step<Select> {
  if (input.type === 'cancel' || !isClick(state.pressedAt, input, context)) return { state: idleDrag }
  return input.type === 'up' ? { state: idleDrag, entered: state.line } : { state }
}

function choosing(state: Choosing, input: Input, design: Design, context: ToolContext): Step<Select> {
  switch (input.type) {
    case 'down': // a second finger
      return { state }
    case 'cancel':
      return { state: idleDrag }
    case 'up':
      return state.adds ? { state: idleDrag, chosen: state.object, adds: true } : chosen(state.object, design)
    case 'move':
      return isClick(state.pressedAt, input, context) ? { state } : begun(state, input, context)
  }
}

function chosen(object: DesignObject, design: Design): Step<Select> {
  const line = object.kind === 'line' ? lineOf(design, object.id) : null
  const current = line && isHairline(line) ? withCurrent(design, object.id) : design
  return current === design
    ? { state: idleDrag, chosen: object }
    : { state: idleDrag, chosen: object, design: current, commit: CURRENT_LABEL }
}

/** What goes with the hand: all that is in hand where the pressed object belongs to it, or is added to it. */
function group({ object, adds }: Choosing, { taken = [] }: ToolContext): readonly DesignObject[] {
  const others = taken.filter((one) => !sameObject(one, object))
  return others.length < taken.length || adds ? [object, ...others] : [object]
}

function begun(state: Choosing, input: Input, context: ToolContext): Step<Select> {
  const { object, before, copies } = state
  const all = group(state, context)
  const isArea = ({ kind }: DesignObject) => kind === 'area'
  if (copies) {
    const lines = all.filter((one) => !isArea(one))
    const copied = withObjectCopies(before, lines)
    if (typeof copied === 'string') return { state: idleDrag, refused: copied }
    const areas = all.filter(isArea)
    const objects = [...copied.objects, ...areas]
    const held = isArea(object) ? object : copied.objects[lines.indexOf(object)]!
    const from = copied.design
    return moving({ ...state, object: held, name: 'moving', from, objects, areas, staying: [], by: none }, input)
  }
  const problemOf = (one: DesignObject): MoveProblem | 'locked' | null =>
    context.locked?.has(layerOfObject(one)) ? 'locked' : moveProblem(before, one)
  const objects = all.filter((one) => problemOf(one) === null)
  const refused = problemOf(object)
  if (refused && objects.length === 0) return { state: idleDrag, refused, chosen: object, alsoChosen: all.slice(1) }
  const staying = all.filter((one) => !objects.includes(one))
  return moving(
    { ...state, name: 'moving', from: before, objects, areas: objects.filter(isArea), staying, by: none },
    input,
  )
}

const none: PointPx = { x: 0, y: 0 }

function moving(state: Moving, input: Input): Step<Select> {
  const { object, objects, areas, from, before, partner, pressedAt } = state
  const by = stepTogether(objects, subtract(input.at, pressedAt))
  switch (input.type) {
    case 'down':
      return { state }
    case 'cancel':
      return { state: idleDrag, design: before }
    case 'move': {
      const light = objects.filter((one) => !areas.includes(one))
      // The masks wait until the hand is gone: an outline follows it at once.
      if (light.length === 0) return { state: { ...state, by } }
      return { state: { ...state, by }, design: withObjectsMoved(from, light, by, partner ? object : null) }
    }
    case 'up':
      return dropped(state, by)
  }
}

const labels = {
  move: { line: 'Move line', area: 'Move area', measure: 'Move measure', several: 'Move objects' },
  copy: {
    line: 'Duplicate line',
    area: 'Duplicate area',
    measure: 'Duplicate measure',
    several: 'Duplicate objects',
  },
} as const satisfies Record<'move' | 'copy', Record<DesignObject['kind'] | 'several', string>>

function dropped(state: Moving, by: PointPx): Step<Select> {
  const { object, objects, areas, before, from, partner, copies, staying } = state
  const made = copies ? withObjectCopies(from, areas) : { design: from, objects: areas }
  if (typeof made === 'string') return { state: idleDrag, design: before, refused: made }
  const newOf = (one: DesignObject) => (areas.includes(one) ? made.objects[areas.indexOf(one)]! : one)
  const design = withObjectsMoved(made.design, objects.map(newOf), by, partner ? object : null)
  // Put back where it was: neither a move nor a copy that nobody could see.
  const isBack = Math.round(by.x) === 0 && Math.round(by.y) === 0
  if (isBack || sameDesign(design, before)) return { state: idleDrag, design: before }
  const others = objects.filter((one) => one !== object).map(newOf)
  const kind = objects.length > 1 ? 'several' : objects[0]!.kind
  const also = [...others, ...staying.filter((one) => one !== object)]
  return {
    state: idleDrag,
    design,
    commit: labels[copies ? 'copy' : 'move'][kind],
    chosen: newOf(object),
    ...(also.length > 0 && { alsoChosen: also }),
    ...(staying.length > 0 && { refused: 'partStays' as const }),
  }
}

export function selectOverlay(state: Select, design: Design): ToolOverlay {
  switch (state.name) {
    case 'over':
    case 'choosing':
    case 'entering':
      return { onObject: true }
    case 'moving': {
      const { areas, by, copies } = state
      if (areas.length === 0) return { onObject: true }
      return { onObject: true, movedAreas: { ids: areas.map(({ id }) => id), by, copies } }
    }
    default:
      return dragOverlay(state, design)
  }
}
