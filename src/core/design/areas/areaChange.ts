import { rasterPolygon } from '../../geometry/polygon.ts'
import type { RectPx } from '../../geometry/points.ts'
import { isEmptyTile } from '../../pixels/maskCompare.ts'
import { withTiles } from '../../pixels/maskPaint.ts'
import { MASK_TILE, tilesAcross } from '../../pixels/tiledMask.ts'
import { markedEdited } from '../carry/carriedMarks.ts'
import { proposedAreaPolygon, without, type AreaOf } from './area.ts'
import type { AreaDesign } from '../design.ts'

type TileChanges = ReadonlyMap<number, Uint8Array | null>

/** Hand work that makes an area another one: tiles to put in, null takes one away. */
export interface AreaChange {
  readonly add: TileChanges
  readonly subtract: TileChanges
}

export const withChange = (area: AreaDesign, { add, subtract }: AreaChange): AreaDesign =>
  add.size + subtract.size === 0
    ? area
    : markedEdited({ ...area, add: withTiles(area.add, add), subtract: withTiles(area.subtract, subtract) }, area)

/** One mask tile's place on the photo, by pixels. */
export interface TilePlace {
  readonly key: number
  readonly left: number
  readonly top: number
  readonly step: 1
  readonly width: number
  readonly height: number
}

/** The mask tiles that a rectangle touches. */
export function placesOver(
  box: RectPx,
  { width, height }: { readonly width: number; readonly height: number },
): TilePlace[] {
  const across = tilesAcross(width)
  const down = Math.ceil(height / MASK_TILE)
  const inside = (v: number, tiles: number) => Math.min(tiles - 1, Math.max(0, Math.floor(v / MASK_TILE)))
  const places: TilePlace[] = []
  for (let ty = inside(box.y, down); ty <= inside(box.y + box.height, down); ty++) {
    for (let tx = inside(box.x, across); tx <= inside(box.x + box.width, across); tx++) {
      const [left, top] = [tx * MASK_TILE, ty * MASK_TILE]
      places.push({ key: ty * across + tx, left, top, step: 1, width: MASK_TILE, height: MASK_TILE })
    }
  }
  return places
}

/**
 * The hand work with which an area becomes what is wanted, to one of 255 at each pixel. The proposal itself stays, and so do
 * exclusions, which are taken off afterwards; hand work under pixels that keep their value is left as it is.
 * @param wanted coverage of a place before exclusions, from what it is now; that array itself, or null, keeps it
 */
export function areaChange(
  design: AreaOf,
  box: RectPx,
  wanted: (place: TilePlace, now: Uint8Array) => Uint8Array | null,
): AreaChange {
  const { area, photo } = design
  const polygon = area.proposed ? proposedAreaPolygon(design) : []
  const add = new Map<number, Uint8Array | null>()
  const subtract = new Map<number, Uint8Array | null>()
  for (const place of placesOver(box, photo)) {
    const proposed = rasterPolygon(polygon, place)
    clearBeyond(proposed, place, photo)
    const hand = { add: area.add.tiles.get(place.key), subtract: area.subtract.tiles.get(place.key) }
    const now = composed(proposed, hand)
    const target = wanted(place, now)
    if (!target || target === now) continue
    clearBeyond(target, place, photo)
    const changed = rewritten(proposed, hand, now, target)
    if (!changed) continue
    add.set(place.key, isEmptyTile(changed.add) ? null : changed.add)
    subtract.set(place.key, isEmptyTile(changed.subtract) ? null : changed.subtract)
  }
  return { add, subtract }
}

interface HandTile {
  readonly add: Uint8Array | undefined
  readonly subtract: Uint8Array | undefined
}

function composed(proposed: Uint8Array, { add, subtract }: HandTile): Uint8Array {
  const now = proposed.slice()
  if (add) for (let i = 0; i < now.length; i++) now[i] = Math.max(now[i]!, add[i]!)
  if (subtract) for (let i = 0; i < now.length; i++) now[i] = without(now[i]!, subtract[i]!)
  return now
}

/** Null where nothing is to be changed. */
function rewritten(
  proposed: Uint8Array,
  { add, subtract }: HandTile,
  now: Uint8Array,
  target: Uint8Array,
): { readonly add: Uint8Array; readonly subtract: Uint8Array } | null {
  let first = 0
  while (first < now.length && now[first] === target[first]) first++
  if (first === now.length) return null
  const added = add?.slice() ?? new Uint8Array(now.length)
  const taken = subtract?.slice() ?? new Uint8Array(now.length)
  for (let i = first; i < now.length; i++) {
    const want = target[i]!
    if (now[i] === want) continue
    const there = proposed[i]!
    added[i] = want > there ? want : Math.min(added[i]!, want)
    taken[i] = want < there ? 255 - Math.round((255 * want) / there) : 0
  }
  return { add: added, subtract: taken }
}

/** Bytes beyond the photo's right and lower edge stay 0. */
function clearBeyond(
  tile: Uint8Array,
  { left, top, width, height }: TilePlace,
  photo: { readonly width: number; readonly height: number },
): void {
  if (left + width <= photo.width && top + height <= photo.height) return
  for (let y = 0; y < height; y++) {
    const from = top + y < photo.height ? Math.max(0, Math.min(width, photo.width - left)) : 0
    tile.fill(0, y * width + from, (y + 1) * width)
  }
}
