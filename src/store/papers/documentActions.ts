import { isScaled } from '../../core/design/scale/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { hasReversal, type ReversedDesign } from '../../core/design/reversal.ts'
import { stencilOf } from '../../core/design/scale/stencil.ts'
import type { ClinicProfile } from '../../core/plan/clinicProfile.ts'
import type { PlanMeasures } from '../../core/plan/planTreatment.ts'
import type { ReversalFigures } from '../../worker/engine.ts'
import { clinicStore } from '../plan/clinicStore.ts'
import { mayShowFace } from './consentActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { drawText } from './drawnText.ts'
import { pictureOf } from './exportActions.ts'
import { faceCoverOf, isFaceSeen } from './faceCover.ts'
import { making, save } from './madeFiles.ts'
import type { PaperDesign } from './paperDesign.ts'
import type { PaperName } from './pdfSheet.ts'
import type { PlanGroup } from './planPdf.ts'
import { planElsewhere, type PlanElsewhere } from '../plan/planElsewhere.ts'
import { seenHairShare } from '../edits/hairStore.ts'
import { measuresOf } from '../plan/planStore.ts'
import { engine } from '../services.ts'
import { planNeeds } from '../plan/shownPlan.ts'
import type { StencilTexts } from './stencilPdf.ts'
import type { PlanKind } from '../viewStore.ts'

/** Papers for the patient and the chair. What makes a PDF is loaded when one is made. */

/** Downloads the hairline of a design at its true size. */
export async function exportStencil(design: Design, paper: PaperName, texts: StencilTexts): Promise<void> {
  if (!isScaled(design)) return
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
  readonly kind: PlanKind
  readonly title: string
  readonly date: string
  /** Which design it is of, in words. */
  readonly of: string
  /** What the plan of new work says, in words. */
  readonly groups: (
    design: Design,
    measures: PlanMeasures,
    clinic: ClinicProfile,
    elsewhere: PlanElsewhere | null,
    hairShare: number,
  ) => readonly PlanGroup[]
  /** What a reversal says. */
  readonly reversalGroups: (
    design: ReversedDesign,
    figures: ReversalFigures,
    clinic: ClinicProfile,
  ) => readonly PlanGroup[]
}

/**
 * Downloads a plan of new work or of a reversal: the picture, its figures with their bands, what they assume, and what to
 * expect. A face that is seen in it, or that nobody knows to be hidden, leaves only with the consent that is on the disk now.
 * @returns whether it was refused for want of it
 */
export async function exportPlan({ design, picture: drawn }: PaperDesign, o: PlanExport): Promise<boolean> {
  const state = designStore.getState()
  const { patient } = state
  if (planNeeds(design, o.kind) !== null) return false
  let refused = false
  await making(async () => {
    const cover = faceCoverOf(committedDesign(state) ?? design, [drawn])
    refused = isFaceSeen(cover, o.coverFace) && !(patient && (await mayShowFace(patient.id)))
    if (refused) return
    const { profile } = clinicStore.getState()
    const [{ planPdf }, picture, groups] = await Promise.all([
      import('./planPdf.ts'),
      pictureOf(drawn, { cover: o.coverFace ? cover : null, maxSide: 1600 }),
      o.kind === 'reversal' && hasReversal(design)
        ? reversalFigures(design).then((figures) => o.reversalGroups(design, figures, profile))
        : newWorkGroups(design, o.groups, profile),
    ])
    const bytes = await planPdf(
      {
        title: o.title,
        name: o.patientName ? (patient?.name ?? null) : null,
        date: o.date,
        of: o.of,
        picture,
        groups,
      },
      o.paper,
      drawText,
    )
    save(bytes.slice().buffer, 'plan', 'pdf', 'application/pdf')
  }, 'The plan could not be made. Nothing was changed.')
  return refused
}

async function newWorkGroups(design: Design, groups: PlanExport['groups'], clinic: ClinicProfile) {
  const measures = await measuresOf(design)
  return groups(design, measures, clinic, await planElsewhere(design, measures), await seenHairShare(design))
}

async function reversalFigures(design: ReversedDesign): Promise<ReversalFigures> {
  const figures = await engine().reversal(design)
  if (!figures) throw new Error('Other ink was measured meanwhile.')
  return figures
}
