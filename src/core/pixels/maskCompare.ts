import { MASK_TILE, tilesAcross, type TiledMask } from './tiledMask.ts'

/** 0..255 at a pixel; 0 outside the mask. */
export function coverageAt(mask: TiledMask, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= mask.width || y >= mask.height) return 0
  const tile = mask.tiles.get(Math.floor(y / MASK_TILE) * tilesAcross(mask.width) + Math.floor(x / MASK_TILE))
  return tile ? tile[(y % MASK_TILE) * MASK_TILE + (x % MASK_TILE)]! : 0
}

/** Whether a tile holds nothing. Tiles are whole words long. */
export function isEmptyTile(tile: Uint8Array): boolean {
  if (tile.byteOffset % 4 !== 0) return tile.every((v) => v === 0)
  const words = new Uint32Array(tile.buffer, tile.byteOffset, tile.length >> 2)
  for (let i = 0; i < words.length; i++) if (words[i] !== 0) return false
  return true
}

export function isEmpty(mask: TiledMask): boolean {
  for (const tile of mask.tiles.values()) if (!isEmptyTile(tile)) return false
  return true
}

function sameTile(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === b) return true
  if (!a) return !b || isEmptyTile(b)
  if (!b) return isEmptyTile(a)
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** Whether two masks cover the same pixels alike. Shared tiles cost nothing. */
export function maskEquals(a: TiledMask, b: TiledMask): boolean {
  if (a === b) return true
  if (a.width !== b.width || a.height !== b.height) return false
  for (const [key, tile] of a.tiles) if (!sameTile(tile, b.tiles.get(key))) return false
  for (const [key, tile] of b.tiles) if (!a.tiles.has(key) && !isEmptyTile(tile)) return false
  return true
}
