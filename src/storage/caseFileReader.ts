import type { History } from '../core/design/history.ts'
import { readClinicProfile } from '../core/plan/clinicProfileSchema.ts'
import type { ClinicProfile } from '../core/plan/clinicProfile.ts'
import { openArchive, type Archive } from './caseFileArchive.ts'
import { CaseFileError, refuse } from './caseFileError.ts'
import { recordFromBytes } from './caseFileJson.ts'
import {
  CLINIC,
  historyMember,
  isPatientMember,
  MANIFEST,
  mostBytesOf,
  originalMember,
  patientMember,
  pictureMember,
  snapshotsMember,
  thumbnailMember,
} from './caseFileMembers.ts'
import {
  readCasePatient,
  readHistory,
  readManifest,
  readSnapshots,
  rememberId,
  type CasePatient,
  type Manifest,
} from './caseFileRecords.ts'
import type { PhotoRow } from './repository.ts'
import type { SnapshotRow } from './schema.ts'
import { hexSha256 } from './sha256.ts'

/** What the intake of photos says of bytes that are to be kept. */
export interface InspectedPhoto {
  /** Of the bytes without their metadata. */
  readonly hash: string
  readonly width: number
  readonly height: number
  readonly sourceWidth: number
  readonly sourceHeight: number
}

/** The intake's own checks; null for what does not open. `picture`: a JPEG that this program drew. */
export interface PhotoInspector {
  original(bytes: ArrayBuffer): Promise<InspectedPhoto | null>
  picture(bytes: ArrayBuffer): Promise<boolean>
}

export interface Watching {
  /** Share that is done, 0..1. */
  readonly progress?: (share: number) => void
  readonly signal?: AbortSignal
}

/** A case file that was read whole once and found sound. Its large parts are read again when they are needed. */
export interface CaseFile {
  readonly contents: Manifest['contents']
  readonly madeAt: string
  readonly patients: readonly CasePatient[]
  /** The clinic's own numbers, of a backup. */
  readonly clinic: ClinicProfile | null
  readonly bytes: number
  snapshotIdsOf(photoId: string): readonly string[]
  history(photo: PhotoRow): Promise<History>
  snapshots(photo: PhotoRow): AsyncIterable<SnapshotRow>
  original(hash: string): Promise<ArrayBuffer>
  picture(snapshotId: string): Promise<ArrayBuffer | null>
  thumbnail(kind: 'photo' | 'cover' | 'snapshot', id: string): Promise<ArrayBuffer | null>
}

/**
 * Reads and checks the whole of a file: nothing of it is kept here, and after this nothing of it needs to be refused.
 * @throws CaseFileError with the reason; AbortError where the signal says so
 */
export async function readCaseFile(file: Blob, inspector: PhotoInspector, o: Watching = {}): Promise<CaseFile> {
  const archive = await openArchive(file, mostBytesOf)
  if (!archive.entries.has(MANIFEST)) refuse('notACaseFile', 'no manifest')
  const manifest = readManifest(recordFromBytes(await archive.read(MANIFEST), MANIFEST, manifestItems))
  const sums = sumsOf(manifest, archive)
  const reading = new Reading(archive, sums, inspector, o)
  const patients: CasePatient[] = []
  for (const name of sums.keys()) if (isPatientMember(name)) patients.push(await reading.patient(name))
  const clinic = sums.has(CLINIC) ? readClinic(await reading.record(CLINIC)) : null
  reading.finish()
  if (manifest.contents === 'patient' && patients.length !== 1) refuse('damaged', 'not one patient')
  const optional = async (name: string) => (sums.has(name) ? (await reading.bytes(name)).buffer : null)
  return {
    contents: manifest.contents,
    madeAt: manifest.madeAt,
    patients,
    clinic,
    bytes: file.size,
    snapshotIdsOf: (photoId) => reading.snapshotIds.get(photoId) ?? [],
    history: async (photo) => {
      const name = historyMember(photo.id)
      return readHistory(await reading.record(name), photo, name)
    },
    snapshots: (photo) => reading.snapshots(photo),
    original: async (hash) => (await reading.bytes(originalMember(hash))).buffer,
    picture: (id) => optional(pictureMember(id)),
    thumbnail: (kind, id) => optional(thumbnailMember(kind, id)),
  }
}

/** A manifest lists more members than any other list is long. */
const manifestItems = 70_000

/** Each member's checksum: the manifest names all of them but itself, once, and nothing that is not there. */
function sumsOf(manifest: Manifest, archive: Archive): ReadonlyMap<string, string> {
  const sums = new Map<string, string>()
  for (const { name, bytes, sha256 } of manifest.members) {
    const entry = archive.entries.get(name)
    if (!entry || name === MANIFEST) return refuse('damaged', `the manifest names ${JSON.stringify(name.slice(0, 80))}`)
    if (sums.has(name)) refuse('damaged', `the manifest names ${name} twice`)
    if (entry.bytes !== bytes) refuse('damaged', `${name} has another size than the manifest says`)
    sums.set(name, sha256)
  }
  if (sums.size !== archive.entries.size - 1) refuse('strange', 'a member that the manifest does not name')
  return sums
}

function readClinic(record: unknown): ClinicProfile {
  try {
    return readClinicProfile(record)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new CaseFileError('damaged', CLINIC, { cause: error })
  }
}

class Reading {
  readonly snapshotIds = new Map<string, readonly string[]>()
  readonly #used = new Set<string>()
  readonly #ids = new Set<string>()
  readonly #originals = new Map<string, InspectedPhoto>()
  readonly #whole: number
  #done = 0
  #watching = true

  constructor(
    private readonly archive: Archive,
    private readonly sums: ReadonlyMap<string, string>,
    private readonly inspector: PhotoInspector,
    private readonly o: Watching,
  ) {
    this.#whole = [...archive.entries.values()].reduce((sum, entry) => sum + entry.packedBytes, 1)
  }

  async bytes(name: string): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#watching) this.o.signal?.throwIfAborted()
    const sum = this.sums.get(name)
    if (sum === undefined) return refuse('damaged', `${name} is missing`)
    const bytes = await this.archive.read(name)
    if ((await hexSha256(bytes)) !== sum) refuse('damaged', `${name} is not what the manifest says`)
    if (this.#watching) {
      this.#used.add(name)
      this.#done += this.archive.entries.get(name)?.packedBytes ?? 0
      this.o.progress?.(this.#done / this.#whole)
    }
    return bytes
  }

  record = async (name: string): Promise<unknown> => recordFromBytes(await this.bytes(name), name)

  async patient(name: string): Promise<CasePatient> {
    const found = readCasePatient(await this.record(name), name)
    if (patientMember(found.patient.id) !== name) refuse('damaged', `${name} is of another patient`)
    for (const row of [found.patient, ...found.visits, ...found.photos]) rememberId(this.#ids, row, name)
    for (const photo of found.photos) await this.photo(photo)
    return found
  }

  async photo(row: PhotoRow): Promise<void> {
    const seen = this.#originals.get(row.hash) ?? (await this.inspected(row.hash))
    const { width, height, sourceWidth, sourceHeight } = seen
    const same =
      width === row.width &&
      height === row.height &&
      sourceWidth === row.sourceWidth &&
      sourceHeight === row.sourceHeight
    if (!same) refuse('damaged', `${originalMember(row.hash)} has another size than its row says`)
    const name = historyMember(row.id)
    readHistory(await this.record(name), row, name)
    for (const kind of ['photo', 'cover'] as const) await this.drawn(thumbnailMember(kind, row.id))
    const ids: string[] = []
    for await (const snapshot of this.snapshots(row)) {
      rememberId(this.#ids, snapshot, snapshotsMember(row.id))
      await this.drawn(pictureMember(snapshot.id))
      await this.drawn(thumbnailMember('snapshot', snapshot.id))
      ids.push(snapshot.id)
    }
    this.snapshotIds.set(row.id, ids)
  }

  /** One part of them at a time is in memory. */
  async *snapshots(row: PhotoRow): AsyncGenerator<SnapshotRow> {
    for (let part = 1; this.sums.has(snapshotsMember(row.id, part)); part++) {
      const name = snapshotsMember(row.id, part)
      yield* readSnapshots(await this.record(name), row, name)
    }
  }

  /** Everything that the file names was looked at. */
  finish(): void {
    if (this.#used.size !== this.sums.size) {
      const extra = [...this.sums.keys()].find((name) => !this.#used.has(name))
      refuse('strange', `${extra ?? ''} belongs to nothing`)
    }
    this.#watching = false
  }

  private async inspected(hash: string): Promise<InspectedPhoto> {
    const name = originalMember(hash)
    const { buffer } = await this.bytes(name)
    const seen = await this.inspector.original(buffer)
    if (!seen) return refuse('photo', name)
    if (seen.hash !== hash) refuse('damaged', `${name} is another photo, or holds metadata`)
    this.#originals.set(hash, seen)
    return seen
  }

  /** A picture that this program drew; it may be missing. */
  private async drawn(name: string): Promise<void> {
    if (!this.sums.has(name)) return
    const { buffer } = await this.bytes(name)
    if (!(await this.inspector.picture(buffer))) refuse('photo', name)
  }
}
