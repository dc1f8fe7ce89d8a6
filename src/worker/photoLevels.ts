import type { RectPx } from '../core/geometry/points.ts'
import { halve } from '../core/pixels/colour.ts'
import { TILE_PX, type Tile, type TilePlace } from './engine.ts'

/** Mip levels of a tile: 512, 256, 128, 64 px. */
export const LEVELS = 4

/** Pixels of one mip level: upright sRGB, opaque, row-major. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8ClampedArray<ArrayBuffer>
}

/** A photo at every mip level; `level` is asked from 0 up. */
export interface PhotoPixels {
  readonly width: number
  readonly height: number
  readonly level: (level: number) => Pixels
  /** As `cut` of that level, where it need not be there as a whole for it. */
  readonly part?: (level: number, x: number, y: number, width: number, height: number) => Pixels['rgba']
}

/** A rectangle of a level; beyond the photo the nearest edge pixels are repeated. */
export function partOf(
  photo: Pick<PhotoPixels, 'level' | 'part'>,
  level: number,
  { x, y, width, height }: RectPx,
): Pixels['rgba'] {
  return photo.part ? photo.part(level, x, y, width, height) : cut(photo.level(level), x, y, width, height)
}

/** Half the size, an odd last row or column together with itself. */
export function halved(p: Pixels): Pixels {
  return {
    width: Math.ceil(p.width / 2),
    height: Math.ceil(p.height / 2),
    rgba: halve(p.rgba, p.width, p.height) as Uint8ClampedArray<ArrayBuffer>,
  }
}

/** Where a tile lies in px of a level. */
export function tileRect(tx: number, ty: number, photo: { width: number; height: number }, level: number) {
  const side = TILE_PX >> level
  const x = tx * side
  const y = ty * side
  const width = Math.min(side, sizeAt(photo.width, level) - x)
  return { x, y, width, height: Math.min(side, sizeAt(photo.height, level) - y) }
}

const sizeAt = (length: number, level: number): number => Math.ceil(length / 2 ** level)

/** Cuts a rectangle out; where it leaves the picture, the nearest edge pixels are repeated. */
export function cut(from: Pixels, x: number, y: number, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const source = new Uint32Array(from.rgba.buffer, from.rgba.byteOffset, from.width * from.height)
  const target = new Uint32Array(width * height)
  for (let row = 0; row < height; row++) {
    const sy = Math.min(from.height - 1, Math.max(0, y + row))
    const line = sy * from.width
    const inside = Math.max(0, Math.min(width, from.width - x))
    const start = Math.max(0, Math.min(width, -x))
    if (inside > start) target.set(source.subarray(line + x + start, line + x + inside), row * width + start)
    if (start > 0) target.fill(source[line]!, row * width, row * width + start)
    if (inside < width) target.fill(source[line + from.width - 1]!, row * width + inside, (row + 1) * width)
  }
  return new Uint8ClampedArray(target.buffer)
}

/** A finished tile with its mips from one level to another, ready to be transferred. */
export async function tileWithMips(
  { tx, ty }: TilePlace,
  full: Pixels,
  finest = 0,
  coarsest = LEVELS - 1,
): Promise<Tile> {
  const mips: ImageBitmap[] = []
  let pixels = full
  for (let level = 0; level <= coarsest; level++) {
    if (level > 0) pixels = halved(pixels)
    if (level >= finest) mips.push(await bitmapOf(pixels))
  }
  return { tx, ty, mips, finest }
}

export const bitmapOf = (p: Pixels): Promise<ImageBitmap> => createImageBitmap(new ImageData(p.rgba, p.width, p.height))
