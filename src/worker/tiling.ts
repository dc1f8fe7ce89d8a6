import { hairlinePath } from '../core/design/lines/hairline.ts'
import type { Design } from '../core/design/design.ts'
import type { RectPx } from '../core/geometry/points.ts'
import type { DotLies } from '../core/render/dotLies.ts'
import type { SomeDots } from '../core/render/inkDensity.ts'
import { emptyDots } from '../core/sampling/emptyDots.ts'
import { pickDots } from '../core/sampling/pickDots.ts'
import type { Dots } from '../core/sampling/placeDots.ts'
import { TILE_PX } from './engine.ts'
import { fingerprintOf } from './fingerprint.ts'

/** A tile that has ink. */
export interface InkedTile {
  readonly tx: number
  readonly ty: number
  /** All dots that are drawn, in whatever tile. */
  readonly dots: Dots
  /** Those of them whose ink reaches the tile. */
  readonly some: SomeDots
  /** Dots with their centre here: these add up to the whole count. */
  readonly centred: number
  /** Equal for tiles with the same dots. */
  readonly fingerprint: string
}

/** A tile without ink, to be drawn for something else. */
export const bareTile = (tx: number, ty: number): InkedTile => ({
  tx,
  ty,
  dots: emptyDots(0),
  some: { indices: new Uint32Array(0), lies: { numbers: new Float64Array(0), rows: new Uint32Array(0), measured: 0 } },
  centred: 0,
  fingerprint: '',
})

/** Which dots are in which tile: the same for dots of the same places, whatever their ink. */
export interface DotSorting {
  readonly across: number
  /** Tiles with dots, the nearest to the hairline first. */
  readonly order: readonly number[]
  /** The dots of tile t are members[starts[t]] to members[starts[t + 1] - 1], in their order. */
  readonly starts: Uint32Array
  readonly members: Uint32Array
  /** Dots with their centre in each tile. */
  readonly centred: Uint32Array
}

/**
 * The tiles that ink of dots reaches, as they were sorted.
 * @param lies of the dots
 */
export function inkedTiles(dots: Dots, lies: DotLies, sorting: DotSorting): InkedTile[] {
  const { across, order, starts, members, centred } = sorting
  const arrays = Object.values(dots).filter((value) => ArrayBuffer.isView(value))
  return order.map((tile) => {
    const indices = members.subarray(starts[tile], starts[tile + 1])
    return {
      tx: tile % across,
      ty: Math.floor(tile / across),
      dots,
      some: { indices, lies },
      centred: centred[tile]!,
      fingerprint: fingerprintOf(arrays, indices),
    }
  })
}

/** The dots whose ink reaches a tile, on their own. */
export const dotsOfTile = ({ dots, some }: InkedTile): Dots => pickDots(dots, some.indices)

/** Sorts dots into the tiles that their ink reaches. */
export function sortDots(
  dots: Dots,
  reachPx: number,
  { photo, hairline }: Pick<Design, 'photo' | 'hairline'>,
): DotSorting {
  const { x, y, count } = dots
  const across = Math.ceil(photo.width / TILE_PX)
  const down = Math.ceil(photo.height / TILE_PX)
  const perTile = 1 / TILE_PX
  const tileAt = (at: number, tiles: number): number => {
    const tile = Math.floor(at * perTile)
    return tile < 0 ? -1 : tile > tiles ? tiles : tile
  }
  // First and last column and row that each dot's ink reaches, a byte each: a photo has at most 16 tiles on a side.
  const spans = new Uint32Array(count)
  const starts = new Uint32Array(across * down + 1)
  const centred = new Uint32Array(across * down)
  for (let i = 0; i < count; i++) {
    const left = Math.max(0, tileAt(x[i]! - reachPx, across))
    const right = Math.min(across - 1, tileAt(x[i]! + reachPx, across))
    const top = Math.max(0, tileAt(y[i]! - reachPx, down))
    const bottom = Math.min(down - 1, tileAt(y[i]! + reachPx, down))
    spans[i] = left | ((right + 1) << 8) | (top << 16) | ((bottom + 1) << 24)
    for (let ty = top; ty <= bottom; ty++) for (let tx = left; tx <= right; tx++) starts[ty * across + tx + 1]!++
    // Dots just off the photo belong to the tile at its edge.
    const tx = Math.min(across - 1, Math.max(0, tileAt(x[i]!, across)))
    centred[Math.min(down - 1, Math.max(0, tileAt(y[i]!, down))) * across + tx]!++
  }
  for (let tile = 0; tile < across * down; tile++) starts[tile + 1]! += starts[tile]!
  const members = new Uint32Array(starts[across * down]!)
  const next = starts.slice()
  for (let i = 0; i < count; i++) {
    const span = spans[i]!
    const end = (span >>> 8) & 255
    for (let ty = (span >>> 16) & 255; ty < span >>> 24; ty++)
      for (let tx = span & 255; tx < end; tx++) members[next[ty * across + tx]!++] = i
  }
  const inked = Array.from({ length: across * down }, (_, tile) => tile).filter((t) => starts[t] !== starts[t + 1])
  const near = distanceFrom(hairline)
  const distances = inked.map((tile) => near((tile % across) + 0.5, Math.floor(tile / across) + 0.5))
  const order = inked.map((_, i) => i).sort((i, j) => distances[i]! - distances[j]!)
  return { across, order: order.map((i) => inked[i]!), starts, members, centred }
}

/** How far from the hairline a place in tiles is, px. */
function distanceFrom(hairline: Design['hairline']): (tx: number, ty: number) => number {
  const path = hairlinePath(hairline).filter((_, i) => i % 16 === 0)
  return (tx, ty) => Math.min(...path.map((p) => Math.hypot(p.x - tx * TILE_PX, p.y - ty * TILE_PX)))
}

/**
 * The part of a tile in which two sets of dots give other ink; empty where they are the same.
 * @param before,after dots of the tile in order of their ids
 */
export function changedRect(before: Dots, after: Dots, reachPx: number, tile: RectPx): RectPx {
  let left = Infinity
  let top = Infinity
  let right = -Infinity
  let bottom = -Infinity
  const add = ({ x, y }: Dots, i: number) => {
    left = Math.min(left, x[i]!)
    top = Math.min(top, y[i]!)
    right = Math.max(right, x[i]!)
    bottom = Math.max(bottom, y[i]!)
  }
  let a = 0
  let b = 0
  while (a < before.count || b < after.count) {
    const idA = a < before.count ? before.id[a]! : Infinity
    const idB = b < after.count ? after.id[b]! : Infinity
    if (idA === idB && sameDot(before, a, after, b)) {
      a++
      b++
      continue
    }
    if (idA <= idB) add(before, a)
    if (idB <= idA) add(after, b)
    if (idA <= idB) a++
    if (idB <= idA) b++
  }
  const x0 = Math.max(tile.x, Math.floor(left - reachPx))
  const y0 = Math.max(tile.y, Math.floor(top - reachPx))
  const x1 = Math.min(tile.x + tile.width, Math.ceil(right + reachPx))
  const y1 = Math.min(tile.y + tile.height, Math.ceil(bottom + reachPx))
  return x1 > x0 && y1 > y0 ? { x: x0, y: y0, width: x1 - x0, height: y1 - y0 } : { x: 0, y: 0, width: 0, height: 0 }
}

const sameDot = (a: Dots, i: number, b: Dots, j: number): boolean =>
  a.x[i] === b.x[j] &&
  a.y[i] === b.y[j] &&
  a.diameterMm[i] === b.diameterMm[j] &&
  a.strength[i] === b.strength[j] &&
  a.sitting[i] === b.sitting[j] &&
  a.alongX?.[i] === b.alongX?.[j] &&
  a.alongY?.[i] === b.alongY?.[j]

/** The dots whose ink may reach a rectangle. */
export function dotsNear(dots: Dots, { x, y, width, height }: RectPx, reachPx: number): Dots {
  const near = new Uint32Array(dots.count)
  let count = 0
  for (let i = 0; i < dots.count; i++) {
    const px = dots.x[i]!
    const py = dots.y[i]!
    if (px < x - reachPx || py < y - reachPx || px > x + width + reachPx || py > y + height + reachPx) continue
    near[count++] = i
  }
  return pickDots(dots, near.subarray(0, count))
}
