import type { HeadView } from './headModel.ts'
import { shareWhile } from './headRim.ts'
import { GRAZING_COS, RIM_COS, skinReader, someSkin, type SkinAt } from './headSkin.ts'
import type { PointPx } from './points.ts'

/**
 * Heads have bumps that no fitted form has: where the photo's head reaches beyond the form, its skin would stay bare with a
 * hard inner edge. What the form shows at 80 to 87 degrees, which is not counted, is therefore stretched out to the edge of
 * the photo's head. Skin that is measured lies where it lay, and so does every dot on it.
 */
export interface RimStretch {
  /** Where a place of the form's rim is shown; a place that is not stretched is itself. */
  toPhoto(p: PointPx): PointPx
  /** The way back, and by how much the photo is stretched there along the way out from the middle. */
  toForm(p: PointPx): { readonly at: PointPx; readonly by: number; readonly outX: number; readonly outY: number }
  /** How many times as long as squarely seen skin a length can be drawn: it is at its shortest where it is stretched. */
  readonly longest: number
}

/** Ways out from the middle that are looked at; halvings along each. */
const WAYS = 144
const HALVINGS = 16
const LEAST_RIM_PX = 1e-6

/** The edge stands out from the form by so much of the way at most: farther it is no skull. */
const MOST_OUT = 0.12
/** Over so many ways the stretch ends beside the skull that was marked. */
const ENDS_OVER = 8
/** An edge is no chord across what was not marked: its points stand nearer together, of the way out. */
const LONGEST_CHORD = 0.4

/**
 * By products, quotients and roots alone, so that every browser lays the same dots.
 * @param edge of the photo's skull, px, point by point
 */
export function rimStretch(view: HeadView, edge: readonly PointPx[]): RimStretch | null {
  const { x, y } = view.seen([0, 0, 0])
  const middle = { x, y }
  const out = outOf(middle, edge)
  if (out.every((r) => r === null)) return null
  const read = skinReader(view)
  const skin = someSkin()
  const from = new Float64Array(WAYS)
  const rim = new Float64Array(WAYS)
  const add = new Float64Array(WAYS)
  let longest = 1
  for (let i = 0; i < WAYS; i++) {
    const way = wayOf(i)
    const far = out[nearestMarked(out, i)]! * 1.5
    const facesUpTo = (cos: number): number =>
      far *
      shareWhile((share) => {
        const r = share * far
        return read(x + r * way.x, y + r * way.y, skin) && skin.facing > cos
      }, HALVINGS)
    from[i] = facesUpTo(GRAZING_COS)
    rim[i] = facesUpTo(RIM_COS)
  }
  for (let i = 0; i < WAYS; i++) {
    const marked = nearestMarked(out, i)
    const beside = Math.min(Math.abs(i - marked), WAYS - Math.abs(i - marked))
    const share = Math.max(0, 1 - beside / ENDS_OVER)
    add[i] = share * Math.max(0, Math.min(MOST_OUT * rim[marked]!, out[marked]! - rim[marked]!))
    const way = wayOf(i)
    if (add[i] === 0 || !read(x + rim[i]! * way.x, y + rim[i]! * way.y, skin)) continue
    longest = Math.max(longest, longestOf(way, 1 + add[i]! / Math.max(LEAST_RIM_PX, rim[i]! - from[i]!), skin))
  }
  const along = (p: PointPx) => {
    const r = distance(p, middle)
    const outX = (p.x - x) / r
    const outY = (p.y - y) / r
    const at = turnOf(outX, outY)
    const i = Math.floor(at) % WAYS
    const share = at - Math.floor(at)
    const of = (values: Float64Array) => values[i]! * (1 - share) + values[(i + 1) % WAYS]! * share
    const start = of(from)
    const by = 1 + of(add) / Math.max(LEAST_RIM_PX, of(rim) - start)
    return { r, outX, outY, start, by }
  }
  return {
    longest,
    toPhoto(p) {
      const { r, outX, outY, start, by } = along(p)
      if (!(r > start)) return p
      const to = start + (r - start) * by
      return { x: x + to * outX, y: y + to * outY }
    },
    toForm(p) {
      const { r, outX, outY, start, by } = along(p)
      if (!(r > start)) return { at: p, by: 1, outX, outY }
      const to = start + (r - start) / by
      return { at: { x: x + to * outX, y: y + to * outY }, by, outX, outY }
    },
  }
}

/**
 * The larger singular value of skin of 80 degrees as the photo has it, shorter down the slant by their cosine, and then
 * stretched along a way.
 */
function longestOf(way: PointPx, by: number, { normalX, normalY }: SkinAt): number {
  const short = GRAZING_COS * GRAZING_COS
  const down = (way.x * normalX + way.y * normalY) ** 2 / (normalX * normalX + normalY * normalY)
  const squares = 1 + short + (by * by - 1) * (1 - down * (1 - short))
  return Math.sqrt((squares + Math.sqrt(Math.max(0, squares * squares - 4 * by * by * short))) / 2)
}

const distance = (a: PointPx, b: PointPx): number => Math.sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y))

/** Round a square instead of a circle: from 0 to WAYS, the same in every browser. */
function turnOf(outX: number, outY: number): number {
  const t = outY / (Math.abs(outX) + Math.abs(outY))
  const turn = outX >= 0 ? (t + 4) % 4 : 2 - t
  return (turn * WAYS) / 4
}

function wayOf(i: number): PointPx {
  const turn = (4 * i) / WAYS
  const t = turn <= 1 ? turn : turn <= 3 ? 2 - turn : turn - 4
  const across = turn <= 1 || turn > 3 ? 1 - Math.abs(t) : Math.abs(t) - 1
  const r = Math.sqrt(across * across + t * t)
  return { x: across / r, y: t / r }
}

/** How far out the edge lies on each way; null where nothing was marked. */
function outOf(middle: PointPx, edge: readonly PointPx[]): (number | null)[] {
  return Array.from({ length: WAYS }, (_, i) => {
    const way = wayOf(i)
    let out: number | null = null
    for (let k = 1; k < edge.length; k++) {
      const [a, b] = [edge[k - 1]!, edge[k]!]
      const [ax, ay, bx, by] = [a.x - middle.x, a.y - middle.y, b.x - middle.x, b.y - middle.y]
      const [sideA, sideB] = [way.x * ay - way.y * ax, way.x * by - way.y * bx]
      if (sideA === sideB || sideA > 0 === sideB > 0) continue
      const share = sideA / (sideA - sideB)
      const r = way.x * (ax + share * (bx - ax)) + way.y * (ay + share * (by - ay))
      if (r > 0 && distance(a, b) < LONGEST_CHORD * r) out = Math.max(out ?? 0, r)
    }
    return out
  })
}

function nearestMarked(out: readonly (number | null)[], i: number): number {
  for (let d = 0; d < WAYS; d++) {
    if (out[(i + d) % WAYS] !== null) return (i + d) % WAYS
    if (out[(i - d + WAYS) % WAYS] !== null) return (i - d + WAYS) % WAYS
  }
  return i
}
