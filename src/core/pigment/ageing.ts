import type { Band } from '../geometry/points.ts'
import type { Rgb } from './inkModel.ts'

/** Days since the last sitting: 0 is the day itself. */
export type Moment = number

export const FRESH: Moment = 0
/** Week six: scabs and redness are gone and the tone stands. */
export const HEALED: Moment = 42
export const DAYS_PER_YEAR = 365.25

export const pigmentKinds = ['carbon', 'organic', 'oxide'] as const
export type PigmentKind = (typeof pigmentKinds)[number]
export const sunHabits = ['covered', 'normal', 'outdoor'] as const
export type SunHabit = (typeof sunHabits)[number]
export const skinKinds = ['normal', 'oily', 'scar'] as const
export type SkinKind = (typeof skinKinds)[number]

/** What decides how a patient's dots age. */
export interface Ageing {
  readonly pigment: PigmentKind
  readonly sun: SunHabit
  /** Null: not asked. Normal skin is taken, with a band that reaches to oily. */
  readonly skin: SkinKind | null
  /** Of the pigment in normal skin and sun, years: the clinic's when it was chosen. */
  readonly halfLifeYears: number
  /** The clinic's when they were taken; the usual ones in designs from before. */
  readonly fading?: Fading
  /** How much of the usual drift of its colour is expected, 0..2; absent: all of it. */
  readonly drift?: number
  /** Days after the last sitting, ascending. */
  readonly touchUps: readonly Moment[]
}

/** What a clinic has seen of fading beside the half-life of each pigment. */
export interface Fading {
  /** On the half-life. */
  readonly sunFactor: Readonly<Record<SunHabit, number>>
  readonly skinFactor: Readonly<Record<SkinKind, number>>
  /** Half-lives are between value / factor and value x factor, 90 %. */
  readonly halfLifeFactor: number
  /** Share of the healed density under which a touch-up is due. */
  readonly touchUpBelow: number
}

/** Half-life of pigment after healing, years. Assumed, within published touch-up times of 2-6 years. */
export const HALF_LIFE_YEARS = { carbon: 6, organic: 4, oxide: 2.5 } as const satisfies Record<PigmentKind, number>
/** On the half-life. Assumed. */
export const SUN_FACTOR = { covered: 1.2, normal: 1, outdoor: 0.7 } as const satisfies Record<SunHabit, number>
/** On the half-life: scars faded 1.8 times faster in six months (published), oily skin assumed. */
export const SKIN_FACTOR = { normal: 1, oily: 0.8, scar: 0.55 } as const satisfies Record<SkinKind, number>
/** A half-life lies within value / this and value x this, 90 %. Assumed. */
export const HALF_LIFE_SPREAD = 1.6
/** Share of the healed density under which a touch-up is due. Assumed. */
export const TOUCH_UP_BELOW = 0.6

export const usualFading: Fading = {
  sunFactor: SUN_FACTOR,
  skinFactor: SKIN_FACTOR,
  halfLifeFactor: HALF_LIFE_SPREAD,
  touchUpBelow: TOUCH_UP_BELOW,
}

export const usualAgeing: Ageing = {
  pigment: 'carbon',
  sun: 'normal',
  skin: null,
  halfLifeYears: HALF_LIFE_YEARS.carbon,
  touchUps: [],
}

/** H of simulation-model 8, w weeks after a session, in shares of the ink that was laid. Shape published, numbers assumed. */
const laidLeft = (weeks: number): number => 0.75 + (1.35 - 0.75) * Math.exp(-weeks / 1.2)
/** The core of a dot widens while it heals. Assumed. */
const coreWidth = (weeks: number): number => 1 + 0.15 * (1 - Math.exp(-weeks / 4))
const HEALED_WEEKS = HEALED / 7
/** Pigment spreads in the skin, mm2 of variance in a year. Assumed. */
const SPREAD_MM2_PER_YEAR = 0.02 ** 2

/**
 * Change of the densities of red, green and blue in each half-life: carbon turns cooler, oxide warmer (direction published,
 * size assumed). Of organic blends no direction is published, so they keep their hue.
 */
const DRIFT = {
  carbon: [0.05, 0, -0.05],
  organic: [0, 0, 0],
  oxide: [-0.1, 0, 0.12],
} as const satisfies Record<PigmentKind, Rgb>
/** Half-lives after which a hue drifts no further. */
const MOST_DRIFT = 2

/** Redness of the skin falls to 1/e in this time, days; assumed. */
const REDNESS_DAYS = 1.5
/** From here on less than a thousandth of it is left: none. */
const REDNESS_GONE = 14

/** Scabs shed unevenly until then, days; assumed. */
const SCABS_GONE = 28
/** Greatest relative spread of the density over the skin, on day 7. Assumed. */
const MOST_PATCHINESS = 0.22

/** Ink at one moment, against the same ink healed. */
export interface AgedInk {
  /** Factor on the density of healed ink. */
  readonly density: number
  /** Factors on the densities of red, green and blue; green keeps its own. */
  readonly hue: Rgb
  /** Factor on the sigma of a healed core. */
  readonly coreWidth: number
  /** What the years add to its square, mm2. */
  readonly spreadMm2: number
  /** Relative spread of the density over the skin, 0 where it is even. */
  readonly patchiness: number
  /** Share of the redness of day 0. */
  readonly redness: number
  /** How far from healed: 1 on the day of the sitting, 0 from week six on. */
  readonly unhealed: number
}

/** Half-life of a pigment in this patient's skin and sun, years; 90 %. */
export function halfLifeYears({ halfLifeYears: own, sun, skin, fading = usualFading }: Ageing): Band {
  if (!(own > 0 && own < Infinity)) throw new RangeError(`Expected a half-life above 0 years, got ${own}.`)
  const { sunFactor, skinFactor, halfLifeFactor } = fading
  const base = own * sunFactor[sun]
  const possible = (skin === null ? (['normal', 'oily'] as const) : [skin]).map((kind) => base * skinFactor[kind])
  return {
    value: base * skinFactor[skin ?? 'normal'],
    low: Math.min(...possible) / halfLifeFactor,
    high: Math.max(...possible) * halfLifeFactor,
  }
}

/** Years after healing at which less of the healed density is left than the clinic lets stand; .74 of a half-life at .6; 90 %. */
export function touchUpDueYears(ageing: Ageing): Band {
  const { value, low, high } = halfLifeYears(ageing)
  const until = Math.log2(1 / (ageing.fading ?? usualFading).touchUpBelow)
  return { value: value * until, low: low * until, high: high * until }
}

/** Share of the healed density that is left at a moment after healing; 90 % by how uncertain the half-life is. */
export function densityLeft(moment: Moment, ageing: Ageing): Band {
  const { value, low, high } = halfLifeYears(ageing)
  const left = (tau: number) => layersAt(moment, ageing.touchUps, tau).reduce((sum, { ink }) => sum + ink, 0)
  const found = [left(value), left(low), left(high)] as const
  // Ink that fades sooner is topped up by more, so right after a touch-up the ends change places.
  return { value: found[0], low: Math.min(...found), high: Math.max(...found) }
}

/** The moment from which no ink is fresh any more: this one, or later while the newest work heals. */
export const onceHealed = (moment: Moment, ageing: Pick<Ageing, 'touchUps'>): Moment =>
  moment + Math.max(0, HEALED - daysSinceWork(moment, ageing))

/** Days since the newest work, be it the sitting or a touch-up. */
export const daysSinceWork = (moment: Moment, { touchUps }: Pick<Ageing, 'touchUps'>): number =>
  moment - (touchUps.findLast((day) => day <= moment) ?? 0)

/** How ink that was laid in the last sitting looks at a moment, later touch-ups included. */
export function agedInk(moment: Moment, ageing: Ageing = usualAgeing): AgedInk {
  if (!(moment >= 0 && moment < Infinity)) throw new RangeError(`Expected a moment of 0 days or more, got ${moment}.`)
  const tau = halfLifeYears(ageing).value
  const layers = layersAt(moment, ageing.touchUps, tau)
  const density = layers.reduce((sum, { ink }) => sum + ink, 0)
  /** Over all layers, each by its ink. */
  const mean = (f: (days: number) => number) => layers.reduce((sum, { ink, days }) => sum + ink * f(days), 0) / density
  const drift = (ageing.drift ?? 1) * mean((days) => Math.min(MOST_DRIFT, yearsHealed(days) / tau))
  const drifts = DRIFT[ageing.pigment]
  return {
    density,
    hue: [1 + drifts[0] * drift, 1 + drifts[1] * drift, 1 + drifts[2] * drift],
    coreWidth: mean((days) => coreWidth(days / 7)) / coreWidth(HEALED_WEEKS),
    spreadMm2: SPREAD_MM2_PER_YEAR * mean(yearsHealed),
    patchiness: mean(patchinessOf),
    redness: rednessLeft(daysSinceWork(moment, ageing)),
    unhealed: mean(unhealedShare),
  }
}

/** Ink of one visit: its density against that of a healed sitting, and its age. */
interface Layer {
  readonly ink: number
  readonly days: number
}

/**
 * The sitting and the touch-ups up to a moment. Each touch-up lays what will be missing once it has healed: from then on
 * fading counts from it, and ink that still stands does not darken anew.
 */
function layersAt(moment: Moment, touchUps: readonly Moment[], tau: number): readonly Layer[] {
  const visits = [{ day: 0, laid: 1 }]
  const standing = (at: Moment) => visits.reduce((sum, { day, laid }) => sum + laid * inkLeft(at - day, tau), 0)
  for (const day of touchUps) {
    if (day > moment) break
    visits.push({ day, laid: Math.max(0, 1 - standing(day + HEALED)) })
  }
  return visits.map(({ day, laid }) => ({ ink: laid * inkLeft(moment - day, tau), days: moment - day }))
}

/** Of a healed sitting: 1 in week six, more before. */
const inkLeft = (days: number, tau: number): number =>
  (laidLeft(days / 7) / laidLeft(HEALED_WEEKS)) * 2 ** (-yearsHealed(days) / tau)

const yearsHealed = (days: number): number => Math.max(0, days - HEALED) / DAYS_PER_YEAR

const rednessLeft = (days: number): number => (days < REDNESS_GONE ? Math.exp(-days / REDNESS_DAYS) : 0)

const unhealedShare = (days: number): number =>
  Math.max(0, (laidLeft(days / 7) - laidLeft(HEALED_WEEKS)) / (laidLeft(0) - laidLeft(HEALED_WEEKS)))

/** Comes and goes without a kink: x^2 (1 - x)^6 is greatest at x = 1/4, which is day 7. */
function patchinessOf(days: number): number {
  const x = days / SCABS_GONE
  if (x <= 0 || x >= 1) return 0
  const shape = (at: number) => at ** 2 * (1 - at) ** 6
  return (MOST_PATCHINESS * shape(x)) / shape(1 / 4)
}
