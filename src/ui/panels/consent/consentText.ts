import type { Consent } from '../../../core/plan/consent.ts'
import { exportConsent } from '../../../store/consentActions.ts'
import { NEW_NAME } from '../../../store/visitActions.ts'
import { number } from '../../shell/format.ts'
import { consentStrings as t } from '../../strings/consentStrings.ts'
import { usualPaper } from '../export/usualPaper.ts'

/** `22 Nov 2026, 11:42` */
export function signedWhen(iso: string): string {
  const parts = { day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' } as const
  return new Intl.DateTimeFormat(undefined, parts).format(new Date(iso))
}

/** A patient whom nobody has named yet is called nothing. */
export const isNamed = (name: string): boolean => name.trim() !== '' && name !== NEW_NAME

export const consentTitle = (name: string): string => (isNamed(name) ? t.title(name) : t.unnamed)

/** A record that gives nothing that is needed says when it was taken back. */
export const isWithdrawal = ({ signature, permissions }: Consent): boolean =>
  signature === null || !permissions.keep || !permissions.simulation

export const recordTitle = (consent: Consent): string =>
  (isWithdrawal(consent) ? t.withdrawal : t.record)(signedWhen(consent.signedAt))

/** Downloads a copy for the patient. */
export function copyOf(consent: Consent, name: string): Promise<void> {
  const when = signedWhen(consent.signedAt)
  const texts = {
    ...t.paper,
    title: t.paper.title,
    whose: isNamed(name) ? t.paper.of(name, when) : when,
    yes: t.yes,
    no: t.no,
    unsigned: t.unsigned,
    when: (isWithdrawal(consent) ? t.paper.takenBackAt : t.paper.signedAt)(when),
    version: t.paper.version(number(consent.textVersion), consent.id),
    note: t.paper.kept,
  }
  return exportConsent(consent, usualPaper(), texts, t.pdfFailed)
}
