import type { PointPx, RectPx } from './points.ts'

/** Signed area of a closed polygon, px2; positive where it runs clockwise on screen. */
export function polygonArea(polygon: readonly PointPx[]): number {
  let twice = 0
  let p = polygon.at(-1)
  for (const q of polygon) {
    if (p) twice += p.x * q.y - q.x * p.y
    p = q
  }
  return twice / 2
}

/** Whether a point lies inside, by the non-zero rule. */
export function isInside(polygon: readonly PointPx[], at: PointPx): boolean {
  let winding = 0
  let p = polygon.at(-1)
  for (const q of polygon) {
    if (p && p.y <= at.y !== q.y <= at.y) {
      const x = p.x + ((at.y - p.y) / (q.y - p.y)) * (q.x - p.x)
      if (x > at.x) winding += q.y > p.y ? 1 : -1
    }
    p = q
  }
  return winding !== 0
}

/** The smallest rectangle round the points, null for none. */
export function boundsOf(points: readonly PointPx[]): RectPx | null {
  if (points.length === 0) return null
  let x0 = Infinity
  let y0 = Infinity
  let x1 = -Infinity
  let y1 = -Infinity
  for (const { x, y } of points) {
    x0 = Math.min(x0, x)
    y0 = Math.min(y0, y)
    x1 = Math.max(x1, x)
    y1 = Math.max(y1, y)
  }
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }
}

/**
 * The part of a polygon inside a convex one (Sutherland-Hodgman). Where the rest falls into pieces they stay joined
 * by edges along the convex border that enclose nothing.
 */
export function clipToConvex(polygon: readonly PointPx[], convex: readonly PointPx[]): PointPx[] {
  const sense = Math.sign(polygonArea(convex))
  let kept = [...polygon]
  let a = convex.at(-1)
  for (const b of convex) {
    if (a && kept.length > 0) kept = clipToHalfPlane(kept, a, b, sense)
    a = b
  }
  return kept
}

function clipToHalfPlane(polygon: readonly PointPx[], a: PointPx, b: PointPx, sense: number): PointPx[] {
  const depth = (p: PointPx) => sense * ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x))
  const kept: PointPx[] = []
  let p = polygon.at(-1)!
  let dp = depth(p)
  for (const q of polygon) {
    const dq = depth(q)
    if (dp >= 0 !== dq >= 0) {
      const t = dp / (dp - dq)
      kept.push({ x: p.x + (q.x - p.x) * t, y: p.y + (q.y - p.y) * t })
    }
    if (dq >= 0) kept.push(q)
    p = q
    dp = dq
  }
  return kept
}

/** Cells of `step` px; the first one's upper left corner is at (left, top). */
export interface CellGrid {
  readonly left: number
  readonly top: number
  readonly step: number
  readonly width: number
  readonly height: number
}

/**
 * How much of each cell the polygon covers, 0..255, exact to rounding. Parts wound twice count once.
 * Signed areas are added up along each row, so the cost is that of the outline plus what lies beside it.
 */
export function rasterPolygon(polygon: readonly PointPx[], grid: CellGrid): Uint8Array {
  const { width, height } = grid
  const coverage = new Uint8Array(width * height)
  const edges = crossingsOf(polygon, grid)
  for (let y = 0; y < height; y++) coverRow(edges, y, 0, width, 0, coverage, y * width)
  return coverage
}

/** Cells that are looked at together: most lie between edges, and are as the one before. */
const STRETCH = 64

/**
 * What the edges of a polygon change from each cell of a grid to the next, and in which stretches of a row any does. It holds
 * until the next polygon is asked for.
 */
export interface Edges {
  readonly sums: Float32Array
  readonly touched: Uint8Array
  readonly width: number
  /** Stretches of one row; the last one has what lies beyond the grid. */
  readonly stretches: number
}

/** Grown as needed and 0 where the last polygon touched nothing: fresh memory costs a hand more than the work on it. */
let scratch: Edges = { sums: new Float32Array(0), touched: new Uint8Array(0), width: 0, stretches: 1 }

/** @param grid what of the polygon lies beside it counts only as far as it changes the grid's cells */
export function crossingsOf(polygon: readonly PointPx[], { left, top, step, width, height }: CellGrid): Edges {
  const stretches = Math.ceil((width + 1) / STRETCH)
  clear(scratch)
  const { sums, touched } = scratch
  const edges: Edges = {
    sums: sums.length < (width + 1) * height ? new Float32Array((width + 1) * height) : sums,
    touched: touched.length < stretches * height ? new Uint8Array(stretches * height) : touched,
    width,
    stretches,
  }
  scratch = edges
  let p = polygon.at(-1)
  for (const q of polygon) {
    if (p) addEdge(edges, height, (p.x - left) / step, (p.y - top) / step, (q.x - left) / step, (q.y - top) / step)
    p = q
  }
  return edges
}

function clear({ sums, touched, width, stretches }: Edges): void {
  for (let i = 0; i < touched.length; i++) {
    if (touched[i] === 0) continue
    touched[i] = 0
    const row = Math.floor(i / stretches) * (width + 1)
    const from = (i % stretches) * STRETCH
    sums.fill(0, row + from, row + Math.min(width + 1, from + STRETCH))
  }
}

/** Whether an edge touches cells of a row from a stretch's first on. */
export function isTouched({ touched, stretches }: Edges, y: number, from: number, to: number): boolean {
  const row = y * stretches
  const end = row + Math.ceil(to / STRETCH)
  for (let i = row + Math.floor(from / STRETCH); i < end; i++) if (touched[i] !== 0) return true
  return false
}

/** Coverage behind a sum of signed areas, 0..255. */
export const coveredBy = (sum: number): number => Math.min(255, Math.round(Math.abs(sum) * 255))

/**
 * Covers the cells of a row into bytes that are 0, from the first cell of a stretch on.
 * @param sum of the cells before them
 * @param at where the first cell's byte lies
 * @returns the sum behind them
 */
export function coverRow(
  { sums, touched, width, stretches }: Edges,
  y: number,
  from: number,
  to: number,
  sum: number,
  into: Uint8Array,
  at: number,
): number {
  const row = y * (width + 1)
  let covered = coveredBy(sum)
  for (let x = from; x < to;) {
    const end = Math.min(to, x + STRETCH)
    if (touched[y * stretches + x / STRETCH] === 0) {
      if (covered > 0) into.fill(covered, at + x - from, at + end - from)
      x = end
      continue
    }
    for (; x < end; x++) {
      const change = sums[row + x]!
      if (change !== 0) {
        sum += change
        covered = coveredBy(sum)
      }
      into[at + x - from] = covered
    }
  }
  return sum
}

function addEdge(edges: Edges, height: number, ax: number, ay: number, bx: number, by: number): void {
  if (ay === by) return
  const sense = ay < by ? 1 : -1
  const [x0, y0, x1, y1] = sense > 0 ? [ax, ay, bx, by] : [bx, by, ax, ay]
  const slope = (x1 - x0) / (y1 - y0)
  const first = Math.max(0, Math.floor(y0))
  const last = Math.min(height - 1, Math.ceil(y1) - 1)
  for (let row = first; row <= last; row++) {
    const top = Math.max(y0, row)
    const bottom = Math.min(y1, row + 1)
    if (bottom <= top) continue
    const from = x0 + (top - y0) * slope
    const to = x0 + (bottom - y0) * slope
    addRow(edges, row, Math.min(from, to), Math.max(from, to), sense * (bottom - top))
  }
}

/** Spreads the height `rise` of an edge over the cells between xa <= xb of one row. */
function addRow(edges: Edges, y: number, xa: number, xb: number, rise: number): void {
  const { sums, touched, width, stretches } = edges
  if (xa >= width) return
  const row = y * (width + 1)
  if (xb <= 0) {
    sums[row] = sums[row]! + rise
    touched[y * stretches] = 1
    return
  }
  const span = xb - xa
  if (xa < 0 || xb > width) {
    // Only what lies beside the grid is clamped, so that neighbouring grids meet without a seam.
    if (xa < 0) {
      sums[row] = sums[row]! + (rise * -xa) / span
      touched[y * stretches] = 1
    }
    const inA = Math.max(0, xa)
    const inB = Math.min(width, xb)
    addRow(edges, y, inA, inB, (rise * (inB - inA)) / span)
    return
  }
  const firstCell = Math.floor(xa)
  const lastCell = Math.min(width - 1, Math.max(firstCell, Math.ceil(xb) - 1))
  const lastStretch = Math.floor((lastCell + 1) / STRETCH)
  for (let i = Math.floor(firstCell / STRETCH); i <= lastStretch; i++) touched[y * stretches + i] = 1
  let done = 0
  for (let cell = firstCell; cell <= lastCell; cell++) {
    const from = Math.max(xa, cell)
    const to = Math.min(xb, cell + 1)
    const part = span > 1e-12 ? (rise * (to - from)) / span : rise
    const covered = part * (1 - ((from + to) / 2 - cell))
    // What this cell has not is due in the next one.
    sums[row + cell] = sums[row + cell]! + covered
    sums[row + cell + 1] = sums[row + cell + 1]! + part - covered
    done += part
  }
  sums[row + lastCell + 1] = sums[row + lastCell + 1]! + rise - done
}
