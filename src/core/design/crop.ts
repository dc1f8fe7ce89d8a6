import type { PointPx, RectPx } from '../geometry/points.ts'

/** What is kept of a straightened picture, as shares 0..1 of all that is shown of it. */
export interface Crop {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** No side gets shorter: a picture of less shows no head any more (assumed). */
export const LEAST_SHARE = 0.2

export const wholeCrop: Crop = { x: 0, y: 0, width: 1, height: 1 }

/** The four edges, how much each cuts off, shares 0..1. */
export const cropEdges = ['left', 'right', 'top', 'bottom'] as const
export type CropEdge = (typeof cropEdges)[number]

export const cutOff = ({ x, y, width, height }: Crop): Readonly<Record<CropEdge, number>> => ({
  left: x,
  right: 1 - x - width,
  top: y,
  bottom: 1 - y - height,
})

/** With one edge somewhere else; the opposite one stays, and so does the least share. */
export function withEdge(crop: Crop, edge: CropEdge, share: number): Crop {
  const cut = cutOff(crop)
  const against = { left: cut.right, right: cut.left, top: cut.bottom, bottom: cut.top }[edge]
  const moved = { ...cut, [edge]: clamp(share, 0, 1 - against - LEAST_SHARE) }
  return tidy({
    x: moved.left,
    y: moved.top,
    width: 1 - moved.left - moved.right,
    height: 1 - moved.top - moved.bottom,
  })
}

/** Which sides a handle takes along: -1 left or top, 1 right or bottom; both 0 moves the crop as it is. */
export interface CropHandle {
  readonly x: -1 | 0 | 1
  readonly y: -1 | 0 | 1
}

export const cropHandles: readonly CropHandle[] = ([-1, 0, 1] as const)
  .flatMap((y) => ([-1, 0, 1] as const).map((x) => ({ x, y })))
  .filter(({ x, y }) => x !== 0 || y !== 0)

/** Where a handle lies, shares. */
export const handlePlace = ({ x, y, width, height }: Crop, handle: CropHandle): PointPx => ({
  x: x + (width * (1 + handle.x)) / 2,
  y: y + (height * (1 + handle.y)) / 2,
})

/**
 * A crop whose handle a hand has moved by (dx, dy), shares; it stays within the picture.
 * @param ratio width over height to keep, both as shares; null: free
 */
export function draggedCrop(from: Crop, handle: CropHandle, dx: number, dy: number, ratio: number | null): Crop {
  if (handle.x === 0 && handle.y === 0)
    return tidy({ ...from, x: clamp(from.x + dx, 0, 1 - from.width), y: clamp(from.y + dy, 0, 1 - from.height) })
  const width = from.width + handle.x * dx
  const height = from.height + handle.y * dy
  return about(from, handle, width, height, ratio)
}

/** A crop of a shape, as large as the former one and about its centre, as near as the picture allows. */
export function shapedCrop(from: Crop, ratio: number): Crop {
  const wanted = Math.sqrt(from.width * from.height * ratio)
  const width = clamp(wanted, LEAST_SHARE * Math.max(1, ratio), Math.min(1, ratio))
  const height = width / ratio
  const centre = handlePlace(from, { x: 0, y: 0 })
  return tidy({ x: centre.x - width / 2, y: centre.y - height / 2, width, height })
}

/** Of this size, as near as the picture and the shape allow, with the side opposite of the handle where it was. */
function about(from: Crop, handle: CropHandle, width: number, height: number, ratio: number | null): Crop {
  const fixed = handlePlace(from, { x: -handle.x as CropHandle['x'], y: -handle.y as CropHandle['y'] })
  const room = (side: -1 | 0 | 1, at: number) => (side === 1 ? 1 - at : side === -1 ? at : 2 * Math.min(at, 1 - at))
  const most = { x: room(handle.x, fixed.x), y: room(handle.y, fixed.y) }
  let size = { x: clamp(width, LEAST_SHARE, most.x), y: clamp(height, LEAST_SHARE, most.y) }
  if (ratio !== null) {
    // The side that the hand moves leads; at a corner the one that it moved further.
    const wanted = handle.y === 0 || (handle.x !== 0 && width > height * ratio) ? width : height * ratio
    const least = Math.max(LEAST_SHARE, LEAST_SHARE * ratio)
    const across = Math.min(Math.max(wanted, least), most.x, most.y * ratio)
    size = { x: across, y: across / ratio }
  }
  return tidy({
    x: fixed.x - (size.x * (1 - handle.x)) / 2,
    y: fixed.y - (size.y * (1 - handle.y)) / 2,
    width: size.x,
    height: size.y,
  })
}

/** The crop's place in a picture's frame, on whole px. */
export function cropRect({ x, y, width, height }: Crop, frame: RectPx): RectPx {
  const left = Math.round(x * frame.width)
  const top = Math.round(y * frame.height)
  return {
    x: frame.x + left,
    y: frame.y + top,
    width: Math.max(1, Math.round((x + width) * frame.width) - left),
    height: Math.max(1, Math.round((y + height) * frame.height) - top),
  }
}

/** Rounding of sums must neither reach over the edge nor pass for a crop of nothing. */
function tidy(crop: Crop): Crop {
  const exact = (v: number) => Math.round(v * 1e6) / 1e6
  const width = clamp(exact(crop.width), LEAST_SHARE, 1)
  const height = clamp(exact(crop.height), LEAST_SHARE, 1)
  const place = (at: number, side: number) => clamp(exact(at), 0, exact(1 - side))
  return { x: place(crop.x, width), y: place(crop.y, height), width, height }
}

const clamp = (v: number, low: number, high: number): number => Math.max(low, Math.min(high, v)) + 0
