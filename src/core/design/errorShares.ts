import { FORM_ERROR } from '../geometry/headErrors.ts'
import type { Band } from '../geometry/points.ts'
import type { Design } from './design.ts'
import { fitOf } from './head.ts'
import { fittedScaleError } from './headFitting.ts'
import { placingMm } from './lengthBand.ts'

/**
 * What the band of a figure on the fitted head is made of: 90 % half widths, relative, each on its own, so that their squares
 * add to that of the whole.
 */
export interface ErrorShares {
  readonly whole: number
  readonly scale: number
  /** Heads are not the form that is fitted. */
  readonly form: number
  /** Where the skull's edge was marked, how the head is turned, and how far off the camera was. */
  readonly outline: number
}

function shares(whole: number, form: number, scale: number): ErrorShares {
  const left = whole ** 2 - form ** 2
  // The known size of heads speaks against a poor scale: then it errs by less than it says itself.
  const byScale = Math.min(scale, Math.sqrt(Math.max(0, left)))
  return { whole, scale: byScale, form, outline: Math.sqrt(Math.max(0, left - byScale ** 2)) }
}

/** Of an area; `turning` is skin that turns away from the camera. Null where it is measured flat. */
export function areaErrorShares(design: Design, cm2: Band): (ErrorShares & { readonly turning: number }) | null {
  const fit = fitOf(design)
  if (!fit || cm2.value === 0) return null
  const whole = (cm2.high - cm2.low) / 2 / cm2.value
  const turning = Math.sqrt(Math.max(0, whole ** 2 - fit.areaError ** 2))
  // An area is a height by a breadth, and the scale errs in both.
  return { ...shares(fit.areaError, FORM_ERROR.area, 2 * fittedScaleError(design)), whole, turning }
}

/** Of a length; `endsMm` is by where its two ends were marked, whatever the length, and in no other figure here. */
export function lengthErrorShares(design: Design): (ErrorShares & { readonly endsMm: number }) | null {
  const fit = fitOf(design)
  return fit && { ...shares(fit.lengthError, FORM_ERROR.length, fittedScaleError(design)), endsMm: placingMm(design) }
}
