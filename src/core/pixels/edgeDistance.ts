import { part, whole, type Steps } from '../geometry/steps.ts'

/** Farther than anything on a photo, cells: where there is no edge at all. */
const NOWHERE = 1e6
/** Lines of cells that are worked on in one piece. */
const PIECE = 64
/** Of the time that it takes. */
const NEAREST_FROM = 0.15
const NEAREST_TO = 0.5

/**
 * Signed distance from the centre of each cell to the edge of a coverage, cells: negative inside, positive outside. The edge
 * is the line on which the coverage, taken as linear between the cells' centres, crosses a level; the grid's own border is
 * none. The nearest piece of it is found by the exact distance transform of Felzenszwalb and Huttenlocher (2012), its
 * distance is measured on the piece itself: within a quarter of a cell of a smooth edge.
 * @param coverage 0..255, row-major
 * @param level 0..255, exclusive
 */
export const edgeDistance = (coverage: Uint8Array, width: number, height: number, level: number): Float32Array =>
  whole(edgeDistanceInSteps(coverage, width, height, level))

/** The same with turns for others. */
export function* edgeDistanceInSteps(
  coverage: Uint8Array,
  width: number,
  height: number,
  level: number,
): Steps<Float32Array> {
  const edge = piecesOf(coverage, width, height, level)
  const out = new Float32Array(width * height)
  if (edge.count === 0) return out.fill((coverage[0] ?? 0) >= level ? -NOWHERE : NOWHERE)
  yield NEAREST_FROM
  const nearest = yield* part(nearestSquares(edge, width, height), NEAREST_FROM, NEAREST_TO)
  for (let j = 0; j < height; j++) {
    if (j % PIECE === 0) yield NEAREST_TO + ((1 - NEAREST_TO) * j) / height
    for (let i = 0; i < width; i++) {
      const cell = j * width + i
      const d = Math.sqrt(aroundSquare(edge, nearest[cell]!, i, j))
      out[cell] = coverage[cell]! >= level ? -d : d
    }
  }
  return out
}

/** The edge in pieces, by the squares between four cells' centres: square (i, j) has the centres of cells i, j to i + 1, j + 1. */
interface Pieces {
  readonly across: number
  readonly down: number
  /** The first piece of each square, -1 for none; a square has one or two, one after the other. */
  readonly first: Int32Array
  readonly double: Uint8Array
  /** ax, ay, bx, by of each, in cells from the first one's centre. */
  readonly ends: Float32Array
  readonly count: number
}

function piecesOf(coverage: Uint8Array, width: number, height: number, level: number): Pieces {
  const across = Math.max(0, width - 1)
  const down = Math.max(0, height - 1)
  const first = new Int32Array(across * down).fill(-1)
  const double = new Uint8Array(across * down)
  const ends: number[] = []
  for (let j = 0; j < down; j++) {
    for (let i = 0; i < across; i++) {
      const at = j * width + i
      const a = coverage[at]!
      const b = coverage[at + 1]!
      const c = coverage[at + width + 1]!
      const d = coverage[at + width]!
      const inside = (a >= level ? 1 : 0) + (b >= level ? 2 : 0) + (c >= level ? 4 : 0) + (d >= level ? 8 : 0)
      if (inside === 0 || inside === 15) continue
      const share = (from: number, to: number) => (level - 0.5 - from) / (to - from)
      const top = () => [i + share(a, b), j] as const
      const right = () => [i + 1, j + share(b, c)] as const
      const bottom = () => [i + share(d, c), j + 1] as const
      const left = () => [i, j + share(a, d)] as const
      const square = j * across + i
      first[square] = ends.length / 4
      switch (inside) {
        case 1:
        case 14:
          ends.push(...left(), ...top())
          break
        case 2:
        case 13:
          ends.push(...top(), ...right())
          break
        case 4:
        case 11:
          ends.push(...right(), ...bottom())
          break
        case 8:
        case 7:
          ends.push(...bottom(), ...left())
          break
        case 3:
        case 12:
          ends.push(...left(), ...right())
          break
        case 6:
        case 9:
          ends.push(...top(), ...bottom())
          break
        case 5:
          ends.push(...left(), ...top(), ...right(), ...bottom())
          double[square] = 1
          break
        case 10:
          ends.push(...top(), ...right(), ...bottom(), ...left())
          double[square] = 1
          break
      }
    }
  }
  return { across, down, first, double, ends: Float32Array.from(ends), count: ends.length / 4 }
}

/** For each cell the square with an edge whose middle is nearest to the cell's centre. */
function* nearestSquares({ across, down, first }: Pieces, width: number, height: number): Steps<Int32Array> {
  // Down each column of squares first: the row of the nearest one, seen from each row of cells.
  const rows = new Int32Array(across * height).fill(-1)
  for (let i = 0; i < across; i++) {
    if (i % PIECE === 0) yield i / across / 2
    let last = -1
    for (let j = 0; j < height; j++) {
      if (j > 0 && first[(j - 1) * across + i]! >= 0) last = j - 1
      rows[j * across + i] = last
    }
    last = -1
    for (let j = height - 1; j >= 0; j--) {
      if (j < down && first[j * across + i]! >= 0) last = j
      const above = rows[j * across + i]!
      // A square's middle lies half a cell below its row.
      if (last >= 0 && (above < 0 || last + 0.5 - j < j - above - 0.5)) rows[j * across + i] = last
    }
  }
  // Then along each row: the lower envelope of the parabolas over the columns.
  const nearest = new Int32Array(width * height)
  const at = new Int32Array(across)
  const from = new Float64Array(across + 1)
  const heightOf = new Float64Array(across)
  for (let j = 0; j < height; j++) {
    if (j % PIECE === 0) yield 0.5 + j / height / 2
    let k = -1
    for (let i = 0; i < across; i++) {
      const row = rows[j * across + i]!
      if (row < 0) continue
      const f = (row + 0.5 - j) ** 2
      heightOf[i] = f
      let cross = -Infinity
      while (k >= 0) {
        const other = at[k]!
        cross = (f + i * i - heightOf[other]! - other * other) / (2 * (i - other))
        if (cross > from[k]!) break
        k--
        cross = -Infinity
      }
      k++
      at[k] = i
      from[k] = cross
      from[k + 1] = Infinity
    }
    let on = 0
    for (let i = 0; i < width; i++) {
      while (from[on + 1]! < i - 0.5) on++
      const column = at[on]!
      nearest[j * width + i] = rows[j * across + column]! * across + column
    }
  }
  return nearest
}

/** Squared distance from a cell's centre to the edge in a square and the eight around it. */
function aroundSquare({ across, down, first, double, ends }: Pieces, square: number, x: number, y: number): number {
  const column = square % across
  const row = (square - column) / across
  let least = Infinity
  for (let j = Math.max(0, row - 1); j <= Math.min(down - 1, row + 1); j++) {
    for (let i = Math.max(0, column - 1); i <= Math.min(across - 1, column + 1); i++) {
      const one = first[j * across + i]!
      if (one < 0) continue
      for (let piece = one; piece <= one + double[j * across + i]!; piece++) {
        const ax = ends[piece * 4]!
        const ay = ends[piece * 4 + 1]!
        const dx = ends[piece * 4 + 2]! - ax
        const dy = ends[piece * 4 + 3]! - ay
        const length2 = dx * dx + dy * dy
        let t = length2 > 0 ? ((x - ax) * dx + (y - ay) * dy) / length2 : 0
        t = t < 0 ? 0 : t > 1 ? 1 : t
        const ex = x - ax - t * dx
        const ey = y - ay - t * dy
        const d = ex * ex + ey * ey
        if (d < least) least = d
      }
    }
  }
  return least
}
