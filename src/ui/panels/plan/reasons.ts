import type { Design } from '../../../core/design/design.ts'
import type { PriceMode } from '../../../core/design/plannedWork.ts'
import type { Band } from '../../../core/geometry/points.ts'
import { presentPerCm2, targetPerCm2 } from '../../../core/fill/roles.ts'
import { usualFading } from '../../../core/pigment/ageing.ts'
import { agreedPrice, type ClinicProfile, type PricedWork } from '../../../core/plan/clinicProfile.ts'
import { isUsualPrice } from '../../../core/plan/currencies.ts'
import type { Plan } from '../../../core/plan/planTreatment.ts'
import { DOTS_PER_SITTING, type Redo, type RedoAssumption } from '../../../core/plan/reversalPlan.ts'
import type { TouchUpAssumption, TouchUps } from '../../../core/plan/touchUps.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { moneyRange } from '../../shell/figures/money.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { duration } from './figures.tsx'
import { areaBandReasons, betterView, measuredOn } from '../scale/headText.ts'

const usually = (mode: PriceMode) => (range: string) => t.usualPrice(t.agreed.by[mode], range)
const usualPriceReasons = {
  pricePerSitting: usually('perSitting'),
  pricePerCm2: usually('perCm2'),
  priceFixed: usually('fixed'),
}

type Reasons<K extends string> = Readonly<Record<K, readonly string[]>>

/** What each figure of new dots rests on, in sentences with the numbers that they are planned by. */
export function planReasons(
  plan: Plan | Redo,
  profile: ClinicProfile,
  design: Design,
  work: PricedWork = 'newWork',
): Reasons<
  | 'area'
  | 'dots'
  | 'density'
  | 'impressions'
  | 'work'
  | 'setUp'
  | 'minutes'
  | 'minutesOfOne'
  | 'sittings'
  | 'sittingDots'
  | 'oneSitting'
  | 'asked'
  | 'price'
> {
  const { fill } = design
  const retentions = plan.areas.map((area) => banded(area.retention, percent))
  const usual = banded(profile.retention[fill.ageing.skin ?? 'normal'], percent)
  const { price } = profile
  const asked = moneyRange(price, price.currency)
  const limits = [
    number(profile.leastSittings),
    duration(profile.mostMinutes),
    number(profile.mostImpressions),
  ] as const
  const numbers: Readonly<Record<RedoAssumption, string>> = {
    pace: banded(profile.pacePerMinute, number),
    utilisation: percent(profile.utilisation),
    setUp: duration(profile.setUpMinutes),
    retention: retentions.length > 0 ? [...new Set(retentions)].join(', ') : usual,
    skinNormal: '',
    scarRetention: '',
    shares: plan.sittings.map(({ share }) => percent(share)).join(', '),
    evenShares: number(plan.sittings.length),
    shades: plan.sittings.map(({ concentration }) => percent(concentration)).join(', '),
    pricePerSitting: asked,
    pricePerCm2: asked,
    priceFixed: asked,
    priceTouchUp: asked,
    touchUpPricedAsSitting: '',
    touchUpNotPriced: '',
    notPriced: '',
    fewerToAdd: number(DOTS_PER_SITTING),
    nothingToPlace: '',
  }
  const agreed = agreedPrice(profile, design.plan, work)
  const sentences = {
    ...t.assumptions,
    ...(agreed ? t.agreed.reasons : isUsualPrice(profile) ? usualPriceReasons : {}),
  }
  const made = new Set<RedoAssumption>(plan.assumptions)
  const said = (...names: readonly RedoAssumption[]) =>
    names.filter((name) => made.has(name)).map((name) => sentences[name](numbers[name]))
  const needle = said('pace', 'utilisation')
  const onHead = scalpReasons(design, plan.areaCm2)
  const skin =
    fill.ageing.skin === null || plan.areas.every(({ role }) => role === 'scar') ? [] : [t.skinOf[fill.ageing.skin]]
  const { low, value, high } = plan.sittingCount
  const counts = low < high ? [t.endsOf(number(low), number(high))] : []
  const setUp = [...needle, ...said('setUp')]
  const priced = said(
    'priceTouchUp',
    'pricePerSitting',
    'pricePerCm2',
    'priceFixed',
    'touchUpPricedAsSitting',
    'touchUpNotPriced',
    'notPriced',
  )
  return {
    area: onHead,
    dots: [...onHead, ...said('nothingToPlace')],
    // Each area asks for a density of its own.
    density: design.areas ? [] : densityReasons(plan, askedPerCm2(design)),
    impressions: [...said('retention', 'skinNormal', 'scarRetention'), ...skin, t.needle.leaves[profile.needle]],
    work: needle,
    setUp: [...said('setUp'), ...counts],
    minutes: [...setUp, ...counts],
    minutesOfOne: setUp,
    sittings: [t.limits(...limits), ...said('fewerToAdd'), ...counts],
    sittingDots: [...said('shares', 'evenShares', 'shades'), ...onHead],
    oneSitting: value < high ? [t.rest] : [],
    asked: priced,
    price: price.mode === 'perSitting' ? [...priced, ...counts] : priced,
  }
}

/** What the scalp's area and dots stand on. */
function scalpReasons(design: Design, areaCm2: Band): readonly string[] {
  const head = measuredOn(design, areaCm2)
  return head ? [head, betterView(design)].filter((text) => text !== null) : [t.flat, t.studioCounts]
}

/** What the cm2 of one area stand on, and what their band is made of. How wide that is stands in the first sentence. */
export const areaReasons = (design: Design, areaCm2: Band): readonly string[] => [
  ...scalpReasons(design, areaCm2),
  ...areaBandReasons(design, areaCm2).slice(1),
]

/** Dots that the design asks for away from every edge, beside the hair that stands there. */
export const askedPerCm2 = (design: Design): number => Math.max(0, targetPerCm2(design) - presentPerCm2(design))

/** Why the dots are not the area times the density that is set. */
function densityReasons(plan: Pick<Plan, 'areas'>, asked: number): readonly string[] {
  const least = Math.min(...plan.areas.map(({ dotsPerCm2 }) => dotsPerCm2))
  const most = Math.max(...plan.areas.map(({ dotsPerCm2 }) => dotsPerCm2))
  return [
    t.densityOf(number(asked)),
    ...(Math.round(least) < Math.round(asked) ? [t.thinner] : []),
    ...(Math.round(most) > Math.round(asked) ? [t.denser] : []),
    t.sum,
  ]
}

/** The same for what comes after. */
export function touchUpReasons(due: TouchUps, { fill }: Design): Reasons<'set' | 'due' | 'times' | 'price'> {
  const said = (...names: readonly TouchUpAssumption[]) =>
    names.filter((name) => due.assumptions.includes(name)).map((name) => t.touchUpAssumptions[name](below))
  const { ageing } = fill
  const below = percent((ageing.fading ?? usualFading).touchUpBelow)
  const years = banded(due.halfLifeYears, (y) => number(y, 1))
  return {
    due: [t.halfLife(t.pigments[ageing.pigment], years), ...said('halfLife', 'fadingSkinNotAsked')],
    set: said('setInDesign'),
    times: said('setInDesign', 'fullStrengthAfterTouchUp'),
    price: said('touchUpPricedAsSitting', 'touchUpNotPriced'),
  }
}

/** That a price is none of the clinic's, to stand in plain sight beside it; null where it is, and where one was agreed. */
export const usualPriceSaid = (clinic: ClinicProfile, { plan }: Design, work: PricedWork = 'newWork'): string | null =>
  agreedPrice(clinic, plan, work) === null && isUsualPrice(clinic) ? t.usualInRupees : null

/** A figure with its band in brackets, where it has one. */
export const banded = ({ value, low, high }: Band, text: (value: number) => string): string =>
  low === high ? text(value) : t.withBand(text(value), text(low), text(high))
