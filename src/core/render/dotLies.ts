import { GRAZING_COS } from '../geometry/headSkin.ts'
import { isHead } from '../geometry/headSurface.ts'
import type { Surface } from '../geometry/surface.ts'
import { placesFor } from '../sampling/dotMemory.ts'
import type { Dots } from '../sampling/placeDots.ts'

/** A dot's numbers among its LIE_NUMBERS. */
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
/** A line of the memory each. */
const KEPT_NUMBERS = 8

/** Covariance in px2 of the photo of a dot of sigma 1 mm, and its cover: LIE_NUMBERS for each of some dots, in their order. */
export type Lies = Float64Array

/** How some dots lie, among those of others: the i-th dot's numbers are those of `of[i]`. */
export interface SomeLies {
  readonly lies: Lies
  readonly of: Uint32Array
}

export interface DotLies {
  readonly lies: Lies
  /** How many of the dots lie on skin that is measured. */
  readonly measured: number
}

type LiesOf = (dots: Dots) => DotLies

/** Of each head: an edit, another moment and another level draw the same dots at the same places again. */
const known = new WeakMap<Surface, LiesOf>()

/** How dots lie on the skin as the photo shows it. */
export function dotLies(dots: Dots, surface: Surface): DotLies {
  const liesOf = known.get(surface) ?? (isHead(surface) ? remembered(surface) : reckoned(surface))
  known.set(surface, liesOf)
  return liesOf(dots)
}

/** Nothing is looked up where a plane answers. */
function reckoned(surface: Surface): LiesOf {
  return ({ count, x, y }) => {
    const at = { x: 0, y: 0 }
    const one = new Float64Array(KEPT_NUMBERS)
    const lies = new Float64Array(count * LIE_NUMBERS)
    for (let i = 0; i < count; i++) {
      at.x = x[i]!
      at.y = y[i]!
      lieAt(surface, at, one, 0)
      copyLie(one, 0, lies, i * LIE_NUMBERS)
    }
    return { lies, measured: count }
  }
}

/** A dot keeps its place by its id; where another one lies, or the same one elsewhere, it is reckoned anew. */
function remembered(surface: Surface): LiesOf {
  const at = { x: 0, y: 0 }
  /** By id, from 1: where the numbers of the dots that were asked for lie close together. 0: nowhere. */
  let slots = new Uint32Array(0)
  let kept = new Float64Array(0)
  let taken = 0
  const roomFor = ({ id, count }: Dots): void => {
    let most = 0
    for (let i = 0; i < count; i++) if (id[i]! > most) most = id[i]!
    const places = placesFor(most)
    if (places > slots.length) {
      slots = new Uint32Array(places)
      taken = 0
    }
    const needed = Math.min(slots.length, taken + count) * KEPT_NUMBERS
    if (needed <= kept.length) return
    const former = kept
    kept = new Float64Array(Math.min(slots.length * KEPT_NUMBERS, 2 * needed))
    kept.set(former)
  }
  // On their own: the memory, which is slower than the reckoning, is asked for many dots at a time.
  return (dots) => {
    roomFor(dots)
    const { count, id, x, y } = dots
    const mask = slots.length - 1
    const lies = new Float64Array(count * LIE_NUMBERS)
    let measured = 0
    for (let i = 0; i < count; i++) {
      const place = id[i]! & mask
      const isNew = slots[place] === 0
      if (isNew) slots[place] = ++taken
      const from = (slots[place]! - 1) * KEPT_NUMBERS
      if (isNew || kept[from + AT_X] !== x[i] || kept[from + AT_Y] !== y[i]) {
        kept[from + AT_X] = at.x = x[i]!
        kept[from + AT_Y] = at.y = y[i]!
        lieAt(surface, at, kept, from)
      }
      copyLie(kept, from, lies, i * LIE_NUMBERS)
      if (kept[from + FACING]! > GRAZING_COS) measured++
    }
    return { lies, measured }
  }
}

/** The numbers of one dot. */
function copyLie(from: Lies, at: number, to: Lies, start: number): void {
  to[start] = from[at]!
  to[start + 1] = from[at + 1]!
  to[start + 2] = from[at + 2]!
  to[start + 3] = from[at + 3]!
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
