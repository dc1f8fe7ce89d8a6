import type { Design } from '../design/design.ts'
import { measureEndOf, measureHandles } from '../design/scale/measureEnds.ts'
import { withNewMeasure } from '../design/scale/measures.ts'
import { distance, type PointPx } from '../geometry/points.ts'
import { dragOverlay, dragStep, idleDrag, type Drag, type DragSpec } from './drag.ts'
import { hitHandle, moveAnyHandle } from './handles.ts'
import { endsInHand } from './objectHits.ts'
import type { Input, Step, ToolContext, ToolKey, ToolOverlay } from './tool.ts'

export type Measuring =
  | Drag
  /** The button is down; `at` follows the pointer. */
  | { readonly name: 'pressed'; readonly placed: readonly PointPx[]; readonly at: PointPx }
  /** The press that ends it is under way: it counts once it is let go. */
  | { readonly name: 'ending'; readonly placed: readonly PointPx[]; readonly at: PointPx }
  /** Between clicks. */
  | { readonly name: 'open'; readonly placed: readonly PointPx[]; readonly at: PointPx }

export const idleMeasure: Measuring = idleDrag

/** A press that travels less is a click; a click this near to the last point ends the measure. */
const CLICK_SCREEN_PX = 6
const STEP = Math.PI / 4

const move: DragSpec['move'] = (before, handle, to) => moveAnyHandle(before, handle, to, false)
const spec: DragSpec = {
  handles: (design, { measuresShown }) => [measuresShown ? measureHandles(design) : []],
  move,
}
/** A finger has no Ctrl to begin a measure on another one with: that one's ends let it, unless it is in hand. */
const byFinger: DragSpec = { handles: (design, context) => [endsInHand(design, context)], move }
const specOf = ({ pointer }: Input): DragSpec => (pointer === 'touch' ? byFinger : spec)

/**
 * Drag a distance, or click its ends; a third click makes it an angle. Shift keeps to 0, 45 and 90 degrees of the midline.
 * What was measured belongs to the design from then on, in one undo step, and is in hand. Its ends are dragged elsewhere; with
 * Ctrl or Cmd another measure begins on them, and by a finger on those of a measure that is not in hand.
 */
export function measureTool(state: Measuring, input: Input, design: Design, context: ToolContext): Step<Measuring> {
  const near = (a: PointPx, b: PointPx) => distance(a, b) < CLICK_SCREEN_PX * context.pxPerScreenPx
  switch (state.name) {
    case 'idle': {
      const end = endUnder(design, input, context)
      if (input.type !== 'down' || end) {
        const step = dragStep(specOf(input), state, input, design, context)
        return end && input.type === 'down' ? { ...step, chosen: { kind: 'measure', id: end.measure.id } } : step
      }
      return { state: { name: 'pressed', placed: [input.at], at: input.at } }
    }
    case 'dragging':
    case 'resting':
      return dragStep(specOf(input), state, input, design, context)
    case 'pressed': {
      if (input.type === 'cancel') return { state: idleMeasure }
      const last = state.placed.at(-1)!
      // A press puts its point where it was; a drag takes the next one along.
      const at = near(input.at, last) ? last : turned(last, input, design)
      if (input.type !== 'up') return { state: { ...state, at } }
      if (at !== last) return laid(design, [...state.placed, at].slice(-3))
      if (state.placed.length > 2) return laid(design, state.placed)
      return { state: { name: 'open', placed: state.placed, at } }
    }
    case 'open': {
      if (input.type === 'cancel') return { state: idleMeasure }
      const last = state.placed.at(-1)!
      const at = turned(last, input, design)
      if (input.type !== 'down') return { state: { ...state, at } }
      if (near(input.at, last)) return { state: { name: 'ending', placed: state.placed, at: last } }
      return { state: { name: 'pressed', placed: [...state.placed, at], at } }
    }
    case 'ending':
      if (input.type === 'cancel') return { state: idleMeasure }
      if (input.type !== 'up') return { state }
      return state.placed.length > 1 ? laid(design, state.placed) : { state: idleMeasure }
  }
}

/** The end that a press would take. */
function endUnder(design: Design, input: Input, context: ToolContext) {
  const { at, ctrl, pointer } = input
  const [handles] = specOf(input).handles(design, context)
  const hit = ctrl ? null : hitHandle(handles ?? [], at, pointer, context.pxPerScreenPx)
  return hit && measureEndOf(design, hit.handle)
}

/** Between clicks Enter ends a distance, and Backspace takes the last point back. */
export function measureKey(state: Measuring, key: ToolKey, design: Design): Step<Measuring> | null {
  if (state.name !== 'open') return null
  const { placed } = state
  if (key === 'Enter') return placed.length > 1 ? laid(design, placed) : { state }
  const left = placed.slice(0, -1)
  return { state: left.length > 0 ? { ...state, placed: left } : idleMeasure }
}

function laid(design: Design, points: readonly PointPx[]): Step<Measuring> {
  const added = withNewMeasure(design, points)
  if (!added) return { state: idleMeasure, refused: 'enoughMeasures' }
  const commit = points.length > 2 ? 'Measure angle' : 'Measure distance'
  return { state: idleMeasure, design: added.design, commit, chosen: { kind: 'measure', id: added.id } }
}

/** With Shift, the nearest of eight directions, the midline among them. */
function turned(from: PointPx, { at, shift }: Input, { marks }: Design): PointPx {
  if (!shift) return at
  const tilt = marks.midlineTilt
  const way = Math.round((Math.atan2(at.y - from.y, at.x - from.x) - tilt) / STEP) * STEP + tilt
  const length = (at.x - from.x) * Math.cos(way) + (at.y - from.y) * Math.sin(way)
  return { x: from.x + length * Math.cos(way), y: from.y + length * Math.sin(way) }
}

/** At the middle one of three points, degrees, 0 to 180. */
export function angleDegOf([a, b, c]: readonly [PointPx, PointPx, PointPx]): number {
  const turn = Math.atan2(a.y - b.y, a.x - b.x) - Math.atan2(c.y - b.y, c.x - b.x)
  return Math.abs((Math.atan2(Math.sin(turn), Math.cos(turn)) * 180) / Math.PI)
}

/** The measure that is being laid; those that are belong to the design. */
export function measureOverlay(state: Measuring, design: Design): ToolOverlay {
  if (!('placed' in state)) return dragOverlay(state, design)
  // A press that only ends it lays no further point.
  const isEnding = state.name === 'ending' && state.placed.length > 1
  const measure = { measure: isEnding ? state.placed : [...state.placed, state.at] }
  return state.name === 'pressed' ? { ...measure, dragged: state.at } : measure
}
