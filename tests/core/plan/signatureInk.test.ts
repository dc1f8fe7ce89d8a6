import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_INK_LETTERS, PAD_UNITS } from '../../../src/core/plan/consent.ts'
import {
  inkRuns,
  isSigned,
  readInk,
  svgPath,
  writeInk,
  type InkPoint,
  type InkStroke,
} from '../../../src/core/plan/signatureInk.ts'

const coordinate = fc.double({ min: 0, max: PAD_UNITS, noNaN: true })
const point: fc.Arbitrary<InkPoint> = fc.oneof(
  fc.record({ x: coordinate, y: coordinate }),
  fc.record({ x: coordinate, y: coordinate, pressure: fc.double({ min: 0, max: 1, noNaN: true }) }),
)
const strokes = fc.array(fc.array(point, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 12 })

/** Loops as of a hand, 4 s long. */
const written: InkStroke = Array.from({ length: 480 }, (_, i) => ({
  x: 800 + i * 4.6 + 120 * Math.sin(i / 9),
  y: 500 + 260 * Math.sin(i / 11) * Math.cos(i / 37),
}))

/** How far a point is from the nearest place on a polyline. */
function away(p: InkPoint, line: InkStroke): number {
  const toPiece = (a: InkPoint, b: InkPoint) => {
    const [dx, dy] = [b.x - a.x, b.y - a.y]
    const along = Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)))
    return Math.hypot(p.x - a.x - along * dx, p.y - a.y - along * dy)
  }
  return Math.min(...line.map((a, i) => toPiece(a, line[i + 1] ?? a)))
}

/** Points on the curves of a stroke. */
const alongCurves = (stroke: InkStroke): InkPoint[] =>
  inkRuns(stroke).flatMap(({ from, curves }) =>
    curves.flatMap(([a, b, end], i) => {
      const start = i === 0 ? from : curves[i - 1]![2]
      return [0, 0.25, 0.5, 0.75, 1].map((t) => {
        const mix = (axis: 'x' | 'y') =>
          (1 - t) ** 3 * start[axis] +
          3 * (1 - t) ** 2 * t * a[axis] +
          3 * (1 - t) * t ** 2 * b[axis] +
          t ** 3 * end[axis]
        return { x: mix('x'), y: mix('y') }
      })
    }),
  )

describe('a signature', () => {
  it('is never stored in more letters than its bound, and comes back with its strokes', () => {
    fc.assert(
      fc.property(strokes, (drawn) => {
        const text = writeInk(drawn)
        expect(text.length).toBeLessThanOrEqual(MOST_INK_LETTERS)
        const read = readInk(text)!
        expect(read.length).toBe(drawn.length)
        for (const [i, stroke] of read.entries())
          for (const p of stroke) expect(away(p, drawn[i]!)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('keeps its form to a fifth of a screen pixel, in far less than its bound', () => {
    const text = writeInk([written])
    expect(text.length).toBeLessThan(MOST_INK_LETTERS / 4)
    const [read] = readInk(text)!
    for (const p of written) expect(away(p, read!)).toBeLessThan(1.8)
    // Smoothed again, it is drawn where it was drawn.
    for (const p of alongCurves(read!)) expect(away(p, written)).toBeLessThan(6)
  })

  it('of a pencil that was pressed in the middle of a straight line swells there', () => {
    const line: InkStroke = Array.from({ length: 41 }, (_, i) => ({
      x: 100 + 20 * i,
      y: 500,
      pressure: Math.sin((Math.PI * i) / 40),
    }))
    const [read] = readInk(writeInk([line]))!
    const widths = inkRuns(read!).map(({ width }) => width)
    expect(Math.max(...read!.map(({ pressure }) => pressure!))).toBe(1)
    expect(Math.max(...widths)).toBeGreaterThan(2 * Math.min(...widths))
    for (const [i, width] of widths.slice(1).entries()) expect(Math.abs(width - widths[i]!)).toBeLessThanOrEqual(3)
    expect(read!.length).toBeLessThan(line.length / 2)
    for (const p of alongCurves(read!)) expect(away(p, line)).toBeLessThan(0.01)
  })

  it('is drawn in few pieces: widths go in steps of one and a half units from what was pressed', () => {
    for (const pressure of [0, 0.03, 0.31, 0.5, 0.77, 1]) {
      const stroke = [0, 100].map((x) => ({ x, y: 5, pressure }))
      const [run] = inkRuns(stroke)
      expect(run!.width).toBe(Math.round((16 * (0.55 + 0.9 * pressure)) / 1.5) * 1.5)
    }
    const between = inkRuns([
      { x: 0, y: 5, pressure: 0.03 },
      { x: 100, y: 5, pressure: 0.1 },
    ])
    // 9.2 and 10.2 units: in the middle 9.7, not the middle of 9 and 10.5 that rounds up.
    expect(between[0]!.width).toBe(9)
  })

  it('of a hand that never stops is stored coarser, or by its first strokes, and never refused', () => {
    const scribble = Array.from({ length: 12_000 }, (_, i) => ({
      x: 2000 + 1900 * Math.sin(i * 1.7),
      y: 500 + 490 * Math.cos(i * 2.3),
    }))
    for (const drawn of [[scribble], Array.from({ length: 200 }, (_, i) => scribble.slice(i * 60, i * 60 + 60))]) {
      const text = writeInk(drawn)
      expect(text.length).toBeLessThanOrEqual(MOST_INK_LETTERS)
      expect(readInk(text)!.length).toBeGreaterThan(0)
      expect(isSigned(readInk(text)!)).toBe(true)
    }
  })

  it('is no touch by mistake', () => {
    expect(isSigned([])).toBe(false)
    expect(isSigned([[{ x: 1, y: 1 }]])).toBe(false)
    expect(
      isSigned([
        [
          { x: 1, y: 1 },
          { x: 40, y: 1 },
        ],
      ]),
    ).toBe(false)
    expect(isSigned([written])).toBe(true)
    expect(readInk(writeInk([]))).toEqual([])
  })

  it('is read from nothing else', () => {
    for (const text of ['1', '1,2,3,4', '1,2;', ' 1,2', '1,2  3,4', '4001,1', '1,1,101', '-1,2', 'a,b', '1e3,2'])
      expect(readInk(text), text).toBeNull()
    expect(readInk('1,2 '.repeat(MOST_INK_LETTERS))).toBeNull()
  })

  it('is as wide as it was pressed, and drawn without a number that is none', () => {
    const line = (pressure?: number): InkStroke =>
      [0, 100, 200].map((x) => ({ x, y: 50, ...(pressure !== undefined && { pressure }) }))
    const widthOf = (stroke: InkStroke) => inkRuns(stroke)[0]!.width
    expect(widthOf(line(0.9))).toBeGreaterThan(widthOf(line(0.2)))
    expect(widthOf(line())).toBeGreaterThan(0)
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), (stroke) => {
        const paths = inkRuns(stroke).map(svgPath)
        expect(paths.length).toBeGreaterThan(0)
        for (const path of paths) expect(path).toMatch(/^M[-\d. ]+(C[-\d. ]+)+$/)
      }),
    )
  })
})
