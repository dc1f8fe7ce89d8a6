/** What a patient has agreed to. A record is never changed: what is agreed anew, or taken back, is a record of its own. */

/** Each stands for itself; in the order in which they are shown. */
export const permissions = ['keep', 'simulation', 'show', 'publish'] as const
export type Permission = (typeof permissions)[number]
export type Permitted = Readonly<Record<Permission, boolean>>

/**
 * Without these two there is no consent: everything here rests on photos that are kept, and none of the pictures made from
 * them may be taken for a promise. The other two are for the clinic's good, not for the patient's treatment, and a consent
 * that asked for them would not be given freely.
 */
export const neededPermissions = ['keep', 'simulation'] as const satisfies readonly Permission[]

/** Of a signature pad's width: all lengths of ink are in these, from its upper left corner. */
export const PAD_UNITS = 4000
/** Letters of coded ink. A long signature has a third of it. */
export const MOST_INK_LETTERS = 16_000

export type Signature =
  | {
      readonly kind: 'drawn'
      /** Height of the pad that it was drawn on, in ink units: `PAD_UNITS` to its width. */
      readonly height: number
      /** As `writeInk` codes it. */
      readonly ink: string
    }
  | { readonly kind: 'typed'; readonly name: string }

export interface Consent {
  readonly id: string
  readonly patientId: string
  /** Which version of the text was shown, and its words as they were. */
  readonly textVersion: number
  readonly sentences: Readonly<Record<Permission, string>>
  readonly permissions: Permitted
  /** Null only where permissions were taken back. */
  readonly signature: Signature | null
  /** ISO time, UTC to the ms: texts are in the order of times. */
  readonly signedAt: string
  /** Ids of what stood before it and counts no more. */
  readonly supersedes: readonly string[]
}

export interface Consenting {
  readonly id: string
  readonly sample: boolean
  readonly consents?: readonly Consent[]
}

/** Those of a patient that nothing supersedes: one, or one of each device that went on by itself. The latest is the last. */
export function standingConsents({ id, consents = [] }: Omit<Consenting, 'sample'>): readonly Consent[] {
  const own = consents.filter(({ patientId }) => patientId === id)
  const before = new Set(own.flatMap((one) => one.supersedes.filter((other) => other !== one.id)))
  const standing = own.filter((one) => !before.has(one.id))
  // Records that supersede each other in a circle come from a file that somebody made up: the latest counts.
  return (standing.length > 0 ? standing : own).toSorted(byTime)
}

/** The one that counts; null where there is none. */
export const currentConsent = (patient: Omit<Consenting, 'sample'>): Consent | null =>
  standingConsents(patient).at(-1) ?? null

export const byTime = (a: Consent, b: Consent): number => a.signedAt.localeCompare(b.signedAt) || (a.id < b.id ? -1 : 1)

/** Nobody signs for the sample. */
export function isConsentMissing(patient: Consenting): boolean {
  if (patient.sample) return false
  const current = currentConsent(patient)
  return current === null || !neededPermissions.every((one) => current.permissions[one])
}
