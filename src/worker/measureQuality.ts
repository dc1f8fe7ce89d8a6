import type { Marks } from '../core/design/design.ts'
import { photoQuality, type PhotoQuality } from '../core/pixels/photoQuality.ts'
import type { PhotoPixels } from './photoLevels.ts'

/** Breadth of the head in the copy that is looked at, px: finer than this, grain would pass for detail. */
const HEAD_PX = 1000

/** How the photo was taken, judged on the head that the marks outline. */
export function measureQuality({ outline }: Marks, photo: PhotoPixels): PhotoQuality {
  const level = Math.max(0, Math.round(Math.log2((2 * outline.rx) / HEAD_PX)))
  const size = 2 ** level
  const { x, y } = outline.centre
  const head = { x: x / size, y: y / size, rx: outline.rx / size, ry: outline.ry / size }
  // Held for the screen as well.
  return photoQuality(photo.level(level), head, photo.level(level + 2))
}
