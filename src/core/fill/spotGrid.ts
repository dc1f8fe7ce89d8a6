import type { RectPx } from '../geometry/points.ts'
import type { Surface } from '../geometry/surface.ts'
import { REACH_MM } from './spotShape.ts'

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
