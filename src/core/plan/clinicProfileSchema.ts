import * as v from 'valibot'
import { askedPriceSchema, priceRangeSchema } from '../design/plannedSchema.ts'
import { needleNames } from '../design/plannedWork.ts'
import type { Band } from '../geometry/points.ts'
import { pigmentKinds, skinKinds, sunHabits } from '../pigment/ageing.ts'
import { laserMethods } from '../pigment/laser.ts'
import {
  clinicFigures as figures,
  defaultClinicProfile as usual,
  type ClinicFigure,
  type ClinicProfile,
} from './clinicProfile.ts'

/** What a clinic's profile must look like. Unknown keys are dropped; what is absent has its default. */

const within = ({ least, most, unit, whole = false }: ClinicFigure) =>
  v.pipe(
    v.number(),
    v.finite(),
    v.minValue(least, (issue) => `Expected ${least} to ${most} ${unit}, got ${issue.received}`),
    v.maxValue(most, (issue) => `Expected ${least} to ${most} ${unit}, got ${issue.received}`),
    v.check(
      (value) => !whole || Number.isInteger(value),
      (issue) => `Expected whole ${unit}, got ${issue.received}`,
    ),
  )

const number = (figure: ClinicFigure, fallback: number) => v.optional(within(figure), fallback)

const band = (figure: ClinicFigure, fallback: Band) =>
  v.optional(
    v.pipe(
      v.object({ value: within(figure), low: within(figure), high: within(figure) }),
      v.check(({ value, low, high }) => low <= value && value <= high, 'Expected low <= value <= high'),
    ),
    fallback,
  )

const price = v.nullable(priceRangeSchema)

/** One group of figures by name, each with its default. */
function group<K extends string, S>(keys: readonly K[], of: (key: K) => S): Record<K, S> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, S>
}

const retention = { normal: figures.retentionNormal, oily: figures.retentionOily, scar: figures.retentionScar }
const halfLife = { carbon: figures.halfLifeCarbon, organic: figures.halfLifeOrganic, oxide: figures.halfLifeOxide }
const sun = { covered: figures.sunCovered, normal: figures.sunNormal, outdoor: figures.sunOutdoor }
const skin = { normal: figures.skinNormal, oily: figures.skinOily, scar: figures.skinScar }
const residual = {
  pico: figures.residualPico,
  qSwitched: figures.residualQSwitched,
  saline: figures.residualSaline,
}

export const clinicProfileSchema = v.pipe(
  v.object({
    pacePerMinute: band(figures.pacePerMinute, usual.pacePerMinute),
    utilisation: number(figures.utilisation, usual.utilisation),
    setUpMinutes: number(figures.setUpMinutes, usual.setUpMinutes),
    retention: v.optional(v.object(group(skinKinds, (k) => band(retention[k], usual.retention[k]))), usual.retention),
    halfLifeYears: v.optional(
      v.object(group(pigmentKinds, (k) => number(halfLife[k], usual.halfLifeYears[k]))),
      usual.halfLifeYears,
    ),
    halfLifeFactor: number(figures.halfLifeFactor, usual.halfLifeFactor),
    sunFactor: v.optional(v.object(group(sunHabits, (k) => number(sun[k], usual.sunFactor[k]))), usual.sunFactor),
    skinFactor: v.optional(v.object(group(skinKinds, (k) => number(skin[k], usual.skinFactor[k]))), usual.skinFactor),
    touchUpBelow: number(figures.touchUpBelow, usual.touchUpBelow),
    residual: v.optional(v.object(group(laserMethods, (k) => band(residual[k], usual.residual[k]))), usual.residual),
    laserMinutesPerCm2: band(figures.laserMinutesPerCm2, usual.laserMinutesPerCm2),
    laserMinutesFixed: number(figures.laserMinutesFixed, usual.laserMinutesFixed),
    laserIntervalWeeks: band(figures.laserIntervalWeeks, usual.laserIntervalWeeks),
    restWeeks: number(figures.restWeeks, usual.restWeeks),
    sittingIntervalDays: band(figures.sittingIntervalDays, usual.sittingIntervalDays),
    patchTestDays: number(figures.patchTestDays, usual.patchTestDays),
    leastSittings: number(figures.leastSittings, usual.leastSittings),
    mostMinutes: number(figures.mostMinutes, usual.mostMinutes),
    mostImpressions: number(figures.mostImpressions, usual.mostImpressions),
    needle: v.optional(v.picklist(needleNames), usual.needle),
    price: v.optional(askedPriceSchema, usual.price),
    laserSessionPrice: v.optional(price, usual.laserSessionPrice),
    touchUpPrice: v.optional(price, usual.touchUpPrice),
  }),
  v.check(
    ({ setUpMinutes, mostMinutes }) => setUpMinutes < mostMinutes,
    'Expected the set-up of a sitting to be shorter than the longest sitting',
  ),
)

/**
 * A stored or edited profile; null or nothing stored gives the defaults.
 * @throws RangeError that names the figure and its range
 */
export function readClinicProfile(stored: unknown): ClinicProfile {
  const result = v.safeParse(clinicProfileSchema, stored ?? {})
  if (result.success) return result.output
  const [issue] = result.issues
  const path = v.getDotPath(issue)
  throw new RangeError(`Clinic profile${path ? `, ${path}` : ''}: ${issue.message}.`)
}
