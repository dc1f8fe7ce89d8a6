import * as v from 'valibot'
import { permissions, type Consent } from './consent.ts'
import { MOST_INK_LETTERS, PAD_UNITS } from './consent.ts'

const text = (letters: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(letters))
const id = text(64)

/** The form alone: a list of patients is read without one signature being decoded. */
const INK = /^\d{1,4},\d{1,4}(?:,\d{1,3})?(?:[ ;]\d{1,4},\d{1,4}(?:,\d{1,3})?)*$/

const TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

const schema = v.object({
  id,
  patientId: id,
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
      v.object({ kind: v.literal('typed'), name: text(200) }),
    ]),
  ),
  signedAt: v.pipe(v.string(), v.regex(TIME)),
  supersedes: v.array(id),
})

/**
 * The records of a stored list that can be read, each by itself: one that cannot hides neither the others nor the patient
 * whose row it stands in. It stays stored as it is, and counts for nothing.
 */
export function readConsents(stored: unknown): readonly Consent[] {
  const found = new Map<string, Consent>()
  for (const record of Array.isArray(stored) ? stored : []) {
    const result = v.safeParse(schema, record)
    // Of two that call themselves the same the first was there before.
    if (result.success && !found.has(result.output.id)) found.set(result.output.id, result.output)
  }
  return [...found.values()]
}

/**
 * A stored list with further records. What is stored is never changed and never dropped, not even what cannot be read; a
 * record that is there already is not added again.
 */
export function withConsents(stored: unknown, more: readonly Consent[]): readonly unknown[] {
  const before: readonly unknown[] = Array.isArray(stored) ? stored : stored === undefined ? [] : [stored]
  const known = new Set(readConsents(before).map((one) => one.id))
  return [...before, ...more.filter((one) => !known.has(one.id))]
}
