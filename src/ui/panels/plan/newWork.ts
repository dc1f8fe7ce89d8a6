import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Design } from '../../../core/design/design.ts'
import type { ClinicProfile } from '../../../core/plan/clinicProfile.ts'
import { newWorkVisits, type DatedWork } from '../../../core/plan/newWorkDates.ts'
import { planTreatment, type Plan } from '../../../core/plan/planTreatment.ts'
import type { TimelineNode } from '../../../core/plan/timeline.ts'
import { touchUps, type TouchUps } from '../../../core/plan/touchUps.ts'
import { clinicStore } from '../../../store/clinicStore.ts'
import { measuresFor, planStore } from '../../../store/planStore.ts'
import { today } from './visitDates.ts'

/** The plan of new work: figures, dates and what comes after, by the clinic's numbers. */
export interface NewWork {
  readonly plan: Plan
  readonly due: TouchUps
  readonly dated: DatedWork
  readonly visits: readonly TimelineNode[]
  /** Of the first sitting: as it was set, or today. */
  readonly start: string
  /** The clinic's, with the needle of this plan. */
  readonly profile: ClinicProfile
}

/** The plan of what was measured; null until that is done. */
export function useNewWork(design: Design): NewWork | null {
  const measures = useStore(planStore, (s) => measuresFor(s, design))
  const clinic = useStore(clinicStore, (s) => s.profile)
  const { needle: chosen, startDate, gapDays } = design.plan
  const { ageing } = design.fill
  const needle = chosen ?? clinic.needle
  return useMemo(() => {
    if (!measures) return null
    const profile = { ...clinic, needle }
    const plan = planTreatment(measures, profile)
    const due = touchUps(ageing, profile)
    const start = startDate ?? today()
    const dated = { sittings: plan.sittings.length, due, clinic: profile }
    const visits = newWorkVisits(dated, { startDate: start, gapDays })
    return { plan, due, start, profile, dated, visits }
  }, [measures, clinic, needle, ageing, startDate, gapDays])
}
