import type { CellGrid } from '../geometry/polygon.ts'
import type { Steps } from '../geometry/steps.ts'
import { edgeDistance, edgeDistanceInSteps } from './edgeDistance.ts'

/** How far each place lies from the edge of a coverage: what grows, shrinks and fades it, by as much as is wanted. */
export interface EdgeField {
  readonly grid: CellGrid
  /** Rising coverages, 0..255: how soft the edge is lies in how far they are apart. One alone where it is sharp. */
  readonly levels: readonly number[]
  /** Of each level: signed px from the cells' centres to where the coverage crosses it, negative inside. */
  readonly distances: readonly Float32Array[]
  /** The most by which a distance changes from one pixel to the next; 1 where it is that of the picture. */
  readonly steepest?: number
}

const SHARP = [128] as const
const SOFT = [16, 72, 128, 184, 240] as const
/** Cells whose neighbours are all part covered lie in a soft edge: a sharp one is two cells wide at the most. */
const PART_FROM = 24
const PART_TO = 232
const LEAST_SOFT_CELLS = 8
/** An edge that goes from empty to full within so many cells is sharp. */
const SHARP_CELLS = 2

/** @param coverage of the grid's cells, 0..255; beside the grid nothing is covered */
export function edgeField(coverage: Uint8Array, grid: CellGrid): EdgeField {
  return fieldAt(coverage, grid, hasSoftEdge(coverage, grid) ? SOFT : SHARP)
}

/** The same for a coverage whose edge shall be sharp, on the line where half is covered, with turns for others. */
export function* sharpEdge(coverage: Uint8Array, grid: CellGrid): Steps<EdgeField> {
  const [level] = SHARP
  const cells = yield* edgeDistanceInSteps(coverage, grid.width, grid.height, level)
  return { grid, levels: SHARP, distances: [inPx(cells, grid)] }
}

/** Distances in cells, made px of the photo. */
function inPx(cells: Float32Array, { step }: CellGrid): Float32Array {
  for (let i = 0; i < cells.length; i++) cells[i] = cells[i]! * step
  return cells
}

function fieldAt(coverage: Uint8Array, grid: CellGrid, levels: readonly number[]): EdgeField {
  const { width, height } = grid
  const distances = levels.map((level) => inPx(edgeDistance(coverage, width, height, level), grid))
  return { grid, levels, distances }
}

function hasSoftEdge(coverage: Uint8Array, { width, height }: CellGrid): boolean {
  const isPart = (i: number) => coverage[i]! > PART_FROM && coverage[i]! < PART_TO
  let soft = 0
  for (let j = 1; j < height - 1; j++) {
    for (let i = j * width + 1; i < (j + 1) * width - 1; i++) {
      if (!isPart(i) || !isPart(i - 1) || !isPart(i + 1) || !isPart(i - width) || !isPart(i + width)) continue
      if (++soft > LEAST_SOFT_CELLS) return true
    }
  }
  return false
}

/**
 * The coverage with its edge moved outwards: all places within so far of what was covered, and inwards below 0. Soft edges
 * stay as soft as they were, sharp ones are a pixel wide.
 * @param byPx below 0 shrinks
 * @param place where it is wanted: pixels, step 1
 */
export function movedEdge(field: EdgeField, byPx: number, place: CellGrid): Uint8Array {
  const { levels, distances, grid } = field
  const lowest = distances[0]!
  const highest = distances.at(-1)!
  const middle = distances[levels.length >> 1]!
  const soft = levels.length > 1
  const out = new Uint8Array(place.width * place.height)
  /** Within a cell no distance changes by more than its half diagonal. */
  const within = (grid.step + 1) * (field.steepest ?? 1)
  const run = new Float64Array(levels.length)
  eachPixel(field.grid, place, (pixel, near, sample) => {
    const fades = soft ? Math.max(1, highest[near]! - lowest[near]!) : 1
    if (highest[near]! + within + fades < byPx) {
      out[pixel] = 255
      return
    }
    if (lowest[near]! - within - fades > byPx) return
    const first = soft ? sample(lowest) : 0
    const spread = soft ? sample(highest) - first : 0
    if (spread < SHARP_CELLS * grid.step) {
      out[pixel] = Math.round(255 * Math.min(1, Math.max(0, 0.5 + byPx - sample(middle))))
      return
    }
    for (const [k, distance] of distances.entries()) run[k] = sample(distance)
    out[pixel] = Math.round(levelAt(levels, run, byPx))
  })
  return out
}

/** The coverage whose edge has come so far: between two levels in proportion, beyond them as they were going. */
function levelAt(levels: readonly number[], run: Float64Array, by: number): number {
  const last = levels.length - 1
  let k = 0
  while (k < last - 1 && run[k + 1]! < by) k++
  const way = Math.max(1e-3, run[k + 1]! - run[k]!)
  const value = levels[k]! + ((levels[k + 1]! - levels[k]!) * (by - run[k]!)) / way
  return Math.min(255, Math.max(0, value))
}

/**
 * How much is left of a coverage that fades inwards from its edge, as a factor 0..255: nothing is covered that was not, and
 * what lies deeper than the width stays whole.
 */
export function fadedEdge(field: EdgeField, widthPx: number, place: CellGrid): Uint8Array {
  const { levels, distances, grid } = field
  const middle = distances[levels.length >> 1]!
  const width = Math.max(1, widthPx)
  const within = (grid.step + 1) * (field.steepest ?? 1)
  const out = new Uint8Array(place.width * place.height)
  eachPixel(grid, place, (pixel, near, sample) => {
    const d = middle[near]!
    if (d > within) return
    if (d < -width - within) {
      out[pixel] = 255
      return
    }
    const t = Math.min(1, Math.max(0, -sample(middle) / width))
    out[pixel] = Math.round(255 * t * t * (3 - 2 * t))
  })
  return out
}

/**
 * Visits the pixels of a place that lie on a grid of cells.
 * @param visit is given the pixel, the cell that it lies in, and what reads values between the cells' centres there
 */
function eachPixel(
  grid: CellGrid,
  place: CellGrid,
  visit: (pixel: number, near: number, sample: (values: Float32Array) => number) => void,
): void {
  const { left, top, step, width, height } = grid
  const columns = betweenCells(place.left - left, place.width, step, width)
  const rows = betweenCells(place.top - top, place.height, step, height)
  let [a, b, c, d, u, v] = [0, 0, 0, 0, 0, 0]
  const sample = (values: Float32Array): number => {
    const upper = values[a]! + (values[b]! - values[a]!) * u
    const lower = values[c]! + (values[d]! - values[c]!) * u
    return upper + (lower - upper) * v
  }
  for (let y = 0; y < place.height; y++) {
    const row = rows.near[y]!
    if (row < 0) continue
    v = rows.share[y]!
    const upper = rows.from[y]! * width
    const lower = rows.to[y]! * width
    for (let x = 0; x < place.width; x++) {
      const column = columns.near[x]!
      if (column < 0) continue
      u = columns.share[x]!
      a = upper + columns.from[x]!
      b = upper + columns.to[x]!
      c = lower + columns.from[x]!
      d = lower + columns.to[x]!
      visit(y * place.width + x, row * width + column, sample)
    }
  }
}

/** Where each pixel of a line lies between the centres of cells: the cell it is in (-1 for none), and the two it is between. */
function betweenCells(offset: number, pixels: number, step: number, cells: number) {
  const near = new Int32Array(pixels)
  const from = new Int32Array(pixels)
  const to = new Int32Array(pixels)
  const share = new Float64Array(pixels)
  for (let p = 0; p < pixels; p++) {
    const at = (offset + p + 0.5) / step
    const cell = Math.floor(at)
    near[p] = cell >= 0 && cell < cells ? cell : -1
    const centred = Math.min(cells - 1, Math.max(0, at - 0.5))
    from[p] = Math.floor(centred)
    to[p] = Math.min(cells - 1, from[p]! + 1)
    share[p] = centred - from[p]!
  }
  return { near, from, to, share }
}
