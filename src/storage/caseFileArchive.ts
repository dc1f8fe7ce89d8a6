import { Inflate } from 'fflate'
import { crc32 } from './crc32.ts'
import { CaseFileError, refuse } from './caseFileError.ts'
import { limits } from './caseFileLimits.ts'

/** A member as the directory says it is. */
export interface Entry {
  readonly name: string
  readonly method: 0 | 8
  readonly flags: number
  readonly crc: number
  readonly packedBytes: number
  readonly bytes: number
  readonly headerAt: number
}

export interface Archive {
  readonly entries: ReadonlyMap<string, Entry>
  /**
   * The bytes of a member, checked against what the directory says of it.
   * @throws CaseFileError
   */
  read(name: string): Promise<Uint8Array<ArrayBuffer>>
}

const END_BYTES = 22
const CENTRAL_BYTES = 46
const LOCAL_BYTES = 30
const DESCRIPTOR_BYTES = 16
const ENCRYPTED = 1
const DESCRIPTOR_FLAG = 8
const UTF8_FLAG = 0x800
/** So little goes in at a time that what comes out is bounded: a thousand times as much. */
const INFLATE_STEP = 16_384

/**
 * Reads the directory of a ZIP of the plain kind that case files are: members one after the other without gap or overlap,
 * the directory at the end, no comment, no extra fields. Whatever else is refused. No member is read yet.
 * @param nameOf the largest size of a member of that name, or null for a name that no case file has
 * @throws CaseFileError
 */
export async function openArchive(file: Blob, mostBytesOf: (name: string) => number | null): Promise<Archive> {
  if (file.size === 0) refuse('empty', 'no bytes')
  if (file.size > limits.fileBytes) refuse('tooLarge', `${file.size} bytes`)
  const start = await bytesOf(file, 0, Math.min(4, file.size))
  if (signatureAt(start) !== LOCAL) refuse('notACaseFile', 'does not begin as a ZIP')
  const { count, directoryAt } = await readEnd(file)
  const directory = await bytesOf(file, directoryAt, file.size - END_BYTES)
  const entries = readDirectory(directory, count, mostBytesOf)
  await checkLayout(file, [...entries.values()], directoryAt)
  return {
    entries,
    async read(name) {
      const entry = entries.get(name)
      if (!entry) return refuse('damaged', `${name} is missing`)
      const from = entry.headerAt + LOCAL_BYTES + entry.name.length
      const packed = await bytesOf(file, from, from + entry.packedBytes)
      const bytes = entry.method === 0 ? packed : inflate(packed, entry)
      if (bytes.length !== entry.bytes) refuse('damaged', `${name} holds ${bytes.length} bytes, not ${entry.bytes}`)
      if (crc32(bytes) !== entry.crc) refuse('damaged', `${name} has another checksum`)
      return bytes
    },
  }
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const DESCRIPTOR = 0x08074b50

async function bytesOf(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await file.slice(from, to).arrayBuffer())
  if (bytes.length !== to - from) refuse('cut', `${to} bytes expected, ${from + bytes.length} read`)
  return bytes
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const signatureAt = (bytes: Uint8Array): number => (bytes.length < 4 ? 0 : viewOf(bytes).getUint32(0, true))

async function readEnd(file: Blob): Promise<{ count: number; directoryAt: number }> {
  if (file.size < END_BYTES) refuse('cut', `${file.size} bytes`)
  const end = viewOf(await bytesOf(file, file.size - END_BYTES, file.size))
  const isEnd = end.getUint32(0, true) === END && end.getUint16(20, true) === 0
  if (!isEnd) refuse('cut', 'no directory at the end')
  const [disk, directoryDisk, here, count] = [4, 6, 8, 10].map((at) => end.getUint16(at, true))
  const directoryBytes = end.getUint32(12, true)
  const directoryAt = end.getUint32(16, true)
  if (disk !== 0 || directoryDisk !== 0 || here !== count) refuse('damaged', 'the directory names several disks')
  if (count === undefined || count > limits.entries) return refuse('tooLarge', `${count} members`)
  if (directoryAt + directoryBytes !== file.size - END_BYTES)
    refuse('damaged', 'the directory is not where it should be')
  return { count, directoryAt }
}

function readDirectory(
  directory: Uint8Array,
  count: number,
  mostBytesOf: (name: string) => number | null,
): ReadonlyMap<string, Entry> {
  const view = viewOf(directory)
  const entries = new Map<string, Entry>()
  const folded = new Set<string>()
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_BYTES > directory.length || view.getUint32(at, true) !== CENTRAL)
      refuse('damaged', `the directory has no member ${i + 1} of ${count}`)
    const nameBytes = view.getUint16(at + 28, true)
    if (nameBytes > limits.nameBytes) refuse('strange', `a name of ${nameBytes} bytes`)
    const name = nameAt(directory, at + CENTRAL_BYTES, nameBytes)
    const entry = readEntry(view, at, name)
    const mostBytes = mostBytesOf(name)
    if (mostBytes === null) return refuse('strange', `a member called ${JSON.stringify(name)}`)
    checkSize(entry, mostBytes)
    if (folded.has(name.toLowerCase())) refuse('strange', `two members called ${name}`)
    folded.add(name.toLowerCase())
    entries.set(name, entry)
    at += CENTRAL_BYTES + nameBytes
  }
  if (at !== directory.length) refuse('damaged', 'the directory holds more than its members')
  return entries
}

function nameAt(bytes: Uint8Array, at: number, length: number): string {
  const name = String.fromCharCode(...bytes.subarray(at, at + length))
  // Names of case files are plain letters: another coding of the same name is no name.
  if (!/^[\x20-\x7e]+$/.test(name)) refuse('strange', 'a name that is not plain text')
  return name
}

function readEntry(view: DataView, at: number, name: string): Entry {
  const flags = view.getUint16(at + 8, true)
  const method = view.getUint16(at + 10, true)
  if (flags & ENCRYPTED) refuse('locked', `${name} is encrypted`)
  if (flags & ~(DESCRIPTOR_FLAG | UTF8_FLAG | 6)) refuse('strange', `${name} has flags ${flags}`)
  if (method !== 0 && method !== 8) return refuse('strange', `${name} is packed by method ${method}`)
  const kind = (view.getUint32(at + 38, true) >>> 28) & 15
  if (kind !== 0 && kind !== 8) refuse('strange', `${name} is a link or a device`)
  const [extra, comment, disk] = [30, 32, 34].map((offset) => view.getUint16(at + offset, true))
  if (extra !== 0 || comment !== 0 || disk !== 0) refuse('strange', `${name} has extra fields`)
  return {
    name,
    method,
    flags,
    crc: view.getUint32(at + 16, true),
    packedBytes: view.getUint32(at + 20, true),
    bytes: view.getUint32(at + 24, true),
    headerAt: view.getUint32(at + 42, true),
  }
}

function checkSize({ name, method, bytes, packedBytes }: Entry, mostBytes: number): void {
  if (bytes > mostBytes || packedBytes > mostBytes + 1000) refuse('tooLarge', `${name} of ${bytes} bytes`)
  if (method === 0 && bytes !== packedBytes) refuse('damaged', `${name} has two sizes`)
  if (bytes > limits.ratioFrom && bytes > packedBytes * limits.ratio)
    refuse('tooLarge', `${name} would grow ${Math.round(bytes / Math.max(1, packedBytes))} times`)
}

/** Local headers say the same as the directory, and the members fill the file up to it. */
async function checkLayout(file: Blob, entries: readonly Entry[], directoryAt: number): Promise<void> {
  let at = 0
  for (const entry of entries.toSorted((a, b) => a.headerAt - b.headerAt)) {
    const { name } = entry
    if (entry.headerAt !== at) refuse('damaged', `${name} does not begin where the one before it ends`)
    const described = (entry.flags & DESCRIPTOR_FLAG) !== 0
    const dataAt = at + LOCAL_BYTES + name.length
    const end = dataAt + entry.packedBytes + (described ? DESCRIPTOR_BYTES : 0)
    if (end > directoryAt) refuse('damaged', `${name} runs into the directory`)
    const header = await bytesOf(file, at, dataAt)
    const view = viewOf(header)
    const same =
      view.getUint32(0, true) === LOCAL &&
      view.getUint16(6, true) === entry.flags &&
      view.getUint16(8, true) === entry.method &&
      view.getUint16(26, true) === name.length &&
      view.getUint16(28, true) === 0 &&
      nameAt(header, LOCAL_BYTES, name.length) === name
    if (!same) refuse('damaged', `${name} has two headers that differ`)
    const sums = described ? viewOf(await bytesOf(file, end - DESCRIPTOR_BYTES, end)) : view
    const from = described ? 4 : 14
    if (described && sums.getUint32(0, true) !== DESCRIPTOR) refuse('damaged', `${name} has no end`)
    const [crc, packed, bytes] = [0, 4, 8].map((offset) => sums.getUint32(from + offset, true))
    if (crc !== entry.crc || packed !== entry.packedBytes || bytes !== entry.bytes)
      refuse('damaged', `${name} has two sizes`)
    at = end
  }
  if (at !== directoryAt) refuse('damaged', 'there is something between the members and the directory')
}

/** Stops as soon as there is more than was said. */
function inflate(packed: Uint8Array, { name, bytes }: Entry): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes)
  let at = 0
  let ended = false
  const stream = new Inflate((part, final) => {
    if (at + part.length > bytes) refuse('tooLarge', `${name} holds more than the ${bytes} bytes that it says`)
    whole.set(part, at)
    at += part.length
    ended = final
  })
  try {
    for (let from = 0; from < packed.length; from += INFLATE_STEP) {
      const step = packed.subarray(from, from + INFLATE_STEP)
      stream.push(step, from + INFLATE_STEP >= packed.length)
    }
  } catch (error) {
    if (error instanceof CaseFileError) throw error
    throw new CaseFileError('damaged', `${name} cannot be unpacked`, { cause: error })
  }
  if (!ended) refuse('damaged', `${name} is cut short`)
  return whole.subarray(0, at)
}
