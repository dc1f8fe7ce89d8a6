import { smoothStep } from '../sampling/noise.ts'

/** Share of the full density at the line and behind the sparse edge; simulation-model 2: the first is assumed. */
const AT_LINE = 0.12
export const BEHIND_EDGE = 0.7
/** The temples stay thinner (simulation-model 1: temple apex .60). */
export const BEHIND_TEMPLE_EDGE = 0.6
/** The temples' sparse edge is wider: 12 mm where the front has 8. */
export const TEMPLE_WIDTH_FACTOR = 1.5
/** Width of the zone behind the sparse edge in which the density rises to the whole. */
export const DEFINED_ZONE_MM = 22

/** Single hairs in front of the line: .7 per 10 mm of line between 1 and 4 mm in front of it. */
export const SENTINEL_FROM_MM = 1
export const SENTINEL_TO_MM = 4
export const SENTINELS_PER_CM2 = 0.7 / (10 * (SENTINEL_TO_MM - SENTINEL_FROM_MM)) / 0.01

/** Dots at the line are diluted, and single hairs in front more so; assumed. */
const STRENGTH_AT_LINE = 0.75
const SENTINEL_STRENGTH = 0.7

/**
 * Share of the full density behind the roughened line.
 * @param depthMm behind the line; 0 in front of it
 * @param widthMm of the sparse edge
 * @param behindEdge share where the sparse edge ends
 * @param zoneMm width of the zone behind it in which the density rises to the whole
 */
export function ramp(depthMm: number, widthMm: number, behindEdge: number, zoneMm = DEFINED_ZONE_MM): number {
  if (depthMm < 0) return 0
  return (
    AT_LINE +
    (behindEdge - AT_LINE) * smoothStep(depthMm / widthMm) +
    (1 - behindEdge) * smoothStep((depthMm - widthMm) / zoneMm)
  )
}

/** Factor on a dot's strength by its depth behind the roughened line. */
export function edgeStrength(depthMm: number, widthMm: number): number {
  if (depthMm < 0) return SENTINEL_STRENGTH
  return STRENGTH_AT_LINE + (1 - STRENGTH_AT_LINE) * smoothStep(depthMm / widthMm)
}
