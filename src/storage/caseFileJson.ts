import { CaseFileError, refuse } from './caseFileError.ts'
import { limits } from './caseFileLimits.ts'

/** In a record, bytes are an object of one text: `{ "base64": "..." }`. */
const BYTES_KEY = 'base64'

/** A value of plain parts and byte arrays as text. */
export function recordToBytes(value: unknown): Uint8Array<ArrayBuffer> {
  const text = JSON.stringify(value, (_key, part: unknown) =>
    part instanceof Uint8Array ? { [BYTES_KEY]: toBase64(part) } : part,
  )
  return new TextEncoder().encode(text)
}

/** A list of values that are bytes already. */
export function joinRecords(records: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(records.reduce((sum, { length }) => sum + length + 1, 1))
  let at = 0
  for (const record of records) {
    joined[at] = at === 0 ? 0x5b : 0x2c
    joined.set(record, at + 1)
    at += record.length + 1
  }
  joined[at] = 0x5d
  return joined
}

/**
 * The value again. Its size is bounded before anything walks it: nesting, items of a list, letters of a text.
 * @param name of the member, for the reason of a refusal
 * @throws CaseFileError
 */
export function recordFromBytes(bytes: Uint8Array, name: string, mostItems: number = limits.items): unknown {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new CaseFileError('damaged', `${name} is not a record`, { cause: error })
  }
  return bounded(value, name, mostItems)
}

/** Walks without recursion, so that no nesting is too deep to be refused. */
function bounded(value: unknown, name: string, mostItems: number): unknown {
  const root = { value }
  const waiting: { holder: object; depth: number }[] = [{ holder: root, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { holder, depth } = next
    if (depth > limits.depth) refuse('damaged', `${name} is nested too deep`)
    const keys = Object.keys(holder)
    if (keys.length > mostItems) refuse('damaged', `${name} has a list of ${keys.length}`)
    for (const key of keys) {
      if (key === '__proto__' || key === 'constructor' || key === 'prototype')
        refuse('strange', `${name} has a part that no record has`)
      const part: unknown = Reflect.get(holder, key)
      if (typeof part === 'string') {
        if (part.length > limits.textLetters) refuse('damaged', `${name} has a text of ${part.length} letters`)
        if (/\p{Surrogate}/u.test(part)) refuse('damaged', `${name} has half a letter`)
      } else if (typeof part === 'number') {
        if (!Number.isFinite(part)) refuse('damaged', `${name} has a number without end`)
      } else if (typeof part === 'object' && part !== null) {
        const coded = codedBytes(part)
        if (coded === null) waiting.push({ holder: part, depth: depth + 1 })
        else Reflect.set(holder, key, fromBase64(coded, name))
      }
    }
  }
  return root.value
}

function codedBytes(part: object): string | null {
  if (!(BYTES_KEY in part) || Object.keys(part).length !== 1) return null
  return typeof part[BYTES_KEY] === 'string' ? part[BYTES_KEY] : null
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

function fromBase64(text: string, name: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
  } catch (error) {
    throw new CaseFileError('damaged', `${name} has bytes that cannot be read`, { cause: error })
  }
}
