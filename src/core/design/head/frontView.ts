import type { HeadFit, Vector } from '../../geometry/headFit.ts'
import { add3, headView, rotationOf, scale3, scalpAt, type HeadView } from '../../geometry/headModel.ts'
import { faceOnHead as faceInHead, onHead } from '../../geometry/headPriors.ts'
import { shareOnHead } from '../../geometry/headRim.ts'
import { rimDepth } from '../../geometry/headSkin.ts'
import type { PointPx } from '../../geometry/points.ts'
import type { Design, HeadOutline, Marks, Side } from '../design.ts'
import { fitOf, type HeadFront } from './head.ts'
import { usualHeadOf } from './headFitting.ts'
import { outlinePoint } from './headOutline.ts'
import { LEAST_RADIUS, MOST_RADIUS, OUTLINE_RADII } from './outlineRadii.ts'
import { viewOf, type PhotoView } from '../photoView.ts'

/**
 * Views that show a hairline, but not from the front: across the face and up from the brows their photo does not measure.
 * Lines are laid and measured there as a photo from the front would show them on the same head.
 */
const besideFront: readonly PhotoView[] = ['right45', 'left45', 'rightProfile', 'leftProfile', 'vertex']

export const isBesideFront = (design: Pick<Design, 'photo'>): boolean => besideFront.includes(viewOf(design))

const profiles: Partial<Record<PhotoView, Side>> = { rightProfile: 'right', leftProfile: 'left' }

/** The half of a line that a view shows alone. */
export const halfOf = (view: PhotoView): Side | undefined => profiles[view]

/** The head as a photo from the front has it; null for a view that is measured as it is. */
export function frontOf(design: Pick<Design, 'photo' | 'marks' | 'head'>): HeadFront | null {
  if (!isBesideFront(design)) return null
  const fit = fitOf(design)
  if (fit && design.head?.known) return design.head.known
  const head = headOf(design)
  return head && frontOn(head, design.marks)
}

/** The head that lines are laid on: the fitted one, else one as most are. */
export const headOf = (design: Pick<Design, 'photo' | 'marks' | 'head'>): HeadFit | null =>
  fitOf(design) ?? usualOf(design)

const usual = new WeakMap<Marks, { readonly photo: Design['photo']; readonly fit: HeadFit | null }>()

function usualOf(design: Pick<Design, 'photo' | 'marks'>): HeadFit | null {
  const { photo, marks } = design
  const known = usual.get(marks)
  if (known?.photo === photo) return known.fit
  const fit = usualHeadOf(design)
  usual.set(marks, { photo, fit })
  return fit
}

const fronts = new WeakMap<HeadFit, { readonly marks: Marks; readonly front: HeadFront }>()

function frontOn(fit: HeadFit, marks: Marks): HeadFront {
  const known = fronts.get(fit)
  if (known?.marks === marks) return known.front
  const front = seenFromFront(fit, marks)
  fronts.set(fit, { marks, front })
  return front
}

/** Bowed as heads are for a photo of their hairline: then the photo shows the skin round it squarely (assumed). */
const BOWED_RAD = (30 * Math.PI) / 180
const DISTANCE_MM = 1000
const MM_PER_PX = 0.1
const SIDE_PX = 4000
const SQUARENESS = 2.45

/** A photo from the front of a head that is known from elsewhere: its camera, and where the marks lie on it. */
function seenFromFront(fit: HeadFit, marks: Marks): HeadFront {
  const own = headView(fit)
  const depth = own.depthAt(marks.glabella)
  const glabella = add3(
    own.eye,
    scale3(own.sight(marks.glabella), Number.isNaN(depth) ? rimDepth(own, marks.glabella) : depth),
  )
  return photoFromFront(fit, glabella, BOWED_RAD)
}

/** @param glabella mm of the head frame */
export function photoFromFront(fit: HeadFit, [, up, forward]: Vector, bowedRad: number): HeadFront {
  const { axes } = fit
  const front: HeadFit = {
    ...fit,
    rotation: rotationOf(0, bowedRad, 0),
    position: [0, 0, DISTANCE_MM],
    focalPx: DISTANCE_MM / MM_PER_PX,
    cx: SIDE_PX / 2,
    cy: SIDE_PX / 2,
  }
  const view = headView(front)
  const seen = (place: Parameters<HeadView['seen']>[0]): PointPx => {
    const { x, y } = view.seen(place)
    return { x, y }
  }
  const chin = seen(onHead(axes, faceInHead.menton.at))
  return {
    fit: front,
    marks: {
      // On the head's own midline: from aside a mark errs across it.
      glabella: seen(scalpAt(axes, [0, up / axes.c, forward / axes.b])),
      midlineTilt: 0,
      eyeRight: seen(onHead(axes, faceInHead.eyeRight.at)),
      eyeLeft: seen(onHead(axes, faceInHead.eyeLeft.at)),
      outline: outlineOf(view, seen([0, 0, 0]), chin.y),
      checked: false,
    },
  }
}

/** The skull's rim, and below it down to the chin a face as the outline's form has it. */
function outlineOf(view: HeadView, middle: PointPx, chinY: number): HeadOutline {
  const reach = (way: PointPx): number => shareOnHead(view, middle, way) * Math.max(Math.abs(way.x), Math.abs(way.y))
  const top = middle.y - reach({ x: 0, y: -SIDE_PX })
  const centre = { x: middle.x, y: (top + chinY) / 2 }
  const plain = { centre, rx: reach({ x: SIDE_PX, y: 0 }), ry: (chinY - top) / 2, squareness: SQUARENESS }
  const radii = Array.from({ length: OUTLINE_RADII }, (_, i) => {
    const { x, y } = outlinePoint(plain, i / OUTLINE_RADII)
    // Below the head's middle the jaw is the rim, and no skull.
    if (centre.y - y * plain.ry > middle.y) return 1
    const far = { x: x * plain.rx * MOST_RADIUS, y: -y * plain.ry * MOST_RADIUS }
    return Math.max(LEAST_RADIUS, MOST_RADIUS * shareOnHead(view, centre, far))
  })
  return { ...plain, radii }
}
