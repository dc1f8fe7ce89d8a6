import { maskBounds } from '../../../core/pixels/maskFill.ts'
import { MASK_TILE, tilesAcross, type TiledMask } from '../../../core/pixels/tiledMask.ts'
import type { Zones } from '../../../core/plan/zones.ts'
import { contoursOf, type Samples } from './contour.ts'
import { loopsPath } from './loopsPath.ts'

export type DrawnCells = Exclude<keyof Zones, 'step'>

interface Sheet {
  readonly samples: Samples
  /** What of the mask is in the samples. */
  tiles: TiledMask['tiles']
  shape: Path2D
}

const sheets = new Map<DrawnCells, Sheet>()

/**
 * The border of one of the zones, in cells: the corner of the photo is 0, 0. Of a mask that follows the hand only the tiles
 * that are new are looked at again.
 */
export function zoneShape(name: DrawnCells, mask: TiledMask): Path2D {
  const { width, height, tiles } = mask
  let sheet = sheets.get(name)
  if (sheet?.samples.width !== width || sheet.samples.height !== height) {
    const samples = { width, height, coverage: new Uint8Array(width * height) }
    sheet = { samples, tiles: new Map(), shape: new Path2D() }
    sheets.set(name, sheet)
  }
  if (sheet.tiles === tiles) return sheet.shape
  for (const key of new Set([...sheet.tiles.keys(), ...tiles.keys()]))
    if (tiles.get(key) !== sheet.tiles.get(key)) copyTile(sheet.samples, key, tiles.get(key))
  sheet.tiles = tiles
  return (sheet.shape = shapeOf(sheet.samples, mask))
}

function copyTile({ width, height, coverage }: Samples, key: number, tile: Uint8Array | undefined): void {
  const across = tilesAcross(width)
  const left = (key % across) * MASK_TILE
  const top = Math.floor(key / across) * MASK_TILE
  const length = Math.min(MASK_TILE, width - left)
  for (let y = 0; y < MASK_TILE && top + y < height; y++) {
    const to = (top + y) * width + left
    if (tile) coverage.set(tile.subarray(y * MASK_TILE, y * MASK_TILE + length), to)
    else coverage.fill(0, to, to + length)
  }
}

function shapeOf(samples: Samples, mask: TiledMask): Path2D {
  const box = maskBounds(mask)
  if (!box) return new Path2D()
  return loopsPath(
    contoursOf(samples, { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height }),
  )
}
