import { isEmptyTile } from './maskCompare.ts'
import { fullTile } from './maskPaint.ts'
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
  const { width, height, tiles } = mask
  const across = tilesAcross(width)
  const down = Math.ceil(height / MASK_TILE)
  const moved = new Map<number, Uint8Array>()
  for (const key of targetsOf(tiles.keys(), dx, dy, across, down)) {
    const [tx, ty] = [key % across, Math.floor(key / across)]
    // From where its first byte comes, in whole tiles and what is left of them.
    const [x, y] = [tx * MASK_TILE - dx, ty * MASK_TILE - dy]
    const [sx, sy] = [Math.floor(x / MASK_TILE), Math.floor(y / MASK_TILE)]
    const [ox, oy] = [x - sx * MASK_TILE, y - sy * MASK_TILE]
    const from = (i: number, j: number) =>
      sx + i < 0 || sx + i >= across || sy + j < 0 || sy + j >= down ? undefined : tiles.get((sy + j) * across + sx + i)
    const sources = [from(0, 0), from(1, 0), from(0, 1), from(1, 1)] as const
    const columns = Math.min(MASK_TILE, width - tx * MASK_TILE)
    const rows = Math.min(MASK_TILE, height - ty * MASK_TILE)
    const isWhole = columns === MASK_TILE && rows === MASK_TILE
    if (isWhole && sources.every((tile) => tile === fullTile)) moved.set(key, fullTile)
    else {
      const tile = joined(sources, ox, oy, columns, rows)
      if (!isEmptyTile(tile)) moved.set(key, tile)
    }
  }
  return { width, height, tiles: moved }
}

/** The tiles that some tiles, moved, lie in. */
function targetsOf(keys: Iterable<number>, dx: number, dy: number, across: number, down: number): Set<number> {
  const targets = new Set<number>()
  for (const key of keys) {
    const left = (key % across) * MASK_TILE + dx
    const top = Math.floor(key / across) * MASK_TILE + dy
    for (let ty = Math.floor(top / MASK_TILE); ty * MASK_TILE < top + MASK_TILE; ty++)
      for (let tx = Math.floor(left / MASK_TILE); tx * MASK_TILE < left + MASK_TILE; tx++)
        if (tx >= 0 && tx < across && ty >= 0 && ty < down) targets.add(ty * across + tx)
  }
  return targets
}

/**
 * A tile out of four that lie side by side, upper ones first; absent ones are empty.
 * @param ox where it begins in the first of them
 * @param columns how much of it lies on the photo
 */
function joined(
  sources: readonly (Uint8Array | undefined)[],
  ox: number,
  oy: number,
  columns: number,
  rows: number,
): Uint8Array {
  const tile = new Uint8Array(MASK_TILE * MASK_TILE)
  const split = Math.min(columns, MASK_TILE - ox)
  for (let row = 0; row < rows; row++) {
    const upper = oy + row < MASK_TILE
    const line = ((oy + row) % MASK_TILE) * MASK_TILE
    const [left, right] = upper ? [sources[0], sources[1]] : [sources[2], sources[3]]
    const to = row * MASK_TILE
    if (left) tile.set(left.subarray(line + ox, line + ox + split), to)
    if (right && split < columns) tile.set(right.subarray(line, line + columns - split), to + split)
  }
  return tile
}
