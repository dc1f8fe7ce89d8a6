import { exportPlan, type PlanExport } from '../../../store/documentActions.ts'
import { committedDesign, designStore } from '../../../store/designStore.ts'
import { shownPlan } from '../../../store/shownPlan.ts'
import { date } from '../../shell/format.ts'
import { exportStrings as t } from '../../strings/exportStrings.ts'
import { planGroups } from './planGroups.ts'
import { reversalGroups } from './reversalGroups.ts'

/** Where Letter is the paper; A4 is everywhere else. */
const letterPlaces = /-(US|CA|MX|PH|CL|CO|VE|GT|CR|PA)\b/

export const usualPaper = (): PlanExport['paper'] => (letterPlaces.test(navigator.language) ? 'letter' : 'a4')

/** Downloads the plan that is shown, in the words of the Plan screen. */
export async function exportShownPlan(o: Pick<PlanExport, 'paper' | 'coverFace' | 'patientName'>): Promise<void> {
  const design = committedDesign(designStore.getState())
  if (!design) return
  const kind = shownPlan(design)
  await exportPlan({
    ...o,
    kind,
    title: t.plan.titles[kind],
    date: date(new Date().toISOString(), 'long'),
    groups: planGroups,
    reversalGroups,
  })
}

/** The same in one press: with the face covered and without the name, as Export proposes it. */
export const exportPlanAsUsual = (): Promise<void> =>
  exportShownPlan({ paper: usualPaper(), coverFace: true, patientName: false })
