import { lengthErrorAt } from '../../geometry/headErrors.ts'
import { distance, type Band, type PointPx } from '../../geometry/points.ts'
import { steepnessOf } from '../../geometry/skinLength.ts'
import { SKIN_OVER_PLANE_ERROR } from '../../geometry/surface.ts'
import { lengthErrorOf, surfaceOf } from './calibration.ts'
import type { Design } from '../design.ts'
import { faceScaleOf } from './faceScale.ts'
import { fitOf } from '../head/head.ts'
import { faceFrame } from '../head/headOutline.ts'
import { PLACING_PX } from './scaleEvidence.ts'

/**
 * 90 % half width of one place on skin, mm: the edge of a hairline, a crease or the corner of an eye is no sharper, however
 * fine the photo (assumed; a dot and its halo are about as wide, simulation-model 4).
 */
const PLACING_MM = 0.5

type OnSkin = Pick<Design, 'scale' | 'marks' | 'photo' | 'head'>

/** What a length errs by through its two ends alone, 90 % half width, mm: on a coarse photo by its pixels. */
export const placingMm = (design: OnSkin): number =>
  Math.SQRT2 * Math.max(PLACING_MM, PLACING_PX * faceScaleOf(design).mmPerPx)

/** The two places of the photo that a length lies between. */
export type Way = readonly [PointPx, PointPx]

/**
 * 90 % half width of a length between two places of a design, mm: of what it stands on, of skin that turns away along it, on
 * a flat photo as far as heads differ in that, and of its own two ends.
 */
export const lengthHalfMm = (design: OnSkin, mm: number, way?: Way): number =>
  Math.hypot(mm * errorAlong(design, way), placingMm(design))

/** 90 % half width of a length, relative: along skin that is seen steeply it is the less sure. */
export function errorAlong(design: OnSkin, way: Way | undefined): number {
  const fit = fitOf(design)
  if (!way) return lengthErrorOf(design)
  return fit
    ? lengthErrorAt(fit, steepnessOf(surfaceOf(design), ...way))
    : Math.hypot(lengthErrorOf(design), SKIN_OVER_PLANE_ERROR * upShare(design, way))
}

/** How much of a way goes up the face, 0 to 1: widths of a flat photo are in its plane, its heights a mean head's. */
function upShare({ marks }: OnSkin, [a, b]: Way): number {
  const { toFace } = faceFrame(marks)
  const px = distance(a, b)
  return px === 0 ? 0 : Math.abs(toFace(b).y - toFace(a).y) / px
}

/** A length that errs by more than this is none to be told to anyone, relative (assumed). */
const MOST_LENGTH_ERROR = 0.25

/** Whether skin turns away so far along a way that its length is not measurable on the photo. */
export const isUnsure = (design: OnSkin, way: Way | undefined): boolean =>
  fitOf(design) !== null && errorAlong(design, way) > MOST_LENGTH_ERROR

/** Of lengths that are alike the one that the photo shows best. */
export const surestOf = (design: OnSkin, first: Way, other: Way): Way =>
  errorAlong(design, other) < errorAlong(design, first) ? other : first

/** The same about its length, which may lie below 0: so far before a place instead of behind it. */
export function lengthBand(design: OnSkin, mm: number, way?: Way): Band {
  const half = lengthHalfMm(design, mm, way)
  return { value: mm, low: mm - half, high: mm + half }
}
