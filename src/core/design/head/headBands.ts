import { skinRatios, unmeasuredSize } from '../../geometry/headErrors.ts'
import type { Design } from '../design.ts'
import { BAND_RULE, fitOf, hasOldBands, type FoundHead, type HeadDesign } from './head.ts'
import { findHead } from './headFitting.ts'
import type { Ends, Frozen } from '../whatChanged.ts'

/**
 * Bands are worked out from what a design knows, and the rule for them becomes truer. A head that was found under an older
 * rule stays the head that the design is measured on, so that no dot and no figure moves; its bands are today's.
 */
export function withTodaysBands(design: Design): Design {
  const { head } = design
  if (!head || !('fit' in head.found) || !hasOldBands(design)) return design
  // Steps of a history mostly have one head.
  const key = JSON.stringify([design.photo, design.marks, design.scale, head])
  if (last?.key !== key) last = { key, head: { ...head, found: { ...head.found, ...todaysBands(design, head.found) } } }
  return { ...design, head: last.head }
}

/**
 * The same of a design with what was counted of it when it was frozen: its bands are as much wider as the head's are today,
 * and never narrower, for what they were made of is not kept.
 */
export function frozenWithTodaysBands<T extends Frozen>(frozen: T): T {
  const { figures } = frozen
  const design = withTodaysBands(frozen.design)
  const [before, today] = [fitOf(frozen.design), fitOf(design)]
  if (!figures?.bands || !before || !today) return { ...frozen, design }
  const area = Math.max(1, today.areaError / Math.max(LEAST_ERROR, before.areaError))
  const length = Math.max(1, today.lengthError / Math.max(LEAST_ERROR, before.lengthError))
  const bands = {
    heightMm: widened(figures.bands.heightMm, figures.heightMm, length),
    areaCm2: widened(figures.bands.areaCm2, figures.areaCm2, area),
    dots: widened(figures.bands.dots, figures.dots, area),
  }
  return { ...frozen, design, figures: { ...figures, bands } }
}

/** No head was ever known so well: what says so was not measured. */
const LEAST_ERROR = 0.005

const widened = ({ low, high }: Ends, value: number, by: number): Ends => ({
  low: Math.max(0, value - (value - low) * by),
  high: value + (high - value) * by,
})

let last: { readonly key: string; readonly head: HeadDesign } | null = null

type FoundFit = Extract<FoundHead, { readonly fit: unknown }>

function todaysBands(design: Design, { fit }: FoundFit): Pick<FoundFit, 'fit' | 'rule'> {
  const today = findHead(design)
  // Today it would not be trusted at all: then nothing says how large it is.
  const other =
    'fit' in today ? today.fit : { areaError: 2 * unmeasuredSize(false), lengthError: unmeasuredSize(false) }
  // What the two heads differ by is an error of the one that is kept.
  const off = 'fit' in today ? skinRatios(fit, today.fit) : { area: 1 + fit.areaError, length: 1 + fit.lengthError }
  const areaError = Math.hypot(other.areaError, off.area - 1)
  const lengthError = Math.hypot(other.lengthError, off.length - 1)
  const { hairError: _hair, tiltError: _tilt, ...head } = fit
  const { hairError, tiltError } = 'fit' in today ? today.fit : {}
  const others = { ...(hairError && { hairError }), ...(tiltError !== undefined && { tiltError }) }
  return { fit: { ...head, areaError, lengthError, ...others }, rule: BAND_RULE }
}
