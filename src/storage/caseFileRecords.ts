import * as v from 'valibot'
import { current, HISTORY_STEPS, type History } from '../core/design/history.ts'
import { viewOf } from '../core/design/photoView.ts'
import type { Design } from '../core/design/design.ts'
import { DESIGN_FORMAT, designFromJson, DesignFormatError, historyFromRecord } from '../core/design/serialise.ts'
import { CaseFileError, refuse } from './caseFileError.ts'
import { limits } from './caseFileLimits.ts'
import type { Patient, PhotoRow, Visit } from './repository.ts'
import { patientRow, photoRow, snapshotRow, visitRow } from './rows.ts'
import type { SnapshotRow } from './schema.ts'

/** What the members of a case file hold. The rows are those of the library, so that a file grows with them. */

export const CASE_FORMAT = 'trichion case'
/**
 * Version of the file's layout; a reader refuses what is newer. In 2 the snapshots of a photo may be in several parts, and
 * notes that were put together be longer than version 1 takes; a file without either is of version 1. Designs carry a number
 * of their own.
 */
export const CASE_VERSION = 2

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const sha256 = /^[0-9a-f]{64}$/
const id = v.pipe(v.string(), v.regex(uuid))
const hash = v.pipe(v.string(), v.regex(sha256))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** A day, or a day and a time, that there is. */
const time = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\d($|T)/),
  v.check((text) => Number.isFinite(Date.parse(text)), 'Expected a date'),
)

const manifestSchema = v.object({
  format: v.literal(CASE_FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(CASE_VERSION)),
  /** Of the version that wrote it, for whoever looks into it. */
  engine: v.string(),
  contents: v.picklist(['patient', 'library']),
  madeAt: time,
  members: v.array(v.object({ name: v.string(), bytes: count, sha256: hash })),
})

export type Manifest = v.InferOutput<typeof manifestSchema>

/** One patient with everything that says whose photo is whose. */
export interface CasePatient {
  readonly patient: Patient
  readonly visits: readonly Visit[]
  readonly photos: readonly PhotoRow[]
}

const casePatientSchema = v.object({ patient: patientRow, visits: v.array(visitRow), photos: v.array(photoRow) })
const ids = v.object({ id })
const patientIds = v.object({ id, createdAt: time, name: v.pipe(v.string(), v.maxLength(limits.nameLetters)) })
const visitIds = v.object({ id, patientId: id, date: time })
const photoIds = v.object({ id, visitId: id, patientId: id, hash, addedAt: time })
const snapshotIds = v.object({
  id,
  photoId: id,
  visitId: id,
  createdAt: time,
  name: v.pipe(v.string(), v.maxLength(limits.nameLetters)),
})

/** @throws CaseFileError 'newer' for a version that this build does not know. */
export function readManifest(record: unknown): Manifest {
  const named = v.safeParse(
    v.object({ format: v.literal(CASE_FORMAT), version: v.pipe(v.number(), v.integer()) }),
    record,
  )
  if (!named.success) return refuse('notACaseFile', 'the manifest is of something else')
  if (named.output.version > CASE_VERSION) refuse('newer', `version ${named.output.version}`)
  return parsed(manifestSchema, record, 'manifest.json')
}

/** @throws CaseFileError where a row cannot be read, or belongs to nobody in it. */
export function readCasePatient(record: unknown, name: string): CasePatient {
  const found = parsed(casePatientSchema, record, name)
  const { patient, visits, photos } = found
  parsed(patientIds, patient, name)
  for (const visit of visits) {
    parsed(visitIds, visit, name)
    if (visit.patientId !== patient.id) refuse('damaged', `${name} has a visit of somebody else`)
  }
  const known = new Set(visits.map((visit) => visit.id))
  for (const photo of photos) {
    parsed(photoIds, photo, name)
    if (photo.patientId !== patient.id || !known.has(photo.visitId))
      refuse('damaged', `${name} has a photo of no visit of its own`)
  }
  return found
}

/**
 * The undo list of a photo, wholly decoded.
 * @throws CaseFileError where it is damaged, or of another photo.
 */
export function readHistory(record: unknown, row: PhotoRow, name: string): History {
  const shape = parsed(v.object({ tiles: v.array(v.unknown()), entries: v.array(v.unknown()) }), record, name)
  if (shape.tiles.length > limits.historyTiles) refuse('tooLarge', `${name} has ${shape.tiles.length} tiles`)
  if (shape.entries.length > HISTORY_STEPS + 1) refuse('damaged', `${name} has ${shape.entries.length} steps`)
  const history = designs(record, name, () => historyFromRecord(record))
  for (const { design } of history.entries) checkPhoto(design, row, name)
  if (viewOf(current(history)) !== row.view) refuse('damaged', `${name} is of another view than its photo`)
  return history
}

/**
 * A part of the snapshots of a photo. Their designs are tried, and stay coded.
 * @throws CaseFileError
 */
export function readSnapshots(record: unknown, row: PhotoRow, name: string): readonly SnapshotRow[] {
  let tiles = 0
  return parsed(v.array(snapshotRow), record, name).map((snapshot) => {
    parsed(snapshotIds, snapshot, name)
    if (snapshot.photoId !== row.id || snapshot.visitId !== row.visitId)
      refuse('damaged', `${name} has a snapshot of another photo`)
    tiles += countTiles(snapshot.design)
    if (tiles > limits.snapshotTiles) refuse('tooLarge', `${name} has ${tiles} tiles`)
    const design = designs(snapshot.design, name, () => designFromJson(snapshot.design))
    checkPhoto(design, row, name)
    // Tried just now: the record is what `designFromJson` reads.
    return { ...snapshot, design: snapshot.design as SnapshotRow['design'] }
  })
}

/** How many coded tiles a stored design holds, wherever they are. Its depth is bounded. */
export function countTiles(part: unknown): number {
  if (part instanceof Uint8Array) return 1
  if (typeof part !== 'object' || part === null) return 0
  return Object.values(part).reduce<number>((sum, inner) => sum + countTiles(inner), 0)
}

function checkPhoto({ photo }: Design, row: PhotoRow, name: string): void {
  const same =
    photo.id === row.id && photo.hash === row.hash && photo.width === row.width && photo.height === row.height
  if (!same) refuse('damaged', `${name} has a design of another photo`)
}

function designs<T>(record: unknown, name: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof DesignFormatError)) throw error
    const format = v.safeParse(v.object({ format: v.number() }), record)
    const newer = format.success && format.output.format > DESIGN_FORMAT
    throw new CaseFileError(newer ? 'newer' : 'damaged', `${name}: ${error.message}`, { cause: error })
  }
}

function parsed<S extends v.GenericSchema>(schema: S, record: unknown, name: string): v.InferOutput<S> {
  const result = v.safeParse(schema, record, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  throw new CaseFileError('damaged', `${name} at "${v.getDotPath(issue) ?? ''}": ${issue.message}`)
}

/** @throws CaseFileError where two rows share an id. */
export function rememberId(seen: Set<string>, row: unknown, name: string): void {
  const { id: found } = parsed(ids, row, name)
  if (seen.has(found)) refuse('damaged', `${name} has an id twice`)
  seen.add(found)
}
