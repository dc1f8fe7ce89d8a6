import { sampleMask } from '../../pixels/maskSamples.ts'
import { MASK_TILE, tilesAcross, type TiledMask } from '../../pixels/tiledMask.ts'

/** Side of the squares that are looked at, px. */
const CELL = 4
const HALF = 128

/**
 * A mask with all covered that it encloses. An area that ends at the rim of its photo, and goes on where another photo shows
 * the head, leaves bare slivers between the two: their heads differ by a millimetre or two.
 */
export function withoutCracks(mask: TiledMask): TiledMask {
  const [width, height] = [Math.ceil(mask.width / CELL), Math.ceil(mask.height / CELL)]
  const covered = sampleMask(mask, { left: 0, top: 0, step: CELL, width, height })
  if (!covered) return mask
  const outside = reachedFromBeside(covered, width, height)
  const across = tilesAcross(mask.width)
  const tiles = new Map(mask.tiles)
  const own = new Set<number>()
  const cover = (cellX: number, cellY: number) => {
    const [x, y] = [cellX * CELL, cellY * CELL]
    const key = Math.floor(y / MASK_TILE) * across + Math.floor(x / MASK_TILE)
    if (!own.has(key)) tiles.set(key, tiles.get(key)?.slice() ?? new Uint8Array(MASK_TILE * MASK_TILE))
    own.add(key)
    const tile = tiles.get(key)!
    const first = (y % MASK_TILE) * MASK_TILE + (x % MASK_TILE)
    for (let row = 0; row < CELL; row++) tile.fill(255, first + row * MASK_TILE, first + row * MASK_TILE + CELL)
  }
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const cell = y * width + x
      if (outside[cell] || covered[cell]! >= HALF) continue
      // Beside it lies the soft edge of what is covered.
      for (const [i, j] of [[0, 0], ...beside] as const) cover(x + i, y + j)
    }
  return own.size > 0 ? { ...mask, tiles } : mask
}

const beside = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const

/** Cells that are not covered and reach the photo's edge over others like them. */
function reachedFromBeside(covered: Uint8Array, width: number, height: number): Uint8Array {
  const reached = new Uint8Array(covered.length)
  const next: number[] = []
  const reach = (x: number, y: number) => {
    const cell = y * width + x
    if (x < 0 || y < 0 || x >= width || y >= height || reached[cell] || covered[cell]! >= HALF) return
    reached[cell] = 1
    next.push(cell)
  }
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) reach(x, y)
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) reach(x, y)
  for (let cell = next.pop(); cell !== undefined; cell = next.pop())
    for (const [i, j] of beside) reach((cell % width) + i, Math.floor(cell / width) + j)
  return reached
}
