import type { PictureOptions } from './engine.ts'

/** A rectangle in px of one mip level. */
export interface LevelRect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Draws one panel's pixels of a mip level onto a context whose origin is the rectangle's corner. */
export type DrawPanel = (context: OffscreenCanvasRenderingContext2D, level: number, rect: LevelRect) => Promise<void>

/** Surround of ux: neutral, so that it tints nothing beside it. */
const NEUTRAL = '#171717'
/** Larger canvases are refused by iPads. */
const SAFE_PIXELS = 16_777_216
const COARSEST = 3

/** Side by side panels as an encoded picture: nothing in it but pixels. */
export async function composePicture(
  photo: { readonly width: number; readonly height: number },
  panels: readonly DrawPanel[],
  o: PictureOptions,
): Promise<ArrayBuffer> {
  const crop = wholePixels(o.crop ?? { x: 0, y: 0, ...photo }, photo)
  let scale = Math.min(1, (o.maxSide ?? Infinity) / Math.max(crop.width, crop.height))
  let layout = layOut(crop, panels.length, scale)
  if (!canvasHolds(layout.width, layout.height)) {
    scale *= Math.sqrt(SAFE_PIXELS / (layout.width * layout.height)) * 0.999
    layout = layOut(crop, panels.length, scale)
  }
  const { canvas, context } = canvasOf(layout.width, layout.height)
  context.fillStyle = NEUTRAL
  context.fillRect(0, 0, layout.width, layout.height)
  for (const [i, draw] of panels.entries()) {
    context.save()
    context.translate(i * (layout.panelWidth + layout.gap), 0)
    context.beginPath()
    context.rect(0, 0, layout.panelWidth, layout.height)
    context.clip()
    // Pixels put directly ignore the translation, so only a single panel may take them so.
    if (scale === 1 && panels.length === 1) await draw(context, 0, crop)
    else await drawScaled(context, draw, crop, layout.panelWidth, layout.height, scale)
    if (o.coverBelow) coverFace(context, o.coverBelow, crop, scale)
    context.restore()
  }
  if (o.caption) burnIn(context, o.caption, layout.width, layout.height)
  const blob = await canvas.convertToBlob({ type: o.type, quality: o.quality })
  canvas.width = canvas.height = 0
  return blob.arrayBuffer()
}

function wholePixels(crop: LevelRect, photo: { width: number; height: number }): LevelRect {
  const x = clamp(Math.floor(crop.x), 0, photo.width - 1)
  const y = clamp(Math.floor(crop.y), 0, photo.height - 1)
  const width = clamp(Math.round(crop.width), 1, photo.width - x)
  return { x, y, width, height: clamp(Math.round(crop.height), 1, photo.height - y) }
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))

function layOut(crop: LevelRect, count: number, scale: number) {
  const panelWidth = Math.max(1, Math.round(crop.width * scale))
  const height = Math.max(1, Math.round(crop.height * scale))
  const gap = count > 1 ? Math.max(2, Math.round(panelWidth * 0.006)) : 0
  return { panelWidth, height, gap, width: count * panelWidth + (count - 1) * gap }
}

function canvasOf(width: number, height: number) {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new Error(`No canvas of ${width} x ${height} px.`)
  return { canvas, context }
}

/** Beyond their limit browsers draw nothing and say nothing, so a far corner is tried. */
function canvasHolds(width: number, height: number): boolean {
  if (width * height <= SAFE_PIXELS) return true
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) return false
  context.fillStyle = '#fff'
  context.fillRect(width - 1, height - 1, 1, 1)
  return context.getImageData(width - 1, height - 1, 1, 1).data[0] === 255
}

/** From the mip level just above the wanted size, so that nothing is lost or aliased on the way down. */
async function drawScaled(
  context: OffscreenCanvasRenderingContext2D,
  draw: DrawPanel,
  crop: LevelRect,
  width: number,
  height: number,
  scale: number,
): Promise<void> {
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
  context.drawImage(small, 0, 0)
  small.close()
  scratch.canvas.width = scratch.canvas.height = 0
}

/** Everything below the line through the point, at right angles to the midline. */
function coverFace(
  context: OffscreenCanvasRenderingContext2D,
  line: NonNullable<PictureOptions['coverBelow']>,
  crop: LevelRect,
  scale: number,
): void {
  const x = (line.x - crop.x) * scale
  const y = (line.y - crop.y) * scale
  const far = 2 * (crop.width + crop.height) * scale
  const along = { x: Math.cos(line.tilt) * far, y: Math.sin(line.tilt) * far }
  const down = { x: -Math.sin(line.tilt) * far, y: Math.cos(line.tilt) * far }
  context.fillStyle = NEUTRAL
  context.beginPath()
  context.moveTo(x - along.x, y - along.y)
  context.lineTo(x + along.x, y + along.y)
  context.lineTo(x + along.x + down.x, y + along.y + down.y)
  context.lineTo(x - along.x + down.x, y - along.y + down.y)
  context.fill()
}

/** White with a dark casing: readable over skin, hair and backdrop. */
function burnIn(context: OffscreenCanvasRenderingContext2D, text: string, width: number, height: number): void {
  const fontOf = (px: number) => `500 ${px}px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`
  let px = Math.max(11, Math.round(Math.min(width, height) * 0.022))
  context.font = fontOf(px)
  const room = width * 0.92
  const wide = context.measureText(text).width
  if (wide > room) {
    px = Math.max(6, Math.floor((px * room) / wide))
    context.font = fontOf(px)
  }
  context.textAlign = 'right'
  context.textBaseline = 'alphabetic'
  context.lineJoin = 'round'
  context.lineWidth = Math.max(2, px * 0.16)
  context.strokeStyle = 'rgb(0 0 0 / 0.72)'
  context.fillStyle = '#fff'
  const x = width - px
  const y = height - px
  context.strokeText(text, x, y)
  context.fillText(text, x, y)
}
