import type { HeadAxes, HeadFit, Vector } from './headFit.ts'
import { FORM_LENGTH_SD } from './headErrors.ts'
import { add3, headView, scale3 } from './headModel.ts'
import type { Guess, HeadLandmark, HeadPhotoView } from './headPriors.ts'
import { Z90 } from './normalBand.ts'
import type { PointPx } from './points.ts'

/** What a photo tells of the head on it. All px are of the upright working copy. */
export interface HeadEvidence {
  /** Of the photo, px. */
  readonly width: number
  readonly height: number
  /** From the 35-mm focal length of the photo's record; null where it does not say. */
  readonly focalPx: number | null
  readonly view: HeadPhotoView
  /** On the skull's rim, 20-40 points, only where the skull itself is the rim: no ears, no face below the brows, no neck. */
  readonly outline: readonly PointPx[]
  /** The outline has a face's proportions and was not seen: the head is looked for near it, but it says nothing of the head. */
  readonly outlineGuessed?: boolean
  /** How far hair stands off the skull where the outline was laid on it, mm; absent where the outline lies on skin. */
  readonly hair?: Guess
  /**
   * mm per px of a plane parallel to the sensor at a place, and its relative sd; null where there is no scale yet. On the
   * eyes: the plane of the pupils. On the scalp: the skin seen at that place.
   */
  readonly scale: {
    readonly mmPerPx: number
    readonly relativeSd: number
    readonly at: PointPx
    readonly on: 'eyes' | 'scalp'
  } | null
  /** A length straight from one place of the scalp to another, in whatever direction they lie, mm, and its relative sd. */
  readonly chord?: { readonly a: PointPx; readonly b: PointPx; readonly mm: number; readonly relativeSd: number } | null
  /** Half of the head's breadth as another photo of it has that, mm. */
  readonly halfBreadth?: Guess
  readonly landmarks?: Readonly<Partial<Record<HeadLandmark, PointPx>>>
  /** The midline's turn, radians, clockwise the top goes to the right; null where it is not marked. */
  readonly midlineTilt?: number | null
  /**
   * On a view from aside: a place of the midline as it was marked, and its turn there as in `midlineTilt`. At the height of a
   * hairline the head's own midline is seen on this line.
   */
  readonly midline?: { readonly through: PointPx; readonly tilt: number } | null
  /** Half axes from another photo of the same head, mm, and their sd. */
  readonly knownAxes?: {
    readonly axes: HeadAxes
    readonly sd: number
    /** 90 % half width of its lengths by the hair at its own outline, relative: both photos show the same hair. */
    readonly hairError?: number
  }
  /** Where landmarks lie on another photo's fit of the same head, mm of its frame: then both have one frame. See knownFrom. */
  readonly knownFace?: Readonly<Partial<Record<HeadLandmark, Vector>>>
}

/** Of the same head on two photos, mm. */
const KNOWN_AXES_SD = 2

/**
 * What one fitted photo tells of the head on another one: its size, and where the marked landmarks lie on it. `hairInside` is
 * hair at that photo's outline that was fitted as if it were head, mm: then it is too large by that, and its bands do not say.
 */
export function knownFrom(
  fit: HeadFit,
  landmarks: Readonly<Partial<Record<HeadLandmark, PointPx>>>,
  hairInside?: Guess,
): Required<Pick<HeadEvidence, 'knownAxes' | 'knownFace'>> {
  const view = headView(fit)
  const face = (Object.entries(landmarks) as [HeadLandmark, PointPx][]).flatMap(([name, p]) => {
    const depth = view.depthAt(p)
    return lieOnForm.has(name) && !Number.isNaN(depth) ? [[name, add3(view.eye, scale3(view.sight(p), depth))]] : []
  })
  const hairSd = hairInside ? Math.hypot(hairInside.mean, hairInside.sd) / fit.axes.a : 0
  const size = Math.hypot(sizeSd(fit.lengthError), hairSd)
  const hairError = hairInside ? Z90 * hairSd : fit.hairError?.length
  const sd = Math.hypot(KNOWN_AXES_SD, fit.axes.b * size)
  return {
    knownAxes: { axes: fit.axes, sd, ...(hairError !== undefined && { hairError }) },
    knownFace: Object.fromEntries(face) as Partial<Record<HeadLandmark, Vector>>,
  }
}

/**
 * Relative sd of the size of a head by the 90 % half width of lengths on the photo that it is known from: it is known no better
 * than there. That no head is quite of the form is another matter.
 */
const sizeSd = (lengthError: number): number => Math.sqrt(Math.max(0, (lengthError / Z90) ** 2 - FORM_LENGTH_SD ** 2))

/**
 * How broad a head is by what another photo of it says.
 * @param breadthMm from side to side
 * @param lengthError 90 % half width of lengths on that photo, relative
 */
export function halfBreadthFrom(breadthMm: number, lengthError: number): Guess {
  const mean = breadthMm / 2
  return { mean, sd: Math.hypot(KNOWN_AXES_SD, mean * sizeSd(lengthError)) }
}

/** Landmarks of the skull's own form: eyes lie behind it, chin and ears stand off. */
const lieOnForm: ReadonlySet<HeadLandmark> = new Set(['glabella'])
