/** Per channel, red green blue. */
export type Rgb = readonly [number, number, number]

/**
 * How a dot lies in skin: optical density A1 exp(-q2/2 s1^2) + A2 exp(-q2/2 s2^2), a sharp core and the wide halo of
 * light scattered past the pigment.
 */
export interface InkDot {
  /** Pigment diameter, mm, that the figures were computed for. */
  readonly diameterMm: number
  readonly a1: Rgb
  readonly s1Mm: number
  readonly a2: Rgb
  readonly s2Mm: Rgb
}

/**
 * Photon Monte Carlo in two-layer skin, uncertainty 15 %; the hair shaft by eye (simulation-model 4). Depths are those of
 * the pigment column, mm.
 */
export const inkDots = {
  /** Healed, papillary, .08-.25: the default. */
  healed: {
    diameterMm: 0.12,
    a1: [0.352, 0.354, 0.308],
    s1Mm: 0.076,
    a2: [0.06, 0.07, 0.069],
    s2Mm: [0.4, 0.31, 0.28],
  },
  /** Fresh or heavily loaded, .08-.25. */
  heavy: {
    diameterMm: 0.18,
    a1: [0.706, 0.634, 0.584],
    s1Mm: 0.079,
    a2: [0.111, 0.114, 0.112],
    s2Mm: [0.4, 0.33, 0.29],
  },
  /** Healed, .15-.35. */
  mid: {
    diameterMm: 0.15,
    a1: [0.192, 0.166, 0.161],
    s1Mm: 0.12,
    a2: [0.073, 0.059, 0.055],
    s2Mm: [0.52, 0.44, 0.38],
  },
  /** Too deep, blown out, .25-.45: wide, weak at the centre, cool. */
  deep: {
    diameterMm: 0.18,
    a1: [0.09, 0.08, 0.071],
    s1Mm: 0.17,
    a2: [0.078, 0.044, 0.032],
    s2Mm: [0.61, 0.64, 0.6],
  },
  /** Thin ink, absorption 5 per mm, .08-.25. */
  diluted: {
    diameterMm: 0.15,
    a1: [0.208, 0.21, 0.208],
    s1Mm: 0.086,
    a2: [0.037, 0.04, 0.044],
    s2Mm: [0.43, 0.35, 0.3],
  },
  /** Shaved hair that reaches the surface. */
  shaft: {
    diameterMm: 0.08,
    a1: [1.15, 1.15, 1.15],
    s1Mm: 0.038,
    a2: [0.23, 0.17, 0.13],
    s2Mm: [0.45, 0.36, 0.3],
  },
} as const satisfies Record<string, InkDot>

export type InkDotName = keyof typeof inkDots

/** The usual pigment diameter, mm: a Pigment's densities are those of a dot of this size. */
export const REFERENCE_DIAMETER_MM = 0.12
/** Between these the power laws were fitted. */
export const DIAMETER_RANGE_MM = [0.08, 0.2] as const
/** Densities grow as (d / diameter of the preset) to these powers (simulation-model 4). */
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

/**
 * Fresh skin is red around the dots: density of blood per channel at a dot's centre, as wide as its halo. Light skin with
 * 150 dots per cm2 then has on the whole an a* 4 above that of the healed fill, and more beside the dots. Simulation-model 8
 * gives + 8 around dots; all over a scalp that would look like a rash. Size assumed.
 */
export const FRESH_REDNESS: Rgb = [0, 0.21, 0.21]
export const NO_INK: Rgb = [0, 0, 0]

/**
 * Factors on the densities of red, green and blue that turn an ink's hue and leave its mean green, so that an undertone
 * changes no darkness. Carbon heals cool, dense in red; warm inks give red back and take blue. Direction published, size
 * assumed: a usual fill then differs by about 1.5 dE from neutral.
 */
export const UNDERTONE_TINT = {
  cool: [1.1, 1, 0.9],
  neutral: [1, 1, 1],
  warm: [0.9, 1, 1.1],
} as const satisfies Record<string, Rgb>

export type UndertoneName = keyof typeof UNDERTONE_TINT

/** Dilution: strength of ink of pigment fraction c, 0..1 (simulation-model 4; scale assumed). */
export const dilutionStrength = (c: number): number => (1.12 * c) / (c + 0.12)

/** Integral of one dot's density over the skin, mm2: the mean tone of a fill is exp(-dots per mm2 x m x this). */
export function dotEnergyMm2(a1: number, s1Mm: number, a2: number, s2Mm: number): number {
  return 2 * Math.PI * (a1 * s1Mm * s1Mm + a2 * s2Mm * s2Mm)
}

/** The same per channel, of a preset at its own diameter and bare strength. */
export const presetEnergyMm2 = ({ a1, s1Mm, a2, s2Mm }: InkDot): Rgb => [
  dotEnergyMm2(a1[0], s1Mm, a2[0], s2Mm[0]),
  dotEnergyMm2(a1[1], s1Mm, a2[1], s2Mm[1]),
  dotEnergyMm2(a1[2], s1Mm, a2[2], s2Mm[2]),
]
