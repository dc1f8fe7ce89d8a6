import type { HeadOutline, Marks } from '../core/design/design.ts'
import { searchOutline } from '../core/design/head/outlineSearch.ts'
import type { Pixels } from './photoLevels.ts'

/** Long side of the copy that is looked at, px: an edge is found to a part of a pixel, and hair is only a tone. */
const LONG_SIDE_PX = 500

/** The outline on the head's edge; null where no edge is plainly seen. */
export function findOutline(
  marks: Marks,
  photo: { readonly width: number; readonly height: number; readonly level: (level: number) => Pixels },
): HeadOutline | null {
  const level = Math.max(0, Math.round(Math.log2(Math.max(photo.width, photo.height) / LONG_SIDE_PX)))
  return searchOutline({ ...photo.level(level), px: 2 ** level }, marks)
}
