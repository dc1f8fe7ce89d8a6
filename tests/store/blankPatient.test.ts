import { describe, expect, it } from 'vitest'
import type { Patient, PatientSummary, PhotoRow, Repository, Visit } from '../../src/storage/repository.ts'
import { isBlank, NEW_NAME } from '../../src/store/visits/blankPatient.ts'
import { libraryStore, loadLibrary } from '../../src/store/visits/libraryStore.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine } from '../../src/worker/engine.ts'

const at = '2026-01-02T03:04:05.000Z'
const patient: Patient = { id: 'p', name: NEW_NAME, createdAt: at, sample: false }
const visit: Visit = { id: 'v', patientId: 'p', date: at, kind: 'consultation' }
const photo = { id: 'a', visitId: 'v', patientId: 'p' } as PhotoRow
const blank: PatientSummary = { patient, visits: [visit], photos: [] }
const left = { visitId: 'v', photoId: 'a', step: 'scale', at }

describe('a patient who was made and left at once', () => {
  it('does not stand in the Library, and stays stored for Back and for another tab', async () => {
    const named = { ...blank, patient: { ...patient, id: 'q', name: 'Somebody' } }
    setServices({
      engine: {} as Engine,
      repository: { patients: () => Promise.resolve([blank, named]) } as unknown as Repository,
    })
    await loadLibrary()
    expect(libraryStore.getState().patients).toEqual([named])
  })

  it.each<[string, PatientSummary]>([
    ['a name', { ...blank, patient: { ...patient, name: 'A. B.' } }],
    ['a photo', { ...blank, photos: [photo] }],
    ['a photo that was worked on, and deleted', { ...blank, patient: { ...patient, left } }],
    ['an age', { ...blank, patient: { ...patient, birthYear: 1980 } }],
    ['a sex', { ...blank, patient: { ...patient, sex: 'female' } }],
    [
      'a record of consent, also one that cannot be read',
      { ...blank, patient: { ...patient, consents: [{ id: 'c' }] as never } },
    ],
    ['a note', { ...blank, visits: [{ ...visit, notes: 'Call back' }] }],
    ['a tag', { ...blank, visits: [{ ...visit, tags: ['keloid'] }] }],
    ['another kind of visit', { ...blank, visits: [{ ...visit, kind: 'sitting' }] }],
    ['another date', { ...blank, visits: [{ ...visit, date: '2026-02-02T03:04:05.000Z' }] }],
    ['a second visit', { ...blank, visits: [visit, { ...visit, id: 'w' }] }],
    ['a visit that was deleted, or lies aside unread', { ...blank, visits: [] }],
  ])('is one as soon as there is %s', (_, summary) => {
    expect(isBlank(summary)).toBe(false)
    expect(isBlank(blank)).toBe(true)
  })
})
