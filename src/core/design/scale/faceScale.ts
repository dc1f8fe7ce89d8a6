import type { HeadFit } from '../../geometry/headFit.ts'
import { length3, subtract3 } from '../../geometry/headModel.ts'
import { rimDepth } from '../../geometry/headSkin.ts'
import { headSurface } from '../../geometry/headSurface.ts'
import { Z90 } from '../../geometry/normalBand.ts'
import { distance, type PointPx } from '../../geometry/points.ts'
import { lengthOnSkin } from '../../geometry/skinLength.ts'
import { flatSurface, type Surface } from '../../geometry/surface.ts'
import { lengthErrorOf, SKIN_OVER_PLANE, surfaceOf } from './calibration.ts'
import type { Design, Marks } from '../design.ts'
import { fitOf } from '../head/head.ts'
import { faceFrame } from '../head/headOutline.ts'

/** How the figures of a line are measured: along the skin, and where that is said in the plane through the glabella. */
export interface FaceScale {
  /** mm per px in the plane through the glabella, parallel to the photo. */
  readonly mmPerPx: number
  /** mm along the skin from the glabella to a place of the midline so many px above it. */
  heightMmAt(upPx: number): number
  /** The way back. */
  upPxAt(heightMm: number): number
  /** Whether the photo is measured flat: how its skin turns away is then not known. */
  readonly flat: boolean
  /** mm of skin under a straight way between two places of the face frame, px; on a flat photo in its plane. */
  lengthMm(a: PointPx, b: PointPx): number
}

/** A photo that is measured flat: heights along the skin are the plane's times the mean head's 1.13. */
export const flatFace = (mmPerPx: number): FaceScale => ({
  mmPerPx,
  flat: true,
  heightMmAt: (upPx) => upPx * mmPerPx * SKIN_OVER_PLANE,
  upPxAt: (heightMm) => heightMm / (mmPerPx * SKIN_OVER_PLANE),
  lengthMm: (a, b) => distance(a, b) * mmPerPx,
})

/** Steps to a length, and how near to it is there, mm. */
const MOST_TRIES = 30
const THERE_MM = 1e-9

/**
 * How far one goes from a place of the face frame, px, to have gone so many mm; backwards for less than 0.
 * @param way of unit length
 * @param about where to look first, px
 */
export function pxAfter(scale: FaceScale, from: PointPx, way: PointPx, mm: number, about = mm / scale.mmPerPx): number {
  const sense = Math.sign(mm)
  const lengthTo = (px: number) =>
    scale.lengthMm(from, { x: from.x + sense * px * way.x, y: from.y + sense * px * way.y })
  const wanted = Math.abs(mm)
  let px = Math.abs(about)
  for (let i = 0; i < MOST_TRIES; i++) {
    const off = lengthTo(px) - wanted
    if (Math.abs(off) < THERE_MM) break
    const perPx = lengthTo(px + 1) - lengthTo(px)
    // Skin is hardly ever shorter than its picture.
    px = Math.max(0, px - off / Math.max(perPx, scale.mmPerPx / 2))
  }
  return sense * px
}

/** A number is the mm per px of a photo that is measured flat. */
export const asFaceScale = (scale: FaceScale | number): FaceScale =>
  typeof scale === 'number' ? flatFace(scale) : scale

/** Asked by every figure of a line, and changed by none. */
const scales = new WeakMap<HeadFit, { readonly marks: Marks; readonly scale: FaceScale }>()

export function faceScaleOf(design: Pick<Design, 'scale' | 'marks' | 'photo' | 'head'>): FaceScale {
  const { marks } = design
  const fit = fitOf(design)
  return fit ? faceOnHead(fit, marks) : flatFace(surfaceOf(design).mmPerPxAt(marks.glabella))
}

/** The same of a head and its marks. */
export function faceOnHead(fit: HeadFit, marks: Marks): FaceScale {
  const known = scales.get(fit)
  if (known?.marks === marks) return known.scale
  const scale = faceOn(fit, marks)
  scales.set(fit, { marks, scale })
  return scale
}

/** mm between two looks at the skin along the midline, and how far up they go. */
const STEP_MM = 2
const MOST_STEPS = 150

function faceOn(fit: HeadFit, marks: Marks): FaceScale {
  const surface = headSurface(fit)
  const { view, toSkin } = surface
  const { glabella } = marks
  const depth = view.depthAt(glabella)
  const mmPerPx = (Number.isNaN(depth) ? rimDepth(view, glabella) : depth) / fit.focalPx
  const { toPhoto } = faceFrame(marks)
  const stepPx = STEP_MM / mmPerPx
  const skinAt = (upPx: number) => toSkin(toPhoto({ x: 0, y: upPx }))
  /** Along the skin at so many steps above the glabella, mm. */
  const heights = [0]
  let before = skinAt(0)
  while (before && heights.length <= MOST_STEPS) {
    const next = skinAt(heights.length * stepPx)
    if (!next) break
    heights.push(heights.at(-1)! + length3(subtract3(next, before)))
    before = next
  }
  const last = heights.length - 1
  if (last < 2) return flatFace(mmPerPx)
  // Below the glabella, and beyond the head's edge, as its nearest step.
  const slope = (i: number) => heights[i + 1]! - heights[i]!
  return {
    mmPerPx,
    flat: false,
    heightMmAt(upPx) {
      const at = upPx / stepPx
      const i = Math.max(0, Math.min(last - 1, Math.floor(at)))
      return heights[i]! + (at - i) * slope(i)
    },
    upPxAt(heightMm) {
      let i = 0
      while (i < last - 1 && heights[i + 1]! < heightMm) i++
      return (i + (heightMm - heights[i]!) / slope(i)) * stepPx
    },
    lengthMm: (a, b) => lengthOnSkin(surface, toPhoto(a), toPhoto(b)),
  }
}

/**
 * The plane through the glabella, parallel to the photo: what is laid in px of the photo, as if it were flat, is laid in it.
 * Without a head it is the photo's own surface.
 */
export function planeOf(design: Pick<Design, 'scale' | 'marks' | 'photo' | 'head'>): Surface {
  return flatSurface({ mmPerPx: faceScaleOf(design).mmPerPx, relativeSd: lengthErrorOf(design) / Z90 })
}
