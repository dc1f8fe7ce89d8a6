import type { RectPx } from '../geometry/points.ts'
import type { Surface } from '../geometry/surface.ts'
import {
  boundsOfField,
  boundsOver,
  DENSITY_MAX_PER_CM2,
  type DensityBounds,
  type DensityField,
} from './densityField.ts'
import { diameterTable, strengthTable } from './dotLooks.ts'
import { emptyDots } from './emptyDots.ts'
import type { Dots } from './placeDots.ts'
import { diameterByte, hash, strengthByte } from './random.ts'
import { CELLS, type PointSet } from './rankedSet.ts'
import { skinToPhoto, torusFrame, type SkinToPhoto, type TorusFrame } from './torusFrame.ts'

/** About this many dots between two looks at the progress: a millisecond or less. */
const DOTS_PER_SLICE = 8192

interface TorusJob {
  readonly surface: Surface
  readonly pointSet: PointSet
  /** uint32. */
  readonly seed: number
  /** Cumulative, ascending. */
  readonly shares: readonly number[]
  readonly clip: RectPx | null
  /** An expectation. */
  readonly total: number
}

/** Places dots on a flat photo's skin, period by period of the ranked set: in slices, as placeDotsInSteps says. */
export function* placeOnTorus(field: DensityField, o: TorusJob): Generator<{ done: number; total: number }, Dots> {
  const { total } = o
  const job = jobOf(field, o)
  const { count } = job.pointSet
  const copies: Copy[] = []
  let done = 0
  let shown = 0
  // Down the period's rows, then across, which is the order of the ids.
  for (let cy = job.copies.top; cy <= job.copies.bottom; cy++) {
    for (let cx = job.copies.left; cx <= job.copies.right; cx++) {
      const copy: Copy = { cx, cy, taken: new Int32Array(count >> 5), sitting: new Uint8Array(count) }
      const cells = job.frame.cellsOf(job.region, cx, cy)
      let chosen = 0
      for (let row = cells.top; row <= cells.bottom; row++) {
        chosen += job.map.affine
          ? chooseRow(job, copy, row, cells.left, cells.right)
          : chooseRowExactly(job, copy, row, cells.left, cells.right)
        if (done + chosen - shown >= DOTS_PER_SLICE) {
          shown = done + chosen
          yield { done: shown, total: Math.max(total, shown) }
        }
      }
      done += chosen
      if (chosen > 0) copies.push(copy)
    }
  }
  const dots = dotsOf(job, copies, done)
  yield { done, total: done }
  return dots
}

interface Job {
  readonly field: DensityField
  readonly bounds: DensityBounds
  readonly pointSet: PointSet
  readonly seed: number
  readonly shares: readonly number[]
  readonly clip: RectPx | null
  readonly frame: TorusFrame
  readonly map: SkinToPhoto
  /** The part of the skin that can hold dots, mm. */
  readonly region: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
  readonly copies: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
}

/** One period of the torus. */
interface Copy {
  readonly cx: number
  readonly cy: number
  /** A bit by rank: whether the dot is chosen. Sparse bits are walked faster than bytes are tested. */
  readonly taken: Int32Array
  /** By rank, for the chosen ones. */
  readonly sitting: Uint8Array
}

function jobOf(field: DensityField, o: TorusJob): Job {
  const { seed, pointSet, shares, clip } = o
  const frame = torusFrame(seed)
  // A sample reaches as far as the next one.
  let left = field.x0 - field.step
  let top = field.y0 - field.step
  let right = field.x0 + field.width * field.step
  let bottom = field.y0 + field.height * field.step
  if (clip) {
    left = Math.max(left, clip.x)
    top = Math.max(top, clip.y)
    right = Math.min(right, clip.x + clip.width)
    bottom = Math.min(bottom, clip.y + clip.height)
  }
  const map = skinToPhoto(o.surface, field)
  const region = map.skinOver(left, top, right, bottom)
  const copies = frame.copiesOver(region)
  return { field, bounds: boundsOfField(field), pointSet, seed, shares, clip, frame, map, region, copies }
}

/** Chooses among the dots of some cells of a row; returns how many. The hot loop of the program. */
function chooseRow(job: Job, copy: Copy, row: number, fromCell: number, toCell: number): number {
  const { bounds, pointSet, clip, field } = job
  const { cellStart, cellRank, cellU, cellV } = pointSet
  const { step, width, height, dotsPerCm2: density, x0, y0 } = field
  const { ox, xu, xv, oy, yu, yv } = job.map.ofTorus(job.frame, copy.cx, copy.cy)
  const { sitting, taken } = copy
  const shares = Float64Array.from(job.shares)
  const sittings = shares.length
  const size = 1 / CELLS
  const perDensity = pointSet.count / DENSITY_MAX_PER_CM2
  const perRank = DENSITY_MAX_PER_CM2 / pointSet.count
  // Field coordinates of a torus place: the clip must not enter, or it would change which dots there are.
  const go = (ox - x0) / step
  const gu = xu / step
  const gv = xv / step
  const ho = (oy - y0) / step
  const hu = yu / step
  const hv = yv / step
  const growX = (Math.abs(gu) + Math.abs(gv)) * size * 0.5
  const growY = (Math.abs(hu) + Math.abs(hv)) * size * 0.5
  const over = { least: 0, most: 0 }
  let chosen = 0
  for (let cell = fromCell; cell <= toCell; cell++) {
    const centreU = (cell + 0.5) * size
    const centreV = (row + 0.5) * size
    const gx = go + gu * centreU + gv * centreV
    const gy = ho + hu * centreU + hv * centreV
    boundsOver(bounds, field, gx - growX, gy - growY, gx + growX, gy + growY, over)
    if (over.most === 0) continue
    let at = cellStart[row * CELLS + cell]!
    const end = cellStart[row * CELLS + cell + 1]!
    for (let number = 0; number < sittings; number++) {
      // Below `sure` a rank is taken in this sitting wherever in the cell the dot lies, from `never` on nowhere.
      const sure = clip ? 0 : over.least * (1 - ROUNDING) * shares[number]! * perDensity - 0.5
      const never = over.most * (1 + ROUNDING) * shares[number]! * perDensity
      for (; at < end; at++) {
        const rank = cellRank[at]!
        if (rank >= never) break
        if (rank < sure) {
          sitting[rank] = number + 1
          taken[rank >> 5]! |= 1 << (rank & 31)
          chosen++
          continue
        }
        const u = cellU[at]!
        const v = cellV[at]!
        const fx = go + gu * u + gv * v
        const fy = ho + hu * u + hv * v
        let here: number
        if (fx >= 0 && fy >= 0 && fx < width - 1 && fy < height - 1) {
          const ix = fx | 0
          const iy = fy | 0
          const tx = fx - ix
          const ty = fy - iy
          const i = iy * width + ix
          const top = density[i]! + (density[i + 1]! - density[i]!) * tx
          const bottom = density[i + width]! + (density[i + width + 1]! - density[i + width]!) * tx
          here = top + (bottom - top) * ty
        } else here = rimDensity(field, fx, fy)
        const ranked = (rank + 0.5) * perRank
        let k = number
        while (k < sittings && ranked >= here * shares[k]!) k++
        if (k === sittings) continue
        if (clip) {
          const x = Math.fround(ox + xu * u + xv * v)
          const y = Math.fround(oy + yu * u + yv * v)
          if (x < clip.x || y < clip.y || x >= clip.x + clip.width || y >= clip.y + clip.height) continue
        }
        sitting[rank] = k + 1
        taken[rank >> 5]! |= 1 << (rank & 31)
        chosen++
      }
    }
  }
  return chosen
}

/** Relative room for rounding between a cell's bounds and the value at a place in it. */
const ROUNDING = 1e-9

/** Bilinear density where a neighbour may lie outside the lattice, where it is 0. */
function rimDensity(field: DensityField, fx: number, fy: number): number {
  const { width, height, dotsPerCm2 } = field
  const ix = Math.floor(fx)
  const iy = Math.floor(fy)
  const tx = fx - ix
  const ty = fy - iy
  let sum = 0
  for (let j = 0; j < 2; j++)
    for (let i = 0; i < 2; i++) {
      const x = ix + i
      const y = iy + j
      if (x < 0 || y < 0 || x >= width || y >= height) continue
      sum += dotsPerCm2[y * width + x]! * (i === 0 ? 1 - tx : tx) * (j === 0 ? 1 - ty : ty)
    }
  return sum
}

/** The same choice where the surface is no affine map of the photo: each dot is asked for its place. */
function chooseRowExactly(job: Job, copy: Copy, row: number, fromCell: number, toCell: number): number {
  const { pointSet, clip, field, shares } = job
  const lastShare = shares[shares.length - 1] ?? 1
  const perRank = DENSITY_MAX_PER_CM2 / pointSet.count
  let chosen = 0
  for (let cell = fromCell; cell <= toCell; cell++) {
    const end = pointSet.cellStart[row * CELLS + cell + 1]!
    for (let at = pointSet.cellStart[row * CELLS + cell]!; at < end; at++) {
      const rank = pointSet.cellRank[at]!
      const place = job.map.photoOf(job.frame.skinOf(pointSet.cellU[at]!, pointSet.cellV[at]!, copy.cx, copy.cy))
      if (!place) continue
      const fx = (place.x - field.x0) / field.step
      const fy = (place.y - field.y0) / field.step
      const here = rimDensity(field, fx, fy)
      const ranked = (rank + 0.5) * perRank
      if (ranked >= here * lastShare) continue
      const x = Math.fround(place.x)
      const y = Math.fround(place.y)
      if (clip && (x < clip.x || y < clip.y || x >= clip.x + clip.width || y >= clip.y + clip.height)) continue
      copy.taken[rank >> 5]! |= 1 << (rank & 31)
      copy.sitting[rank] = 1 + shares.findIndex((share) => ranked < here * share)
      chosen++
    }
  }
  return chosen
}

function dotsOf(job: Job, copies: readonly Copy[], count: number): Dots {
  const dots: Dots = emptyDots(count)
  let at = 0
  for (const copy of copies) at = writeCopy(job, copy, dots, at)
  return dots
}

/** Writes the chosen dots of one period in order of rank; returns the next free element. */
function writeCopy(job: Job, copy: Copy, dots: Dots, from: number): number {
  const { pointSet, seed, map, frame } = job
  const { u, v } = pointSet
  const { ox, xu, xv, oy, yu, yv } = map.ofTorus(frame, copy.cx, copy.cy)
  const { id, x, y, rank, sitting, diameterMm, strength } = dots
  const { sitting: chosen, taken } = copy
  // As an int32: the engine handles those in registers, and the Uint32Array takes the same bits.
  const first = frame.idOf(copy.cx, copy.cy) | 0
  const perRank = 1 / pointSet.count
  let at = from
  for (let word = 0; word < taken.length; word++) {
    for (let left = taken[word]!; left !== 0; left &= left - 1) {
      const index = (word << 5) + 31 - Math.clz32(left & -left)
      const name = (first + index) | 0
      const bits = hash(seed, name)
      id[at] = name
      x[at] = ox + xu * u[index]! + xv * v[index]!
      y[at] = oy + yu * u[index]! + yv * v[index]!
      rank[at] = (index + 0.5) * perRank
      sitting[at] = chosen[index]!
      diameterMm[at] = diameterTable[diameterByte(bits)]!
      strength[at] = strengthTable[strengthByte(bits)]!
      at++
    }
  }
  if (!map.affine) writeExactPlaces(job, copy, dots, from)
  return at
}

function writeExactPlaces(job: Job, copy: Copy, dots: Dots, from: number): void {
  const { u, v } = job.pointSet
  let at = from
  for (let index = 0; index < copy.sitting.length; index++) {
    if (copy.sitting[index] === 0) continue
    const place = job.map.photoOf(job.frame.skinOf(u[index]!, v[index]!, copy.cx, copy.cy))
    dots.x[at] = place?.x ?? 0
    dots.y[at] = place?.y ?? 0
    at++
  }
}
