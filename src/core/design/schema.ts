import * as v from 'valibot'
import { FRESH, HEALED, pigmentKinds, skinKinds, sunHabits, usualAgeing } from '../pigment/ageing.ts'
import { edgeHairs, MOST_NARROWING } from '../geometry/headPriors.ts'
import { adjustmentRange } from './adjustments.ts'
import { LEAST_SHARE } from './crop.ts'
import {
  areaRoles,
  hairlineSpans,
  hairlineStyles,
  halfHandles,
  inkPresets,
  LEAST_PLACE,
  MOST_ADDED,
  namedHandles,
  norwoodStages,
  scaleEnds,
  scaleSources,
  undertones,
} from './design.ts'
import { headProblems } from './head/head.ts'
import { freeLineKinds, MOST_FREE_POINTS, MOST_LINES, MOST_NAME_LETTERS } from './lines/lines.ts'
import { MOST_MEASURES } from './scale/measures.ts'
import { LEAST_RADIUS, MOST_RADIUS, OUTLINE_RADII } from './head/outlineRadii.ts'
import { photoViews } from './photoView.ts'
import { finite, natural, positive, within } from './schemaNumbers.ts'

/** What stored designs must look like, masks aside. Unknown keys are dropped. */

const share = v.pipe(finite, v.minValue(0), v.maxValue(1))
const side = v.pipe(natural, v.minValue(1), v.maxValue(65_536))

const point = v.object({ x: finite, y: finite })

export const photoSchema = v.object({
  id: v.string(),
  hash: v.string(),
  width: side,
  height: side,
  // Absent in designs from before there were other views than the frontal one, and lenses were asked for.
  view: v.optional(v.picklist(photoViews)),
  focal35mm: v.optional(positive),
})

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
  found: v.optional(v.boolean()),
})

const statuses = ['proposed', 'used', 'skipped'] as const

const knownLength = {
  a: point,
  b: point,
  knownMm: positive,
  source: v.picklist(scaleSources),
  // Absent in designs from before eyes were found and lengths counted together.
  foundError: v.optional(v.pipe(positive, v.ltValue(1))),
  // Absent in designs from before it was told which end a hand has put.
  placed: v.optional(v.picklist(scaleEnds)),
  unplaced: v.optional(v.boolean()),
  untold: v.optional(v.boolean()),
}

export const scaleSchema = v.object({
  ...knownLength,
  status: v.picklist(statuses),
  also: v.optional(
    v.pipe(
      v.array(v.object(knownLength)),
      v.check(
        (lengths) => new Set(lengths.map(({ source }) => source)).size === lengths.length,
        'Expected one length of a source',
      ),
    ),
  ),
})

/** A rotation: rows of unit length. */
const rotation = v.pipe(
  v.tuple([finite, finite, finite, finite, finite, finite, finite, finite, finite]),
  v.check(
    (r) => [0, 3, 6].every((row) => Math.abs(Math.hypot(r[row]!, r[row + 1]!, r[row + 2]!) - 1) < 1e-6),
    'Expected a rotation',
  ),
)

const headFit = v.object({
  axes: v.object({
    a: positive,
    b: positive,
    c: positive,
    squareness: share,
    narrowing: v.optional(within([0, MOST_NARROWING])),
  }),
  rotation,
  position: v.tuple([finite, finite, positive]),
  focalPx: positive,
  cx: finite,
  cy: finite,
  areaError: v.pipe(finite, v.minValue(0)),
  lengthError: v.pipe(finite, v.minValue(0)),
  // Absent in designs from before it was reckoned with.
  tiltError: v.optional(v.pipe(finite, v.minValue(0))),
  // Absent where no hair was reckoned with, and in designs from before it was.
  hairError: v.optional(v.object({ area: v.pipe(finite, v.minValue(0)), length: v.pipe(finite, v.minValue(0)) })),
})

export const headSchema = v.object({
  on: v.boolean(),
  found: v.union([
    // Without a rule in designs from before rules of bands had numbers.
    v.object({ fit: headFit, rmsShare: v.pipe(finite, v.minValue(0)), rule: v.optional(natural) }),
    v.object({ problem: v.picklist(headProblems) }),
  ]),
  // Absent where nobody has said, and in designs from before it was asked.
  hair: v.optional(v.picklist(edgeHairs)),
  // Absent in designs that were carried from no other view.
  known: v.optional(v.object({ fit: headFit, marks: marksSchema })),
})

const half = v.object(v.entriesFromList(halfHandles, point))

const addedPoint = v.object({
  id: v.pipe(natural, v.minValue(1)),
  span: v.picklist(hairlineSpans),
  // Half of what the hand may do: roundings do not count.
  place: within([LEAST_PLACE / 2, 1 - LEAST_PLACE / 2]),
  at: point,
  corner: v.boolean(),
})

/** From the midline outwards, each at a place of its own. */
const addedPoints = v.pipe(
  v.array(addedPoint),
  v.maxLength(MOST_ADDED),
  v.check((points) => new Set(points.map((p) => p.id)).size === points.length, 'Expected an id for each added point'),
  v.check(
    (points) =>
      points.every(({ span, place }, i) => {
        const before = points[i - 1]
        if (!before) return true
        const further = hairlineSpans.indexOf(span) - hairlineSpans.indexOf(before.span)
        return further > 0 || (further === 0 && place - before.place >= LEAST_PLACE / 2)
      }),
    'Expected added points in their order along the line',
  ),
)

const corners = v.pipe(
  v.array(v.picklist(namedHandles)),
  v.check((handles) => new Set(handles).size === handles.length, 'Expected each corner once'),
)

export const hairlineSchema = v.object({
  style: v.picklist(hairlineStyles),
  midline: point,
  right: half,
  left: half,
  // Absent where both halves are designed.
  only: v.optional(v.picklist(['right', 'left'])),
  // Absent where the photo shows both sideburns.
  ends: v.optional(v.object({ right: v.optional(v.picklist(halfHandles)), left: v.optional(v.picklist(halfHandles)) })),
  // Absent where nothing was added, and in designs from before.
  added: v.optional(v.object({ right: addedPoints, left: addedPoints })),
  corners: v.optional(corners),
  transitionMm: v.pipe(finite, v.minValue(0)),
  irregularity: share,
})

const ownName = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(MOST_NAME_LETTERS)))

const named = { id: v.pipe(natural, v.minValue(1)), name: ownName }

/** Hairlines and lines of the lower face: no two of one id, and one hairline current. */
export const linesSchema = v.pipe(
  v.array(
    v.variant('kind', [
      v.object({ kind: v.literal('hairline'), ...named, hairline: v.nullable(hairlineSchema) }),
      v.object({
        kind: v.picklist(freeLineKinds),
        ...named,
        points: v.pipe(
          v.array(v.object({ at: point, corner: v.boolean() })),
          v.minLength(2),
          v.maxLength(MOST_FREE_POINTS),
        ),
        closed: v.boolean(),
        mirrored: v.boolean(),
      }),
    ]),
  ),
  v.maxLength(MOST_LINES),
  v.check((lines) => new Set(lines.map((line) => line.id)).size === lines.length, 'Expected an id for each line'),
  v.check(
    (lines) => lines.filter((line) => line.kind === 'hairline' && line.hairline === null).length === 1,
    'Expected one current hairline',
  ),
)

/** Distances and angles: no two of one id. */
export const measuresSchema = v.pipe(
  v.array(
    v.object({
      id: v.pipe(natural, v.minValue(1)),
      points: v.pipe(v.array(point), v.minLength(2), v.maxLength(3)),
    }),
  ),
  v.minLength(1),
  v.maxLength(MOST_MEASURES),
  v.check((all) => new Set(all.map(({ id }) => id)).size === all.length, 'Expected an id for each measure'),
)

/** What was added since the first version has a default: a design from before reads as it was meant. */
export const areaSettings = {
  proposed: v.boolean(),
  role: v.optional(v.picklist(areaRoles), 'bald'),
  presentPerCm2: v.optional(v.pipe(finite, v.minValue(0)), 0),
  // Absent where nobody has said so, as in designs from before.
  onHair: v.optional(v.literal(true)),
  // Absent where the area goes by its role.
  name: ownName,
}

const nativeMatch = v.object({
  hair: point,
  bare: point,
  strength: positive,
  tint: v.tuple([positive, positive, positive]),
  densityPerCm2: positive,
  fromCm2: positive,
})

/** Days since the last sitting; designs from before the time slider name one of five moments. */
const days = v.pipe(finite, v.minValue(0))
const momentsBefore = { fresh: FRESH, healed: HEALED, '1y': 365, '3y': 1095, '5y': 1826 } as const
const moment = v.union([
  days,
  v.pipe(
    v.picklist(['fresh', 'healed', '1y', '3y', '5y']),
    v.transform((name) => momentsBefore[name]),
  ),
])

const ageing = v.object({
  pigment: v.picklist(pigmentKinds),
  drift: v.optional(within([0, 2])),
  sun: v.picklist(sunHabits),
  skin: v.nullable(v.picklist(skinKinds)),
  halfLifeYears: positive,
  fading: v.optional(
    v.object({
      sunFactor: v.object(v.entriesFromList(sunHabits, positive)),
      skinFactor: v.object(v.entriesFromList(skinKinds, positive)),
      halfLifeFactor: v.pipe(finite, v.minValue(1)),
      touchUpBelow: v.pipe(positive, v.ltValue(1)),
    }),
  ),
  touchUps: v.pipe(
    v.array(days),
    v.check((at) => at.every((day, i) => i === 0 || day > at[i - 1]!), 'Expected days in ascending order'),
  ),
})

export const fillSchema = v.object({
  filled: v.boolean(),
  densityPerCm2: positive,
  dotSizeMm: positive,
  softness: share,
  sizeVariation: share,
  shade: natural,
  undertone: v.optional(v.picklist(undertones), 'neutral'),
  grouping: v.optional(share),
  hairTurnDeg: v.optional(within([-90, 90])),
  preset: v.optional(v.picklist(inkPresets), 'healed'),
  match: v.optional(v.nullable(nativeMatch), null),
  sitting: v.picklist([1, 2, 3]),
  moment,
  ageing: v.optional(ageing, usualAgeing),
  seed: v.pipe(natural, v.maxValue(0xffff_ffff)),
})

const cropSide = within([LEAST_SHARE, 1])
const cropSchema = v.pipe(
  v.object({ x: within([0, 1 - LEAST_SHARE]), y: within([0, 1 - LEAST_SHARE]), width: cropSide, height: cropSide }),
  v.check(
    ({ x, y, width, height }) => x + width <= 1 + 1e-9 && y + height <= 1 + 1e-9,
    'Expected a crop in the picture',
  ),
)

export const adjustmentsSchema = v.object({
  exposureEv: within(adjustmentRange.exposureEv),
  temperature: within(adjustmentRange.temperature),
  tint: within(adjustmentRange.tint),
  straightenDeg: within(adjustmentRange.straightenDeg),
  // Absent in designs from before crops.
  crop: v.optional(v.nullable(cropSchema), null),
})

export const inkKind = v.picklist(['photo', 'simulated'])
export const lossStage = v.nullable(v.picklist([...norwoodStages, 'drawn']))

export const tileKey = natural
export const tileBytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'Expected bytes')
export const maskSide = side
