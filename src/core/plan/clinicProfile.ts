import type { Band } from '../geometry/points.ts'
import {
  leastSittingsRange,
  MOST_PRICE,
  type AskedPrice,
  type NeedleName,
  type PlannedWork,
  type PriceRange,
} from '../design/plannedWork.ts'
import {
  HALF_LIFE_SPREAD,
  HALF_LIFE_YEARS,
  SKIN_FACTOR,
  SUN_FACTOR,
  skinKinds,
  sunHabits,
  TOUCH_UP_BELOW,
  usualFading,
  type Ageing,
  type Fading,
  type PigmentKind,
  type SkinKind,
} from '../pigment/ageing.ts'
import { residualPerSession, type LaserMethod } from '../pigment/laser.ts'

/** What a clinic knows about its own work. Every plan is made from it; every number but the references can be edited. */
export interface ClinicProfile extends Fading {
  /** Impressions a minute while the needle works. */
  readonly pacePerMinute: Band
  /** Share of a sitting's work in which the needle works. */
  readonly utilisation: number
  readonly setUpMinutes: number
  /** Share of impressions that are still there when healed. */
  readonly retention: Readonly<Record<SkinKind, Band>>
  /** Of pigment in covered-as-usual normal skin, after healing. */
  readonly halfLifeYears: Readonly<Record<PigmentKind, number>>
  /** Share of pigment left after one session, by method. */
  readonly residual: Readonly<Record<LaserMethod, Band>>
  readonly laserMinutesPerCm2: Band
  readonly laserMinutesFixed: number
  readonly laserIntervalWeeks: Band
  /** Between the last laser session and new dots. */
  readonly restWeeks: number
  readonly sittingIntervalDays: Band
  readonly patchTestDays: number
  readonly leastSittings: number
  readonly mostMinutes: number
  readonly mostImpressions: number
  readonly needle: NeedleName
  readonly price: AskedPrice
  /** Null: not priced. There is no published figure to start from. */
  readonly laserSessionPrice: PriceRange | null
  /** Null: the price of a sitting where the clinic charges by the sitting, else not priced. */
  readonly touchUpPrice: PriceRange | null
}

/** Dots that one touch of the needle leaves: its points enter together and heal as one dot. */
export const needles: Readonly<Record<NeedleName, { readonly points: number; readonly dotsPerImpression: number }>> = {
  oneRound: { points: 1, dotsPerImpression: 1 },
  threeRound: { points: 3, dotsPerImpression: 1 },
}

/** A default, its 90 % band (low = high where it is a decision), and what a clinic may enter. */
export interface ClinicFigure extends Band {
  readonly least: number
  readonly most: number
  readonly unit: string
  /** Counted, never in parts. */
  readonly whole?: boolean
  /** Published source, or how it was assumed. */
  readonly source: string
}

const decided = (value: number, least: number, most: number, unit: string, source = 'assumed'): ClinicFigure => ({
  value,
  low: value,
  high: value,
  least,
  most,
  unit,
  source,
})

const between = (
  [value, low, high]: readonly [number, number, number],
  least: number,
  most: number,
  unit: string,
  source = 'assumed',
): ClinicFigure => ({ value, low, high, least, most, unit, source })

const FADING = 'assumed, within published touch-up times of 2-6 years'
const RESIDUAL = 'share left per session'
const residual = (method: LaserMethod, source: string): ClinicFigure => ({
  ...residualPerSession(method),
  least: 0.01,
  most: 0.99,
  unit: RESIDUAL,
  source,
})

/** Every number of the plan with unit, range and source (simulation-model 3, 8, 9, 10): thin evidence, never fact. */
export const clinicFigures = {
  pacePerMinute: between([75, 58, 117], 5, 1000, 'impressions/min', 'clinic FAQ: 14,000 in 2-4 h'),
  utilisation: decided(0.85, 0.2, 1, 'share'),
  setUpMinutes: decided(20, 0, 120, 'min/sitting'),
  retentionNormal: between([0.9, 0.8, 0.96], 0.05, 1, 'share'),
  retentionOily: between([0.8, 0.65, 0.9], 0.05, 1, 'share'),
  retentionScar: between([0.55, 0.4, 0.7], 0.05, 1, 'share', 'assumed; scars fade 1.8 x faster in 6 months (Liu 2025)'),
  halfLifeCarbon: decided(HALF_LIFE_YEARS.carbon, 0.25, 50, 'years', FADING),
  halfLifeOrganic: decided(HALF_LIFE_YEARS.organic, 0.25, 50, 'years', FADING),
  halfLifeOxide: decided(HALF_LIFE_YEARS.oxide, 0.25, 50, 'years', FADING),
  halfLifeFactor: decided(HALF_LIFE_SPREAD, 1, 5, 'factor'),
  sunCovered: decided(SUN_FACTOR.covered, 0.1, 3, 'factor'),
  sunNormal: decided(SUN_FACTOR.normal, 0.1, 3, 'factor', 'the reference'),
  sunOutdoor: decided(SUN_FACTOR.outdoor, 0.1, 3, 'factor'),
  skinNormal: decided(SKIN_FACTOR.normal, 0.1, 3, 'factor', 'the reference'),
  skinOily: decided(SKIN_FACTOR.oily, 0.1, 3, 'factor'),
  skinScar: decided(SKIN_FACTOR.scar, 0.1, 3, 'factor', 'Liu 2025: 1.8 x faster in 6 months'),
  touchUpBelow: decided(TOUCH_UP_BELOW, 0.05, 0.95, 'share of healed density'),
  residualPico: residual('pico', 'assumed; 1-3 sessions cleared four patients (Wu 2020)'),
  residualQSwitched: residual('qSwitched', 'assumed'),
  residualSaline: residual('saline', 'assumed'),
  laserMinutesPerCm2: between([0.15, 0.1, 0.22], 0.001, 10, 'min/cm2'),
  laserMinutesFixed: decided(10, 0, 120, 'min/session'),
  laserIntervalWeeks: between([7, 6, 8], 1, 52, 'weeks', 'Kirby and Desai 2009: 6-8'),
  restWeeks: decided(8, 0, 104, 'weeks'),
  sittingIntervalDays: between([14, 7, 30], 1, 365, 'days', 'clinic pages and healing guides: 7-30'),
  patchTestDays: { ...decided(14, 0, 365, 'days'), whole: true },
  leastSittings: { ...decided(3, ...leastSittingsRange, 'sittings', 'Liu 2025: 30, 70, 100 % in three'), whole: true },
  mostMinutes: decided(240, 30, 720, 'min/sitting', 'clinic FAQ: 2-4 h'),
  mostImpressions: decided(14_000, 500, 200_000, 'impressions/sitting', 'clinic FAQ: 14,000'),
  price: between([22_500, 15_000, 30_000], 0, MOST_PRICE, 'INR/sitting', 'assumed'),
} as const satisfies Readonly<Record<string, ClinicFigure>>

export type ClinicFigureName = keyof typeof clinicFigures

const f = clinicFigures
const band = ({ value, low, high }: ClinicFigure): Band => ({ value, low, high })

export const defaultClinicProfile: ClinicProfile = {
  pacePerMinute: band(f.pacePerMinute),
  utilisation: f.utilisation.value,
  setUpMinutes: f.setUpMinutes.value,
  retention: { normal: band(f.retentionNormal), oily: band(f.retentionOily), scar: band(f.retentionScar) },
  halfLifeYears: { carbon: f.halfLifeCarbon.value, organic: f.halfLifeOrganic.value, oxide: f.halfLifeOxide.value },
  halfLifeFactor: f.halfLifeFactor.value,
  sunFactor: { covered: f.sunCovered.value, normal: f.sunNormal.value, outdoor: f.sunOutdoor.value },
  skinFactor: { normal: f.skinNormal.value, oily: f.skinOily.value, scar: f.skinScar.value },
  touchUpBelow: f.touchUpBelow.value,
  residual: { pico: band(f.residualPico), qSwitched: band(f.residualQSwitched), saline: band(f.residualSaline) },
  laserMinutesPerCm2: band(f.laserMinutesPerCm2),
  laserMinutesFixed: f.laserMinutesFixed.value,
  laserIntervalWeeks: band(f.laserIntervalWeeks),
  restWeeks: f.restWeeks.value,
  sittingIntervalDays: band(f.sittingIntervalDays),
  patchTestDays: f.patchTestDays.value,
  leastSittings: f.leastSittings.value,
  mostMinutes: f.mostMinutes.value,
  mostImpressions: f.mostImpressions.value,
  needle: 'oneRound',
  price: { mode: 'perSitting', low: f.price.low, high: f.price.high, currency: 'INR' },
  laserSessionPrice: null,
  touchUpPrice: null,
}

/** What is priced: the whole of new work, or the new dots of a reversal. */
export type PricedWork = 'newWork' | 'reversal'

/**
 * The price agreed with a patient, where it counts. In another currency than the clinic's other prices it does not: sums would
 * mix both. A price in all is for the whole of new work, not for a reversal's few new dots.
 */
export function agreedPrice({ price: asked }: ClinicProfile, { price }: PlannedWork, work: PricedWork) {
  if (price?.currency !== asked.currency) return null
  return work === 'reversal' && price.mode === 'fixed' ? null : price
}

/** A clinic's numbers for a patient, with the needle, the sittings and the price that were agreed on. */
export const agreedProfile = (
  clinic: ClinicProfile,
  planned: PlannedWork,
  work: PricedWork = 'newWork',
): ClinicProfile => ({
  ...clinic,
  needle: planned.needle ?? clinic.needle,
  // Dots that are added to work that is there need as many sittings as they need.
  leastSittings: (work === 'newWork' ? planned.leastSittings : null) ?? clinic.leastSittings,
  price: agreedPrice(clinic, planned, work) ?? clinic.price,
})

/** Ink as this clinic sees it fade: what a design takes over, so that picture and plan age alike. */
export const agedBy = (ageing: Ageing, clinic: ClinicProfile): Ageing =>
  agesBy(ageing, clinic)
    ? ageing
    : { ...ageing, halfLifeYears: clinic.halfLifeYears[ageing.pigment], fading: fadingOf(clinic) }

/** Whether ink fades by this clinic's numbers already. */
export function agesBy({ pigment, halfLifeYears, fading = usualFading }: Ageing, clinic: ClinicProfile): boolean {
  const own = fadingOf(clinic)
  return (
    halfLifeYears === clinic.halfLifeYears[pigment] &&
    fading.halfLifeFactor === own.halfLifeFactor &&
    fading.touchUpBelow === own.touchUpBelow &&
    sunHabits.every((sun) => fading.sunFactor[sun] === own.sunFactor[sun]) &&
    skinKinds.every((skin) => fading.skinFactor[skin] === own.skinFactor[skin])
  )
}

const fadingOf = ({ sunFactor, skinFactor, halfLifeFactor, touchUpBelow }: ClinicProfile): Fading => ({
  sunFactor,
  skinFactor,
  halfLifeFactor,
  touchUpBelow,
})
