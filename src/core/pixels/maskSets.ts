import { isEmptyTile } from './maskCompare.ts'
import { withTiles } from './maskPaint.ts'
import type { TiledMask } from './tiledMask.ts'

/**
 * Each pixel of a less that of b, not below 0: what is left of a share when a part of it is taken. Unlike erasing
 * (subtractMasks), the part and what is left add up to the whole byte by byte. Untouched tiles stay shared.
 * @throws RangeError unless both are of one size
 */
export function differenceMasks(a: TiledMask, b: TiledMask): TiledMask {
  if (a.width !== b.width || a.height !== b.height)
    throw new RangeError(`Expected masks of one size, got ${a.width} x ${a.height} and ${b.width} x ${b.height} px.`)
  const changed = new Map<number, Uint8Array | null>()
  for (const [key, taken] of b.tiles) {
    const before = a.tiles.get(key)
    if (!before) continue
    const after = before === taken ? null : less(before, taken)
    if (after !== before) changed.set(key, after && !isEmptyTile(after) ? after : null)
  }
  return withTiles(a, changed)
}

/** A new tile, or `whole` itself where nothing is taken. */
function less(whole: Uint8Array, taken: Uint8Array): Uint8Array {
  let rest = whole
  for (let i = 0; i < whole.length; i++) {
    const t = taken[i]!
    const w = whole[i]!
    if (t === 0 || w === 0) continue
    if (rest === whole) rest = whole.slice()
    rest[i] = w > t ? w - t : 0
  }
  return rest
}
