import type { PatientSummary } from '../../storage/repository.ts'
import { designStore } from '../designStore.ts'
import { navigate, routeStore, type Route } from '../routeStore.ts'
import { repository } from '../services.ts'
import { isStep, setStep, viewStore } from '../viewStore.ts'

/** Where `Open Studio` leads: to where work was left, else to the newest visit; null for a patient without a visit. */
export function resumeAt({ patient, visits, photos }: PatientSummary): {
  readonly route: Route
  readonly step: string | null
} | null {
  const { left } = patient
  const last = visits.at(-1)
  if (!last) return null
  const route = (visitId: string, photoId?: string): Route => ({
    screen: 'studio',
    patientId: patient.id,
    visitId,
    ...(photoId !== undefined && { photoId }),
  })
  if (left && photos.some((p) => p.id === left.photoId && p.visitId === left.visitId)) {
    // A newer visit without a photo is where work goes on.
    const begun = last.id !== left.visitId && last.date > left.at
    if (!begun) return { route: route(left.visitId, left.photoId), step: left.step }
  }
  return { route: route(last.id, photos.findLast((p) => p.visitId === last.id)?.id), step: null }
}

export function openWhereLeft(summary: PatientSummary): void {
  const resume = resumeAt(summary)
  if (!resume) return
  if (resume.step !== null && isStep(resume.step)) setStep(resume.step)
  navigate(resume.route)
}

/** Keeps, with the patient, the photo and the step that somebody works on. It is only a convenience: a failure says nothing. */
export function rememberWork(): void {
  let kept = ''
  const remember = () => {
    const { patient, visit, photo } = designStore.getState()
    const { step } = viewStore.getState()
    if (!patient || !visit || !photo || routeStore.getState().screen !== 'studio') return
    const now = `${photo.id} ${step}`
    if (now === kept) return
    kept = now
    const left = { visitId: visit.id, photoId: photo.id, step, at: new Date().toISOString() }
    repository()
      .leftAt(patient.id, left)
      .catch(() => {})
  }
  designStore.subscribe((now, before) => {
    if (now.photo?.id !== before.photo?.id) remember()
  })
  viewStore.subscribe((now, before) => {
    if (now.step !== before.step) remember()
  })
}
