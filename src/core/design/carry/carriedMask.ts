import { boundsOf } from '../../geometry/polygon.ts'
import type { PointPx, RectPx } from '../../geometry/points.ts'
import { coverageAt, isEmptyTile } from '../../pixels/maskCompare.ts'
import { MASK_TILE, tilesAcross, type TiledMask } from '../../pixels/tiledMask.ts'

/** What is carried: coverage 0..255 at px of the photo it comes from, and the rectangle outside of which there is none. */
export interface Covering {
  readonly bounds: RectPx
  coverageAt(x: number, y: number): number
}

/** The photo it goes to, and where each of its places lies on the photo it comes from; null where that does not show it. */
export interface WayBack {
  readonly width: number
  readonly height: number
  at(p: PointPx): PointPx | null
  /** Whether the photo it goes to measures a place itself: beyond 80 degrees of tilt it does not. */
  measures(p: PointPx): boolean
}

/** The way back is asked at the corners of squares of so many px: on a head it bends slowly. */
const SQUARE = 16

/** Null for a mask that holds nothing. */
export function coveringOf(mask: TiledMask): Covering | null {
  const across = tilesAcross(mask.width)
  const bounds = boundsOf(
    [...mask.tiles]
      .filter(([, tile]) => !isEmptyTile(tile))
      .flatMap(([key]) => {
        const x = (key % across) * MASK_TILE
        const y = Math.floor(key / across) * MASK_TILE
        return [
          { x, y },
          { x: x + MASK_TILE, y: y + MASK_TILE },
        ]
      }),
  )
  return bounds && { bounds, coverageAt: (x, y) => coverageAt(mask, x, y) }
}

/** Coverage of one photo as a mask of another. Where that does not show a place, it stays as the mask of its own has it. */
export function carriedMask(covering: Covering | null, way: WayBack, own?: TiledMask): TiledMask {
  const { width, height } = way
  const tiles = own ? unseenTiles(own, way) : new Map<number, Uint8Array>()
  if (covering) layOver(tiles, covering, way)
  for (const [key, tile] of tiles) if (isEmptyTile(tile)) tiles.delete(key)
  return { width, height, tiles }
}

function layOver(tiles: Map<number, Uint8Array>, covering: Covering, way: WayBack): void {
  const { width, height } = way
  const across = tilesAcross(width)
  const corner = cornersOf(way)
  for (let top = 0; top < height; top += SQUARE)
    for (let left = 0; left < width; left += SQUARE) {
      const corners = [
        corner(left, top),
        corner(left + SQUARE, top),
        corner(left, top + SQUARE),
        corner(left + SQUARE, top + SQUARE),
      ]
      if (!touches(corners, covering.bounds)) continue
      const key = Math.floor(top / MASK_TILE) * across + Math.floor(left / MASK_TILE)
      const tile = tiles.get(key) ?? new Uint8Array(MASK_TILE * MASK_TILE)
      tiles.set(key, tile)
      fillSquare(tile, { left, top }, corners, covering, way)
    }
}

/** What a mask holds where the other photo does not show it. */
function unseenTiles(own: TiledMask, way: WayBack): Map<number, Uint8Array> {
  const across = tilesAcross(own.width)
  const kept = new Map<number, Uint8Array>()
  for (const [key, tile] of own.tiles) {
    if (isEmptyTile(tile)) continue
    const left = (key % across) * MASK_TILE
    const top = Math.floor(key / across) * MASK_TILE
    const corner = cornersOf(way)
    const copy = tile.slice()
    for (let y = 0; y < MASK_TILE; y += SQUARE)
      for (let x = 0; x < MASK_TILE; x += SQUARE) {
        const [x0, y0] = [left + x, top + y]
        const seen = [
          corner(x0, y0),
          corner(x0 + SQUARE, y0),
          corner(x0, y0 + SQUARE),
          corner(x0 + SQUARE, y0 + SQUARE),
        ].filter((at) => at !== null).length
        if (seen === 0) continue
        for (let j = y; j < y + SQUARE; j++)
          for (let i = x; i < x + SQUARE; i++)
            if (seen === 4 || way.at({ x: left + i + 0.5, y: top + j + 0.5 })) copy[j * MASK_TILE + i] = 0
      }
    kept.set(key, copy)
  }
  return kept
}

/** How much of a place of the other photo is covered, 0..1. */
export type Cover = (p: PointPx) => number

/** A mask with its photo's own cover where the other one does not show a place. */
export function withUnseenCovered(mask: TiledMask, way: WayBack, cover: Cover): TiledMask {
  const { width, height } = way
  const across = tilesAcross(width)
  const tiles = new Map([...mask.tiles].map(([key, tile]) => [key, tile.slice()]))
  const corner = cornersOf(way)
  for (let top = 0; top < height; top += SQUARE)
    for (let left = 0; left < width; left += SQUARE) {
      const places = [
        { x: left, y: top },
        { x: left + SQUARE, y: top },
        { x: left, y: top + SQUARE },
        { x: left + SQUARE, y: top + SQUARE },
      ]
      const unseen = places.filter(({ x, y }) => corner(x, y) === null).length
      if (unseen === 0) continue
      const shares = places.map(cover)
      if (shares.every((share) => share === 0)) continue
      const isEven = unseen === 4 && shares.every((share) => share === 1)
      const key = Math.floor(top / MASK_TILE) * across + Math.floor(left / MASK_TILE)
      const tile = tiles.get(key) ?? new Uint8Array(MASK_TILE * MASK_TILE)
      tiles.set(key, tile)
      for (let y = top; y < Math.min(top + SQUARE, height); y++)
        for (let x = left; x < Math.min(left + SQUARE, width); x++) {
          const p = { x: x + 0.5, y: y + 0.5 }
          if (unseen < 4 && way.at(p)) continue
          const i = (y % MASK_TILE) * MASK_TILE + (x % MASK_TILE)
          tile[i] = Math.max(tile[i]!, isEven ? 255 : Math.round(255 * cover(p)))
        }
    }
  return { width, height, tiles }
}

/** A mask with that of the photo's own where it does not measure its skin, at the head's rim. */
export function withOwnRim(mask: TiledMask, own: TiledMask, way: WayBack): TiledMask {
  const across = tilesAcross(mask.width)
  const tiles = new Map<number, Uint8Array>()
  for (const [key, tile] of mask.tiles) {
    const left = (key % across) * MASK_TILE
    const top = Math.floor(key / across) * MASK_TILE
    const copy = tile.slice()
    for (let y = 0; y < MASK_TILE; y += SQUARE)
      for (let x = 0; x < MASK_TILE; x += SQUARE) {
        const ends = [x, x + SQUARE].flatMap((i) => [y, y + SQUARE].map((j) => ({ x: left + i, y: top + j })))
        const measured = ends.filter((p) => way.measures(p)).length
        if (measured === 4) continue
        for (let j = y; j < y + SQUARE; j++)
          for (let i = x; i < x + SQUARE; i++) {
            const p = { x: left + i, y: top + j }
            if (measured === 0 || !way.measures(p)) copy[j * MASK_TILE + i] = coverageAt(own, p.x, p.y)
          }
      }
    if (!isEmptyTile(copy)) tiles.set(key, copy)
  }
  return { ...mask, tiles }
}

/** Places that are looked at lie so many px apart, and so many of them make an edge: some cm of skin. */
const LOOK_EVERY = 32
const LEAST_EDGE = 8

/**
 * Whether what was carried to a photo breaks off where the other one ends to show the head: beside places that are covered lies
 * skin that it does not show, and that is not.
 */
export function breaksOff(way: WayBack, isCovered: (p: PointPx) => boolean): boolean {
  let places = 0
  for (let y = LOOK_EVERY; y < way.height; y += LOOK_EVERY)
    for (let x = LOOK_EVERY; x < way.width; x += LOOK_EVERY) {
      const p = { x, y }
      if (!isCovered(p) || !way.at(p)) continue
      const beside = [
        { x: x + LOOK_EVERY, y },
        { x: x - LOOK_EVERY, y },
        { x, y: y + LOOK_EVERY },
        { x, y: y - LOOK_EVERY },
      ]
      if (beside.some((q) => way.measures(q) && !isCovered(q) && !way.at(q))) places++
    }
  return places >= LEAST_EDGE
}

type Corner = PointPx | null

/** Each corner is asked for once by the rows that it lies between. */
function cornersOf(way: WayBack): (x: number, y: number) => Corner {
  let rows = new Map<number, Map<number, Corner>>()
  return (x, y) => {
    let row = rows.get(y)
    if (!row) {
      rows = new Map([...rows].slice(-1))
      rows.set(y, (row = new Map<number, Corner>()))
    }
    const known = row.get(x)
    if (known !== undefined) return known
    const at = way.at({ x, y })
    row.set(x, at)
    return at
  }
}

function touches(corners: readonly Corner[], { x, y, width, height }: RectPx): boolean {
  const box = boundsOf(corners.filter((p) => p !== null))
  return box !== null && box.x <= x + width && box.x + box.width >= x && box.y <= y + height && box.y + box.height >= y
}

function fillSquare(
  tile: Uint8Array,
  { left, top }: { readonly left: number; readonly top: number },
  [a, b, c, d]: readonly Corner[],
  covering: Covering,
  way: WayBack,
): void {
  const right = Math.min(left + SQUARE, way.width)
  const bottom = Math.min(top + SQUARE, way.height)
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const u = (x + 0.5 - left) / SQUARE
      const v = (y + 0.5 - top) / SQUARE
      const mix = (of: 'x' | 'y') => (1 - v) * ((1 - u) * a![of] + u * b![of]) + v * ((1 - u) * c![of] + u * d![of])
      // At the edge of what both photos show, each place for itself.
      const at = a && b && c && d ? { x: mix('x'), y: mix('y') } : way.at({ x: x + 0.5, y: y + 0.5 })
      if (!at) continue
      tile[(y % MASK_TILE) * MASK_TILE + (x % MASK_TILE)] = covering.coverageAt(Math.floor(at.x), Math.floor(at.y))
    }
}
