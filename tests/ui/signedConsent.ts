import type { Consent } from '../../src/core/plan/consent.ts'

/** A consent to all that is asked, signed by typing; without the patient's name, as records from before have none. */
export const signed: Consent = {
  id: 'a',
  patientId: 'p',
  textVersion: 1,
  sentences: { keep: 'Kept.', simulation: 'Simulated.', show: 'Shown.', publish: 'Published.' },
  permissions: { keep: true, simulation: true, show: true, publish: true },
  signature: { kind: 'typed', name: 'Ann' },
  signedAt: '2026-03-04T10:00:00.000Z',
  supersedes: [],
}
