import type { PointPx } from './points.ts'

/** A turn, one size and a shift: (x, y) goes to (a x - b y + dx, b x + a y + dy). */
export interface Similarity {
  readonly a: number
  readonly b: number
  readonly dx: number
  readonly dy: number
}

export const unmoved: Similarity = { a: 1, b: 0, dx: 0, dy: 0 }

export const isUnmoved = ({ a, b, dx, dy }: Similarity): boolean => a === 1 && b === 0 && dx === 0 && dy === 0

/** Length after over length before. */
export const sizeOf = ({ a, b }: Similarity): number => Math.hypot(a, b)

export const moved = ({ a, b, dx, dy }: Similarity, p: PointPx): PointPx => ({
  x: a * p.x - b * p.y + dx,
  y: b * p.x + a * p.y + dy,
})

/** The first one, and then the other. */
export function followedBy(first: Similarity, then: Similarity): Similarity {
  const { x, y } = moved(then, { x: first.dx, y: first.dy })
  return { a: then.a * first.a - then.b * first.b, b: then.b * first.a + then.a * first.b, dx: x, dy: y }
}

/** What leads back. */
export function inverse({ a, b, dx, dy }: Similarity): Similarity {
  const square = a * a + b * b
  const back = { a: a / square, b: -b / square }
  return { ...back, dx: -(back.a * dx - back.b * dy), dy: -(back.b * dx + back.a * dy) }
}

/** A turn by an angle, clockwise as seen, and a size, about a point that stays. */
export function about(centre: PointPx, size: number, angleRad = 0): Similarity {
  const a = size * Math.cos(angleRad)
  const b = size * Math.sin(angleRad)
  return { a, b, dx: centre.x - a * centre.x + b * centre.y, dy: centre.y - b * centre.x - a * centre.y }
}

export interface PointPair {
  readonly from: PointPx
  readonly to: PointPx
  readonly weight: number
}

/**
 * The similarity that brings points nearest to where they belong, by least squares.
 * @returns null where the points do not tell a turn and a size: fewer than two places
 */
export function fitSimilarity(pairs: readonly PointPair[]): Similarity | null {
  const total = pairs.reduce((sum, p) => sum + p.weight, 0)
  if (!(total > 0)) return null
  const mean = (of: (p: PointPair) => number) => pairs.reduce((sum, p) => sum + p.weight * of(p), 0) / total
  const from = { x: mean((p) => p.from.x), y: mean((p) => p.from.y) }
  const to = { x: mean((p) => p.to.x), y: mean((p) => p.to.y) }
  let [spread, along, across] = [0, 0, 0]
  for (const p of pairs) {
    const [fx, fy] = [p.from.x - from.x, p.from.y - from.y]
    const [tx, ty] = [p.to.x - to.x, p.to.y - to.y]
    spread += p.weight * (fx * fx + fy * fy)
    along += p.weight * (fx * tx + fy * ty)
    across += p.weight * (fx * ty - fy * tx)
  }
  if (!(spread > 0)) return null
  const [a, b] = [along / spread, across / spread]
  if (a === 0 && b === 0) return null
  return { a, b, dx: to.x - (a * from.x - b * from.y), dy: to.y - (b * from.x + a * from.y) }
}
