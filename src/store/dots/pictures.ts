import { heldLevel, TILE_PX, type Tile } from '../../worker/engine.ts'
import { finerFrom, finerHeld, forgetFiner, whenFinerCome, type FinerSource } from './finerTiles.ts'

/** Side of a tile of the pictures below, photo px. */
export const pictureTilePx = TILE_PX

/** Finished tiles by place. Bitmaps live outside React and outside the stores: the canvas draws them as they come. */
export type TileSet = Map<string, Tile>

const keyOf = (tx: number, ty: number) => `${tx},${ty}`

let photo: TileSet = new Map()
let extent: { width: number; height: number } | null = null
/** The finished picture of the design, the one that Cancel comes back to. */
let finished: TileSet | null = null
/** A quick whole picture at one mip level while a slider moves. */
let preview: TileSet | null = null
/** Tiles of the fill that runs, over whatever was there. */
let incoming: TileSet | null = null
let changes = 0
const listeners = new Set<() => void>()
whenFinerCome(changed)

function changed(): void {
  changes++
  for (const listener of listeners) listener()
}

/** In how many sets a tile is: pictures share the tiles that an edit left alone. */
const holders = new WeakMap<Tile, number>()

function release(tile: Tile): void {
  const left = (holders.get(tile) ?? 1) - 1
  holders.set(tile, left)
  if (left > 0) return
  forgetFiner(tile)
  for (const bitmap of tile.mips) bitmap.close()
}

export function putTile(set: TileSet, tile: Tile): void {
  const key = keyOf(tile.tx, tile.ty)
  const former = set.get(key)
  holders.set(tile, (holders.get(tile) ?? 0) + 1)
  set.set(key, tile)
  // A replaced worker sends its tiles again.
  if (former) release(former)
}

/** Adds the tiles of another set at these places. */
export function shareTiles(set: TileSet, from: TileSet | null, places: readonly string[]): void {
  for (const place of places) {
    const tile = from?.get(place)
    if (tile) putTile(set, tile)
  }
}

export function closeTiles(set: TileSet | null): void {
  for (const tile of set?.values() ?? []) release(tile)
}

export const pictures = {
  photoTile: (tx: number, ty: number): Tile | undefined => photo.get(keyOf(tx, ty)),
  /** The newest picture of the design here; undefined where the photo is unchanged. */
  designTile(tx: number, ty: number): Tile | undefined {
    const key = keyOf(tx, ty)
    return incoming?.get(key) ?? (preview ?? finished)?.get(key)
  },
  size: () => extent,
  version: () => changes,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

export function startPhoto(width: number, height: number): void {
  closeTiles(photo)
  closeTiles(preview)
  closeTiles(incoming)
  photo = new Map()
  extent = { width, height }
  finished = preview = incoming = null
  changed()
}

/** @param source where it is seen close by */
export function addPhotoTile(tile: Tile, source: FinerSource): void {
  putTile(photo, tile)
  finerFrom(tile, source)
  changed()
}

export function startIncoming(): void {
  closeTiles(incoming)
  incoming = new Map()
}

export function addIncoming(tiles: readonly Tile[]): void {
  const from = extent ? heldLevel(extent) : 0
  if (incoming) for (const tile of tiles) putTile(incoming, finerHeld(tile, from))
  changed()
}

/**
 * Makes the incoming tiles, and those of the former picture at the places that it shares, the picture; gives them back so
 * that undo can show them again.
 * @param source where they are seen close by
 */
export function finishIncoming(base: TileSet | null, kept: readonly string[], source: FinerSource): TileSet {
  const done = incoming ?? new Map<string, Tile>()
  shareTiles(done, base, kept)
  for (const tile of done.values()) finerFrom(tile, source)
  incoming = null
  closeTiles(preview)
  preview = null
  finished = done
  changed()
  return done
}

/** Back to the former picture. */
export function dropIncoming(): void {
  closeTiles(incoming)
  closeTiles(preview)
  incoming = preview = null
  changed()
}

export function showPreview(set: TileSet): void {
  // A half-done fill would cover the newer preview.
  closeTiles(incoming)
  closeTiles(preview)
  incoming = null
  preview = set
  changed()
}

/** Shows a finished picture from before, or the photo alone. */
export function showFinished(set: TileSet | null): void {
  dropIncoming()
  finished = set
  changed()
}
