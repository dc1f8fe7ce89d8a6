import { agedInk, type Ageing, type Moment } from './ageing.ts'
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
  readonly moment: Moment
  /** That of usual carbon ink where absent. */
  readonly ageing?: Ageing
  /** Neutral where absent. */
  readonly undertone?: ink.UndertoneName
  /** Healed where absent. */
  readonly preset?: ink.InkDotName
  /** Strength and tint solved from the patient's own shaved hair, for the default shade; absent: the solved strength. */
  readonly match?: { readonly strength: number; readonly tint: Rgb } | null
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

/** The preset as a dot of .12 mm, by its power laws. */
function resized(dot: ink.InkDot): ink.InkDot {
  const grown = ink.REFERENCE_DIAMETER_MM / dot.diameterMm
  return {
    ...dot,
    diameterMm: ink.REFERENCE_DIAMETER_MM,
    a1: mapRgb(dot.a1, (a, k) => a * grown ** ink.CORE_POWER[k]!),
    a2: mapRgb(dot.a2, (a, k) => a * grown ** ink.HALO_POWER[k]!),
  }
}

const healedEnergy = ink.presetEnergyMm2(ink.inkDots.healed)

/** Strength of the default shade over the bare healed preset: 150 dots per cm2 are as dark as native shaved hair. */
export const solvedStrength: number =
  -Math.log(ink.NATIVE_TRANSMITTANCE) / ((ink.REFERENCE_DENSITY_PER_CM2 / 100) * healedEnergy[1])

/**
 * A preset as a dot of .12 mm at the default shade. The solved strength says how heavily the artist works, a preset how the
 * same work lies in the skin: so all inks keep it, and changing the preset shows what depth and load alone do. Bare, a heavy
 * dot would be lighter than the usual one. A hair is no ink: its core is solved for the tone of a usual fill in green and
 * stays neutral, as hair is; its halo, fitted by eye to dark spots, makes up for what the other channels lack.
 */
export function workedDot(preset: ink.InkDotName): ink.InkDot {
  const dot = resized(ink.inkDots[preset])
  if (preset !== 'shaft')
    return { ...dot, a1: mapRgb(dot.a1, (a) => a * solvedStrength), a2: mapRgb(dot.a2, (a) => a * solvedStrength) }
  const green = (solvedStrength * healedEnergy[1]) / ink.presetEnergyMm2(dot)[1]
  const a1 = mapRgb(dot.a1, () => dot.a1[1] * green)
  const core = ink.presetEnergyMm2({ ...dot, a1, a2: ink.NO_INK })
  const a2 = mapRgb(dot.s2Mm, (s2, k) => (solvedStrength * healedEnergy[k]! - core[k]!) / (2 * Math.PI * s2 * s2))
  return { ...dot, a1, a2 }
}

export function pigmentOf(settings: PigmentSettings): Pigment {
  const { preset = 'healed', undertone = 'neutral', match } = settings
  const dot = workedDot(preset)
  const aged = agedInk(settings.moment, settings.ageing)
  const shade = shadeAt(settings.shade)
  const dilution = ink.dilutionStrength(shade.concentration) / ink.dilutionStrength(shadeAt(defaultShade).concentration)
  // A match stands in for the solved strength: then it is the factor on the bare preset of every ink.
  const worked = match ? match.strength / solvedStrength : 1
  const strength = worked * dilution * aged.density
  const hue = ink.UNDERTONE_TINT[undertone]
  const own = match?.tint ?? ink.UNDERTONE_TINT.neutral
  const colour = mapRgb(shade.tint, (tint, k) => strength * tint * hue[k]! * own[k]! * aged.hue[k]!)
  const core = dot.s1Mm * (0.7 + settings.softness) * aged.coreWidth
  const s1Mm = Math.sqrt(core ** 2 + aged.spreadMm2)
  // Wider cores hold the same ink, so softness and spread never change the tone.
  const thinned = (dot.s1Mm / s1Mm) ** 2
  return {
    a1: mapRgb(dot.a1, (a, k) => a * colour[k]! * thinned),
    s1Mm,
    a2: mapRgb(dot.a2, (a, k) => a * colour[k]!),
    s2Mm: dot.s2Mm,
    bySitting: sittingStrengths(shade.concentration),
  }
}

/** Density of blood at a dot's centre, as wide as its halo: the needle reddens the skin alike, however wide the ink lies. */
export function rednessOf({ s2Mm }: Pigment, moment: Moment, ageing?: Ageing): Rgb {
  const { redness } = agedInk(moment, ageing)
  if (redness === 0) return ink.NO_INK
  return mapRgb(ink.FRESH_REDNESS, (red, k) => redness * red * (ink.inkDots.healed.s2Mm[k]! / s2Mm[k]!) ** 2)
}

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
 * @param centre green density of the core at its centre
 */
export function coreWidthSeenMm(centre: number, s1Mm: number): number {
  const rim = -Math.log(1 - Math.min(SEEN_CONTRAST, (1 - Math.exp(-centre)) / 2))
  return 2 * s1Mm * Math.sqrt(2 * Math.log(centre / rim))
}

/** That width for the usual dot of a fill. */
export function widthSeenMm(settings: PigmentSettings): number {
  const { a1, s1Mm } = pigmentOf(settings)
  return coreWidthSeenMm(a1[1] * diameterFactors(settings.dotSizeMm, ink.CORE_POWER)[1], s1Mm)
}

function mapRgb(rgb: Rgb, f: (value: number, k: number) => number): Rgb {
  return [f(rgb[0], 0), f(rgb[1], 1), f(rgb[2], 2)]
}
