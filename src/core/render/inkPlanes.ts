import type { InkInSkin } from '../fill/existingInk.ts'
import { haloMm } from '../fill/inkOnCells.ts'
import { sampleArea, type SampledArea } from '../fill/sampledArea.ts'
import type { RectPx } from '../geometry/points.ts'
import { part, type Steps } from '../geometry/steps.ts'
import type { Mask, Surface } from '../geometry/surface.ts'
import { addGaussianTo, densityPlanes, newGaussian, notNarrower, type DensityPlanes } from './splat.ts'

/** Optical density of the ink that a photo shows, over the part of it that an area covers. */
export interface InkPlanes {
  /** Whole blocks of ALIGNED px. */
  readonly rect: RectPx
  /** 0..255, row-major. */
  readonly coverage: Uint8Array
  /** Of the cores, mean of red and green, in 1 / CORE_STEPS. */
  readonly core: Uint16Array
  /** Of the halos, a sample for each block of GRID px. */
  readonly halo: DensityPlanes
}

export const CORE_STEPS = 8192
/** Side of the blocks in which halos and gloss are held, px. */
export const GRID = 4
/** Corners lie on multiples of this, px: halved up to six times they are still whole pixels. */
export const ALIGNED = 64
/** Reading between grid samples blurs by about this, in samples squared: taken off beforehand. */
const BILINEAR_VARIANCE = 1 / 6
/** A pixel averages over itself: variance of a box of one px. */
const PIXEL_VARIANCE = 1 / 12
/** A core has at least this share of its variance from the ink: the camera's blur may be measured too wide. */
const LEAST_INK = 0.2
/** Dots between two turns. */
const SLICE = 2048
/** Side of the squares in which the cores are laid, px. */
const BLOCK = 256

/** Lays the dots that were found in a photo; null where the area covers nothing. */
export function* inkPlanes(
  coverage: Mask,
  ink: InkInSkin,
  o: { surface: Surface; blurPx: number },
): Steps<InkPlanes | null> {
  const area = yield* part(sampleArea(coverage), 0, 0.3)
  const covered = coveredRect(area)
  if (!covered) return null
  const { rect } = covered
  yield 0.3
  const core = yield* part(coresOver(rect, ink, o), 0.3, 0.7)
  return { ...covered, core, halo: yield* part(halosOver(rect, ink, o.surface), 0.7, 1) }
}

/** Coverage of the smallest aligned rectangle that holds all of it. */
function coveredRect({ width: across, bytes, covered }: SampledArea): Pick<InkPlanes, 'rect' | 'coverage'> | null {
  if (!covered) return null
  const [right, bottom] = [covered.x + covered.width, covered.y + covered.height]
  const x0 = Math.floor(covered.x / ALIGNED) * ALIGNED
  const y0 = Math.floor(covered.y / ALIGNED) * ALIGNED
  const width = Math.ceil((right - x0) / ALIGNED) * ALIGNED
  const height = Math.ceil((bottom - y0) / ALIGNED) * ALIGNED
  const coverage = new Uint8Array(width * height)
  for (let y = y0; y < bottom; y++) {
    const from = y * across + x0
    coverage.set(bytes.subarray(from, from + Math.min(width, across - x0)), (y - y0) * width)
  }
  return { rect: { x: x0, y: y0, width, height }, coverage }
}

/** The dots whose ink may lie in a rectangle, by rows of squares: few squares see all dots. */
function* coresOver(rect: RectPx, { spots }: InkInSkin, o: { surface: Surface; blurPx: number }): Steps<Uint16Array> {
  const out = new Uint16Array(rect.width * rect.height)
  const across = Math.ceil(rect.width / BLOCK)
  const down = Math.ceil(rect.height / BLOCK)
  yield 0
  const dots = spotInk(spots, o)
  yield 0
  const core = newGaussian()
  const inBlock: number[][] = Array.from({ length: across * down }, () => [])
  for (let i = 0; i < spots.count; i++) {
    const reach = dots.reach[i]!
    const first = (v: number, start: number) => Math.max(0, Math.floor((v - reach - start) / BLOCK))
    const last = (v: number, start: number, count: number) =>
      Math.min(count - 1, Math.floor((v + reach - start) / BLOCK))
    for (let by = first(spots.y[i]!, rect.y); by <= last(spots.y[i]!, rect.y, down); by++)
      for (let bx = first(spots.x[i]!, rect.x); bx <= last(spots.x[i]!, rect.x, across); bx++)
        inBlock[by * across + bx]!.push(i)
  }
  for (const [b, inside] of inBlock.entries()) {
    if (inside.length === 0) continue
    yield b / inBlock.length
    const left = (b % across) * BLOCK
    const top = Math.floor(b / across) * BLOCK
    const width = Math.min(BLOCK, rect.width - left)
    const height = Math.min(BLOCK, rect.height - top)
    const planes = densityPlanes(rect.x + left, rect.y + top, width, height, 1)
    for (const i of inside) {
      core.x = spots.x[i]!
      core.y = spots.y[i]!
      core.xx = dots.cxx[i]!
      core.xy = dots.cxy[i]!
      core.yy = dots.cyy[i]!
      core.r = dots.energy[i]!
      addGaussianTo(planes, 'r', core)
    }
    for (let y = 0; y < height; y++) {
      const to = (top + y) * rect.width + left
      for (let x = 0; x < width; x++) out[to + x] = Math.min(65_535, Math.round(planes.r[y * width + x]! * CORE_STEPS))
    }
  }
  return out
}

/** Covariance of each core as the photo shows it, px2, its energy, density x px2, and how far it reaches, px. */
function spotInk(spots: InkInSkin['spots'], { surface, blurPx }: { surface: Surface; blurPx: number }) {
  const { count, coreMm } = spots
  const cxx = new Float32Array(count)
  const cxy = new Float32Array(count)
  const cyy = new Float32Array(count)
  const energy = new Float32Array(count)
  const reach = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    const at = { x: spots.x[i]!, y: spots.y[i]! }
    const mm = surface.mmPerPxAt(at)
    const whole = (coreMm / mm) ** 2
    // Skin tilts the ink, not the camera's blur.
    const blur = Math.min(whole * (1 - LEAST_INK), blurPx * blurPx + PIXEL_VARIANCE)
    const ink = (whole - blur) * mm * mm
    const [uxx, uxy, uyy] = unitCovariance(surface, at)
    cxx[i] = uxx * ink + blur
    cxy[i] = uxy * ink
    cyy[i] = uyy * ink + blur
    energy[i] = spots.peak[i]! * 2 * Math.PI * whole
    reach[i] = 3.3 * Math.sqrt(Math.max(cxx[i]!, cyy[i]!)) + 1
  }
  return { cxx, cxy, cyy, energy, reach }
}

/** Covariance in px2 of a dot of sigma 1 mm: the inverse of J'J. */
function unitCovariance(surface: Surface, at: { x: number; y: number }): [xx: number, xy: number, yy: number] {
  const [m00, m01, m10, m11] = surface.metricAt(at)
  const e = m00 * m00 + m10 * m10
  const f = m00 * m01 + m10 * m11
  const h = m01 * m01 + m11 * m11
  const det = e * h - f * f
  return [h / det, -f / det, e / det]
}

function* halosOver(rect: RectPx, { spots, halo }: InkInSkin, surface: Surface): Steps<DensityPlanes> {
  const planes = densityPlanes(rect.x / GRID, rect.y / GRID, rect.width / GRID, rect.height / GRID, GRID)
  const least = 0.31 * GRID * GRID
  const taken = BILINEAR_VARIANCE * GRID * GRID
  const laid = newGaussian()
  for (let i = 0; i < spots.count; i++) {
    if (i % SLICE === 0) yield i / spots.count
    const at = { x: spots.x[i]!, y: spots.y[i]! }
    const mm = surface.mmPerPxAt(at)
    const [uxx, uxy, uyy] = unitCovariance(surface, at)
    laid.x = at.x
    laid.y = at.y
    for (const [k, channel] of (['r', 'g', 'b'] as const).entries()) {
      const s = haloMm[k]! ** 2
      laid[channel] = spots.peak[i]! * spots.coreMm ** 2 * halo[k]! * 2 * Math.PI * (s / (mm * mm))
      laid.xx = uxx * s - taken
      laid.xy = uxy * s
      laid.yy = uyy * s - taken
      notNarrower(laid, least)
      addGaussianTo(planes, channel, laid)
    }
  }
  return planes
}
