/** A piece of a photo, or all of it. */
export interface PhotoTile {
  /** Of the first pixel of rgba, px of the photo's level; the apron is included. */
  readonly x0: number
  readonly y0: number
  /** Of rgba, apron included. */
  readonly width: number
  readonly height: number
  /** sRGB, opaque, row-major. */
  readonly rgba: Uint8ClampedArray
  /** Pixels on each side that are there for reading only. */
  readonly apronPx: number
}
