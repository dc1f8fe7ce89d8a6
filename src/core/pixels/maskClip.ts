import type { PointPx } from '../geometry/points.ts'
import { rasterPolygon } from '../geometry/polygon.ts'
import { isEmptyTile } from './maskCompare.ts'
import { MASK_TILE, tilesAcross, type TiledMask } from './tiledMask.ts'

/**
 * What a growing stroke has gained inside a closed polygon, px, antialiased at its edge: whole tiles, of those alone that are
 * not the same as before. A stroke that grows sample by sample is so clipped at the cost of each sample.
 */
export function gainedInside(stroke: TiledMask, before: TiledMask, polygon: readonly PointPx[]): TiledMask {
  const across = tilesAcross(stroke.width)
  const tiles = new Map<number, Uint8Array>()
  for (const [key, tile] of stroke.tiles) {
    if (tile === before.tiles.get(key)) continue
    const [left, top] = [(key % across) * MASK_TILE, Math.floor(key / across) * MASK_TILE]
    const inside = rasterPolygon(polygon, { left, top, step: 1, width: MASK_TILE, height: MASK_TILE })
    for (let i = 0; i < inside.length; i++) inside[i] = Math.round((inside[i]! * tile[i]!) / 255)
    if (!isEmptyTile(inside)) tiles.set(key, inside)
  }
  return { ...stroke, tiles }
}
