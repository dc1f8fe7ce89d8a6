import * as v from 'valibot'
import {
  areaRoles,
  halfHandles,
  inkPresets,
  moments,
  undertones,
  type HairlineStyle,
  type ScaleSource,
} from './design.ts'
import { LEAST_RADIUS, MOST_RADIUS, OUTLINE_RADII } from './outlineRadii.ts'

/** What stored designs must look like, masks aside. Unknown keys are dropped. */

const finite = v.pipe(v.number(), v.finite())
const positive = v.pipe(finite, v.gtValue(0))
const share = v.pipe(finite, v.minValue(0), v.maxValue(1))
const natural = v.pipe(v.number(), v.integer(), v.minValue(0))
const side = v.pipe(natural, v.minValue(1), v.maxValue(65_536))

const point = v.object({ x: finite, y: finite })

export const photoSchema = v.object({ id: v.string(), hash: v.string(), width: side, height: side })

const radius = v.pipe(finite, v.minValue(LEAST_RADIUS), v.maxValue(MOST_RADIUS))

const outline = v.object({
  centre: point,
  rx: positive,
  ry: positive,
  squareness: positive,
  // Absent where nothing was fitted, and in designs of the first version.
  radii: v.optional(v.pipe(v.array(radius), v.length(OUTLINE_RADII))),
})

export const marksSchema = v.object({
  glabella: point,
  midlineTilt: finite,
  eyeRight: point,
  eyeLeft: point,
  outline,
  checked: v.boolean(),
})

const sources = ['card', 'ruler', 'caliper', 'pupils'] as const satisfies readonly ScaleSource[]
const statuses = ['proposed', 'used', 'skipped'] as const

export const scaleSchema = v.object({
  a: point,
  b: point,
  knownMm: positive,
  source: v.picklist(sources),
  status: v.picklist(statuses),
})

const styles = ['mature', 'rounded', 'straight', 'widowsPeak', 'receded'] as const satisfies readonly HairlineStyle[]
const half = v.object(v.entriesFromList(halfHandles, point))

export const hairlineSchema = v.object({
  style: v.picklist(styles),
  midline: point,
  right: half,
  left: half,
  transitionMm: v.pipe(finite, v.minValue(0)),
  irregularity: share,
})

/** What was added since the first version has a default: a design from before reads as it was meant. */
export const areaSettings = {
  proposed: v.boolean(),
  role: v.optional(v.picklist(areaRoles), 'bald'),
  presentPerCm2: v.optional(v.pipe(finite, v.minValue(0)), 0),
}

const nativeMatch = v.object({
  hair: point,
  bare: point,
  strength: positive,
  tint: v.tuple([positive, positive, positive]),
  densityPerCm2: positive,
  fromCm2: positive,
})

export const fillSchema = v.object({
  filled: v.boolean(),
  densityPerCm2: positive,
  dotSizeMm: positive,
  softness: share,
  sizeVariation: share,
  shade: natural,
  undertone: v.optional(v.picklist(undertones), 'neutral'),
  preset: v.optional(v.picklist(inkPresets), 'healed'),
  match: v.optional(v.nullable(nativeMatch), null),
  sitting: v.picklist([1, 2, 3]),
  moment: v.picklist(moments),
  seed: v.pipe(natural, v.maxValue(0xffff_ffff)),
})

export const tileKey = natural
export const tileBytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'Expected bytes')
export const maskSide = side
