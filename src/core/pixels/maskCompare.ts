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
  const one = wordsOf(a)
  const other = wordsOf(b)
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false
  return true
}

/** A tile four bytes at a time: tiles are whole words long. One that does not start at a word is copied. */
export function wordsOf(tile: Uint8Array): Int32Array {
  const { buffer, byteOffset, length } = tile.byteOffset % 4 === 0 ? tile : tile.slice()
  return new Int32Array(buffer, byteOffset, length >> 2)
}

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
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const key of new Set([...a.tiles.keys(), ...b.tiles.keys()])) {
    const left = (key % across) * MASK_TILE
    const top = Math.floor(key / across) * MASK_TILE
    const isWithin =
      left >= box.left && left + MASK_TILE <= box.right && top >= box.top && top + MASK_TILE <= box.bottom
    const [before, after] = [a.tiles.get(key), b.tiles.get(key)]
    if (!isWithin && before !== after) widen(box, before ?? emptyTile, after ?? emptyTile, left, top)
  }
  const { left, top, right, bottom } = box
  return right > left ? { x: left, y: top, width: right - left, height: bottom - top } : null
}

const emptyTile = new Uint8Array(MASK_TILE * MASK_TILE)

/** Widens a box by the pixels in which two tiles differ: from both sides of each row, and no further than the box reaches. */
function widen(
  box: { left: number; top: number; right: number; bottom: number },
  before: Uint8Array,
  after: Uint8Array,
  left: number,
  top: number,
): void {
  for (let y = 0; y < MASK_TILE; y++) {
    const row = y * MASK_TILE
    const isRowWithin = top + y >= box.top && top + y < box.bottom
    // In a row that is in the box already only what lies beside it matters.
    const firstEnd = isRowWithin ? Math.min(MASK_TILE, box.left - left) : MASK_TILE
    let first = 0
    while (first < firstEnd && before[row + first] === after[row + first]) first++
    const lastEnd = isRowWithin ? Math.max(0, box.right - left) : first
    let last = MASK_TILE - 1
    while (last >= lastEnd && before[row + last] === after[row + last]) last--
    if (first < firstEnd) box.left = Math.min(box.left, left + first)
    if (last >= lastEnd) box.right = Math.max(box.right, left + last + 1)
    if (first >= firstEnd && last < lastEnd) continue
    box.top = Math.min(box.top, top + y)
    box.bottom = Math.max(box.bottom, top + y + 1)
  }
}
