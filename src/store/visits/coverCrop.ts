import type { HeadOutline, Marks } from '../../core/design/design.ts'
import { faceHeightPx } from '../../core/design/scale/marks.ts'
import type { PhotoView } from '../../core/design/photoView.ts'
import type { RectPx } from '../../core/geometry/points.ts'
import { areBrowsKnown, coverPartOf, isFaceLeftOut, showsFace } from './faceKnown.ts'

/** What of a photo its card shows, px of the photo, and how large at most it is drawn, px. */
export interface CoverShown {
  readonly crop: RectPx
  readonly maxSide: number
}

const LONGEST_SIDE_PX = 640
/** Of a face nobody is known by so few. */
const UNKNOWN_SIDE_PX = 6
/** Width of a card, of its height. */
const SHAPE = 4 / 3
const LEAST_PX = 64

/**
 * What of a photo its card shows. Where neither brows nor an edge of the head are known nobody can say where a face ends: the
 * card is then so coarse that it shows the light of a photo and no one's face.
 */
export function coverOf(view: PhotoView, marks: Marks, width: number, height: number): CoverShown {
  const part = coverPartOf(view)
  const crop = part === 'scalp' ? scalpCrop(view, marks, width, height) : lowerFaceCrop(marks, width, height)
  return { crop, maxSide: isFaceLeftOut(view, marks) ? LONGEST_SIDE_PX : UNKNOWN_SIDE_PX }
}

/** Above the brows, of the face's height. */
const ABOVE_BROWS = 0.045
/** As far below the top of a head there is scalp, of half its breadth: what is certain of a face, and what is shown of the others. */
const CERTAINLY_SCALP = 0.66
const SCALP_OF: Readonly<Partial<Record<PhotoView, number>>> = { vertex: 1.5, partLine: 1.5, crown: 1.3 }
/** Of a card's height, what stands above the head. */
const AIR = 0.13
/** Breadth of what is shown, of half the head's. */
const NARROWEST = 1.25
const WIDEST = 2.7
/** A head that is turned shows its face on one side: while nobody knows where it begins the card looks at the other one, of half the head's breadth. */
const ASIDE: Readonly<Partial<Record<PhotoView, number>>> = {
  right45: -0.2,
  left45: 0.2,
  rightProfile: -0.4,
  leftProfile: 0.4,
}

/** Top of a head in a photo, px. */
const crownOf = ({ centre, ry }: HeadOutline, height: number): number =>
  Math.max(0, Math.min(centre.y - ry, height - LEAST_PX))

/** Down to where a head that is seen with its face is certainly scalp, px of a photo of some height. */
export const certainScalpEnd = (outline: HeadOutline, height: number): number =>
  crownOf(outline, height) + CERTAINLY_SCALP * outline.rx

/**
 * The scalp alone, in the middle of the card and filling it: from a little above the head to a little above the brows. Brows
 * that were only guessed may lie lower than the eyes: then it ends well above them.
 */
export function scalpCrop(view: PhotoView, marks: Marks, width: number, height: number): RectPx {
  const { centre, rx } = marks.outline
  const crown = crownOf(marks.outline, height)
  const known = areBrowsKnown(marks)
  const certain = crown + (SCALP_OF[view] ?? CERTAINLY_SCALP) * rx
  const aboveBrows = marks.glabella.y - faceHeightPx(marks) * ABOVE_BROWS
  const end = !showsFace(view) ? (known ? Math.min(aboveBrows, certain) : certain) : known ? aboveBrows : certain
  const bottom = Math.min(height, Math.max(crown + LEAST_PX, end))
  const wanted = Math.max(NARROWEST * rx, Math.min(WIDEST * rx, ((bottom - crown) / (1 - AIR)) * SHAPE))
  const middle = centre.x + (known ? 0 : (ASIDE[view] ?? 0) * rx)
  return endingAt(bottom, middle, wanted, width, height)
}

/** From below the eyes to under the chin: a beard without who wears it. */
export function lowerFaceCrop(marks: Marks, width: number, height: number): RectPx {
  const face = faceHeightPx(marks)
  const eyes = Math.max(marks.eyeRight.y, marks.eyeLeft.y)
  const top = Math.max(0, Math.min(eyes + face * 0.09, height - LEAST_PX))
  const chin = Math.min(height, Math.max(top + LEAST_PX, marks.outline.centre.y + marks.outline.ry * 1.06))
  const wanted = (chin - top) * SHAPE
  const x = Math.max(0, Math.min(width - wanted, marks.glabella.x - wanted / 2))
  return { x, y: top, width: Math.min(width - x, wanted), height: chin - top }
}

/** A card's rectangle above a line, as large as wanted and as the photo allows. */
function endingAt(bottom: number, middle: number, wanted: number, width: number, height: number): RectPx {
  const across = Math.min(width, wanted)
  const x = Math.max(0, Math.min(width - across, middle - across / 2))
  const y = Math.max(0, Math.min(height, bottom) - across / SHAPE)
  return { x, y, width: across, height: bottom - y }
}
