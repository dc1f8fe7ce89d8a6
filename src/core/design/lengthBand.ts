import type { Band } from '../geometry/points.ts'
import { lengthErrorOf } from './calibration.ts'
import type { Design } from './design.ts'
import { faceScaleOf } from './faceScale.ts'
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

/** 90 % half width of a length between two places of a design, mm: of what it stands on, and of its own two ends. */
export const lengthHalfMm = (design: OnSkin, mm: number): number =>
  Math.hypot(mm * lengthErrorOf(design), placingMm(design))

/** The same about its length, which may lie below 0: so far before a place instead of behind it. */
export function lengthBand(design: OnSkin, mm: number): Band {
  const half = lengthHalfMm(design, mm)
  return { value: mm, low: mm - half, high: mm + half }
}
