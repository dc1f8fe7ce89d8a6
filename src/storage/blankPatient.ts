import type { PatientSummary } from './repository.ts'

/** Under which a patient is kept until somebody gives a name. */
export const NEW_NAME = 'New patient'

/**
 * Whether nothing was ever entered of a patient: made by `New patient` and left at once. No list shows such a one, none
 * counts it, and nothing is deleted: its address goes on working, on Back, after a reload and in another tab, and with the first word,
 * photo or signature it is a patient like any other.
 */
export function isBlank({ patient, visits, photos }: PatientSummary): boolean {
  const { name, sample, sex, birthYear, left, consents = [] } = patient
  if (sample || name !== NEW_NAME || photos.length > 0 || consents.length > 0) return false
  // Whoever has worked on a photo knows this patient, also once the photo is gone.
  if (sex !== undefined || birthYear !== undefined || left !== undefined) return false
  // One of which a visit was deleted or cannot be read is not as it was made.
  const [visit, ...others] = visits
  if (!visit || others.length > 0) return false
  return (
    visit.kind === 'consultation' &&
    visit.date === patient.createdAt &&
    (visit.notes ?? '') === '' &&
    (visit.tags ?? []).length === 0
  )
}
