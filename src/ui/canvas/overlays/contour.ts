/** Coverage by samples, row-major, 0..255; outside it is 0. */
export interface Samples {
  readonly width: number
  readonly height: number
  readonly coverage: Uint8Array
}

/** Sample indices, the end excluded. */
export interface Window {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Half covered is inside. */
const LEVEL = 127.5

/** A point this near to the line through its neighbours, in samples, is left out. */
const STRAIGHT = 0.06
const LONGEST = 6

const [TOP, RIGHT, BOTTOM, LEFT] = [0, 1, 2, 3]
/**
 * Marching squares: for the corners that are inside (1 upper left, 2 upper right, 4 lower right, 8 lower left) the
 * sides where the border comes in and goes out, the inside on its left. Inside corners that only touch stay apart.
 */
const turns: readonly (readonly number[])[] = [
  [],
  [LEFT, TOP],
  [TOP, RIGHT],
  [LEFT, RIGHT],
  [RIGHT, BOTTOM],
  [LEFT, TOP, RIGHT, BOTTOM],
  [TOP, BOTTOM],
  [LEFT, BOTTOM],
  [BOTTOM, LEFT],
  [BOTTOM, TOP],
  [TOP, RIGHT, BOTTOM, LEFT],
  [BOTTOM, RIGHT],
  [RIGHT, LEFT],
  [RIGHT, TOP],
  [TOP, LEFT],
  [],
]

/** Four samples side by side, each fully covered. */
const FOUR_INSIDE = 0xffffffff
const wordsOf = ({ buffer, byteOffset, length }: Uint8Array) => new Uint32Array(buffer, byteOffset, length >> 2)

/** Grown as needed and always left at -1: a stroke asks for borders at every sample. */
let nexts = new Int32Array(0)

/**
 * The border of what is at least half covered, as closed loops x0, y0, x1, y1, ... in sample units: the centre of sample
 * (i, j) is (i, j). Holes turn the other way, so that either fill rule leaves them open.
 */
export function contoursOf(samples: Samples, within: Window): Float32Array[] {
  const { width, height, coverage } = samples
  const { left, top, right, bottom } = within
  // Sides are numbered by the cell to their lower right; cell (i, j) lies between samples i, i + 1 and j, j + 1.
  const across = right - left + 2
  const count = 2 * across * (bottom - top + 2)
  if (nexts.length < count) nexts = new Int32Array(count).fill(-1)
  const at = (i: number, j: number): number =>
    i < left || j < top || i >= right || j >= bottom || i >= width || j >= height ? 0 : coverage[j * width + i]!
  const words = width % 4 === 0 && coverage.byteOffset % 4 === 0 ? wordsOf(coverage) : null
  const wordAt = (sample: number, row: number): number => (row < 0 ? 0 : words![sample >> 2]!)
  const starts: number[] = []
  const end = Math.min(right, width)
  const isRow = (j: number): boolean => j >= top && j < bottom && j < height
  for (let j = top - 1; j < bottom; j++) {
    let corners = 0
    const above = isRow(j) ? j * width : -1
    const below = isRow(j + 1) ? (j + 1) * width : -1
    for (let i = left - 1; i < right; i++) {
      // What lies all outside or all inside has no border: most of it is gone through by four samples at once.
      if (words && (i & 3) === 3 && (corners === 0 || corners === 15)) {
        const four = corners === 0 ? 0 : FOUR_INSIDE
        while (i + 4 < end && wordAt(above + i + 1, above) === four && wordAt(below + i + 1, below) === four) i += 4
      }
      const upper = above >= 0 && i + 1 < end && coverage[above + i + 1]! > LEVEL
      const lower = below >= 0 && i + 1 < end && coverage[below + i + 1]! > LEVEL
      corners = ((corners & 2) >> 1) | ((corners & 4) << 1) | (upper ? 2 : 0) | (lower ? 4 : 0)
      if (corners === 0 || corners === 15) continue
      const cell = (j - top + 1) * across + (i - left + 1)
      const sides = turns[corners]!
      for (let k = 0; k < sides.length; k += 2) {
        const from = sideId(cell, across, sides[k]!)
        nexts[from] = sideId(cell, across, sides[k + 1]!)
        starts.push(from)
      }
    }
  }
  const loops: Float32Array[] = []
  const place = (side: number, into: number[]): void => {
    const level = side % 2 === 0
    const cell = side >> 1
    const i = (cell % across) + left - 1
    const j = Math.floor(cell / across) + top - 1
    const a = at(i, j)
    const b = level ? at(i + 1, j) : at(i, j + 1)
    const t = (LEVEL - a) / (b - a)
    addPoint(into, level ? i + t : i, level ? j : j + t)
  }
  for (const start of starts) {
    const loop: number[] = []
    let side = start
    while (nexts[side]! >= 0) {
      const next = nexts[side]!
      nexts[side] = -1
      place(side, loop)
      side = next
    }
    if (loop.length >= 6) loops.push(Float32Array.from(loop))
  }
  return loops
}

/** Even: between the upper samples of a cell. Odd: between the left ones. */
function sideId(cell: number, across: number, side: number): number {
  switch (side) {
    case TOP:
      return 2 * cell
    case LEFT:
      return 2 * cell + 1
    case BOTTOM:
      return 2 * (cell + across)
    default:
      return 2 * (cell + 1) + 1
  }
}

/** Straight runs keep their ends alone. */
function addPoint(loop: number[], x: number, y: number): void {
  const n = loop.length
  if (n >= 4) {
    const [ax, ay, bx, by] = [loop[n - 4]!, loop[n - 3]!, loop[n - 2]!, loop[n - 1]!]
    const length = Math.hypot(x - ax, y - ay)
    const off = Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax))
    if (length < LONGEST && off < STRAIGHT * length) loop.length = n - 2
  }
  loop.push(x, y)
}
