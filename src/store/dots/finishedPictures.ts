import type { Design } from '../../core/design/design.ts'
import { endReversal } from '../../core/design/reversal.ts'
import type { Band } from '../../core/geometry/points.ts'
import type { FillResult, HairLoss, PictureId } from '../../worker/engine.ts'
import { closeTiles, type TileSet } from './pictures.ts'
import { sameDots, samePlaces } from './sameDots.ts'

export interface FinishedPicture extends FillResult {
  readonly hairLoss: HairLoss | null
  readonly design: Design
  readonly id: PictureId
  readonly tiles: TileSet
}

/** Pictures of the last designs, newest last, so that undo shows them at once. */
let finished: FinishedPicture[] = []
const KEPT_PICTURES = 3
const LAST_SITTING = 3

export function keepFinished(picture: FinishedPicture): void {
  finished.push(picture)
  while (finished.length > KEPT_PICTURES) closeTiles(finished.shift()?.tiles ?? null)
}

export function forgetFinished(): void {
  for (const { tiles } of finished) closeTiles(tiles)
  finished = []
}

/** The picture with these very dots, where it is kept. */
export const finishedOf = (design: Design): FinishedPicture | undefined =>
  finished.find((f) => sameDots(f.design, design))

export const resultOf = ({ dots, areaCm2 }: FillResult): FillResult => ({ dots, areaCm2 })

/** Dots and area of a design whose picture is finished; null for any other. */
export function figuresOfFill(design: Design): FillResult | null {
  const known = finishedOf(endReversal(design))
  return known ? resultOf(known) : null
}

/** All dots that were drawn for a design, over all sittings; null where no picture with these dots was finished. */
export function countedDots(design: Design): Band | null {
  const known = finished.findLast(({ design: { photo, fill, reversal }, design: drawn }) => {
    const isWhole = fill.filled && fill.sitting === LAST_SITTING && reversal === null
    return isWhole && photo.hash === design.photo.hash && samePlaces(drawn, design)
  })
  return known?.dots ?? null
}
