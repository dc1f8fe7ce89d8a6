import type { RGB } from '@cantoo/pdf-lib'

/** A line of text as a picture, for letters that a PDF's own fonts do not have. */
export interface DrawnText {
  readonly png: Uint8Array
  /** pt. */
  readonly width: number
  readonly height: number
  /** From its lower edge up to the line that letters stand on, pt. */
  readonly baseline: number
}

export type DrawText = (
  text: string,
  o: { readonly sizePt: number; readonly strong: boolean; readonly color: RGB },
) => Promise<DrawnText | null>

/** 600 dpi. */
const PX_PER_PT = 600 / 72

/** As the browser sets it: any script, joined and shaped as it has to be. Null without a canvas. */
export const drawText: DrawText = async (text, { sizePt, strong, color }) => {
  const font = `${strong ? 700 : 400} ${sizePt * PX_PER_PT}px Helvetica, Arial, system-ui, sans-serif`
  const context = (width: number, height: number) => new OffscreenCanvas(width, height).getContext('2d')
  const ruler = context(1, 1)
  if (!ruler) return null
  ruler.font = font
  const { width, fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = ruler.measureText(text)
  const [w, h] = [Math.max(1, Math.ceil(width)), Math.max(1, Math.ceil(up + down))]
  const drawing = context(w, h)
  if (!drawing) return null
  drawing.font = font
  const [red, green, blue] = [color.red, color.green, color.blue].map((part) => Math.round(part * 255))
  drawing.fillStyle = `rgb(${red} ${green} ${blue})`
  drawing.fillText(text, 0, up)
  const png = new Uint8Array(await (await drawing.canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
  return { png, width: w / PX_PER_PT, height: h / PX_PER_PT, baseline: (h - up) / PX_PER_PT }
}
