import { turnOf, type Adjustments, type Turn } from '../core/design/adjustments.ts'
import { colourTables, recolour, type ColourTables } from '../core/pixels/adjust.ts'
import { layerOf } from './dotLayer.ts'
import type { CoverLine, PictureOptions } from './engine.ts'
import { clamp, layoutOf, type Layout, type LevelRect } from './pictureLayout.ts'
import { burnTexts } from './pictureText.ts'

/** Draws one panel's pixels of a mip level onto a context whose origin is the rectangle's corner. */
export type DrawPanel = (context: OffscreenCanvasRenderingContext2D, level: number, rect: LevelRect) => Promise<void>

/** One picture beside others: the photo with or without dots, and how it is looked at. */
export interface Panel {
  readonly draw: DrawPanel
  readonly adjustments: Adjustments
}

/** Surround of ux: neutral, so that it tints nothing beside it. */
export const NEUTRAL = '#171717'
const COARSEST = 3

/** Side by side panels as an encoded picture: nothing in it but pixels. */
export async function composePicture(
  photo: { readonly width: number; readonly height: number },
  panels: readonly Panel[],
  o: PictureOptions,
): Promise<ArrayBuffer> {
  const layout = layoutOf(photo, panels, o)
  const { canvas, context } = canvasOf(layout.width, layout.height)
  context.fillStyle = NEUTRAL
  context.fillRect(0, 0, layout.width, layout.height)
  for (const [i, panel] of panels.entries()) {
    await drawPanel(context, photo, panel, i * (layout.panelWidth + layout.gap), panels.length === 1, layout, o)
  }
  burnTexts(context, layout, o)
  return encoded(canvas, o)
}

/**
 * What a design adds to the photo, as a transparent picture of the same size: laid over the photo it gives the design.
 * @param before the photo alone, looked at as the design is
 */
export async function composeLayer(
  photo: { readonly width: number; readonly height: number },
  before: Panel,
  after: Panel,
  o: PictureOptions,
): Promise<ArrayBuffer> {
  return encoded(await layerCanvas(photo, before, after, o), o)
}

/** The same, to be drawn on. */
export async function layerCanvas(
  photo: { readonly width: number; readonly height: number },
  before: Panel,
  after: Panel,
  o: PictureOptions,
): Promise<OffscreenCanvas> {
  const layout = layoutOf(photo, [after], o)
  const under = canvasOf(layout.width, layout.height)
  const over = canvasOf(layout.width, layout.height, { alpha: true })
  await drawPanel(under.context, photo, before, 0, true, layout, {})
  await drawPanel(over.context, photo, after, 0, true, layout, {})
  for (let y = 0; y < layout.height; y += STRIP_ROWS) {
    const rows = Math.min(STRIP_ROWS, layout.height - y)
    const strip = over.context.getImageData(0, y, layout.width, rows)
    layerOf(under.context.getImageData(0, y, layout.width, rows).data, strip.data)
    over.context.putImageData(strip, 0, y)
  }
  under.canvas.width = under.canvas.height = 0
  return over.canvas
}

async function drawPanel(
  context: OffscreenCanvasRenderingContext2D,
  photo: { readonly width: number; readonly height: number },
  { draw, adjustments }: Panel,
  left: number,
  alone: boolean,
  layout: Layout,
  { coverBelow, coverBetween }: Pick<PictureOptions, 'coverBelow' | 'coverBetween'>,
): Promise<void> {
  const { crop, scale, panelWidth, height } = layout
  const turn = turnOf(photo, adjustments.straightenDeg)
  const tables = colourTables(adjustments)
  const placed = (line: CoverLine) => (turn ? turned(line, turn) : line)
  context.save()
  context.translate(left, 0)
  context.beginPath()
  context.rect(0, 0, panelWidth, height)
  context.clip()
  // Pixels put directly ignore the translation, so only a single panel may take them so.
  if (turn) await drawTurned(context, draw, { photo, turn, crop, panelWidth, height, scale })
  else if (scale === 1 && alone) await draw(context, 0, crop)
  else await drawScaled(context, draw, crop, panelWidth, height, scale)
  if (tables) recolourPanel(context, tables, left, panelWidth, height)
  if (coverBelow) cover(context, placed(coverBelow), null, crop, scale)
  if (coverBetween) cover(context, placed(coverBetween[0]), placed(coverBetween[1]), crop, scale)
  context.restore()
}

export async function encoded(canvas: OffscreenCanvas, { type, quality }: PictureOptions): Promise<ArrayBuffer> {
  const blob = await canvas.convertToBlob({ type, quality })
  canvas.width = canvas.height = 0
  return blob.arrayBuffer()
}

export function canvasOf(width: number, height: number, { alpha } = { alpha: false }) {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { alpha })
  if (!context) throw new Error(`No canvas of ${width} x ${height} px.`)
  return { canvas, context }
}

async function drawScaled(
  context: OffscreenCanvasRenderingContext2D,
  draw: DrawPanel,
  crop: LevelRect,
  width: number,
  height: number,
  scale: number,
): Promise<void> {
  const small = await scaledBitmap(draw, crop, width, height, scale)
  context.drawImage(small, 0, 0)
  small.close()
}

/** From the mip level just above the wanted size, so that nothing is lost or aliased on the way down. */
async function scaledBitmap(
  draw: DrawPanel,
  crop: LevelRect,
  width: number,
  height: number,
  scale: number,
): Promise<ImageBitmap> {
  const level = clamp(Math.floor(Math.log2(1 / scale)), 0, COARSEST)
  const size = 2 ** level
  const rect = {
    x: Math.floor(crop.x / size),
    y: Math.floor(crop.y / size),
    width: Math.max(1, Math.floor(crop.width / size)),
    height: Math.max(1, Math.floor(crop.height / size)),
  }
  const scratch = canvasOf(rect.width, rect.height)
  await draw(scratch.context, level, rect)
  const sameSize = rect.width === width && rect.height === height
  const small = sameSize
    ? scratch.canvas.transferToImageBitmap()
    : await createImageBitmap(scratch.canvas, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' })
  scratch.canvas.width = scratch.canvas.height = 0
  return small
}

interface TurnedView {
  readonly photo: { readonly width: number; readonly height: number }
  readonly turn: Turn
  /** Px of the straightened picture. */
  readonly crop: LevelRect
  readonly panelWidth: number
  readonly height: number
  readonly scale: number
}

/** Sized first and turned then, so that turning alone blends pixels, each with its neighbours. */
async function drawTurned(context: OffscreenCanvasRenderingContext2D, draw: DrawPanel, o: TurnedView): Promise<void> {
  const { photo, turn, crop, scale } = o
  const rect = photoUnder(crop, turn, photo)
  const width = Math.max(1, Math.round(rect.width * scale))
  const height = Math.max(1, Math.round(rect.height * scale))
  const small = await scaledBitmap(draw, rect, width, height, scale)
  context.save()
  context.scale(o.panelWidth / crop.width, o.height / crop.height)
  context.translate(turn.centre.x - crop.x, turn.centre.y - crop.y)
  context.rotate(turn.angleRad)
  context.translate(rect.x - turn.centre.x, rect.y - turn.centre.y)
  context.scale(rect.width / width, rect.height / height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(small, 0, 0)
  context.restore()
  small.close()
}

/** The part of the photo that a crop of the straightened picture shows, on whole px of every mip level. */
function photoUnder(crop: LevelRect, turn: Turn, photo: TurnedView['photo']): LevelRect {
  const right = crop.x + crop.width
  const bottom = crop.y + crop.height
  const corners = [
    { x: crop.x, y: crop.y },
    { x: right, y: crop.y },
    { x: crop.x, y: bottom },
    { x: right, y: bottom },
  ].map((p) => turn.toPhoto(p))
  const step = 2 ** COARSEST
  const side = (values: readonly number[], length: number): readonly [number, number] => {
    const from = Math.max(0, Math.floor(Math.min(...values) / step - 1) * step)
    return [from, Math.min(length, Math.ceil(Math.max(...values) / step + 1) * step) - from]
  }
  const [x, width] = side(
    corners.map((p) => p.x),
    photo.width,
  )
  const [y, height] = side(
    corners.map((p) => p.y),
    photo.height,
  )
  return { x, y, width, height }
}

/** Rows that are recoloured at a time: a copy of 16 MP beside the canvas is more than a tablet has. */
const STRIP_ROWS = 256

export function recolourPanel(
  context: OffscreenCanvasRenderingContext2D,
  tables: ColourTables,
  left: number,
  width: number,
  height: number,
): void {
  for (let y = 0; y < height; y += STRIP_ROWS) {
    const strip = context.getImageData(left, y, width, Math.min(STRIP_ROWS, height - y))
    recolour(strip.data, tables)
    context.putImageData(strip, left, y)
  }
}

export const turned = (line: CoverLine, turn: Turn): CoverLine => ({
  ...turn.toPicture(line),
  tilt: line.tilt + turn.angleRad,
})

/** Everything below a line, or what lies between it and another one. */
export function cover(
  context: OffscreenCanvasRenderingContext2D,
  from: CoverLine,
  to: CoverLine | null,
  crop: LevelRect,
  scale: number,
): void {
  const far = 2 * (crop.width + crop.height) * scale
  const ends = (line: CoverLine, down: number) => {
    const x = (line.x - crop.x) * scale - Math.sin(line.tilt) * down
    const y = (line.y - crop.y) * scale + Math.cos(line.tilt) * down
    const along = { x: Math.cos(line.tilt) * far, y: Math.sin(line.tilt) * far }
    return [
      { x: x - along.x, y: y - along.y },
      { x: x + along.x, y: y + along.y },
    ]
  }
  context.fillStyle = NEUTRAL
  context.beginPath()
  for (const { x, y } of [...ends(from, 0), ...ends(to ?? from, to ? 0 : far).toReversed()]) context.lineTo(x, y)
  context.fill()
}
