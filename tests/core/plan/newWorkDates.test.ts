import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/core/design/design.ts'
import { withPlan } from '../../../src/core/design/plannedWork.ts'
import { HEALED } from '../../../src/core/pigment/ageing.ts'
import { defaultClinicProfile as clinic } from '../../../src/core/plan/clinicProfile.ts'
import { newWorkVisits, withWorkDates, type DatedWork } from '../../../src/core/plan/newWorkDates.ts'
import { withNodeAt } from '../../../src/core/plan/timeline.ts'
import { DAYS_AHEAD, touchUps } from '../../../src/core/plan/touchUps.ts'
import { head } from './reversedHead.ts'

const startDate = '2027-03-01'
/** As the plan has it after each edit. */
const workOf = ({ fill }: Design): DatedWork => ({
  sittings: 3,
  due: touchUps(fill.ageing, clinic),
  clinic,
})
const visitsOf = (design: Design) => newWorkVisits(workOf(design), { startDate, gapDays: design.plan.gapDays })
const touchedUp = (days: readonly number[], design: Design = head): Design => ({
  ...design,
  fill: { ...design.fill, ageing: { ...design.fill.ageing, touchUps: days } },
})
/** A hand that drags a visit so many days. */
function dragged(design: Design, id: string, by: number): Design {
  const visits = visitsOf(design)
  const { day } = visits.find((node) => node.id === id)!
  return withWorkDates(design, workOf(design), { gapDays: withNodeAt(visits, design.plan.gapDays, id, day + by) })
}
/** Days of the touch-ups after the last sitting, as the timeline has them. */
function touchUpDays(design: Design): readonly number[] {
  const visits = visitsOf(design)
  const last = visits.find(({ id }) => id === 'sitting-3')!.day
  return visits.filter(({ kind }) => kind === 'touchUp').map(({ day }) => day - last)
}

describe('the dates of new work', () => {
  it('a touch-up that was set in the design stands on its day; only those after it are expected', () => {
    const design = touchedUp([800, 1600])
    expect(touchUpDays(design).slice(0, 2)).toEqual([800, 1600])
    const nodes = visitsOf(design).filter(({ kind }) => kind === 'touchUp')
    expect(nodes.map(({ expected }) => expected)).toEqual([false, false, true])
  })

  it('a touch-up that is moved is set in the design: picture and plan have the same days', () => {
    fc.assert(
      fc.property(
        fc.constantFrom([], [800], [800, 1600]),
        fc.constantFrom(1, 2),
        fc.integer({ min: -1500, max: 3000 }),
        (days, n, by) => {
          const design = dragged(touchedUp(days), `touchUp-${n}`, by)
          const { touchUps: set } = design.fill.ageing
          expect(set.length).toBe(Math.max(days.length, n))
          expect(touchUpDays(design).slice(0, set.length)).toEqual(set)
          for (const [k, day] of set.entries()) expect(day).toBeGreaterThanOrEqual((set[k - 1] ?? 0) + HEALED)
          expect(set.at(-1)).toBeLessThanOrEqual(DAYS_AHEAD)
          expect(Object.keys(design.plan.gapDays)).toEqual([])
        },
      ),
    )
  })

  it('moving a sitting leaves the touch-ups as many days after the last one, and the picture as it is', () => {
    const design = touchedUp([800])
    const later = dragged(design, 'sitting-2', 10)
    expect(later.fill).toBe(design.fill)
    expect(touchUpDays(later)).toEqual(touchUpDays(design))
    expect(visitsOf(later).find(({ id }) => id === 'sitting-2')!.gapDays).toBe(24)
  })

  it('looking at the healed work later puts off no touch-up that comes after', () => {
    const design = touchedUp([800])
    expect(touchUpDays(dragged(design, 'healed', 60))).toEqual(touchUpDays(design))
    // One that would come before it is put off in the picture too.
    const late = dragged(design, 'healed', 900)
    expect(late.fill.ageing.touchUps).toEqual([42 + 900])
    expect(touchUpDays(late)[0]).toBe(42 + 900)
  })

  it('usual intervals give the sittings back, and keep the touch-ups that were set', () => {
    const moved = dragged(touchedUp([800]), 'sitting-3', 9)
    const usual = withWorkDates(moved, workOf(moved), { gapDays: {} })
    expect(usual.plan.gapDays).toEqual({})
    expect(usual.fill.ageing.touchUps).toEqual([800])
  })

  it('a touch-up that an older plan had moved stays where it was', () => {
    const older = withPlan(head, { gapDays: { 'touchUp-1': 700 } })
    expect(touchUpDays(older)[0]).toBe(HEALED + 700)
    expect(dragged(older, 'touchUp-1', 5).fill.ageing.touchUps).toEqual([HEALED + 705])
  })
})
