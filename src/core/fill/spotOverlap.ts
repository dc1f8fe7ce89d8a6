import type { RectPx } from '../geometry/points.ts'
import type { Surface } from '../geometry/surface.ts'
import { inBand, REACH_MM, WIDER } from './spotShape.ts'

/** Sweeps in which overlapping dips are shared out; halos reach over few neighbours, so it settles quickly. */
const SWEEPS = 8

/** Places in a grid of cells as wide as a dot is felt. */
export interface SpotGrid {
  readonly x: Float32Array
  readonly y: Float32Array
  readonly mmPerPx: Float32Array
  /** Calls with each place that may lie within REACH_MM of a point. */
  near(x: number, y: number, visit: (i: number) => void): void
  /** Indices, in ascending order, of the places in a rectangle grown by so many px. */
  inRect(rect: RectPx, grownPx: number): number[]
}

export function spotGrid(x: ArrayLike<number>, y: ArrayLike<number>, surface: Surface): SpotGrid {
  const xs = Float32Array.from(x)
  const ys = Float32Array.from(y)
  const mmPerPx = xs.map((_, i) => surface.mmPerPxAt({ x: xs[i]!, y: ys[i]! }))
  const cell = REACH_MM / mmPerPx.reduce((a, b) => Math.min(a, b), 1)
  const cells = new Map<number, number[]>()
  const keyOf = (i: number, j: number) => j * 65_536 + i
  for (let i = 0; i < xs.length; i++) {
    const key = keyOf(Math.floor(xs[i]! / cell), Math.floor(ys[i]! / cell))
    const here = cells.get(key)
    if (here) here.push(i)
    else cells.set(key, [i])
  }
  const inCells = (left: number, top: number, right: number, bottom: number, visit: (i: number) => void) => {
    for (let j = Math.floor(top / cell); j <= Math.floor(bottom / cell); j++)
      for (let i = Math.floor(left / cell); i <= Math.floor(right / cell); i++)
        for (const at of cells.get(keyOf(i, j)) ?? []) visit(at)
  }
  return {
    x: xs,
    y: ys,
    mmPerPx,
    near: (px, py, visit) => inCells(px - cell, py - cell, px + cell, py + cell, visit),
    inRect({ x: left, y: top, width, height }, grown) {
      const found: number[] = []
      inCells(left - grown, top - grown, left + width + grown, top + height + grown, (i) => {
        const [px, py] = [xs[i]!, ys[i]!]
        if (px < left - grown || py < top - grown || px >= left + width + grown || py >= top + height + grown) return
        found.push(i)
      })
      return found.toSorted((a, b) => a - b)
    },
  }
}

/** Dots that overlap in the band, and by how much: 1 where they lie on each other. */
const overlap = (places: SpotGrid, i: number, x: number, y: number, coreMm: number, wider = 1): number => {
  const mm = places.mmPerPx[i]!
  const far = Math.hypot(x - places.x[i]!, y - places.y[i]!) * mm
  return far < REACH_MM ? inBand(coreMm, mm, far, wider) : 0
}

/**
 * Depth of the band at places that dots leave there: added to what is seen without them, it is what is seen with them.
 * @param rest is changed
 */
export function addDips(
  rest: Float32Array,
  places: SpotGrid,
  dots: SpotGrid,
  peak: Float32Array,
  coreMm: number,
  wider = 1,
): void {
  for (let i = 0; i < rest.length; i++)
    dots.near(places.x[i]!, places.y[i]!, (j) => {
      rest[i]! += peak[j]! * overlap(places, i, dots.x[j]!, dots.y[j]!, coreMm, wider)
    })
}

/** Peaks, none below zero, that together are as deep as the dips. */
export function peaksOf(places: SpotGrid, dips: Float32Array, coreMm: number): Float32Array {
  const count = dips.length
  const first = new Uint32Array(count + 1)
  const others: number[] = []
  const shares: number[] = []
  for (let i = 0; i < count; i++) {
    places.near(places.x[i]!, places.y[i]!, (j) => {
      const share = i === j ? 0 : overlap(places, i, places.x[j]!, places.y[j]!, coreMm)
      if (share === 0) return
      others.push(j)
      shares.push(share)
    })
    first[i + 1] = others.length
  }
  const own = places.mmPerPx.map((mm) => 1 / inBand(coreMm, mm, 0))
  const peaks = dips.map((dip, i) => dip * own[i]!)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let i = 0; i < count; i++) {
      let left = dips[i]!
      for (let k = first[i]!; k < first[i + 1]!; k++) left -= peaks[others[k]!]! * shares[k]!
      peaks[i] = Math.max(0, left * own[i]!)
    }
  }
  return peaks
}

/** Cores narrower or wider than this, sigma in mm, are none of ink's. */
const NARROWEST_MM = 0.03
const WIDEST_MM = 0.26

/**
 * Sigma of the cores, mm: that of which the dots that explain the dips explain the dips of the coarser band too. Too
 * narrow a dot would leave some of it over.
 */
export function coreWidth(places: SpotGrid, dips: Float32Array, wide: Float32Array): number {
  const seen = wide.reduce((sum, v) => sum + v, 0)
  let [low, high] = [NARROWEST_MM, WIDEST_MM]
  for (let step = 0; step < 10; step++) {
    const middle = (low + high) / 2
    const explained = new Float32Array(dips.length)
    addDips(explained, places, places, peaksOf(places, dips, middle), middle, WIDER)
    if (explained.reduce((sum, v) => sum + v, 0) < seen) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Sigma of the neighbourhood in which dots are counted, mm: about half the distance of dots. */
const CROWD_MM = 0.6

/** Dots around each dot, itself included, over the median of those that count. */
export function crowding(dots: SpotGrid, counts: (i: number) => boolean): Float32Array {
  const sums = dots.x.map((_, i) => {
    const mm = dots.mmPerPx[i]!
    let sum = 0
    dots.near(dots.x[i]!, dots.y[i]!, (j) => {
      const far = Math.hypot(dots.x[j]! - dots.x[i]!, dots.y[j]! - dots.y[i]!) * mm
      if (far < REACH_MM) sum += Math.exp((-far * far) / (2 * CROWD_MM ** 2))
    })
    return sum
  })
  const usual = sums.filter((_, i) => counts(i)).sort()
  const median = usual[usual.length >> 1] ?? 1
  return sums.map((sum) => sum / Math.max(1e-9, median))
}
