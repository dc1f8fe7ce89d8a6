import { behindHairline } from '../design/areas/area.ts'
import type { Design } from '../design/design.ts'
import { sameDesign } from '../design/history.ts'
import { distance, type PointPx } from '../geometry/points.ts'
import { gainedInside } from '../pixels/maskClip.ts'
import { fillPolygon, subtractMasks, unionMasks } from '../pixels/maskFill.ts'
import { emptyMask } from '../pixels/tiledMask.ts'
import { inkedArea, refusedBefore } from './brush.ts'
import { drawnLabel, withDrawnInk } from './drawnInk.ts'
import { refusedBeside } from './strokeMeets.ts'
import type { Input, Step, ToolContext, ToolKey, ToolOverlay } from './tool.ts'

export type Lasso =
  | { readonly name: 'idle' }
  /** The button is down: freehand once it has moved, else the first or next corner. */
  | { readonly name: 'drawing'; readonly points: readonly PointPx[]; readonly corners: number; readonly erase: boolean }
  /** The press that closes it is under way: it counts once it is let go. */
  | { readonly name: 'closing'; readonly points: readonly PointPx[]; readonly erase: boolean }
  /** Between clicks. */
  | { readonly name: 'clicking'; readonly points: readonly PointPx[]; readonly at: PointPx; readonly erase: boolean }

export const idleLasso: Lasso = { name: 'idle' }

/** A click this near to the first corner closes, screen px; so does one this near to the last: a double click. */
const CLOSE_SCREEN_PX = 12
const DOUBLE_SCREEN_PX = 4
/** A press that travels less is a click. */
const CLICK_SCREEN_PX = 6
/** Freehand points nearer than this say nothing new. */
const THIN_SCREEN_PX = 1.5

/**
 * Adds what is surrounded, freehand or corner by corner, to the area or to what is drawn on in its place. Alt at the start
 * takes it off.
 */
export function lasso(state: Lasso, input: Input, design: Design, context: ToolContext): Step<Lasso> {
  const px = context.pxPerScreenPx
  switch (state.name) {
    case 'idle':
      if (input.type !== 'down') return { state }
      return { state: { name: 'drawing', points: [input.at], corners: 1, erase: input.alt } }
    case 'drawing':
      return drawing(state, input, design, context)
    case 'clicking':
      switch (input.type) {
        case 'move':
          return { state: { ...state, at: input.at } }
        case 'down': {
          const { points, erase } = state
          const closes = points.length > 2 && isNear(input.at, points[0], CLOSE_SCREEN_PX * px)
          const again = points.length > 1 && isNear(input.at, points.at(-1), DOUBLE_SCREEN_PX * px)
          if (closes || again) return { state: { name: 'closing', points, erase } }
          return { state: { name: 'drawing', points: [...points, input.at], corners: points.length + 1, erase } }
        }
        case 'up':
          return { state }
        case 'cancel':
          return { state: idleLasso }
      }
    case 'closing':
      if (input.type === 'up') return close(state.points, state.erase, design, context)
      return { state: input.type === 'cancel' ? idleLasso : state }
  }
}

/** Between clicks Enter closes the line through its corners, and Backspace takes the last one back. */
export function lassoKey(state: Lasso, key: ToolKey, design: Design, context: ToolContext): Step<Lasso> | null {
  if (state.name !== 'clicking') return null
  const { points, erase } = state
  if (key === 'Enter') return points.length > 2 ? close(points, erase, design, context) : { state }
  const left = points.slice(0, -1)
  return { state: left.length > 0 ? { ...state, points: left } : idleLasso }
}

function drawing(
  state: Extract<Lasso, { name: 'drawing' }>,
  input: Input,
  design: Design,
  context: ToolContext,
): Step<Lasso> {
  const { points, corners, erase } = state
  const px = context.pxPerScreenPx
  switch (input.type) {
    case 'down': // a second finger while drawing
      return { state }
    case 'move': {
      const added = thinned(points, [...(input.path ?? []), input.at], THIN_SCREEN_PX * px)
      return { state: { ...state, points: added } }
    }
    case 'up': {
      const pressed = points[corners - 1] ?? input.at
      const drawn = points.slice(corners - 1)
      const clicked = drawn.every((p) => distance(p, pressed) < CLICK_SCREEN_PX * px)
      if (clicked) return { state: { name: 'clicking', points: points.slice(0, corners), at: input.at, erase } }
      return close(points, erase, design, context)
    }
    case 'cancel':
      return { state: idleLasso }
  }
}

const isNear = (a: PointPx, b: PointPx | undefined, reach: number): boolean =>
  b !== undefined && distance(a, b) <= reach

function thinned(points: readonly PointPx[], more: readonly PointPx[], apart: number): PointPx[] {
  const kept = [...points]
  for (const p of more) if (!isNear(p, kept.at(-1), apart)) kept.push(p)
  return kept
}

function close(points: readonly PointPx[], erase: boolean, design: Design, context: ToolContext): Step<Lasso> {
  const { drawnOn } = context
  const none = emptyMask(design.photo.width, design.photo.height)
  if (drawnOn) {
    const drawn = withDrawnInk(design, drawnOn, erase, fillPolygon(none, points, 'add'))
    if (sameDesign(drawn, design)) return { state: idleLasso }
    return { state: idleLasso, design: drawn, commit: drawnLabel('lasso', drawnOn, erase) }
  }
  const inside = context.insideHairline && !erase ? behindHairline(design) : null
  const stroke = fillPolygon(none, points, 'add')
  const filling = inside ? gainedInside(stroke, none, inside) : stroke
  const put = (mask: Design['area']['add']) => unionMasks(mask, filling)
  const take = (mask: Design['area']['add']) => subtractMasks(mask, filling)
  const area = inkedArea(design.area, erase ? 'subtract' : 'add', put, take)
  const filled = area === design.area ? design : { ...design, area }
  if (sameDesign(filled, design)) return { state: idleLasso, ...refusedBefore(inside, stroke) }
  const beside = erase ? refusedBeside(design, stroke) : {}
  if (beside.refused) return { state: idleLasso, ...beside }
  return { state: idleLasso, design: filled, commit: erase ? 'Lasso off area' : 'Lasso area' }
}

export function lassoOverlay(state: Lasso): ToolOverlay {
  switch (state.name) {
    case 'idle':
      return {}
    case 'drawing':
      return { lasso: state.points, takes: state.erase }
    case 'closing':
      return { lasso: [...state.points, ...state.points.slice(0, 1)], takes: state.erase }
    case 'clicking':
      return { lasso: [...state.points, state.at], takes: state.erase }
  }
}
