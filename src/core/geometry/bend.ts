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
  readonly tensions: readonly ReturnType<typeof tensionOver>[]
}

/**
 * What moves a curve over 0..1 so that it takes each bend and keeps both ends: the clamped spline in tension through the
 * bends (Schweikert 1966), split at corners. Of all curves through its points it takes the least bending and stretching, so
 * one more point on it leaves it as it is.
 */
export function bendThrough(bends: readonly Bend[], { startFree, endFree }: BendEnds): (place: number) => PointPx {
  const still = { x: 0, y: 0 }
  const knots = [{ place: 0, by: still, corner: startFree }, ...bends, { place: 1, by: still, corner: endFree }]
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

/**
 * Pull at the ends of the stretch: 0 is a cubic spline, which bulges by twice its way where a point is pulled beside a
 * handle; far more is a string of straight lines. By eye.
 */
const TENSION = 6

/** What a gap between two knots weighs: the solution over t in 0..1 is a + b t + c (cosh wt - 1) + d (sinh wt - wt). */
function tensionOver(gap: number) {
  const w = TENSION * gap
  const sinh = Math.sinh(w)
  const cosh = Math.cosh(w)
  const whole = w * sinh - 2 * (cosh - 1)
  return { w, sinh, cosh, whole, own: (w * (w * cosh - sinh)) / (whole * gap), other: (w * (sinh - w)) / (whole * gap) }
}

/** A spline in tension whose ends keep slope 0, or are free where they are corners. */
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
  const tensions = places.slice(1).map((place, i) => tensionOver(place - places[i]!))
  return { places, values, slopes: x.map((s, i) => ({ x: s, y: y[i]! })), tensions }
}

/** Slopes at the knots with which curvature does not jump: a tridiagonal system, solved by elimination. */
function slopesOf(
  places: readonly number[],
  values: readonly number[],
  free: { readonly start: boolean; readonly end: boolean },
): number[] {
  const last = places.length - 1
  const gaps = places.slice(1).map((place, i) => {
    const gap = place - places[i]!
    const { own, other } = tensionOver(gap)
    return { own, other, pull: ((own + other) * (values[i + 1]! - values[i]!)) / gap }
  })
  /** Row i: below s[i-1] + middle s[i] + over s[i+1] = sum. */
  const row = (i: number) => {
    const held = (i === 0 && !free.start) || (i === last && !free.end)
    if (held) return { below: 0, middle: 1, over: 0, sum: 0 }
    const [l, r] = [gaps[i - 1] ?? none, gaps[i] ?? none]
    return { below: l.other, middle: l.own + r.own, over: r.other, sum: l.pull + r.pull }
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

const none = { own: 0, other: 0, pull: 0 }

function valueIn({ places, values, slopes, tensions }: Piece, place: number): PointPx {
  let i = 0
  while (i < places.length - 2 && place > places[i + 1]!) i++
  const gap = places[i + 1]! - places[i]!
  const t = (place - places[i]!) / gap
  const { w, sinh, cosh, whole } = tensions[i]!
  const bow = Math.cosh(w * t) - 1
  const twist = Math.sinh(w * t) - w * t
  const along = (axis: 'x' | 'y'): number => {
    const start = values[i]![axis]
    const slope = gap * slopes[i]![axis]
    const rest = values[i + 1]![axis] - start - slope
    const turn = (gap * slopes[i + 1]![axis] - slope) / w
    const c = (rest * (cosh - 1) - turn * (sinh - w)) / whole
    const d = (turn * (cosh - 1) - rest * sinh) / whole
    return start + slope * t + c * bow + d * twist
  }
  return { x: along('x'), y: along('y') }
}
