import * as ink from './inkModel.ts'
import type { Rgb } from './inkModel.ts'
import { defaultShade, shadeAt } from './shades.ts'

export { defaultShade, shades, type Shade } from './shades.ts'

/** The parts of a fill that decide how its ink looks. */
export interface PigmentSettings {
  readonly dotSizeMm: number
  /** 0..1; .3 is the model's own core. */
  readonly softness: number
  readonly shade: number
  readonly moment: 'fresh' | 'healed' | '1y' | '3y' | '5y'
}

/** Ink of a dot of 0.12 mm in skin, strength included; a dot of another diameter scales by the power laws. */
export interface Pigment {
  readonly a1: Rgb
  readonly s1Mm: number
  readonly a2: Rgb
  readonly s2Mm: Rgb
  /** Factor of the dots of sittings 1, 2, 3; their mean over a finished fill is 1. */
  readonly bySitting: Rgb
}

const yearsOf = { fresh: 0, healed: 0, '1y': 1, '3y': 3, '5y': 5 } as const

/** Strength of the default shade at .12 mm: a fill of 150 dots per cm2 is as dark as native shaved hair. */
export const solvedStrength: number =
  -Math.log(ink.NATIVE_TRANSMITTANCE) /
  ((ink.REFERENCE_DENSITY_PER_CM2 / 100) *
    ink.dotEnergyMm2(ink.healedDot.a1[1], ink.healedDot.s1Mm, ink.healedDot.a2[1], ink.healedDot.s2Mm[1]))

/** Share of the healed density that is left, 2^(-t / half-life). */
export const fadedTo = (years: number): number => 2 ** (-years / ink.CARBON_HALF_LIFE_YEARS)

export function pigmentOf(settings: PigmentSettings): Pigment {
  const years = yearsOf[settings.moment]
  const fresh = settings.moment === 'fresh'
  const shade = shadeAt(settings.shade)
  const dilution = ink.dilutionStrength(shade.concentration) / ink.dilutionStrength(shadeAt(defaultShade).concentration)
  const strength = solvedStrength * dilution * (fresh ? ink.FRESH_OVER_HEALED : fadedTo(years))
  const turned = (ink.CARBON_DRIFT * years) / ink.CARBON_HALF_LIFE_YEARS
  const colour = mapRgb(shade.tint, (t, k) => t * strength * (1 + turned * (1 - k)))
  const s1Mm = Math.sqrt(coreMm(settings, fresh) ** 2 + ink.SPREAD_MM_PER_SQRT_YEAR ** 2 * years)
  // Wider cores hold the same ink, so softness and spread never change the tone.
  const thinned = (ink.healedDot.s1Mm / s1Mm) ** 2
  return {
    a1: mapRgb(ink.healedDot.a1, (a, k) => a * colour[k]! * thinned),
    s1Mm,
    a2: mapRgb(ink.healedDot.a2, (a, k) => a * colour[k]!),
    s2Mm: ink.healedDot.s2Mm,
    bySitting: sittingStrengths(shade.concentration),
  }
}

/** 0.7 to 1.7 times the model's core, 1 at the default softness of .3; narrower before it has healed. */
const coreMm = ({ softness }: PigmentSettings, fresh: boolean): number =>
  ink.healedDot.s1Mm * (0.7 + softness) * (fresh ? 1 / ink.HEALED_SPREAD : 1)

function sittingStrengths(concentration: number): Rgb {
  const raw = ink.SITTING_CONCENTRATION.map((share) => ink.dilutionStrength(concentration * share))
  const mean = raw.reduce((sum, s, k) => sum + s * (ink.SITTING_SHARE[k] ?? 0), 0)
  return [raw[0]! / mean, raw[1]! / mean, raw[2]! / mean]
}

/** Factors of core and halo for a pigment diameter in mm, brought into the range of the fit. */
export function diameterFactors(diameterMm: number, powers: Rgb): Rgb {
  const [low, high] = ink.DIAMETER_RANGE_MM
  // The variation of single dots may leave the range of the control by a little; beyond, the laws say nothing.
  const d = Math.min(high * 1.3, Math.max(low * 0.7, diameterMm)) / ink.REFERENCE_DIAMETER_MM
  return mapRgb(powers, (p) => d ** p)
}

/** Light that a dot must take over its surroundings, green, for its rim to be told from the skin; assumed. */
const SEEN_CONTRAST = 0.2

/**
 * The width that the eye sees, mm: where the dot's core takes a fifth of the light, or half of what its centre takes if
 * that is less. Light scatters past the pigment, so this is wider than the pigment; the halo is seen as tone, not as dot.
 */
export function widthSeenMm(settings: PigmentSettings): number {
  const { a1, s1Mm } = pigmentOf(settings)
  const centre = a1[1] * diameterFactors(settings.dotSizeMm, ink.CORE_POWER)[1]
  const rim = -Math.log(1 - Math.min(SEEN_CONTRAST, (1 - Math.exp(-centre)) / 2))
  return 2 * s1Mm * Math.sqrt(2 * Math.log(centre / rim))
}

function mapRgb(rgb: Rgb, f: (value: number, k: number) => number): Rgb {
  return [f(rgb[0], 0), f(rgb[1], 1), f(rgb[2], 2)]
}
