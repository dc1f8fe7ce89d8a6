import type { PointPx } from '../geometry/points.ts'
import { MASK_TILE, tilesAcross, type TiledMask } from './tiledMask.ts'

/** Px between the places that are asked where they come from; between them the way is straight. */
const LATTICE = 16

/**
 * A mask as another photo of the same head shows it.
 * @param source where a place of the other photo lies on this one; null where it shows other things
 */
export function carryMask(
  mask: TiledMask,
  size: { readonly width: number; readonly height: number },
  source: (p: PointPx) => PointPx | null,
): TiledMask {
  const tiles = new Map<number, Uint8Array>()
  if (mask.tiles.size === 0) return { ...size, tiles }
  const across = tilesAcross(size.width)
  for (let top = 0; top < size.height; top += MASK_TILE)
    for (let left = 0; left < size.width; left += MASK_TILE) {
      const tile = carriedTile(mask, size, left, top, source)
      if (tile) tiles.set((top / MASK_TILE) * across + left / MASK_TILE, tile)
    }
  return { ...size, tiles }
}

function carriedTile(
  mask: TiledMask,
  { width, height }: { readonly width: number; readonly height: number },
  left: number,
  top: number,
  source: (p: PointPx) => PointPx | null,
): Uint8Array | null {
  const nodes = MASK_TILE / LATTICE + 1
  const from = Array.from({ length: nodes * nodes }, (_, n) =>
    source({ x: left + (n % nodes) * LATTICE, y: top + Math.floor(n / nodes) * LATTICE }),
  )
  const tile = new Uint8Array(MASK_TILE * MASK_TILE)
  let covered = false
  for (let row = 0; row < nodes - 1; row++)
    for (let column = 0; column < nodes - 1; column++) {
      const corners = [0, 1, nodes, nodes + 1].map((n) => from[row * nodes + column + n])
      const [a, b, c, d] = corners
      if (!a && !b && !c && !d) continue
      for (let j = 0; j < LATTICE; j++) {
        const y = row * LATTICE + j
        if (top + y >= height) break
        for (let i = 0; i < LATTICE; i++) {
          const x = column * LATTICE + i
          if (left + x >= width) break
          const at = a && b && c && d ? blend(a, b, c, d, (i + 0.5) / LATTICE, (j + 0.5) / LATTICE) : null
          // At the rim of what is shown each place is asked itself.
          const place = at ?? source({ x: left + x + 0.5, y: top + y + 0.5 })
          const value = place ? coverageAt(mask, place) : 0
          if (value === 0) continue
          tile[y * MASK_TILE + x] = value
          covered = true
        }
      }
    }
  return covered ? tile : null
}

function blend(a: PointPx, b: PointPx, c: PointPx, d: PointPx, tx: number, ty: number): PointPx {
  const mixed = (p: number, q: number, r: number, s: number) =>
    (p * (1 - tx) + q * tx) * (1 - ty) + (r * (1 - tx) + s * tx) * ty
  return { x: mixed(a.x, b.x, c.x, d.x), y: mixed(a.y, b.y, c.y, d.y) }
}

/** Bilinear, of a place in px. */
function coverageAt(mask: TiledMask, p: PointPx): number {
  const x = Math.floor(p.x - 0.5)
  const y = Math.floor(p.y - 0.5)
  const tx = p.x - 0.5 - x
  const ty = p.y - 0.5 - y
  const top = byteAt(mask, x, y) * (1 - tx) + byteAt(mask, x + 1, y) * tx
  const bottom = byteAt(mask, x, y + 1) * (1 - tx) + byteAt(mask, x + 1, y + 1) * tx
  return Math.round(top * (1 - ty) + bottom * ty)
}

function byteAt(mask: TiledMask, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= mask.width || y >= mask.height) return 0
  const tile = mask.tiles.get(Math.floor(y / MASK_TILE) * tilesAcross(mask.width) + Math.floor(x / MASK_TILE))
  return tile ? tile[(y % MASK_TILE) * MASK_TILE + (x % MASK_TILE)]! : 0
}
