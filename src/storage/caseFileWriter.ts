import { deflateSync, Zip, ZipPassThrough, type ZipInputFile } from 'fflate'
import { designToJson, historyToRecord } from '../core/design/serialise.ts'
import { withoutSnapshots, type History } from '../core/design/history.ts'
import type { ClinicProfile } from '../core/plan/clinicProfile.ts'
import { joinRecords, recordToBytes } from './caseFileJson.ts'
import { FULL_FILE_BYTES, FULL_FILE_ENTRIES, limits } from './caseFileLimits.ts'
import {
  CLINIC,
  historyMember,
  isFurtherPart,
  MANIFEST,
  originalMember,
  patientMember,
  pictureMember,
  snapshotsMember,
  thumbnailMember,
} from './caseFileMembers.ts'
import { CASE_FORMAT, CASE_VERSION, countTiles, type CasePatient, type Manifest } from './caseFileRecords.ts'
import type { Watching } from './caseFileReader.ts'
import type { PhotoRow, Repository, Snapshot } from './repository.ts'
import { crc32 } from './crc32.ts'
import { hexSha256 } from './sha256.ts'
import { listedRow } from './caseFileIds.ts'
import { listedOf, type Listed } from './historyPlan.ts'

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
  /** Snapshots with more painted tiles than a reader takes: they are not in the file. */
  readonly tooLarge: number
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
  const next = async () => {
    files.push(await writing.end())
    writing = new CaseWriting(o)
  }
  let unreadable = 0
  let tooLarge = 0
  let done = 0
  const photos = patients.reduce((sum, patient) => sum + patient.photos.length, 0)
  if (o.clinic) await writing.record(CLINIC, o.clinic)
  for (const { patient, visits, photos: rows } of patients) {
    if (writing.isFull) await next()
    const written: PhotoRow[] = []
    for (const row of rows) {
      o.signal?.throwIfAborted()
      if (writing.isFull && written.length > 0) {
        // The rest of a patient is read as what is missing of them.
        await writing.patient({ patient, visits, photos: written.splice(0) })
        await next()
      }
      const photo = await writePhoto(source, row, writing)
      // As its design says it: a list on disk may be older than what this tab has not saved yet.
      if (photo) written.push(listedRow(row, photo.listed))
      else unreadable++
      tooLarge += photo?.tooLarge ?? 0
      o.progress?.(++done / Math.max(1, photos))
    }
    await writing.patient({ patient, visits, photos: written })
  }
  o.signal?.throwIfAborted()
  files.push(await writing.end())
  return { files, patients: patients.length, unreadable, tooLarge }
}

/** What a list says of its design, and how many snapshots were too large; null where no bytes or no design go with it. */
async function writePhoto(
  source: CaseSource,
  row: PhotoRow,
  writing: CaseWriting,
): Promise<{ listed: Listed; tooLarge: number } | null> {
  const [bytes, history] = await Promise.all([source.photoBytes(row.hash), source.history(row.id)])
  // What was done to snapshots stays behind: those that were deleted are not in the file.
  const designs = history && fittingHistory(withoutSnapshots(history))
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
  return { listed: listedOf(history), tooLarge: await writeSnapshots(source, row, snapshots, writing) }
}

/** In as many parts as a reader's limits ask for. Returns how many snapshots are too large for any. */
async function writeSnapshots(
  source: CaseSource,
  row: PhotoRow,
  snapshots: readonly Snapshot[],
  writing: CaseWriting,
): Promise<number> {
  let part = 1
  let tooLarge = 0
  let gathered: Uint8Array<ArrayBuffer>[] = []
  let room = { bytes: 0, tiles: 0 }
  const end = async () => {
    if (gathered.length > 0) await writing.snapshots(snapshotsMember(row.id, part++), joinRecords(gathered))
    gathered = []
    room = { bytes: limits.recordBytes - 2, tiles: limits.snapshotTiles }
  }
  await end()
  for (const snapshot of snapshots) {
    const record = { ...snapshot, design: designToJson(snapshot.design) }
    const bytes = recordToBytes(record)
    const tiles = countTiles(record.design)
    if (bytes.length > room.bytes || tiles > room.tiles) await end()
    if (bytes.length > room.bytes || tiles > room.tiles) {
      tooLarge++
      continue
    }
    gathered.push(bytes)
    writing.holds(snapshot.note)
    room = { bytes: room.bytes - bytes.length - 1, tiles: room.tiles - tiles }
    const [picture, small] = await Promise.all([
      source.snapshotPicture(snapshot.id),
      source.snapshotThumbnail(snapshot.id),
    ])
    if (picture) await writing.bytes(pictureMember(snapshot.id), picture)
    if (small) await writing.bytes(thumbnailMember('snapshot', snapshot.id), small)
  }
  await end()
  return tooLarge
}

/** The whole undo list, or as many of its steps as a reader takes; null where not even the design on screen fits. */
function fittingHistory({ entries, at, undone }: History): Uint8Array<ArrayBuffer> | null {
  const record = historyToRecord({ entries, at, undone })
  const bytes = record.tiles.length <= limits.historyTiles ? recordToBytes(record) : null
  if (bytes && bytes.length <= limits.recordBytes) return bytes
  const half = Math.ceil(entries.length / 2)
  if (half === entries.length) return null
  const from = Math.min(at, entries.length - half)
  return fittingHistory({ entries: entries.slice(from, from + half), at: at - from, undone })
}

/** How much is gathered before the browser may move it out of memory. */
const GATHER_BYTES = 8_000_000
const PIECE_BYTES = 262_144
/** A date of the members; the file's own is in its manifest. */
const MEMBER_DATE = new Date(2020, 0, 1)

/** Masks that repeat themselves can shrink further than a reader believes. */
const looksLikeABomb = (bytes: Uint8Array, packed: Uint8Array): boolean =>
  bytes.length > limits.ratioFrom && bytes.length > packed.length * limits.ratio

class CaseWriting {
  readonly #zip: Zip
  readonly #blobs: Blob[] = []
  readonly #members: { name: string; bytes: number; sha256: string }[] = []
  readonly #names = new Set<string>()
  #gathered: Uint8Array<ArrayBuffer>[] = []
  #gatheredBytes = 0
  #bytes = 0
  #error: Error | null = null
  #version = 1

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

  patient(record: CasePatient): Promise<void> {
    for (const { notes } of record.visits) this.holds(notes)
    return this.record(patientMember(record.patient.id), record)
  }

  /** A text that is longer than an older reader takes makes the file one that it calls newer, not damaged. */
  holds(text: string | undefined): void {
    if (text && text.length > limits.firstTextLetters) this.#version = CASE_VERSION
  }

  snapshots(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (isFurtherPart(name)) this.#version = CASE_VERSION
    return this.bytes(name, bytes, { deflate: true })
  }

  /** A photo that two visits share is written once. */
  async bytes(name: string, content: ArrayBuffer | Uint8Array<ArrayBuffer>, o?: { deflate: boolean }): Promise<void> {
    if (this.#names.has(name)) return
    this.#names.add(name)
    const bytes = content instanceof Uint8Array ? content : new Uint8Array(content)
    this.#members.push({ name, bytes: bytes.length, sha256: await hexSha256(bytes) })
    const packed = o?.deflate ? deflateSync(bytes, { level: 6 }) : null
    if (packed && !looksLikeABomb(bytes, packed)) this.#addPacked(name, bytes, packed)
    else this.#addPlain(name, bytes)
    if (this.#error) throw this.#error
  }

  #addPacked(filename: string, bytes: Uint8Array<ArrayBuffer>, packed: Uint8Array<ArrayBuffer>): void {
    const member: ZipInputFile = {
      filename,
      size: bytes.length,
      crc: crc32(bytes),
      compression: 8,
      mtime: MEMBER_DATE,
    }
    this.#zip.add(member)
    member.ondata?.(null, packed, true)
  }

  #addPlain(name: string, bytes: Uint8Array<ArrayBuffer>): void {
    const member = new ZipPassThrough(name)
    member.mtime = MEMBER_DATE
    this.#zip.add(member)
    for (let at = 0; at < bytes.length; at += PIECE_BYTES)
      member.push(bytes.slice(at, at + PIECE_BYTES), at + PIECE_BYTES >= bytes.length)
    if (bytes.length === 0) member.push(new Uint8Array(0), true)
  }

  async end(): Promise<Blob> {
    const { contents, engine, madeAt } = this.o
    await this.record(MANIFEST, {
      format: CASE_FORMAT,
      version: this.#version,
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
