import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { designToJson, historyToRecord } from '../core/design/serialise.ts'
import type { History } from '../core/design/history.ts'
import type { ClinicProfile } from '../core/plan/clinicProfile.ts'
import { recordToBytes } from './caseFileJson.ts'
import { FULL_FILE_BYTES, FULL_FILE_ENTRIES, limits } from './caseFileLimits.ts'
import {
  CLINIC,
  historyMember,
  MANIFEST,
  originalMember,
  patientMember,
  pictureMember,
  snapshotsMember,
  thumbnailMember,
} from './caseFileMembers.ts'
import { CASE_FORMAT, CASE_VERSION, type CasePatient, type Manifest } from './caseFileRecords.ts'
import type { Watching } from './caseFileReader.ts'
import type { PhotoRow, Repository, Snapshot } from './repository.ts'
import { hexSha256 } from './sha256.ts'
import { listedOf, sameListed, type Listed } from './historyPlan.ts'

/** Where the rows come from; `history` may know newer work than the disk. */
export interface CaseSource extends Pick<
  Repository,
  'photoBytes' | 'photoThumbnail' | 'cover' | 'history' | 'snapshots' | 'snapshotPicture' | 'snapshotThumbnail'
> {}

export interface WrittenCase {
  /** Usually one; a large library becomes several, each of which can be read alone. */
  readonly files: readonly Blob[]
  readonly patients: number
  /** Photos whose bytes or design could not be read: they are not in the file. */
  readonly unreadable: number
}

interface WriteOptions extends Watching {
  readonly contents: Manifest['contents']
  /** Of this version. */
  readonly engine: string
  readonly madeAt: string
  readonly clinic?: ClinicProfile
}

/**
 * Writes patients into one file, or several where one would grow too large. One photo at a time is in memory.
 * @throws AbortError where the signal says so; whatever the source throws
 */
export async function writeCaseFiles(
  source: CaseSource,
  patients: readonly CasePatient[],
  o: WriteOptions,
): Promise<WrittenCase> {
  const files: Blob[] = []
  let writing = new CaseWriting(o)
  let unreadable = 0
  let done = 0
  const photos = patients.reduce((sum, patient) => sum + patient.photos.length, 0)
  if (o.clinic) await writing.record(CLINIC, o.clinic)
  for (const { patient, visits, photos: rows } of patients) {
    if (writing.isFull) {
      files.push(await writing.end())
      writing = new CaseWriting(o)
    }
    const written: PhotoRow[] = []
    for (const row of rows) {
      o.signal?.throwIfAborted()
      const listed = await writePhoto(source, row, writing)
      // As its design says it: a list on disk may be older than what this tab has not saved yet.
      if (listed) written.push(sameListed(row, listed) ? row : { ...row, ...listed })
      else unreadable++
      o.progress?.(++done / Math.max(1, photos))
    }
    await writing.record(patientMember(patient.id), { patient, visits, photos: written })
  }
  o.signal?.throwIfAborted()
  files.push(await writing.end())
  return { files, patients: patients.length, unreadable }
}

/** What a list says of its design; null where it has no bytes or no design to go with them. */
async function writePhoto(source: CaseSource, row: PhotoRow, writing: CaseWriting): Promise<Listed | null> {
  const [bytes, history] = await Promise.all([source.photoBytes(row.hash), source.history(row.id)])
  const designs = history && fittingHistory(history)
  if (!bytes || !history || !designs) return null
  await writing.bytes(originalMember(row.hash), bytes)
  await writing.bytes(historyMember(row.id), designs, { deflate: true })
  const [thumbnail, cover, snapshots] = await Promise.all([
    source.photoThumbnail(row.id),
    source.cover(row.id),
    source.snapshots(row.id),
  ])
  if (thumbnail) await writing.bytes(thumbnailMember('photo', row.id), thumbnail)
  if (cover) await writing.bytes(thumbnailMember('cover', row.id), cover)
  if (snapshots.length > 0) await writeSnapshots(source, row, snapshots, writing)
  return listedOf(history)
}

async function writeSnapshots(
  source: CaseSource,
  row: PhotoRow,
  snapshots: readonly Snapshot[],
  writing: CaseWriting,
): Promise<void> {
  const rows = snapshots.map((snapshot) => ({ ...snapshot, design: designToJson(snapshot.design) }))
  await writing.record(snapshotsMember(row.id), rows)
  for (const { id } of snapshots) {
    const [picture, small] = await Promise.all([source.snapshotPicture(id), source.snapshotThumbnail(id)])
    if (picture) await writing.bytes(pictureMember(id), picture)
    if (small) await writing.bytes(thumbnailMember('snapshot', id), small)
  }
}

/** The whole undo list, or as many of its steps as a reader takes; null where not even the design on screen fits. */
function fittingHistory({ entries, at }: History): Uint8Array<ArrayBuffer> | null {
  const record = historyToRecord({ entries, at })
  const bytes = record.tiles.length <= limits.historyTiles ? recordToBytes(record) : null
  if (bytes && bytes.length <= limits.recordBytes) return bytes
  const half = Math.ceil(entries.length / 2)
  if (half === entries.length) return null
  const from = Math.min(at, entries.length - half)
  return fittingHistory({ entries: entries.slice(from, from + half), at: at - from })
}

/** How much is gathered before the browser may move it out of memory. */
const GATHER_BYTES = 8_000_000
const PIECE_BYTES = 262_144
/** A date of the members; the file's own is in its manifest. */
const MEMBER_DATE = new Date(2020, 0, 1)

class CaseWriting {
  readonly #zip: Zip
  readonly #blobs: Blob[] = []
  readonly #members: { name: string; bytes: number; sha256: string }[] = []
  readonly #names = new Set<string>()
  #gathered: Uint8Array<ArrayBuffer>[] = []
  #gatheredBytes = 0
  #bytes = 0
  #error: Error | null = null

  constructor(private readonly o: WriteOptions) {
    this.#zip = new Zip((error, part) => {
      if (error) this.#error = error
      else this.gather(part)
    })
  }

  get isFull(): boolean {
    return this.#bytes > FULL_FILE_BYTES || this.#members.length > FULL_FILE_ENTRIES
  }

  record = (name: string, value: unknown): Promise<void> => this.bytes(name, recordToBytes(value), { deflate: true })

  /** A photo that two visits share is written once. */
  async bytes(name: string, content: ArrayBuffer | Uint8Array<ArrayBuffer>, o?: { deflate: boolean }): Promise<void> {
    if (this.#names.has(name)) return
    this.#names.add(name)
    const bytes = content instanceof Uint8Array ? content : new Uint8Array(content)
    this.#members.push({ name, bytes: bytes.length, sha256: await hexSha256(bytes) })
    const member = o?.deflate ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name)
    member.mtime = MEMBER_DATE
    this.#zip.add(member)
    for (let at = 0; at < bytes.length; at += PIECE_BYTES)
      member.push(bytes.slice(at, at + PIECE_BYTES), at + PIECE_BYTES >= bytes.length)
    if (bytes.length === 0) member.push(new Uint8Array(0), true)
    if (this.#error) throw this.#error
  }

  async end(): Promise<Blob> {
    const { contents, engine, madeAt } = this.o
    await this.record(MANIFEST, {
      format: CASE_FORMAT,
      version: CASE_VERSION,
      engine,
      contents,
      madeAt,
      members: this.#members,
    })
    this.#zip.end()
    if (this.#error) throw this.#error
    this.settle()
    return new Blob(this.#blobs, { type: 'application/octet-stream' })
  }

  private gather(part: Uint8Array): void {
    this.#gathered.push(part.slice())
    this.#gatheredBytes += part.length
    this.#bytes += part.length
    if (this.#gatheredBytes > GATHER_BYTES) this.settle()
  }

  private settle(): void {
    this.#blobs.push(new Blob(this.#gathered))
    this.#gathered = []
    this.#gatheredBytes = 0
  }
}
