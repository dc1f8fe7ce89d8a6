import { frameOf, turnOf, type Adjustments } from '../../core/design/adjustments.ts'
import { areaSlots } from '../../core/design/areas/areas.ts'
import type { Design, Marks } from '../../core/design/design.ts'
import { faceFrame } from '../../core/design/head/headOutline.ts'
import { isFree, linesOf } from '../../core/design/lines/lines.ts'
import { viewOf } from '../../core/design/photoView.ts'
import { faceHeightPx } from '../../core/design/scale/marks.ts'
import { isEmpty } from '../../core/pixels/maskCompare.ts'
import type { CoverLine, PictureOptions } from '../../worker/engine.ts'
import { certainScalpEnd } from '../visits/coverCrop.ts'
import { areBrowsKnown, isEdgeKnown, showsFace } from '../visits/faceKnown.ts'

/** How a face is hidden in pictures that leave the house. */
export interface FaceCover {
  /**
   * `none`: the view shows no face. `belowBrows`, `belowScalp`: all below the brows, or, while nobody knows these, below what
   * is certainly scalp. `eyes`: of work on the lower face, which the other covers would hide.
   */
  readonly how: 'none' | 'belowBrows' | 'belowScalp' | 'eyes'
  /** Whether it certainly hides the face: neither marks nor an edge of the head may be known yet. */
  readonly sure: boolean
  readonly marks: Marks
}

/**
 * How the face is hidden in pictures of the open photo.
 * @param open the working design: it says last what the photo shows
 * @param shown what is drawn, null for the photo alone: it says where the work is
 */
export function faceCoverOf(open: Design, shown: readonly (Design | null)[]): FaceCover {
  const view = viewOf(open)
  const drawn = shown.filter((design) => design !== null)
  // Of one photo, wherever somebody has looked.
  const marks = [open, ...drawn].find((design) => areBrowsKnown(design.marks))?.marks ?? open.marks
  if (!showsFace(view)) return { how: 'none', sure: true, marks }
  const known = areBrowsKnown(marks)
  if ((drawn.length > 0 ? drawn : [open]).some(isOnLowerFace)) return { how: 'eyes', sure: known, marks }
  return known
    ? { how: 'belowBrows', sure: true, marks }
    : { how: 'belowScalp', sure: isEdgeKnown(marks.outline), marks }
}

/** Whether a face may be seen in a picture, with or without the cover. */
export const isFaceSeen = ({ how, sure }: FaceCover, covered: boolean): boolean => how !== 'none' && !(covered && sure)

/** Whether the work is on the lower face: by the view, a line, or an area that is painted there. */
const isOnLowerFace = (design: Design): boolean =>
  viewOf(design) === 'lowerFace' ||
  linesOf(design).some((line) => isFree(line) && line.kind !== 'free') ||
  areaSlots(design).some(({ area }) => {
    const { role, add } = area ?? design.area
    return role === 'beard' && !isEmpty(add)
  })

/** Of the face's height: how far the cover of the eyes reaches above the brows and below the eyes. */
const ABOVE_BROWS = 0.08
const BELOW_EYES = 0.09

/**
 * The cover as it is drawn.
 * @param photo its size, px
 * @param looks how each picture is looked at
 */
export function coverLines(
  { how, marks }: FaceCover,
  photo: { readonly width: number; readonly height: number },
  looks: readonly Adjustments[],
): Pick<PictureOptions, 'coverBelow' | 'coverBetween' | 'crop'> {
  const face = faceHeightPx(marks)
  switch (how) {
    case 'none':
      return {}
    case 'eyes': {
      const { toFace, toPhoto } = faceFrame(marks)
      const eyes = (toFace(marks.eyeRight).y + toFace(marks.eyeLeft).y) / 2
      const line = (y: number): CoverLine => ({ ...toPhoto({ x: 0, y }), tilt: marks.midlineTilt })
      return { coverBetween: [line(face * ABOVE_BROWS), line(eyes - face * BELOW_EYES)] }
    }
    case 'belowBrows': {
      const { x, y } = marks.glabella
      return coveredBelow({ x, y: y - face * 0.02, tilt: marks.midlineTilt }, photo, looks)
    }
    case 'belowScalp': {
      const line = { x: marks.outline.centre.x, y: certainScalpEnd(marks.outline, photo.height), tilt: 0 }
      return coveredBelow(line, photo, looks)
    }
  }
}

/** Covers what lies below a line, and cuts the picture off a little below it: room for the caption alone. */
function coveredBelow(
  line: CoverLine,
  photo: { readonly width: number; readonly height: number },
  looks: readonly Adjustments[],
): Pick<PictureOptions, 'coverBelow' | 'crop'> {
  const bottoms = looks.map((look) => {
    const frame = frameOf(photo, look)
    const turn = turnOf(photo, look.straightenDeg)
    const { x, y } = turn ? turn.toPicture(line) : line
    const tilt = line.tilt + (turn?.angleRad ?? 0)
    return y + Math.abs(Math.tan(tilt)) * Math.max(x - frame.x, frame.x + frame.width - x)
  })
  const bottom = Math.min(photo.height, Math.max(...bottoms) + photo.width * 0.06)
  return { coverBelow: line, crop: { x: 0, y: 0, width: photo.width, height: bottom } }
}
