import { FORM_ERROR } from '../../geometry/headErrors.ts'
import type { Band } from '../../geometry/points.ts'
import type { Design } from '../design.ts'
import { fitOf } from '../head/head.ts'
import { fittedScaleError } from '../head/headFitting.ts'
import { errorAlong, placingMm, type Way } from './lengthBand.ts'

/**
 * What the band of a figure on the fitted head is made of: 90 % half widths, relative, each on its own, so that their squares
 * add to that of the whole.
 */
export interface ErrorShares {
  readonly whole: number
  readonly scale: number
  /** Heads are not the form that is fitted. */
  readonly form: number
  /** How far hair stands off the skull where the outline was laid on it. */
  readonly hair: number
  /** Where the skull's edge was marked, how the head is turned, and how far off the camera was. */
  readonly outline: number
}

function shares(whole: number, parts: Record<'form' | 'scale' | 'hair', number>): ErrorShares {
  const { form } = parts
  const byHair = Math.min(parts.hair, rest(whole, form))
  // The known size of heads speaks against a poor scale: then it errs by less than it says itself.
  const byScale = Math.min(parts.scale, rest(whole, form, byHair))
  return { whole, scale: byScale, form, hair: byHair, outline: rest(whole, form, byHair, byScale) }
}

const rest = (whole: number, ...parts: readonly number[]): number =>
  Math.sqrt(
    Math.max(
      0,
      parts.reduce((left, part) => left - part ** 2, whole ** 2),
    ),
  )

/** Of an area; `turning` is skin that turns away from the camera. Null where it is measured flat. */
export function areaErrorShares(design: Design, cm2: Band): (ErrorShares & { readonly turning: number }) | null {
  const fit = fitOf(design)
  if (!fit || cm2.value === 0) return null
  const whole = (cm2.high - cm2.low) / 2 / cm2.value
  const turning = Math.sqrt(Math.max(0, whole ** 2 - fit.areaError ** 2))
  // An area is a height by a breadth, and the scale errs in both.
  const parts = { form: FORM_ERROR.area, scale: 2 * fittedScaleError(design), hair: fit.hairError?.area ?? 0 }
  return { ...shares(fit.areaError, parts), whole, turning }
}

/**
 * Of a length; `turning` is skin that turns away along its way, beside `whole`, and `endsMm` by where its two ends were
 * marked, whatever the length, and in no other figure here.
 */
export function lengthErrorShares(
  design: Design,
  way?: Way,
): (ErrorShares & { readonly turning: number; readonly endsMm: number }) | null {
  const fit = fitOf(design)
  if (!fit) return null
  const turning = Math.sqrt(Math.max(0, errorAlong(design, way) ** 2 - fit.lengthError ** 2))
  const parts = { form: FORM_ERROR.length, scale: fittedScaleError(design), hair: fit.hairError?.length ?? 0 }
  return { ...shares(fit.lengthError, parts), turning, endsMm: placingMm(design) }
}
