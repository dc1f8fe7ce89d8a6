import type { Design } from '../../core/design/design.ts'
import { between, distance, type PointPx } from '../../core/geometry/points.ts'
import { measureText } from '../panels/measureText.ts'
import { drawPill, strokeCased, tracePath, type Context } from './overlayStyle.ts'

const TICK = 6
const ARC = 26
/** A distance with its length, or an angle with its degrees. */
export function drawMeasure(
  context: Context,
  design: Design,
  points: readonly PointPx[],
  place: (p: PointPx) => PointPx,
  width: number,
): void {
  const shown = points.map(place)
  const text = [{ text: measureText(design, points), strong: true }]
  tracePath(context, shown)
  strokeCased(context, 1.5, '#ffffff')
  drawTick(context, shown[0]!, shown[1]!)
  drawTick(context, shown.at(-1)!, shown.at(-2)!)
  const [a, b, c] = shown
  if (points.length === 3 && a && b && c) {
    drawArc(context, a, b, c)
    drawPill(context, { x: b.x + 22, y: b.y + 30 }, text, width, 'left')
    return
  }
  const middle = between(a!, b!)
  drawPill(context, { x: middle.x, y: middle.y - 22 }, text, width)
}

/** Across the end of a line. */
function drawTick(context: Context, p: PointPx, from: PointPx): void {
  const length = Math.max(1e-6, distance(p, from))
  const [x, y] = [((p.y - from.y) / length) * TICK, ((from.x - p.x) / length) * TICK]
  tracePath(context, [
    { x: p.x - x, y: p.y - y },
    { x: p.x + x, y: p.y + y },
  ])
  strokeCased(context, 1.5, '#ffffff')
}

function drawArc(context: Context, a: PointPx, b: PointPx, c: PointPx): void {
  const from = Math.atan2(a.y - b.y, a.x - b.x)
  const turn = Math.atan2(c.y - b.y, c.x - b.x) - from
  const short = Math.atan2(Math.sin(turn), Math.cos(turn))
  context.beginPath()
  context.arc(b.x, b.y, Math.min(ARC, 0.7 * distance(a, b)), from, from + short, short < 0)
  strokeCased(context, 1.2, '#ffffff')
}
