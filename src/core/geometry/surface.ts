import { Z90 } from './normalBand.ts'
import { between, distance, type Band, type PointPx } from './points.ts'

/** How much of each pixel belongs to a region: 0..255, asked at pixel indices. */
export interface Mask {
  readonly width: number
  readonly height: number
  coverageAt(x: number, y: number): number
}

/** The skin under the photo. Everything that turns pixels into millimetres goes through it. */
export interface Surface {
  /** Equal only for surfaces that answer alike, for what is worked out on one and kept. */
  readonly key: string
  /** sqrt(skin mm2 per px2) at a point. */
  mmPerPxAt(p: PointPx): number
  /** The least mm per px of any place and direction: what bounds how many px a length can take. */
  readonly leastMmPerPx: number
  /** Whether the skin there is measured and counted: it is on the head, and seen at less than 80 degrees of tilt. */
  isMeasured(p: PointPx): boolean
  /** Row-major J with skin mm = J dpx. */
  metricAt(p: PointPx): readonly [number, number, number, number]
  /** Unit normal in camera space, z towards the camera. */
  normalAt(p: PointPx): readonly [number, number, number]
  /** Cosine of the angle between normal and line of sight: 1 seen squarely, 0 at the head's rim and off it. */
  facingAt(p: PointPx): number
  /** Skin coordinates in mm; flat surfaces have z = 0; null off the head. */
  toSkin(p: PointPx): readonly [number, number, number] | null
  toPhoto(mm: readonly [number, number, number]): PointPx | null
  /** Skin spread out on a plane, mm, for patterns that belong to it; null off the head. */
  sheetAt(p: PointPx): readonly [number, number] | null
  /** mm along the skin between two places; NaN where one lies beside the head. */
  skinDistance(a: PointPx, b: PointPx): number
  /** mm between them in a plane parallel to the sensor through the first: what a ruler on the picture would say. */
  planeDistance(a: PointPx, b: PointPx): number
  /** Where one is after so many mm along the skin from one place towards another; null where the photo does not show it. */
  pointAlongSkin(from: PointPx, toward: PointPx, mm: number): PointPx | null
  /** @param corner of the mask in the photo, px; default the photo's own */
  areaMm2Of(mask: Mask, corner?: PointPx): Band
}

/** mm2 of skin per px2 that count: none beside the head and where it is seen at a grazing angle, as in areas. */
export const measuredMm2At = (surface: Surface, p: PointPx): number =>
  surface.isMeasured(p) ? surface.mmPerPxAt(p) ** 2 : 0

/** Skin above the brows is longer than its picture: 8 cm of it show as about 7.1 (ux.md 7). */
export const SKIN_OVER_PLANE = 1.13
/**
 * 90 % half width of that, relative: by how far heads are bowed, how steep their foreheads are and how high a line lies (heads by
 * chance, held at 5 +- 6 degrees, heights of 5 to 8 cm).
 */
export const SKIN_OVER_PLANE_ERROR = 0.11

/**
 * A photo plane parallel to the sensor, one scale everywhere. Areas on a real scalp are larger than it says
 * (simulation-model 7), so its band speaks of the scale's error alone; the wording of the figure must add the rest.
 * @throws RangeError unless mmPerPx is a positive finite number.
 */
export function flatSurface(o: { mmPerPx: number; relativeSd?: number }): Surface {
  const { mmPerPx, relativeSd = 0 } = o
  if (!(mmPerPx > 0) || !Number.isFinite(mmPerPx))
    throw new RangeError(`Expected a positive mm per px, got ${mmPerPx}.`)
  return {
    key: `flat ${mmPerPx} ${relativeSd}`,
    mmPerPxAt: () => mmPerPx,
    leastMmPerPx: mmPerPx,
    isMeasured: () => true,
    metricAt: () => [mmPerPx, 0, 0, mmPerPx],
    normalAt: () => [0, 0, 1],
    // All lines of sight are parallel.
    facingAt(p) {
      return this.normalAt(p)[2]
    },
    toSkin: (p) => [p.x * mmPerPx, p.y * mmPerPx, 0],
    sheetAt: (p) => [p.x * mmPerPx, p.y * mmPerPx],
    toPhoto: (mm) => ({ x: mm[0] / mmPerPx, y: mm[1] / mmPerPx }),
    skinDistance: (a, b) => distance(a, b) * mmPerPx * SKIN_OVER_PLANE,
    planeDistance: (a, b) => distance(a, b) * mmPerPx,
    pointAlongSkin(from, toward, mm) {
      const way = distance(from, toward)
      return way === 0 ? null : between(from, toward, mm / (way * mmPerPx * SKIN_OVER_PLANE))
    },
    areaMm2Of(mask) {
      let covered = 0
      for (let y = 0; y < mask.height; y++) for (let x = 0; x < mask.width; x++) covered += mask.coverageAt(x, y)
      const value = (covered / 255) * mmPerPx * mmPerPx
      const half = value * 2 * relativeSd * Z90
      return { value, low: Math.max(0, value - half), high: value + half }
    },
  }
}
