import type { Design } from '../core/design/design.ts'
import type { History } from '../core/design/history.ts'
import type { ClinicProfile } from '../core/plan/clinicProfile.ts'
import type { PhotoView } from '../core/design/photoView.ts'
import type { CaseIntake } from './caseIntake.ts'

/** Ids are random UUIDs; times are ISO strings. Bytes are ArrayBuffers, never Blobs. */
export interface Patient {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  /** The bundled sample patient, never mixed into counts. */
  readonly sample: boolean
  /** Asked for the advice on the line; absent where nobody has said. */
  readonly sex?: 'female' | 'male'
  readonly birthYear?: number
}

/** Undefined: not said any more. */
export type PatientTraits = Partial<Pick<Patient, 'sex' | 'birthYear'>>

export interface Visit {
  readonly id: string
  readonly patientId: string
  readonly date: string
  readonly kind: 'consultation'
}

export interface PhotoRow {
  readonly id: string
  readonly visitId: string
  readonly patientId: string
  readonly view: PhotoView
  readonly hash: string
  readonly width: number
  readonly height: number
  readonly sourceWidth: number
  readonly sourceHeight: number
  readonly addedAt: string
}

export interface Snapshot {
  readonly id: string
  readonly photoId: string
  readonly visitId: string
  readonly name: string
  readonly createdAt: string
  readonly design: Design
  readonly engineVersion: string
  /** Null where the design was not scaled. */
  readonly figures: { readonly heightMm: number; readonly areaCm2: number; readonly dots: number } | null
}

export interface PatientSummary {
  readonly patient: Patient
  readonly visits: readonly Visit[]
  readonly photos: readonly PhotoRow[]
  readonly snapshotCount: number
  /** JPEG of the scalp only, cropped above the brows; null before a photo. */
  readonly cover: ArrayBuffer | null
}

/** What the program remembers. Every promise resolves only once the transaction is complete on disk. */
export interface Repository {
  patients(): Promise<readonly PatientSummary[]>
  patient(id: string): Promise<PatientSummary | null>
  addPatient(name: string, o?: { sample?: boolean }): Promise<{ patient: Patient; visit: Visit }>
  renamePatient(id: string, name: string): Promise<void>
  describePatient(id: string, traits: PatientTraits): Promise<void>
  /** Returns the ids of the photos that went. */
  removePatient(id: string): Promise<readonly string[]>
  visit(id: string): Promise<{ patient: Patient; visit: Visit; photos: readonly PhotoRow[] } | null>
  /** Photo bytes are kept once by hash. The first history is written in the same transaction. */
  addPhoto(o: {
    row: PhotoRow
    bytes: ArrayBuffer
    history: History
    cover: ArrayBuffer | null
    thumbnail: ArrayBuffer | null
  }): Promise<void>
  photo(id: string): Promise<PhotoRow | null>
  photoBytes(hash: string): Promise<ArrayBuffer | null>
  photoThumbnail(photoId: string): Promise<ArrayBuffer | null>
  /** JPEG of the scalp only, cropped above the brows; null where there is none. */
  cover(photoId: string): Promise<ArrayBuffer | null>
  setCover(photoId: string, cover: ArrayBuffer): Promise<void>
  /** The working design and its undo list. */
  history(photoId: string): Promise<History | null>
  saveHistory(photoId: string, history: History): Promise<void>
  snapshots(photoId: string): Promise<readonly Snapshot[]>
  addSnapshot(snapshot: Snapshot, picture: ArrayBuffer, thumbnail: ArrayBuffer): Promise<void>
  renameSnapshot(id: string, name: string): Promise<void>
  removeSnapshot(id: string): Promise<void>
  restoreSnapshot(id: string): Promise<void>
  snapshotPicture(id: string): Promise<ArrayBuffer | null>
  snapshotThumbnail(id: string): Promise<ArrayBuffer | null>
  /**
   * Takes in rows from a case file. Nothing of them shows before `finish`, and nothing of them stays where the work fails
   * or the program ends before it. One at a time over all tabs.
   */
  takeIn<T>(work: (intake: CaseIntake) => Promise<T>): Promise<T>
  /** The clinic's own numbers; the defaults where none are stored or they cannot be read. */
  clinicProfile(): Promise<ClinicProfile>
  saveClinicProfile(profile: ClinicProfile): Promise<void>
}

export class StorageError extends Error {
  constructor(
    readonly code: 'full' | 'unavailable' | 'broken',
    message: string,
  ) {
    super(message)
    this.name = 'StorageError'
  }
}
