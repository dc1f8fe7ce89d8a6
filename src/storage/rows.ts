import * as v from 'valibot'
import { areaMasks, type Design } from '../core/design/design.ts'
import { photoViews } from '../core/design/photoView.ts'
import { DESIGN_FORMAT, designFromJson, DesignFormatError, stepSchema } from '../core/design/serialise.ts'
import { defaultClinicProfile, type ClinicProfile } from '../core/plan/clinicProfile.ts'
import { readConsents } from '../core/plan/consentSchema.ts'
import { readClinicProfile } from '../core/plan/clinicProfileSchema.ts'
import { visitKinds } from '../core/plan/visitKinds.ts'

/** What stored rows must look like to be shown. A row that does not is moved aside and hides only itself. */

const px = v.pipe(v.number(), v.integer(), v.minValue(1))
const number = v.pipe(v.number(), v.integer(), v.minValue(0))

export const patientRow = v.object({
  id: v.string(),
  name: v.string(),
  createdAt: v.string(),
  sample: v.boolean(),
  sex: v.optional(v.picklist(['female', 'male'])),
  birthYear: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1850), v.maxValue(2200))),
  left: v.optional(v.object({ visitId: v.string(), photoId: v.string(), step: v.string(), at: v.string() })),
  /** Each record is checked by itself: a damaged one hides neither the others nor the patient. */
  consents: v.optional(v.pipe(v.unknown(), v.transform(readConsents))),
})

export const visitRow = v.object({
  id: v.string(),
  patientId: v.string(),
  date: v.string(),
  kind: v.picklist(visitKinds),
  notes: v.optional(v.string()),
  tags: v.optional(v.array(v.string())),
  deletedAt: v.optional(v.string()),
})

export const photoRow = v.object({
  id: v.string(),
  visitId: v.string(),
  patientId: v.string(),
  /** As the design on screen has it: a list asks no design. */
  view: v.picklist(photoViews),
  hash: v.string(),
  width: px,
  height: px,
  sourceWidth: px,
  sourceHeight: px,
  addedAt: v.string(),
  quality: v.optional(v.object({ sharpness: v.number(), blownShare: v.number(), blackShare: v.number() })),
  reversal: v.optional(v.boolean()),
  deletedAt: v.optional(v.string()),
})

export const snapshotName = v.object({
  id: v.string(),
  photoId: v.string(),
  visitId: v.string(),
  name: v.string(),
  createdAt: v.string(),
})

const ends = v.object({ low: v.number(), high: v.number() })

export const snapshotRow = v.object({
  ...snapshotName.entries,
  design: v.unknown(),
  engineVersion: v.string(),
  figures: v.nullable(
    v.object({
      heightMm: v.number(),
      areaCm2: v.number(),
      dots: v.number(),
      // Absent in snapshots from before bands were kept.
      bands: v.optional(v.object({ heightMm: ends, areaCm2: ends, dots: ends })),
    }),
  ),
  starred: v.optional(v.boolean()),
  note: v.optional(v.string()),
  place: v.optional(v.number()),
})

/** With its design read. */
const shownSnapshot = v.object({
  ...snapshotRow.entries,
  design: v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }): Design => {
      const design = orNull(() => designFromJson(dataset.value))
      if (design) return design
      addIssue({ message: 'Expected a design that can be read.' })
      return NEVER
    }),
  ),
})

/** Rows that are checked one by one, by store. */
export const rowSchemas = { patients: patientRow, visits: visitRow, photos: photoRow, snapshots: shownSnapshot }
export type CheckedStore = keyof typeof rowSchemas

export const historyRow = v.object({
  entries: v.array(number),
  at: number,
  undone: v.optional(v.array(number)),
  tiles: v.array(number),
  sequence: number,
})

export const tileRow = v.object({ number, bytes: v.instance(Uint8Array) })

/** The design itself is checked where histories are read. */
export const entryRow = v.object({
  number,
  format: v.literal(DESIGN_FORMAT),
  ...stepSchema,
  design: v.looseObject({
    area: v.looseObject(v.entriesFromList(areaMasks, v.optional(number))),
  }),
  masks: v.array(v.object({ width: px, height: px, keys: v.array(number), tiles: v.array(number) })),
})

export function readable<S extends v.GenericSchema>(schema: S, row: unknown): v.InferOutput<S> | null {
  const result = v.safeParse(schema, row)
  return result.success ? result.output : null
}

export function readableOf<S extends v.GenericSchema>(schema: S, rows: readonly unknown[]): v.InferOutput<S>[] {
  return rows.flatMap((row) => {
    const result = v.safeParse(schema, row)
    return result.success ? [result.output] : []
  })
}

/** A profile of a clinic that cannot be read is no reason to keep anybody from a plan. */
export function readableProfile(stored: unknown): ClinicProfile {
  try {
    return readClinicProfile(stored)
  } catch (error) {
    if (error instanceof RangeError) return defaultClinicProfile
    throw error
  }
}

/** Null where what is read is damaged or of a newer version. */
export function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof DesignFormatError) return null
    throw error
  }
}
