import { frameOf, type Adjustments } from '../core/design/adjustments.ts'
import type { PictureOptions } from './engine.ts'

/** A rectangle in px of one mip level. */
export interface LevelRect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Larger canvases are refused by iPads. */
const SAFE_PIXELS = 16_777_216

export interface Layout extends ReturnType<typeof layOut> {
  /** Px of the straightened picture. */
  readonly crop: LevelRect
  readonly scale: number
}

export function layoutOf(
  photo: { readonly width: number; readonly height: number },
  panels: readonly { readonly adjustments: Adjustments }[],
  o: PictureOptions,
): Layout {
  const frame = commonFrame(panels.map(({ adjustments }) => frameOf(photo, adjustments)))
  const crop = wholePixels(o.crop && commonOf(o.crop, frame) ? o.crop : frame, frame)
  let scale = Math.min(1, (o.maxSide ?? Infinity) / Math.max(crop.width, crop.height))
  let layout = layOut(crop, panels.length, scale)
  if (!canvasHolds(layout.width, layout.height)) {
    scale *= Math.sqrt(SAFE_PIXELS / (layout.width * layout.height)) * 0.999
    layout = layOut(crop, panels.length, scale)
  }
  return { ...layout, crop, scale }
}

/** Panels that are turned or cropped differently show the same extent; without one, that of the last. */
function commonFrame(frames: readonly LevelRect[]): LevelRect {
  const common = frames.reduce<LevelRect | null>((all, frame) => all && commonOf(all, frame), frames[0] ?? null)
  return common ?? frames.at(-1)!
}

function commonOf(a: LevelRect, b: LevelRect): LevelRect | null {
  const x = Math.max(a.x, b.x)
  const y = Math.max(a.y, b.y)
  const width = Math.min(a.x + a.width, b.x + b.width) - x
  const height = Math.min(a.y + a.height, b.y + b.height) - y
  return width >= 1 && height >= 1 ? { x, y, width, height } : null
}

/** What of a crop lies in the frame. */
function wholePixels(crop: LevelRect, frame: LevelRect): LevelRect {
  const left = Math.max(crop.x, frame.x)
  const top = Math.max(crop.y, frame.y)
  const right = frame.x + frame.width
  const bottom = frame.y + frame.height
  const x = clamp(Math.floor(left), frame.x, right - 1)
  const y = clamp(Math.floor(top), frame.y, bottom - 1)
  const width = clamp(Math.round(crop.x + crop.width - left), 1, right - x)
  return { x, y, width, height: clamp(Math.round(crop.y + crop.height - top), 1, bottom - y) }
}

export const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))

function layOut(crop: LevelRect, count: number, scale: number) {
  const panelWidth = Math.max(1, Math.round(crop.width * scale))
  const height = Math.max(1, Math.round(crop.height * scale))
  const gap = count > 1 ? Math.max(2, Math.round(panelWidth * 0.006)) : 0
  return { panelWidth, height, gap, width: count * panelWidth + (count - 1) * gap }
}

/** Beyond their limit browsers draw nothing and say nothing, so a far corner is tried. */
export function canvasHolds(width: number, height: number): boolean {
  if (width * height <= SAFE_PIXELS) return true
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) return false
  context.fillStyle = '#fff'
  context.fillRect(width - 1, height - 1, 1, 1)
  const holds = context.getImageData(width - 1, height - 1, 1, 1).data[0] === 255
  canvas.width = canvas.height = 0
  return holds
}
