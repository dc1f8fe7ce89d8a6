import type { PointPx, RectPx } from '../geometry/points.ts'
import { rasterPolygon } from '../geometry/polygon.ts'
import { decodeSrgb, encodeSrgb } from '../pixels/colour.ts'
import type { PhotoTile } from '../pixels/photoTile.ts'
import type { SkinUnderHair } from '../pixels/skinUnderHair.ts'

type Levels = (level: number) => { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray }

/**
 * The photo with skin in the place of the hair that is lost: tone by `skinUnderHair`, pores from even skin of the same
 * photo, mirrored side by side. Bytes elsewhere are unchanged.
 * @param photo its mip levels
 * @param head its outline, px of the photo: what is behind it stays
 * @param level of the picture that is made; its px are 2^level photo px
 */
export function loseHair(
  photo: Levels,
  under: SkinUnderHair,
  head: readonly PointPx[],
  level: number,
): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, rgba } = photo(level)
  const out = new Uint8ClampedArray(rgba)
  const grow = 2 ** level
  const { bare, share, box } = under
  const left = Math.floor(box.x / grow)
  const right = Math.min(width, Math.ceil((box.x + box.width) / grow))
  const top = Math.floor(box.y / grow)
  const bottom = Math.min(height, Math.ceil((box.y + box.height) / grow))
  const grid = { left: left * grow, top: top * grow, step: grow, width: right - left, height: bottom - top }
  const inHead = rasterPolygon(head, grid)
  const pores = poresOf({ ...photo(level), x0: 0, y0: 0, apronPx: 0 }, under, grow)
  const across = cellsAlong(left, right - left, grow / under.px, under.width)
  const [r, g, b, s] = [...bare, share].map((plane) => ({ plane, row: new Float32Array(right - left) }))
  for (let y = top, cell = 0; y < bottom; y++) {
    const down = cellsAlong(y, 1, grow / under.px, under.height)
    for (const { plane, row } of [r!, g!, b!, s!]) readRow(plane, under.width, across, down, row)
    for (let x = left, i = 0; x < right; x++, i++, cell++) {
      const a = s!.row[i]! * (inHead[cell]! / 255)
      if (a === 0) continue
      const at = (y * width + x) * 4
      for (const [c, { row }] of [r!, g!, b!].entries()) {
        const skin = Math.exp(row[i]! + (pores ? pores(x, y, c) : 0))
        out[at + c] = encodeSrgb(decodeSrgb[rgba[at + c]!]! * (1 - a) + skin * a)
      }
    }
  }
  return out
}

interface Along {
  readonly from: Int32Array
  readonly to: Int32Array
  readonly part: Float32Array
}

/** Between which cells each pixel lies, and how far on the way. */
function cellsAlong(start: number, count: number, perPx: number, cells: number): Along {
  const from = new Int32Array(count)
  const to = new Int32Array(count)
  const part = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    const at = Math.min(cells - 1, Math.max(0, (start + i + 0.5) * perPx - 0.5))
    from[i] = Math.floor(at)
    to[i] = Math.min(cells - 1, from[i]! + 1)
    part[i] = at - from[i]!
  }
  return { from, to, part }
}

function readRow(plane: Float32Array, width: number, across: Along, down: Along, row: Float32Array): void {
  const top = down.from[0]! * width
  const bottom = down.to[0]! * width
  const t = down.part[0]!
  for (let i = 0; i < row.length; i++) {
    const a = across.from[i]!
    const b = across.to[i]!
    const p = across.part[i]!
    const above = plane[top + a]! * (1 - p) + plane[top + b]! * p
    row[i] = above * (1 - t) + (plane[bottom + a]! * (1 - p) + plane[bottom + b]! * p) * t
  }
}

const LEAST_LIGHT = 0.002

/** ln of the light of even skin over its own tone, at any pixel of a level: mirrored again and again. */
function poresOf(photo: PhotoTile, { bare, texture, px, width, height }: SkinUnderHair, grow: number) {
  if (!texture) return null
  const { x: x0, y: y0, width: w, height: h } = inLevel(texture, grow)
  const ratio = [0, 1, 2].map(() => new Float32Array(w * h))
  const across = cellsAlong(x0, w, grow / px, width)
  const row = new Float32Array(w)
  for (const [c, plane] of ratio.entries()) {
    for (let y = 0; y < h; y++) {
      readRow(bare[c]!, width, across, cellsAlong(y0 + y, 1, grow / px, height), row)
      for (let x = 0; x < w; x++) {
        const light = decodeSrgb[photo.rgba[((y0 + y) * photo.width + x0 + x) * 4 + c]!]!
        plane[y * w + x] = Math.log(Math.max(LEAST_LIGHT, light)) - row[x]!
      }
    }
  }
  const mirrored = (at: number, length: number): number => {
    const i = at % (2 * length)
    return i < length ? i : 2 * length - 1 - i
  }
  return (x: number, y: number, c: number): number => ratio[c]![mirrored(y, h) * w + mirrored(x, w)]!
}

function inLevel({ x, y, width, height }: RectPx, grow: number): RectPx {
  const left = Math.ceil(x / grow)
  const top = Math.ceil(y / grow)
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.floor((x + width) / grow) - left),
    height: Math.max(1, Math.floor((y + height) / grow) - top),
  }
}
