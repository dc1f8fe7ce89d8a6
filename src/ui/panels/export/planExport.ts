import { exportPlan, type PlanExport } from '../../../store/papers/documentActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { workingPaper, type PaperDesign } from '../../../store/papers/paperDesign.ts'
import { setView } from '../../../store/viewStore.ts'
import { faceCoverOf } from '../../../store/papers/faceCover.ts'
import { shownPlan } from '../../../store/plan/shownPlan.ts'
import { date } from '../../shell/figures/format.ts'
import { exportStrings as t } from '../../strings/exportStrings.ts'
import { paperName } from './paperName.ts'
import { planGroups } from './planGroups.ts'
import { reversalGroups } from './reversalGroups.ts'
import { usualPaper } from './usualPaper.ts'

/** Downloads the plan of a design that is spoken of, in the words of the Plan screen. Returns as `exportPlan` does. */
export async function exportShownPlan(
  of: PaperDesign,
  o: Pick<PlanExport, 'paper' | 'coverFace' | 'patientName'>,
): Promise<boolean> {
  const kind = shownPlan(of.design)
  return exportPlan(of, {
    ...o,
    kind,
    title: t.plan.titles[kind],
    date: date(new Date().toISOString(), 'long'),
    of: paperName(of, o.patientName),
    groups: planGroups,
    reversalGroups,
  })
}

/**
 * That of the working design in one press: with the face covered and without the name, as Export proposes it. Where nobody
 * knows what would hide the face, Export opens and says so.
 */
export async function exportPlanAsUsual(): Promise<void> {
  const open = workingPaper(designStore.getState())
  if (!open) return
  // Signed or not: whoever presses once has not said that the face may be seen.
  if (!faceCoverOf(open.design, [open.design]).sure) return setView({ exportOpen: true })
  const refused = await exportShownPlan(open, { paper: usualPaper(), coverFace: true, patientName: false })
  if (refused) setView({ exportOpen: true })
}
