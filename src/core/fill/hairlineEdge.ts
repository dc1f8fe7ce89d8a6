import type { PointPx } from '../geometry/points.ts'
import type { Surface } from '../geometry/surface.ts'
import { smoothStep } from '../sampling/noise.ts'
import { squeezes, type LinePoints } from './edgeRoom.ts'
import { isCurved, lineOnSkin, stepMm, type SkinFoot } from './lineOnSkin.ts'
import { nearestVertex } from './nearestVertex.ts'
import { BEHIND_EDGE, BEHIND_TEMPLE_EDGE, DEFINED_ZONE_MM, TEMPLE_WIDTH_FACTOR } from './ramp.ts'
import { clusteringAt, roughnessAt, roughnessGain, roughnessReachMm } from './roughness.ts'

export interface EdgeOptions {
  /** From the patient's right sideburn over the midline to the left one, px. */
  readonly path: readonly PointPx[]
  readonly midline: PointPx
  readonly apexRight: PointPx
  readonly apexLeft: PointPx
  /** Anywhere in front of the line. */
  readonly front: PointPx
  /** Closed polygon that the skin behind the line ends at; the edge is narrower where there is little room. */
  readonly outline?: readonly PointPx[]
  readonly surface: Surface
  readonly seed: number
  readonly transitionMm: number
  readonly irregularity: number
}

/** What the line says about a place; one object is filled again and again. */
export interface EdgePoint {
  /** Behind the drawn and behind the roughened line, mm; negative in front. */
  drawnMm: number
  depthMm: number
  /** Width of the sparse edge, the share of the density behind it, and the width of the zone that rises to the whole. */
  widthMm: number
  behindEdge: number
  zoneMm: number
  /** -1..1: gap to cluster. */
  clustering: number
  /** The nearest place of the drawn line, px, and the unit vector from it backwards. */
  footX: number
  footY: number
  backX: number
  backY: number
  mmPerPx: number
}

export interface HairlineEdge {
  readonly gain: number
  /** Beyond this far behind the drawn line the line has no say. */
  readonly deepMm: number
  /** Beyond this far behind the drawn line its sparse edge is over. */
  readonly sparseMm: number
  /** Beyond this far in front of the drawn line there is nothing of it. */
  readonly frontMm: number
  /** Depth behind the drawn line, right within `coarseMm`; cheap. */
  coarseDepthMm(x: number, y: number): number
  readonly coarseMm: number
  /** Fills `out` and returns it. */
  at(x: number, y: number, out: EdgePoint): EdgePoint
}

export const edgePoint = (): EdgePoint => ({
  drawnMm: 0,
  depthMm: 0,
  widthMm: 1,
  behindEdge: 1,
  zoneMm: 1,
  clustering: 0,
  footX: 0,
  footY: 0,
  backX: 0,
  backY: 0,
  mmPerPx: 1,
})

/** Vertices of the line are this far apart; a chord then errs by less than .01 mm. */
const VERTEX_MM = 0.7
const CELL_MM = 2.5
/** Nearer to the line a way has no direction that could be told. */
const LEAST_WAY_PX = 0.01
/** On tilted skin a cell of the photo is longer by as much at the most. */
const TILTED_CELLS = 4
/** Front and temple pass into each other over this length of line at the apex. */
const APEX_BLEND_MM = 20
/** Single hairs stand up to 4 mm in front of the roughened line. */
const FRONT_MM = 5

/** The line with its roughness, quick to ask about many places; null for a line without length. */
export function hairlineEdge(o: EdgeOptions): HairlineEdge | null {
  const line = verticesOf(o)
  if (!line) return null
  const { count, x, y, mmPerPx } = line
  const gain = roughnessGain(o.irregularity)
  const rough = new Float64Array(count)
  const clustering = new Float64Array(count)
  const temple = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const s = line.s[i]!
    rough[i] = roughnessAt(o.seed, s, gain)
    clustering[i] = clusteringAt(o.seed, s) * Math.min(1, gain)
    const apex = s < 0 ? line.apexRightMm : line.apexLeftMm
    temple[i] = smoothStep((Math.abs(s) - apex) / APEX_BLEND_MM + 0.5)
  }

  const onSkin = line.curved ? lineOnSkin(x, y, o.surface) : null
  const foot: SkinFoot = { from: 0, share: 0, mm: 0 }
  const cellPx = CELL_MM / mmPerPx[line.middle]!
  /** What is known of a cell: its centre's nearest vertex and depth; found when first asked for. */
  const cells = new Map<number, Cell>()
  const nearestTo = nearestVertex(x, y)
  let lastX = NaN
  let lastY = NaN
  let last: Cell = { nearest: 0, depthMm: 0 }
  const cellAt = (px: number, py: number): Cell => {
    const cx = Math.floor(px / cellPx)
    const cy = Math.floor(py / cellPx)
    // Places are asked for row by row: most lie in the cell of the one before.
    if (cx === lastX && cy === lastY) return last
    lastX = cx
    lastY = cy
    const key = cy * 65536 + cx
    let cell = cells.get(key)
    if (!cell) cells.set(key, (cell = cellOf((cx + 0.5) * cellPx, (cy + 0.5) * cellPx)))
    last = cell
    return cell
  }
  const cellOf = (px: number, py: number): Cell => {
    const i = nearestTo(px, py)
    const onPlane = Math.sqrt(squared(x[i]! - px, y[i]! - py)) * mmPerPx[i]!
    const mm = onSkin?.footOf(px, py, i, foot) ? foot.mm : onPlane
    return { nearest: i, depthMm: mm * sideOf(i, px, py) * back }
  }

  /** Twice the signed area of (a, b, p); its sign is the side. */
  const side = (a: number, b: number, px: number, py: number): number =>
    (x[b]! - x[a]!) * (py - y[a]!) - (y[b]! - y[a]!) * (px - x[a]!)
  const sideOf = (i: number, px: number, py: number): number =>
    side(Math.max(0, i - 1), Math.min(count - 1, i + 1), px, py) >= 0 ? 1 : -1
  const back = -sideOf(nearestTo(o.front.x, o.front.y), o.front.x, o.front.y)

  const squeezed = squeezes(line, back, VERTEX_MM, o.outline ?? [])
  const widest = o.transitionMm * TEMPLE_WIDTH_FACTOR
  return {
    gain,
    deepMm: roughnessReachMm(gain) + widest + DEFINED_ZONE_MM,
    sparseMm: roughnessReachMm(gain) + widest,
    frontMm: roughnessReachMm(gain) + FRONT_MM,
    coarseMm: VERTEX_MM + (onSkin ? TILTED_CELLS : 1) * CELL_MM,
    coarseDepthMm: (px, py) => cellAt(px, py).depthMm,
    at(px, py, out) {
      let i = cellAt(px, py).nearest
      let d2 = squared(x[i]! - px, y[i]! - py)
      for (let moved = true; moved;) {
        moved = false
        for (let next = i - 1, last = i + 1; next <= last; next += 2) {
          if (next < 0 || next >= count) continue
          const n2 = squared(x[next]! - px, y[next]! - py)
          if (n2 < d2) {
            d2 = n2
            i = next
            moved = true
          }
        }
      }
      // The nearest place lies on one of the two segments at the nearest vertex.
      let from = i
      let share = 0
      for (let a = i > 0 ? i - 1 : 0; a <= i && a < count - 1; a++) {
        const dx = x[a + 1]! - x[a]!
        const dy = y[a + 1]! - y[a]!
        const along = ((px - x[a]!) * dx + (py - y[a]!) * dy) / squared(dx, dy)
        const t = along < 0 ? 0 : along > 1 ? 1 : along
        const n2 = squared(x[a]! + t * dx - px, y[a]! + t * dy - py)
        if (n2 <= d2) {
          d2 = n2
          from = a
          share = t
        }
      }
      const curved = onSkin?.footOf(px, py, i, foot) ?? false
      if (curved) {
        from = foot.from
        share = foot.share
      }
      const to = from < count - 1 ? from + 1 : from
      // At a vertex the two segments may disagree about the side; the chord across it does not.
      const inner = share > 0 && share < 1
      const vertex = share >= 1 ? to : from
      const sign = (inner ? (side(from, to, px, py) >= 0 ? 1 : -1) : sideOf(vertex, px, py)) * back
      const scale = mmPerPx[from]! + (mmPerPx[to]! - mmPerPx[from]!) * share
      const t = temple[from]! + (temple[to]! - temple[from]!) * share
      out.mmPerPx = scale
      out.drawnMm = sign * (curved ? foot.mm : Math.sqrt(d2) * scale)
      out.depthMm = out.drawnMm + rough[from]! + (rough[to]! - rough[from]!) * share
      const squeeze = squeezed[from]! + (squeezed[to]! - squeezed[from]!) * share
      out.widthMm = o.transitionMm * (1 + (TEMPLE_WIDTH_FACTOR - 1) * t) * squeeze
      out.zoneMm = DEFINED_ZONE_MM * squeeze
      out.behindEdge = BEHIND_EDGE + (BEHIND_TEMPLE_EDGE - BEHIND_EDGE) * t
      out.clustering = clustering[from]! + (clustering[to]! - clustering[from]!) * share
      out.footX = x[from]! + (x[to]! - x[from]!) * share
      out.footY = y[from]! + (y[to]! - y[from]!) * share
      const a = inner ? from : vertex > 0 ? vertex - 1 : 0
      const b = inner ? to : vertex < count - 1 ? vertex + 1 : vertex
      const alongX = x[b]! - x[a]!
      const alongY = y[b]! - y[a]!
      const length = Math.sqrt(squared(alongX, alongY))
      out.backX = (-alongY / length) * back
      out.backY = (alongX / length) * back
      if (curved) alongSkin(px, py, sign, out)
      return out
    },
  }
}

/** On tilted skin the shortest way to the line runs aslant over the photo, and at a scale of its own. */
function alongSkin(px: number, py: number, sign: number, out: EdgePoint): void {
  const dx = px - out.footX
  const dy = py - out.footY
  const length = Math.sqrt(squared(dx, dy))
  if (length < LEAST_WAY_PX) return
  out.backX = (sign * dx) / length
  out.backY = (sign * dy) / length
  out.mmPerPx = Math.abs(out.drawnMm) / length
}

interface Cell {
  readonly nearest: number
  /** Of its centre, mm. */
  readonly depthMm: number
}

const squared = (dx: number, dy: number): number => dx * dx + dy * dy

interface Vertices extends LinePoints {
  /** mm along the line from the midline, negative on the patient's right. */
  readonly s: Float64Array
  readonly middle: number
  /** Whether distances must be taken on the skin. */
  readonly curved: boolean
  readonly apexRightMm: number
  readonly apexLeftMm: number
}

/** The path thinned to VERTEX_MM from the midline outwards, so that a change on one side leaves the other's alone. */
function verticesOf(o: EdgeOptions): Vertices | null {
  const { path, surface } = o
  if (path.length < 2) return null
  const middle = nearestIndex(path, o.midline)
  const curved = isCurved(path, surface)
  const right = walk(path.slice(0, middle + 1).reverse(), surface, curved)
  const left = walk(path.slice(middle), surface, curved)
  const points = [...right.points.slice(1).reverse(), ...left.points]
  if (points.length < 2) return null
  return {
    count: points.length,
    x: Float64Array.from(points, (p) => p.x),
    y: Float64Array.from(points, (p) => p.y),
    s: Float64Array.of(
      ...right.s
        .slice(1)
        .reverse()
        .map((s) => -s),
      ...left.s,
    ),
    mmPerPx: Float64Array.from(points, (p) => surface.mmPerPxAt(p)),
    middle: right.points.length - 1,
    curved,
    apexRightMm: right.s[nearestIndex(right.points, o.apexRight)] ?? 0,
    apexLeftMm: left.s[nearestIndex(left.points, o.apexLeft)] ?? 0,
  }
}

function walk(path: readonly PointPx[], surface: Surface, curved: boolean): { points: PointPx[]; s: number[] } {
  const points: PointPx[] = []
  const s: number[] = []
  let length = 0
  let last: PointPx | null = null
  for (const [i, p] of path.entries()) {
    if (last)
      length += curved
        ? stepMm(surface, last, p)
        : Math.sqrt(squared(p.x - last.x, p.y - last.y)) * surface.mmPerPxAt(p)
    last = p
    const isEnd = i === path.length - 1 && length > (s.at(-1) ?? -1)
    if (points.length > 0 && length - (s.at(-1) ?? 0) < VERTEX_MM && !isEnd) continue
    points.push(p)
    s.push(length)
  }
  return { points, s }
}

function nearestIndex(points: readonly PointPx[], to: PointPx): number {
  let best = 0
  let best2 = Infinity
  for (const [i, p] of points.entries()) {
    const d2 = squared(p.x - to.x, p.y - to.y)
    if (d2 < best2) {
      best2 = d2
      best = i
    }
  }
  return best
}
