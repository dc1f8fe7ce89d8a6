import type { AreaRole } from '../design/design.ts'
import type { SkinKind } from '../pigment/ageing.ts'
import type { Band } from '../geometry/points.ts'
import {
  CLEARED_CONTRAST,
  contrastAfter,
  contrastCourse,
  extraSessions,
  isDarkSkin,
  type SkinType,
} from '../pigment/laser.ts'
import { exactly, product, scaled, sumApart, sumTogether } from './bands.ts'
import type { ClinicProfile } from './clinicProfile.ts'
import type { Plan } from './planTreatment.ts'
import { inCurrency, pricedOr, rangeBand, type Price } from './price.ts'
import { laserWeeks, timelineOf, type TimelineNode } from './timeline.ts'

export interface ZoneMeasures {
  readonly areaCm2: Band
  readonly dots: Band
}

export interface ReversalMeasures {
  /** Lighten is a part of keep. */
  readonly zones: Readonly<Record<'remove' | 'lighten' | 'keep' | 'add', ZoneMeasures>>
  /** Contrast of the existing dots today, fading included; 1 = newly healed. */
  readonly contrast: Band
  /** Of the new area. */
  readonly role: AreaRole
  readonly skin?: SkinKind | null
}

/** What the artist decides; a design's reversal document has all of it. */
export interface ReversalSettings {
  /** Share of pigment left after one session, before the skin is counted in. */
  readonly residual: Band
  /** Null: as many as are needed. */
  readonly sessions: number | null
  readonly intervalWeeks: number
  readonly soften: boolean
  readonly ink: {
    readonly oxide: boolean
    readonly deep: boolean
    readonly passes: number
    readonly colourShifted: boolean
  }
  readonly skinType: SkinType | null
  readonly startDate: string | null
  readonly gapDays: Readonly<Record<string, number>>
}

export type ReversalWarning = 'patchTestFirst' | 'metalOxide' | 'colourShifted' | 'darkSkin' | 'stillVisible'

export type ReversalAssumption =
  | 'residual'
  | 'skinNotAsked'
  | 'residualWidened'
  | 'laserMinutes'
  | 'lightenOnce'
  | 'hardInkExtraSession'
  | 'restBeforeSittings'
  | 'laserNotPriced'
  | 'touchUpNotPriced'
  | 'notPriced'

/** One way to go: laser sessions, rest, and the sittings after them. */
export interface ReversalCourse {
  /** On the remove zone. Those needed are an estimate with its band; another number is a decision. */
  readonly sessions: Band
  /** Visits to the laser: those of the remove zone, or of the lighten zone where only that is treated. */
  readonly lasers: number
  /** Contrast of the remove zone before the first session and after each. */
  readonly contrasts: readonly Band[]
  /** Contrast of the lighten zone in the end. */
  readonly lightenContrast: Band
  /** Skin treated in each session, and the time it takes. */
  readonly treatedCm2: readonly Band[]
  readonly minutes: readonly Band[]
  /** All sessions together; null where the clinic has no price for them. */
  readonly laserPrice: Price | null
  /** With the new dots; null where the laser or those are not priced. */
  readonly price: Price | null
  /** From the first visit to the last. */
  readonly weeks: Band
  readonly timeline: readonly TimelineNode[]
  readonly warnings: readonly ReversalWarning[]
  readonly assumptions: readonly ReversalAssumption[]
}

/** What a course is made of. */
export interface CourseParts {
  readonly measures: ReversalMeasures
  readonly settings: ReversalSettings
  readonly clinic: ClinicProfile
  readonly residual: Band
  /** New dots after the rest; their price is null where it is not known. */
  readonly redo: (Pick<Plan, 'sittings'> & { readonly price: Price | null; readonly touchUp: boolean }) | null
  readonly sessions: Band
  readonly lighten: number
}

/** One course in figures and dates. */
export function courseOf({
  measures,
  settings,
  clinic,
  residual,
  redo,
  sessions,
  lighten,
}: CourseParts): ReversalCourse {
  const { zones, contrast } = measures
  const lasers = Math.max(sessions.value, lighten)
  const visits: Band = { value: lasers, low: Math.max(sessions.low, lighten), high: Math.max(sessions.high, lighten) }
  const contrasts = contrastCourse(contrast, residual, sessions.value)
  const treatedCm2 = Array.from({ length: lasers }, (_, k) =>
    sumTogether([
      k < sessions.value ? zones.remove.areaCm2 : exactly(0),
      k < lighten ? zones.lighten.areaCm2 : exactly(0),
    ]),
  )
  const { startDate, intervalWeeks, gapDays } = settings
  const sittings = redo?.sittings.length ?? 0
  const timeline = timelineOf({ startDate, patchTest: lasers > 0, lasers, intervalWeeks, sittings, gapDays }, clinic)
  const each = pricedOr(clinic.laserSessionPrice)
  const { currency } = clinic.price
  const laserPrice =
    lasers === 0 ? inCurrency(exactly(0), currency) : each && inCurrency(product(visits, rangeBand(each)), currency)
  const redoPrice = redo ? redo.price : exactly(0)
  return {
    sessions,
    lasers,
    contrasts,
    lightenContrast: contrastAfter(contrast, residual, lighten),
    treatedCm2,
    minutes: treatedCm2.map((cm2) =>
      sumTogether([product(cm2, clinic.laserMinutesPerCm2), exactly(clinic.laserMinutesFixed)]),
    ),
    laserPrice,
    price: laserPrice && redoPrice && inCurrency(sumTogether([laserPrice, redoPrice]), currency),
    weeks: weeksOf(timeline, visits, settings, clinic),
    timeline,
    warnings: warningsOf(
      settings,
      zones.remove.areaCm2.value > 0 && contrasts.at(-1)!.value > CLEARED_CONTRAST,
      lasers,
    ),
    assumptions: assumptionsOf(settings, { lasers, lighten, redo, laserPrice, sessions }),
  }
}

/** Dates stand in the timeline; their band is that of the number of sessions and of the two intervals. */
function weeksOf(
  timeline: readonly TimelineNode[],
  visits: Band,
  { intervalWeeks }: ReversalSettings,
  clinic: ClinicProfile,
): Band {
  const { laserIntervalWeeks, sittingIntervalDays } = clinic
  const gapsOf = (kind: TimelineNode['kind']) =>
    timeline.filter((node) => node.kind === kind && node.number > 1).map((node) => node.gapDays)
  const sum = (days: readonly number[]) => days.reduce((total, gap) => total + gap, 0)
  const lasers = gapsOf('laser')
  const sittings = gapsOf('sitting')
  const usual = (band: Band, days: number) => scaled(band, days / band.value)
  const between = lasers.length > 0 ? sum(lasers) / lasers.length : 7 * laserWeeks(intervalWeeks, clinic)
  const intervals = {
    value: Math.max(0, visits.value - 1),
    low: Math.max(0, visits.low - 1),
    high: Math.max(0, visits.high - 1),
  }
  const laserDays = product(intervals, usual(laserIntervalWeeks, between))
  const sittingDays = sittings.length > 0 ? usual(sittingIntervalDays, sum(sittings)) : exactly(0)
  const rest = (timeline.at(-1)?.day ?? 0) - sum(lasers) - sum(sittings)
  return scaled(sumApart([exactly(rest), laserDays, sittingDays]), 1 / 7)
}

function warningsOf({ ink, skinType }: ReversalSettings, visible: boolean, lasers: number): ReversalWarning[] {
  const found: ReversalWarning[] = []
  if (lasers > 0) {
    found.push('patchTestFirst')
    if (ink.oxide) found.push('metalOxide')
    if (ink.colourShifted) found.push('colourShifted')
    if (isDarkSkin(skinType)) found.push('darkSkin')
  }
  if (visible) found.push('stillVisible')
  return found
}

function assumptionsOf(
  { ink, skinType }: ReversalSettings,
  c: Pick<ReversalCourse, 'lasers' | 'laserPrice' | 'sessions'> & Pick<CourseParts, 'lighten' | 'redo'>,
): ReversalAssumption[] {
  const unpriced: ReversalAssumption[] =
    c.redo && !c.redo.price ? [c.redo.touchUp ? 'touchUpNotPriced' : 'notPriced'] : []
  if (c.lasers === 0) return unpriced
  const found: ReversalAssumption[] = ['residual', 'laserMinutes']
  if (skinType === null) found.push('skinNotAsked')
  if (ink.oxide || ink.colourShifted) found.push('residualWidened')
  if (c.lighten > 0) found.push('lightenOnce')
  if (extraSessions(ink) > 0 && c.sessions.value > 0) found.push('hardInkExtraSession')
  if (c.redo) found.push('restBeforeSittings')
  if (!c.laserPrice) found.push('laserNotPriced')
  return [...found, ...unpriced]
}
