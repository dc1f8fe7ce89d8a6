import * as v from 'valibot'

/**
 * What is remembered of the database outside of it. Chromium replaces a damaged database by an empty one without a word: an
 * identity that does not stand here any more tells it from the one that was lost.
 */
const schema = v.object({ identity: v.string(), patients: v.number() })

export type Sentinel = v.InferOutput<typeof schema>

const key = (database: string): string => `${database}.sentinel`

export function readSentinel(database: string): Sentinel | null {
  try {
    return v.parse(schema, JSON.parse(localStorage.getItem(key(database)) ?? 'null'))
  } catch {
    return null
  }
}

export function writeSentinel(database: string, sentinel: Sentinel): void {
  try {
    localStorage.setItem(key(database), JSON.stringify(sentinel))
  } catch {
    // The second copy is a sentinel as well.
  }
}
