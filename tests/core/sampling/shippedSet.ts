import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readHeadSet } from '../../../src/core/sampling/headSetFile.ts'
import { readPointSet } from '../../../src/core/sampling/rankedSet.ts'

function bytesOf(name: string): ArrayBuffer {
  const file = readFileSync(fileURLToPath(new URL(`../../../public/${name}`, import.meta.url)))
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength)
}

/** The bytes of the ranked sets that ship with the program: of flat photos, and of heads. */
export const shippedBytes = (): ArrayBuffer => bytesOf('ranked-set.bin')
export const headSetBytes = (): ArrayBuffer => bytesOf('head-set.bin')

export const pointSet = readPointSet(shippedBytes())

/** With the dots of heads. */
export const headPointSet = { ...pointSet, head: readHeadSet(headSetBytes()) }
