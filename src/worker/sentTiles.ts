import { releaseProxy, transfer, type ProxyMethods } from 'comlink'
import { TILE_PX, type Tile, type TilePlace } from './engine.ts'
import { LEVELS, partOf, tileRect, type PhotoPixels } from './photoLevels.ts'
import type { LevelRect } from './pictureLayout.ts'
import type { Turn } from './turns.ts'

/** A function of the page. It comes as a proxy whose port is given back after use; in tests it may be a plain function. */
export type Callback<A> = ((argument: A) => unknown) & Partial<Pick<ProxyMethods, typeof releaseProxy>>

export const imageOf = (photo: PhotoPixels, level: number, rect: LevelRect): ImageData =>
  new ImageData(partOf(photo, level, rect), rect.width, rect.height)

export function everyPlace({ width, height }: PhotoPixels): TilePlace[] {
  const across = Math.ceil(width / TILE_PX)
  const down = Math.ceil(height / TILE_PX)
  return Array.from({ length: across * down }, (_, tile) => ({ tx: tile % across, ty: Math.floor(tile / across) }))
}

/** Makes tiles and sends them one after the other, until they are unwanted; then the way to the page is given back. */
export async function sendEach(
  places: readonly TilePlace[],
  make: (place: TilePlace) => Promise<Tile | null>,
  onTile: Callback<Tile>,
  turn: Turn,
): Promise<void> {
  const sent: unknown[] = []
  for (const place of places) {
    if (!(await turn())) break
    const tile = await make(place)
    if (tile) sent.push(onTile(transfer(tile, [...tile.mips])))
  }
  await Promise.allSettled(sent)
  onTile[releaseProxy]?.()
}

/** The photo's own tile: its mips are cut from the photo's levels, so that neighbours share no seam. */
export async function photoMips(
  photo: PhotoPixels,
  { tx, ty }: TilePlace,
  finest: number,
  coarsest = LEVELS - 1,
): Promise<Tile> {
  const levels = Array.from({ length: coarsest + 1 - finest }, (_, i) => finest + i)
  const mips = await Promise.all(
    levels.map((level) => createImageBitmap(imageOf(photo, level, tileRect(tx, ty, photo, level)))),
  )
  return { tx, ty, mips, finest }
}
