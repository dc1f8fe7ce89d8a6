import { lineNoise, smoothStep } from '../sampling/noise.ts'

/**
 * Amplitudes in mm and waves in mm of a natural line, simulation-model 2. The macro amplitude is 1.6 where that has
 * 1.8, because no band may hold more than 60 % of the power.
 */
const bands = [
  { amplitude: 1.6, shortest: 30, longest: 60, salt: 0x11 },
  { amplitude: 1.2, shortest: 10, longest: 20, salt: 0x22 },
  { amplitude: 0.6, shortest: 3, longest: 7, salt: 0x33 },
] as const

const NATURAL = 0.4
const GAIN_AT_FULL = 1.6

/** Factor on the natural amplitudes: irregularity 0 is a ruled line, .4 (the default) nature, 1 is 1.6 times nature. */
export function roughnessGain(irregularity: number): number {
  const i = Math.min(1, Math.max(0, irregularity))
  return i <= NATURAL ? i / NATURAL : 1 + ((i - NATURAL) / (1 - NATURAL)) * (GAIN_AT_FULL - 1)
}

/** Farthest that a line of this gain strays from the drawn one: 3 standard deviations. */
export const roughnessReachMm = (gain: number): number => 3 * 2.1 * gain

/**
 * At the midline, where everybody looks, a bay reads as a mistake, and natural lines bulge there if anything: bays get
 * no deeper than this at the natural gain, mm, within so far of the midline, and are as elsewhere from so far on; assumed.
 */
const DEEPEST_BAY_MM = 2
const MIDLINE_MM = { within: 5, until: 16 } as const

/** 1 at the midline, 0 away from it. */
const atMidline = (s: number): number =>
  1 - smoothStep((Math.abs(s) - MIDLINE_MM.within) / (MIDLINE_MM.until - MIDLINE_MM.within))

/** What is below 0 held softly above -deepest, as far as the share says; without a kink. */
const held = (value: number, deepest: number, share: number): number =>
  value >= 0 ? value : value + share * (value / (1 - value / deepest) - value)

/**
 * How far the line bulges forwards, mm, at s mm along it from the midline, negative on the patient's right. The sides
 * are not mirrored, and moving a handle of one side leaves the other side's noise alone.
 */
export function roughnessAt(seed: number, s: number, gain: number): number {
  let mm = 0
  for (const { amplitude, shortest, longest, salt } of bands)
    mm += amplitude * lineNoise(seed ^ Math.imul(salt, 0x9e3779b1), s, shortest, longest)
  const reach = roughnessReachMm(gain)
  return Math.min(reach, Math.max(-reach, held(mm, DEEPEST_BAY_MM, atMidline(s)) * gain))
}

/** At the midline no gap is emptier than by this much of the deepest one; assumed. */
const DEEPEST_GAP = 0.4

/** Clusters on the crests of the meso band and gaps in its troughs: about -1..1. */
export function clusteringAt(seed: number, s: number): number {
  const { shortest, longest, salt } = bands[1]
  const noise = lineNoise(seed ^ Math.imul(salt, 0x9e3779b1), s, shortest, longest)
  return Math.min(1, Math.max(-1, held(noise, DEEPEST_GAP, atMidline(s))))
}
