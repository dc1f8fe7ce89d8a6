import type { Design } from '../design/design.ts'
import { withPlan, type PlannedWork } from '../design/plannedWork.ts'
import type { ClinicProfile } from './clinicProfile.ts'
import { timelineOf, type TimelineNode } from './timeline.ts'
import { DAYS_AHEAD, type TouchUps } from './touchUps.ts'

export type WorkDates = Pick<PlannedWork, 'startDate' | 'gapDays'>

/** What the dates of new work hang on, beside those that the hand set. */
export interface DatedWork {
  readonly sittings: number
  readonly due: Pick<TouchUps, 'days' | 'set'>
  readonly clinic: ClinicProfile
}

/** Sittings, healing and the touch-ups of ten years. A touch-up that is set has its day in the design, and no gap beside it. */
export const newWorkVisits = (work: DatedWork, { startDate, gapDays }: WorkDates): readonly TimelineNode[] =>
  visitsOf(work, { startDate, gapDays: work.due.set > 0 ? withoutTouchUps(gapDays) : gapDays })

/**
 * The design with other dates. A touch-up that the hand moves is set in the design, with those before it: the picture ages by
 * the same touch-ups as the plan. Later ones that are set follow it, the others fall due anew.
 */
export function withWorkDates(design: Design, work: DatedWork, dates: Partial<WorkDates>): Design {
  const { gapDays } = dates
  if (!gapDays) return withPlan(design, dates)
  const nodes = visitsOf(work, { startDate: null, gapDays })
  const last = nodes.findLast(({ kind }) => kind === 'sitting')?.day ?? 0
  const touchUps = nodes.filter(({ kind }) => kind === 'touchUp')
  const moved = touchUps.filter((node) => node.moved).map(({ number }) => number)
  const set = touchUps.filter(({ number }) => number <= Math.max(work.due.set, ...moved))
  // None leaves the years that are planned.
  const over = Math.max(0, (set.at(-1)?.day ?? 0) - last - DAYS_AHEAD)
  const days = set.map(({ day, number }) => day - last - (number >= Math.min(...moved) ? over : 0))
  const dated = withPlan(design, { ...dates, gapDays: withoutTouchUps(gapDays) })
  const { fill } = dated
  if (days.join() === fill.ageing.touchUps.join()) return dated
  return { ...dated, fill: { ...fill, ageing: { ...fill.ageing, touchUps: days } } }
}

function visitsOf({ sittings, due, clinic }: DatedWork, dates: WorkDates): readonly TimelineNode[] {
  const course = { patchTest: false, lasers: 0, sittings, ...dates }
  const after = sittings > 0 ? { healed: true, touchUpDays: due.days, touchUpsSet: due.set } : {}
  return timelineOf({ ...course, ...after }, clinic)
}

/** Hand-made gaps of all visits but the touch-ups. */
const withoutTouchUps = (gapDays: WorkDates['gapDays']): WorkDates['gapDays'] =>
  Object.fromEntries(Object.entries(gapDays).filter(([id]) => !id.startsWith('touchUp')))
