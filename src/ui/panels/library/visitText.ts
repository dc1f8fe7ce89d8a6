import { isSameDay } from '../../../store/visits/libraryFilters.ts'
import { date, time } from '../../shell/figures/format.ts'
import { strings } from '../../strings/strings.ts'
import type { PatientSummary, Visit } from '../shownTypes.ts'

const t = strings.library

/** `Consultation today, 11:30`, `Sitting 2 · 18 Nov`. */
export function visitLine(visit: Visit, visits: readonly Visit[], now = new Date()): string {
  const kind = kindOf(visit, visits)
  const day = new Date(visit.date)
  if (isSameDay(day, now)) return t.today(kind, time(visit.date))
  return t.on(kind, date(visit.date, day.getFullYear() === now.getFullYear() ? 'short' : 'long'))
}

/** Sittings are counted where there are several. */
export function kindOf(visit: Visit, visits: readonly Visit[]): string {
  const name = strings.visitKinds[visit.kind]
  const sittings = visits.filter(({ kind }) => kind === 'sitting')
  if (visit.kind !== 'sitting' || sittings.length < 2) return name
  return `${name} ${sittings.findIndex(({ id }) => id === visit.id) + 1}`
}

/** All that a patient is found by. */
export function searchedText({ patient, visits }: PatientSummary): string {
  const of = (visit: Visit) => [
    strings.visitKinds[visit.kind],
    date(visit.date, 'long'),
    visit.notes ?? '',
    ...(visit.tags ?? []),
  ]
  return [patient.name, ...visits.flatMap(of)].join(' ')
}
