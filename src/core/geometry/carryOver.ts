import type { Vector } from './headFit.ts'
import { add3, scale3, scalpAt } from './headModel.ts'
import { GRAZING_COS, rimDepth } from './headSkin.ts'
import type { HeadSurface } from './headSurface.ts'
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
export function carryOver(from: HeadSurface, to: HeadSurface): (p: PointPx) => CarriedPlace {
  const { view } = from
  const there = carrySkin(from, to)
  const besideHead = (p: PointPx) => add3(view.eye, scale3(view.sight(p), rimDepth(view, p)))
  return (p) => {
    const skin = from.toSkin(p)
    const { at, seen } = there(skin ?? besideHead(from.onForm(p)))
    return { at, seen: skin !== null && seen }
  }
}

/** The same of places of the first head's skin, mm of its frame, whether or not its photo shows them. */
export function carrySkin(from: HeadSurface, to: HeadSurface): (skin: Vector) => CarriedPlace {
  const { a, b, c } = from.view.fit.axes
  return ([x, y, z]) => {
    const { at, facing } = to.shown(scalpAt(to.view.fit.axes, [x / a, y / c, z / b]))
    return { at, seen: facing > GRAZING_COS }
  }
}
