import { agedBy, agesBy, type ClinicProfile } from '../../core/plan/clinicProfile.ts'
import { clinicStore } from './clinicStore.ts'
import { edit } from '../edits/designActions.ts'
import { committedDesign, designStore } from '../designStore.ts'

/**
 * After a change of the profile: the open design fades by the new numbers where it did by the old ones, so that picture and
 * plan stay one. A design with numbers of its own keeps them.
 */
export function fadeWithClinic(before: ClinicProfile, label: string): void {
  const design = committedDesign(designStore.getState())
  if (design && agesBy(design.fill.ageing, before)) takeClinicFading(label)
}

/** The open design fades by the clinic's numbers from now on. */
export function takeClinicFading(label: string): void {
  const design = committedDesign(designStore.getState())
  if (!design) return
  const { fill } = design
  const ageing = agedBy(fill.ageing, clinicStore.getState().profile)
  if (ageing !== fill.ageing) edit({ ...design, fill: { ...fill, ageing } }, label)
}
