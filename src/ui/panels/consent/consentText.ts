import { hasNeeded, type Consent } from '../../../core/plan/consent.ts'
import { takenBackIn } from '../../../core/plan/consentChoice.ts'
import { exportConsent } from '../../../store/papers/consentActions.ts'
import { NEW_NAME } from '../../../store/visits/blankPatient.ts'
import { number } from '../../shell/figures/format.ts'
import { consentStrings as t } from '../../strings/consentStrings.ts'
import { usualPaper } from '../export/usualPaper.ts'
import type { PatientSummary } from '../shownTypes.ts'

/** `22 Nov 2026, 11:42` */
export function signedWhen(iso: string): string {
  const parts = { day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' } as const
  return new Intl.DateTimeFormat(undefined, parts).format(new Date(iso))
}

/** A patient whom nobody has named yet is called nothing. */
export const isNamed = (name: string): boolean => name.trim() !== '' && name !== NEW_NAME

export const consentTitle = (name: string): string => (isNamed(name) ? t.title(name) : t.unnamed)

type Patient = PatientSummary['patient']

/** What happened, and when: a record that gives not even what is needed takes all back. */
export function recordTitle(patient: Patient, record: Consent): string {
  const when = signedWhen(record.signedAt)
  if (!hasNeeded(record.permissions)) return t.withdrawal(when)
  return record.signature ? t.record(when) : t.changed(when, partsOf(patient, record))
}

function partsOf(patient: Patient, record: Consent): string | null {
  const gone = takenBackIn(patient, record)
  const [show, publish] = [gone.includes('show'), gone.includes('publish')]
  if (show && publish) return t.takenBackParts.both
  return show ? t.takenBackParts.show : publish ? t.takenBackParts.publish : null
}

/** The words of a copy, under the name that was signed for; records of before were kept without it. */
export function copyTexts(patient: Patient, record: Consent): Parameters<typeof exportConsent>[2] {
  const when = signedWhen(record.signedAt)
  const name = record.name ?? patient.name
  return {
    ...t.paper,
    whose: isNamed(name) ? t.paper.of(name, when) : when,
    yes: t.yes,
    no: t.no,
    unsigned: t.unsigned,
    when: recordTitle(patient, record),
    version: t.paper.version(number(record.textVersion), record.id),
    note: t.paper.kept,
  }
}

/** Downloads a copy for the patient. */
export const copyOf = (patient: Patient, record: Consent): Promise<void> =>
  exportConsent(record, usualPaper(), copyTexts(patient, record), t.pdfFailed)
