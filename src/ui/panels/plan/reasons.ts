import type { Design } from '../../../core/design/design.ts'
import type { Band } from '../../../core/geometry/points.ts'
import type { ClinicProfile } from '../../../core/plan/clinicProfile.ts'
import type { Plan, PlanAssumption } from '../../../core/plan/planTreatment.ts'
import type { TouchUpAssumption, TouchUps } from '../../../core/plan/touchUps.ts'
import { number, percent } from '../../shell/format.ts'
import { planStrings as t } from '../../shell/planStrings.ts'
import { duration, moneyRange } from './figures.tsx'

type Reasons<K extends string> = Readonly<Record<K, readonly string[]>>

/** What each figure of new dots rests on, in sentences with the clinic's own numbers. */
export function planReasons(
  plan: Plan,
  profile: ClinicProfile,
  { fill }: Design,
): Reasons<'area' | 'dots' | 'impressions' | 'work' | 'minutes' | 'sittings' | 'sittingDots' | 'price'> {
  const retention = plan.areas[0]?.retention ?? profile.retention[fill.ageing.skin]
  const { price } = profile
  const asked = moneyRange(price.currency)(price.low, price.high)
  const limits = [
    number(profile.leastSittings),
    duration(profile.mostMinutes),
    number(profile.mostImpressions),
  ] as const
  const numbers: Readonly<Record<PlanAssumption, string>> = {
    pace: banded(profile.pacePerMinute, number),
    utilisation: percent(profile.utilisation),
    setUp: duration(profile.setUpMinutes),
    retention: banded(retention, percent),
    skinNormal: '',
    scarRetention: '',
    shares: plan.sittings.map(({ share }) => percent(share)).join(', '),
    evenShares: number(plan.sittings.length),
    shades: plan.sittings.map(({ concentration }) => percent(concentration)).join(', '),
    pricePerSitting: asked,
    pricePerCm2: asked,
    priceFixed: asked,
    nothingToPlace: '',
  }
  const said = (...names: readonly PlanAssumption[]) =>
    names.filter((name) => plan.assumptions.includes(name)).map((name) => t.assumptions[name](numbers[name]))
  const work = said('pace', 'utilisation')
  return {
    area: [t.flat],
    dots: [t.density(number(fill.densityPerCm2)), t.flat, ...said('nothingToPlace')],
    impressions: [...said('retention', 'skinNormal', 'scarRetention'), t.needle.leaves[profile.needle]],
    work,
    minutes: [...work, ...said('setUp')],
    sittings: [t.limits(...limits)],
    sittingDots: [...said('shares', 'evenShares', 'shades'), t.flat],
    price: said('pricePerSitting', 'pricePerCm2', 'priceFixed'),
  }
}

/** The same for what comes after. */
export function touchUpReasons(due: TouchUps, { fill }: Design): Reasons<'due' | 'times' | 'price'> {
  const said = (...names: readonly TouchUpAssumption[]) =>
    names.filter((name) => due.assumptions.includes(name)).map((name) => t.touchUpAssumptions[name])
  const years = banded(due.halfLifeYears, (y) => number(y, 1))
  return {
    due: [t.halfLife(t.pigments[fill.ageing.pigment], years), ...said('halfLife')],
    times: said('fullStrengthAfterTouchUp'),
    price: said('touchUpPricedAsSitting', 'touchUpNotPriced'),
  }
}

const banded = ({ value, low, high }: Band, text: (value: number) => string): string =>
  low === high ? text(value) : t.withBand(text(value), text(low), text(high))
