import type { HeadFit } from './headFit.ts'
import { axesPrior } from './headPriors.ts'
import { headView, outward, type HeadView, add3, scale3, subtract3, dot3, unit3 } from './headModel.ts'
import { GRAZING_COS, skinReader, someSkin } from './headSkin.ts'
import { Z90 } from './normalBand.ts'
import type { PointPx } from './points.ts'

/** How far the skin of a head with its bumps is from the fitted form's, relative sd: as on heads of an artist's mesh. */
const FORM_AREA_SD = 0.02
export const FORM_LENGTH_SD = 0.028
/** The same as 90 % half widths. */
export const FORM_ERROR = { area: Z90 * FORM_AREA_SD, length: Z90 * FORM_LENGTH_SD } as const

/** 90 % half width of how broad adults' heads are, relative: what a fit knows of itself where nothing measures the head. */
const USUAL_SIZE = (Z90 * axesPrior.a.sd) / axesPrior.a.mean
/**
 * The same of hair that the fit does not ask for: it stands out from a head by up to 15 mm a side, most often unseen as such
 * (assumed).
 */
const HAIR_ERROR = 0.08

/** 90 % half width of a head's size that nothing measures, relative, and whether its hair has an error of its own. */
export const unmeasuredSize = (hairReckoned: boolean): number =>
  hairReckoned ? USUAL_SIZE : Math.hypot(USUAL_SIZE, HAIR_ERROR)

/**
 * By how much areas err more than a fit knows of itself where the head's rim was not seen: part of them may lie beside the
 * head that is fitted, and counts for nothing (heads by chance, bowed by -7 to 17 degrees).
 */
const BESIDE_UNSEEN_RIM = 1.7
/** Beyond this a band is no band. */
const MOST_ERROR = 0.9

/**
 * 90 % half width of the skin's tilt beside the form's, radians, and the mean tangent of the tilt up to which `areaError`
 * has it: it tells on areas as the tangent. How steeply skin turns away that an outline from the front shows only as its rim
 * is not in that outline: on heads of an artist's mesh the upright frontal third is 14 % too small with a sd of 9 %, on the
 * sample, tilted by 73 degrees there, 16 % too large.
 */
const TILT_ERROR = 0.12
const STEEP_TANGENT = 1.2

/** 90 % half width of an area, relative, of which skin the mean tangent of the tilt is this. */
export const areaErrorAt = (fit: HeadFit, meanTangent: number): number =>
  Math.hypot(fit.areaError, TILT_ERROR * Math.max(0, meanTangent - STEEP_TANGENT))

/**
 * 90 % half width of the skin's tilt beside the form's, radians, where it tells on lengths; and by how much skin before the
 * scalp, which no outline shows, is turned less surely than the fit has it of the scalp (heads by chance: lengths along the
 * midline and between any two places of 200 heads a view lie in their bands in 83-98 %, from 40 % for those that start at
 * the glabella seen from above).
 */
const LENGTH_TILT = 0.1
const BEFORE_SCALP = 1.8
/** The root mean square of the tilt's tangent along a way up to which `lengthError` has it. */
const STEEP_WAY = 0.3

/** 90 % half width of a length, relative, along whose way the tangent of the skin's tilt is this in the root mean square. */
export const lengthErrorAt = (fit: Pick<HeadFit, 'lengthError' | 'tiltError'>, tangent: number): number =>
  Math.hypot(fit.lengthError, (fit.tiltError ?? LENGTH_TILT) * Math.max(0, tangent - STEEP_WAY))

/** Places at which the errors are looked at, along each side of the box round the head. */
const GRID = 24
/** From here up it is scalp, in half axes. */
const LOWEST_SCALP = 0.25

/**
 * 90 % half widths of areas and lengths on a fitted head, relative. `variants` are heads one sd off along each of the fit's
 * own uncertain directions (see spread in leastSquares) with the hair at the outline that goes along, `surprise` by how much
 * its residuals exceed those of usual heads, `measured` whether anything but the outline says how large the head is, `rimSeen`
 * whether that was seen, `hairElsewhere` what hair does to lengths on another photo that the size is known from.
 */
export function fitErrors(
  fit: HeadFit,
  variants: readonly { readonly head: HeadFit; readonly hairMm: number }[],
  surprise: number,
  {
    measured,
    rimSeen,
    hairElsewhere = 0,
  }: { readonly measured: boolean; readonly rimSeen: boolean; readonly hairElsewhere?: number | undefined },
): Pick<HeadFit, 'areaError' | 'lengthError' | 'tiltError' | 'hairError'> {
  const ratioOf = skinBeside(fit)
  let area = 0
  let length = 0
  let tilt2 = 0
  let hairMm2 = 0
  let withHair = { area: 0, length: 0 }
  for (const { head, hairMm } of variants) {
    const other = ratioOf(head)
    const [areaOff, lengthOff] = [other.area - 1, other.length - 1]
    area += areaOff ** 2
    length += lengthOff ** 2
    tilt2 += other.tilt ** 2
    hairMm2 += hairMm ** 2
    withHair = { area: withHair.area + areaOff * hairMm, length: withHair.length + lengthOff * hairMm }
  }
  // Where the fit asks for hair it is in the variants.
  const hair = measured || hairMm2 > 0 ? 0 : HAIR_ERROR
  const beside = rimSeen ? 1 : BESIDE_UNSEEN_RIM
  const areaError = Math.hypot(Z90 * Math.sqrt(area * (surprise * beside) ** 2 + FORM_AREA_SD ** 2), 2 * hair)
  const lengthError = Math.hypot(Z90 * Math.sqrt(length * surprise ** 2 + FORM_LENGTH_SD ** 2), hair)
  const tiltError = Math.hypot(LENGTH_TILT, Z90 * BEFORE_SCALP * Math.sqrt(tilt2) * surprise)
  if (hairMm2 === 0) return { areaError: Math.min(MOST_ERROR, areaError), lengthError, tiltError }
  // What would go if the hair were known: its covariance over its own sd.
  const perSd = (Z90 * surprise) / Math.sqrt(hairMm2)
  const own = { area: perSd * Math.abs(withHair.area), length: perSd * Math.abs(withHair.length) }
  // On two photos of a head hair errs in one and the same way: the second one takes nothing of it away.
  const hairError = { area: Math.max(own.area, 2 * hairElsewhere), length: Math.max(own.length, hairElsewhere) }
  const more = (whole: number, of: 'area' | 'length') => Math.sqrt(whole ** 2 + hairError[of] ** 2 - own[of] ** 2)
  return {
    areaError: Math.min(MOST_ERROR, more(areaError, 'area')),
    lengthError: more(lengthError, 'length'),
    tiltError,
    hairError,
  }
}

interface Skin {
  readonly area: number
  readonly length: number
}

/** What another head makes of the skin that the photo shows of one, over what that makes of it itself. */
export const skinRatios = (fit: HeadFit, other: HeadFit): Skin => skinBeside(fit)(other)

/** The same, and by how much that skin is turned otherwise: the root mean square, radians. */
function skinBeside(fit: HeadFit): (other: HeadFit) => Skin & { readonly tilt: number } {
  const places = scalpPlaces(headView(fit))
  const own = skinAt(places, fit)
  return (head) => {
    const { area, length, normals } = skinAt(places, head)
    let turned = 0
    let both = 0
    for (let i = 0; i < normals.length; i += 3) {
      const cos =
        normals[i]! * own.normals[i]! + normals[i + 1]! * own.normals[i + 1]! + normals[i + 2]! * own.normals[i + 2]!
      // 0 where one of the two is not there.
      if (cos === 0) continue
      turned += Math.acos(Math.min(1, cos)) ** 2
      both++
    }
    return { area: area / own.area, length: length / own.length, tilt: Math.sqrt(turned / Math.max(1, both)) }
  }
}

/** The skin of a head under places of a photo, and its normals there in the camera frame, one after the other. */
function skinAt(places: readonly PointPx[], head: HeadFit): Skin & { readonly normals: Float64Array } {
  const read = skinReader(headView(head))
  const skin = someSkin()
  const normals = new Float64Array(3 * places.length)
  let area = 0
  let length = 0
  places.forEach(({ x, y }, i) => {
    if (!read(x, y, skin) || skin.facing <= GRAZING_COS) return
    area += skin.mm2PerPx2
    length += Math.sqrt(skin.mm2PerPx2)
    normals.set([skin.normalX, skin.normalY, skin.normalZ], 3 * i)
  })
  return { area, length, normals }
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
