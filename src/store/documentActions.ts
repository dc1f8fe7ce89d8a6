import { isScaled } from '../core/design/calibration.ts'
import { hasArea } from '../core/design/area.ts'
import type { Design } from '../core/design/design.ts'
import { stencilOf } from '../core/design/stencil.ts'
import type { ClinicProfile } from '../core/plan/clinicProfile.ts'
import type { PlanMeasures } from '../core/plan/planTreatment.ts'
import { clinicStore } from './clinicStore.ts'
import { committedDesign, designStore } from './designStore.ts'
import { drawText } from './drawnText.ts'
import { making, pictureOf, save } from './exportActions.ts'
import type { PaperName } from './pdfSheet.ts'
import type { PlanGroup } from './planPdf.ts'
import { measuresOf } from './planStore.ts'
import type { StencilTexts } from './stencilPdf.ts'

/** Papers for the patient and the chair. What makes a PDF is loaded when one is made. */

/** Downloads the hairline at its true size. */
export async function exportStencil(paper: PaperName, texts: StencilTexts): Promise<void> {
  const design = committedDesign(designStore.getState())
  if (!design || !isScaled(design)) return
  await making(async () => {
    const { stencilPdf } = await import('./stencilPdf.ts')
    const bytes = await stencilPdf(stencilOf(design), paper, texts)
    save(bytes.slice().buffer, 'stencil', 'pdf', 'application/pdf')
  }, 'The stencil could not be made. Nothing was changed.')
}

export interface PlanExport {
  readonly paper: PaperName
  readonly coverFace: boolean
  readonly patientName: boolean
  readonly title: string
  readonly date: string
  /** What the plan says, in words. */
  readonly groups: (design: Design, measures: PlanMeasures, clinic: ClinicProfile) => readonly PlanGroup[]
}

/** Downloads the plan of new work: the picture, its figures with their bands, what they assume, and what to expect. */
export async function exportPlan(o: PlanExport): Promise<void> {
  const { patient } = designStore.getState()
  const design = committedDesign(designStore.getState())
  if (!design || !isScaled(design) || !hasArea(design)) return
  await making(async () => {
    const [{ planPdf }, picture, measures] = await Promise.all([
      import('./planPdf.ts'),
      pictureOf(design, { coverFace: o.coverFace, maxSide: 1600 }),
      measuresOf(design),
    ])
    const bytes = await planPdf(
      {
        title: o.title,
        name: o.patientName ? (patient?.name ?? null) : null,
        date: o.date,
        picture,
        groups: o.groups(design, measures, clinicStore.getState().profile),
      },
      o.paper,
      drawText,
    )
    save(bytes.slice().buffer, 'plan', 'pdf', 'application/pdf')
  }, 'The plan could not be made. Nothing was changed.')
}
