import type { Design } from './design.ts'

/** Points of the needle that places the dots. */
export const needleNames = ['oneRound', 'threeRound'] as const
export type NeedleName = (typeof needleNames)[number]

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
}

export const nothingPlanned: PlannedWork = { startDate: null, gapDays: {}, needle: null }

export const withPlan = (design: Design, part: Partial<PlannedWork>): Design => ({
  ...design,
  plan: { ...design.plan, ...part },
})
