import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bendThrough, type Bend } from '../../../src/core/geometry/bend.ts'
import { distance } from '../../../src/core/geometry/points.ts'

const shift = fc.record({
  x: fc.double({ min: -50, max: 50, noNaN: true }),
  y: fc.double({ min: -50, max: 50, noNaN: true }),
})
/** One to four bends, evenly placed but for a little. */
const bends = fc
  .array(fc.record({ by: shift, corner: fc.boolean(), jitter: fc.double({ min: -0.3, max: 0.3, noNaN: true }) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) =>
    all.map(({ by, corner, jitter }, i): Bend => ({ by, corner, place: (i + 1 + jitter) / (all.length + 1) })),
  )
const ends = fc.record({ startFree: fc.boolean(), endFree: fc.boolean() })
const places = Array.from({ length: 101 }, (_, i) => i / 100)

describe('a bent stretch', () => {
  it('takes every bend and keeps both ends', () => {
    fc.assert(
      fc.property(bends, ends, (all, held) => {
        const bend = bendThrough(all, held)
        for (const { place, by } of all) expect(distance(bend(place), by)).toBeLessThan(1e-9)
        for (const end of [0, 1]) expect(distance(bend(end), { x: 0, y: 0 })).toBeLessThan(1e-9)
      }),
    )
  })

  it('stays as it is when one more point is put on it', () => {
    fc.assert(
      fc.property(bends, ends, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (all, held, place) => {
        fc.pre(all.every((b) => Math.abs(b.place - place) > 0.02))
        const before = bendThrough(all, held)
        const more = [...all, { place, by: before(place), corner: false }].toSorted((a, b) => a.place - b.place)
        const after = bendThrough(more, held)
        for (const p of places) expect(distance(after(p), before(p))).toBeLessThan(1e-8)
      }),
    )
  })

  it('leaves an end in its direction unless the end is free, and turns at an angle at corners alone', () => {
    const one = (corner: boolean) => [{ place: 0.4, by: { x: 0, y: 10 }, corner }]
    const slope = (bend: ReturnType<typeof bendThrough>, at: number) => (bend(at + 1e-5).y - bend(at).y) / 1e-5
    const held = bendThrough(one(false), { startFree: false, endFree: false })
    expect(slope(held, 0)).toBeCloseTo(0, 2)
    expect(slope(bendThrough(one(false), { startFree: true, endFree: false }), 0)).toBeGreaterThan(10)
    const jump = (corner: boolean) => {
      const bend = bendThrough(one(corner), { startFree: false, endFree: false })
      return Math.abs(slope(bend, 0.4) - slope(bend, 0.4 - 1e-5))
    }
    expect(jump(false)).toBeLessThan(0.1)
    expect(jump(true)).toBeGreaterThan(10)
  })
})
