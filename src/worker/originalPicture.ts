import { turnOf } from '../core/design/adjustments.ts'
import { colourTables } from '../core/pixels/adjust.ts'
import type { KeptPhoto, PictureOptions } from './engine.ts'
import { originalPhoto } from './photo/decode.ts'
import { canvasOf, cover, encoded, layerCanvas, NEUTRAL, recolourPanel, turned, type Panel } from './picture.ts'
import { layoutOf, type Layout } from './pictureLayout.ts'
import { burnTexts } from './pictureText.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/**
 * One picture at the size of the original. The photo is drawn from its own pixels; what the design adds is drawn at working
 * size and enlarged, for a dot is several px wide there already. Besides the canvas one decoded photo is in memory at a time.
 * @param before the photo alone, looked at as the design is
 * @param after null: the photo alone is asked for
 * @throws Error where the original does not decode, or the canvas is refused
 */
export async function composeOriginal(
  photo: Size,
  before: Panel,
  after: Panel | null,
  o: PictureOptions & { readonly original: KeptPhoto },
): Promise<ArrayBuffer> {
  const layout = layoutOf(photo, [before], { ...o, maxSide: undefined })
  const sheet = sheetOf(photo, layout, o)
  const { canvas, context, scale } = sheet
  try {
    if (!o.layer) await drawPhoto(sheet, photo, before.adjustments, layout.crop, o.original)
    if (after) {
      const layer = await layerCanvas(photo, before, after, o)
      context.imageSmoothingQuality = 'high'
      context.drawImage(layer, 0, 0, canvas.width, canvas.height)
      layer.width = layer.height = 0
    }
    if (o.layer) return await encoded(canvas, o)
    const turn = turnOf(photo, before.adjustments.straightenDeg)
    const lines = [o.coverBelow && [o.coverBelow], o.coverBetween].filter((pair) => pair !== undefined)
    for (const pair of lines) {
      const [from, to] = pair.map((line) => (turn ? turned(line, turn) : line))
      if (from) cover(context, from, to ?? null, layout.crop, scale)
    }
    burnTexts(context, { ...layout, width: canvas.width, height: canvas.height, panelWidth: canvas.width, scale }, o)
    return await encoded(canvas, o)
  } finally {
    // The largest canvas that there is: what fails must not leave it to the collector.
    canvas.width = canvas.height = 0
  }
}

/** Room for the picture; for dots alone it is clear. */
function sheetOf(photo: Size, { crop }: Layout, { original, layer = false }: PictureOptions & { original: KeptPhoto }) {
  const [across, down] = [original.width / photo.width, original.height / photo.height]
  const sheet = canvasOf(Math.round(crop.width * across), Math.round(crop.height * down), { alpha: layer })
  return { ...sheet, scale: across }
}

async function drawPhoto(
  { canvas, context }: ReturnType<typeof sheetOf>,
  photo: Size,
  adjustments: Panel['adjustments'],
  crop: Layout['crop'],
  original: KeptPhoto,
): Promise<void> {
  const source = await originalPhoto(original.bytes)
  try {
    if (source.width !== original.width || source.height !== original.height)
      throw new Error(
        `Expected a photo of ${original.width} x ${original.height} px, got ${source.width} x ${source.height}.`,
      )
    const [across, down] = [source.width / photo.width, source.height / photo.height]
    context.fillStyle = NEUTRAL
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.save()
    // Unturned on whole px, so that every pixel stays what it is.
    context.translate(-Math.round(crop.x * across), -Math.round(crop.y * down))
    const turn = turnOf(photo, adjustments.straightenDeg)
    if (turn) {
      const centre = { x: turn.centre.x * across, y: turn.centre.y * down }
      context.imageSmoothingQuality = 'high'
      context.translate(centre.x, centre.y)
      context.rotate(turn.angleRad)
      context.translate(-centre.x, -centre.y)
    }
    source.drawOn(context)
    // Canvases draw when they are looked at: until then they would hold on to the decoded photo.
    context.restore()
    // Where memory is short a browser draws nothing and says nothing; the sheet is opaque where it was drawn.
    const [, , , alpha] = context.getImageData(canvas.width - 1, canvas.height - 1, 1, 1).data
    if (alpha !== 255) throw new Error('This device cannot draw a picture of this size.')
  } finally {
    source.bitmap.close()
  }
  const tables = colourTables(adjustments)
  if (tables) recolourPanel(context, tables, 0, canvas.width, canvas.height)
}
