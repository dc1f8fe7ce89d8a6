import type { Drawing } from './drawing.ts'
import type { Tile } from './engine.ts'
import { bitmapOf, type Pixels } from './photoLevels.ts'
import type { InkedTile } from './tiling.ts'
import type { Turn } from './turns.ts'

export const placeOf = ({ tx, ty }: Pick<InkedTile, 'tx' | 'ty'>): string => `${tx},${ty}`

export const bitmapsOf = (tiles: readonly Tile[]): ImageBitmap[] => tiles.flatMap(({ mips }) => [...mips])

/** How each place was drawn last at a coarser level. */
interface DrawnPlace {
  readonly look: string
  readonly level: number
  readonly pixels: Pixels
}

/**
 * Draws tiles of one coarser mip, to be shown together: one by one they would tear the picture. Remembers them: a finished
 * change is asked for while its preview is still being drawn.
 */
export function coarseDrawer() {
  const drawn = new Map<string, DrawnPlace>()
  /** Null once they are unwanted. */
  return async (
    drawing: Drawing,
    tiles: readonly InkedTile[],
    level: number,
    turn: Turn,
  ): Promise<readonly Tile[] | null> => {
    const bitmaps: Promise<ImageBitmap>[] = []
    for (const tile of tiles) {
      if (!(await turn())) {
        for (const bitmap of await Promise.all(bitmaps)) bitmap.close()
        return null
      }
      const place = placeOf(tile)
      const look = drawing.look(tile)
      const before = drawn.get(place)
      const isSame = before?.look === look && before.level === level
      const pixels = isSame ? before.pixels : drawing.sketch(tile, level)
      if (!isSame) drawn.set(place, { look, level, pixels })
      // Not waited for one by one: each would be a round through the event loop.
      bitmaps.push(bitmapOf(pixels))
    }
    const made = await Promise.all(bitmaps)
    return tiles.map(({ tx, ty }, i) => ({ tx, ty, mips: [made[i]!], finest: level }))
  }
}
