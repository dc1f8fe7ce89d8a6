import type { Design } from '../core/design/design.ts'
import type { History } from '../core/design/history.ts'
import type { HistoryHead } from '../core/design/visitHistory.ts'
import type { FrozenFigures } from '../core/design/whatChanged.ts'
import type { AnyConsent, Consent } from '../core/plan/consent.ts'
import type { ClinicProfile } from '../core/plan/clinicProfile.ts'
import type { PhotoView } from '../core/design/photoView.ts'
import type { CaseIntake } from './caseIntake.ts'
import type { PhotoQuality } from '../core/pixels/photoQuality.ts'
import type { VisitKind } from '../core/plan/visitKinds.ts'

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
  /** Where somebody worked on this patient last; absent before the first photo was open. */
  readonly left?: PlaceLeft
  /** Everything that was ever signed or taken back, as it came; absent before the first, and in rows of before. */
  readonly consents?: readonly AnyConsent[]
}

/** A step of the Studio on a photo, and when it was left. */
export interface PlaceLeft {
  readonly visitId: string
  readonly photoId: string
  readonly step: string
  readonly at: string
}

/** Undefined: not said any more. */
export type PatientTraits = Partial<Pick<Patient, 'sex' | 'birthYear'>>

export interface Visit {
  readonly id: string
  readonly patientId: string
  readonly date: string
  readonly kind: VisitKind
  readonly notes?: string
  readonly tags?: readonly string[]
  /** Set while a deletion can still be undone; no list shows such a visit, nor its photos. */
  readonly deletedAt?: string
}

/** What is written down about a visit; undefined takes it back. */
export type VisitRecord = Pick<Visit, 'date' | 'kind' | 'notes' | 'tags'>

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
  /** Measured when it was added; absent in photos of before. */
  readonly quality?: PhotoQuality
  /** Whether its design on screen is a reversal: a list asks no design. */
  readonly reversal?: boolean
  /** Set while a deletion can still be undone; no list shows such a photo. */
  readonly deletedAt?: string
}

/** A snapshot as a list names it, without its design. */
export interface SnapshotName {
  readonly id: string
  readonly photoId: string
  readonly visitId: string
  readonly name: string
  readonly createdAt: string
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
  readonly figures: FrozenFigures | null
  /** Chosen by artist or patient to be shown; absent is no. */
  readonly starred?: boolean
  /** The artist's own words, never shown to a patient; absent where there are none. */
  readonly note?: string
  /** Where the artist has put it in the strip, on the axis of `createdAt` in ms; absent: at its own time. */
  readonly place?: number
}

/** By the places that the artist gave them, else by time. */
export function inStripOrder(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  return snapshots.toSorted((a, b) => placeOf(a) - placeOf(b) || a.createdAt.localeCompare(b.createdAt))
}

export const placeOf = ({ place, createdAt }: Snapshot): number => place ?? Date.parse(createdAt)

/** What is said of a snapshot. Nothing of this touches what is frozen: its design and its picture. */
export type SnapshotRemarks = Partial<Pick<Snapshot, 'starred' | 'note' | 'place'>>

/** What the Library knows of a patient without reading a picture or a design; visits by date, photos as they came. */
export interface PatientSummary {
  readonly patient: Patient
  readonly visits: readonly Visit[]
  readonly photos: readonly PhotoRow[]
}

/** What the steps of a photo's undo list make of its snapshots, by id. What is absent stays as it is. */
export type SnapshotStates = ReadonlyMap<string, { readonly name?: string; readonly deleted?: boolean }>

/** A working design as the disk has it. */
export interface HistoryOnDisk {
  readonly history: History
  /** Grows with every save, whichever tab it comes from. */
  readonly sequence: number
}

/** What a case file brings ids of. */
export interface Claimed {
  readonly patientId: string
  readonly visitIds: readonly string[]
  readonly photos: readonly { readonly id: string; readonly visitId: string; readonly hash: string }[]
  readonly snapshotIds: readonly string[]
}

/** What is stored under the ids of a case file, also what was deleted a moment ago and can still come back. */
export interface Standing {
  /** Null where the row of the patient is not there or cannot be read. */
  readonly patient: Patient | null
  /** Of this patient, whether the file has them or not. */
  readonly visits: readonly Visit[]
  readonly photos: readonly PhotoRow[]
  /** Of these photos, those that can be read. */
  readonly snapshots: readonly Snapshot[]
  readonly deletedSnapshots: readonly string[]
  /** Photos of the file whose designs are here, also where the row of the photo is not. */
  readonly designs: readonly string[]
  /** One of the ids is of somebody or something else here. */
  readonly taken: boolean
}

/** What the program remembers. Every promise resolves only once the transaction is complete on disk. */
export interface Repository {
  /** Rows alone, the newest patient first. What was deleted a minute ago or earlier goes for good. */
  patients(): Promise<readonly PatientSummary[]>
  patient(id: string): Promise<PatientSummary | null>
  /**
   * As `patients`, with a row in place of one of a patient or a visit that cannot be read: whatever else there is of them
   * belongs into a backup.
   */
  everyPatient(): Promise<readonly PatientSummary[]>
  standing(claimed: Claimed): Promise<Standing>
  addPatient(name: string, o?: { sample?: boolean }): Promise<{ patient: Patient; visit: Visit }>
  renamePatient(id: string, name: string): Promise<void>
  describePatient(id: string, traits: PatientTraits): Promise<void>
  /**
   * Beside all that was signed before: no record is ever changed. Rejects as 'overtaken' where something stands that the
   * record does not supersede, or where it gives without a signature what is not given.
   */
  addConsent(consent: Consent): Promise<void>
  /** Returns the ids of the photos that went. */
  removePatient(id: string): Promise<readonly string[]>
  /** A visit with its own photos, and all visits of the patient by date. */
  visit(id: string): Promise<{
    patient: Patient
    visit: Visit
    visits: readonly Visit[]
    photos: readonly PhotoRow[]
  } | null>
  addVisit(patientId: string, record: VisitRecord): Promise<Visit>
  changeVisit(id: string, record: VisitRecord): Promise<void>
  /** Takes a visit with its photos out of every list, or back into them. */
  removeVisit(id: string): Promise<void>
  restoreVisit(id: string): Promise<void>
  /** Where work was left, for the way back. */
  leftAt(patientId: string, left: PlaceLeft): Promise<void>
  /** Photo bytes are kept once by hash. The first history is written in the same transaction. */
  addPhoto(o: {
    row: PhotoRow
    bytes: ArrayBuffer
    history: History
    cover: ArrayBuffer | null
    thumbnail: ArrayBuffer | null
  }): Promise<void>
  photo(id: string): Promise<PhotoRow | null>
  /** Takes a photo with its designs and snapshots out of every list, or back into them. */
  removePhoto(id: string): Promise<void>
  restorePhoto(id: string): Promise<void>
  photoBytes(hash: string): Promise<ArrayBuffer | null>
  photoThumbnail(photoId: string): Promise<ArrayBuffer | null>
  /** JPEG of the scalp only, cropped above the brows (of a lower face: below the eyes); null where there is none. */
  cover(photoId: string): Promise<ArrayBuffer | null>
  setCover(photoId: string, cover: ArrayBuffer): Promise<void>
  /** The working design and its undo list. */
  history(photoId: string): Promise<History | null>
  /** As the disk has it, whatever is still to be saved. */
  historyOnDisk(photoId: string): Promise<HistoryOnDisk | null>
  /** What undo and redo would take next of photos, without their designs; those that cannot be read are left out. */
  historyHeads(photoIds: readonly string[]): Promise<ReadonlyMap<string, HistoryHead>>
  /** All of it or nothing. */
  saveHistory(photoId: string, history: History, snapshots?: SnapshotStates): Promise<void>
  snapshots(photoId: string): Promise<readonly Snapshot[]>
  /** Also one that was deleted and can still come back; null where it is gone or cannot be read. */
  snapshot(id: string): Promise<Snapshot | null>
  /** The oldest first. */
  snapshotNames(photoIds: readonly string[]): Promise<readonly SnapshotName[]>
  addSnapshot(snapshot: Snapshot, picture: ArrayBuffer, thumbnail: ArrayBuffer): Promise<void>
  renameSnapshot(id: string, name: string): Promise<void>
  remarkSnapshot(id: string, remarks: SnapshotRemarks): Promise<void>
  /** Gives snapshots their places in the strip, all or none. */
  placeSnapshots(places: ReadonlyMap<string, number>): Promise<void>
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
  /** When a backup was last made, and what could not be read. */
  keeping(): Promise<Keeping>
  noteBackup(at: string): Promise<void>
  /** When a tab that ended without warning had last saved; null where all were left in order. Said once. */
  takeCrash(): Promise<string | null>
  /** The page is hidden or left: from here on its end is no crash. Everything that is sent before is still written. */
  leave(): void
}

export interface Keeping {
  /** ISO time; null where there was none. */
  readonly lastBackup: string | null
  /** Of the first patient other than the sample; null without one. */
  readonly since: string | null
  /** Rows that could not be read and lie aside. */
  readonly quarantined: number
}

export class StorageError extends Error {
  constructor(
    /**
     * `newer`: a newer build has migrated the database. `overtaken`: another tab has saved since. `silent`: the browser
     * says neither yes nor no. `damaged`: there is a database that can not be opened.
     */
    readonly code: 'full' | 'unavailable' | 'damaged' | 'newer' | 'overtaken' | 'silent' | 'broken',
    message: string,
  ) {
    super(message)
    this.name = 'StorageError'
  }
}
