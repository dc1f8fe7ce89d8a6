import { MARGIN, neighboursOf, spacingOf, type Patch } from './neighbours.ts'

/** Places tried per spacing, and the least gap that is worth a closer look: a grid misses at most .71 of its step. */
const PER_SPACING = 6
const FARTHEST = 2.5

/** Largest distance of any place to its nearest point, in l: found on a grid, then climbed to its top. */
export function gaps(patch: Patch): number {
  const { side, wraps = false } = patch
  const l = spacingOf(patch)
  const { nearest } = neighboursOf(patch)
  const most = Math.min(FARTHEST * l, side / 2)
  const low = wraps ? 0 : MARGIN * l
  const step = l / PER_SPACING
  let largest = 0
  for (let y = low; y < side - low; y += step)
    for (let x = low; x < side - low; x += step) {
      const here = nearest(x, y, most)
      if (here > largest - 0.71 * step) largest = Math.max(largest, climb(nearest, x, y, here, step, most))
      // A step away no place has its nearest point further than by that step: those that cannot matter are left out.
      for (let along = here + step; along <= largest - 0.71 * step; along += step) x += step
    }
  return largest / l
}

function climb(
  nearest: (x: number, y: number, most: number) => number,
  fromX: number,
  fromY: number,
  from: number,
  step: number,
  most: number,
): number {
  let x = fromX
  let y = fromY
  let best = from
  for (let stride = step / 2; stride > step / 64;) {
    let moved = false
    for (const [dx, dy] of ways) {
      const there = nearest(x + dx * stride, y + dy * stride, most)
      if (there <= best) continue
      best = there
      x += dx * stride
      y += dy * stride
      moved = true
      break
    }
    if (!moved) stride /= 2
  }
  return best
}

const ways = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
  [0.7, 0.7],
  [-0.7, 0.7],
  [-0.7, -0.7],
  [0.7, -0.7],
] as const
