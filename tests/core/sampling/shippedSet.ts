import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readPointSet } from '../../../src/core/sampling/rankedSet.ts'

/** The bytes of the ranked set that ships with the program. */
export function shippedBytes(): ArrayBuffer {
  const file = readFileSync(fileURLToPath(new URL('../../../public/ranked-set.bin', import.meta.url)))
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength)
}

export const pointSet = readPointSet(shippedBytes())
