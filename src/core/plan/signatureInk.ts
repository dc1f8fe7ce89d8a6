import { MOST_INK_LETTERS, PAD_UNITS } from './consent.ts'

/** The strokes of a signature: coded for a record, bounded in size, and smoothed for the screen and for paper. */

/** Pads are at most as high as they are wide. */
const MOST_UNITS = PAD_UNITS
/** A touch by mistake is no signature: ink of less than this is none, units (3 % of the pad's width). */
const LEAST_INK = 120
/** Width of a line without pressure, units: 3 px on a pad of 740 px, half a millimetre on paper. */
const LINE_UNITS = 16

export interface InkPoint {
  readonly x: number
  readonly y: number
  /** 0..1; absent where the pointer has none. */
  readonly pressure?: number
}
export type InkStroke = readonly InkPoint[]

/** A piece of a stroke of one width: from a point by cubic curves, each of two controls and its end. */
export interface InkRun {
  readonly width: number
  readonly from: InkPoint
  readonly curves: readonly (readonly [InkPoint, InkPoint, InkPoint])[]
}

/** `x,y` or `x,y,pressure in %` per point, points apart by a space, strokes by a semicolon. */
const code = (strokes: readonly InkStroke[]): string =>
  strokes
    .map((stroke) =>
      stroke
        .map(({ x, y, pressure }) => {
          const place = `${whole(x)},${whole(y)}`
          return pressure === undefined ? place : `${place},${Math.round(Math.min(1, Math.max(0, pressure)) * 100)}`
        })
        .join(' '),
    )
    .join(';')

const whole = (units: number): number => Math.min(MOST_UNITS, Math.max(0, Math.round(units)))

/**
 * Codes strokes with no more points than their form needs, and never in more letters than `MOST_INK_LETTERS`: the longer
 * the ink, the coarser. Of ink beyond all measure the strokes that were drawn first are kept.
 */
export function writeInk(strokes: readonly InkStroke[]): string {
  const drawn = strokes.filter((stroke) => stroke.length > 0)
  for (let tolerance = 1; tolerance <= 64; tolerance *= 2) {
    const text = code(drawn.map((stroke) => thinned(stroke, tolerance)))
    if (text.length <= MOST_INK_LETTERS) return text
  }
  const coarse = drawn.map((stroke) => code([thinned(stroke, 64)]))
  let text = ''
  for (const one of coarse) {
    const longer = text === '' ? one : `${text};${one}`
    if (longer.length > MOST_INK_LETTERS) break
    text = longer
  }
  return text || (coarse[0] ?? '').slice(0, MOST_INK_LETTERS).replace(/ [^ ]*$/, '')
}

const POINT = /^(\d{1,4}),(\d{1,4})(?:,(\d{1,3}))?$/

/** The strokes again; null where the text is none of `writeInk`'s. */
export function readInk(text: string): readonly InkStroke[] | null {
  if (text.length > MOST_INK_LETTERS) return null
  if (text === '') return []
  const strokes: InkStroke[] = []
  for (const coded of text.split(';')) {
    const stroke: InkPoint[] = []
    for (const point of coded.split(' ')) {
      const [, x, y, pressure] = POINT.exec(point) ?? []
      if (x === undefined || Number(x) > MOST_UNITS || Number(y) > MOST_UNITS || Number(pressure ?? 0) > 100)
        return null
      stroke.push({ x: Number(x), y: Number(y), ...(pressure !== undefined && { pressure: Number(pressure) / 100 }) })
    }
    strokes.push(stroke)
  }
  return strokes
}

/** Whether it is more than a touch by mistake. */
export function isSigned(strokes: readonly InkStroke[]): boolean {
  const lengths = strokes.map((stroke) =>
    stroke.reduce((sum, p, i) => (i === 0 ? 0 : sum + Math.hypot(p.x - stroke[i - 1]!.x, p.y - stroke[i - 1]!.y)), 0),
  )
  return lengths.reduce((sum, length) => sum + length, 0) >= LEAST_INK
}

/** Douglas and Peucker's: the points that lie farther than the tolerance, units, from the line through the others. */
function thinned(stroke: InkStroke, tolerance: number): InkStroke {
  const kept = new Set([0, stroke.length - 1])
  const waiting: (readonly [number, number])[] = [[0, stroke.length - 1]]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [from, to] = next
    let farthest = { at: -1, away: tolerance }
    for (let i = from + 1; i < to; i++) {
      const away = distance(stroke[i]!, stroke[from]!, stroke[to]!)
      if (away > farthest.away) farthest = { at: i, away }
    }
    if (farthest.at < 0) continue
    kept.add(farthest.at)
    waiting.push([from, farthest.at], [farthest.at, to])
  }
  return stroke.filter((_, i) => kept.has(i))
}

/**
 * To the piece between two points, not to the line through them: a stroke may go back on itself. How much wider or narrower
 * the stroke was there counts as a distance, too.
 */
function distance(p: InkPoint, a: InkPoint, b: InkPoint): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const square = dx * dx + dy * dy
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / square))
  const width = widthOf(a) + along * (widthOf(b) - widthOf(a))
  return Math.hypot(p.x - a.x - along * dx, p.y - a.y - along * dy, widthOf(p) - width)
}

/**
 * A stroke as smooth curves through its points, in pieces of one width each where it was pressed on. Tangents are those of
 * the parabola through three neighbours by their distance (non-uniform Catmull-Rom), which does not overshoot where points
 * lie apart unevenly.
 */
export function inkRuns(stroke: InkStroke): readonly InkRun[] {
  const [first] = stroke
  if (!first) return []
  if (stroke.length === 1) return [{ width: inSteps(widthOf(first)), from: first, curves: [[first, first, first]] }]
  const tangents = stroke.map((_, i) => tangentAt(stroke, i))
  const runs: { width: number; from: InkPoint; curves: [InkPoint, InkPoint, InkPoint][] }[] = []
  for (let i = 1; i < stroke.length; i++) {
    const [a, b] = [stroke[i - 1]!, stroke[i]!]
    const third = Math.hypot(b.x - a.x, b.y - a.y) / 3
    const [out, into] = [tangents[i - 1]!, tangents[i]!]
    const curve: Cubic = [
      a,
      { x: a.x + out.x * third, y: a.y + out.y * third },
      { x: b.x - into.x * third, y: b.y - into.y * third },
      b,
    ]
    const [narrow, swells] = [widthOf(a), widthOf(b) - widthOf(a)]
    const pieces = Math.max(1, Math.round(Math.abs(swells) / WIDTH_STEP))
    for (let piece = 0; piece < pieces; piece++) {
      const [from, ...controls] = pieces === 1 ? curve : partOf(curve, piece / pieces, (piece + 1) / pieces)
      const width = inSteps(narrow + (swells * (piece + 0.5)) / pieces)
      const last = runs.at(-1)
      if (last && last.width === width) last.curves.push(controls)
      else runs.push({ width, from, curves: [controls] })
    }
  }
  return runs
}

/** Units of width: steps that the eye does not see as such, so that a stroke is few pieces. */
const WIDTH_STEP = 1.5
const inSteps = (width: number): number => Math.round(width / WIDTH_STEP) * WIDTH_STEP

const widthOf = ({ pressure }: InkPoint): number =>
  pressure === undefined ? LINE_UNITS : LINE_UNITS * (0.55 + 0.9 * pressure)

type Cubic = readonly [InkPoint, InkPoint, InkPoint, InkPoint]

/** A cubic curve from one of its parameters to another, 0..1 each, by its blossom (de Casteljau's steps, one parameter each). */
function partOf([a, b, c, d]: Cubic, from: number, to: number): Cubic {
  const mix = (p: InkPoint, q: InkPoint, t: number) => ({ x: p.x + (q.x - p.x) * t, y: p.y + (q.y - p.y) * t })
  const blossom = (u: number, v: number, w: number) => {
    const middle = mix(b, c, u)
    return mix(mix(mix(a, b, u), middle, v), mix(middle, mix(c, d, u), v), w)
  }
  return [blossom(from, from, from), blossom(from, from, to), blossom(from, to, to), blossom(to, to, to)]
}

/** Per unit of length. */
function tangentAt(stroke: InkStroke, i: number): { x: number; y: number } {
  const here = stroke[i]!
  const [before, after] = [stroke[i - 1] ?? here, stroke[i + 1] ?? here]
  const [back, on] = [distanceOf(before, here), distanceOf(here, after)]
  if (back === 0 || on === 0) {
    const length = distanceOf(before, after) || 1
    return { x: (after.x - before.x) / length, y: (after.y - before.y) / length }
  }
  const part = (axis: 'x' | 'y') =>
    (((here[axis] - before[axis]) / back) * on + ((after[axis] - here[axis]) / on) * back) / (back + on)
  return { x: part('x'), y: part('y') }
}

const distanceOf = (a: InkPoint, b: InkPoint): number => Math.hypot(b.x - a.x, b.y - a.y)

/** A piece as the `d` of an SVG path. */
export const svgPath = ({ from, curves }: InkRun): string =>
  `M${at(from)}${curves.map(([a, b, end]) => `C${at(a)} ${at(b)} ${at(end)}`).join('')}`

const at = ({ x, y }: InkPoint): string => `${x.toFixed(1)} ${y.toFixed(1)}`
