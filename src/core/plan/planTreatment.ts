import type { AreaRole } from '../design/design.ts'
import type { Band } from '../geometry/points.ts'
import type { SkinKind } from '../pigment/ageing.ts'
import { SITTING_CONCENTRATION } from '../pigment/inkModel.ts'
import { checkBand, ends, exactly, quotient, scaled, sumTogether } from './bands.ts'
import { needles, type ClinicProfile } from './clinicProfile.ts'
import { readClinicProfile } from './clinicProfileSchema.ts'
import { pricedOr, sittingPrices, totalPrice, type Price } from './price.ts'

export interface AreaMeasures {
  readonly id: string
  readonly role: AreaRole
  readonly areaCm2: Band
  /** Healed dots that the design shows. */
  readonly dots: Band
}

export interface PlanMeasures {
  readonly areas: readonly AreaMeasures[]
  /**
   * The patient's skin. Where nobody has asked, normal skin is taken with a band that reaches to oily; a scar area always heals
   * as a scar.
   */
  readonly skin?: SkinKind | null
}

/** What a plan rests on beside the measures; the sentences are the interface's. */
export const planAssumptions = [
  'pace',
  'utilisation',
  'setUp',
  'retention',
  'skinNormal',
  'scarRetention',
  'shares',
  'evenShares',
  'shades',
  'pricePerSitting',
  'pricePerCm2',
  'priceFixed',
  'notPriced',
  'nothingToPlace',
] as const
export type PlanAssumption = (typeof planAssumptions)[number]

/** Why there are more sittings than the clinic's least: what one of them would have been, on the way up. */
export interface RaisedSittings {
  readonly code: 'minutes' | 'impressions'
  /** With so many sittings, this one (from 1) would have been over the limit. */
  readonly sittings: number
  readonly sitting: number
  readonly value: number
  readonly limit: number
}

/** One share of the work: of an area or of the whole. */
export interface Work {
  readonly dots: Band
  readonly impressions: Band
  /** Needle and pauses, without set-up. */
  readonly workMinutes: Band
}

export interface AreaPlan extends AreaMeasures, Work {
  /** Dots over area, thinner edge included; 0 for no area. One scale and one head stand behind both, so it has no band. */
  readonly dotsPerCm2: number
  readonly retention: Band
}

/** One of the sittings that are planned. Its band ends at the clinic's limits: what is left over is another sitting. */
export interface SittingPlan extends Work {
  readonly number: number
  /** Of all dots. */
  readonly share: number
  /** Ink over its full concentration: lighter first. */
  readonly concentration: number
  readonly areaCm2: Band
  readonly minutes: Band
  readonly price: Band
}

/** Every figure is a 90 % band; areas and sittings err together, since one scale and one pace stand behind them. */
export interface Plan extends Work {
  readonly areaCm2: Band
  /** Work and set-up. */
  readonly minutes: Band
  /** Of all sittings. */
  readonly setUpMinutes: Band
  readonly price: Price
  readonly areas: readonly AreaPlan[]
  readonly sittings: readonly SittingPlan[]
  /** Sittings at both ends of the work's band. */
  readonly sittingCount: Band
  readonly raised: readonly RaisedSittings[]
  readonly assumptions: readonly PlanAssumption[]
}

/** A course of so many is layered: its second sitting places more (simulation-model 3); in a longer one that adds a visit for nothing. */
const MOST_SITTINGS_FOR_LEAD = 3
/** Percentage points that the second sitting places more than the others (simulation-model 3). */
const LEAD_PERCENT = 10

/**
 * New dots over the areas of a design: impressions, time, sittings and price (simulation-model 3 and 10).
 * @param leastFor how many sittings so many dots are layered in at least; the clinic's least unless given
 * @throws RangeError where a measure or the profile makes no sense
 */
export function planTreatment(
  measures: PlanMeasures,
  profile: ClinicProfile,
  leastFor: (dots: number) => number = () => profile.leastSittings,
): Plan {
  checkMeasures(measures)
  const clinic = readClinicProfile(profile)
  const whole = measures.areas.map((area) => areaWork(area, measures.skin ?? null, clinic))
  const total = sumWork(whole)
  const sharesAt = (end: keyof Band) =>
    sharesFor(total.impressions[end], total.workMinutes[end], { ...clinic, leastSittings: leastFor(total.dots[end]) })
  const { shares, raised } = sharesAt('value')
  const sittingCount = ends((end) => sharesAt(end).shares.length)
  const areaCm2 = sumTogether(whole.map((area) => area.areaCm2))
  const prices = sittingPrices(clinic, areaCm2, shares)
  const setUp = exactly(clinic.setUpMinutes)
  const sittings = shares.map((share, k) => {
    const work = withinLimits(shareOf(total, share), clinic)
    return {
      number: k + 1,
      share,
      concentration: concentrationOf(k, shares.length),
      areaCm2,
      ...work,
      minutes: sumTogether([work.workMinutes, setUp]),
      price: prices[k]!,
    }
  })
  const setUpMinutes = scaled(sittingCount, clinic.setUpMinutes)
  return {
    areaCm2,
    ...total,
    // With more work come more sittings, each with its set-up and its price.
    minutes: sumTogether([total.workMinutes, setUpMinutes]),
    setUpMinutes,
    price: totalPrice(clinic, prices, sittingCount),
    areas: whole,
    sittings,
    sittingCount,
    raised,
    assumptions: assumptionsOf(measures, clinic, shares),
  }
}

/**
 * Shares of n sittings: all alike but ten points more in the second, in whole per cents rounded as they add up; 30, 40, 30 for
 * three.
 */
export function sittingShares(n: number): readonly number[] {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`Expected one sitting or more, got ${n}.`)
  const lead = n > 1 ? LEAD_PERCENT : 0
  const after = (k: number) => Math.round(((100 - lead) * k) / n + (k > 1 ? lead : 0))
  return Array.from({ length: n }, (_, k) => (after(k + 1) - after(k)) / 100)
}

/** Ink of sitting k of n (from 0): the last of a short course is at full concentration, and so are all after the third. */
function concentrationOf(k: number, n: number): number {
  const steps = SITTING_CONCENTRATION.slice(-Math.min(n, SITTING_CONCENTRATION.length))
  return steps[Math.min(k, steps.length - 1)]!
}

function areaWork(area: AreaMeasures, skin: SkinKind | null, clinic: ClinicProfile): AreaPlan {
  const retention = retentionOf(area.role === 'scar' ? 'scar' : skin, clinic)
  const impressions = scaled(quotient(area.dots, retention), 1 / needles[clinic.needle].dotsPerImpression)
  const pace = scaled(clinic.pacePerMinute, clinic.utilisation)
  const dotsPerCm2 = area.areaCm2.value > 0 ? area.dots.value / area.areaCm2.value : 0
  return { ...area, dotsPerCm2, retention, impressions, workMinutes: quotient(impressions, pace) }
}

/** Share of impressions that stay. Skin that nobody has asked about is normal or oily. */
function retentionOf(skin: SkinKind | null, { retention }: ClinicProfile): Band {
  if (skin !== null) return retention[skin]
  const { normal, oily } = retention
  return { value: normal.value, low: Math.min(normal.low, oily.low), high: Math.max(normal.high, oily.high) }
}

const sumWork = (parts: readonly Work[]): Work => ({
  dots: sumTogether(parts.map((part) => part.dots)),
  impressions: sumTogether(parts.map((part) => part.impressions)),
  workMinutes: sumTogether(parts.map((part) => part.workMinutes)),
})

const shareOf = ({ dots, impressions, workMinutes }: Work, share: number): Work => ({
  dots: scaled(dots, share),
  impressions: scaled(impressions, share),
  workMinutes: scaled(workMinutes, share),
})

/** The upper ends no further than one sitting may go; its dots are those that so many impressions leave. */
function withinLimits({ dots, impressions, workMinutes }: Work, clinic: ClinicProfile): Work {
  const { mostImpressions, mostMinutes, setUpMinutes } = clinic
  const upTo = (band: Band, most: number) => ({ ...band, high: Math.max(band.value, Math.min(band.high, most)) })
  return {
    dots: upTo(dots, mostImpressions * (dots.value / Math.max(impressions.value, 1))),
    impressions: upTo(impressions, mostImpressions),
    workMinutes: upTo(workMinutes, mostMinutes - setUpMinutes),
  }
}

interface Shares {
  readonly shares: readonly number[]
  readonly raised: readonly RaisedSittings[]
}

/**
 * The least number of sittings of which none is over the clinic's limits, and what forbade fewer. Where the second sitting of
 * a short course has no room for its lead, there is one more; those of a longer course are then all alike.
 */
function sharesFor(impressions: number, workMinutes: number, clinic: ClinicProfile): Shares {
  if (impressions === 0) return { shares: [], raised: [] }
  const { leastSittings, mostImpressions, mostMinutes, setUpMinutes } = clinic
  const over = (shares: readonly number[]): RaisedSittings[] => {
    const most = Math.max(...shares)
    const worst = { sittings: shares.length, sitting: shares.indexOf(most) + 1 }
    const found: RaisedSittings[] = [
      { code: 'minutes', ...worst, value: workMinutes * most + setUpMinutes, limit: mostMinutes },
      { code: 'impressions', ...worst, value: impressions * most, limit: mostImpressions },
    ]
    return found.filter(({ value, limit }) => value > limit)
  }
  const byLimits = Math.max(impressions / mostImpressions, workMinutes / (mostMinutes - setUpMinutes))
  const least = Math.max(leastSittings, Math.ceil(byLimits - 1e-9))
  const hasRoom = (n: number) => over(sittingShares(n)).length === 0
  const n = !hasRoom(least) && least <= MOST_SITTINGS_FOR_LEAD ? least + 1 : least
  const shares = hasRoom(n) ? sittingShares(n) : Array.from({ length: n }, () => 1 / n)
  return { shares, raised: n > leastSittings ? over(sittingShares(leastSittings)) : [] }
}

function assumptionsOf(measures: PlanMeasures, clinic: ClinicProfile, shares: readonly number[]): PlanAssumption[] {
  if (shares.length === 0) return ['nothingToPlace']
  const found: PlanAssumption[] = ['pace', 'utilisation', 'setUp', 'retention']
  const roles = measures.areas.map((area) => area.role)
  if ((measures.skin ?? null) === null && roles.some((role) => role !== 'scar')) found.push('skinNormal')
  if (roles.includes('scar')) found.push('scarRetention')
  const even = shares.length > 1 && shares.every((share) => share === shares[0])
  found.push(even ? 'evenShares' : 'shares', 'shades')
  const ways = { perSitting: 'pricePerSitting', perCm2: 'pricePerCm2', fixed: 'priceFixed' } as const
  found.push(pricedOr(clinic.price) ? ways[clinic.price.mode] : 'notPriced')
  return found
}

function checkMeasures({ areas }: PlanMeasures): void {
  if (areas.length === 0) throw new RangeError('Expected one area or more to plan for, got none.')
  const ids = new Set<string>()
  for (const { id, areaCm2, dots } of areas) {
    if (ids.has(id)) throw new RangeError(`Expected areas with different ids, got ${id} twice.`)
    ids.add(id)
    checkBand(areaCm2, `cm2 of area ${id}`)
    checkBand(dots, `dots of area ${id}`)
  }
}
