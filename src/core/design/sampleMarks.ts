import * as v from 'valibot'
import type { Marks } from './design.ts'
import { marksSchema } from './schema.ts'

const sampleSchema = v.object({ ...marksSchema.entries, knownMm: v.pipe(v.number(), v.finite(), v.minValue(1)) })

/**
 * The marks that come with the sample photo, and the caliper distance between its lateral eye corners.
 * @throws ValiError where the file is not what was shipped.
 */
export function readSampleMarks(record: unknown): { marks: Marks; knownMm: number } {
  const { knownMm, ...marks } = v.parse(sampleSchema, record)
  return { marks, knownMm }
}
