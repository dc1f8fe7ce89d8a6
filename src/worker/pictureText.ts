import { MM_PER_INCH } from '../core/geometry/lengthUnits.ts'
import type { PictureOptions } from './engine.ts'

interface Sheet {
  readonly width: number
  readonly height: number
  readonly panelWidth: number
  readonly gap: number
  readonly scale: number
}

/** Lengths of a scale bar in each unit, the longest first. */
const barLengths = { mm: [100, 50, 20, 10, 5], in: [4, 2, 1, 0.5, 0.25] } as const
/** A bar takes at most this share of a picture's width. */
const BAR_SHARE = 0.28

const fontOf = (px: number): string => `500 ${px}px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`

/** Caption, title, labels and scale bar, each where it is asked for. */
export function burnTexts(context: OffscreenCanvasRenderingContext2D, sheet: Sheet, o: PictureOptions): void {
  const { width, height, panelWidth, gap } = sheet
  const px = Math.max(11, Math.round(Math.min(panelWidth, height) * 0.022))
  if (o.caption) burnIn(context, o.caption, { x: width - px, y: height - px, align: 'right', px, room: width * 0.92 })
  if (o.title) burnIn(context, o.title, { x: px, y: px * 2, align: 'left', px, room: panelWidth * 0.92 })
  for (const [i, label] of (o.labels ?? []).entries()) {
    const x = i * (panelWidth + gap) + panelWidth / 2
    // A name and a moment are long: they stand under the title, not beside it.
    burnIn(context, label, { x, y: px * (o.title ? 3.6 : 2), align: 'center', px, room: panelWidth * 0.92 })
  }
  if (o.scaleBar) drawBar(context, sheet, o.scaleBar, px)
}

/** White with a dark casing: readable over skin, hair and backdrop. */
function burnIn(
  context: OffscreenCanvasRenderingContext2D,
  text: string,
  o: { x: number; y: number; align: CanvasTextAlign; px: number; room: number },
): void {
  let { px } = o
  context.font = fontOf(px)
  const wide = context.measureText(text).width
  if (wide > o.room) {
    px = Math.max(6, Math.floor((px * o.room) / wide))
    context.font = fontOf(px)
  }
  context.textAlign = o.align
  context.textBaseline = 'alphabetic'
  cased(context, px)
  context.strokeText(text, o.x, o.y)
  context.fillText(text, o.x, o.y)
}

function cased(context: OffscreenCanvasRenderingContext2D, px: number): void {
  context.lineJoin = 'round'
  context.lineWidth = Math.max(2, px * 0.16)
  context.strokeStyle = 'rgb(0 0 0 / 0.72)'
  context.fillStyle = '#fff'
}

/** As long as the plane through the glabella, parallel to the photo, shows that length. */
function drawBar(
  context: OffscreenCanvasRenderingContext2D,
  { height, panelWidth, scale }: Sheet,
  { mmPerPx, unit }: NonNullable<PictureOptions['scaleBar']>,
  px: number,
): void {
  const pxPerUnit = ((unit === 'in' ? MM_PER_INCH : 1) / mmPerPx) * scale
  const figure = barLengths[unit].find((length) => length * pxPerUnit <= panelWidth * BAR_SHARE)
  if (figure === undefined) return
  const length = figure * pxPerUnit
  const thick = Math.max(2, Math.round(px * 0.18))
  const y = height - px - thick
  cased(context, px)
  for (const [x, top, w, h] of [
    [px, y, length, thick],
    [px, y - px * 0.4, thick, px * 0.4],
    [px + length - thick, y - px * 0.4, thick, px * 0.4],
  ] as const) {
    context.strokeRect(x, top, w, h)
  }
  context.fillRect(px, y, length, thick)
  context.fillRect(px, y - px * 0.4, thick, px * 0.4)
  context.fillRect(px + length - thick, y - px * 0.4, thick, px * 0.4)
  burnIn(context, `${figure} ${unit}`, { x: px + length / 2, y: y - px * 0.5, align: 'center', px, room: length })
}
