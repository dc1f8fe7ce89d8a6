import { GRAZING_COS } from '../geometry/headSkin.ts'
import { isHead } from '../geometry/headSurface.ts'
import type { Surface } from '../geometry/surface.ts'
import { MOST_PLACES, placesFor } from '../sampling/dotMemory.ts'
import type { Dots } from '../sampling/placeDots.ts'

/** Where a dot's numbers stand in its row. */
export const SPREAD_XX = 0
export const SPREAD_XY = 1
export const SPREAD_YY = 2
/** px2 of the photo per mm2 of skin, times the share of the dot that is drawn. */
export const COVER = 3
/** Cosine of the skin's slant. */
const FACING = 4
/** The place that they are of. */
const AT_X = 5
const AT_Y = 6
/** A row is a line of the memory. */
const ROW = 8

/**
 * How some dots lie on the skin as the photo shows it: covariance in px2 of the photo of a dot of sigma 1 mm, and its cover.
 * What is given out once stays as it is.
 */
export interface DotLies {
  /** Rows of numbers. */
  readonly numbers: Float64Array
  /** Of each dot, where its row begins. */
  readonly rows: Uint32Array
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

/** Nothing is looked up where a plane answers, and all dots have one row. */
function reckoned(surface: Surface): LiesOf {
  return ({ count, x, y }) => {
    const at = { x: 0, y: 0 }
    const rows = new Uint32Array(count)
    let numbers = new Float64Array(ROW)
    let row = -ROW
    for (let i = 0; i < count; i++) {
      at.x = x[i]!
      at.y = y[i]!
      if (row + 2 * ROW > numbers.length) numbers = grown(numbers, 2 * numbers.length)
      lieAt(surface, at, numbers, row + ROW)
      if (row < 0 || !sameRow(numbers, row, row + ROW)) row += ROW
      rows[i] = row
    }
    return { numbers, rows, measured: count }
  }
}

function sameRow(numbers: Float64Array, a: number, b: number): boolean {
  for (let k = 0; k <= FACING; k++) if (numbers[a + k] !== numbers[b + k]) return false
  return true
}

function grown(numbers: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const more = new Float64Array(length)
  more.set(numbers)
  return more
}

/** Rows that are remembered at the most; more where one drawing has more. */
const MOST_ROWS = MOST_PLACES

/** A dot keeps its row by its id; where another one lies, or the same one elsewhere, it has a new one. */
function remembered(surface: Surface): LiesOf {
  const at = { x: 0, y: 0 }
  /** By id, from 1: which row. 0: none. */
  let slots = new Uint32Array(0)
  let numbers = new Float64Array(0)
  let taken = 0
  const roomFor = ({ id, count }: Dots): void => {
    let most = 0
    for (let i = 0; i < count; i++) if (id[i]! > most) most = id[i]!
    const places = placesFor(most)
    if (places > slots.length || taken + count > Math.max(MOST_ROWS, count)) {
      slots = new Uint32Array(Math.max(places, slots.length))
      numbers = new Float64Array(0)
      taken = 0
    }
    const needed = (taken + count) * ROW
    if (needed > numbers.length) numbers = grown(numbers, Math.min(2 * needed, Math.max(needed, MOST_ROWS * ROW)))
  }
  // On their own: the memory, which is slower than the reckoning, is asked for many dots at a time.
  return (dots) => {
    roomFor(dots)
    const { count, id, x, y } = dots
    const mask = slots.length - 1
    const rows = new Uint32Array(count)
    let measured = 0
    for (let i = 0; i < count; i++) {
      const place = id[i]! & mask
      let row = (slots[place]! - 1) * ROW
      if (row < 0 || numbers[row + AT_X] !== x[i] || numbers[row + AT_Y] !== y[i]) {
        row = ROW * taken
        slots[place] = ++taken
        numbers[row + AT_X] = at.x = x[i]!
        numbers[row + AT_Y] = at.y = y[i]!
        lieAt(surface, at, numbers, row)
      }
      rows[i] = row
      if (numbers[row + FACING]! > GRAZING_COS) measured++
    }
    return { numbers, rows, measured }
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
