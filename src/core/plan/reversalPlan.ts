import type { AskedPrice } from '../design/plannedWork.ts'
import { reversalRange } from '../design/reversal.ts'
import type { Band } from '../geometry/points.ts'
import {
  BODY_TATTOO_RESIDUAL,
  CLEARED_CONTRAST,
  extraSessions,
  inkCorrected,
  kirbyDesai,
  lightenSessions,
  MOST_PASSES,
  sessionsTo,
  skinCorrected,
  softenedSessions,
} from '../pigment/laser.ts'
import { checkBand, ends, exactly } from './bands.ts'
import type { ClinicProfile } from './clinicProfile.ts'
import { readClinicProfile } from './clinicProfileSchema.ts'
import { planTreatment, type AreaMeasures, type Plan, type PlanAssumption } from './planTreatment.ts'
import { pricedOr, touchUpRange, type Price } from './price.ts'
import {
  courseOf,
  type ReversalCourse,
  type ReversalMeasures,
  type ZoneMeasures,
  type ReversalSettings,
} from './reversalCourse.ts'

export type RedoAssumption =
  PlanAssumption | 'fewerToAdd' | 'priceTouchUp' | 'touchUpPricedAsSitting' | 'touchUpNotPriced'

/** New dots after the rest. */
export interface Redo extends Omit<Plan, 'price' | 'assumptions'> {
  /** Whether they are placed with a touch-up. */
  readonly touchUp: boolean
  /** Null where what they are placed with, touch-up or sittings, is not priced. */
  readonly price: Price | null
  /** The clinic's numbers as they are planned by: the price of a touch-up where that is so, and as few sittings as the dots need. */
  readonly profile: ClinicProfile
  readonly assumptions: readonly RedoAssumption[]
}

export interface ReversalPlan {
  readonly chosen: 'remove' | 'soften'
  readonly remove: ReversalCourse
  /** The remove zone is lightened by fewer sessions, and stays. */
  readonly soften: ReversalCourse
  /** Sessions until a tenth of the contrast is left, whatever is planned. */
  readonly needed: Band
  /** Kirby-Desai score: the figure for tattoos in general, which overstates scalp dots. */
  readonly kirbyDesai: Band
  /** Share left per session in this skin and ink. */
  readonly residual: Band
  /** Null where no new dots are to be placed, or too few for a visit. */
  readonly redo: Redo | null
}

/**
 * Dots that are layered into what is there have a sitting for each so many begun, up to the clinic's least. So a corner of
 * 5 cm2 takes one, and a hairline of 25 cm2, the least that is new work of its own, the usual three. Assumed.
 */
export const DOTS_PER_SITTING = 1000
/**
 * Fewer new dots than these are placed when the patient comes for the touch-up: less than 10 minutes of work, no sitting of its
 * own. Assumed.
 */
const TOUCH_UP_DOTS = 500

/** Whether new dots are so few that one touch-up covers them. */
export const isTouchUpWork = ({ dots }: Pick<ZoneMeasures, 'dots'>): boolean =>
  dots.value > 0 && dots.value < TOUCH_UP_DOTS

/**
 * Fewer new dots than these, on less new skin than this, ask for no visit: three minutes with the needle that any later touch-up
 * has room for. A line that is only raised leaves some 200 along its edge, most of them between those that stay. Assumed.
 */
const SLIVER = { dots: 250, cm2: 0.5 }

/** Whether new dots are too few for a visit of their own. */
export const isSliver = ({ dots, areaCm2 }: ZoneMeasures): boolean =>
  dots.value > 0 && dots.value < SLIVER.dots && areaCm2.value < SLIVER.cm2

/** The fewest sittings that so many dots are added in. */
const leastToAdd = (dots: number, { leastSittings }: ClinicProfile): number =>
  Math.max(1, Math.min(leastSittings, Math.ceil(dots / DOTS_PER_SITTING)))

/** The control's upper end. */
export const MOST_SESSIONS = reversalRange.sessions[1]

/**
 * Partial reversal of existing dots and the work after it (simulation-model 9): an estimate that varies with pigment, depth and
 * skin; the clinician decides.
 * @throws RangeError where a measure, a setting or the profile makes no sense
 */
export function reversalPlan(
  measures: ReversalMeasures,
  settings: ReversalSettings,
  profile: ClinicProfile,
): ReversalPlan {
  check(measures, settings)
  const clinic = readClinicProfile(profile)
  const { zones } = measures
  const { ink, skinType, soften } = settings
  const inSkin = skinCorrected(residualOf(settings), skinType)
  const residual = inkCorrected(inSkin, ink)
  const needed = neededSessions(measures, settings, inSkin)
  const planned = zones.remove.areaCm2.value > 0 ? (settings.sessions ?? Math.min(MOST_SESSIONS, needed.value)) : 0
  const sessions = planned === needed.value ? needed : exactly(planned)
  const fewer = softenedSessions(residual, planned)
  const redo = redoOf(measures, clinic)
  const lighten = zones.lighten.areaCm2.value > 0 ? lightenSessions(settings.sessions) : 0
  const course = (count: Band) => courseOf({ measures, settings, clinic, residual, redo, lighten, sessions: count })
  return {
    chosen: soften ? 'soften' : 'remove',
    remove: course(sessions),
    soften: course(exactly(fewer)),
    needed,
    kirbyDesai: kirbyDesai({
      skinType,
      // Scalp dots are little ink, and more where they ran deep.
      ink: ink.deep ? 3 : 2,
      scar: measures.skin === 'scar' ? 3 : 0,
      layered: ink.passes > MOST_PASSES,
    }),
    residual,
    redo,
  }
}

/**
 * Shifted ink answers other light, and metal oxides may darken under a laser: then the pessimistic end is that of body tattoos
 * (assumed). How often and how far they darken is not known, simulation-model 9 has no figure: the value stays, and more ink
 * than there was lies outside the band.
 */
function residualOf({ residual, ink }: ReversalSettings): Band {
  if (!ink.oxide && !ink.colourShifted) return residual
  return { ...residual, high: Math.max(residual.high, BODY_TATTOO_RESIDUAL) }
}

/** @param residual in this skin, whatever the ink */
function neededSessions({ zones, contrast }: ReversalMeasures, { ink }: ReversalSettings, residual: Band): Band {
  if (zones.remove.areaCm2.value === 0) return exactly(0)
  const other = sessionsTo(CLEARED_CONTRAST, contrast, residual)
  // Of ink darker than usual one session more may not be enough.
  const hard = sessionsTo(CLEARED_CONTRAST, contrast, inkCorrected(residual, ink))
  const withOneMore = ends((end) => (other[end] > 0 ? Math.max(other[end] + extraSessions(ink), hard[end]) : 0))
  return { ...withOneMore, low: other.low }
}

/** New dots: those of the add zone, in as many sittings as they need, at the price of a touch-up where one covers them. */
function redoOf({ zones, role, skin }: ReversalMeasures, clinic: ClinicProfile): Redo | null {
  if (zones.add.dots.value === 0 || isSliver(zones.add)) return null
  const areas: readonly AreaMeasures[] = [{ id: 'add', role, ...zones.add }]
  const touchUp = isTouchUpWork(zones.add)
  const leastSittings = leastToAdd(zones.add.dots.value, clinic)
  const profile = { ...clinic, leastSittings, ...(touchUp ? { price: touchUpPriceOf(clinic) } : {}) }
  // A touch-up is one visit, whatever the band of its dots.
  const leastFor = touchUp ? () => 1 : (dots: number) => leastToAdd(dots, clinic)
  const plan = planTreatment(skin ? { areas, skin } : { areas }, profile, leastFor)
  const fewer: readonly RedoAssumption[] = leastSittings < clinic.leastSittings && !touchUp ? ['fewerToAdd'] : []
  return {
    ...plan,
    touchUp,
    price: (touchUp ? touchUpRange(clinic) : pricedOr(clinic.price)) && plan.price,
    profile,
    assumptions: touchUp
      ? [
          ...plan.assumptions.filter((name) => name !== 'pricePerSitting' && name !== 'notPriced'),
          ...touchUpPricing(clinic),
        ]
      : [...plan.assumptions, ...fewer],
  }
}

/** Of the one visit; 0 to 0 where it is not priced. */
function touchUpPriceOf(clinic: ClinicProfile): AskedPrice {
  const { low, high } = touchUpRange(clinic) ?? { low: 0, high: 0 }
  return { mode: 'perSitting', low, high, currency: clinic.price.currency }
}

function touchUpPricing(clinic: ClinicProfile): readonly RedoAssumption[] {
  if (pricedOr(clinic.touchUpPrice)) return ['priceTouchUp']
  return touchUpRange(clinic) ? ['pricePerSitting', 'touchUpPricedAsSitting'] : ['touchUpNotPriced']
}

function check({ zones, contrast }: ReversalMeasures, { sessions, intervalWeeks, ink }: ReversalSettings): void {
  for (const name of ['remove', 'lighten', 'keep', 'add'] as const) {
    checkBand(zones[name].areaCm2, `cm2 to ${name}`)
    checkBand(zones[name].dots, `dots to ${name}`)
  }
  checkBand(contrast, 'contrast of the existing dots')
  if (sessions !== null && !(Number.isInteger(sessions) && sessions >= 0 && sessions <= MOST_SESSIONS))
    throw new RangeError(`Expected 0 to ${MOST_SESSIONS} laser sessions, got ${sessions}.`)
  if (!(intervalWeeks > 0 && intervalWeeks < Infinity))
    throw new RangeError(`Expected weeks between laser sessions, got ${intervalWeeks}.`)
  if (!(ink.passes >= 0)) throw new RangeError(`Expected passes of earlier work, got ${ink.passes}.`)
}
