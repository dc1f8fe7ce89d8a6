import { isEmptyTile } from './maskCompare.ts'
import { fullTile } from './maskPaint.ts'
import { MASK_TILE, type TiledMask } from './tiledMask.ts'

const TILE_BYTES = MASK_TILE * MASK_TILE
const RAW = 0
const RUNS = 1

/** Tiles never change, so one is coded once however often a history is saved. */
const coded = new WeakMap<Uint8Array, Uint8Array>()

/**
 * A tile as bytes: 1, then runs of (value, length - 1 in base 128, low group first, high bit = more follows);
 * or 0 and the tile as it is where runs would be longer.
 */
export function encodeTile(tile: Uint8Array): Uint8Array {
  const known = coded.get(tile)
  if (known) return known
  const bytes = encodeRuns(tile) ?? rawTile(tile)
  coded.set(tile, bytes)
  return bytes
}

function rawTile(tile: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(TILE_BYTES + 1)
  bytes[0] = RAW
  bytes.set(tile, 1)
  return bytes
}

function encodeRuns(tile: Uint8Array): Uint8Array | null {
  const out = new Uint8Array(TILE_BYTES)
  out[0] = RUNS
  let at = 1
  let i = 0
  while (i < TILE_BYTES) {
    // A run takes at most four bytes: value and three groups of seven bits.
    if (at + 4 > TILE_BYTES) return null
    const value = tile[i]!
    let end = i + 1
    while (end < TILE_BYTES && tile[end] === value) end++
    out[at++] = value
    let rest = end - i - 1
    while (rest >= 128) {
      out[at++] = 128 | (rest & 127)
      rest >>= 7
    }
    out[at++] = rest
    i = end
  }
  return out.slice(0, at)
}

/** @throws RangeError where the bytes are not those of one whole tile. */
export function decodeTile(bytes: Uint8Array): Uint8Array {
  const tile = bytes[0] === RAW && bytes.length === TILE_BYTES + 1 ? bytes.slice(1) : decodeRuns(bytes)
  // The full tile is shared by all photos: it stays coded as it is.
  if (tile !== fullTile) coded.set(tile, bytes)
  return tile
}

/**
 * The bytes that `encodeTile` gives for the tile which these are decoded to: those of the full tile, which all photos share,
 * or these themselves.
 */
export function sharedCoding(bytes: Uint8Array): Uint8Array {
  const full = encodeTile(fullTile)
  return bytes.length === full.length && bytes.every((byte, i) => byte === full[i]) ? full : bytes
}

function decodeRuns(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== RUNS) throw new RangeError(`Expected a coded mask tile, got first byte ${bytes[0]}.`)
  const tile = new Uint8Array(TILE_BYTES)
  let at = 1
  let i = 0
  while (at < bytes.length) {
    const value = bytes[at++]!
    let length = 1
    let shift = 0
    let group = 128
    while (group & 128) {
      if (at >= bytes.length || shift > 14) throw new RangeError('Expected the end of a run in a mask tile.')
      group = bytes[at++]!
      length += (group & 127) << shift
      shift += 7
    }
    if (i + length > TILE_BYTES) throw new RangeError(`Expected ${TILE_BYTES} px in a mask tile, got ${i + length}.`)
    if (value === 255 && length === TILE_BYTES && at === bytes.length) return fullTile
    tile.fill(value, i, i + length)
    i += length
  }
  if (i !== TILE_BYTES) throw new RangeError(`Expected ${TILE_BYTES} px in a mask tile, got ${i}.`)
  return tile
}

/** A mask's tiles, coded, by key in rising order; empty tiles are left out. */
export function encodeMask(mask: TiledMask): (readonly [key: number, bytes: Uint8Array])[] {
  return [...mask.tiles]
    .filter(([, tile]) => !isEmptyTile(tile))
    .toSorted(([a], [b]) => a - b)
    .map(([key, tile]) => [key, encodeTile(tile)] as const)
}

/** @throws RangeError where a key lies outside the mask or a tile is damaged. */
export function decodeMask(width: number, height: number, stored: Iterable<readonly [number, Uint8Array]>): TiledMask {
  const count = Math.ceil(width / MASK_TILE) * Math.ceil(height / MASK_TILE)
  const tiles = new Map<number, Uint8Array>()
  for (const [key, bytes] of stored) {
    if (!Number.isInteger(key) || key < 0 || key >= count) {
      throw new RangeError(`Expected a tile key below ${count}, got ${key}.`)
    }
    tiles.set(key, decodeTile(bytes))
  }
  return { width, height, tiles }
}
