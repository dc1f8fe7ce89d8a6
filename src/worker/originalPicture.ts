import { turnOf } from '../core/design/adjustments.ts'
import { colourTables } from '../core/pixels/adjust.ts'
import type { PictureOptions } from './engine.ts'
import { originalPhoto } from './photo/decode.ts'
import {
  canvasOf,
  cover,
  encoded,
  layerCanvas,
  layoutOf,
  NEUTRAL,
  recolourPanel,
  turned,
  type Layout,
  type Panel,
} from './picture.ts'
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
  o: PictureOptions & { readonly original: Blob },
): Promise<ArrayBuffer> {
  const layout = layoutOf(photo, [before], { ...o, maxSide: undefined })
  const { canvas, context, scale } = o.layer
    ? await clearSheet(photo, layout, o)
    : await drawn(photo, before, layout, o)
  if (after) {
    const layer = await layerCanvas(photo, before, after, o)
    context.imageSmoothingQuality = 'high'
    context.drawImage(layer, 0, 0, canvas.width, canvas.height)
    layer.width = layer.height = 0
  }
  if (o.layer) return encoded(canvas, o)
  const turn = turnOf(photo, before.adjustments.straightenDeg)
  const lines = [o.coverBelow && [o.coverBelow], o.coverBetween].filter((pair) => pair !== undefined)
  for (const pair of lines) {
    const [from, to] = pair.map((line) => (turn ? turned(line, turn) : line))
    if (from) cover(context, from, to ?? null, layout.crop, scale)
  }
  burnTexts(context, { ...layout, width: canvas.width, height: canvas.height, panelWidth: canvas.width, scale }, o)
  return encoded(canvas, o)
}

/** Nothing but room for the dots: of the original only its size is asked. */
async function clearSheet(photo: Size, { crop }: Layout, { original }: { original: Blob }) {
  const { bitmap, width, height } = await originalPhoto(original)
  bitmap.close()
  const [across, down] = [width / photo.width, height / photo.height]
  return {
    ...canvasOf(Math.round(crop.width * across), Math.round(crop.height * down), { alpha: true }),
    scale: across,
  }
}

async function drawn(photo: Size, { adjustments }: Panel, { crop }: Layout, { original }: { original: Blob }) {
  const source = await originalPhoto(original)
  try {
    return photoSheet(source, photo, adjustments, crop)
  } finally {
    source.bitmap.close()
  }
}

function photoSheet(
  source: Awaited<ReturnType<typeof originalPhoto>>,
  photo: Size,
  adjustments: Panel['adjustments'],
  crop: Layout['crop'],
) {
  const [across, down] = [source.width / photo.width, source.height / photo.height]
  const sheet = canvasOf(Math.round(crop.width * across), Math.round(crop.height * down))
  const { canvas, context } = sheet
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
  const tables = colourTables(adjustments)
  if (tables) recolourPanel(context, tables, 0, canvas.width, canvas.height)
  return { ...sheet, scale: across }
}
