import { describe, expect, it } from 'vitest'
import type { HeadFit } from '../../../src/core/geometry/headFit.ts'
import { rotationOf } from '../../../src/core/geometry/headModel.ts'
import { headSurface } from '../../../src/core/geometry/headSurface.ts'
import { countOf, type DensityField } from '../../../src/core/sampling/densityField.ts'
import { buildHeadSet, type HeadSet } from '../../../src/core/sampling/headSet.ts'
import { measuredCount } from '../../../src/core/sampling/measuredDots.ts'
import { placeDots, placeDotsInSteps, type Dots } from '../../../src/core/sampling/placeDots.ts'
import { bytesOf, disc, fieldOf, filtered } from './fields.ts'
import { headPointSet as pointSet, pointSet as flatSet } from './shippedSet.ts'
import { skinStatistics } from './skinStatistics.ts'

function built(seed: number, count: number): HeadSet {
  const steps = buildHeadSet(seed, count)
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

const [width, height] = [900, 1200]
const fitOf = (pitch: number, yaw: number, axes: HeadFit['axes']): HeadFit => ({
  axes,
  rotation: rotationOf(yaw, pitch, 0.03),
  position: [0, 25, 900],
  focalPx: 3600,
  cx: width / 2,
  cy: height / 2,
  areaError: 0.1,
  lengthError: 0.04,
})
const bowed = fitOf(0.7, 0, { a: 78, b: 99, c: 120, squareness: 0.5 })
const above = fitOf(1.1, 0.1, { a: 72, b: 102, c: 126, squareness: 0.1, narrowing: 0.08 })
const aside = fitOf(0.3, -0.8, { a: 79, b: 94, c: 115, squareness: 0.7, narrowing: 0.15 })
const all = (density: number): DensityField => fieldOf(width, height, 4, () => density)
const place = (fit: HeadFit, field: DensityField, seed = 5): Dots =>
  placeDots(field, { seed, surface: headSurface(fit), pointSet })

describe('the dots of a head', () => {
  it('are built alike for a seed, otherwise for another, telling how far they are', () => {
    const told: number[] = []
    const steps = buildHeadSet(3, 5000)
    let step = steps.next()
    for (; !step.done; step = steps.next()) {
      told.push(step.value.done)
      expect(step.value.total).toBe(5000)
    }
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told.length).toBeGreaterThan(3)
    expect(step.value.x).toEqual(built(3, 5000).x)
    expect(step.value.x.slice(0, 20)).not.toEqual(built(4, 5000).x.slice(0, 20))
  })

  it.each([
    ['bowed', bowed, 70],
    ['seen from above', above, 60],
    ['seen from aside', aside, 60],
  ] as const)('are spaced on the skin like follicles, %s, after the first sitting and the last', (_, fit, density) => {
    const dots = place(fit, all(density))
    for (const sitting of [1, 3]) {
      const s = skinStatistics(
        fit,
        filtered(dots, (i) => dots.sitting[i]! <= sitting),
      )
      expect(s.nearest).toBeGreaterThan(0.68)
      expect(s.nearest).toBeLessThan(0.8)
      expect(s.cv).toBeGreaterThan(0.17)
      expect(s.cv).toBeLessThan(0.28)
      expect(s.p5).toBeGreaterThanOrEqual(0.3)
      expect(s.g(0.5)).toBeLessThanOrEqual(0.55)
      expect(Math.max(s.g(0.9), s.g(1), s.g(1.1), s.g(1.2))).toBeGreaterThan(1.15)
      expect(Math.max(s.g(0.9), s.g(1), s.g(1.1), s.g(1.2))).toBeLessThan(1.65)
      for (const r of [1.75, 1.9, 2.05]) expect(Math.abs(s.g(r) - 1)).toBeLessThanOrEqual(0.12)
    }
  })

  it('are as many as wanted on the skin, in the whole and cm2 by cm2', () => {
    for (const fit of [bowed, above, aside]) {
      const zone = disc(width / 2, height / 2, 200)
      const field = fieldOf(width, height, 4, (x, y) => 60 * zone(x, y))
      expect(place(fit, field).count / countOf(field, headSurface(fit))).toBeCloseTo(1, 1.5)
      const squares: number[] = []
      const surface = headSurface(fit)
      for (let y = 420; y < 780; y += 40)
        for (let x = 270; x < 630; x += 40) {
          const square = fieldOf(width, height, 2, (px, py) =>
            Math.abs(px - x) < 20 && Math.abs(py - y) < 20 ? 60 : 0,
          )
          const wanted = countOf(square, surface)
          if (surface.normalAt({ x, y })[2] > 0.42) squares.push((place(fit, square).count - wanted) / wanted)
        }
      expect(squares.length).toBeGreaterThan(30)
      expect(Math.sqrt(squares.reduce((sum, e) => sum + e * e, 0) / squares.length)).toBeLessThanOrEqual(0.12)
    }
  })

  it('are as many as promised on the whole head too, of which the rim is left out', () => {
    const field = all(60)
    const measured = (fit: HeadFit, wanted: DensityField) => measuredCount(place(fit, wanted), headSurface(fit))
    expect(measured(bowed, field) / countOf(field, headSurface(bowed))).toBeLessThan(1.01)
    // The set ends under the chin: below it nothing is placed.
    const upper = fieldOf(width, height, 2, (_, y) => (y < height / 2 ? 60 : 0))
    const share = measured(above, upper) / countOf(upper, headSurface(above))
    expect(share).toBeGreaterThan(0.97)
    expect(share).toBeLessThan(1.03)
  })

  it('face the camera, and end where the skin is seen at a slant of 87 degrees', () => {
    const dots = place(above, all(60))
    const surface = headSurface(above)
    let grazing = 0
    for (let i = 0; i < dots.count; i++) {
      const facing = surface.facingAt({ x: dots.x[i]!, y: dots.y[i]! })
      expect(facing).toBeGreaterThan(0.99 * Math.cos((87 * Math.PI) / 180))
      if (facing < 0.35) grazing++
    }
    expect(grazing).toBeGreaterThan(200)
  })

  it('move a little when the fit is refined, and are the same dots', () => {
    const { a, b, c } = bowed.axes
    const refined: HeadFit = { ...bowed, axes: { a: a * 1.02, b, c: c * 0.985, squareness: 0.42 } }
    const [before, after] = [bowed, refined].map((fit) => place(fit, all(60)))
    const places = new Map(Array.from(after!.id, (id, i) => [id, i]))
    let kept = 0
    let farthest = 0
    for (let i = 0; i < before!.count; i++) {
      const j = places.get(before!.id[i]!)
      if (j === undefined) continue
      kept++
      farthest = Math.max(farthest, Math.hypot(after!.x[j]! - before!.x[i]!, after!.y[j]! - before!.y[i]!))
    }
    expect(kept / before!.count).toBeGreaterThan(0.93)
    // 4 px are a millimetre.
    expect(farthest).toBeLessThan(16)
  })

  it('are the same in steps, again, and through a clip', () => {
    const field = all(60)
    const dots = place(bowed, field)
    expect(bytesOf(place(bowed, field))).toBe(bytesOf(dots))
    expect(bytesOf(place({ ...bowed }, field))).toBe(bytesOf(dots))
    const surface = headSurface(bowed)
    const steps = placeDotsInSteps(field, { seed: 5, surface, pointSet })
    let step = steps.next()
    while (!step.done) step = steps.next()
    expect(bytesOf(step.value)).toBe(bytesOf(dots))
    const clip = { x: 400.5, y: 300, width: 130, height: 240 }
    const inside = filtered(dots, (i) => {
      const [x, y] = [dots.x[i]!, dots.y[i]!]
      return x >= clip.x && y >= clip.y && x < clip.x + clip.width && y < clip.y + clip.height
    })
    expect(bytesOf(placeDots(field, { seed: 5, surface, pointSet, clip }))).toBe(bytesOf(inside))
  })

  it('only become more when the density rises', () => {
    const ids = (density: number) => new Set(place(aside, all(density)).id)
    const dense = ids(55)
    for (const id of ids(20)) expect(dense.has(id)).toBe(true)
  })

  it('must be there before any is placed on a head', () => {
    const surface = headSurface(bowed)
    expect(() => placeDots(all(50), { seed: 1, surface, pointSet: flatSet })).toThrow('Expected the dots of a head')
  })
})
