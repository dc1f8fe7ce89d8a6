import { boundsOf, coveredBy, coverRow, crossingsOf, isTouched, type Edges } from '../geometry/polygon.ts'
import type { PointPx, RectPx } from '../geometry/points.ts'
import { changedPixels, isEmptyTile, wordsOf } from './maskCompare.ts'
import { fullTile, withTiles } from './maskPaint.ts'
import { emptyMask, MASK_TILE, tilesAcross, type TiledMask } from './tiledMask.ts'

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
    const edges = crossingsOf(polygon, { ...grid, width: keys.length * MASK_TILE })
    const sums = new Float64Array(MASK_TILE)
    for (const [i, key] of keys.entries()) {
      const shape = tileOfRow(edges, sums, i)
      const before = mask.tiles.get(key)
      if (!shape || (mode === 'erase' && !before)) continue
      const inside = insideMask(shape, mask.width - grid.left - i * MASK_TILE, mask.height - grid.top)
      const after = mode === 'add' ? higher(before, inside) : lower(before, inside)
      if (after !== before) changed.set(key, after ?? null)
    }
  }
  return withTiles(mask, changed)
}

/**
 * A tile of a row of tiles that lie side by side; undefined where nothing of it is covered.
 * @param sums of each row of pixels up to this tile, and behind it when this is done
 */
function tileOfRow(edges: Edges, sums: Float64Array, i: number): Uint8Array | undefined {
  const [from, to] = [i * MASK_TILE, (i + 1) * MASK_TILE]
  const first = coveredBy(sums[0]!)
  if (
    sums.every((sum, y) => coveredBy(sum) === first && !isTouched(edges, y, from, to)) &&
    (first === 0 || first === 255)
  )
    return first === 0 ? undefined : fullTile
  const tile = new Uint8Array(MASK_TILE * MASK_TILE)
  for (let y = 0; y < MASK_TILE; y++) sums[y] = coverRow(edges, y, from, to, sums[y]!, tile, y * MASK_TILE)
  return isEmptyTile(tile) ? undefined : tile
}

/** Bytes beyond the mask's right and lower edge are 0. */
function insideMask(tile: Uint8Array, width: number, height: number): Uint8Array {
  if (width >= MASK_TILE && height >= MASK_TILE) return tile
  const inside = tile === fullTile ? tile.slice() : tile
  for (let y = 0; y < MASK_TILE; y++) {
    const from = y < height ? Math.min(MASK_TILE, width) : 0
    inside.fill(0, y * MASK_TILE + from, (y + 1) * MASK_TILE)
  }
  return inside
}

/** Four bytes of 255. */
const ALL = -1

/**
 * Each byte the greater of the two: `before` itself where the result is the same, undefined where nothing is covered. Four
 * bytes at a time: most lie wholly inside a shape or beside it.
 */
function higher(before: Uint8Array | undefined, shape: Uint8Array): Uint8Array | undefined {
  if (shape === fullTile) return shape
  if (!before) return isEmptyTile(shape) ? undefined : shape
  const old = wordsOf(before)
  const over = wordsOf(shape)
  let after = before
  for (let i = 0; i < over.length; i++) {
    const by = over[i]!
    if (by === 0 || old[i] === by || old[i] === ALL) continue
    for (let k = 4 * i; k < 4 * i + 4; k++) {
      if (shape[k]! <= before[k]!) continue
      if (after === before) after = before.slice()
      after[k] = shape[k]!
    }
  }
  return after
}

/** `before` less the shape: itself where the result is the same, undefined where nothing is left. */
function lower(before: Uint8Array | undefined, shape: Uint8Array): Uint8Array | undefined {
  if (!before || shape === fullTile) return undefined
  const old = wordsOf(before)
  const over = wordsOf(shape)
  let after = before
  let words = old
  for (let i = 0; i < over.length; i++) {
    const by = over[i]!
    if (by === 0 || old[i] === 0) continue
    if (by === ALL) {
      if (after === before) words = wordsOf((after = before.slice()))
      words[i] = 0
      continue
    }
    for (let k = 4 * i; k < 4 * i + 4; k++) {
      const most = 255 - shape[k]!
      if (most >= before[k]!) continue
      if (after === before) words = wordsOf((after = before.slice()))
      after[k] = most
    }
  }
  return after !== before && isEmptyTile(after) ? undefined : after
}

/** Each byte the lesser of the two; `before` itself where the result is the same. */
function lesser(before: Uint8Array, other: Uint8Array): Uint8Array {
  const old = wordsOf(before)
  const over = wordsOf(other)
  let after = before
  for (let i = 0; i < over.length; i++) {
    if (over[i] === ALL || old[i] === 0) continue
    for (let k = 4 * i; k < 4 * i + 4; k++) {
      if (other[k]! >= before[k]!) continue
      if (after === before) after = before.slice()
      after[k] = other[k]!
    }
  }
  return after
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
    const after = other ? lesser(tile, other) : null
    if (after !== tile) changed.set(key, after && !isEmptyTile(after) ? after : null)
  }
  return withTiles(a, changed)
}

/** The rectangle of pixels that are not 0, null for an empty mask. */
export const maskBounds = (mask: TiledMask): RectPx | null => changedPixels(emptyMask(mask.width, mask.height), mask)
