import * as v from 'valibot'
import { readConsents } from '../core/plan/consentSchema.ts'
import { inOrder } from './patients.ts'
import type { Patient, PatientSummary, PhotoRow, Visit } from './repository.ts'
import { patientRow, photoRow, readable, readableOf, visitRow } from './rows.ts'
import type { Database } from './schema.ts'

const UNREADABLE_NAME = 'Name could not be read'

/**
 * All patients with everything that is theirs. Where the row of a patient or of a visit cannot be read, another one stands
 * in for it, with as much of it as can be: what hangs on it must not be left out of a backup.
 */
export async function readEveryPatient(db: Database): Promise<readonly PatientSummary[]> {
  const tx = db.transaction(['patients', 'visits', 'photos', 'quarantine'])
  const [patients, visits, photos, aside] = await Promise.all([
    tx.objectStore('patients').getAll(),
    tx.objectStore('visits').getAll(),
    tx.objectStore('photos').getAll(),
    tx.objectStore('quarantine').getAll(),
    tx.done,
  ])
  const unread = (store: string, rows: readonly unknown[]): ReadonlyMap<string, object> =>
    new Map(
      [...rows, ...aside.filter((a) => a.store === store).map(({ row }) => row)].flatMap((row) => {
        const id = readable(v.object({ id: v.string() }), row)?.id
        return id !== undefined && row && typeof row === 'object' ? [[id, row] as const] : []
      }),
    )
  const soundVisits = readableOf(visitRow, visits)
  const soundPhotos = readableOf(photoRow, photos).filter(({ deletedAt }) => deletedAt === undefined)
  const visitIds = new Set(soundVisits.map(({ id }) => id))
  const unreadVisits = unread('visits', visits)
  const orphans = new Map(soundPhotos.filter(({ visitId }) => !visitIds.has(visitId)).map((row) => [row.visitId, row]))
  const allVisits = [...soundVisits, ...[...orphans.values()].map((photo) => visitOf(photo, unreadVisits))]
    .filter(({ deletedAt }) => deletedAt === undefined)
    .toSorted((a, b) => a.date.localeCompare(b.date))
  const soundPatients = readableOf(patientRow, patients)
  const patientIds = new Set(soundPatients.map(({ id }) => id))
  const unreadPatients = unread('patients', patients)
  const lost = new Set(allVisits.map(({ patientId }) => patientId).filter((id) => !patientIds.has(id)))
  const allPatients = [...soundPatients, ...[...lost].map((id) => patientOf(id, unreadPatients.get(id), allVisits))]
  return allPatients.map((patient) => {
    const own = allVisits.filter(({ patientId }) => patientId === patient.id)
    const ids = new Set(own.map(({ id }) => id))
    return { patient, visits: own, photos: inOrder(soundPhotos.filter(({ visitId }) => ids.has(visitId))) }
  })
}

const isTime = (text: unknown): text is string =>
  typeof text === 'string' && /^\d{4}-\d\d-\d\d($|T)/.test(text) && Number.isFinite(Date.parse(text))

/** Of a damaged text what a case file takes: no half of a sign that takes two letters, and not more than so many. */
const whole = (text: string, letters: number): string => text.slice(0, letters).replaceAll(/\p{Surrogate}/gu, '')

function visitOf({ visitId, patientId, addedAt }: PhotoRow, unread: ReadonlyMap<string, object>): Visit {
  const row: Partial<Record<keyof Visit, unknown>> = unread.get(visitId) ?? {}
  return {
    id: visitId,
    patientId,
    date: isTime(row.date) ? row.date : addedAt,
    kind: readable(visitRow.entries.kind, row.kind) ?? 'consultation',
    ...(typeof row.notes === 'string' && { notes: whole(row.notes, 10_000) }),
    ...(typeof row.deletedAt === 'string' && { deletedAt: row.deletedAt }),
  }
}

function patientOf(id: string, unread: object | undefined, visits: readonly Visit[]): Patient {
  const row: Partial<Record<keyof Patient, unknown>> = unread ?? {}
  const first = visits.find(({ patientId }) => patientId === id)
  const consents = readConsents(row.consents)
  return {
    id,
    name: typeof row.name === 'string' ? whole(row.name, 200) : UNREADABLE_NAME,
    createdAt: isTime(row.createdAt) ? row.createdAt : (first?.date ?? new Date(0).toISOString()),
    sample: row.sample === true,
    ...(consents.length > 0 && { consents }),
  }
}
