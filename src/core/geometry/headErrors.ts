import type { HeadFit } from './headFit.ts'
import { headView, outward, type HeadView, add3, scale3, subtract3, dot3, unit3 } from './headModel.ts'
import { measuredSkin } from './headSkin.ts'
import type { PointPx } from './points.ts'

/** z of a normal's 90 % two-sided interval. */
const Z90 = 1.645

/** How far the skin of a head with its bumps is from the fitted form's, relative sd (assumed; the sample's is .03-.06). */
const FORM_AREA_SD = 0.04
const FORM_LENGTH_SD = 0.015

/** Places at which the errors are looked at, along each side of the box round the head. */
const GRID = 24
/** From here up it is scalp, in half axes. */
const LOWEST_SCALP = 0.25

/**
 * 90 % half widths of areas and lengths on a fitted head, relative. `variants` are heads one sd off along each of the fit's
 * own uncertain directions (see spread in leastSquares), `surprise` by how much its residuals exceed those of usual heads.
 */
export function fitErrors(
  fit: HeadFit,
  variants: readonly HeadFit[],
  surprise: number,
): { areaError: number; lengthError: number } {
  const places = scalpPlaces(headView(fit))
  const areaOf = (head: HeadFit): number => {
    const view = headView(head)
    return places.reduce((sum, p) => sum + measuredSkin(view, p), 0)
  }
  const lengthOf = (head: HeadFit): number => {
    const view = headView(head)
    return places.reduce((sum, p) => sum + Math.sqrt(measuredSkin(view, p)), 0)
  }
  const relative = (measure: (head: HeadFit) => number, form: number): number => {
    const value = measure(fit)
    const variance = variants.reduce((sum, v) => sum + (measure(v) / value - 1) ** 2, 0)
    return Z90 * Math.sqrt(variance * surprise ** 2 + form ** 2)
  }
  return { areaError: relative(areaOf, FORM_AREA_SD), lengthError: relative(lengthOf, FORM_LENGTH_SD) }
}

/** A lattice over the scalp that the photo shows well enough to measure. */
function scalpPlaces(view: HeadView): PointPx[] {
  const { fit } = view
  const middle = view.seen([0, 0, 0])
  const reach = (1.2 * fit.focalPx * Math.max(fit.axes.b, fit.axes.c)) / middle.depth
  const places: PointPx[] = []
  for (let j = 0; j < GRID; j++)
    for (let i = 0; i < GRID; i++) {
      const p = {
        x: middle.x + reach * ((2 * i + 1) / GRID - 1),
        y: middle.y + reach * ((2 * j + 1) / GRID - 1),
      }
      const depth = view.depthAt(p)
      if (Number.isNaN(depth)) continue
      const place = add3(view.eye, scale3(view.sight(p), depth))
      const facing = dot3(outward(fit.axes, place), unit3(subtract3(view.eye, place)))
      if (place[1] > LOWEST_SCALP * fit.axes.c && facing > 0.35) places.push(p)
    }
  return places
}
