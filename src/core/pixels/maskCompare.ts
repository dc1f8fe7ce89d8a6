import type { RectPx } from '../geometry/points.ts'
import { MASK_TILE, tilesAcross, type TiledMask } from './tiledMask.ts'

/** 0..255 at a pixel; 0 outside the mask. */
export function coverageAt(mask: TiledMask, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= mask.width || y >= mask.height) return 0
  const tile = mask.tiles.get(Math.floor(y / MASK_TILE) * tilesAcross(mask.width) + Math.floor(x / MASK_TILE))
  return tile ? tile[(y % MASK_TILE) * MASK_TILE + (x % MASK_TILE)]! : 0
}

/** Whether a tile holds nothing. */
export function isEmptyTile(tile: Uint8Array): boolean {
  const words = wordsOf(tile)
  for (let i = 0; i < words.length; i++) if (words[i] !== 0) return false
  return true
}

export function isEmpty(mask: TiledMask): boolean {
  for (const tile of mask.tiles.values()) if (!isEmptyTile(tile)) return false
  return true
}

export function sameTile(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === b) return true
  if (!a) return !b || isEmptyTile(b)
  if (!b) return isEmptyTile(a)
  const aligned = a.byteOffset % 4 === 0 && b.byteOffset % 4 === 0
  const one = aligned ? wordsOf(a) : a
  const other = aligned ? wordsOf(b) : b
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false
  return true
}

/** Tiles are whole words long; one that does not start at a word is read byte by byte. */
const wordsOf = (tile: Uint8Array): Uint8Array | Uint32Array =>
  tile.byteOffset % 4 === 0 ? new Uint32Array(tile.buffer, tile.byteOffset, tile.length >> 2) : tile

/** Whether two masks cover the same pixels alike. Shared tiles cost nothing. */
export function maskEquals(a: TiledMask, b: TiledMask): boolean {
  if (a === b) return true
  if (a.width !== b.width || a.height !== b.height) return false
  for (const [key, tile] of a.tiles) if (!sameTile(tile, b.tiles.get(key))) return false
  for (const [key, tile] of b.tiles) if (!a.tiles.has(key) && !isEmptyTile(tile)) return false
  return true
}

/** The smallest rectangle with all pixels in which two masks of one size differ; null where none does. */
export function changedPixels(a: TiledMask, b: TiledMask): RectPx | null {
  const across = tilesAcross(a.width)
  let left = Infinity
  let top = Infinity
  let right = -Infinity
  let bottom = -Infinity
  for (const key of new Set([...a.tiles.keys(), ...b.tiles.keys()])) {
    const before = a.tiles.get(key)
    const after = b.tiles.get(key)
    if (sameTile(before, after)) continue
    const tileX = (key % across) * MASK_TILE
    const tileY = Math.floor(key / across) * MASK_TILE
    for (let y = 0; y < MASK_TILE; y++) {
      for (let x = 0; x < MASK_TILE; x++) {
        const i = y * MASK_TILE + x
        if ((before?.[i] ?? 0) === (after?.[i] ?? 0)) continue
        left = Math.min(left, tileX + x)
        right = Math.max(right, tileX + x + 1)
        top = Math.min(top, tileY + y)
        bottom = Math.max(bottom, tileY + y + 1)
      }
    }
  }
  return right > left ? { x: left, y: top, width: right - left, height: bottom - top } : null
}
