import type { Design } from '../../../core/design/design.ts'
import { handlesOfMeasure, type MeasureHandle } from '../../../core/design/scale/measureEnds.ts'
import { measuresOf, type Measure } from '../../../core/design/scale/measures.ts'
import { between, distance, type PointPx } from '../../../core/geometry/points.ts'
import type { Handle } from '../../../core/tools/tool.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { measureText } from '../../panels/scale/measureText.ts'
import {
  ACCENT,
  drawHandle,
  drawLabel,
  drawPill,
  labelWidth,
  strokeCased,
  strokeHalo,
  tracePath,
  type Context,
} from './overlayStyle.ts'

const TICK = 6
const ARC = 26

type Place = (p: PointPx) => PointPx

/**
 * All measures of a design with what they say; those in hand in the colour of what is selected, and the value of the only one
 * whole.
 * @param ends how the ends of a measure look that can be dragged; null where they cannot
 */
export function drawMeasures(
  context: Context,
  design: Design,
  place: Place,
  width: number,
  held: readonly number[],
  ends: EndsShown | null,
): void {
  for (const measure of measuresOf(design)) {
    const isHeld = held.includes(measure.id)
    const shown = measure.points.map(place)
    if (isHeld) {
      tracePath(context, shown)
      strokeHalo(context)
    }
    traceMeasure(context, shown, isHeld ? ACCENT : '#ffffff')
    if (ends && (isHeld || ends.all))
      for (const { handle, at } of handlesOfMeasure(measure)) drawEnd(context, handle, place(at), isHeld, ends)
    const text = textOf(design, measure)
    if (isHeld && held.length === 1) drawValue(context, shown, text, width)
    else drawLabel(context, labelPlace(shown, labelWidth(context, text)), text)
  }
}

export interface EndsShown {
  /** Those of measures that are not in hand too. */
  readonly all: boolean
  readonly active: Handle | null
  readonly focused: Handle | null
}

const END_RADIUS = 5

function drawEnd(context: Context, handle: MeasureHandle, at: PointPx, isHeld: boolean, ends: EndsShown): void {
  const [active, focused] = [handle === ends.active, handle === ends.focused]
  drawHandle(context, at, { active, focused, radius: END_RADIUS, quiet: !isHeld })
}

/** What a measure says, kept while all that it depends on is: the skin is not walked anew at every frame. */
const texts = new WeakMap<Measure, { readonly by: readonly unknown[]; readonly text: string }>()

function textOf(design: Design, measure: Measure): string {
  const by = [design.scale, design.marks, design.head, design.hairline, design.photo, viewStore.getState().lengths]
  const known = texts.get(measure)
  if (known && by.every((part, i) => part === known.by[i])) return known.text
  const text = measureText(design, measure.points)
  texts.set(measure, { by, text })
  return text
}

/** The measure that is being laid. */
export function drawMeasure(
  context: Context,
  design: Design,
  points: readonly PointPx[],
  place: Place,
  width: number,
): void {
  const shown = points.map(place)
  traceMeasure(context, shown, '#ffffff')
  drawValue(context, shown, measureText(design, points), width)
}

function traceMeasure(context: Context, shown: readonly PointPx[], colour: string): void {
  tracePath(context, shown)
  strokeCased(context, 1.5, colour)
  drawTick(context, shown[0]!, shown[1]!, colour)
  drawTick(context, shown.at(-1)!, shown.at(-2)!, colour)
  const [a, b, c] = shown
  if (a && b && c) drawArc(context, a, b, c, colour)
}

function drawValue(context: Context, shown: readonly PointPx[], value: string, width: number): void {
  const text = [{ text: value, strong: true }]
  const [a, b, c] = shown
  if (a && b && c) return drawPill(context, { x: b.x + 22, y: b.y + 30 }, text, width, 'left')
  const middle = between(a!, b!)
  drawPill(context, { x: middle.x, y: middle.y - 22 }, text, width)
}

/** Where a label of a width begins: over the middle of a distance, or beside the vertex of an angle. */
function labelPlace([a, b, c]: readonly PointPx[], width: number): PointPx {
  if (c) return { x: b!.x + 10, y: b!.y + 18 }
  const { x, y } = between(a!, b!)
  return { x: x - width / 2, y: y - 14 }
}

/** Across the end of a line. */
function drawTick(context: Context, p: PointPx, from: PointPx, colour: string): void {
  const length = Math.max(1e-6, distance(p, from))
  const [x, y] = [((p.y - from.y) / length) * TICK, ((from.x - p.x) / length) * TICK]
  tracePath(context, [
    { x: p.x - x, y: p.y - y },
    { x: p.x + x, y: p.y + y },
  ])
  strokeCased(context, 1.5, colour)
}

function drawArc(context: Context, a: PointPx, b: PointPx, c: PointPx, colour: string): void {
  const from = Math.atan2(a.y - b.y, a.x - b.x)
  const turn = Math.atan2(c.y - b.y, c.x - b.x) - from
  const short = Math.atan2(Math.sin(turn), Math.cos(turn))
  context.beginPath()
  context.arc(b.x, b.y, Math.min(ARC, 0.7 * distance(a, b)), from, from + short, short < 0)
  strokeCased(context, 1.2, colour)
}
