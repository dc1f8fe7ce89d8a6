import { behindHairline } from '../design/areas/area.ts'
import { areaMasks, type AreaDesign, type Design } from '../design/design.ts'
import { sameDesign } from '../design/history.ts'
import type { PointPx } from '../geometry/points.ts'
import { gainedInside } from '../pixels/maskClip.ts'
import { subtractMasks, unionMasks } from '../pixels/maskFill.ts'
import { paintCapsule, steppedMask } from '../pixels/maskPaint.ts'
import { emptyMask, type TiledMask } from '../pixels/tiledMask.ts'
import { drawnLabel, withDrawnInk, type DrawnOn } from './drawnInk.ts'
import { refusedBeside } from './strokeMeets.ts'
import type { Input, Step, ToolContext, ToolOverlay } from './tool.ts'

/** What a brush-like tool does to the area, and to what it paints with Alt held. */
export type BrushKind = 'brush' | 'eraser' | 'exclude' | 'density'
type Ink = 'add' | 'subtract' | 'exclude' | 'include' | 'more' | 'less'

const inks: Readonly<Record<BrushKind, { readonly plain: Ink; readonly alt: Ink }>> = {
  brush: { plain: 'add', alt: 'subtract' },
  eraser: { plain: 'subtract', alt: 'add' },
  exclude: { plain: 'exclude', alt: 'include' },
  density: { plain: 'more', alt: 'less' },
}

/** Alt turns an ink into its opposite; so does the choice to paint less density. */
function inkOf(kind: BrushKind, alt: boolean, context: ToolContext): Ink {
  const opposite = kind === 'density' && context.lessDensity ? !alt : alt
  return inks[kind][opposite ? 'alt' : 'plain']
}

/** Inks that only change what is there already. */
const changesOnly: readonly Ink[] = ['subtract', 'more', 'less']

const labels: Readonly<Record<Ink, string>> = {
  add: 'Paint area',
  subtract: 'Erase area',
  exclude: 'Exclude area',
  include: 'Include area',
  more: 'More density',
  less: 'Less density',
}

export type Brush =
  | {
      readonly name: 'idle'
      /** Where the last stroke ended: Shift+click draws a line from there. */
      readonly last: PointPx | null
      readonly hover: Hover | null
    }
  | {
      readonly name: 'painting'
      readonly before: Design
      readonly last: PointPx
      readonly ink: Ink
      /** What is painted in place of the area. */
      readonly drawnOn: DrawnOn | null
      /** The polygon that nothing is added outside of. */
      readonly inside: readonly PointPx[] | null
      readonly hover: Hover
      /** Where the stroke has been so far, where that is asked: density changes by one step a stroke, however often it is crossed. */
      readonly stroke: TiledMask
    }

type Hover = Omit<NonNullable<ToolOverlay['ring']>, 'featherPx'>

export const idleBrush: Brush = { name: 'idle', last: null, hover: null }

/** Paints over the proposal. One press is one undo step; a cancel puts back what was there. */
export function brush(kind: BrushKind, state: Brush, input: Input, design: Design, context: ToolContext): Step<Brush> {
  const radiusPx = radiusOf(input, context)
  if (state.name === 'idle') {
    const ink = inkOf(kind, input.alt, context)
    const hover = hoverOf(input, ink, radiusPx)
    if (input.type !== 'down') return { state: { ...state, hover: input.type === 'cancel' ? null : hover } }
    const from = input.shift && state.last ? state.last : input.at
    const stroke = emptyMask(design.photo.width, design.photo.height)
    const drawnOn = context.drawnOn ?? null
    const inside = ink === 'add' && !drawnOn && context.insideHairline ? behindHairline(design) : null
    const bare = { before: design, ink, drawnOn, inside, stroke }
    const painted = paint(design, bare, from, [input.at], radiusPx, context.feather)
    return {
      state: { name: 'painting', ...bare, stroke: painted.stroke, last: input.at, hover },
      design: painted.design,
    }
  }
  const { before, last, ink, drawnOn } = state
  const hover = hoverOf(input, ink, radiusPx)
  switch (input.type) {
    case 'down': // a second finger while painting
      return { state }
    case 'move': {
      const points = [...(input.path ?? []), input.at]
      const painted = paint(design, state, last, points, radiusPx, context.feather)
      return { state: { ...state, stroke: painted.stroke, last: input.at, hover }, design: painted.design }
    }
    case 'up': {
      // A pen that is lifted reports no pressure: only the way there is painted, at the last size.
      const idle: Brush = { name: 'idle', last: input.at, hover: input.pointer === 'touch' ? null : hover }
      const { design: painted, stroke } = paint(design, state, last, [input.at], state.hover.radiusPx, context.feather)
      if (sameDesign(painted, before)) return { state: idle, design: before, ...refusedBefore(state.inside, stroke) }
      const beside = drawnOn || !changesOnly.includes(ink) ? {} : refusedBeside(before, stroke)
      if (beside.refused) return { state: idle, design: before, ...beside }
      const label = drawnOn ? drawnLabel('brush', drawnOn, ink === 'subtract') : labels[ink]
      return { state: idle, design: painted, commit: label }
    }
    case 'cancel':
      return { state: { name: 'idle', last: null, hover: null }, design: before }
  }
}

/** Why a stroke that was to stay behind the hairline came to nothing: all of it lies before the line. */
export function refusedBefore(inside: readonly PointPx[] | null, stroke: TiledMask): Pick<Step<Brush>, 'refused'> {
  if (!inside || stroke.tiles.size === 0) return {}
  const gained = gainedInside(stroke, emptyMask(stroke.width, stroke.height), inside)
  return gained.tiles.size === 0 ? { refused: 'beforeHairline' } : {}
}

const hoverOf = (input: Input, ink: Ink, radiusPx: number): Hover => ({
  at: input.at,
  radiusPx,
  dashed: ink === 'subtract' || ink === 'include' || ink === 'less',
  hatched: ink === 'exclude' || ink === 'include',
})

/** A pen's pressure sets the size between these shares. */
const LIGHTEST_SIZE = 0.4

export function radiusOf(input: Pick<Input, 'pointer' | 'pressure'>, context: ToolContext): number {
  const full = context.brushMm / 2 / context.mmPerPx
  if (!context.pressureSize || input.pointer !== 'pen') return full
  const pressure = Math.max(0, Math.min(1, input.pressure))
  // A hovering pen presses nothing; its ring shows the size of a firm stroke.
  return pressure === 0 ? full : full * (LIGHTEST_SIZE + (1 - LIGHTEST_SIZE) * pressure)
}

function paint(
  design: Design,
  {
    before,
    ink,
    drawnOn,
    inside,
    stroke: former,
  }: Pick<Extract<Brush, { name: 'painting' }>, 'before' | 'ink' | 'drawnOn' | 'inside' | 'stroke'>,
  from: PointPx,
  points: readonly PointPx[],
  radiusPx: number,
  feather: number,
): { design: Design; stroke: TiledMask } {
  const steps = ink === 'more' || ink === 'less'
  let { area } = design
  let stroke = former
  let a = from
  for (const b of points) {
    if (drawnOn || inside || changesOnly.includes(ink)) stroke = paintCapsule(stroke, a, b, radiusPx, feather, 'max')
    if (!steps && !drawnOn && !inside) area = paintOnce(area, ink, a, b, radiusPx, feather)
    a = b
  }
  if (drawnOn) return { design: withDrawnInk(before, drawnOn, ink === 'subtract', stroke), stroke }
  if (inside && stroke !== former) {
    const gained = gainedInside(stroke, former, inside)
    area = inkedArea(
      area,
      ink,
      (mask) => unionMasks(mask, gained),
      (mask) => subtractMasks(mask, gained),
    )
  }
  if (steps && stroke !== former) {
    const raise = (mask: TiledMask) => steppedMask(mask, stroke, DENSITY_STEP, 'up')
    const lower = (mask: TiledMask) => steppedMask(mask, stroke, DENSITY_STEP, 'down')
    area = inkedArea(before.area, ink, raise, lower)
  }
  return { design: area === design.area ? design : { ...design, area }, stroke }
}

/** Share by which one stroke makes the density more or less. */
const DENSITY_STEP = 0.3

/** Capsules, not discs: a fast pointer leaves no gaps. */
function paintOnce(area: AreaDesign, ink: Ink, a: PointPx, b: PointPx, radiusPx: number, feather: number): AreaDesign {
  const put = (mask: AreaDesign['add']) => paintCapsule(mask, a, b, radiusPx, feather, 'max')
  const take = (mask: AreaDesign['add']) => paintCapsule(mask, a, b, radiusPx, feather, 'erase')
  return inkedArea(area, ink, put, take)
}

type MaskEdit = (mask: AreaDesign['add']) => AreaDesign['add']

/** What an ink does to the masks; the same area comes back where none changed. */
export function inkedArea(area: AreaDesign, ink: Ink, put: MaskEdit, take: MaskEdit): AreaDesign {
  const next = maskEdits(area, ink, put, take)
  return areaMasks.every((name) => next[name] === area[name]) ? area : next
}

function maskEdits(area: AreaDesign, ink: Ink, put: MaskEdit, take: MaskEdit): AreaDesign {
  switch (ink) {
    case 'add':
      return { ...area, add: put(area.add), subtract: take(area.subtract) }
    case 'subtract':
      return { ...area, add: take(area.add), subtract: put(area.subtract) }
    case 'exclude':
      return { ...area, exclude: put(area.exclude) }
    case 'include':
      return { ...area, exclude: take(area.exclude) }
    case 'more':
      return { ...area, more: put(area.more), less: take(area.less) }
    case 'less':
      return { ...area, more: take(area.more), less: put(area.less) }
  }
}

export function brushOverlay(state: Brush, context: ToolContext): ToolOverlay {
  if (!state.hover) return {}
  return { ring: { ...state.hover, featherPx: state.hover.radiusPx * context.feather } }
}
