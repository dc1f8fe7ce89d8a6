import { describe, expect, it } from 'vitest'
import type { Consent } from '../../src/core/plan/consent.ts'
import { copyTexts, recordTitle, signedWhen } from '../../src/ui/panels/consent/consentText.ts'
import { signed as anyoneSigned } from './signedConsent.ts'

const signed: Consent = { ...anyoneSigned, name: 'Ann Example' }
const when = signedWhen(signed.signedAt)
const patientOf = (...consents: Consent[]) => ({
  id: 'p',
  name: 'Ann Other',
  createdAt: signed.signedAt,
  sample: false,
  consents,
})
const back = (gone: readonly (keyof Consent['permissions'])[]): Consent => ({
  ...signed,
  id: 'b',
  signature: null,
  permissions: { ...signed.permissions, ...Object.fromEntries(gone.map((one) => [one, false])) },
  supersedes: ['a'],
})

describe('a copy of a consent', () => {
  it('is of the name that was signed for, not of what the patient is called today', () => {
    expect(copyTexts(patientOf(signed), signed).whose).toBe(`Ann Example  ·  ${when}`)
  })

  it('of before names were kept is of the name of today, and of a patient whom nobody had named of none', () => {
    const { name: _, ...older } = signed
    expect(copyTexts(patientOf(older), older).whose).toBe(`Ann Other  ·  ${when}`)
    const unnamed = { ...signed, name: '' }
    expect(copyTexts(patientOf(unnamed), unnamed).whose).toBe(when)
  })

  it('says of what was taken back in part that it changed, and only of what counts no more that it was taken back', () => {
    for (const [gone, title] of [
      [['publish'], `Changed ${when}: publishing taken back`],
      [['show'], `Changed ${when}: showing taken back`],
      [['show', 'publish'], `Changed ${when}: showing and publishing taken back`],
      [['simulation'], `Taken back ${when}`],
      [['keep', 'simulation', 'show', 'publish'], `Taken back ${when}`],
    ] as const) {
      const patient = patientOf(signed, back(gone))
      expect(recordTitle(patient, back(gone))).toBe(title)
      expect(copyTexts(patient, back(gone)).when).toBe(title)
      expect(recordTitle(patient, signed)).toBe(`Signed ${when}`)
    }
  })
})
