import type { PointPx } from '../geometry/points.ts'
import { isEmptyTile } from './maskCompare.ts'
import { MASK_TILE, tilesAcross, type TiledMask } from './tiledMask.ts'

export type PaintMode = 'max' | 'erase'

/** Tiles are never written after they were handed out, so all full ones can be this one. */
export const fullTile = new Uint8Array(MASK_TILE * MASK_TILE).fill(255)

/**
 * Paints or erases the set of points within radiusPx of the segment a-b: one sample of a stroke.
 * The edge fades over `feather` (0..1) of the radius, never over less than a pixel. Overlapping samples take the
 * maximum, so a stroke is as even as one sample; erasing takes the minimum with what is left outside.
 * Only touched tiles are copied; the same mask comes back where nothing changed.
 */
export function paintCapsule(
  mask: TiledMask,
  a: PointPx,
  b: PointPx,
  radiusPx: number,
  feather: number,
  mode: PaintMode,
): TiledMask {
  const capsule = capsuleOf(a, b, radiusPx, feather)
  const { outer } = capsule
  const x0 = Math.max(0, Math.floor(Math.min(a.x, b.x) - outer))
  const y0 = Math.max(0, Math.floor(Math.min(a.y, b.y) - outer))
  const x1 = Math.min(mask.width - 1, Math.ceil(Math.max(a.x, b.x) + outer))
  const y1 = Math.min(mask.height - 1, Math.ceil(Math.max(a.y, b.y) + outer))
  if (x1 < x0 || y1 < y0) return mask
  const across = tilesAcross(mask.width)
  const changed = new Map<number, Uint8Array | null>()
  for (let ty = Math.floor(y0 / MASK_TILE); ty <= Math.floor(y1 / MASK_TILE); ty++) {
    for (let tx = Math.floor(x0 / MASK_TILE); tx <= Math.floor(x1 / MASK_TILE); tx++) {
      const key = ty * across + tx
      const before = mask.tiles.get(key)
      const left = tx * MASK_TILE
      const top = ty * MASK_TILE
      const d = distanceToSegment(left + MASK_TILE / 2, top + MASK_TILE / 2, capsule)
      if (d > outer + TILE_REACH || (mode === 'erase' && !before)) continue
      if (d + TILE_REACH <= capsule.inner) {
        const after = mode === 'max' ? fullTile : null
        if (after !== (before ?? null)) changed.set(key, after)
        continue
      }
      const box = {
        x0: Math.max(0, x0 - left),
        y0: Math.max(0, y0 - top),
        x1: Math.min(MASK_TILE - 1, x1 - left),
        y1: Math.min(MASK_TILE - 1, y1 - top),
      }
      const after = paintTile(before, left, top, box, capsule, mode)
      if (after && after !== before) changed.set(key, mode === 'erase' && isEmptyTile(after) ? null : after)
    }
  }
  return withTiles(mask, changed)
}

/**
 * A mask moved by a share of the way to full, or to empty, wherever a stroke covers it.
 * @param share 0..1, where the stroke covers fully
 */
export function steppedMask(mask: TiledMask, stroke: TiledMask, share: number, way: 'up' | 'down'): TiledMask {
  const changed = new Map<number, Uint8Array | null>()
  for (const [key, cover] of stroke.tiles) {
    const before = mask.tiles.get(key)
    if (way === 'down' && !before) continue
    const after = new Uint8Array(MASK_TILE * MASK_TILE)
    for (let i = 0; i < after.length; i++) {
      const from = before?.[i] ?? 0
      const step = (share * cover[i]!) / 255
      after[i] = Math.round(way === 'up' ? from + (255 - from) * step : from * (1 - step))
    }
    changed.set(key, isEmptyTile(after) ? null : after)
  }
  return withTiles(mask, changed)
}

/** A mask with some tiles replaced; null takes one away. */
export function withTiles(mask: TiledMask, changed: ReadonlyMap<number, Uint8Array | null>): TiledMask {
  if (changed.size === 0) return mask
  const tiles = new Map(mask.tiles)
  for (const [key, tile] of changed) {
    if (tile) tiles.set(key, tile)
    else tiles.delete(key)
  }
  return { ...mask, tiles }
}

/** Half a tile's diagonal. */
const TILE_REACH = (MASK_TILE / 2) * Math.SQRT2

interface Capsule {
  readonly ax: number
  readonly ay: number
  readonly dx: number
  readonly dy: number
  /** 1 / length squared, 0 for a disc. */
  readonly perLength2: number
  /** Full coverage up to inner, none from outer on, px. */
  readonly inner: number
  readonly outer: number
  readonly smooth: boolean
}

function capsuleOf(a: PointPx, b: PointPx, radiusPx: number, feather: number): Capsule {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length2 = dx * dx + dy * dy
  const outer = Math.max(0.5, radiusPx) + 0.5
  const fade = Math.max(1, Math.min(1, Math.max(0, feather)) * radiusPx)
  const perLength2 = length2 > 1e-9 ? 1 / length2 : 0
  return { ax: a.x, ay: a.y, dx, dy, perLength2, inner: outer - fade, outer, smooth: fade > 1 }
}

function distanceToSegment(x: number, y: number, c: Capsule): number {
  const px = x - c.ax
  const py = y - c.ay
  let t = (px * c.dx + py * c.dy) * c.perLength2
  t = t < 0 ? 0 : t > 1 ? 1 : t
  const ex = px - t * c.dx
  const ey = py - t * c.dy
  return Math.sqrt(ex * ex + ey * ey)
}

interface TileBox {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** The tile with the capsule on it: a copy from the first byte that changes, else `before` itself. */
function paintTile(
  before: Uint8Array | undefined,
  left: number,
  top: number,
  box: TileBox,
  c: Capsule,
  mode: PaintMode,
): Uint8Array | undefined {
  const { inner, outer } = c
  const perFade = 1 / (outer - inner)
  let tile = before
  for (let y = box.y0; y <= box.y1; y++) {
    const row = y * MASK_TILE
    for (let x = box.x0; x <= box.x1; x++) {
      const d = distanceToSegment(left + x + 0.5, top + y + 0.5, c)
      if (d >= outer) continue
      let coverage = 255
      if (d > inner) {
        const t = (outer - d) * perFade
        coverage = Math.round(255 * (c.smooth ? t * t * (3 - 2 * t) : t))
      }
      const old = tile ? tile[row + x]! : 0
      const value = mode === 'max' ? Math.max(old, coverage) : Math.min(old, 255 - coverage)
      if (value === old) continue
      if (tile === before) tile = before ? before.slice() : new Uint8Array(MASK_TILE * MASK_TILE)
      tile![row + x] = value
    }
  }
  return tile
}
