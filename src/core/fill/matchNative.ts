import type { Design, NativeMatch } from '../design/design.ts'
import { defaultShade } from '../pigment/shades.ts'
import type { PatchMeasure } from '../pixels/patch.ts'
import type { MatchPatches, MatchProblem } from './comparePatches.ts'

export type MatchResult =
  { readonly ok: true; readonly solved: SolvedMatch } | { readonly ok: false; readonly problem: MatchProblem }

export interface SolvedMatch {
  readonly match: NativeMatch
  /** Pigment diameter, mm: larger than before only where the strongest ink of the former size is too light. */
  readonly dotSizeMm: number
  /** False where the photo is too coarse for single hairs: the density was then kept. */
  readonly counted: boolean
  /** False where even the limits of ink and density do not reach the tone. */
  readonly reached: boolean
}

/** Ink that is tried on the bare patch. */
export interface TrialInk {
  readonly densityPerCm2: number
  /** Of a dot of the usual size, as in NativeMatch. */
  readonly strength: number
  readonly tint: NativeMatch['tint']
  readonly dotSizeMm: number
}

/** simulation-model 4. */
const STRENGTH = { min: 0.3, max: 3 } as const
const TINT = { min: 0.7, max: 1.4 } as const
/** simulation-model 1. */
const DENSITY = { min: 40, max: 320 } as const
const MOST_DOT_SIZE_MM = 0.2
/** Ink of a dot grows about so with its diameter (core/pigment, green). */
const SIZE_POWER = 1.27

/** Blur up to which single hairs can be counted, and up to which their texture can be told, mm on the skin. */
const COUNTED_MM = 0.11
const TEXTURED_MM = 0.22

/** Bare skin with ink on trial. */
export interface Trial {
  /** Mean light per channel. */
  light(ink: TrialInk): PatchMeasure['light']
  /** Contrast in red and in blue over that in green. */
  hue(ink: TrialInk): readonly [red: number, blue: number]
  texture(ink: TrialInk): Pick<PatchMeasure, 'spots' | 'texture'>
}

/**
 * Finds the ink and the density that make the bare patch look like the hair: they are tried on it by the same hand that
 * will draw the fill, so blur, noise and pores count on both sides. The mean light gives density x strength, the number and
 * contrast of dark spots part the two (simulation-model 4).
 * @param blurMm of the camera, on the skin
 * @param spotsPerCm2 of the hair, where the search for its density begins
 */
export function solveMatch(o: {
  readonly patches: MatchPatches
  readonly hair: PatchMeasure
  readonly bare: PatchMeasure
  readonly hairHue: readonly [red: number, blue: number]
  readonly trial: Trial
  readonly fill: Pick<Design['fill'], 'densityPerCm2' | 'dotSizeMm'>
  readonly blurMm: number
  readonly spotsPerCm2: number
  /** Of the mean tone, standard error in ln light. */
  readonly toneError: number
}): SolvedMatch {
  const { hair, bare, patches } = o
  const toneOf = (light: PatchMeasure['light']) => light.map((l, k) => Math.log(bare.light[k]! / l))
  const greenOf = (light: PatchMeasure['light']) => Math.log(bare.light[1] / light[1])
  let tone = greenOf(hair.light)
  const neutral: NativeMatch['tint'] = [1, 1, 1]
  /** Green tone per dot per cm2 of strength 1. */
  const toneOfDot = (ink: TrialInk) => greenOf(o.trial.light(ink)) / (ink.densityPerCm2 * ink.strength)

  let { dotSizeMm } = o.fill
  let perDot = toneOfDot({ densityPerCm2: 150, strength: 2, tint: neutral, dotSizeMm })
  const strengthFor = (densityPerCm2: number) => tone / (densityPerCm2 * perDot)
  const trialAt = (densityPerCm2: number) =>
    o.trial.texture({ densityPerCm2, strength: strengthFor(densityPerCm2), tint: neutral, dotSizeMm })
  const told = densityByTexture(hair, bare, trialAt, o.blurMm, o.spotsPerCm2)
  let densityPerCm2 = clamp(told ?? o.fill.densityPerCm2, DENSITY)
  const contrast = told === null ? 1 : contrastOver(hair, bare, trialAt(densityPerCm2))
  // The surer of the two decides: mean tone, where the light is known, or the contrast of the hairs, where it is not.
  const contrastShare = (o.toneError / tone) ** 2 / ((o.toneError / tone) ** 2 + CONTRAST_ERROR ** 2)
  const darker = contrast ** contrastShare
  tone *= darker
  const wanted = toneOf(hair.light).map((t) => t * darker)
  if (strengthFor(densityPerCm2) > STRENGTH.max) {
    // Hair that stands over the skin covers more of it than a usual dot: larger dots first, more dots after.
    const grown = dotSizeMm * (strengthFor(densityPerCm2) / STRENGTH.max) ** (1 / SIZE_POWER)
    dotSizeMm = Math.max(dotSizeMm, Math.min(MOST_DOT_SIZE_MM, Math.ceil(grown * 100) / 100))
    perDot = toneOfDot({ densityPerCm2, strength: STRENGTH.max, tint: neutral, dotSizeMm })
  }
  const strength0 = clamp(strengthFor(densityPerCm2), STRENGTH)
  if (told !== null || strength0 === STRENGTH.max) densityPerCm2 = clamp(tone / (strength0 * perDot), DENSITY)

  let ink: TrialInk = { densityPerCm2, strength: strength0, tint: neutral, dotSizeMm }
  for (let round = 0; round < 3; round++) ink = corrected(ink, wanted, toneOf(o.trial.light(ink)))
  if (told !== null)
    ink = { ...ink, tint: tintBetween(ink, o.hairHue, o.trial.hue(ink), o.toneError / tone, SKIN_COLOUR_ERROR / tone) }
  const left = greenOf(o.trial.light(ink)) / tone
  const cm2 = (2 * Math.PI * patches.radiusMm ** 2) / 100
  return {
    match: {
      hair: patches.hair,
      bare: patches.bare,
      strength: ink.strength,
      tint: ink.tint,
      densityPerCm2: Math.round(ink.densityPerCm2),
      fromCm2: cm2,
    },
    dotSizeMm,
    counted: told !== null,
    reached: Math.abs(left - 1) < 0.06,
  }
}

/** Skin has another colour a little farther on: standard error of a tint told by mean light, of each ln light. */
const SKIN_COLOUR_ERROR = 0.03
/** Of a tint told by the hairs' contrast, relative. */
const HUE_ERROR = 0.2

/** The tint between that of the mean light and that of the hairs' own contrast, by how sure they are. */
function tintBetween(
  ink: TrialInk,
  hair: readonly [number, number],
  trial: readonly [number, number],
  toneError: number,
  colourError: number,
): NativeMatch['tint'] {
  const byLight = toneError ** 2 + colourError ** 2
  const hueShare = byLight / (byLight + HUE_ERROR ** 2)
  const tint = (k: 0 | 2) => clamp(ink.tint[k] * (hair[k / 2]! / Math.max(1e-3, trial[k / 2]!)) ** hueShare, TINT)
  return [tint(0), 1, tint(2)]
}

/** Strength and tint that bring each channel's tone nearer to the wanted one. */
function corrected(ink: TrialInk, wanted: readonly number[], found: readonly number[]): TrialInk {
  const gain = (k: number) => wanted[k]! / Math.max(1e-3, found[k]!)
  const tint = (k: 0 | 2) => clamp((ink.tint[k] * gain(k)) / gain(1), TINT)
  return { ...ink, strength: clamp(ink.strength * gain(1), STRENGTH), tint: [tint(0), 1, tint(2)] }
}

/** How sure spots and texture are of a density, as relative errors: real hairs are not drawn as dots are. */
const SPOT_ERROR = 0.06
const TEXTURE_ERROR = 0.25
/** Densities are tried in steps of this factor until the best lies between two that are worse. */
const TRIED_STEP = 1.35
const MOST_TRIALS = 9

/** Of a strength told by contrast alone, relative: hairs are longer and thinner than dots. */
const CONTRAST_ERROR = 0.35

/** The hair's contrast over that of a trial of the same density. */
function contrastOver(hair: PatchMeasure, bare: PatchMeasure, trial: Pick<PatchMeasure, 'texture'>): number {
  const over = (hair.texture - bare.texture) / Math.max(1e-9, trial.texture - bare.texture)
  return clamp(Math.sqrt(over), { min: 0.5, max: 2 })
}

/** The density at which trials of the right tone have the hair's spots and texture; null where neither can be told. */
function densityByTexture(
  hair: PatchMeasure,
  bare: PatchMeasure,
  trialAt: (densityPerCm2: number) => Pick<PatchMeasure, 'spots' | 'texture'>,
  blurMm: number,
  firstPerCm2: number,
): number | null {
  const own = hair.texture - bare.texture
  if (blurMm > TEXTURED_MM || own < 0.5 * bare.texture) return null
  const counts = blurMm <= COUNTED_MM && own > 2 * bare.texture
  const lnOver = (found: number, wanted: number) => Math.log(Math.max(1e-9, found) / Math.max(1e-9, wanted))
  const tryAt = (at: number) => {
    const m = trialAt(Math.exp(at))
    return { at, spots: lnOver(m.spots, hair.spots), texture: lnOver(m.texture - bare.texture, own) }
  }
  const missOf = (t: { spots: number; texture: number }) =>
    (counts ? (t.spots / SPOT_ERROR) ** 2 : 0) + (t.texture / TEXTURE_ERROR) ** 2
  const step = Math.log(TRIED_STEP)
  const [least, most] = [Math.log(DENSITY.min / TRIED_STEP), Math.log(DENSITY.max * TRIED_STEP)]
  const first = clamp(Math.log(firstPerCm2), { min: Math.log(DENSITY.min), max: Math.log(DENSITY.max) })
  const tried = [tryAt(first), tryAt(first + step), tryAt(first - step)].toSorted((a, b) => a.at - b.at)
  while (tried.length < MOST_TRIALS) {
    const misses = tried.map(missOf)
    const best = misses.indexOf(Math.min(...misses))
    if (best > 0 && best < tried.length - 1) break
    const next = best === 0 ? tried[0]!.at - step : tried.at(-1)!.at + step
    if (next < least || next > most) break
    if (best === 0) tried.unshift(tryAt(next))
    else tried.push(tryAt(next))
  }
  let found = { at: first, miss: Infinity }
  for (const [i, b] of tried.entries()) {
    const a = tried[Math.max(0, i - 1)]!
    for (let t = 0; t <= 1; t += 1 / 32) {
      const mix = (from: number, to: number) => from + (to - from) * t
      const miss = missOf({ spots: mix(a.spots, b.spots), texture: mix(a.texture, b.texture) })
      if (miss < found.miss) found = { at: mix(a.at, b.at), miss }
    }
  }
  return Math.exp(found.at)
}

const clamp = (value: number, range: { readonly min: number; readonly max: number }): number =>
  Math.min(range.max, Math.max(range.min, value))

/** A design that is filled like the hair. */
export function withMatch(design: Design, { match, dotSizeMm }: SolvedMatch): Design {
  const { densityPerCm2 } = match
  return {
    ...design,
    fill: { ...design.fill, match, densityPerCm2, dotSizeMm, shade: defaultShade, undertone: 'neutral' },
  }
}

/** The ink of the shades again; density and size stay as they are. */
export function withoutMatch(design: Design): Design {
  return { ...design, fill: { ...design.fill, match: null } }
}
