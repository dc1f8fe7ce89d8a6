import type { PointPx, RectPx } from '../geometry/points.ts'
import { balanceRange, type ColourBalance } from '../pixels/adjust.ts'
import { cropRect, type Crop } from './crop.ts'
import type { Design, Marks } from './design.ts'

/**
 * How the finished picture is looked at: the photo with its ink. Nothing of the design is moved or drawn anew by it, all
 * places and measures stay those of the upright photo.
 */
export interface Adjustments extends ColourBalance {
  /** Degrees by which the picture is turned about the photo's centre, clockwise as seen. */
  readonly straightenDeg: number
  /** Null: all of it. */
  readonly crop: Crop | null
}

export const asTaken: Adjustments = { exposureEv: 0, temperature: 0, tint: 0, straightenDeg: 0, crop: null }

/** The adjustments that are one figure each. */
export type AdjustedFigure = Exclude<keyof Adjustments, 'crop'>

export const adjustmentRange = {
  ...balanceRange,
  straightenDeg: [-15, 15],
} as const satisfies Readonly<Record<AdjustedFigure, readonly [number, number]>>

const figures = ['exposureEv', 'temperature', 'tint', 'straightenDeg'] as const satisfies readonly AdjustedFigure[]

export const adjustmentsOf = (design: Pick<Design, 'adjustments'> | null): Adjustments => design?.adjustments ?? asTaken

export const isAdjusted = (a: Adjustments): boolean => a.crop !== null || figures.some((name) => a[name] !== 0)

/** With some adjustments changed, kept in range. A design whose picture is as taken carries none. */
export function withAdjustments(design: Design, part: Partial<Adjustments>): Design {
  const wanted = { ...adjustmentsOf(design), ...part }
  const within = (name: AdjustedFigure) => {
    const [least, most] = adjustmentRange[name]
    // A turn of -0 degrees is none.
    return Math.max(least, Math.min(most, wanted[name])) + 0
  }
  const adjustments: Adjustments = {
    exposureEv: within('exposureEv'),
    temperature: within('temperature'),
    tint: within('tint'),
    straightenDeg: within('straightenDeg'),
    crop: wanted.crop && isWhole(wanted.crop) ? null : wanted.crop,
  }
  if (isAdjusted(adjustments)) return { ...design, adjustments }
  const { adjustments: _former, ...plain } = design
  return plain
}

const isWhole = ({ width, height }: Crop): boolean => width === 1 && height === 1

const degrees = (rad: number): number => (rad * 180) / Math.PI

/** The turn that makes the line through the eye corners level, degrees. */
export const levelsEyes = ({ eyeRight, eyeLeft }: Marks): number =>
  -degrees(Math.atan2(eyeLeft.y - eyeRight.y, eyeLeft.x - eyeRight.x))

/** The turn that makes the midline upright, degrees. */
export const rightsMidline = ({ midlineTilt }: Marks): number => -degrees(midlineTilt)

interface Extent {
  readonly width: number
  readonly height: number
}

/**
 * The turn between a photo and its straightened picture. Both are in the photo's px and share its centre: where nothing is
 * straightened they are one.
 */
export interface Turn {
  /** Clockwise as seen. */
  readonly angleRad: number
  readonly centre: PointPx
  toPicture(p: PointPx): PointPx
  toPhoto(p: PointPx): PointPx
}

/** Null where the picture stands as it was taken. */
export const turnOf = (photo: Extent, straightenDeg: number): Turn | null =>
  straightenDeg === 0 ? null : turnBy(photo, (straightenDeg * Math.PI) / 180)

/** A turn about the photo's centre by any angle, radians, clockwise as seen. */
export function turnBy({ width, height }: Extent, angleRad: number): Turn {
  const cos = Math.cos(angleRad)
  const sin = Math.sin(angleRad)
  const centre = { x: width / 2, y: height / 2 }
  const turned = (p: PointPx, s: number): PointPx => {
    const dx = p.x - centre.x
    const dy = p.y - centre.y
    return { x: centre.x + dx * cos - dy * s, y: centre.y + dx * s + dy * cos }
  }
  return { angleRad, centre, toPicture: (p) => turned(p, sin), toPhoto: (p) => turned(p, -sin) }
}

/** What is shown of a picture, in px of the straightened one. */
export function frameOf(photo: Extent, { straightenDeg, crop }: Pick<Adjustments, 'straightenDeg' | 'crop'>): RectPx {
  const whole = wholeFrame(photo, straightenDeg)
  return crop ? cropRect(crop, whole) : whole
}

/**
 * All that can be shown of a straightened picture, in its px: the largest rectangle of the photo's shape about its centre
 * that the turned photo fills, on whole px.
 */
export function wholeFrame({ width, height }: Extent, straightenDeg: number): RectPx {
  if (straightenDeg === 0) return { x: 0, y: 0, width, height }
  const angle = Math.abs((straightenDeg * Math.PI) / 180)
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const size = Math.min(width / (width * cos + height * sin), height / (width * sin + height * cos))
  const x = Math.ceil((width * (1 - size)) / 2)
  const y = Math.ceil((height * (1 - size)) / 2)
  return { x, y, width: width - 2 * x, height: height - 2 * y }
}

/** A part of the photo as large in the straightened picture, about the place where its centre comes to lie. */
export function pictureRect(rect: RectPx, photo: Extent, straightenDeg: number): RectPx {
  const turn = turnOf(photo, straightenDeg)
  if (!turn) return rect
  const centre = turn.toPicture({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 })
  return { ...rect, x: centre.x - rect.width / 2, y: centre.y - rect.height / 2 }
}
