import { Z90 } from '../../geometry/normalBand.ts'
import { distance, type Band } from '../../geometry/points.ts'
import type { KnownLength, Scale, ScaleSource } from '../design.ts'

/** What the lengths of a scale say together. */
export interface ScaleEvidence {
  readonly mmPerPx: Band
  /** Standard deviation of mm per px, relative. */
  readonly relativeSd: number
  /** The lengths that count, the one in hand first. */
  readonly counted: readonly KnownLength[]
  /** By how much the two that differ most do, relative, where that is more than their errors allow; else null. */
  readonly disagreement: number | null
}

/** 90 % half width of what adults differ by, relative. */
const acrossAdults = (meanMm: number, sdMm: number): number => (Z90 * sdMm) / meanMm

/** 90 % half width of the known length itself, relative. Card, ruler and sticker lie a little off the skin's plane. */
const sourceError: Readonly<Record<Exclude<ScaleSource, 'prescription'>, number>> = {
  card: 0.015,
  ruler: 0.02,
  sticker: 0.02,
  hairline: 0.01,
  caliper: 0.01,
  // Dodgson, Proc. SPIE 5291 (2004), doi 10.1117/12.529999, after the US Army's anthropometric survey of 1988.
  pupils: acrossAdults(63.4, 3.8),
  // White to white: Rüfer, Schröder, Erb, Cornea 24 (2005) 259-261.
  iris: acrossAdults(11.71, 0.42),
  // Its error is that of the head, and comes with it.
  head: 0,
  // Simulation-model 7.
  breadth: acrossAdults(152, 6),
}
/** An optician rounds to whole millimetres, and far and near differ. */
const PRESCRIPTION_ERROR_MM = 1
/** 90 % half width of placing one end point, px of the working copy. */
export const PLACING_PX = 2
/** Beyond this a band is no band. */
const MOST_ERROR = 0.9
/** A known length is being typed when it is less: it must not shrink the skin to nothing. */
const MIN_KNOWN_MM = 1
/** Chi-squared that one of twenty honest sets of lengths exceeds, by degrees of freedom from 1. */
const chiSquared95 = [3.84, 5.99, 7.81, 9.49, 11.07, 12.59, 14.07]

export const isMeasured = (length: KnownLength): boolean => !length.unplaced && !length.untold

const mmPerPxBy = ({ a, b, knownMm }: KnownLength): number =>
  Math.max(MIN_KNOWN_MM, knownMm) / Math.max(1, distance(a, b))

/** 90 % half width of mm per px by one length, relative: the length's own error and that of its points. */
export function lengthError(length: KnownLength): number {
  const { a, b, source, foundError = 0 } = length
  const known =
    source === 'prescription' ? PRESCRIPTION_ERROR_MM / Math.max(MIN_KNOWN_MM, length.knownMm) : sourceError[source]
  const placing = Math.max(foundError, (Math.SQRT2 * PLACING_PX) / Math.max(1, distance(a, b)))
  return Math.min(MOST_ERROR, Math.hypot(known, placing))
}

/** Those that are measured, one of each source. An average says nothing beside the patient's own figure of the same distance. */
function countedOf(scale: Scale): readonly KnownLength[] {
  const all = [scale, ...(scale.also ?? []).filter(({ source }) => source !== scale.source)]
  const measured = all.filter(isMeasured)
  const prescribed = measured.some(({ source }) => source === 'prescription')
  const counted = measured.filter(({ source }) => !(prescribed && source === 'pupils'))
  // Nothing is shown by a scale that is not measured, but dots need a size.
  return counted.length > 0 ? counted : [scale]
}

/**
 * mm per px by all lengths that count: their logarithms' mean, each by the inverse of its variance. Lengths that differ by
 * more than their errors allow widen the band as much as they do (Birge's ratio): one of them is wrong, and which is not known.
 */
export function scaleEvidence(scale: Scale): ScaleEvidence {
  const counted = countedOf(scale)
  const logs = counted.map((length) => Math.log(mmPerPxBy(length)))
  const weights = counted.map((length) => (Z90 / lengthError(length)) ** 2)
  const weight = weights.reduce((sum, w) => sum + w, 0)
  const mean = logs.reduce((sum, log, i) => sum + weights[i]! * log, 0) / weight
  const chiSquared = logs.reduce((sum, log, i) => sum + weights[i]! * (log - mean) ** 2, 0)
  const freedom = counted.length - 1
  const disagree = freedom > 0 && chiSquared > (chiSquared95[freedom - 1] ?? 2 * freedom)
  const widening = disagree ? Math.sqrt(chiSquared / freedom) : 1
  const error = Math.min(MOST_ERROR, (Z90 / Math.sqrt(weight)) * widening)
  // Logarithms differ between browsers in their last digits; what decides where dots lie must not.
  const value = counted.length > 1 ? Number(Math.exp(mean).toPrecision(10)) : mmPerPxBy(counted[0]!)
  return {
    mmPerPx: { value, low: value * (1 - error), high: value * (1 + error) },
    relativeSd: error / Z90,
    counted,
    disagreement: disagree ? Math.exp(Math.max(...logs) - Math.min(...logs)) - 1 : null,
  }
}
