import type { PointPx } from '../../../core/geometry/points.ts'

/** Colours and strokes of everything that is drawn over the photo (ux 10): azure, each stroke with a dark casing. */
export const ACCENT = '#3aa8ff'
export const CASING = 'rgb(0 0 0 / 55%)'
const PILL_MARGIN = 8
const PILL = 'rgb(18 18 18 / 90%)'
/** As in the panels: a canvas takes no custom properties. */
const FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Inter, Roboto, system-ui, sans-serif'

export type Context = CanvasRenderingContext2D

const moreContrast = matchMedia('(prefers-contrast: more)')
/** Lines are twice as wide where more contrast is asked for (ux 18). */
const weight = (): number => (moreContrast.matches ? 2 : 1)

export function tracePath(context: Context, points: readonly PointPx[], closed = false): void {
  context.beginPath()
  for (const [i, p] of points.entries()) {
    if (i === 0) context.moveTo(p.x, p.y)
    else context.lineTo(p.x, p.y)
  }
  if (closed) context.closePath()
}

/**
 * A line over its casing, `width` CSS px wide: the current path, or the one given.
 * @param unit one CSS px in the context's own units
 */
export function strokeCased(context: Context, width = 2, colour = ACCENT, path?: Path2D, unit = 1): void {
  context.lineJoin = 'round'
  context.lineCap = 'round'
  context.strokeStyle = CASING
  context.lineWidth = (width * weight() + 2.4) * unit
  if (path) context.stroke(path)
  else context.stroke()
  context.strokeStyle = colour
  context.lineWidth = width * weight() * unit
  if (path) context.stroke(path)
  else context.stroke()
}

/** Around what is selected as a whole, CSS px. */
const HALO = 6.4

/** White around the line of what is selected, which is stroked over it: this one the next key is meant for. */
export const strokeHalo = (context: Context, path?: Path2D, unit = 1): void =>
  strokeCased(context, HALO, '#ffffff', path, unit)

const HATCH_PX = 8

/** Hatching at 45° over a part of the canvas, on the same lines wherever it lies (ux 10): the current path. */
export function traceHatch(context: Context, from: PointPx, to: PointPx): void {
  context.beginPath()
  for (let line = Math.ceil((from.x + from.y) / HATCH_PX) * HATCH_PX; line < to.x + to.y; line += HATCH_PX) {
    context.moveTo(line - to.y, to.y)
    context.lineTo(line - from.y, from.y)
  }
}

/** Guides: white dashes over a soft dark band. */
export function strokeGuide(context: Context): void {
  context.lineCap = 'butt'
  context.strokeStyle = 'rgb(0 0 0 / 35%)'
  context.lineWidth = 2.5
  context.stroke()
  context.setLineDash([5, 5])
  context.strokeStyle = 'rgb(255 255 255 / 90%)'
  context.lineWidth = 1
  context.stroke()
  context.setLineDash([])
}

/** White dots over a soft dark band: a line that is not the matter at hand. The current path. */
export function strokeDotted(context: Context): void {
  context.setLineDash([1.5, 4])
  context.lineCap = 'round'
  context.strokeStyle = CASING
  context.lineWidth = 3
  context.stroke()
  context.strokeStyle = 'rgb(255 255 255 / 90%)'
  context.lineWidth = 1.5
  context.stroke()
  context.setLineDash([])
}

export interface HandleLook {
  readonly active?: boolean
  /** Partners that follow while mirrored have a dark core. */
  readonly follows?: boolean
  readonly focused?: boolean
  readonly radius?: number
  /** A diamond: the line turns there at an angle. */
  readonly corner?: boolean
  /** A white point without a ring, for what is not the matter at hand. */
  readonly quiet?: boolean
}

export function drawHandle(context: Context, p: PointPx, look: HandleLook = {}): void {
  const quiet = look.quiet === true && !look.active && !look.focused
  const own = look.radius ?? 6
  const radius = look.active ? Math.min(7.5, own + 1.5) : quiet ? 2.5 : own
  const shape = look.corner ? diamond : circle
  if (look.active) {
    circle(context, p, 15)
    context.fillStyle = 'rgb(58 168 255 / 28%)'
    context.fill()
  }
  shape(context, p, radius + 1.2)
  context.fillStyle = CASING
  context.fill()
  shape(context, p, radius)
  context.fillStyle = quiet ? '#ffffff' : ACCENT
  context.fill()
  if (quiet) return
  shape(context, p, radius - 2)
  context.fillStyle = look.follows ? '#10202e' : '#ffffff'
  context.fill()
  if (!look.focused) return
  circle(context, p, radius + 4)
  context.strokeStyle = '#ffffff'
  context.lineWidth = 2
  context.stroke()
}

/** As large to the eye as a circle of the same radius. */
function diamond(context: Context, p: PointPx, radius: number): void {
  const reach = radius * 1.25
  context.beginPath()
  context.moveTo(p.x, p.y - reach)
  context.lineTo(p.x + reach, p.y)
  context.lineTo(p.x, p.y + reach)
  context.lineTo(p.x - reach, p.y)
  context.closePath()
}

export function circle(context: Context, p: PointPx, radius: number): void {
  context.beginPath()
  context.arc(p.x, p.y, radius, 0, 2 * Math.PI)
}

export interface PillPart {
  readonly text: string
  readonly strong: boolean
  /** Stands before the text: a piece of the line that it speaks of. */
  readonly line?: { readonly colour: string; readonly dashed: boolean }
}

const PIECE = { length: 18, gap: 7 } as const

const PILL_GAP = 5
const fontOf = (strong: boolean) => `${strong ? 500 : 400} 12px ${FONT}`
const pieceOf = (part: PillPart) => (part.line ? PIECE.length + PIECE.gap : 0)

/** How wide a pill is, and each of its parts. */
export function pillWidths(context: Context, parts: readonly PillPart[]) {
  const widths = parts.map((part) => {
    context.font = fontOf(part.strong)
    return pieceOf(part) + context.measureText(part.text).width
  })
  return { widths, whole: widths.reduce((a, b) => a + b, PILL_GAP * (parts.length - 1)) + 16 }
}

/** A dark pill with parts of text, strong ones white, kept inside the canvas. `at` is its middle, or its left middle. */
export function drawPill(
  context: Context,
  at: PointPx,
  parts: readonly PillPart[],
  canvasWidth: number,
  anchor: 'middle' | 'left' = 'middle',
): void {
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  const { widths, whole: width } = pillWidths(context, parts)
  const wanted = anchor === 'middle' ? at.x - width / 2 : at.x
  const left = Math.max(PILL_MARGIN, Math.min(canvasWidth - width - PILL_MARGIN, wanted))
  context.beginPath()
  context.roundRect(left, at.y - 13, width, 26, 6)
  context.fillStyle = PILL
  context.fill()
  context.strokeStyle = 'rgb(255 255 255 / 8%)'
  context.lineWidth = 1
  context.stroke()
  let x = left + 8
  for (const [i, part] of parts.entries()) {
    if (part.line) {
      context.setLineDash(part.line.dashed ? [4, 3] : [])
      context.beginPath()
      context.moveTo(x, at.y)
      context.lineTo(x + PIECE.length, at.y)
      context.strokeStyle = part.line.colour
      context.lineWidth = 2
      context.stroke()
      context.setLineDash([])
    }
    context.font = fontOf(part.strong)
    context.fillStyle = part.strong ? '#ededed' : '#a8a8a8'
    context.fillText(part.text, x + pieceOf(part), at.y + 0.5)
    x += (widths[i] ?? 0) + PILL_GAP
  }
}

const LABEL_FONT = `500 11px ${FONT}`

/** How wide a label is, CSS px. */
export function labelWidth(context: Context, text: string): number {
  context.font = LABEL_FONT
  return context.measureText(text).width
}

/** Small words on the photo itself. */
export function drawLabel(context: Context, at: PointPx, text: string): void {
  context.font = LABEL_FONT
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  context.lineJoin = 'round'
  context.strokeStyle = 'rgb(0 0 0 / 65%)'
  context.lineWidth = 3
  context.strokeText(text, at.x, at.y)
  context.fillStyle = '#f2f2f2'
  context.fillText(text, at.x, at.y)
}
