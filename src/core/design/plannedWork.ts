import type { Design } from './design.ts'

/** Points of the needle that places the dots. */
export const needleNames = ['oneRound', 'threeRound'] as const
export type NeedleName = (typeof needleNames)[number]

export const priceModes = ['perSitting', 'perCm2', 'fixed'] as const
export type PriceMode = (typeof priceModes)[number]

/** A price from and to. */
export interface PriceRange {
  readonly low: number
  readonly high: number
}

/** What is asked for new work. */
export interface AskedPrice extends PriceRange {
  readonly mode: PriceMode
  /** ISO 4217. */
  readonly currency: string
}
/** The largest amount, of any currency. */
export const MOST_PRICE = 1e9

/** Sittings at least, for a patient or for all. */
export const leastSittingsRange = [1, 12] as const

/** Between two visits: a century. */
export const MOST_GAP_DAYS = 36_525

/** What was decided about the visits of new work. A reversal has dates of its own. */
export interface PlannedWork {
  /** YYYY-MM-DD of the first sitting; null until it is set. */
  readonly startDate: string | null
  /** Days after the visit before, by node of the timeline, where the hand changed them. */
  readonly gapDays: Readonly<Record<string, number>>
  /** Null: the clinic's usual one. */
  readonly needle: NeedleName | null
  /** Sittings at least; null: as many as are usual in the clinic. */
  readonly leastSittings: number | null
  /** This patient's own; null: what the clinic asks. */
  readonly price: AskedPrice | null
}

export const nothingPlanned: PlannedWork = {
  startDate: null,
  gapDays: {},
  needle: null,
  leastSittings: null,
  price: null,
}

export const withPlan = (design: Design, part: Partial<PlannedWork>): Design => ({
  ...design,
  plan: { ...design.plan, ...part },
})
