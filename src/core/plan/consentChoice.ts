import {
  byTime,
  hasNeeded,
  isConsentMissing,
  isRead,
  ownConsents,
  permissions,
  permittedBy,
  standingConsents,
  type Consent,
  type Consenting,
  type Permission,
  type Permitted,
} from './consent.ts'

/** What is read of a patient's records, and what may be added to them: for whoever looks closer than a list does. */

/** All of a patient that can be read, the latest first. */
export const consentHistory = (patient: Omit<Consenting, 'sample'>): readonly Consent[] =>
  ownConsents(patient)
    .filter(isRead)
    .toSorted((a, b) => byTime(b, a))

/** The last time that a patient signed; null before the first. */
export const lastSigned = (patient: Omit<Consenting, 'sample'>): Consent | null =>
  consentHistory(patient).find(({ signature }) => signature !== null) ?? null

/** Whether a permission is given and counts: none does without those that are needed. */
export const isPermitted = (patient: Consenting, one: Permission): boolean =>
  patient.sample || (!isConsentMissing(patient) && permittedBy(patient)?.[one] === true)

/** What a record gives no more of what the ones before it gave. */
export const takenBackIn = (patient: Omit<Consenting, 'sample'>, record: Consent): readonly Permission[] => {
  const before = consentHistory(patient).filter(({ id }) => record.supersedes.includes(id))
  return permissions.filter((one) => !record.permissions[one] && before.some((other) => other.permissions[one]))
}

/**
 * Whether a choice only takes back. That needs no signature: it must never be harder than giving was.
 * @param given what counts so far; null where nothing was given
 */
export function takesBack(given: Permitted | null, chosen: Permitted): boolean {
  if (!given) return false
  return permissions.some((one) => given[one] && !chosen[one]) && permissions.every((one) => !chosen[one] || given[one])
}

/** Why a choice can not be recorded yet; null where it can. */
export function consentProblem(
  given: Permitted | null,
  chosen: Permitted,
  isSigned: boolean,
): 'needed' | 'signature' | null {
  if (takesBack(given, chosen)) return null
  if (!hasNeeded(chosen)) return 'needed'
  return isSigned ? null : 'signature'
}

/**
 * Whether a record may come to those of a patient: whoever made it had read all that stands now, and what nobody signed
 * only takes back.
 */
export const mayBeAdded = (patient: Omit<Consenting, 'sample'>, record: Consent): boolean =>
  standingConsents(patient).every(({ id }) => record.supersedes.includes(id)) &&
  consentProblem(permittedBy(patient), record.permissions, record.signature !== null) === null
