import type { HeadPhotoView } from '../../geometry/headPriors.ts'
import type { PointPx } from '../../geometry/points.ts'
import type { Design, Marks } from '../design.ts'
import { inOutline, outlinePoint, outlinePolygon } from './headOutline.ts'
import { LEAST_RADIUS, MOST_RADIUS, OUTLINE_RADII } from './outlineRadii.ts'
import { viewOf, type PhotoView } from '../photoView.ts'

/** A point of the skull's edge by its number: every other factor of the outline (core/design/outlineRadii). */
export type RimHandle = `rim${number}`

/** Factors from one point to the next. */
const APART = 2
/** Points on the whole outline. */
const POINTS = OUTLINE_RADII / APART
/** The outline's own handles stand on its quarters. */
const isQuarter = (i: number): boolean => (4 * i) % POINTS === 0

/** Views that show a whole head, as the fit names them. */
const headViews: Partial<Record<PhotoView, HeadPhotoView>> = {
  frontal: 'frontal',
  right45: 'right45',
  left45: 'left45',
  rightProfile: 'rightProfile',
  leftProfile: 'leftProfile',
  vertex: 'vertex',
  crown: 'crown',
}

/** How a photo shows the head; null where it shows a part of it. */
export const headViewOf = (design: Pick<Design, 'photo'>): HeadPhotoView | null => headViews[viewOf(design)] ?? null

/** The skull is the rim from so far above the brows, where the ears end. Below, in half heights of the outline. */
const ABOVE_BROWS = 0.06
/** And from so far above the outline's middle: seen from above, ears stand higher than the brows. */
const ABOVE_MIDDLE = 0.15
/** Beside a face that is turned away the brow stands out from the skull. */
const ABOVE_BROW_IN_PROFILE = 0.29
/** From above and behind no brow is seen. */
const ABOVE_MIDDLE_OF: Partial<Record<HeadPhotoView, number>> = { vertex: 0.2, crown: 0.03 }

/** Where the face looks, on the photo: 1 to its right. */
const facing: Partial<Record<HeadPhotoView, 1 | -1>> = { right45: 1, rightProfile: 1, left45: -1, leftProfile: -1 }

function isSkull({ marks }: Pick<Design, 'marks'>, view: HeadPhotoView): (i: number, of: number) => boolean {
  const brows = inOutline(marks, marks.glabella).y
  const side = facing[view]
  return (i, of) => {
    const { x, y } = outlinePoint(marks.outline, i / of)
    const above = ABOVE_MIDDLE_OF[view]
    if (above !== undefined) return y > above
    const ofFace = side !== undefined && x * side > 0
    return y > Math.max(ABOVE_MIDDLE, brows + (ofFace ? ABOVE_BROW_IN_PROFILE : ABOVE_BROWS))
  }
}

/** The skull's rim as the outline has it: without ears, face and neck. Empty where the view shows no whole head. */
export function skullRim(design: Pick<Design, 'photo' | 'marks'>): readonly PointPx[] {
  const view = headViewOf(design)
  return view ? skullRimIn(view, design.marks) : []
}

export function skullRimIn(view: HeadPhotoView, marks: Marks): readonly PointPx[] {
  const isRim = isSkull({ marks }, view)
  return outlinePolygon(marks, OUTLINE_RADII).filter((_, i) => isRim(i, OUTLINE_RADII))
}

/** The points of the rim that a hand can take. */
export function rimHandles(design: Pick<Design, 'photo' | 'marks'>): readonly { handle: RimHandle; at: PointPx }[] {
  const view = headViewOf(design)
  if (!view) return []
  const isRim = isSkull(design, view)
  return outlinePolygon(design.marks, POINTS).flatMap((at, i) =>
    isRim(i, POINTS) && !isQuarter(i) ? [{ handle: `rim${i}` as const, at }] : [],
  )
}

export const isRim = (handle: string): handle is RimHandle => /^rim\d+$/.test(handle)

/** Where a point of the rim stands, whether or not the view has it as one. */
export function rimPoint(marks: Marks, handle: RimHandle): PointPx {
  return outlinePolygon(marks, POINTS)[numberOf(handle)]!
}

/** Counted from the patient's left over the top. */
export const numberOf = (handle: RimHandle): number => Number(handle.slice(3)) % POINTS

/** Bends the outline at one point; the points beside it stay. The marks count as checked. */
export function moveRim(marks: Marks, handle: RimHandle, to: PointPx): Marks {
  const { outline } = marks
  const at = numberOf(handle) * APART
  const radii = [...(outline.radii ?? Array.from({ length: OUTLINE_RADII }, () => 1))]
  const angle = (2 * Math.PI * at) / OUTLINE_RADII
  const place = inOutline(marks, to)
  const even = outlinePoint({ ...outline, radii: undefined }, at / OUTLINE_RADII)
  const wanted = (place.x * Math.cos(angle) + place.y * Math.sin(angle)) / Math.hypot(even.x, even.y)
  const by = Math.max(LEAST_RADIUS, Math.min(MOST_RADIUS, wanted)) - radii[at]!
  for (const [step, share] of [
    [-1, 0.5],
    [0, 1],
    [1, 0.5],
  ] as const) {
    const i = (at + step + OUTLINE_RADII) % OUTLINE_RADII
    radii[i] = Math.max(LEAST_RADIUS, Math.min(MOST_RADIUS, radii[i]! + share * by))
  }
  return { ...marks, outline: { ...outline, radii }, checked: true }
}
