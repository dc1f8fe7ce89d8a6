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
  /** What the patient was called when it was recorded, '' where nobody had said; absent in records from before it was kept. */
  readonly name?: string
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

/**
 * A record that is damaged or of a later version. What it says is not known, and it may have taken everything back: nothing
 * is permitted until somebody signs after it.
 */
export interface UnreadConsent {
  readonly id: string
  /** Absent where not even that can be read: then it is of the patient whose row it stands in. */
  readonly patientId?: string
  readonly supersedes: readonly string[]
  /** As it was stored, coded in JSON, for a version that can read it; null where it is too large for that. */
  readonly unread: string | null
}

export type AnyConsent = Consent | UnreadConsent

export const isRead = (record: AnyConsent): record is Consent => !('unread' in record)

export interface Consenting {
  readonly id: string
  readonly sample: boolean
  readonly consents?: readonly AnyConsent[]
}

type Whose = Omit<Consenting, 'sample'>

/** All that is a patient's own. */
export const ownConsents = ({ id, consents = [] }: Whose): readonly AnyConsent[] =>
  consents.filter(({ patientId }) => patientId === id || patientId === undefined)

/** Those of a patient that nothing supersedes: one, or one of each device that went on by itself. The latest is the last. */
export function standingConsents(patient: Whose): readonly AnyConsent[] {
  const own = ownConsents(patient)
  const before = new Set(own.flatMap((one) => one.supersedes.filter((other) => other !== one.id)))
  const standing = own.filter((one) => !before.has(one.id))
  // Records that supersede each other in a circle come from a file that somebody made up: all of them stand.
  return (standing.length > 0 ? standing : own).toSorted(byTime)
}

/**
 * Those that count together, the latest last: what was signed last, and what was taken back after it on other devices. One
 * that cannot be read says not when it was, and stays among them.
 */
export const countingConsents = (patient: Whose): readonly AnyConsent[] => fromLastSigned(standingConsents(patient))

function fromLastSigned(inOrder: readonly AnyConsent[]): readonly AnyConsent[] {
  const signed = inOrder.findLastIndex((one) => isRead(one) && one.signature !== null)
  return inOrder.filter((one, i) => i >= signed || !isRead(one))
}

/** What a patient permits: what each of the records that count does. Null where nothing was ever recorded. */
export function permittedBy(patient: Whose): Permitted | null {
  const standing = standingConsents(patient)
  return standing.length > 0 ? new Permitting(ownConsents(patient)).together(standing, 0) : null
}

/** How many records in a row, each taking back from the one before, are believed: each takes at least one of four away. */
const MOST_UNSIGNED = 32

/** Nobody gives anything without signing: a record that nobody signed only takes back from what was given before it. */
class Permitting {
  readonly #known: ReadonlyMap<string, AnyConsent>
  readonly #found = new Map<string, Permitted>()

  constructor(own: readonly AnyConsent[]) {
    this.#known = new Map(own.map((one) => [one.id, one]))
  }

  together(records: readonly AnyConsent[], depth: number): Permitted {
    if (records.length === 0) return nothingPermitted
    return shared(fromLastSigned(records.toSorted(byTime)).map((one) => this.#permittedIn(one, depth)))
  }

  #permittedIn(record: AnyConsent, depth: number): Permitted {
    if (!isRead(record) || depth > MOST_UNSIGNED) return nothingPermitted
    if (record.signature !== null) return record.permissions
    const found = this.#found.get(record.id)
    if (found) return found
    // Whoever comes back to it goes in a circle.
    this.#found.set(record.id, nothingPermitted)
    const before = record.supersedes.map((id) => this.#known.get(id)).filter((one) => one !== undefined)
    const permitted = shared([record.permissions, this.together(before, depth + 1)])
    this.#found.set(record.id, permitted)
    return permitted
  }
}

export const nothingPermitted: Permitted = { keep: false, simulation: false, show: false, publish: false }

function shared(all: readonly Permitted[]): Permitted {
  const of = (one: Permission) => all.every((permitted) => permitted[one])
  return { keep: of('keep'), simulation: of('simulation'), show: of('show'), publish: of('publish') }
}

/** One that cannot be read comes first. */
export function byTime(a: AnyConsent, b: AnyConsent): number {
  const time = (one: AnyConsent) => (isRead(one) ? one.signedAt : '')
  return time(a).localeCompare(time(b)) || (a.id < b.id ? -1 : 1)
}

export const hasNeeded = (permitted: Permitted): boolean => neededPermissions.every((one) => permitted[one])

/** Nobody signs for the sample. */
export function isConsentMissing(patient: Consenting): boolean {
  if (patient.sample) return false
  const permitted = permittedBy(patient)
  return permitted === null || !hasNeeded(permitted)
}
