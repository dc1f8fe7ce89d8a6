import { deflateRawSync } from 'node:zlib'
import { crc32 } from '../../src/storage/crc32.ts'

/** A member, and what its headers say where that is not the truth. */
export interface RawMember {
  readonly name: string
  readonly bytes: Uint8Array
  readonly deflate?: boolean
  /** In the local header. */
  readonly localName?: string
  readonly method?: number
  readonly flags?: number
  readonly crc?: number
  readonly size?: number
  /** Upper half of the external attributes: Unix mode. */
  readonly mode?: number
  /** Its directory entry points at the body of an earlier member. */
  readonly bodyOf?: number
}

export interface RawZip {
  readonly count?: number
  readonly directoryShift?: number
  readonly before?: Uint8Array
  readonly between?: Uint8Array
  readonly comment?: string
}

/** A ZIP byte by byte, so that any part of it may lie. */
export function rawZip(members: readonly RawMember[], o: RawZip = {}): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = o.before ? [o.before] : []
  const directory: Uint8Array[] = []
  const places: number[] = []
  let at = o.before?.length ?? 0
  for (const member of members) {
    const packed = member.deflate ? new Uint8Array(deflateRawSync(member.bytes, { level: 4 })) : member.bytes
    const method = member.method ?? (member.deflate ? 8 : 0)
    const flags = member.flags ?? 0
    const crc = member.crc ?? crc32(member.bytes)
    const size = member.size ?? member.bytes.length
    const shared = member.bodyOf === undefined ? undefined : places[member.bodyOf]
    places.push(shared ?? at)
    if (shared === undefined) {
      const name = new TextEncoder().encode(member.localName ?? member.name)
      const local = new Uint8Array(30 + name.length)
      fill(local, [
        [0, 4, 0x04034b50],
        [4, 2, 20],
        [6, 2, flags],
        [8, 2, method],
        [14, 4, crc],
        [18, 4, packed.length],
        [22, 4, size],
        [26, 2, name.length],
      ])
      local.set(name, 30)
      parts.push(local, packed)
      at += local.length + packed.length
    }
    const name = new TextEncoder().encode(member.name)
    const central = new Uint8Array(46 + name.length)
    fill(central, [
      [0, 4, 0x02014b50],
      [4, 2, member.mode === undefined ? 20 : 0x0314],
      [6, 2, 20],
      [8, 2, flags],
      [10, 2, method],
      [16, 4, crc],
      [20, 4, packed.length],
      [24, 4, size],
      [28, 2, name.length],
      [38, 4, (member.mode ?? 0) * 65_536],
      [42, 4, shared ?? places.at(-1)!],
    ])
    central.set(name, 46)
    directory.push(central)
  }
  if (o.between) {
    parts.push(o.between)
    at += o.between.length
  }
  const comment = new TextEncoder().encode(o.comment ?? '')
  const end = new Uint8Array(22 + comment.length)
  const directoryBytes = directory.reduce((sum, part) => sum + part.length, 0)
  const count = o.count ?? members.length
  fill(end, [
    [0, 4, 0x06054b50],
    [8, 2, count],
    [10, 2, count],
    [12, 4, directoryBytes],
    [16, 4, at + (o.directoryShift ?? 0)],
    [20, 2, comment.length],
  ])
  end.set(comment, 22)
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]))
}

function fill(bytes: Uint8Array, fields: readonly (readonly [at: number, width: 2 | 4, value: number])[]): void {
  const view = new DataView(bytes.buffer)
  for (const [at, width, value] of fields)
    if (width === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
}
