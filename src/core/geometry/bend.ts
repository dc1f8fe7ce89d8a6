import type { PointPx } from './points.ts'

/** What a curve is moved by at one place of it. */
export interface Bend {
  /** 0..1, strictly ascending from bend to bend. */
  readonly place: number
  readonly by: PointPx
  /** The two sides meet here at an angle. */
  readonly corner: boolean
}

/** How an end of the bent stretch is held: in its direction, or by its place alone. */
export interface BendEnds {
  readonly startFree: boolean
  readonly endFree: boolean
}

interface Piece {
  readonly places: readonly number[]
  readonly values: readonly PointPx[]
  readonly slopes: readonly PointPx[]
}

/**
 * What moves a curve over 0..1 so that it takes each bend and keeps both ends: the clamped cubic spline through the bends,
 * split at corners. Of all curves through its points it is the least bent, so one more point on it leaves it as it is.
 */
export function bendThrough(bends: readonly Bend[], { startFree, endFree }: BendEnds): (place: number) => PointPx {
  const none = { x: 0, y: 0 }
  const knots = [{ place: 0, by: none, corner: startFree }, ...bends, { place: 1, by: none, corner: endFree }]
  const pieces: Piece[] = []
  let start = 0
  for (let k = 1; k < knots.length; k++) {
    if (k < knots.length - 1 && !knots[k]!.corner) continue
    pieces.push(pieceOf(knots.slice(start, k + 1)))
    start = k
  }
  return (place) => {
    const piece = pieces.find(({ places }) => place <= places.at(-1)!) ?? pieces.at(-1)!
    return valueIn(piece, place)
  }
}

/** A cubic spline whose ends keep slope 0, or are free where they are corners. */
function pieceOf(knots: readonly Bend[]): Piece {
  const places = knots.map((k) => k.place)
  const values = knots.map((k) => k.by)
  const free = { start: knots[0]!.corner, end: knots.at(-1)!.corner }
  const along = (axis: 'x' | 'y') =>
    slopesOf(
      places,
      values.map((v) => v[axis]),
      free,
    )
  const x = along('x')
  const y = along('y')
  return { places, values, slopes: x.map((s, i) => ({ x: s, y: y[i]! })) }
}

/** Slopes at the knots with which curvature does not jump: a tridiagonal system, solved by elimination. */
function slopesOf(
  places: readonly number[],
  values: readonly number[],
  free: { readonly start: boolean; readonly end: boolean },
): number[] {
  const last = places.length - 1
  const gap = (i: number) => places[i + 1]! - places[i]!
  const rise = (i: number) => (values[i + 1]! - values[i]!) / gap(i)
  /** Row i: below s[i-1] + middle s[i] + above s[i+1] = right. */
  const row = (i: number) => {
    if (i === 0) return free.start ? row3(0, 2, 1, 3 * rise(0)) : row3(0, 1, 0, 0)
    if (i === last) return free.end ? row3(1, 2, 0, 3 * rise(last - 1)) : row3(0, 1, 0, 0)
    const [l, r] = [1 / gap(i - 1), 1 / gap(i)]
    return row3(l, 2 * (l + r), r, 3 * (rise(i - 1) * l + rise(i) * r))
  }
  const above: number[] = []
  const right: number[] = []
  for (let i = 0; i <= last; i++) {
    const { below, middle, over, sum } = row(i)
    const pivot = middle - below * (above[i - 1] ?? 0)
    above.push(over / pivot)
    right.push((sum - below * (right[i - 1] ?? 0)) / pivot)
  }
  for (let i = last - 1; i >= 0; i--) right[i] = right[i]! - above[i]! * right[i + 1]!
  return right
}

const row3 = (below: number, middle: number, over: number, sum: number) => ({ below, middle, over, sum })

function valueIn({ places, values, slopes }: Piece, place: number): PointPx {
  let i = 0
  while (i < places.length - 2 && place > places[i + 1]!) i++
  const gap = places[i + 1]! - places[i]!
  const t = (place - places[i]!) / gap
  const t2 = t * t
  const t3 = t2 * t
  const h1 = 2 * t3 - 3 * t2 + 1
  const h2 = (t3 - 2 * t2 + t) * gap
  const h3 = -2 * t3 + 3 * t2
  const h4 = (t3 - t2) * gap
  const [a, b, m, n] = [values[i]!, values[i + 1]!, slopes[i]!, slopes[i + 1]!]
  return { x: h1 * a.x + h2 * m.x + h3 * b.x + h4 * n.x, y: h1 * a.y + h2 * m.y + h3 * b.y + h4 * n.y }
}
