import type { HeadFit } from './headFit.ts'
import { add3, dot3, headView, length3, outward, scale3, scalpAt, subtract3 } from './headModel.ts'
import { GRAZING_COS, rimDepth } from './headSkin.ts'
import type { PointPx } from './points.ts'

/** A place of one photo on another photo of the same head. */
export interface CarriedPlace {
  readonly at: PointPx
  /** Whether it lies on the head, and the other photo shows it: tilted by more than 80 degrees it does not. */
  readonly seen: boolean
}

/**
 * Carries places between two photos of one head. The two fits differ a little in size and form: a place keeps its direction
 * from the middle of the head, as the ranked dots do. Beside the head a place counts as the nearest of its rim.
 */
export function carryOver(from: HeadFit, to: HeadFit): (p: PointPx) => CarriedPlace {
  const one = headView(from)
  const other = headView(to)
  const { a, b, c } = from.axes
  return (p) => {
    const entered = one.depthAt(p)
    const onHead = !Number.isNaN(entered)
    const [x, y, z] = add3(one.eye, scale3(one.sight(p), onHead ? entered : rimDepth(one, p)))
    const place = scalpAt(to.axes, [x / a, y / c, z / b])
    const away = subtract3(place, other.eye)
    const facing = -dot3(outward(to.axes, place), away) / length3(away)
    const { x: u, y: v } = other.seen(place)
    return { at: { x: u, y: v }, seen: onHead && facing > GRAZING_COS }
  }
}
