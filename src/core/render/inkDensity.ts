import type { Surface } from '../geometry/surface.ts'
import { CORE_POWER, HALO_POWER } from '../pigment/inkModel.ts'
import { diameterFactors, type Pigment } from '../pigment/pigment.ts'
import type { Dots } from '../sampling/placeDots.ts'
import { addGaussian, CUT_SIGMAS, densityPlanes, type DensityPlanes } from './splat.ts'

/** A pixel averages over itself: variance of a box of one px. */
const PIXEL_VARIANCE = 1 / 12
/** Halos are smooth: they are laid on a grid this much coarser than their narrowest sigma, at the most 8 px. */
const HALO_SAMPLES_PER_SIGMA = 1.2
/** Reading between grid samples blurs by about this, in samples squared: taken off beforehand. */
const BILINEAR_VARIANCE = 1 / 6

/** Cores at full sampling, halos on a coarser grid. */
export interface InkDensity {
  readonly core: DensityPlanes
  readonly halo: DensityPlanes
}

interface Region {
  /** Px of the level. */
  readonly x0: number
  readonly y0: number
  readonly width: number
  readonly height: number
}

/**
 * Optical density of all dots over a region of a mip level. Densities add, so overlaps are right. The camera's blur is
 * part of each dot, with its energy kept; on tilted skin dots are ellipses, by the surface's metric.
 */
export function inkDensity(
  dots: Dots,
  region: Region,
  o: { pigment: Pigment; surface: Surface; blurPx: number; level: number; redness: number },
): InkDensity {
  const { pigment, surface, level } = o
  const shrink = 2 ** -level
  const middle = { x: (region.x0 + region.width / 2) / shrink, y: (region.y0 + region.height / 2) / shrink }
  const levelMmPerPx = surface.mmPerPxAt(middle) / shrink
  const step = haloStep(Math.min(...pigment.s2Mm) / levelMmPerPx)
  const { x0, y0, width, height } = region
  const core = densityPlanes(x0, y0, width, height, 1)
  // The grid is fixed in the photo, not in the tile: neighbouring tiles see the same samples.
  const gx = Math.floor(x0 / step) - 1
  const gy = Math.floor(y0 / step) - 1
  const haloWidth = Math.ceil((x0 + width) / step) + 2 - gx
  const haloHeight = Math.ceil((y0 + height) / step) + 2 - gy
  const halo = densityPlanes(gx, gy, haloWidth, haloHeight, step)
  const blur = (o.blurPx * shrink) ** 2 + PIXEL_VARIANCE
  const haloBlur = blur - BILINEAR_VARIANCE * step * step
  const { a1, a2, s1Mm, s2Mm, bySitting } = pigment
  const [rs, gs, bs] = [s2Mm[0] ** 2, s2Mm[1] ** 2, s2Mm[2] ** 2]
  const extra = 1 + o.redness
  const at = { x: 0, y: 0 }
  for (let i = 0; i < dots.count; i++) {
    at.x = dots.x[i]!
    at.y = dots.y[i]!
    const [m00, m01, m10, m11] = surface.metricAt(at)
    // Inverse of J'J: the covariance in px2 of a dot of sigma 1 mm.
    const e = m00 * m00 + m10 * m10
    const f = m00 * m01 + m10 * m11
    const h = m01 * m01 + m11 * m11
    const det = e * h - f * f
    const unit = (shrink * shrink) / det
    const uxx = h * unit
    const uxy = -f * unit
    const uyy = e * unit
    // px2 of the level per mm2 of skin: turns the integral over skin into that over pixels.
    const spread = 2 * Math.PI * shrink * shrink * (1 / Math.sqrt(det))
    const strength = dots.strength[i]! * (bySitting[dots.sitting[i]! - 1] ?? 1) * spread
    const cf = diameterFactors(dots.diameterMm[i]!, CORE_POWER)
    const hf = diameterFactors(dots.diameterMm[i]!, HALO_POWER)
    const x = at.x * shrink
    const y = at.y * shrink
    const s1 = s1Mm * s1Mm
    const ce = strength * s1
    addGaussian(
      core,
      x,
      y,
      uxx * s1 + blur,
      uxy * s1,
      uyy * s1 + blur,
      ce * a1[0] * cf[0],
      ce * a1[1] * cf[1],
      ce * a1[2] * cf[2],
    )
    const hr = strength * a2[0] * hf[0] * rs
    const hg = strength * a2[1] * hf[1] * gs * extra
    const hb = strength * a2[2] * hf[2] * bs * extra
    addHalo(halo, x, y, uxx, uxy, uyy, rs, haloBlur, hr, 0, 0)
    addHalo(halo, x, y, uxx, uxy, uyy, gs, haloBlur, 0, hg, 0)
    addHalo(halo, x, y, uxx, uxy, uyy, bs, haloBlur, 0, 0, hb)
  }
  return { core, halo }
}

function addHalo(
  planes: DensityPlanes,
  x: number,
  y: number,
  uxx: number,
  uxy: number,
  uyy: number,
  variance: number,
  blur: number,
  er: number,
  eg: number,
  eb: number,
): void {
  const least = planes.step * planes.step * 0.31
  const cxx = Math.max(least, uxx * variance + blur)
  const cyy = Math.max(least, uyy * variance + blur)
  addGaussian(planes, x, y, cxx, uxy * variance, cyy, er, eg, eb)
}

function haloStep(sigmaPx: number): number {
  const most = sigmaPx / HALO_SAMPLES_PER_SIGMA
  return most >= 8 ? 8 : most >= 4 ? 4 : most >= 2 ? 2 : 1
}

/** How far ink reaches from a dot's centre, full-resolution px: the apron a tile needs, at any blur of the camera. */
export function dotReachPx(pigment: Pigment, mmPerPx: number): number {
  const widest = Math.max(...pigment.s2Mm) / mmPerPx
  return Math.ceil(CUT_SIGMAS * Math.sqrt(widest * widest + 16)) + 8
}
