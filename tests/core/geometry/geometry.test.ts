import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distance } from '../../../src/core/geometry/points.ts'
import { boundsOf, clipToConvex, isInside, polygonArea, rasterPolygon } from '../../../src/core/geometry/polygon.ts'
import { splineThrough } from '../../../src/core/geometry/spline.ts'

const coordinate = fc.double({ min: -30, max: 130, noNaN: true })
const point = fc.record({ x: coordinate, y: coordinate })
const square = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 100 },
  { x: 0, y: 100 },
]

describe('a spline', () => {
  it('passes through its points in order', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 9 }), (points) => {
        const path = splineThrough(points, 2)
        let from = 0
        for (const p of points) {
          const found = path.findIndex((q, i) => i >= from && distance(p, q) < 1e-6)
          expect(found).toBeGreaterThanOrEqual(0)
          from = found
        }
      }),
    )
  })

  it('is straight through points on a line', () => {
    for (const p of splineThrough(
      [
        { x: 0, y: 5 },
        { x: 10, y: 5 },
        { x: 90, y: 5 },
      ],
      1,
    ))
      expect(p.y).toBeCloseTo(5)
  })

  it('survives points that coincide', () => {
    const p = { x: 3, y: 4 }
    expect(splineThrough([p, p, p], 1)).toEqual([p])
    expect(splineThrough([], 1)).toEqual([])
    expect(splineThrough([p, p, { x: 9, y: 9 }], 1).every((q) => Number.isFinite(q.x + q.y))).toBe(true)
  })
})

describe('a polygon', () => {
  it('covers as many cells as it has area', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        const grid = { left: -40, top: -40, step: 2, width: 90, height: 90 }
        const sum = rasterPolygon([a, b, c], grid).reduce((s, v) => s + v, 0) / 255
        expect(Math.abs(sum * 4 - Math.abs(polygonArea([a, b, c])))).toBeLessThan(5)
      }),
    )
  })

  it('is the same whether cut into grids or not', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 7 }), (polygon) => {
        const whole = rasterPolygon(polygon, { left: 0, top: 0, step: 1, width: 100, height: 100 })
        const part = rasterPolygon(polygon, { left: 37, top: 21, step: 1, width: 40, height: 50 })
        for (let y = 0; y < 50; y++) {
          for (let x = 0; x < 40; x++) {
            expect(Math.abs(part[y * 40 + x]! - whole[(y + 21) * 100 + x + 37]!)).toBeLessThanOrEqual(1)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it('knows what lies inside, also where it crosses itself', () => {
    expect(isInside(square, { x: 50, y: 50 })).toBe(true)
    expect(isInside(square, { x: 150, y: 50 })).toBe(false)
    const twice = [...square, ...square]
    expect(isInside(twice, { x: 50, y: 50 })).toBe(true)
    expect(Math.max(...rasterPolygon(twice, { left: 0, top: 0, step: 10, width: 10, height: 10 }))).toBe(255)
  })

  it('keeps of another what lies within', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        const clipped = clipToConvex([a, b, c], square)
        expect(Math.abs(polygonArea(clipped))).toBeLessThanOrEqual(Math.abs(polygonArea([a, b, c])) + 1e-6)
        const box = boundsOf(clipped)
        if (!box) return
        expect(box.x).toBeGreaterThanOrEqual(-1e-6)
        expect(box.x + box.width).toBeLessThanOrEqual(100 + 1e-6)
      }),
    )
    expect(
      clipToConvex(
        [
          { x: 200, y: 0 },
          { x: 300, y: 0 },
          { x: 200, y: 50 },
        ],
        square,
      ),
    ).toEqual([])
  })
})
