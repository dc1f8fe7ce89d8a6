import type { UnitRows } from './copyUnits.ts'

/** What a file of the second copy says of itself. */
export interface RowFileHead {
  /** Grows by one with each copy of the unit. */
  readonly turn: number
  /** ISO time. */
  readonly copiedAt: string
  readonly databaseVersion: number
}

export interface RowFile extends RowFileHead {
  readonly rows: UnitRows
}

/**
 * Rows as one file: a mark, the length of a JSON text, that text, the bytes that it names by place, and the SHA-256 of all
 * of it. A file that was torn while it was written fails the sum.
 */
const MARK = new TextEncoder().encode('TRICOPY1')
const SUM_BYTES = 32

type Place = { readonly $bytes: readonly [offset: number, length: number, kind: 'array' | 'buffer'] }

export async function packRows(file: RowFile): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let length = 0
  const place = (bytes: Uint8Array, kind: 'array' | 'buffer'): Place => {
    parts.push(bytes)
    length += bytes.byteLength
    return { $bytes: [length - bytes.byteLength, bytes.byteLength, kind] }
  }
  const json = JSON.stringify(file, (_key, value: unknown) => {
    if (value instanceof Uint8Array) return place(value, 'array')
    return value instanceof ArrayBuffer ? place(new Uint8Array(value), 'buffer') : value
  })
  const text = new TextEncoder().encode(json)
  const head = MARK.length + 4
  const packed = new Uint8Array(head + text.length + length + SUM_BYTES)
  packed.set(MARK)
  new DataView(packed.buffer).setUint32(MARK.length, text.length, true)
  packed.set(text, head)
  let at = head + text.length
  for (const part of parts) {
    packed.set(part, at)
    at += part.byteLength
  }
  packed.set(await sumOf(packed.subarray(0, at)), at)
  return packed
}

/** Null where the file is torn, empty, or of another kind. */
export async function unpackRows(packed: Uint8Array<ArrayBuffer>): Promise<RowFile | null> {
  const head = MARK.length + 4
  const end = packed.length - SUM_BYTES
  if (end < head || !MARK.every((byte, i) => packed[i] === byte)) return null
  const sum = await sumOf(packed.subarray(0, end))
  if (!sum.every((byte, i) => packed[end + i] === byte)) return null
  const bytesAt = head + new DataView(packed.buffer, packed.byteOffset).getUint32(MARK.length, true)
  const text = new TextDecoder().decode(packed.subarray(head, bytesAt))
  return JSON.parse(text, (_key, value: unknown) => {
    if (!isPlace(value)) return value
    const [offset, length, kind] = value.$bytes
    const bytes = packed.slice(bytesAt + offset, bytesAt + offset + length)
    return kind === 'array' ? bytes : bytes.buffer
  }) as RowFile
}

const isPlace = (value: unknown): value is Place => typeof value === 'object' && value !== null && '$bytes' in value

const sumOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
