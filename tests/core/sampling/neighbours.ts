/** Points in a square from (0, 0) to (side, side); lengths in the same unit. */
export interface Patch {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  readonly count: number
  readonly side: number
  /** Whether the square is a torus: then its points have neighbours across its rim, and all are measured. */
  readonly wraps?: boolean
}

/** Which points lie about a place. */
export interface Neighbours {
  /** Calls with each point nearer than `radius` (at most half the side) and the way to it, once each. */
  within(
    px: number,
    py: number,
    radius: number,
    each: (i: number, dx: number, dy: number, distance: number) => void,
  ): void
  /** Distance to the nearest point but `self`; `most` where none is nearer. */
  nearest(px: number, py: number, most: number, self?: number): number
}

/** Points nearer than this many l to a rim are neighbours but are not measured. */
export const MARGIN = 2.3

/** Mean spacing of the points of a patch, the unit of all measures. */
export const spacingOf = (patch: Patch): number => patch.side / Math.sqrt(patch.count)

export function neighboursOf(patch: Patch): Neighbours {
  const { x, y, count, side, wraps = false } = patch
  const cells = Math.max(1, Math.floor(side / spacingOf(patch)))
  const size = side / cells
  const cellOf = (v: number): number => Math.min(cells - 1, Math.max(0, Math.floor(v / size)))
  const start = new Int32Array(cells * cells + 1)
  for (let i = 0; i < count; i++) start[cellOf(y[i]!) * cells + cellOf(x[i]!) + 1]!++
  for (let c = 0; c < cells * cells; c++) start[c + 1]! += start[c]!
  const next = start.slice()
  const members = new Int32Array(count)
  for (let i = 0; i < count; i++) members[next[cellOf(y[i]!) * cells + cellOf(x[i]!)]!++] = i

  /** The shorter of the two ways round the torus. */
  const shortest = (d: number): number => (!wraps ? d : d > side / 2 ? d - side : d < -side / 2 ? d + side : d)

  const within: Neighbours['within'] = (px, py, radius, each) => {
    // A radius of half the side must meet no cell twice.
    const last = (from: number, to: number) => (wraps ? Math.min(to, from + cells - 1) : Math.min(to, cells - 1))
    const left = Math.floor((px - radius) / size)
    const top = Math.floor((py - radius) / size)
    const fromX = wraps ? left : Math.max(0, left)
    const fromY = wraps ? top : Math.max(0, top)
    const toX = last(fromX, Math.floor((px + radius) / size))
    const toY = last(fromY, Math.floor((py + radius) / size))
    for (let cy = fromY; cy <= toY; cy++) {
      const row = (((cy % cells) + cells) % cells) * cells
      let column = ((fromX % cells) + cells) % cells
      for (let cx = fromX; cx <= toX; cx++, column = column + 1 === cells ? 0 : column + 1) {
        const end = start[row + column + 1]!
        for (let at = start[row + column]!; at < end; at++) {
          const i = members[at]!
          const dx = shortest(x[i]! - px)
          const dy = shortest(y[i]! - py)
          const distance = Math.sqrt(dx * dx + dy * dy)
          if (distance < radius) each(i, dx, dy, distance)
        }
      }
    }
  }
  return {
    within,
    nearest(px, py, most, self = -1) {
      let best = most
      // Outwards ring by ring would be faster by little: a spacing nearly always holds a point.
      for (let radius = Math.min(most, size); ; radius = Math.min(most, 2 * radius)) {
        within(px, py, radius, (i, _dx, _dy, d) => {
          if (d < best && i !== self) best = d
        })
        if (best < radius || radius === most) return best
      }
    },
  }
}
