import { describe, expect, it } from 'vitest'
import { CaseFileError } from '../../src/storage/caseFileError.ts'
import { readCaseFile } from '../../src/storage/caseFileReader.ts'
import { inspector, listOf, membersOf, packed, soundCase } from '../storage/caseFiles.ts'

const count = Number(process.env.CASE_MUTATIONS ?? 500)
const seed = Number(process.env.SEED ?? 1)
/** No file may keep anybody waiting longer. */
const MOST_MS = 5000

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

type Random = () => number
const below = (random: Random, n: number): number => Math.floor(random() * n)
const oneOf = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)]!

/** Some bytes changed, cut out, put in twice, or zeroed; checksums do not fit any more. */
function mutatedBytes(file: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
  const from = below(random, file.length)
  const to = Math.min(file.length, from + 1 + below(random, oneOf(random, [4, 64, 4096])))
  const way = below(random, 4)
  if (way === 0) {
    const copy = file.slice()
    for (let i = 0; i <= below(random, 8); i++) copy[below(random, copy.length)] = below(random, 256)
    return copy
  }
  if (way === 1) return joined(file.subarray(0, from), file.subarray(to))
  if (way === 2) return joined(file.subarray(0, to), file.subarray(from))
  return file.slice().fill(0, from, to)
}

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(a.length + b.length)
  whole.set(a)
  whole.set(b, a.length)
  return whole
}

const values: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e9,
  -1e308,
  '',
  '../../x',
  '2026-02-31',
  'data:text/html,x',
  [],
  {},
  [[[[]]]],
  { base64: 'AQ==' },
  { base64: 'not bytes' },
  { __proto__x: 1 },
  'a'.repeat(30_000),
]

/** One value somewhere in one record is another one, or gone, or there twice; all checksums fit. */
function mutatedRecord(members: Readonly<Record<string, Uint8Array>>, random: Random): Uint8Array<ArrayBuffer> {
  const records = Object.keys(members).filter((member) => member.endsWith('.json'))
  const name = oneOf(random, records)
  const record: unknown = JSON.parse(new TextDecoder().decode(members[name]))
  let holder = record as object
  for (;;) {
    const keys = Object.keys(holder)
    if (keys.length === 0) break
    const key = oneOf(random, keys)
    const part: unknown = Reflect.get(holder, key)
    if (typeof part === 'object' && part !== null && random() < 0.85) {
      holder = part
      continue
    }
    const way = below(random, 4)
    if (way === 0) Reflect.deleteProperty(holder, key)
    else if (way === 1 && Array.isArray(holder)) holder.push(...(holder as unknown[]))
    else Reflect.set(holder, key, oneOf(random, values))
    break
  }
  return packed({ ...members, [name]: new TextEncoder().encode(JSON.stringify(record)) })
}

/** A member's bytes are others; all checksums fit. */
function mutatedMember(members: Readonly<Record<string, Uint8Array>>, random: Random): Uint8Array<ArrayBuffer> {
  const name = oneOf(random, Object.keys(members))
  return packed({ ...members, [name]: mutatedBytes(new Uint8Array(members[name]!), random) })
}

describe(`${count} mutations of a sound case file, seed ${seed}`, () => {
  it(
    'are each refused with a reason, or opened whole; none takes long',
    { timeout: 60_000 + count * 100 },
    async () => {
      const file = await soundCase(1, 5)
      const members = membersOf(file)
      const random = randomFrom(seed)
      const seen: Record<string, number> = {}
      for (let i = 0; i < count; i++) {
        const way = oneOf(random, [mutatedRecord, mutatedMember, null])
        const mutated = way ? way(members, random) : mutatedBytes(file, random)
        const start = performance.now()
        const answer = await answerTo(mutated, i)
        expect(performance.now() - start, `mutation ${i}`).toBeLessThan(MOST_MS)
        seen[answer] = (seen[answer] ?? 0) + 1
      }
      // Most change something that counts; a label or a number of a design may be any other.
      expect(seen.damaged).toBeGreaterThan(count / 4)
      expect(seen.opened ?? 0).toBeLessThan(count / 2)
      expect('x' in {}).toBe(false)
    },
  )
})

async function answerTo(file: Uint8Array<ArrayBuffer>, i: number): Promise<string> {
  try {
    const read = await readCaseFile(new Blob([file]), inspector)
    // What opens is read again as an import does, and has every part.
    for (const { photos } of read.patients)
      for (const photo of photos) {
        expect((await read.history(photo)).entries.length, `mutation ${i}`).toBeGreaterThan(0)
        expect((await listOf(read.snapshots(photo))).length, `mutation ${i}`).toBe(read.snapshotIdsOf(photo.id).length)
        expect((await read.original(photo.hash)).byteLength, `mutation ${i}`).toBeGreaterThan(0)
      }
    return 'opened'
  } catch (error) {
    if (!(error instanceof CaseFileError)) throw error
    return error.code
  }
}
