import { areaHelper } from './areaHelp.ts'
import { coarseDrawer } from './coarseTiles.ts'
import { drawer, skinMeasurer } from './drawing.ts'
import { groundMemory } from './grounds.ts'
import { hairLoser } from './hairLoss.ts'
import { knownParts } from './knownParts.ts'
import { matcher } from './matching.ts'
import { packedLevels } from './packedLevels.ts'
import type { PhotoPixels, Pixels } from './photoLevels.ts'
import { placer } from './placing.ts'
import { reverser } from './reversing.ts'

/** The current photo with everything that is known of it. Opening another one replaces it as a whole. */
export interface OpenPhoto extends PhotoPixels {
  readonly hash: string
  readonly known: ReturnType<typeof knownParts>
  readonly place: ReturnType<typeof placer>
  readonly drawingOf: ReturnType<typeof drawer>
  readonly losing: ReturnType<typeof hairLoser>
  readonly matching: ReturnType<typeof matcher>
  readonly reversing: ReturnType<typeof reverser>
  readonly coarseTiles: ReturnType<typeof coarseDrawer>
  readonly area: ReturnType<typeof areaHelper>
}

/** A photo that has just been read. `isOpen` tells whether it still is the current one. */
export function currentPhoto(hash: string, working: Pixels, isOpen: () => boolean): OpenPhoto {
  const { width, height } = working
  const pixels = { width, height, ...packedLevels(working, isOpen) }
  const skinOf = skinMeasurer(pixels)
  const groundAt = groundMemory(pixels)
  return {
    hash,
    ...pixels,
    known: knownParts(),
    place: placer(),
    drawingOf: drawer(pixels, skinOf, groundAt),
    losing: hairLoser(pixels, skinOf),
    matching: matcher(pixels, skinOf),
    reversing: reverser(pixels, skinOf, groundAt, isOpen),
    coarseTiles: coarseDrawer(),
    area: areaHelper(pixels),
  }
}
