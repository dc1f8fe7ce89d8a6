import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Design } from '../../../core/design/design.ts'
import { agreedProfile, type ClinicProfile } from '../../../core/plan/clinicProfile.ts'
import { newWorkVisits, type DatedWork } from '../../../core/plan/newWorkDates.ts'
import { planTreatment, type Plan, type PlanMeasures } from '../../../core/plan/planTreatment.ts'
import type { TimelineNode } from '../../../core/plan/timeline.ts'
import { touchUps, type TouchUps } from '../../../core/plan/touchUps.ts'
import { clinicStore } from '../../../store/plan/clinicStore.ts'
import { measuresFor, planStore } from '../../../store/plan/planStore.ts'
import { today } from './visitDates.ts'

/** The plan of new work: figures, dates and what comes after, by the clinic's numbers. */
export interface NewWork {
  readonly plan: Plan
  readonly due: TouchUps
  readonly dated: DatedWork
  readonly visits: readonly TimelineNode[]
  /** Of the first sitting: as it was set, or today. */
  readonly start: string
  /** The clinic's, with the needle and the price of this plan. */
  readonly profile: ClinicProfile
}

/** The plan of what was measured; null until that is done, and where nothing of the area can be measured. */
export function useNewWork(design: Design): NewWork | null {
  const measures = useStore(planStore, (s) => measuresFor(s, design))
  const clinic = useStore(clinicStore, (s) => s.profile)
  const { fill, plan } = design
  return useMemo(
    () =>
      measures && measures.areas.length > 0
        ? newWorkOf({ fill: { ageing: fill.ageing }, plan }, measures, clinic)
        : null,
    [measures, clinic, fill.ageing, plan],
  )
}

/** The plan of measures by a clinic's numbers. */
export function newWorkOf(
  { fill, plan: planned }: { readonly fill: Pick<Design['fill'], 'ageing'>; readonly plan: Design['plan'] },
  measures: PlanMeasures,
  clinic: ClinicProfile,
): NewWork {
  const { startDate, gapDays } = planned
  const profile = agreedProfile(clinic, planned)
  const plan = planTreatment(measures, profile)
  const due = touchUps(fill.ageing, profile)
  const start = startDate ?? today()
  const dated = { sittings: plan.sittings.length, due, clinic: profile }
  const visits = newWorkVisits(dated, { startDate: start, gapDays })
  return { plan, due, start, profile, dated, visits }
}
