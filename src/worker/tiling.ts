import { hairlinePath } from '../core/design/hairline.ts'
import type { Design } from '../core/design/design.ts'
import { pickDots } from '../core/sampling/pickDots.ts'
import type { Dots } from '../core/sampling/placeDots.ts'
import { TILE_PX } from './engine.ts'

/** A tile that has ink, with the dots whose ink reaches it. */
export interface InkedTile {
  readonly tx: number
  readonly ty: number
  readonly dots: Dots
  /** Dots with their centre here: these add up to the whole count. */
  readonly centred: number
}

/** Sorts dots into the tiles that their ink reaches, the tiles nearest to the hairline first. */
export function inkedTiles(
  dots: Dots,
  reachPx: number,
  design: Pick<Design, 'photo' | 'hairline'>,
): readonly InkedTile[] {
  const { width, height } = design.photo
  const across = Math.ceil(width / TILE_PX)
  const down = Math.ceil(height / TILE_PX)
  const starts = new Uint32Array(across * down + 1)
  eachTile(dots, reachPx, across, down, (tile) => starts[tile + 1]!++)
  for (let tile = 0; tile < across * down; tile++) starts[tile + 1]! += starts[tile]!
  const members = new Uint32Array(starts[across * down]!)
  const next = starts.slice()
  eachTile(dots, reachPx, across, down, (tile, index) => (members[next[tile]!++] = index))
  const path = hairlinePath(design.hairline).filter((_, i) => i % 16 === 0)
  const found: { tile: InkedTile; distance: number }[] = []
  for (let tile = 0; tile < across * down; tile++) {
    if (starts[tile] === starts[tile + 1]) continue
    const tx = tile % across
    const ty = Math.floor(tile / across)
    const x = (tx + 0.5) * TILE_PX
    const y = (ty + 0.5) * TILE_PX
    let distance = Infinity
    for (const p of path) distance = Math.min(distance, Math.hypot(p.x - x, p.y - y))
    const picked = pickDots(dots, members.subarray(starts[tile], starts[tile + 1]))
    found.push({ tile: { tx, ty, dots: picked, centred: countCentred(picked, tx, ty, across, down) }, distance })
  }
  return found.sort((a, b) => a.distance - b.distance).map((f) => f.tile)
}

function eachTile(
  dots: Dots,
  reachPx: number,
  across: number,
  down: number,
  visit: (tile: number, index: number) => void,
): void {
  const { x, y, count } = dots
  for (let i = 0; i < count; i++) {
    const left = Math.max(0, Math.floor((x[i]! - reachPx) / TILE_PX))
    const right = Math.min(across - 1, Math.floor((x[i]! + reachPx) / TILE_PX))
    const top = Math.max(0, Math.floor((y[i]! - reachPx) / TILE_PX))
    const bottom = Math.min(down - 1, Math.floor((y[i]! + reachPx) / TILE_PX))
    for (let ty = top; ty <= bottom; ty++) for (let tx = left; tx <= right; tx++) visit(ty * across + tx, i)
  }
}

/** Dots just off the photo belong to the tile at its edge. */
function countCentred(dots: Dots, tx: number, ty: number, across: number, down: number): number {
  let count = 0
  for (let i = 0; i < dots.count; i++) {
    const x = Math.min(across - 1, Math.max(0, Math.floor(dots.x[i]! / TILE_PX)))
    const y = Math.min(down - 1, Math.max(0, Math.floor(dots.y[i]! / TILE_PX)))
    if (x === tx && y === ty) count++
  }
  return count
}
