import {
  byTime,
  currentConsent,
  isConsentMissing,
  neededPermissions,
  permissions,
  type Consent,
  type Consenting,
  type Permission,
  type Permitted,
} from './consent.ts'

/** What is read of a patient's records, and what may be added to them: for whoever looks closer than a list does. */

/** All of a patient, the latest first. */
export const consentHistory = ({ id, consents = [] }: Omit<Consenting, 'sample'>): readonly Consent[] =>
  consents.filter(({ patientId }) => patientId === id).toSorted((a, b) => byTime(b, a))

/** The last time that a patient signed; null before the first. */
export const lastSigned = (patient: Omit<Consenting, 'sample'>): Consent | null =>
  consentHistory(patient).find(({ signature }) => signature !== null) ?? null

/** Whether a permission is given and counts: none does without those that are needed. */
export const isPermitted = (patient: Consenting, one: Permission): boolean =>
  patient.sample || (!isConsentMissing(patient) && currentConsent(patient)?.permissions[one] === true)

/**
 * Whether a choice only takes back. That needs no signature: it must never be harder than giving was.
 * @param current what counts so far; null where nothing was given
 */
export function takesBack(current: Consent | null, chosen: Permitted): boolean {
  if (!current) return false
  const given = permissions.filter((one) => current.permissions[one])
  return given.some((one) => !chosen[one]) && permissions.every((one) => !chosen[one] || current.permissions[one])
}

/** Why a choice can not be recorded yet; null where it can. */
export function consentProblem(
  current: Consent | null,
  chosen: Permitted,
  isSigned: boolean,
): 'needed' | 'signature' | null {
  if (takesBack(current, chosen)) return null
  if (!neededPermissions.every((one) => chosen[one])) return 'needed'
  return isSigned ? null : 'signature'
}
