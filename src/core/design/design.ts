import type { PointPx } from '../geometry/points.ts'
import type { TiledMask } from '../pixels/tiledMask.ts'

/** The photo a design belongs to, by the hash of its stripped original; sizes are of the upright working copy. */
export interface PhotoRef {
  readonly id: string
  readonly hash: string
  readonly width: number
  readonly height: number
}

/** Head outline: a superellipse |u/rx|^n + |v/ry|^n = 1 in axes turned with the midline. n = 2 is an ellipse. */
export interface HeadOutline {
  readonly centre: PointPx
  readonly rx: number
  readonly ry: number
  readonly squareness: number
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
}

export type ScaleSource = 'card' | 'ruler' | 'caliper' | 'pupils'

/** Two points over a known length. `proposed` and `skipped` scales give no millimetres to show. */
export interface Scale {
  readonly a: PointPx
  readonly b: PointPx
  readonly knownMm: number
  readonly source: ScaleSource
  readonly status: 'proposed' | 'used' | 'skipped'
}

export type HairlineStyle = 'mature' | 'rounded' | 'straight' | 'widowsPeak' | 'receded'

/** From the midline outwards. */
export const halfHandles = ['midFrontal', 'apex', 'temporalMid', 'templePoint', 'sideburn'] as const
export type HalfHandle = (typeof halfHandles)[number]
export type HairlineHalf = Readonly<Record<HalfHandle, PointPx>>
export type Side = 'right' | 'left'

export interface Hairline {
  readonly style: HairlineStyle
  readonly midline: PointPx
  readonly right: HairlineHalf
  readonly left: HairlineHalf
  /** Width of the sparse edge behind the line, w1 of simulation-model 2. */
  readonly transitionMm: number
  /** 0..1; 1 is the model's macro + meso + micro amplitudes in full times 1.3, see fill. */
  readonly irregularity: number
}

/** Hand work over the proposal; re-proposing never destroys it. */
export interface AreaDesign {
  /** Whether the proposal from hairline and outline is part of the area. */
  readonly proposed: boolean
  readonly add: TiledMask
  readonly subtract: TiledMask
  readonly exclude: TiledMask
}

export const moments = ['fresh', 'healed', '1y', '3y', '5y'] as const
export type Moment = (typeof moments)[number]
export type SittingNumber = 1 | 2 | 3

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
  readonly sitting: SittingNumber
  readonly moment: Moment
  /** uint32; only the dice changes it. */
  readonly seed: number
}

export interface Design {
  readonly photo: PhotoRef
  readonly marks: Marks
  readonly scale: Scale
  readonly hairline: Hairline
  readonly area: AreaDesign
  readonly fill: FillSettings
}
