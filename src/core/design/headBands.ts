import { skinRatios, UNMEASURED_SIZE } from '../geometry/headErrors.ts'
import type { Design } from './design.ts'
import { BAND_RULE, hasOldBands, type FoundHead, type HeadDesign } from './head.ts'
import { findHead } from './headFitting.ts'

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

let last: { readonly key: string; readonly head: HeadDesign } | null = null

type FoundFit = Extract<FoundHead, { readonly fit: unknown }>

function todaysBands(design: Design, { fit }: FoundFit): Pick<FoundFit, 'fit' | 'rule'> {
  const today = findHead(design)
  // Today it would not be trusted at all: then nothing says how large it is.
  const other = 'fit' in today ? today.fit : { areaError: 2 * UNMEASURED_SIZE, lengthError: UNMEASURED_SIZE }
  // What the two heads differ by is an error of the one that is kept.
  const off = 'fit' in today ? skinRatios(fit, today.fit) : { area: 1 + fit.areaError, length: 1 + fit.lengthError }
  const areaError = Math.hypot(other.areaError, off.area - 1)
  const lengthError = Math.hypot(other.lengthError, off.length - 1)
  const { hairError: _before, ...head } = fit
  const hair = 'fit' in today && today.fit.hairError ? { hairError: today.fit.hairError } : {}
  return { fit: { ...head, areaError, lengthError, ...hair }, rule: BAND_RULE }
}
