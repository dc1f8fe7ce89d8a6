import { boundsOf, rasterPolygon } from '../geometry/polygon.ts'
import type { PointPx, RectPx } from '../geometry/points.ts'
import { isEmptyTile } from './maskCompare.ts'
import { withTiles } from './maskPaint.ts'
import { MASK_TILE, tilesAcross, type TiledMask } from './tiledMask.ts'

/** Adds or erases a closed polygon, antialiased, by the non-zero rule. Untouched tiles stay shared. */
export function fillPolygon(mask: TiledMask, polygon: readonly PointPx[], mode: 'add' | 'erase'): TiledMask {
  const bounds = polygon.length > 2 ? boundsOf(polygon) : null
  if (!bounds) return mask
  const across = tilesAcross(mask.width)
  const changed = new Map<number, Uint8Array | null>()
  const tileOf = (v: number) => Math.floor(v / MASK_TILE)
  const firstTx = Math.max(0, tileOf(bounds.x))
  const lastTx = Math.min(across - 1, tileOf(bounds.x + bounds.width))
  const lastTy = Math.min(Math.ceil(mask.height / MASK_TILE) - 1, tileOf(bounds.y + bounds.height))
  for (let ty = Math.max(0, tileOf(bounds.y)); ty <= lastTy; ty++) {
    const keys = Array.from({ length: Math.max(0, lastTx - firstTx + 1) }, (_, i) => ty * across + firstTx + i)
    if (keys.length === 0 || (mode === 'erase' && !keys.some((key) => mask.tiles.has(key)))) continue
    // A row of tiles at once: each edge is followed once, not again for every tile to its right.
    const grid = { left: firstTx * MASK_TILE, top: ty * MASK_TILE, step: 1, height: MASK_TILE }
    const row = { ...grid, width: keys.length * MASK_TILE }
    const shapes = rasterPolygon(polygon, row)
    for (const [i, key] of keys.entries()) {
      const before = mask.tiles.get(key)
      if (mode === 'erase' && !before) continue
      const shape = tileOfRow(shapes, row.width, i)
      clearOutside(shape, mask.width - grid.left - i * MASK_TILE, mask.height - grid.top)
      const after = mode === 'add' ? higher(before, shape) : lower(before, shape)
      if (after !== before) changed.set(key, after ?? null)
    }
  }
  return withTiles(mask, changed)
}

/** One tile of a row of tiles that lie side by side, `width` bytes across. */
function tileOfRow(row: Uint8Array, width: number, i: number): Uint8Array {
  const tile = new Uint8Array(MASK_TILE * MASK_TILE)
  for (let y = 0; y < MASK_TILE; y++) {
    const from = y * width + i * MASK_TILE
    tile.set(row.subarray(from, from + MASK_TILE), y * MASK_TILE)
  }
  return tile
}

/** Bytes beyond the mask's right and lower edge stay 0. */
function clearOutside(tile: Uint8Array, width: number, height: number): void {
  if (width >= MASK_TILE && height >= MASK_TILE) return
  for (let y = 0; y < MASK_TILE; y++) {
    const from = y < height ? Math.min(MASK_TILE, width) : 0
    tile.fill(0, y * MASK_TILE + from, (y + 1) * MASK_TILE)
  }
}

function higher(before: Uint8Array | undefined, shape: Uint8Array): Uint8Array | undefined {
  if (!before) return isEmptyTile(shape) ? undefined : shape
  return combine(before, shape, Math.max)
}

/** `before` less the shape; undefined where nothing is left. */
function lower(before: Uint8Array | undefined, shape: Uint8Array): Uint8Array | undefined {
  if (!before) return undefined
  const after = combine(before, shape, (a, b) => Math.min(a, 255 - b))
  return after !== before && isEmptyTile(after) ? undefined : after
}

/** A new tile, or `before` itself where the result is the same. */
function combine(before: Uint8Array, other: Uint8Array, f: (a: number, b: number) => number): Uint8Array {
  let changed = false
  const after = before.map((a, i) => {
    const value = f(a, other[i]!)
    if (value !== a) changed = true
    return value
  })
  return changed ? after : before
}

/** Each pixel the greater of the two. Both masks are of one size. */
export function unionMasks(a: TiledMask, b: TiledMask): TiledMask {
  const changed = new Map<number, Uint8Array | null>()
  for (const [key, tile] of b.tiles) {
    const before = a.tiles.get(key)
    const after = before === tile ? before : higher(before, tile)
    if (after !== before) changed.set(key, after ?? null)
  }
  return withTiles(a, changed)
}

/** a less b. */
export function subtractMasks(a: TiledMask, b: TiledMask): TiledMask {
  const changed = new Map<number, Uint8Array | null>()
  for (const [key, tile] of b.tiles) {
    const before = a.tiles.get(key)
    const after = lower(before, tile)
    if (after !== before) changed.set(key, after ?? null)
  }
  return withTiles(a, changed)
}

/** Each pixel the lesser of the two. */
export function intersectMasks(a: TiledMask, b: TiledMask): TiledMask {
  const changed = new Map<number, Uint8Array | null>()
  for (const [key, tile] of a.tiles) {
    const other = b.tiles.get(key)
    const after = other ? combine(tile, other, Math.min) : null
    if (after !== tile) changed.set(key, after && !isEmptyTile(after) ? after : null)
  }
  return withTiles(a, changed)
}

/** The rectangle of pixels that are not 0, null for an empty mask. */
export function maskBounds(mask: TiledMask): RectPx | null {
  const across = tilesAcross(mask.width)
  const corners: PointPx[] = []
  for (const [key, tile] of mask.tiles) {
    const left = (key % across) * MASK_TILE
    const top = Math.floor(key / across) * MASK_TILE
    let x0 = MASK_TILE
    let x1 = -1
    let y0 = MASK_TILE
    let y1 = -1
    for (let y = 0; y < MASK_TILE; y++) {
      const row = y * MASK_TILE
      // From both sides, and no further than what other rows have reached.
      let first = 0
      while (first < MASK_TILE && tile[row + first] === 0) first++
      if (first === MASK_TILE) continue
      let last = MASK_TILE - 1
      while (last > x1 && tile[row + last] === 0) last--
      x0 = Math.min(x0, first)
      x1 = Math.max(x1, last)
      if (y < y0) y0 = y
      y1 = y
    }
    if (x1 >= 0) corners.push({ x: left + x0, y: top + y0 }, { x: left + x1 + 1, y: top + y1 + 1 })
  }
  return boundsOf(corners)
}
