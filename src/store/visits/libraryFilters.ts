import { touchUpDueYears, usualAgeing } from '../../core/pigment/ageing.ts'
import { isConsentMissing } from '../../core/plan/consent.ts'
import { agedBy, type ClinicProfile } from '../../core/plan/clinicProfile.ts'
import type { PatientSummary, PhotoRow, Visit } from '../../storage/repository.ts'
import { photoViews } from '../../core/design/photoView.ts'

export const libraryFilters = ['all', 'today', 'inTreatment', 'reversal', 'touchUpDue', 'consentMissing'] as const
export type LibraryFilter = (typeof libraryFilters)[number]

export const librarySorts = ['lastVisit', 'lastOpened', 'name', 'firstSeen'] as const
export type LibrarySort = (typeof librarySorts)[number]

const DAY_MS = 86_400_000
const DAYS_PER_YEAR = 365.25
/** Sittings lie weeks apart and laser sessions two months: whoever has not come for longer is not in treatment (assumed). */
const TREATMENT_DAYS = 120

/** Days from work to a touch-up, by the clinic's own numbers. */
export const touchUpDueDays = (clinic: ClinicProfile): number =>
  touchUpDueYears(agedBy(usualAgeing, clinic)).value * DAYS_PER_YEAR

export interface FilterContext {
  readonly now: Date
  readonly touchUpDays: number
}

/** The sample patient is in `all` alone: it is nobody's work. */
export function isIn(filter: LibraryFilter, summary: PatientSummary, { now, touchUpDays }: FilterContext): boolean {
  if (filter === 'all') return true
  const { patient, visits, photos } = summary
  if (patient.sample) return false
  const daysAgo = (visit: Visit) => (now.getTime() - Date.parse(visit.date)) / DAY_MS
  switch (filter) {
    case 'today':
      return visits.some(({ date }) => isSameDay(new Date(date), now))
    case 'inTreatment': {
      const last = visits.at(-1)
      return last !== undefined && isTreatment(last) && daysAgo(last) <= TREATMENT_DAYS
    }
    case 'reversal':
      return visits.some(({ kind }) => kind === 'reversal') || photos.some(({ reversal }) => reversal === true)
    case 'touchUpDue': {
      const work = visits.findLast(({ kind }) => kind === 'sitting' || kind === 'touchUp')
      return work !== undefined && daysAgo(work) >= touchUpDays
    }
    case 'consentMissing':
      return isConsentMissing(patient)
  }
}

const isTreatment = ({ kind }: Visit): boolean => kind === 'sitting' || kind === 'reversal'

export const isSameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString()

/** The sample comes last in every order but that of names. */
export function sorted(patients: readonly PatientSummary[], by: LibrarySort): PatientSummary[] {
  const newest = (time: (p: PatientSummary) => string) => (a: PatientSummary, b: PatientSummary) =>
    Number(a.patient.sample) - Number(b.patient.sample) || (time(a) < time(b) ? 1 : time(a) > time(b) ? -1 : 0)
  switch (by) {
    case 'lastVisit':
      return patients.toSorted(newest((p) => p.visits.at(-1)?.date ?? p.patient.createdAt))
    case 'lastOpened':
      return patients.toSorted(newest((p) => p.patient.left?.at ?? p.patient.createdAt))
    case 'firstSeen':
      return patients.toSorted(newest((p) => p.patient.createdAt))
    case 'name': {
      const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
      return patients.toSorted((a, b) => compare(a.patient.name, b.patient.name))
    }
  }
}

/** Text as it is searched: without case and accents. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

/** Whether every word of a query begins or stands in the folded text. */
export function matches(text: string, query: string): boolean {
  return folded(query)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** The photo that stands for a patient: of the newest visit with photos, the first of the standard views. */
export function coverPhoto({ visits, photos }: Pick<PatientSummary, 'visits' | 'photos'>): PhotoRow | null {
  const visit = visits.findLast(({ id }) => photos.some(({ visitId }) => visitId === id))
  return inViewOrder(photos.filter(({ visitId }) => visitId === visit?.id))[0] ?? null
}

/** By standard view; of one view the newest first. */
export const inViewOrder = (photos: readonly PhotoRow[]): PhotoRow[] =>
  photos.toSorted(
    (a, b) => photoViews.indexOf(a.view) - photoViews.indexOf(b.view) || b.addedAt.localeCompare(a.addedAt),
  )
