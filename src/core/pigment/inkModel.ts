/** Per channel, red green blue. */
export type Rgb = readonly [number, number, number]

/**
 * How one healed dot of 0.12 mm lies in skin: optical density A1 exp(-q2/2 s1^2) + A2 exp(-q2/2 s2^2), a sharp core and
 * the wide halo of light scattered past the pigment. Photon Monte Carlo in two-layer skin, pigment column 0.08-0.25 mm
 * deep, uncertainty 15 % (simulation-model 4).
 */
export const healedDot = {
  a1: [0.352, 0.354, 0.308] as Rgb,
  s1Mm: 0.076,
  a2: [0.06, 0.07, 0.069] as Rgb,
  s2Mm: [0.4, 0.31, 0.28] as Rgb,
} as const

/** Pigment diameter of the dot above, mm. */
export const REFERENCE_DIAMETER_MM = 0.12
/** Between these the power laws were fitted. */
export const DIAMETER_RANGE_MM = [0.08, 0.2] as const
/** Densities grow as (d / 0.12) to these powers (simulation-model 4). */
export const CORE_POWER: Rgb = [1.72, 1.44, 1.58]
export const HALO_POWER: Rgb = [1.52, 1.2, 1.19]

/** Mean transmittance, green, of native shaved hair at 123 hairs per cm2: what the default fill is solved for. */
export const NATIVE_TRANSMITTANCE = 0.83
/** The density at which it is solved, dots per cm2: a change of density must change the tone. */
export const REFERENCE_DENSITY_PER_CM2 = 150

/** Ink of sittings 1, 2, 3 over the full concentration: lighter first. Direction published, numbers assumed. */
export const SITTING_CONCENTRATION = [0.6, 0.85, 1] as const
/** Share of all dots that each sitting places (Liu 2025: 30, 70, 100 %). */
export const SITTING_SHARE = [0.3, 0.4, 0.3] as const

/** Healing: density over the healed preset, from day 0 to what stays. Shape published, numbers assumed. */
export const FRESH_OVER_HEALED = 1.35 / 0.75
/** The core spreads by this while it heals: 1 + .15 (1 - e^(-6/4)) at week 6. Assumed. */
export const HEALED_SPREAD = 1 + 0.15 * (1 - Math.exp(-6 / 4))
/** Half-life of carbon pigment after healing, years. Assumed, within published touch-up times of 2-6 years. */
export const CARBON_HALF_LIFE_YEARS = 6
/** Carbon drifts cooler: red gains and blue loses this share of density in a half-life. Size assumed. */
export const CARBON_DRIFT = 0.05
/** Pigment spreads in the skin, mm in a year, added in squares. Assumed. */
export const SPREAD_MM_PER_SQRT_YEAR = 0.02
/**
 * Fresh skin is red around the dots: density of blood per channel at a dot's centre, as wide as its halo. Light skin with
 * 150 dots per cm2 then has a* + 6 on the whole and + 8 or more beside the dots (simulation-model 8; size assumed).
 */
export const FRESH_REDNESS: Rgb = [0, 0.25, 0.25]
export const NO_REDNESS: Rgb = [0, 0, 0]

/** Dilution: strength of ink of pigment fraction c, 0..1 (simulation-model 4; scale assumed). */
export const dilutionStrength = (c: number): number => (1.12 * c) / (c + 0.12)

/** Integral of one dot's density over the skin, mm2: the mean tone of a fill is exp(-dots per mm2 x m x this). */
export function dotEnergyMm2(a1: number, s1Mm: number, a2: number, s2Mm: number): number {
  return 2 * Math.PI * (a1 * s1Mm * s1Mm + a2 * s2Mm * s2Mm)
}
