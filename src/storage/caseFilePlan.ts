import { current, sameDesign, type History } from '../core/design/history.ts'
import type { Design } from '../core/design/design.ts'
import { withoutBands } from '../core/design/head/head.ts'
import { newIds, renamedHistory, sameIds, type Renamed } from './caseFileIds.ts'
import type { CaseFile } from './caseFileReader.ts'
import type { CasePatient } from './caseFileRecords.ts'
import { addedToPatient, addedToPhoto, addedToSnapshot, addedToVisit } from './caseFileRemarks.ts'
import type { LastRows } from './caseIntake.ts'
import type { DesignLock } from './designLock.ts'
import { listedOf } from './historyPlan.ts'
import type { Patient, PhotoRow, Repository, Standing, Visit } from './repository.ts'

/** What a plan asks of the library. */
export interface PlanSource extends Pick<Repository, 'standing' | 'historyOnDisk'> {}

/** A photo of a file on its way in. */
export interface ComingPhoto {
  /** As it is in the file. */
  readonly photo: PhotoRow
  readonly ids: Renamed
  /** What the library says of the design that is here and stays, where only the row of its photo was lost. */
  readonly stays: ReturnType<typeof listedOf> | null
}

/** How one patient comes in. */
export interface Coming {
  readonly from: CasePatient
  /** Something of the patient is here. */
  readonly known: boolean
  readonly ids: Renamed
  /** The patient's own row is missing here. */
  readonly patient: Patient | null
  readonly visits: readonly Visit[]
  readonly photos: readonly ComingPhoto[]
  readonly snapshots: readonly {
    readonly photo: PhotoRow
    readonly only: ReadonlySet<string>
    readonly ids: Renamed
  }[]
  readonly continued: LastRows['continued']
  readonly alike: LastRows['alike']
  /** Designs that went on here and in the file: the file's comes beside, as another photo. */
  readonly beside: number
  /** Whether a row that is here gets something. */
  readonly adds: boolean
}

/** Takes designs from the tabs that edit them, for as long as the import takes. Null where one cannot save first. */
export type Borrow = (photoId: string) => Promise<DesignLock | null>

/** Compares a patient of a file with what is here under the same ids. */
export async function howItComes(
  file: CaseFile,
  from: CasePatient,
  o: { readonly library: PlanSource; readonly borrow: Borrow; readonly as: 'merged' | 'new' },
): Promise<Coming> {
  if (o.as === 'new') return asNew(file, from, newIds(file, from))
  const here = await o.library.standing(claimOf(file, from))
  if (here.taken) return asNew(file, from, newIds(file, from))
  if (!isKnown(here)) return asNew(file, from, sameIds)
  return new Merge(file, from, here, o).plan()
}

/** Whether anything of a patient is here. */
export const isKnown = ({ patient, ...rows }: Standing): boolean =>
  patient !== null ||
  [rows.visits, rows.photos, rows.designs, rows.snapshots, rows.deletedSnapshots].some((some) => some.length > 0)

export const claimOf = (file: CaseFile, { patient, visits, photos }: CasePatient) => ({
  patientId: patient.id,
  visitIds: visits.map(({ id }) => id),
  photos,
  snapshotIds: photos.flatMap(({ id }) => file.snapshotIdsOf(id)),
})

function asNew(file: CaseFile, from: CasePatient, ids: Renamed): Coming {
  const { patient, visits, photos } = from
  return {
    from,
    known: false,
    ids,
    patient,
    visits,
    photos: photos.map((photo) => ({ photo, ids, stays: null })),
    snapshots: photos.map((photo) => ({ photo, only: new Set(file.snapshotIdsOf(photo.id)), ids })),
    continued: [],
    alike: { patients: [], visits: [], photos: [], snapshots: [] },
    beside: 0,
    adds: false,
  }
}

/** Into a patient who is here. */
class Merge {
  readonly #photos: ComingPhoto[] = []
  readonly #snapshots: Coming['snapshots'][number][] = []
  readonly #continued: LastRows['continued'][number][] = []
  readonly #alikePhotos: PhotoRow[] = []
  readonly #alikeSnapshots: LastRows['alike']['snapshots'][number][] = []
  #beside = 0
  #adds = false

  constructor(
    private readonly file: CaseFile,
    private readonly from: CasePatient,
    private readonly here: Standing,
    private readonly o: { readonly library: PlanSource; readonly borrow: Borrow },
  ) {}

  async plan(): Promise<Coming> {
    const { from, here } = this
    const visitsHere = new Map(here.visits.map((row) => [row.id, row]))
    const visits = from.visits.filter(({ id }) => !visitsHere.has(id))
    const alikeVisits = from.visits.filter(({ id }) => visitsHere.has(id))
    for (const visit of alikeVisits) this.#note(visitsHere.get(visit.id), (row) => addedToVisit(row, visit))
    if (here.patient) this.#note(here.patient, (row) => addedToPatient(row, from.patient))
    for (const photo of from.photos) await this.#photo(photo)
    return {
      from,
      known: true,
      ids: sameIds,
      patient: here.patient ? null : from.patient,
      visits,
      photos: this.#photos,
      snapshots: this.#snapshots,
      continued: this.#continued,
      alike: {
        patients: here.patient ? [from.patient] : [],
        visits: alikeVisits,
        photos: this.#alikePhotos,
        snapshots: this.#alikeSnapshots,
      },
      beside: this.#beside,
      adds: this.#adds,
    }
  }

  /** What was deleted a moment ago comes back, too. */
  #note<T extends object>(row: T | undefined, added: (row: T) => object): void {
    if (!row) return
    if (('deletedAt' in row && row.deletedAt !== undefined) || Object.keys(added(row)).length > 0) this.#adds = true
  }

  /** Its design goes to the photo here, of the same picture, whose design it is or goes on from. */
  async #photo(photo: PhotoRow): Promise<void> {
    const own = this.here.photos.find(({ id }) => id === photo.id)
    const others = this.here.photos.filter(
      ({ id, hash, visitId }) => id !== photo.id && hash === photo.hash && visitId === photo.visitId,
    )
    const there = await this.file.history(photo)
    let target = photo.id
    const found = await this.#findPlace(photo, there, [photo.id, ...others.map(({ id }) => id)])
    if (found) target = found.photoId
    const alike = this.here.photos.find(({ id }) => id === target)
    if (alike) {
      this.#alikePhotos.push({ ...photo, id: target })
      this.#note(alike, (row) => addedToPhoto(row, photo))
    }
    if (!own) await this.#rowOf(photo, found)
    else if (!found) target = this.#putBeside(photo)
    if (found?.way === 'file' && alike)
      this.#continued.push({ photoId: target, history: renamedHistory(there, target), sequence: found.sequence })
    await this.#snapshotsOf(photo, target)
  }

  /** The first of the photos whose design the file's is, goes on from, or is older than; null where it is another one. */
  async #findPlace(photo: PhotoRow, there: History, photoIds: readonly string[]) {
    for (const photoId of photoIds) {
      const found = await this.#compare(photo, there, photoId)
      if (found === null || found.way === 'apart') continue
      if (found.way !== 'file') return { photoId, ...found }
      // Whoever edits it saves first: only then is it known whether the file still goes on from it.
      if (!(await this.o.borrow(photoId))) continue
      const again = await this.#compare(photo, there, photoId)
      if (again && again.way !== 'apart') return { photoId, ...again }
    }
    return null
  }

  async #compare(photo: PhotoRow, there: History, photoId: string) {
    const here = await this.o.library.historyOnDisk(photoId)
    if (here && current(here.history).photo.hash === photo.hash) {
      const way = compare(here.history, photoId === photo.id ? there : renamedHistory(there, photoId))
      return { way, sequence: here.sequence, listed: listedOf(here.history) }
    }
    // A photo whose design cannot be read gets the file's.
    const isHere = photoId === photo.id && this.here.photos.some(({ id }) => id === photoId)
    return isHere ? { way: 'file' as const, sequence: null, listed: null } : null
  }

  /** A photo whose row is not here: its design may be here all the same. */
  async #rowOf(photo: PhotoRow, found: { photoId: string; way: string; listed: ComingPhoto['stays'] } | null) {
    if (found && found.photoId !== photo.id) return
    const stranded = found ?? (await this.#stranded(photo))
    const stays = stranded && stranded.way !== 'file' ? stranded.listed : null
    this.#photos.push({ photo, ids: sameIds, stays })
    if (stranded?.way === 'apart') this.#putBeside(photo)
  }

  async #stranded(photo: PhotoRow) {
    return this.#compare(photo, await this.file.history(photo), photo.id)
  }

  #putBeside(photo: PhotoRow): string {
    const twin = crypto.randomUUID()
    this.#photos.push({ photo, ids: { of: (id) => (id === photo.id ? twin : id) }, stays: null })
    this.#beside++
    return twin
  }

  async #snapshotsOf(photo: PhotoRow, target: string): Promise<void> {
    const only = new Set(this.file.snapshotIdsOf(photo.id))
    const shown = new Map(this.here.snapshots.map((row) => [row.id, row]))
    const deleted = new Set(this.here.deletedSnapshots)
    const known = new Set([...only].filter((id) => shown.has(id) || deleted.has(id)))
    if (known.size > 0) {
      for await (const there of this.file.snapshots(photo)) {
        const { id, starred, note, place } = there
        if (!known.has(id)) continue
        this.#alikeSnapshots.push({ id, starred, note, place })
        if (deleted.has(id)) this.#adds = true
        this.#note(shown.get(id), (row) => addedToSnapshot(row, there))
      }
    }
    for (const id of known) only.delete(id)
    const ids: Renamed = { of: (id) => (id === photo.id ? target : id) }
    if (only.size > 0) this.#snapshots.push({ photo, only, ids })
  }
}

/** Which of two undo lists of a photo goes on from the other. Bands are no work of anybody's: each side has its own rule's. */
export function compare(here: History, there: History): 'same' | 'library' | 'file' | 'apart' {
  const [mine, theirs] = [current(here), current(there)]
  if (sameWork(mine, theirs)) return 'same'
  const holds = (history: History, design: Design) => history.entries.some((entry) => sameWork(entry.design, design))
  if (holds(here, theirs)) return 'library'
  // Steps that were undone here and can be redone would go.
  if (here.at === here.entries.length - 1 && holds(there, mine)) return 'file'
  return 'apart'
}

const sameWork = (a: Design, b: Design): boolean => sameDesign(withoutBands(a), withoutBands(b))
