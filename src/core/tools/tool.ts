import type { Design } from '../design/design.ts'
import type { FreeHandle } from '../design/lines/freeLines.ts'
import type { HairlineHandle } from '../design/lines/hairline.ts'
import type { LayerId } from '../design/layers.ts'
import type { CopyProblem, MoveProblem } from '../design/movedObject.ts'
import type { MeasureHandle } from '../design/scale/measureEnds.ts'
import type { DesignObject } from '../design/objects.ts'
import type { MarkHandle } from '../design/scale/marks.ts'
import type { RimHandle } from '../design/head/skullRim.ts'
import type { PointPx } from '../geometry/points.ts'
import type { DrawnOn } from './drawnInk.ts'

export type ToolName =
  | 'select'
  | 'hand'
  | 'scale'
  | 'hairline'
  | 'brush'
  | 'lasso'
  | 'eraser'
  | 'exclude'
  | 'density'
  | 'dots'
  | 'zones'
  | 'measure'
export type Pointer = 'mouse' | 'pen' | 'touch'

/** One pointer sample in photo px. A `move` without a `down` before it is hovering. */
export interface Input {
  readonly type: 'down' | 'move' | 'up' | 'cancel'
  readonly at: PointPx
  readonly pointer: Pointer
  /** 0..1; only a pen's counts. */
  readonly pressure: number
  readonly shift: boolean
  readonly alt: boolean
  readonly ctrl: boolean
  /** A finger has rested for a while where it was pressed down. */
  readonly held?: boolean
  /** The press is the second one of two at the same place. */
  readonly again?: boolean
  /** Coalesced samples since the last input, oldest first; may end with `at`. */
  readonly path?: readonly PointPx[]
}

export interface ToolContext {
  /** Of the skin under the pointer. */
  readonly mmPerPx: number
  readonly pxPerScreenPx: number
  /** Diameter. */
  readonly brushMm: number
  /** Share of the radius over which the edge fades, 0..1. */
  readonly feather: number
  /** Whether a pen's pressure sets the size, 40-100 %. */
  readonly pressureSize: boolean
  readonly mirror: boolean
  /** Whether the density brush thins; Alt turns it round. */
  readonly lessDensity?: boolean
  /** Whether brush and lasso add nothing before the hairline. */
  readonly insideHairline?: boolean
  /** What brush, eraser and lasso draw on in place of the area. */
  readonly drawnOn?: DrawnOn | null
  /** Lines that are not on the screen, by id: no hand takes what it cannot see. */
  readonly hiddenLines?: ReadonlySet<number>
  /** The free line whose points are on the canvas; null and absent while they are the hairline's. */
  readonly lineInHand?: number | null
  /** Whether the face's marks are out of reach: in steps that only rest on them. */
  readonly marksRest?: boolean
  /** Areas that are on the screen, by id; whether measures are; and what is locked. Absent: none. */
  readonly shownAreas?: ReadonlySet<number>
  readonly measuresShown?: boolean
  /** What is in hand as a whole, the one that was taken last first. */
  readonly taken?: readonly DesignObject[]
  readonly locked?: ReadonlySet<LayerId>
}

export type ScaleHandle = 'scaleA' | 'scaleB'
export type Handle = HairlineHandle | MarkHandle | RimHandle | ScaleHandle | FreeHandle | MeasureHandle

/** What is said next to the dragged point. Without a scale in use say the share of the face, not the mm. */
export interface Readout {
  readonly at: PointPx
  readonly kind: 'height' | 'recession' | 'templePoint' | 'behindMidline' | 'outsideEye' | 'distance'
  readonly mm: number
  /** A height along the skin as the photo shows it. */
  readonly inPhotoMm?: number
  /** The same length over the face's height (hairline to menton). */
  readonly faceShare: number
  readonly angleDeg?: number
}

/** What a tool draws over the photo while it is in the hand. */
export interface ToolOverlay {
  readonly ring?: {
    readonly at: PointPx
    readonly radiusPx: number
    readonly featherPx: number
    /** It takes off. */
    readonly dashed: boolean
    /** It keeps dots out, or lets them in again. */
    readonly hatched: boolean
  }
  /** The open lasso; its last point follows the pointer. */
  readonly lasso?: readonly PointPx[]
  /** Whether the lasso takes off what it surrounds. */
  readonly takes?: boolean
  /** Two points of a distance, three of an angle at the second. */
  readonly measure?: readonly PointPx[]
  /** From the first point of a known length to the pointer, until its second is clicked. */
  readonly laying?: readonly [PointPx, PointPx]
  /** The place that the pointer drags along where it is no handle's. */
  readonly dragged?: PointPx
  /** The handle in the hand or under the pointer. */
  readonly active?: Handle | null
  /** Where on the line a press would add a point. */
  readonly ghost?: PointPx
  readonly readout?: Readout
  /** Whether an object that can be taken as a whole is under the pointer. */
  readonly onObject?: boolean
  /** Areas that the hand moves, or copies of them, by px of the photo: their masks follow when they are let go. */
  readonly movedAreas?: { readonly ids: readonly number[]; readonly by: PointPx; readonly copies: boolean }
}

/**
 * One step of a tool's machine. `design` is the new live design; `commit` ends the gesture as one undo step.
 * A gesture that ends without `commit` gives back, as `design`, the design from before it.
 */
export interface Step<S> {
  readonly state: S
  readonly design?: Design
  readonly commit?: string
  /** What was clicked, laid or moved, to be taken in hand. */
  readonly chosen?: DesignObject
  /** What is in hand together with it. */
  readonly alsoChosen?: readonly DesignObject[]
  /** Whether it comes to what is in hand already, or goes from it, in place of being in hand alone. */
  readonly adds?: boolean
  /** The line whose points are to be gone into. */
  readonly entered?: number
  /** Why the hand was refused, to be said. */
  readonly refused?: Refusal
  /** Of a stroke beside the area in hand: the topmost area that lies there. */
  readonly met?: number
}

/** Why a hand does not get its way; `locked`: so is the layer of what was chosen; `partStays`: only some of several objects go. */
export type Refusal =
  MoveProblem | CopyProblem | 'beforeHairline' | 'besideArea' | 'enoughPoints' | 'locked' | 'partStays'

/** What an input leads to. */
export interface Outcome extends Omit<Step<unknown>, 'state'> {
  readonly overlay: ToolOverlay
}

/** Enter ends a line that is drawn corner by corner, Backspace takes its last corner back. */
export const toolKeys = ['Enter', 'Backspace'] as const
export type ToolKey = (typeof toolKeys)[number]

export interface Tool {
  /** What a key does to the gesture; null where it means nothing to it. */
  press(key: ToolKey, design: Design, context: ToolContext): Outcome | null
  handle(input: Input, design: Design, context: ToolContext): Outcome
  /** Drops the gesture; gives the design from before it where there was one. */
  cancel(): { design?: Design }
  /**
   * Takes the press back that is under way, and no more: what waited between two clicks waits on.
   * @param design from before the press
   */
  takeBack(design: Design, context: ToolContext): ToolOverlay
  /** True while a gesture is unfinished. */
  readonly busy: boolean
}
