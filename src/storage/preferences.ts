import * as v from 'valibot'
import { lengthUnits } from '../core/geometry/lengthUnits.ts'

/** How one person works at this device. No patient's data: a loss costs some switches. */
const schema = v.partial(
  v.object({
    singleKeys: v.boolean(),
    pressureSize: v.boolean(),
    insideHairline: v.boolean(),
    leftHanded: v.boolean(),
    rotateView: v.boolean(),
    /** What lengths are shown and typed in. */
    lengths: v.fallback(v.optional(v.picklist(lengthUnits)), undefined),
    /** The coach marks were seen or skipped. */
    coached: v.boolean(),
    /** The sample's three snapshots were drawn: they do not come again by themselves. */
    exampled: v.boolean(),
  }),
)

export type Preferences = v.InferOutput<typeof schema>
export const preferenceNames = Object.keys(schema.entries) as (keyof Preferences)[]

const KEY = 'trichion.preferences'

/** Nothing where nothing is stored, or nothing that can be read. */
export function readPreferences(): Preferences {
  try {
    return v.parse(schema, JSON.parse(localStorage.getItem(KEY) ?? '{}'))
  } catch {
    return {}
  }
}

/** Those that are not given stay as they were. Where the browser keeps nothing, they hold until the page is closed. */
export function writePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...readPreferences(), ...preferences }))
  } catch {
    // The switch works all the same.
  }
}
