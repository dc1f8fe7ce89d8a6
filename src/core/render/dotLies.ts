import { GRAZING_COS } from '../geometry/headSkin.ts'
import { isHead } from '../geometry/headSurface.ts'
import type { Surface } from '../geometry/surface.ts'
import type { Dots } from '../sampling/placeDots.ts'

/** A dot's numbers in `values`: side by side, for the memory is slower than the reckoning. */
export const SPREAD_XX = 0
export const SPREAD_XY = 1
export const SPREAD_YY = 2
/** px2 of the photo per mm2 of skin, times the share of the dot that is drawn. */
export const COVER = 3
/** The place that they are of. */
const AT_X = 4
const AT_Y = 5
/** Cosine of the skin's slant. */
const FACING = 6
const NUMBERS = 7

/** How dots lie on the skin as the photo shows it. */
export interface DotLies {
  /** Covariance in px2 of the photo of a dot of sigma 1 mm, and its cover. */
  values: Float64Array
  /** Where in `values` a dot's numbers begin; valid until the next one is asked for. */
  of(id: number, x: number, y: number): number
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

/** Nothing is looked up where a plane answers. */
function reckoned(surface: Surface): DotLies {
  const at = { x: 0, y: 0 }
  const values = new Float64Array(NUMBERS)
  return {
    values,
    of(_, x, y) {
      at.x = x
      at.y = y
      lieAt(surface, at, values, 0)
      return 0
    },
  }
}

/** A dot keeps its place by its id; where another one lies, or the same one elsewhere, it is reckoned anew. */
function remembered(surface: Surface): DotLies {
  const at = { x: 0, y: 0 }
  let mask = -1
  let values = new Float64Array(0)
  const lies: DotLies = {
    values,
    of(id, x, y) {
      if (id > mask && mask + 1 < MOST_PLACES) {
        let places = FEWEST_PLACES
        while (places <= id && places < MOST_PLACES) places *= 2
        mask = places - 1
        // Of no place yet.
        lies.values = values = new Float64Array(places * NUMBERS).fill(NaN)
      }
      const from = (id & mask) * NUMBERS
      if (values[from + AT_X] !== x || values[from + AT_Y] !== y) {
        values[from + AT_X] = at.x = x
        values[from + AT_Y] = at.y = y
        lieAt(surface, at, values, from)
      }
      return from
    },
  }
  return lies
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
export function measuredCount(dots: Dots, surface: Surface): number {
  if (!isHead(surface)) return dots.count
  const lies = dotLies(surface)
  let count = 0
  for (let i = 0; i < dots.count; i++) {
    const from = lies.of(dots.id[i]!, dots.x[i]!, dots.y[i]!)
    if (lies.values[from + FACING]! > GRAZING_COS) count++
  }
  return count
}
