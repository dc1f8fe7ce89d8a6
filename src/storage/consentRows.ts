import type { AnyConsent, Consent } from '../core/plan/consent.ts'
import { mayBeAdded } from '../core/plan/consentChoice.ts'
import { readConsents, withConsents } from '../core/plan/consentSchema.ts'
import { StorageError, type Patient } from './repository.ts'

/** The consents in the row of a patient. */

/** What a row gets from further records; nothing where all of them are there. */
export function consentsWith(stored: Patient['consents'], more: readonly AnyConsent[]): Pick<Patient, 'consents'> {
  const all = withConsents(stored, more)
  // The stored list holds records that cannot be read as they are, which its type does not know.
  return all.length > withConsents(stored, []).length ? { consents: all as readonly AnyConsent[] } : {}
}

/**
 * What a row gets from a record that is made now.
 * @throws StorageError 'overtaken' where something stands that whoever made it had not read
 */
export function recordedIn({ id, consents }: Patient, record: Consent): Pick<Patient, 'consents'> {
  if (!mayBeAdded({ id, consents: readConsents(consents) }, record))
    throw new StorageError('overtaken', 'The consent was changed meanwhile.')
  return consentsWith(consents, [record])
}
