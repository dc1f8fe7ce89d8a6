import { isEmptyTile } from './maskCompare.ts'
import { MASK_TILE, tilesAcross, type TiledMask } from './tiledMask.ts'

/**
 * A mask moved by whole pixels. What leaves the photo is lost; all else stays as it was to the byte, so that a move there and
 * back changes nothing.
 * @param dx right, px
 * @param dy down, px
 * @throws RangeError unless both are whole
 */
export function shiftMask(mask: TiledMask, dx: number, dy: number): TiledMask {
  if (!Number.isInteger(dx) || !Number.isInteger(dy)) throw new RangeError(`Expected whole px, got ${dx}, ${dy}.`)
  if ((dx === 0 && dy === 0) || mask.tiles.size === 0) return mask
  const { width, height } = mask
  const across = tilesAcross(width)
  const moved = new Map<number, Uint8Array>()
  const rowsOf = (ty: number) => Math.min(MASK_TILE, height - ty * MASK_TILE)
  for (const [key, tile] of mask.tiles) {
    const left = (key % across) * MASK_TILE + dx
    const ty = Math.floor(key / across)
    for (let row = 0; row < rowsOf(ty); row++) {
      const y = ty * MASK_TILE + row + dy
      if (y < 0 || y >= height) continue
      const line = tile.subarray(row * MASK_TILE, (row + 1) * MASK_TILE)
      putRow(moved, line, left, y, width, across)
    }
  }
  for (const [key, tile] of moved) if (isEmptyTile(tile)) moved.delete(key)
  return { width, height, tiles: moved }
}

/** Puts a row of a tile where it lies now: in one tile, or the end of one and the beginning of the next. */
function putRow(
  into: Map<number, Uint8Array>,
  line: Uint8Array,
  left: number,
  y: number,
  width: number,
  across: number,
): void {
  const from = Math.max(0, left)
  const to = Math.min(width, left + MASK_TILE)
  const row = (y % MASK_TILE) * MASK_TILE
  for (let x = from; x < to;) {
    const tx = Math.floor(x / MASK_TILE)
    const end = Math.min(to, (tx + 1) * MASK_TILE)
    const key = Math.floor(y / MASK_TILE) * across + tx
    let tile = into.get(key)
    if (!tile) into.set(key, (tile = new Uint8Array(MASK_TILE * MASK_TILE)))
    tile.set(line.subarray(x - left, end - left), row + (x - tx * MASK_TILE))
    x = end
  }
}
