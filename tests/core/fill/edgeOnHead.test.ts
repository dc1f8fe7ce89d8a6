import { describe, expect, it } from 'vitest'
import { edgePoint, hairlineEdge } from '../../../src/core/fill/hairlineEdge.ts'
import type { HeadFit } from '../../../src/core/geometry/headFit.ts'
import { rotationOf } from '../../../src/core/geometry/headModel.ts'
import { headSurface } from '../../../src/core/geometry/headSurface.ts'
import type { PointPx } from '../../../src/core/geometry/points.ts'

const fit: HeadFit = {
  axes: { a: 77, b: 97, c: 121, squareness: 0.4 },
  rotation: rotationOf(0.15, 0.25, 0),
  position: [0, 20, 900],
  focalPx: 5400,
  cx: 600,
  cy: 800,
  areaError: 0.1,
  lengthError: 0.04,
}
const surface = headSurface(fit)
/** 80 mm above the line through the ears, from temple to temple. */
const path: PointPx[] = []
for (let k = -100; k <= 100; k++) {
  const x = 0.55 * k
  const z = 62 - 0.012 * x * x
  // The skin above that place of the plan.
  let [low, high] = [0, 130]
  for (let i = 0; i < 40; i++) {
    const y = (low + high) / 2
    const inside =
      0.6 * ((x / 77) ** 2 + (y / 121) ** 2 + (z / 97) ** 2) +
      0.4 * (Math.abs(x / 77) ** 3 + (y / 121) ** 3 + (z / 97) ** 3)
    if (inside < 1) low = y
    else high = y
  }
  const p = surface.toPhoto([x, low, z])
  if (p) path.push(p)
}
const middle = path[path.length >> 1]!
const edge = hairlineEdge({
  path,
  midline: middle,
  apexRight: path[20]!,
  apexLeft: path[path.length - 20]!,
  front: { x: middle.x, y: middle.y + 250 },
  surface,
  seed: 3,
  transitionMm: 8,
  irregularity: 0,
})!

/** The shortest way over the skin from a place to the line. */
const shortest = (p: PointPx): number =>
  Math.min(...path.filter((_, i) => i % 2 === 0).map((q) => surface.skinDistance(p, q)))

describe('the edge of a hairline on a head', () => {
  const point = edgePoint()

  it('is as deep on tilted skin as millimetres say: 8 mm behind the line are 8 mm', () => {
    let tilted = 0
    let asked = 0
    for (const q of path.filter((_, i) => i % 12 === 6)) {
      for (const away of [8, 20]) {
        // Straight up the photo until the skin is as far from the line.
        let [near, far] = [0, 120]
        for (let i = 0; i < 14; i++) {
          const half = (near + far) / 2
          const mm = shortest({ x: q.x, y: q.y - half })
          if (mm < away) near = half
          else far = half
        }
        const p = { x: q.x, y: q.y - near }
        if (near > 119 || surface.normalAt(p)[2] < 0.25) continue
        asked++
        if (surface.normalAt(p)[2] < 0.6) tilted++
        edge.at(p.x, p.y, point)
        expect(point.drawnMm / away).toBeGreaterThan(0.94)
        expect(point.drawnMm / away).toBeLessThan(1.06)
        expect(Math.abs(edge.coarseDepthMm(p.x, p.y) - point.drawnMm)).toBeLessThanOrEqual(edge.coarseMm)
        // And leads back over the photo to the line.
        const back = point.drawnMm / point.mmPerPx
        expect(point.footX + point.backX * back).toBeCloseTo(p.x, 6)
        expect(point.footY + point.backY * back).toBeCloseTo(p.y, 6)
      }
    }
    expect(asked).toBeGreaterThan(12)
    expect(tilted).toBeGreaterThan(4)
  })

  it('knows which side is in front', () => {
    edge.at(middle.x, middle.y + 30, point)
    expect(point.drawnMm).toBeLessThan(0)
    edge.at(middle.x, middle.y - 30, point)
    expect(point.drawnMm).toBeGreaterThan(0)
  })
})
