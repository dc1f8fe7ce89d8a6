import type { Adjustments } from '../core/design/adjustments.ts'
import type { AreaChange } from '../core/design/areas/areaChange.ts'
import type { AreaRole, Design, HeadOutline, Hairline, Marks, LossStage } from '../core/design/design.ts'
import type { NativeEdgeProblem } from '../core/design/lines/nativeEdge.ts'
import type { MarksDoubt } from '../core/design/lines/recession.ts'
import type { AreaShaping } from '../core/design/areas/shapedArea.ts'
import type { AreaParts } from '../core/fill/areaParts.ts'
import type { MatchPatches } from '../core/fill/comparePatches.ts'
import type { MatchResult } from '../core/fill/matchNative.ts'
import type { ProposedPatches } from '../core/fill/proposePatches.ts'
import type { InkProblem } from '../core/fill/bareSkin.ts'
import type { MeasuredInk } from '../core/fill/existingInk.ts'
import type { HairInArea } from '../core/fill/hairInAreas.ts'
import type { HelmetFigures } from '../core/fill/helmet.ts'
import type { LengthUnit } from '../core/geometry/lengthUnits.ts'
import type { Band } from '../core/geometry/points.ts'
import type { PhotoQuality } from '../core/pixels/photoQuality.ts'
import type { LossProblem } from '../core/pixels/skinUnderHair.ts'
import type { TiledMask } from '../core/pixels/tiledMask.ts'
import type { ZoneName, Zones } from '../core/plan/zones.ts'

/** Side of a picture tile at full resolution, photo px. */
export const TILE_PX = 512

/** A finished square of picture. mips[0] is that of the finest level, each next one half its size (4 levels: 512, 256, 128, 64). */
export interface Tile extends TilePlace {
  readonly mips: readonly ImageBitmap[]
  /** Level of the first mip; full resolution where absent. */
  readonly finest?: number
}

/** Columns and rows of tiles, from 0. */
export interface TilePlace {
  readonly tx: number
  readonly ty: number
}

/**
 * The finest mips of a whole photo that a screen holds, and that are made beforehand: finer ones are asked for where they
 * are in view. At full size a photo takes more memory than all else together.
 */
export function heldLevel(photo: { readonly width: number; readonly height: number }): number {
  let level = 0
  while (level < COARSEST_LEVEL && (photo.width * photo.height) / 4 ** level > HELD_PX) level++
  return level
}

const COARSEST_LEVEL = 3
const HELD_PX = 1_500_000

export type PhotoFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic' | 'gif' | 'bmp'

export type PhotoProblem =
  | { readonly code: 'empty' }
  | { readonly code: 'notAPhoto' }
  | { readonly code: 'unsupported'; readonly format: string }
  | { readonly code: 'tooLarge'; readonly width: number; readonly height: number }
  | { readonly code: 'tooManyBytes'; readonly megabytes: number }
  | { readonly code: 'tooSmall'; readonly width: number; readonly height: number }
  | { readonly code: 'broken' }
  | { readonly code: 'heicBroken' }
  /** Nothing is known of the photo: what opens it could not be fetched. */
  | { readonly code: 'notLoaded' }

export interface OpenedPhoto {
  /** SHA-256 of the stored bytes, hex. */
  readonly hash: string
  readonly format: PhotoFormat
  /** Upright working copy. */
  readonly width: number
  readonly height: number
  /** Upright original. */
  readonly sourceWidth: number
  readonly sourceHeight: number
  readonly focal35mm: number | null
  /** The original's bytes without metadata: these are kept. */
  readonly stored: ArrayBuffer
}

export type OpenResult =
  { readonly ok: true; readonly photo: OpenedPhoto } | { readonly ok: false; readonly problem: PhotoProblem }

/** What the intake says of bytes that are not to be worked on now. */
export type InspectResult =
  | { readonly ok: true; readonly photo: Omit<OpenedPhoto, 'stored' | 'format' | 'focal35mm'> }
  | { readonly ok: false; readonly problem: PhotoProblem }

export interface FillProgress {
  readonly dotsDone: number
  readonly dotsTotal: number
  /** 0..1 over placing and drawing together. */
  readonly share: number
}

/** What a picture of the design is called that came of a fill, by the worker that drew it. */
export type PictureId = string

export interface FillOptions {
  /** Above 0 a quick preview at that mip level alone: its tiles have one mip, of 512 >> level px. */
  readonly level?: number
  /** In full size only: the whole change is sent at these mip levels first, in tiles of one mip, and each then in full. */
  readonly coarseFirst?: readonly number[]
  /** The picture that the caller has: tiles that look the same are not drawn again. */
  readonly base?: PictureId
  /** The finest level of the tiles that are sent in the end, default 0; of these places another one. */
  readonly finest?: number
  readonly finerAt?: { readonly level: number; readonly places: readonly string[] }
}

/** Tiles of a finished picture at one level. */
export interface FinerTiles {
  /** The photo that must be open. */
  readonly photoHash: string
  readonly level: number
  readonly places: readonly TilePlace[]
}

export interface FilledPicture extends FillResult {
  readonly hairLoss: HairLoss | null
  readonly picture: PictureId
  /** Tiles of the base that belong to this picture too, as `tx,ty`. */
  readonly kept: readonly string[]
}

/**
 * On the skin of the fitted head, with the band of its fit. Without one in the plane of the photo, with that of the scale: a
 * flat photo sees less skin than there is.
 */
export interface FillResult {
  /** Of the sittings that are shown. */
  readonly dots: Band
  readonly areaCm2: Band
}

/** The whole, and each of a design's areas for itself, the lowest first. */
export interface AreaMeasures extends FillResult {
  readonly areas: readonly (FillResult & { readonly id: number; readonly role: AreaRole })[]
  /** Share of them that lies beside the head, where no dots stand (core/fill/skinMeasures). */
  readonly besideHead: number
  /** What the area in hand is made of, cm2 (core/fill/areaParts). */
  readonly parts: AreaParts
}

/** What is lost of native hair in the stage that is shown. */
export interface HairLoss {
  readonly stage: LossStage
  /** Hair that was found, and is seen to go. */
  readonly lostCm2: number
  /** Why none is taken away. */
  readonly problem: LossProblem | MarksDoubt | null
}

/** Colour of bare skin, linear light: red, green, blue. */
export type SkinTone = readonly [number, number, number]

/** A line through a point, at right angles to a midline of that tilt, px of the working copy and radians. */
export interface CoverLine {
  readonly x: number
  readonly y: number
  readonly tilt: number
}

/** A photo's own bytes, and how large it is upright, px. */
export interface KeptPhoto {
  readonly bytes: Blob
  readonly width: number
  readonly height: number
}

export interface PictureOptions {
  /** The photo that must be open: another one is an error, never a picture of somebody else. */
  readonly photoHash: string
  readonly type: 'image/png' | 'image/jpeg'
  readonly quality?: number
  /** Longest side; working resolution when absent. */
  readonly maxSide?: number
  /** The photo as it is kept: the picture, of one design or the photo, is drawn with all of its pixels. */
  readonly original?: KeptPhoto
  /** How the photo alone is looked at; a design says it of itself. */
  readonly photoAdjustments?: Adjustments
  /** Burnt into the lower right corner. */
  readonly caption?: string
  /** Burnt into the upper left corner. */
  readonly title?: string
  /** Above each picture that stands beside another. */
  readonly labels?: readonly string[]
  /** A bar of a length in the lower left corner, named in its unit: mm per px of the working copy. */
  readonly scaleBar?: { readonly mmPerPx: number; readonly unit: LengthUnit }
  /** Covers the face below this line (through the point, at right angles to the midline). */
  readonly coverBelow?: CoverLine
  /** Covers what lies between two such lines. */
  readonly coverBetween?: readonly [CoverLine, CoverLine]
  /** The dots alone, as a layer that gives the picture when it lies on the photo; of one design. */
  readonly layer?: boolean
  /** The part of the straightened picture to draw, default all that is shown of it (core/design/adjustments). */
  readonly crop?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

/** What a reversal is made of today. */
export interface ReversalFigures {
  /** Masks of cells, see core/plan/zones. */
  readonly zones: Zones
  /** On the skin, as those of a fill. */
  readonly measures: Readonly<Record<ZoneName, { readonly areaCm2: Band; readonly dots: Band }>>
  /** Of the existing ink, 1 = newly healed. */
  readonly contrast: Band
  /** What was measured on the photo; null for ink of an earlier design, and where it can not be measured. */
  readonly ink: (Pick<MeasuredInk, 'dotsFound' | 'densityPerCm2' | 'match'> & { readonly placedPerCm2: number }) | null
  readonly problem: InkProblem | null
}

/**
 * Why nothing in an area is said to be better left out. `marks`, `outline`: where the head ends is not known. `small`: a hair
 * is less than the photo can show. `nothing`: no hair that is dense enough to be seen, and no backdrop. `nothingOutside`: no
 * backdrop, and hair is not looked for, since the dots go between it.
 */
export type LeaveOutProblem = 'noArea' | 'marks' | 'outline' | 'small' | 'nothing' | 'nothingOutside'

/** What may be left out: hair that stands on the head alone, or all that dots had better not go on. */
export type LookedFor = 'hair' | 'all'

/** Hair in each area; 'untold' where it can not be told: the head's edge is not known, or the photo is too small. */
export type HairSeen = readonly HairInArea[] | 'untold'

/** Hair and backdrop in an area, and the hand work that leaves them out. */
export type LeaveOut =
  | { readonly problem: LeaveOutProblem }
  | { readonly mask: TiledMask; readonly change: AreaChange; readonly hairCm2: number; readonly outsideCm2: number }

/** Why no line follows the native hair: see NativeEdgeProblem, and LeaveOutProblem for the marks and the photo's size. */
export type NativeTraceProblem = NativeEdgeProblem | MarksDoubt | 'small'
export type NativeTrace = { readonly problem: NativeTraceProblem } | { readonly hairline: Hairline }

export type { AreaChange, AreaShaping, HairInArea, MatchPatches, MatchResult, ProposedPatches }

/** What the worker does for the rest of the program. Only one photo is open at a time. */
export interface Engine {
  /** Makes ready for a first job that is about to come. */
  wake(): void
  /** The bytes of the photo that is open, as they are kept; null before one is. */
  currentPhoto(): Blob | null
  /** Checks, strips and decodes a file and makes it the current photo. Never throws for bad input. */
  openPhoto(bytes: ArrayBuffer): Promise<OpenResult>
  /**
   * Another stored photo as an upright picture; the current one stays.
   * @param maxSide px; a smaller photo stays as it is
   * @throws Error where the bytes do not open
   */
  otherPhoto(bytes: ArrayBuffer, maxSide: number): Promise<ImageBitmap>
  /** The same checks, decoded whole; the current photo stays. */
  inspectPhoto(bytes: ArrayBuffer): Promise<InspectResult>
  /** Whether bytes are a sound JPEG, however small: a picture that this program drew. */
  inspectPicture(bytes: ArrayBuffer): Promise<boolean>
  /**
   * Streams the tiles of the current photo; a stored photo is opened first with openPhoto.
   * @param finest level of their first mip, default 0
   */
  photoTiles(onTile: (tile: Tile) => void, finest?: number): Promise<void>
  /**
   * Streams tiles of the current photo, or of a design on it, at one level: as photoTiles and a fill give them, where they
   * are seen close by. A fill that begins comes first: what is not drawn by then is left out.
   * @throws Error where another photo is open
   */
  finerTiles(design: Design | null, asked: FinerTiles, onTile: (tile: Tile) => void): Promise<void>
  /**
   * Places and draws the dots of a design on the current photo. Newer calls and cancelFill make it resolve to null.
   * Tiles come from the hairline back, those of a coarse mip all together; tiles without dots are not sent.
   */
  fill(
    design: Design,
    on: { progress(p: FillProgress): void; tiles(together: readonly Tile[]): void },
    o?: FillOptions,
  ): Promise<FilledPicture | null>
  cancelFill(): void
  /** How near a filled design's dots come to a helmet; null for too few. */
  helmet(design: Design): Promise<HelmetFigures | null>
  /** Area and expected number of dots without placing them. */
  measure(design: Design): Promise<AreaMeasures>
  /**
   * Zones of a reversal, and what they hold; the design must have one. Ink on the photo takes seconds to measure: the share
   * that is done is told, 0..1. Null once other ink is to be measured instead, and after cancelReversal.
   */
  reversal(design: Design, progress?: (share: number) => void): Promise<ReversalFigures | null>
  cancelReversal(): void
  /** Colour of the bare skin before the hairline; null where the photo shows none there. */
  skinTone(design: Design): Promise<SkinTone | null>
  /** Ink and density that look like a patch of shaved hair beside one of bare skin, or why they can not be compared. */
  matchNative(design: Design, patches: MatchPatches): Promise<MatchResult>
  /** Two such patches on the photo; where none are found, places from which a hand can take them. */
  proposePatches(design: Design): Promise<ProposedPatches>
  /** The hand work that grows, shrinks, fades, inverts or joins a design's area: see core/design/shapedArea. */
  shapeArea(design: Design, shaping: AreaShaping): Promise<AreaChange>
  /** What of the area is hair that stands already, or lies outside the head where all is looked for. Nothing is changed. */
  leaveOut(design: Design, what: LookedFor): Promise<LeaveOut>
  /** Hair in each area; null once another photo is open. */
  hairInAreas(design: Design): Promise<HairSeen | null>
  /** A hairline along the front edge of the hair that stands there. Nothing is changed. */
  nativeTrace(design: Design): Promise<NativeTrace>
  /** The outline on the head's edge on the photo, looked for from the marks' own; null where none is plainly seen. */
  findOutline(marks: Marks, photoHash: string): Promise<HeadOutline | null>
  /** How the photo was taken, judged on the head that the marks outline. */
  photoQuality(marks: Marks, photoHash: string): Promise<PhotoQuality>
  /** The designs (null: the photo alone) side by side as an encoded picture without metadata. */
  picture(designs: readonly (Design | null)[], options: PictureOptions): Promise<ArrayBuffer>
  /** Whether this device draws a picture of so many px. */
  holdsPicture(width: number, height: number): Promise<boolean>
  /** Hears when a dead worker was replaced, and when it could not be. */
  onHealth(listener: (health: 'ready' | 'restarted' | 'failed') => void): void
  /** Lets go of the worker and its photo; nothing may be asked of it any more. */
  end(): void
}
