import type { HeadAxes, HeadFit, Vector } from './headFit.ts'
import { add3, dot3, headView, length3, outward, scale3, subtract3, type HeadView } from './headModel.ts'
import { areaErrorAt } from './headErrors.ts'
import { GRAZING_COS, rimDepth, skinReader, someSkin, type SkinAt } from './headSkin.ts'
import { measuredPixels, type MeasuredPixels } from './measuredPixels.ts'
import { distance, type PointPx } from './points.ts'
import { pointAlongSkin, skinDistance } from './skinPath.ts'
import { rimStretch, type RimStretch } from './rimStretch.ts'
import type { Mask, Surface } from './surface.ts'

/** A surface that knows its head: see carryOver. */
export interface HeadSurface extends Surface {
  readonly view: HeadView
  /** How the rim of the form is drawn on the photo's own; null where they are taken for one. */
  readonly stretch: RimStretch | null
  /** The place of the form that a place of the photo stands for: itself, but for the stretched rim. */
  onForm(p: PointPx): PointPx
  /** Where the photo shows a place of the scalp, and how squarely: its facing is below 0 behind the rim. */
  shown(place: Vector): ShownPlace
}

interface ShownPlace {
  readonly at: PointPx
  /** mm along the optical axis. */
  readonly depth: number
  readonly facing: number
}

export const isHead = (surface: Surface): surface is HeadSurface => 'view' in surface

const PHOTO_CORNER: PointPx = { x: 0, y: 0 }

/** Cells over the longer half axis in which an area is summed up: the tilt changes slowly. */
const CELLS = 160

/**
 * The skin of a fitted head. Skin coordinates are those of the head frame, mm. Beyond 80 degrees of tilt areas leave the
 * skin out, and the metric stays at that of 80 degrees; off the head it is that of a plane parallel to the sensor through
 * the nearest place of the rim. Areas hold the fit's own 90 % band.
 * @param edge of the photo's skull, px: see rimStretch
 */
export function headSurface(fit: HeadFit, edge: readonly PointPx[] = []): HeadSurface {
  const view = headView(fit)
  let known: RimStretch | null | undefined
  // Asked for at the rim alone.
  const rim = (): RimStretch | null => (known ??= edge.length > 1 ? rimStretch(view, edge) : null)
  const plane = (p: PointPx): number => rimDepth(view, p) / fit.focalPx
  let key: string | null = null
  // What is drawn at a place asks for its metric and its slant, one after the other.
  const read = skinReader(view)
  const last = someSkin()
  const other = someSkin()
  let pixels: MeasuredPixels | null = null
  let [lastX, lastY, isOn] = [NaN, NaN, false]
  let moved: PointPx | null = null
  const skinHere = ({ x, y }: PointPx): SkinAt | null => {
    if (x !== lastX || y !== lastY) {
      isOn = read(x, y, last)
      moved = null
      const stretch = isOn && last.facing > GRAZING_COS ? null : rim()
      if (stretch) {
        moved = stretch.toForm({ x, y }).at
        isOn = read(moved.x, moved.y, last)
        // By a hair the way back may lead inside of the 80 degrees: what is measured is what the form shows there.
        last.facing = Math.min(last.facing, GRAZING_COS)
      }
      lastX = x
      lastY = y
    }
    return isOn ? last : null
  }
  const onForm = (p: PointPx): PointPx => {
    skinHere(p)
    return moved ?? p
  }
  const toSkin = (p: PointPx): Vector | null => {
    const skin = skinHere(p)
    return skin && add3(view.eye, scale3(view.sight(moved ?? p), skin.depth))
  }
  const shown = (place: Vector): ShownPlace => {
    const away = subtract3(place, view.eye)
    const facing = -dot3(outward(fit.axes, place), away) / length3(away)
    const { x, y, depth } = view.seen(place)
    const stretch = facing > GRAZING_COS ? null : rim()
    return { at: stretch ? stretch.toPhoto({ x, y }) : { x, y }, depth, facing }
  }
  const least = Math.max(1, fit.position[2] - 1.35 * Math.max(fit.axes.a, fit.axes.b, fit.axes.c)) / fit.focalPx
  return {
    view,
    get stretch() {
      return rim()
    },
    onForm,
    shown,
    get key() {
      return (key ??= `head ${JSON.stringify(fit)}${edge.length > 1 ? ` ${JSON.stringify(edge)}` : ''}`)
    },
    mmPerPxAt(p) {
      const skin = skinHere(p)
      return skin ? Math.sqrt(skin.mm2PerPx2) : plane(p)
    },
    get leastMmPerPx() {
      return least / (rim()?.longest ?? 1)
    },
    isMeasured(p) {
      const skin = skinHere(p)
      return skin !== null && skin.facing > GRAZING_COS
    },
    metricAt(p) {
      const skin = skinHere(p)
      if (skin) {
        const stretch = skin.facing > GRAZING_COS ? null : rim()
        return stretch ? stretched(view, p, skin, stretch) : metricOf(view, p, skin)
      }
      const scale = plane(p)
      return [scale, 0, 0, scale]
    },
    normalAt(p) {
      const skin = skinHere(p)
      return skin ? [skin.normalX, skin.normalY, -skin.normalZ] : [0, 0, 1]
    },
    facingAt: (p) => skinHere(p)?.facing ?? 0,
    toSkin,
    sheetAt(p) {
      const place = toSkin(p)
      return place && sheetOf(fit.axes, place)
    },
    toPhoto(mm) {
      const { at, depth, facing } = shown(mm)
      return depth > 0 && facing > 0 ? at : null
    },
    skinDistance: (a, b) => skinDistance(view, onForm(a), onForm(b)),
    planeDistance: (a, b) => (distance(a, b) * (view.depthAt(a) || rimDepth(view, a))) / fit.focalPx,
    pointAlongSkin(from, toward, mm) {
      const p = pointAlongSkin(view, onForm(from), onForm(toward), mm)
      const stretch = p && !(read(p.x, p.y, other) && other.facing > GRAZING_COS) ? rim() : null
      return p && stretch ? stretch.toPhoto(p) : p
    },
    areaMm2Of(mask, corner = PHOTO_CORNER) {
      const step = Math.max(1, Math.round((Math.max(fit.axes.b, fit.axes.c) * fit.focalPx) / fit.position[2] / CELLS))
      let value = 0
      let tangents = 0
      if (step === 1 && Number.isInteger(corner.x) && Number.isInteger(corner.y)) {
        pixels ??= measuredPixels(view)
        for (let y = 0; y < mask.height; y++)
          for (let x = 0; x < mask.width; x++) {
            const covered = mask.coverageAt(x, y)
            if (covered === 0) continue
            const mm2 = (covered / 255) * pixels.mm2At(x + corner.x, y + corner.y)
            value += mm2
            tangents += mm2 * pixels.tangent()
          }
      } else
        overMask(mask, step, (p, covered) => {
          const skin = skinHere({ x: p.x + corner.x, y: p.y + corner.y })
          if (!skin || skin.facing <= GRAZING_COS) return
          const mm2 = covered * skin.mm2PerPx2
          value += mm2
          tangents += (mm2 * Math.sqrt(1 - skin.facing ** 2)) / skin.facing
        })
      const half = value === 0 ? 0 : value * areaErrorAt(fit, tangents / value)
      return { value, low: Math.max(0, value - half), high: value + half }
    },
  }
}

/** Lambert's picture of the head from above, of true areas on a ball: the crown in the middle, no seam over the scalp. */
function sheetOf({ a, b, c }: HeadAxes, place: Vector): readonly [number, number] {
  const [x, y, z] = [place[0] / a, place[1] / c, place[2] / b]
  const size = Math.sqrt(x * x + y * y + z * z)
  const spread = Math.sqrt(2 / Math.max(0.05, 1 + y / size)) / size
  return [a * x * spread, b * z * spread]
}

/** Tells of each cell that a mask touches how many px of it are covered and where, in the mean, they lie. */
function overMask(mask: Mask, step: number, each: (p: PointPx, covered: number) => void): void {
  for (let top = 0; top < mask.height; top += step)
    for (let left = 0; left < mask.width; left += step) {
      const bottom = Math.min(top + step, mask.height)
      const right = Math.min(left + step, mask.width)
      let covered = 0
      // Where what is covered lies, so that cells cut by the mask's edge are asked there.
      let [x, y] = [0, 0]
      for (let j = top; j < bottom; j++)
        for (let i = left; i < right; i++) {
          const c = mask.coverageAt(i, j)
          covered += c
          x += c * i
          y += c * j
        }
      if (covered > 0) each({ x: x / covered + 0.5, y: y / covered + 0.5 }, covered / 255)
    }
}

/**
 * The symmetric J with J'J = the metric of the photo on the skin: along the tilt (z/f)/cos, across it z/f, as in
 * simulation-model 7, and exact away from the optical axis.
 */
function metricOf(
  { fit }: HeadView,
  p: PointPx,
  { depth, normalX, normalY, facing }: SkinAt,
): readonly [number, number, number, number] {
  const { focalPx, cx, cy } = fit
  const u = (p.x - cx) / focalPx
  const v = (p.y - cy) / focalPx
  const far = Math.sqrt(u * u + v * v + 1)
  // How the depth changes as the line of sight moves over the plane that touches the skin.
  const fall = far * Math.max(facing, GRAZING_COS)
  const zx = (depth * normalX) / fall
  const zy = (depth * normalY) / fall
  const [dxx, dxy] = [zx * u + depth, zx * v]
  const [dyx, dyy] = [zy * u, zy * v + depth]
  const e = dxx * dxx + dxy * dxy + zx * zx
  const f = dxx * dyx + dxy * dyy + zx * zy
  const g = dyx * dyx + dyy * dyy + zy * zy
  // Root of a symmetric 2 x 2.
  const root = Math.sqrt(Math.max(0, e * g - f * f))
  const trace = Math.sqrt(e + g + 2 * root)
  const k = 1 / (trace * focalPx)
  return [(e + root) * k, f * k, f * k, (g + root) * k]
}

/** The metric of a place that is drawn farther out than the form has it: skin is as much longer on the photo there. */
function stretched(
  view: HeadView,
  p: PointPx,
  skin: SkinAt,
  stretch: RimStretch,
): readonly [number, number, number, number] {
  const { at, by, outX, outY } = stretch.toForm(p)
  const [a, b, c, d] = metricOf(view, at, skin)
  // From the photo to the form: shorter by so much along the way out, and the same across it.
  const less = 1 / by - 1
  const [xx, xy, yy] = [1 + less * outX * outX, less * outX * outY, 1 + less * outY * outY]
  return [a * xx + b * xy, a * xy + b * yy, c * xx + d * xy, c * xy + d * yy]
}
