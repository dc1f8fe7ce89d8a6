import { GRAZING_COS } from '../geometry/headSkin.ts'
import { isHead } from '../geometry/headSurface.ts'
import type { Surface } from '../geometry/surface.ts'
import type { Dots } from '../sampling/placeDots.ts'

/** A dot's numbers in what `all` gives. */
export const SPREAD_XX = 0
export const SPREAD_XY = 1
export const SPREAD_YY = 2
/** px2 of the photo per mm2 of skin, times the share of the dot that is drawn. */
export const COVER = 3
export const LIE_NUMBERS = 4

/** Cosine of the skin's slant. */
const FACING = 4
/** The place that they are of. */
const AT_X = 5
const AT_Y = 6
/** A cache line each. */
const KEPT_NUMBERS = 8

/** How dots lie on the skin as the photo shows it. */
export interface DotLies {
  /** LIE_NUMBERS for each dot: covariance in px2 of the photo of a dot of sigma 1 mm, and its cover; valid until asked again. */
  all(dots: Dots): Float64Array
  /** How many dots lie on skin that is measured. */
  measured(dots: Dots): number
}

/** Places for the dots of a head: ids beyond share them. */
const MOST_PLACES = 1 << 18
const FEWEST_PLACES = 1 << 14

/** Of each head: an edit, another moment and another level draw the same dots at the same places again. */
const known = new WeakMap<Surface, DotLies>()

export function dotLies(surface: Surface): DotLies {
  const before = known.get(surface)
  if (before) return before
  const lies = isHead(surface) ? remembered(surface) : reckoned(surface)
  known.set(surface, lies)
  return lies
}

let given = new Float64Array(0)

/** Room for the numbers of so many dots; the same for all who ask. */
function roomFor(count: number): Float64Array {
  if (given.length < count * LIE_NUMBERS) given = new Float64Array(2 * count * LIE_NUMBERS)
  return given
}

/** Nothing is looked up where a plane answers. */
function reckoned(surface: Surface): DotLies {
  const at = { x: 0, y: 0 }
  const one = new Float64Array(KEPT_NUMBERS)
  return {
    all(dots) {
      const out = roomFor(dots.count)
      for (let i = 0; i < dots.count; i++) {
        at.x = dots.x[i]!
        at.y = dots.y[i]!
        lieAt(surface, at, one, 0)
        for (let k = 0; k < LIE_NUMBERS; k++) out[i * LIE_NUMBERS + k] = one[k]!
      }
      return out
    },
    measured: ({ count }) => count,
  }
}

/** A dot keeps its place by its id; where another one lies, or the same one elsewhere, it is reckoned anew. */
function remembered(surface: Surface): DotLies {
  const at = { x: 0, y: 0 }
  let mask = -1
  let kept = new Float64Array(0)
  const roomForIds = ({ id, count }: Dots): void => {
    let most = 0
    for (let i = 0; i < count; i++) if (id[i]! > most) most = id[i]!
    if (most <= mask || mask + 1 === MOST_PLACES) return
    let places = FEWEST_PLACES
    while (places <= most && places < MOST_PLACES) places *= 2
    mask = places - 1
    // Of no place yet.
    kept = new Float64Array(places * KEPT_NUMBERS).fill(NaN)
  }
  /** Where in `kept` a dot's numbers begin. */
  const placeOf = (id: number, x: number, y: number): number => {
    const from = (id & mask) * KEPT_NUMBERS
    if (kept[from + AT_X] !== x || kept[from + AT_Y] !== y) {
      kept[from + AT_X] = at.x = x
      kept[from + AT_Y] = at.y = y
      lieAt(surface, at, kept, from)
    }
    return from
  }
  return {
    // On their own: the memory, which is slower than the reckoning, is asked for many dots at a time.
    all(dots) {
      roomForIds(dots)
      const out = roomFor(dots.count)
      for (let i = 0, to = 0; i < dots.count; i++, to += LIE_NUMBERS) {
        const from = placeOf(dots.id[i]!, dots.x[i]!, dots.y[i]!)
        out[to + SPREAD_XX] = kept[from + SPREAD_XX]!
        out[to + SPREAD_XY] = kept[from + SPREAD_XY]!
        out[to + SPREAD_YY] = kept[from + SPREAD_YY]!
        out[to + COVER] = kept[from + COVER]!
      }
      return out
    },
    measured(dots) {
      roomForIds(dots)
      let count = 0
      for (let i = 0; i < dots.count; i++)
        if (kept[placeOf(dots.id[i]!, dots.x[i]!, dots.y[i]!) + FACING]! > GRAZING_COS) count++
      return count
    },
  }
}

function lieAt(surface: Surface, at: { x: number; y: number }, values: Float64Array, from: number): void {
  const [m00, m01, m10, m11] = surface.metricAt(at)
  // Inverse of J'J.
  const e = m00 * m00 + m10 * m10
  const f = m00 * m01 + m10 * m11
  const h = m01 * m01 + m11 * m11
  const det = e * h - f * f
  const unit = 1 / det
  values[from + SPREAD_XX] = h * unit
  values[from + SPREAD_XY] = -f * unit
  values[from + SPREAD_YY] = e * unit
  const facing = surface.facingAt(at)
  values[from + FACING] = facing
  values[from + COVER] = 2 * Math.PI * (1 / Math.sqrt(det)) * faded(facing)
}

/**
 * Share of a dot that is drawn on skin that faces the line of sight by this cosine. From 80 degrees on its shape stays that
 * of 80, so its ink goes down as the skin that a pixel shows goes up: the tone of flat ink is the same at any slant.
 */
const faded = (cosine: number): number => Math.min(1, Math.max(0, cosine) / GRAZING_COS)

/** How many dots lie on skin that is measured: as core/sampling/measuredDots, of dots that are drawn anyway. */
export const measuredCount = (dots: Dots, surface: Surface): number => dotLies(surface).measured(dots)
