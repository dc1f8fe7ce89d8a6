/** Copy-on-write coverage in tiles of 256 x 256 bytes: an edit copies only the tiles it touches. */
export const MASK_TILE = 256

export interface TiledMask {
  readonly width: number
  readonly height: number
  /** Key: ty * tilesAcross + tx. A missing tile is empty. */
  readonly tiles: ReadonlyMap<number, Uint8Array>
}

export const tilesAcross = (width: number): number => Math.ceil(width / MASK_TILE)

export function emptyMask(width: number, height: number): TiledMask {
  return { width, height, tiles: new Map() }
}
