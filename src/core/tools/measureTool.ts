import type { Design } from '../design/design.ts'
import { distance, type PointPx } from '../geometry/points.ts'
import type { Input, Step, ToolContext, ToolOverlay } from './tool.ts'

export type Measuring =
  /** The last measure stays until the next one begins: two points are a distance, three an angle at the second. */
  | { readonly name: 'idle'; readonly points: readonly PointPx[] }
  /** The button is down; `at` follows the pointer. */
  | { readonly name: 'pressed'; readonly placed: readonly PointPx[]; readonly at: PointPx }
  /** Between clicks. */
  | { readonly name: 'open'; readonly placed: readonly PointPx[]; readonly at: PointPx }

export const idleMeasure: Measuring = { name: 'idle', points: [] }

/** A press that travels less is a click; a click this near to the last point ends the measure. */
const CLICK_SCREEN_PX = 6
const STEP = Math.PI / 4

/** Drag a distance, or click its ends; a third click makes it an angle. Shift keeps to 0, 45 and 90 degrees of the midline. */
export function measureTool(state: Measuring, input: Input, design: Design, context: ToolContext): Step<Measuring> {
  if (input.type === 'cancel') return { state: idleMeasure }
  const near = (a: PointPx, b: PointPx) => distance(a, b) < CLICK_SCREEN_PX * context.pxPerScreenPx
  switch (state.name) {
    case 'idle':
      return input.type === 'down' ? { state: { name: 'pressed', placed: [input.at], at: input.at } } : { state }
    case 'pressed': {
      const last = state.placed.at(-1)!
      // A press puts its point where it was; a drag takes the next one along.
      const at = near(input.at, last) ? last : turned(last, input, design)
      if (input.type !== 'up') return { state: { ...state, at } }
      if (at !== last) return { state: { name: 'idle', points: [...state.placed, at].slice(-3) } }
      if (state.placed.length > 2) return { state: { name: 'idle', points: state.placed } }
      return { state: { name: 'open', placed: state.placed, at } }
    }
    case 'open': {
      const last = state.placed.at(-1)!
      const at = turned(last, input, design)
      if (input.type !== 'down') return { state: { ...state, at } }
      if (near(input.at, last)) return { state: { name: 'idle', points: state.placed.length > 1 ? state.placed : [] } }
      return { state: { name: 'pressed', placed: [...state.placed, at], at } }
    }
  }
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

export function measureOverlay(state: Measuring): ToolOverlay {
  const points = state.name === 'idle' ? state.points : [...state.placed, state.at]
  const measure = points.length > 1 ? { measure: points } : {}
  return state.name === 'pressed' ? { ...measure, dragged: state.at } : measure
}
