import { dot3, outward, scalpAt, subtract3 } from './headModel.ts'
import { GRAZING_COS } from './headSkin.ts'
import type { HeadSurface } from './headSurface.ts'
import type { PointPx } from './points.ts'

/** Where a place of one photo lies on another photo of the same head. */
export interface CarriedPlace {
  readonly at: PointPx
  /** Whether the other photo shows it: turned to the camera by more than 80 degrees of tilt it does not. */
  readonly seen: boolean
}

/**
 * Carries places between two photos of one head. The two fits differ a little in size and form: a place keeps its direction
 * from the middle of the head, as the ranked dots do, so dots and design stay together. Null beside the first head.
 */
export function carryOver(from: HeadSurface, to: HeadSurface): (p: PointPx) => CarriedPlace | null {
  const { axes } = from.view.fit
  const { view } = to
  const other = view.fit.axes
  return (p) => {
    const mm = from.toSkin(p)
    if (!mm) return null
    const place = scalpAt(other, [mm[0] / axes.a, mm[1] / axes.c, mm[2] / axes.b])
    const { x, y, depth } = view.seen(place)
    if (!(depth > 0)) return null
    const away = subtract3(place, view.eye)
    const facing = -dot3(outward(other, place), away) / Math.sqrt(dot3(away, away))
    return { at: { x, y }, seen: facing > GRAZING_COS }
  }
}

/** The stretches of a curve that the other photo shows, each of two points or more. */
export function carryCurve(
  carry: (p: PointPx) => CarriedPlace | null,
  curve: readonly PointPx[],
): readonly (readonly PointPx[])[] {
  const stretches: PointPx[][] = [[]]
  for (const p of curve) {
    const carried = carry(p)
    if (carried?.seen) stretches[stretches.length - 1]!.push(carried.at)
    else if (stretches[stretches.length - 1]!.length > 0) stretches.push([])
  }
  return stretches.filter((stretch) => stretch.length > 1)
}
