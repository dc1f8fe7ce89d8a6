import * as v from 'valibot'
import type { Marks, Scale } from '../design.ts'
import type { PhotoView } from '../photoView.ts'
import { marksSchema, scaleSchema } from '../schema.ts'

const knownMm = v.pipe(v.number(), v.finite(), v.minValue(1))

const sampleSchema = v.object({ ...marksSchema.entries, knownMm })

/**
 * The marks that come with the sample photo, and the caliper distance between its lateral eye corners.
 * @throws ValiError where the file is not what was shipped.
 */
export function readSampleMarks(record: unknown): { marks: Marks; knownMm: number } {
  const { knownMm, ...marks } = v.parse(sampleSchema, record)
  return { marks, knownMm }
}

/** The other views of the sample patient, in the order of a visit. */
export const sampleViews = ['right45', 'left45', 'vertex', 'crown'] as const satisfies readonly PhotoView[]
export type SampleView = (typeof sampleViews)[number]

const { a, b } = scaleSchema.entries
const viewSchema = v.object({ file: v.string(), marks: marksSchema, scale: v.object({ a, b, knownMm }) })
const viewsSchema = v.object({ views: v.object(v.entriesFromList(sampleViews, viewSchema)) })

/**
 * File and marks of another view of the sample patient, and a length between two places of its scalp, to be confirmed.
 * @throws ValiError where the file is not what was shipped.
 */
export function readSampleView(record: unknown, view: SampleView): { file: string; marks: Marks; scale: Scale } {
  const { file, marks, scale } = v.parse(viewsSchema, record).views[view]
  return { file, marks, scale: { ...scale, source: 'hairline', status: 'proposed' } }
}
