import type { HeadFit } from '../geometry/headFit.ts'
import { length3, subtract3 } from '../geometry/headModel.ts'
import { rimDepth } from '../geometry/headSkin.ts'
import { headSurface } from '../geometry/headSurface.ts'
import { flatSurface, type Surface } from '../geometry/surface.ts'
import { lengthErrorOf, SKIN_OVER_PLANE, surfaceOf } from './calibration.ts'
import type { Design, Marks } from './design.ts'
import { fitOf } from './head.ts'
import { faceFrame } from './marks.ts'

/** z of a normal's 90 % two-sided interval. */
const Z90 = 1.645

/** How the figures of a line are measured: in the plane through the glabella, and heights along the skin. */
export interface FaceScale {
  /** mm per px in the plane through the glabella, parallel to the photo. */
  readonly mmPerPx: number
  /** mm along the skin from the glabella to a place of the midline so many px above it. */
  heightMmAt(upPx: number): number
  /** The way back. */
  upPxAt(heightMm: number): number
}

/** A photo that is measured flat: heights along the skin are the plane's times the mean head's 1.13. */
export const flatFace = (mmPerPx: number): FaceScale => ({
  mmPerPx,
  heightMmAt: (upPx) => upPx * mmPerPx * SKIN_OVER_PLANE,
  upPxAt: (heightMm) => heightMm / (mmPerPx * SKIN_OVER_PLANE),
})

/** A number is the mm per px of a photo that is measured flat. */
export const asFaceScale = (scale: FaceScale | number): FaceScale =>
  typeof scale === 'number' ? flatFace(scale) : scale

/** Asked by every figure of a line, and changed by none. */
const scales = new WeakMap<HeadFit, { readonly marks: Marks; readonly scale: FaceScale }>()

export function faceScaleOf(design: Pick<Design, 'scale' | 'marks' | 'photo' | 'head'>): FaceScale {
  const { marks } = design
  const fit = fitOf(design)
  if (!fit) return flatFace(surfaceOf(design).mmPerPxAt(marks.glabella))
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
  const { view, toSkin } = headSurface(fit)
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
  }
}

/**
 * The plane through the glabella, parallel to the photo: what is laid in px of the photo, as if it were flat, is laid in it.
 * Without a head it is the photo's own surface.
 */
export function planeOf(design: Pick<Design, 'scale' | 'marks' | 'photo' | 'head'>): Surface {
  return flatSurface({ mmPerPx: faceScaleOf(design).mmPerPx, relativeSd: lengthErrorOf(design) / Z90 })
}
