import type { Marks } from '../../core/design/design.ts'
import { faceHeightPx } from '../../core/design/scale/marks.ts'
import type { PhotoView } from '../../core/design/photoView.ts'

/** What of a photo a card shows: the scalp above the brows, or of a lower face what lies below the eyes. */
export type CoverPart = 'scalp' | 'lowerFace'

export const coverPartOf = (view: PhotoView): CoverPart => (view === 'lowerFace' ? 'lowerFace' : 'scalp')

export const coverCrop = (part: CoverPart, marks: Marks, width: number, height: number) =>
  part === 'scalp' ? scalpCrop(marks, width, height) : lowerFaceCrop(marks, width, height)

/** Above the brows, of the face's height. */
const ABOVE_BROWS = 0.045
/** How much of the way from the crown to the brows is shown while nobody knows where these are. */
const CERTAINLY_SCALP = 0.55

/**
 * The scalp alone: from the top of the picture to a little above the brows, so that a card shows no face. Brows that were only
 * guessed may lie lower than the eyes: then it ends well above them.
 */
export function scalpCrop(marks: Marks, width: number, height: number) {
  const { centre, rx, ry } = marks.outline
  const crown = Math.max(0, Math.min(centre.y - ry * 1.12, height - 64))
  const known = marks.checked || marks.found
  const end = known
    ? marks.glabella.y - faceHeightPx(marks) * ABOVE_BROWS
    : crown + CERTAINLY_SCALP * (marks.glabella.y - crown)
  const brows = Math.min(height, Math.max(crown + 64, end))
  // As wide as the head with some air, so that a card shows a scalp and not a forehead.
  const wanted = Math.max((brows - crown) * (4 / 3), rx * 2.5)
  const top = Math.max(0, Math.min(crown, brows - wanted * (3 / 4)))
  const x = Math.max(0, Math.min(width - wanted, marks.glabella.x - wanted / 2))
  return { x, y: top, width: Math.min(width - x, wanted), height: brows - top }
}

/** From below the eyes to under the chin: a beard without who wears it. */
export function lowerFaceCrop(marks: Marks, width: number, height: number) {
  const face = faceHeightPx(marks)
  const eyes = Math.max(marks.eyeRight.y, marks.eyeLeft.y)
  const top = Math.max(0, Math.min(eyes + face * 0.09, height - 64))
  const chin = Math.min(height, Math.max(top + 64, marks.outline.centre.y + marks.outline.ry * 1.06))
  const wanted = (chin - top) * (4 / 3)
  const x = Math.max(0, Math.min(width - wanted, marks.glabella.x - wanted / 2))
  return { x, y: top, width: Math.min(width - x, wanted), height: chin - top }
}
