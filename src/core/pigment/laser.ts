import type { Band } from '../geometry/points.ts'

/** Ways to lighten pigment that have a published or assumed residual (simulation-model 9). */
export const laserMethods = ['pico', 'qSwitched', 'saline'] as const
export type LaserMethod = (typeof laserMethods)[number]

/** Fitzpatrick I to VI. */
export type SkinType = 1 | 2 | 3 | 4 | 5 | 6

/**
 * Share of pigment left after one session, 90 %. Assumed: picosecond 1064 nm cleared scalp dots in 1-3 sessions of four
 * patients (Wu 2020), the others follow from general tattoos.
 */
const residuals: Readonly<Record<LaserMethod, Band>> = {
  pico: { value: 0.35, low: 0.2, high: 0.46 },
  qSwitched: { value: 0.5, low: 0.4, high: 0.65 },
  saline: { value: 0.75, low: 0.65, high: 0.85 },
}

/** Residual of body tattoos, 79 % cleared after 6.5 sessions (Bernstein 2015): the pessimistic bound for scalp dots. */
export const BODY_TATTOO_RESIDUAL = 0.79
/** Contrast at which dots count as gone, share of fresh-healed contrast. Assumed. */
export const CLEARED_CONTRAST = 0.1
/** Contrast at which what stays passes for soft shading under new dots. Assumed. */
export const SOFTENED_CONTRAST = 0.4
/** Sessions that the band behind a new hairline gets: it shall pale, not go. Assumed. */
const LIGHTEN_SESSIONS = 1
/** More passes than this of earlier work ask for one session more (simulation-model 9, assumed). */
export const MOST_PASSES = 4
/** From this type on less may be spent on each session, and loss of the skin's own colour is likelier. */
export const DARK_SKIN_TYPE = 5
/** q becomes q to this power in dark skin. Assumed. */
const DARK_SKIN_POWER = 0.8
/** Published uncertainty of the Kirby-Desai score, points. */
const KIRBY_DESAI_ERROR = 2.5

/** Share of pigment left after one session in skin of types I to IV, 90 %. The artist's own figure may stand in for it. */
export const residualPerSession = (method: LaserMethod): Band => residuals[method]

export const isDarkSkin = (skinType: SkinType | null): boolean => skinType !== null && skinType >= DARK_SKIN_TYPE

/**
 * The residual for a patient's skin: in types V and VI each session takes less (assumed). Where nobody has asked (null) the
 * band reaches from the one to the other; its value is that of I to IV.
 */
export function skinCorrected(q: Band, skinType: SkinType | null): Band {
  checkResidual(q)
  if (skinType === null) return { ...q, high: q.high ** DARK_SKIN_POWER }
  if (!isDarkSkin(skinType)) return q
  return { value: q.value ** DARK_SKIN_POWER, low: q.low ** DARK_SKIN_POWER, high: q.high ** DARK_SKIN_POWER }
}

/** What asks for a session more. */
export interface HardInk {
  readonly deep: boolean
  readonly passes: number
}

/**
 * The residual of ink that asks for a session more: each session takes that much less that a tenth of full contrast is
 * reached one session later than with other ink (assumed). The better end stays: it may answer like any ink.
 */
export function inkCorrected(q: Band, ink: HardInk): Band {
  const more = extraSessions(ink)
  if (more === 0) return q
  // Not in whole sessions: ink that answers a little better shall not leave more.
  const usual = Math.log(CLEARED_CONTRAST) / Math.log(q.value)
  const power = usual / (usual + more)
  return { value: q.value ** power, low: q.low, high: q.high ** power }
}

/**
 * Contrast left after laser sessions, C0 q^n, of 1 = newly healed dots; 90 %. An error of q is that of this patient's skin and
 * ink: it is the same in every session and grows with their number.
 * @param c0 contrast before the first session, fading included
 */
export function contrastAfter(c0: Band, q: Band, sessions: number): Band {
  checkContrast(c0)
  checkResidual(q)
  checkSessions(sessions)
  const value = c0.value * q.value ** sessions
  if (value === 0) return { value, low: 0, high: c0.high * q.high ** sessions }
  const off = (c: number, r: number) => Math.hypot(Math.log(c / c0.value), sessions * Math.log(r / q.value))
  return { value, low: value * Math.exp(-off(c0.low, q.low)), high: value * Math.exp(off(c0.high, q.high)) }
}

/** Contrast before the first session and after each one. */
export function contrastCourse(c0: Band, q: Band, sessions: number): readonly Band[] {
  checkSessions(sessions)
  return Array.from({ length: sessions + 1 }, (_, n) => contrastAfter(c0, q, n))
}

/** Whole sessions until no more than `contrast` is left, 90 %; 0 where no more is there to begin with. */
export function sessionsTo(contrast: number, c0: Band, q: Band): Band {
  checkContrast(c0)
  checkResidual(q)
  if (!(contrast > 0)) throw new RangeError(`Expected a contrast above 0 to reach, got ${contrast}.`)
  const at = (c: number, r: number) => (c > contrast ? Math.log(contrast / c) / Math.log(r) : 0)
  const x = at(c0.value, q.value)
  const below = Math.hypot(x - at(c0.low, q.value), x - at(c0.value, q.low))
  const above = Math.hypot(x - at(c0.high, q.value), x - at(c0.value, q.high))
  return { value: whole(x), low: whole(Math.max(0, x - below)), high: whole(x + above) }
}

/**
 * Sessions that soften newly healed dots instead of removing them: to a soft contrast, at least one, and fewer than planned.
 * @param q share left per session, skin counted in
 */
export function softenedSessions(q: Band, planned: number): number {
  checkSessions(planned)
  if (planned < 2) return 0
  return Math.min(planned - 1, sessionsTo(SOFTENED_CONTRAST, { value: 1, low: 1, high: 1 }, q).value)
}

/**
 * The same doubt around another value: the band is shifted in log odds, so it stays within 0..1 however far it goes, and
 * comes back as it was.
 * @param value 0 < value < 1
 */
export function shiftedResidual(q: Band, value: number): Band {
  checkResidual(q)
  const odds = (share: number) => Math.log(share / (1 - share))
  const by = odds(value) - odds(q.value)
  const shifted = (share: number) => 1 / (1 + Math.exp(-odds(share) - by))
  return { value, low: Math.min(value, shifted(q.low)), high: Math.max(value, shifted(q.high)) }
}

/** Sessions that the lighten zone gets in a course of so many on the remove zone; null for those needed. */
export const lightenSessions = (sessions: number | null): number => (sessions === 0 ? 0 : LIGHTEN_SESSIONS)

/** One session more for ink that lies too deep or was worked over often; none where nothing has to go. */
export const extraSessions = (ink: HardInk): 0 | 1 => (ink.deep || ink.passes > MOST_PASSES ? 1 : 0)

/** What the Kirby-Desai score counts; site (head and neck: 1) and colour (black: 1) are those of scalp dots. */
export interface KirbyDesaiSigns {
  /** Null: not asked; any of them then. */
  readonly skinType: SkinType | null
  /** Amount of ink: amateur, minimal, moderate, significant. */
  readonly ink: 1 | 2 | 3 | 4
  /** None, minimal, moderate, significant scarring or change of the skin. */
  readonly scar: 0 | 1 | 3 | 5
  /** Worked over an older tattoo. */
  readonly layered: boolean
}

/**
 * Sessions that a general tattoo with these signs would take (Kirby and Desai 2009, error 2.5): a figure to show beside the
 * model's own. It overstates scalp dots, which hold little ink.
 */
export function kirbyDesai({ skinType, ink, scar, layered }: KirbyDesaiSigns): Band {
  const score = (type: number) => type + 1 + 1 + ink + scar + (layered ? 2 : 0)
  const [least, most] = skinType === null ? [1, 6] : [skinType, skinType]
  return {
    value: score((least + most) / 2),
    low: score(least) - KIRBY_DESAI_ERROR,
    high: score(most) + KIRBY_DESAI_ERROR,
  }
}

/** Up, but not for the last digits of a quotient of logarithms. */
const whole = (sessions: number): number => Math.max(0, Math.ceil(sessions - 1e-9))

function checkResidual({ value, low, high }: Band): void {
  if (!(low > 0 && low <= value && value <= high && high < 1))
    throw new RangeError(
      `Expected 0 < low <= value <= high < 1 as share of pigment left, got ${low}, ${value}, ${high}.`,
    )
}

function checkContrast({ value, low, high }: Band): void {
  if (!(low >= 0 && low <= value && value <= high && high < Infinity))
    throw new RangeError(`Expected 0 <= low <= value <= high as contrast, got ${low}, ${value}, ${high}.`)
}

function checkSessions(sessions: number): void {
  if (!Number.isInteger(sessions) || sessions < 0)
    throw new RangeError(`Expected a whole number of sessions, got ${sessions}.`)
}
