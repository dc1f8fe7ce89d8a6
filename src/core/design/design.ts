import type { PointPx } from '../geometry/points.ts'
import type { Ageing, Moment } from '../pigment/ageing.ts'
import type { TiledMask } from '../pixels/tiledMask.ts'
import type { Adjustments } from './adjustments.ts'
import type { HeadDesign } from './head/head.ts'
import type { AreaSlot } from './areas/areas.ts'
import type { Line } from './lines/lines.ts'
import type { Measure } from './scale/measures.ts'
import type { PlannedWork } from './plannedWork.ts'
import type { Reversal } from './reversal.ts'
import type { PhotoView } from './photoView.ts'

/** The photo a design belongs to, by the hash of its stripped original; sizes are of the upright working copy. */
export interface PhotoRef {
  readonly id: string
  readonly hash: string
  readonly width: number
  readonly height: number
  /** Absent: frontal. */
  readonly view?: PhotoView | undefined
  /** 35-mm equivalent focal length, mm; absent where the camera did not say. */
  readonly focal35mm?: number | undefined
}

/** Head outline: a superellipse |u/rx|^n + |v/ry|^n = 1 in axes turned with the midline. n = 2 is an ellipse. */
export interface HeadOutline {
  readonly centre: PointPx
  readonly rx: number
  readonly ry: number
  readonly squareness: number
  /** Factors on its radius (core/design/outlineRadii), where it was fitted to the head; absent they are all 1. */
  readonly radii?: readonly number[]
}

/** Right and left are the patient's: eyeRight is on the left of a frontal photo. */
export interface Marks {
  readonly glabella: PointPx
  /** Angle of the midline from image vertical, radians, clockwise positive as seen on screen. */
  readonly midlineTilt: number
  /** Lateral eye corners. */
  readonly eyeRight: PointPx
  readonly eyeLeft: PointPx
  readonly outline: HeadOutline
  /** False until the user has touched a mark or said that they are right. */
  readonly checked: boolean
  /** Laid from a face that was found on the photo, and not from proportions. */
  readonly found?: boolean | undefined
}

/**
 * `hairline`: a caliper over two places of the hairline. `prescription`: the pupils' distance as an optician wrote it. `head`:
 * from side to side of the head as another view has it.
 */
export const scaleSources = [
  'card',
  'ruler',
  'sticker',
  'hairline',
  'caliper',
  'prescription',
  'pupils',
  'iris',
  'head',
  'breadth',
] as const
export type ScaleSource = (typeof scaleSources)[number]

export const scaleEnds = ['a', 'b'] as const
export type ScaleEnd = (typeof scaleEnds)[number]

/** Two points of the photo over a known length. */
export interface KnownLength {
  readonly a: PointPx
  readonly b: PointPx
  readonly knownMm: number
  readonly source: ScaleSource
  /** The program found the points, or the head between them: 90 % half width, relative. Absent where a hand put them. */
  readonly foundError?: number | undefined
  /** Of points that the program found: the end that a hand has put since. The other one is as good as it was found. */
  readonly placed?: ScaleEnd | undefined
  /** Nobody has put its points yet, or said how long it is: it measures nothing. */
  readonly unplaced?: boolean | undefined
  readonly untold?: boolean | undefined
}

/** The length in hand and those that count beside it. `proposed` and `skipped` scales give no millimetres to show. */
export interface Scale extends KnownLength {
  readonly status: 'proposed' | 'used' | 'skipped'
  /** No two of one source. The one in hand may be among them as it was before: it stands for itself. */
  readonly also?: readonly KnownLength[] | undefined
}

/** `nativeTrace` follows the hair that stands on the photo (core/design/nativeTrace); all others are laid from the marks. */
export const hairlineStyles = [
  'mature',
  'rounded',
  'straight',
  'widowsPeak',
  'receded',
  'female',
  'nativeTrace',
] as const
export type HairlineStyle = (typeof hairlineStyles)[number]
export type LaidStyle = Exclude<HairlineStyle, 'nativeTrace'>

/** From the midline outwards. */
export const halfHandles = ['midFrontal', 'apex', 'temporalMid', 'templePoint', 'sideburn'] as const
export type HalfHandle = (typeof halfHandles)[number]
export type HairlineHalf = Readonly<Record<HalfHandle, PointPx>>
export type Side = 'right' | 'left'
export const otherSide = (side: Side): Side => (side === 'right' ? 'left' : 'right')
export type NamedHandle = 'midline' | `${Side}.${HalfHandle}`

/** Right sideburn over the midline to left sideburn. */
export const namedHandles: readonly NamedHandle[] = [
  ...halfHandles.map((half) => `right.${half}` as const).toReversed(),
  'midline',
  ...halfHandles.map((half) => `left.${half}` as const),
]

/** The stretches of a half between two named handles, by the inner one, from the midline outwards. */
export const hairlineSpans = ['midline', 'midFrontal', 'apex', 'temporalMid', 'templePoint'] as const
export type HairlineSpan = (typeof hairlineSpans)[number]

/** At most this many added points on a side: more than an artist can tell apart on one line. */
export const MOST_ADDED = 24
/** Points of one stretch keep this share of it between them, as places: nearer ones would pull loops out of the line. */
export const LEAST_PLACE = 0.1

/** A point of the line between two named handles (core/design/hairlineCurve). */
export interface AddedPoint {
  /** Positive. A point and its partner on the other side have the same. */
  readonly id: number
  readonly span: HairlineSpan
  /** Where along the stretch it belongs, 0..1 outwards. */
  readonly place: number
  readonly at: PointPx
  /** Whether the line turns there at an angle. */
  readonly corner: boolean
}

export interface Hairline {
  readonly style: HairlineStyle
  readonly midline: PointPx
  readonly right: HairlineHalf
  readonly left: HairlineHalf
  /** The half that is designed alone, as on a profile; absent where both are. */
  readonly only?: Side
  /** The last handle of a side that the photo shows, where it does not show the sideburn: there the line ends. */
  readonly ends?: Readonly<Partial<Record<Side, HalfHandle>>>
  /** From the midline outwards; absent where there are none. */
  readonly added?: Readonly<Record<Side, readonly AddedPoint[]>>
  /** Named handles at which the line turns at an angle; absent where there are none. */
  readonly corners?: readonly NamedHandle[]
  /** Width of the sparse edge behind the line, w1 of simulation-model 2. */
  readonly transitionMm: number
  /** 0 is a ruled line, .4 nature, 1 is 1.6 times nature (core/fill). */
  readonly irregularity: number
}

/** What an area is to the artist: it decides how its dots lie and how they look (core/fill/roles). */
export const areaRoles = [
  'bald',
  'thinning',
  'part',
  'stubble',
  'scar',
  'areata',
  'beard',
  'existing',
  'untouched',
] as const
export type AreaRole = (typeof areaRoles)[number]

export type DottedRole = Exclude<AreaRole, 'existing' | 'untouched'>

/** No dot is laid where ink stands already, nor where nobody is to touch, whatever other area lies there. */
export const takesDots = (role: AreaRole): role is DottedRole => role !== 'existing' && role !== 'untouched'

/** The first three are hand work over the proposal, the last two more and less density; re-proposing destroys none. */
export const areaMasks = ['add', 'subtract', 'exclude', 'more', 'less'] as const
export type AreaMaskName = (typeof areaMasks)[number]

/** What of an area may have been carried from another view, or brought from an earlier visit, and was drawn there by nobody. */
export const carriableMasks = ['add', 'subtract'] as const

/** `edited` where a hand has changed since what was carried, or had drawn there before. */
export const carriedStates = ['asIs', 'edited'] as const
export type CarriedMasks = Readonly<
  Partial<Record<(typeof carriableMasks)[number], (typeof carriedStates)[number] | undefined>>
>

export interface AreaDesign extends Readonly<Record<AreaMaskName, TiledMask>> {
  /** Whether the proposal from hairline and outline is part of the area. */
  readonly proposed: boolean
  readonly role: AreaRole
  /** Hairs that stand there already, per cm2: the dots only make up for what is missing. */
  readonly presentPerCm2: number
  /** Somebody has said that it is to lie on the hair that stands there. */
  readonly onHair?: true | undefined
  /** Absent where nothing of it was carried. */
  readonly carried?: CarriedMasks | undefined
  /** As the artist called it; absent where it goes by its role and number. */
  readonly name?: string | undefined
}

export type SittingNumber = 1 | 2 | 3

export const undertones = ['cool', 'neutral', 'warm'] as const
export type Undertone = (typeof undertones)[number]

/** Presets of core/pigment, simulation-model 4. */
export const inkPresets = ['healed', 'heavy', 'mid', 'deep', 'diluted', 'shaft'] as const
export type InkPreset = (typeof inkPresets)[number]

/** What a patch of the patient's own shaved hair, beside one of bare skin, says about the ink that would look like it. */
export interface NativeMatch {
  /** Centres of the two patches, px. */
  readonly hair: PointPx
  readonly bare: PointPx
  /** Strength m of a dot of the usual size (simulation-model 4). */
  readonly strength: number
  /** Factors on the densities of red, green and blue. */
  readonly tint: readonly [number, number, number]
  readonly densityPerCm2: number
  /** Of both patches together. */
  readonly fromCm2: number
}

export interface FillSettings {
  /** False until `Fill with dots`: an unfilled design shows the photo alone. */
  readonly filled: boolean
  readonly densityPerCm2: number
  /** Pigment diameter, mm. */
  readonly dotSizeMm: number
  /** 0..1, default .3: widens the core at constant ink. */
  readonly softness: number
  /** Coefficient of variation of the diameter, 0..0.5, default .15. */
  readonly sizeVariation: number
  /** Index into the shade table of core/pigment. */
  readonly shade: number
  readonly undertone: Undertone
  /** How far hairs that an area copies stand in follicular units, 0..1; absent: as all native hair does. */
  readonly grouping?: number
  /** How far hairs lie off the direction that is usual at their place, degrees, clockwise as seen; absent: not at all. */
  readonly hairTurnDeg?: number
  /** How the ink lies in the skin; the first is the default. */
  readonly preset: InkPreset
  /** The patient's own shaved hair, where it was measured: it then decides strength and tint at the default shade. */
  readonly match: NativeMatch | null
  readonly sitting: SittingNumber
  /** The day that is shown. */
  readonly moment: Moment
  readonly ageing: Ageing
  /** uint32; only the dice changes it. */
  readonly seed: number
}

/** Hamilton-Norwood: from deep temples to a rim of hair. */
export const norwoodStages = [3, 4, 5, 6, 7] as const
export type NorwoodStage = (typeof norwoodStages)[number]

/** What is lost: the shape of a stage with what the hand drew over it, or that alone. */
export type LossStage = NorwoodStage | 'drawn'

/** Native hair that is thought away (core/design/recession). */
export interface Recession {
  /** Null: the patient's hair as it is. */
  readonly stage: LossStage | null
  /** Hand work over the stage's shape. */
  readonly add: TiledMask
  readonly subtract: TiledMask
}

export interface Design {
  readonly photo: PhotoRef
  readonly marks: Marks
  readonly scale: Scale
  /** Absent in designs from before heads were fitted: they are measured flat. */
  readonly head?: HeadDesign | undefined
  readonly hairline: Hairline
  /** The one in hand (core/design/areas). */
  readonly area: AreaDesign
  readonly fill: FillSettings
  /** Ink that is there already and shall change into this design; null where there is none. */
  readonly reversal: Reversal | null
  readonly recession: Recession
  readonly plan: PlannedWork
  /** How the finished picture is looked at; absent where it is shown as it was taken. */
  readonly adjustments?: Adjustments
  /** All lines of the photo, the lowest first; absent where the hairline is the only one and has no name. */
  readonly lines?: readonly Line[]
  /** All areas in the order in which they came; absent where there is one. */
  readonly areas?: readonly AreaSlot[]
  /** What was measured on the photo; absent where nothing was. */
  readonly measures?: readonly Measure[]
}
