import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HeadFit } from '../../../src/core/geometry/headFit.ts'
import { rotationOf } from '../../../src/core/geometry/headModel.ts'
import { headSurface } from '../../../src/core/geometry/headSurface.ts'
import type { PointPx } from '../../../src/core/geometry/points.ts'
import { flatSurface, type Mask } from '../../../src/core/geometry/surface.ts'

const fitOf = (o: { yaw?: number; pitch?: number; roll?: number } & Partial<HeadFit> = {}): HeadFit => ({
  axes: { a: 76, b: 97, c: 122, squareness: 0.4, narrowing: 0.1 },
  rotation: rotationOf(o.yaw ?? 0, o.pitch ?? 0.4, o.roll ?? 0),
  position: [10, 20, 900],
  focalPx: 3000,
  cx: 500,
  cy: 700,
  areaError: 0.1,
  lengthError: 0.04,
  ...o,
})

const heads = fc
  .record({
    yaw: fc.double({ min: -3, max: 3, noNaN: true }),
    pitch: fc.double({ min: -0.2, max: 1.4, noNaN: true }),
    roll: fc.double({ min: -0.2, max: 0.2, noNaN: true }),
    squareness: fc.double({ min: 0, max: 1, noNaN: true }),
    z: fc.double({ min: 500, max: 1500, noNaN: true }),
  })
  .map(({ squareness, z, ...pose }) =>
    fitOf({ ...pose, axes: { a: 78, b: 95, c: 118, squareness }, position: [-5, 30, z], focalPx: 3.2 * z }),
  )
/** Within the middle of the head, so that the skin is seen there. */
const offset = fc.record({
  x: fc.double({ min: -0.6, max: 0.6, noNaN: true }),
  y: fc.double({ min: -0.6, max: 0.6, noNaN: true }),
})
const placeOn = (fit: HeadFit, o: PointPx): PointPx => {
  const [x, y, z] = fit.position
  const reach = (70 * fit.focalPx) / z
  return { x: fit.cx + (fit.focalPx * x) / z + reach * o.x, y: fit.cy + (fit.focalPx * y) / z + reach * o.y }
}
const apart = (a: readonly number[], b: readonly number[]): number => Math.hypot(...a.map((v, k) => v - b[k]!))

describe('the skin of a head', () => {
  it('is found from a place of the photo, and found again on it', () => {
    fc.assert(
      fc.property(heads, offset, (fit, o) => {
        const surface = headSurface(fit)
        const p = placeOn(fit, o)
        const back = surface.toPhoto(surface.toSkin(p)!)!
        expect(Math.hypot(back.x - p.x, back.y - p.y)).toBeLessThan(1e-6)
      }),
      { numRuns: 60 },
    )
  })

  it('has a metric that measures small steps, and an area that is its determinant', () => {
    fc.assert(
      fc.property(heads, offset, (fit, o) => {
        const surface = headSurface(fit)
        const p = placeOn(fit, o)
        const [j0, j1, j2, j3] = surface.metricAt(p)
        const h = 0.01
        for (const [dx, dy] of [
          [1, 0],
          [0, 1],
          [0.8, -0.6],
        ] as const) {
          const [a, b] = [-h, h].map((s) => surface.toSkin({ x: p.x + s * dx, y: p.y + s * dy })!)
          const mmPerPx = apart(a!, b!) / (2 * h)
          expect(Math.hypot(j0 * dx + j1 * dy, j2 * dx + j3 * dy) / mmPerPx).toBeCloseTo(1, 3)
        }
        expect(surface.mmPerPxAt(p) ** 2 / (j0 * j3 - j1 * j2)).toBeCloseTo(1, 6)
      }),
      { numRuns: 60 },
    )
  })

  it('has normals that stand on it', () => {
    fc.assert(
      fc.property(heads, offset, (fit, o) => {
        const surface = headSurface(fit)
        const p = placeOn(fit, o)
        const normal = surface.normalAt(p)
        expect(Math.hypot(...normal)).toBeCloseTo(1, 9)
        // Steps over the skin, in the camera's frame.
        const place = (q: PointPx) => {
          const mm = surface.toSkin(q)!
          const r = fit.rotation
          return [0, 3, 6].map((k) => r[k]! * mm[0] + r[k + 1]! * mm[1] + r[k + 2]! * mm[2])
        }
        const at = place(p)
        for (const q of [
          { x: p.x + 0.01, y: p.y },
          { x: p.x, y: p.y + 0.01 },
        ]) {
          const step = place(q).map((v, k) => v - at[k]!)
          const along = step[0]! * normal[0] + step[1]! * normal[1] - step[2]! * normal[2]
          expect(Math.abs(along) / Math.hypot(...step)).toBeLessThan(1e-3)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('faces the line of sight as its normal says, and nowhere is a px less of it than the least', () => {
    fc.assert(
      fc.property(heads, offset, (fit, o) => {
        const surface = headSurface(fit)
        const p = placeOn(fit, o)
        const normal = surface.normalAt(p)
        const [u, v] = [(p.x - fit.cx) / fit.focalPx, (p.y - fit.cy) / fit.focalPx]
        const cos = (normal[2] - u * normal[0] - v * normal[1]) / Math.hypot(u, v, 1)
        expect(surface.facingAt(p)).toBeCloseTo(Math.max(0, cos), 9)
        const [xx, xy, yx, yy] = surface.metricAt(p)
        for (let angle = 0; angle < Math.PI; angle += 0.2) {
          const [x, y] = [Math.cos(angle), Math.sin(angle)]
          expect(Math.hypot(xx * x + xy * y, yx * x + yy * y)).toBeGreaterThan(surface.leastMmPerPx)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('of a ball has the area of its cap, and arcs of its radius', () => {
    const radius = 90
    const distance = 1000
    const ball = fitOf({
      axes: { a: radius, b: radius, c: radius, squareness: 0 },
      position: [0, 0, distance],
    })
    const surface = headSurface(ball)
    // All skin within 50 degrees of the axis: a disc on the photo.
    const angle = (50 * Math.PI) / 180
    const rim = ball.focalPx * ((radius * Math.sin(angle)) / (distance - radius * Math.cos(angle)))
    const cap: Mask = {
      width: 1000,
      height: 1400,
      coverageAt: (x, y) => (Math.hypot(x + 0.5 - ball.cx, y + 0.5 - ball.cy) <= rim ? 255 : 0),
    }
    const { value, low, high } = surface.areaMm2Of(cap)
    expect(value / (2 * Math.PI * radius * radius * (1 - Math.cos(angle)))).toBeCloseTo(1, 2)
    expect(high - value).toBeCloseTo(value - low)
    const [top, bottom] = [-1, 1].map((s) => ({ x: ball.cx, y: ball.cy + s * rim }))
    expect(surface.skinDistance(top!, bottom!)).toBeCloseTo(2 * angle * radius, 0)
    const middle = surface.pointAlongSkin(top!, bottom!, angle * radius)!
    expect(Math.abs(middle.y - ball.cy)).toBeLessThan(1)
  })

  it('ends at the rim: beside the head is no skin, behind it none is shown', () => {
    const surface = headSurface(fitOf())
    const beside = { x: -400, y: 700 }
    expect(surface.toSkin(beside)).toBeNull()
    expect(surface.normalAt(beside)).toEqual([0, 0, 1])
    expect(surface.facingAt(beside)).toBe(0)
    expect(surface.mmPerPxAt(beside)).toBeGreaterThan(0.2)
    expect(surface.skinDistance(beside, { x: 500, y: 700 })).toBeNaN()
    expect(surface.pointAlongSkin(beside, { x: 500, y: 700 }, 10)).toBeNull()
    expect(surface.toPhoto([0, 0, -97])).toBeNull()
  })
})

describe('a flat photo', () => {
  it('takes the skin above the brows to be an eighth longer than its picture', () => {
    const flat = flatSurface({ mmPerPx: 0.1 })
    const [a, b] = [
      { x: 0, y: 710 },
      { x: 0, y: 0 },
    ]
    expect(flat.planeDistance(a, b)).toBeCloseTo(71)
    expect(flat.skinDistance(a, b)).toBeCloseTo(80.2, 1)
    expect(flat.pointAlongSkin(a, b, 40.115)!.y).toBeCloseTo(355)
    expect(flat.pointAlongSkin(a, a, 10)).toBeNull()
  })
})
