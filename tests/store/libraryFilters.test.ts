import { describe, expect, it } from 'vitest'
import { defaultClinicProfile } from '../../src/core/plan/clinicProfile.ts'
import type { Consent } from '../../src/core/plan/consent.ts'
import type { VisitKind } from '../../src/core/plan/visitKinds.ts'
import type { PatientSummary, PhotoRow } from '../../src/storage/repository.ts'
import {
  coverPhoto,
  folded,
  isIn,
  libraryFilters,
  matches,
  sorted,
  touchUpDueDays,
  type LibraryFilter,
} from '../../src/store/visits/libraryFilters.ts'

const now = new Date(2026, 10, 22, 11, 30)
const touchUpDays = touchUpDueDays(defaultClinicProfile)

interface Known {
  readonly name?: string
  readonly sample?: boolean
  readonly left?: number
  /** Kind of visit and how many days ago. */
  readonly visits?: readonly (readonly [VisitKind, number])[]
  readonly photos?: readonly Partial<PhotoRow>[]
  /** Whether there is a consent, or one that was taken back. */
  readonly consent?: 'signed' | 'takenBack' | 'none'
}

const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()

function consentsOf(patientId: string, consent: Known['consent']): Consent[] {
  const given = consent === 'signed'
  const sentences = { keep: 'a', simulation: 'b', show: 'c', publish: 'd' }
  const permissions = { keep: given, simulation: given, show: false, publish: false }
  const signature = { kind: 'typed', name: 'A. B.' } as const
  const row = { id: 'c', patientId, textVersion: 1, sentences, permissions, signature, supersedes: [] }
  return consent === 'none' ? [] : [{ ...row, signedAt: daysAgo(9) }]
}

function patient(known: Known = {}) {
  const {
    name = 'A. B.',
    sample = false,
    left,
    visits = [['consultation', 9]],
    photos = [],
    consent = 'signed',
  } = known
  const createdAt = daysAgo(visits[0]?.[1] ?? 0)
  const at = left === undefined ? undefined : { visitId: 'v0', photoId: 'p0', step: 'dots', at: daysAgo(left) }
  const size = { width: 300, height: 400, sourceWidth: 300, sourceHeight: 400 }
  return {
    patient: { id: name, name, createdAt, sample, left: at, consents: sample ? [] : consentsOf(name, consent) },
    visits: visits.map(([kind, days], i) => ({ id: `v${i}`, patientId: name, kind, date: daysAgo(days) })),
    photos: photos.map((photo, i) => ({
      id: `p${i}`,
      visitId: 'v0',
      patientId: name,
      view: 'frontal' as const,
      hash: 'h',
      addedAt: daysAgo(i),
      ...size,
      ...photo,
    })),
  } satisfies PatientSummary
}

const filtersOf = (known: Known): LibraryFilter[] =>
  libraryFilters.filter((filter) => isIn(filter, patient(known), { now, touchUpDays }))

describe('the filters of the library', () => {
  it('today: whoever has a visit on this calendar day', () => {
    expect(filtersOf({ visits: [['consultation', 0.1]] })).toEqual(['all', 'today'])
    expect(filtersOf({ visits: [['consultation', -0.4]] })).toEqual(['all', 'today'])
    expect(filtersOf({ visits: [['consultation', 0.6]] })).toEqual(['all'])
  })

  it('in treatment: between sittings or laser sessions, until somebody looks at the result or nobody came for months', () => {
    expect(
      filtersOf({
        visits: [
          ['consultation', 60],
          ['sitting', 20],
        ],
      }),
    ).toEqual(['all', 'inTreatment'])
    expect(filtersOf({ visits: [['sitting', -12]] })).toEqual(['all', 'inTreatment'])
    expect(
      filtersOf({
        visits: [
          ['sitting', 50],
          ['followUp', 5],
        ],
      }),
    ).toEqual(['all'])
    expect(filtersOf({ visits: [['sitting', 200]] })).toEqual(['all'])
  })

  it('reversal: by a visit or by what is on a design', () => {
    expect(filtersOf({ visits: [['reversal', 300]] })).toEqual(['all', 'reversal'])
    expect(filtersOf({ photos: [{ reversal: true }] })).toEqual(['all', 'reversal'])
    expect(filtersOf({ photos: [{ reversal: false }] })).toEqual(['all'])
  })

  it('touch-up due: when the last work is older than the clinic’s ink lasts', () => {
    const old = touchUpDays + 5
    expect(filtersOf({ visits: [['sitting', old]] })).toEqual(['all', 'touchUpDue'])
    expect(filtersOf({ visits: [['touchUp', old]] })).toEqual(['all', 'touchUpDue'])
    expect(
      filtersOf({
        visits: [
          ['sitting', old],
          ['touchUp', 300],
        ],
      }),
    ).toEqual(['all'])
    expect(filtersOf({ visits: [['consultation', old]] })).toEqual(['all'])
    const quick = { ...defaultClinicProfile, touchUpBelow: 0.9 }
    expect(touchUpDueDays(quick)).toBeLessThan(touchUpDays)
  })

  it('consent missing: nobody signed, or it was taken back', () => {
    expect(filtersOf({ consent: 'none' })).toEqual(['all', 'consentMissing'])
    expect(filtersOf({ consent: 'takenBack' })).toEqual(['all', 'consentMissing'])
    expect(filtersOf({ consent: 'signed' })).toEqual(['all'])
  })

  it('the sample is in no filter of work', () => {
    expect(filtersOf({ sample: true, visits: [['sitting', 0]] })).toEqual(['all'])
  })
})

describe('the order of the library', () => {
  const ann = patient({ name: 'Ánn 10', visits: [['consultation', 40]], left: 1 })
  const bob = patient({ name: 'ann 9', visits: [['consultation', 30]] })
  const cy = patient({
    name: 'Cy',
    visits: [
      ['consultation', 90],
      ['sitting', 2],
    ],
    left: 5,
  })
  const sample = patient({ name: 'Sample patient', sample: true, visits: [['consultation', 0]] })
  const names = (by: Parameters<typeof sorted>[1]) => sorted([sample, ann, bob, cy], by).map((p) => p.patient.name)

  it('is by last visit, last work, first visit, with the sample at the end, or by name as people sort', () => {
    expect(names('lastVisit')).toEqual(['Cy', 'ann 9', 'Ánn 10', 'Sample patient'])
    expect(names('lastOpened')).toEqual(['Ánn 10', 'Cy', 'ann 9', 'Sample patient'])
    expect(names('firstSeen')).toEqual(['ann 9', 'Ánn 10', 'Cy', 'Sample patient'])
    expect(names('name')).toEqual(['ann 9', 'Ánn 10', 'Cy', 'Sample patient'])
  })
})

describe('searching', () => {
  const text = folded('José García Sitting 9 Nov 2026 keloid on the left, shaves daily #referred')

  it('finds every word anywhere, without case and accents', () => {
    for (const query of ['jose', 'GARCÍA sit', 'keloid 2026', ' left  nov ', 'referred', ''])
      expect(matches(text, query), query).toBe(true)
    for (const query of ['joseph', 'garcia touch-up', 'rao']) expect(matches(text, query), query).toBe(false)
  })
})

describe('the picture of a card', () => {
  it('is the first standard view of the newest visit that has photos', () => {
    const summary = patient({
      visits: [
        ['consultation', 30],
        ['sitting', 3],
        ['followUp', 1],
      ],
      photos: [
        { id: 'old', visitId: 'v0' },
        { id: 'crown', visitId: 'v1', view: 'crown' },
        { id: 'left', visitId: 'v1', view: 'left45' },
      ],
    })
    expect(coverPhoto(summary)?.id).toBe('left')
    expect(coverPhoto({ ...summary, photos: [] })).toBeNull()
  })
})
