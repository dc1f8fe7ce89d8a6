import type { CellGrid } from '../geometry/polygon.ts'
import { coverageAt } from './maskCompare.ts'
import { fullTile } from './maskPaint.ts'
import { MASK_TILE, tilesAcross, type TiledMask } from './tiledMask.ts'

/** The mean coverage of each cell, null for a mask without tiles. */
export function sampleMask(mask: TiledMask, grid: CellGrid): Uint8Array | null {
  if (mask.tiles.size === 0) return null
  return grid.step < 1 ? sampleFinely(mask, grid) : sampleMeans(mask, grid)
}

function sampleFinely(mask: TiledMask, grid: CellGrid): Uint8Array {
  const samples = new Uint8Array(grid.width * grid.height)
  for (let j = 0; j < grid.height; j++) {
    const y = Math.floor(grid.top + (j + 0.5) * grid.step)
    for (let i = 0; i < grid.width; i++) {
      samples[j * grid.width + i] = coverageAt(mask, Math.floor(grid.left + (i + 0.5) * grid.step), y)
    }
  }
  return samples
}

function sampleMeans(mask: TiledMask, grid: CellGrid): Uint8Array {
  const { left, top, step, width, height } = grid
  const sums = new Float32Array(width * height)
  const across = tilesAcross(mask.width)
  const column = new Int32Array(MASK_TILE)
  for (const [key, tile] of mask.tiles) {
    const tileX = (key % across) * MASK_TILE
    const tileY = Math.floor(key / across) * MASK_TILE
    const beside = tileX + MASK_TILE <= left || tileX >= left + width * step
    if (beside || tileY + MASK_TILE <= top || tileY >= top + height * step) continue
    const firstI = Math.max(0, cellOf(tileX, left, step))
    const firstJ = Math.max(0, cellOf(tileY, top, step))
    const lastI = Math.min(width - 1, cellOf(tileX + MASK_TILE - 1, left, step))
    const lastJ = Math.min(height - 1, cellOf(tileY + MASK_TILE - 1, top, step))
    if (tile === fullTile) {
      // Most of what is painted broadly: as many pixels as fall into a cell, and none of them read.
      const columns = pixelsPerCell(left, step, width, tileX, tileX + MASK_TILE)
      const rows = pixelsPerCell(top, step, height, tileY, tileY + MASK_TILE)
      for (let j = firstJ; j <= lastJ; j++)
        for (let i = firstI; i <= lastI; i++) sums[j * width + i] = sums[j * width + i]! + 255 * columns[i]! * rows[j]!
      continue
    }
    for (let x = 0; x < MASK_TILE; x++) {
      const i = cellOf(tileX + x, left, step)
      column[x] = i >= 0 && i < width ? i : -1
    }
    for (let y = 0; y < MASK_TILE; y++) {
      const j = cellOf(tileY + y, top, step)
      if (j < 0 || j >= height) continue
      const row = j * width
      for (let x = 0; x < MASK_TILE; x++) {
        const value = tile[y * MASK_TILE + x]!
        const i = column[x]!
        if (value > 0 && i >= 0) sums[row + i] = sums[row + i]! + value
      }
    }
  }
  const columns = pixelsPerCell(left, step, width, 0, mask.width)
  const rows = pixelsPerCell(top, step, height, 0, mask.height)
  const means = new Uint8Array(width * height)
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      const sum = sums[j * width + i]!
      if (sum > 0) means[j * width + i] = Math.min(255, Math.round(sum / (columns[i]! * rows[j]!)))
    }
  }
  return means
}

const cellOf = (pixel: number, start: number, step: number): number => Math.floor((pixel + 0.5 - start) / step)

/** How many of some pixels' centres fall into each cell along one axis; cells at the photo's edge may hold fewer. */
function pixelsPerCell(start: number, step: number, cells: number, from: number, to: number): Uint16Array {
  const counts = new Uint16Array(cells)
  for (let p = Math.max(from, Math.floor(start)); p < to; p++) {
    const i = cellOf(p, start, step)
    if (i >= cells) break
    if (i >= 0) counts[i] = counts[i]! + 1
  }
  return counts
}
