import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { polygonArea } from '../../src/core/geometry/polygon.ts'
import { contoursOf } from '../../src/ui/canvas/overlays/contour.ts'

const whole = (width: number, height: number) => ({ left: 0, top: 0, right: width, bottom: height })

function samplesOf(width: number, height: number, coverage: (x: number, y: number) => number) {
  const bytes = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) bytes[y * width + x] = coverage(x, y)
  return { width, height, coverage: bytes }
}

/** A disc with an edge one sample wide. */
const disc = (cx: number, cy: number, r: number) => (x: number, y: number) =>
  Math.round(255 * Math.max(0, Math.min(1, r - Math.hypot(x - cx, y - cy) + 0.5)))

const pointsOf = (loop: Float32Array) =>
  Array.from({ length: loop.length / 2 }, (_, i) => ({ x: loop[2 * i] ?? NaN, y: loop[2 * i + 1] ?? NaN }))

describe('the outline of an area', () => {
  it('runs along the edge of a painted disc to a tenth of a sample', () => {
    const radii = fc.double({ min: 4, max: 18, noNaN: true })
    const centres = fc.double({ min: 20, max: 28, noNaN: true })
    fc.assert(
      fc.property(radii, centres, centres, (r, cx, cy) => {
        const loops = contoursOf(samplesOf(48, 48, disc(cx, cy, r)), whole(48, 48))
        expect(loops).toHaveLength(1)
        for (const loop of loops) {
          for (const p of pointsOf(loop)) expect(Math.abs(Math.hypot(p.x - cx, p.y - cy) - r)).toBeLessThan(0.1)
        }
      }),
    )
  })

  it('is the same however many samples are looked at together', () => {
    const side = fc.integer({ min: 0, max: 45 })
    fc.assert(
      fc.property(side, side, side, fc.double({ min: 1, max: 30, noNaN: true }), (x0, x1, y0, r) => {
        const round = disc(x1, y0, r)
        const shape = (x: number, y: number) => (x >= 45 ? 0 : x >= x0 && x < x1 && y >= y0 ? 255 : round(x, y))
        const [wide, narrow] = [samplesOf(48, 48, shape), samplesOf(45, 48, shape)]
        expect(contoursOf(wide, whole(45, 48))).toEqual(contoursOf(narrow, whole(45, 48)))
      }),
    )
  })

  it('closes at the edge of the photo', () => {
    const loops = contoursOf(
      samplesOf(8, 6, () => 255),
      whole(8, 6),
    )
    expect(loops).toHaveLength(1)
    for (const loop of loops) {
      const points = pointsOf(loop)
      expect(Math.min(...points.map((p) => p.x))).toBeCloseTo(-0.5, 1)
      expect(Math.max(...points.map((p) => p.x))).toBeCloseTo(7.5, 1)
    }
  })

  it('goes round a hole the other way', () => {
    const ring = (x: number, y: number) => disc(20, 20, 15)(x, y) - disc(20, 20, 6)(x, y)
    const loops = contoursOf(samplesOf(40, 40, ring), whole(40, 40))
    const signs = loops.map((loop) => Math.sign(polygonArea(pointsOf(loop))))
    expect(signs).toHaveLength(2)
    expect(signs).toContain(-1)
    expect(signs).toContain(1)
  })

  it('encloses what is covered, whatever the shape, and leaves nothing behind for the next one', () => {
    const cells = fc.array(fc.boolean(), { minLength: 81, maxLength: 81 })
    fc.assert(
      fc.property(cells, (on) => {
        const samples = samplesOf(9, 9, (x, y) => (on[y * 9 + x] ? 255 : 0))
        const loops = contoursOf(samples, whole(9, 9))
        const again = contoursOf(samples, whole(9, 9))
        expect(again).toEqual(loops)
        // Inside is on the left on a screen whose y points down: outer borders count as negative.
        const enclosed = -loops.reduce((sum, loop) => sum + polygonArea(pointsOf(loop)), 0)
        const covered = on.filter(Boolean).length
        // A lone sample shows as a diamond of half a cell.
        expect(enclosed).toBeGreaterThan(0.45 * covered - 0.01)
        expect(enclosed).toBeLessThan(covered + 18)
      }),
    )
  })
})
