import * as v from 'valibot'
import { hash } from '../sampling/random.ts'
import {
  isRead,
  MOST_INK_LETTERS,
  PAD_UNITS,
  permissions,
  type AnyConsent,
  type Consent,
  type UnreadConsent,
} from './consent.ts'

const text = (letters: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(letters))
const id = text(64)
export const MOST_NAME_LETTERS = 200

/**
 * The form alone, as `readInk` takes it: a list of patients is read without one signature being decoded. Places are from 0
 * to `PAD_UNITS`, pressures from 0 to 100.
 */
const PLACE = '(?:[0-3]?\\d{1,3}|4000)'
const POINT = `${PLACE},${PLACE}(?:,(?:0?\\d{1,2}|100))?`
const INK = new RegExp(`^${POINT}(?:[ ;]${POINT})*$`)

const TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

const schema = v.pipe(
  v.object({
    id,
    patientId: id,
    name: v.optional(v.pipe(v.string(), v.maxLength(MOST_NAME_LETTERS))),
    textVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
    sentences: v.object(v.entriesFromList(permissions, text(1000))),
    permissions: v.object(v.entriesFromList(permissions, v.boolean())),
    signature: v.nullable(
      v.variant('kind', [
        v.object({
          kind: v.literal('drawn'),
          height: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAD_UNITS)),
          ink: v.pipe(text(MOST_INK_LETTERS), v.regex(INK)),
        }),
        v.object({ kind: v.literal('typed'), name: text(MOST_NAME_LETTERS) }),
      ]),
    ),
    signedAt: v.pipe(v.string(), v.regex(TIME)),
    supersedes: v.array(id),
  }),
  v.check(({ signature, supersedes }) => signature !== null || supersedes.length > 0, 'Expected what is taken back'),
)

/** Of a record that cannot be read, letters: as many as any case file may hold. */
const MOST_UNREAD_LETTERS = 20_000
const MOST_SUPERSEDED = 1000

/** A text that may go into a case file. */
const isId = (value: unknown): value is string => v.is(id, value) && !/\p{Surrogate}/u.test(value)

const unreadSchema = v.object({
  id: v.custom<string>(isId),
  patientId: v.optional(v.custom<string>(isId)),
  supersedes: v.array(v.custom<string>(isId)),
  unread: v.nullable(v.pipe(v.string(), v.maxLength(MOST_UNREAD_LETTERS))),
})

/**
 * The records of a stored list, each read by itself: one that cannot be read hides neither the others nor the patient whose
 * row it stands in. It stays stored as it is, and says no more than that it is there.
 */
export function readConsents(stored: unknown): readonly AnyConsent[] {
  const found = new Map<string, AnyConsent>()
  for (const record of listOf(stored)) {
    const read = readConsent(record)
    const before = found.get(read.id)
    // Of two that call themselves the same the first was there before, unless only the other one can be read.
    if (!before || (!isRead(before) && isRead(read))) found.set(read.id, read)
  }
  return [...found.values()]
}

const listOf = (stored: unknown): readonly unknown[] =>
  Array.isArray(stored) ? stored : stored === undefined ? [] : [stored]

function readConsent(record: unknown): AnyConsent {
  const result = v.safeParse(schema, record)
  if (result.success) return result.output
  const carried = v.safeParse(unreadSchema, record)
  return carried.success ? (readCarried(carried.output) ?? carried.output) : unreadOf(record)
}

/** What another version could not read, and this one can. It may be somebody else's by now: a copy has ids of its own. */
function readCarried({ id: known, patientId, unread }: UnreadConsent): Consent | null {
  const record = v.safeParse(v.pipe(v.string(), v.parseJson(), v.looseObject({})), unread)
  if (!record.success) return null
  const result = v.safeParse(schema, { ...record.output, ...(patientId !== undefined && { patientId }) })
  return result.success && result.output.id === known ? result.output : null
}

/** One without a name of its own gets one by what it is, always the same. */
function unreadOf(record: unknown): UnreadConsent {
  const coded = codeOf(record)
  const parts = { id: v.unknown(), patientId: v.unknown(), supersedes: v.unknown() }
  const part = v.safeParse(v.partial(v.object(parts)), record)
  const { id: own, patientId, supersedes } = part.success ? part.output : {}
  return {
    id: isId(own) ? own : `unread-${nameOf(coded)}`,
    ...(isId(patientId) && { patientId }),
    supersedes: Array.isArray(supersedes) ? supersedes.filter(isId).slice(0, MOST_SUPERSEDED) : [],
    unread: coded.length <= MOST_UNREAD_LETTERS ? coded : null,
  }
}

function codeOf(record: unknown): string {
  try {
    return JSON.stringify(record) ?? ''
  } catch {
    // It goes back to itself, or has numbers that JSON does not know.
    return ''
  }
}

const nameOf = (letters: string): string =>
  Array.from(letters)
    .reduce((seed, letter) => hash(seed, letter.codePointAt(0)!), letters.length)
    .toString(16)

/**
 * A stored list with further records. What is stored is never changed and never dropped, not even what cannot be read; a
 * record that is there already is not added again, unless only the new one can be read.
 */
export function withConsents(stored: unknown, more: readonly AnyConsent[]): readonly unknown[] {
  const known = new Map(readConsents(stored).map((one) => [one.id, one]))
  const isKnown = (one: AnyConsent) => {
    const here = known.get(one.id)
    return here !== undefined && (isRead(here) || !isRead(one))
  }
  return [...listOf(stored), ...more.filter((one) => !isKnown(one))]
}
