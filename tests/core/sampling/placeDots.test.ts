import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flatSurface, type Surface } from '../../../src/core/geometry/surface.ts'
import { countOf } from '../../../src/core/sampling/densityField.ts'
import { placeDots, placeDotsInSteps } from '../../../src/core/sampling/placeDots.ts'
import { pointSet } from './shippedSet.ts'
import { byId, bytesOf, disc, fieldOf, filtered } from './fields.ts'

const surface = flatSurface({ mmPerPx: 0.08 })
const width = 2400
const height = 1800
const soft = disc(1200, 900, 800, 200)
const field = fieldOf(width, height, 4, (x, y) => 150 * soft(x, y))
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const whole = placeDots(field, { seed: 5, surface, pointSet })

describe('placing dots', () => {
  it('gives the same bytes for the same seed, at once or in slices, and other dots for another', () => {
    expect(bytesOf(placeDots(field, { seed: 5, surface, pointSet }))).toEqual(bytesOf(whole))
    const steps = placeDotsInSteps(field, { seed: 5, surface, pointSet })
    let step = steps.next()
    let last = 0
    while (!step.done) {
      expect(step.value.done).toBeGreaterThanOrEqual(last)
      expect(step.value.total).toBeGreaterThanOrEqual(step.value.done)
      last = step.value.done
      step = steps.next()
    }
    expect(last).toBe(whole.count)
    expect(bytesOf(step.value)).toEqual(bytesOf(whole))
    expect(placeDots(field, { seed: 6, surface, pointSet }).x.slice(0, 50)).not.toEqual(whole.x.slice(0, 50))
  })

  it('orders dots by an id that no other dot has', () => {
    for (let i = 1; i < whole.count; i++) expect(whole.id[i]!).toBeGreaterThan(whole.id[i - 1]!)
  })

  it('gives through a clip exactly the dots that lie in it', () => {
    const side = fc.integer({ min: 0, max: 2400 })
    fc.assert(
      fc.property(side, side, side, side, seeds, (x, y, w, h, seed) => {
        const clip = { x: x + 0.25, y, width: w, height: h }
        const all = placeDots(field, { seed, surface, pointSet })
        const inside = filtered(all, (i) => {
          const px = all.x[i]!
          const py = all.y[i]!
          return px >= clip.x && py >= clip.y && px < clip.x + clip.width && py < clip.y + clip.height
        })
        expect(bytesOf(placeDots(field, { seed, surface, pointSet, clip }))).toEqual(bytesOf(inside))
      }),
      { numRuns: 12 },
    )
  })

  it('adds up to the whole over tiles in any order', () => {
    const count = [3, 0, 2, 1].reduce((sum, tile) => {
      const clip = { x: (tile % 2) * 1200, y: Math.floor(tile / 2) * 900, width: 1200, height: 900 }
      return sum + placeDots(field, { seed: 5, surface, pointSet, clip }).count
    }, 0)
    expect(count).toBe(whole.count)
  })

  it('gives an area that is split in two the dots of the whole, but for the cut', () => {
    const cut = 1100
    const halves = [-1, 1].map((side) =>
      placeDots(
        fieldOf(width, height, 4, (x, y) => ((x - cut) * side > 0 ? 150 * soft(x, y) : 0)),
        { seed: 5, surface, pointSet },
      ),
    )
    const parts = new Map(halves.flatMap((dots) => [...byId(dots)]))
    const all = byId(whole)
    for (const [id, dot] of parts) expect(all.get(id)).toBe(dot)
    // Between two samples the density falls from one to the other: the cut is as wide as that, and takes half.
    const lost = filtered(whole, (i) => !parts.has(whole.id[i]!))
    for (const x of lost.x) expect(Math.abs(x - cut)).toBeLessThanOrEqual(4)
    expect(parts.size + lost.count).toBe(whole.count)
  })

  it('keeps every dot when the area grows, and loses only those outside when it shrinks', () => {
    const large = byId(whole)
    const inner = disc(1100, 900, 300, 1)
    const small = placeDots(
      fieldOf(width, height, 4, (x, y) => 150 * soft(x, y) * inner(x, y)),
      { seed: 5, surface, pointSet },
    )
    expect(small.count).toBeGreaterThan(1000)
    for (const [id, dot] of byId(small)) expect(large.get(id)).toBe(dot)
    const deepInside = filtered(whole, (i) => Math.hypot(whole.x[i]! - 1100, whole.y[i]! - 900) < 290)
    const kept = byId(small)
    for (const [id, dot] of byId(deepInside)) expect(kept.get(id)).toBe(dot)
  })

  it('only adds dots when the density rises', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 300, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (d, part) => {
          const at = (density: number) =>
            placeDots(
              fieldOf(width, height, 6, (x, y) => density * soft(x, y)),
              { seed: 9, surface, pointSet },
            )
          const dense = byId(at(d))
          for (const [id, dot] of byId(at(d * part))) expect(dense.get(id)).toBe(dot)
        },
      ),
      { numRuns: 10 },
    )
  })

  it('holds each sitting inside the next, 30, 70 and 100 % of the density everywhere', () => {
    const shares = [1, 2, 3].map((n) => filtered(whole, (i) => whole.sitting[i]! <= n).count / whole.count)
    expect(shares[0]).toBeCloseTo(0.3, 1)
    expect(shares[1]).toBeCloseTo(0.7, 1)
    expect(shares[2]).toBe(1)
    const first = placeDots(
      fieldOf(width, height, 4, (x, y) => 150 * 0.3 * soft(x, y)),
      { seed: 5, surface, pointSet },
    )
    const ofFirst = filtered(whole, (i) => whole.sitting[i] === 1)
    expect(Math.abs(first.count - ofFirst.count)).toBeLessThanOrEqual(2)
  })

  it('places as many dots as the field asks for, at any scale of the photo', () => {
    for (const mmPerPx of [0.03, 0.08, 0.3]) {
      const scaled = flatSurface({ mmPerPx })
      const dots = placeDots(field, { seed: 3, surface: scaled, pointSet })
      const wanted = countOf(field, scaled)
      expect(Math.abs(dots.count - wanted)).toBeLessThanOrEqual(Math.max(0.006 * wanted, 1.5 * Math.sqrt(wanted)))
    }
  })

  it('lays dots on a tilted plane as densely as on a facing one', () => {
    // Seen at 60 degrees: y is foreshortened by half.
    const plane: Surface = {
      ...surface,
      mmPerPxAt: () => Math.sqrt(0.08 * 0.16),
      metricAt: () => [0.08, 0, 0, 0.16],
      toSkin: (p) => [p.x * 0.08, p.y * 0.16, 0],
      toPhoto: (mm) => ({ x: mm[0] / 0.08, y: mm[1] / 0.16 }),
    }
    const dots = placeDots(field, { seed: 3, surface: plane, pointSet })
    expect(dots.count / countOf(field, plane)).toBeCloseTo(1, 1)
  })

  it('asks a curved surface dot by dot, and finds the same dots where it happens to be flat', () => {
    // A bulge of less than a px at one corner: no affine map any more.
    const bulge = (p: { x: number; y: number }) => (p.x < 30 && p.y < 30 ? 0.001 : 0)
    const curved: Surface = {
      ...surface,
      toSkin: (p) => [p.x * 0.08 + bulge(p), p.y * 0.08, 0],
    }
    const dots = placeDots(field, { seed: 5, surface: curved, pointSet })
    expect([...dots.id]).toEqual([...whole.id])
    for (let i = 0; i < dots.count; i += 97) expect(dots.x[i]).toBeCloseTo(whole.x[i]!, 2)
  })

  it('varies diameters by 15 % and strengths by 20 %, independently', () => {
    const spread = (v: Float32Array) => {
      const mean = v.reduce((sum, n) => sum + n, 0) / v.length
      return { mean, cv: Math.sqrt(v.reduce((sum, n) => sum + (n - mean) ** 2, 0) / v.length) / mean }
    }
    const d = spread(whole.diameterMm)
    const s = spread(whole.strength)
    expect(d.mean).toBeCloseTo(0.12, 2)
    expect(d.cv).toBeGreaterThan(0.14)
    expect(d.cv).toBeLessThan(0.16)
    expect(s.mean).toBeCloseTo(1, 1)
    expect(s.cv).toBeGreaterThan(0.185)
    expect(s.cv).toBeLessThan(0.215)
    let product = 0
    for (let i = 0; i < whole.count; i++)
      product += (whole.diameterMm[i]! / d.mean - 1) * (whole.strength[i]! / s.mean - 1)
    expect(Math.abs(product / whole.count / d.cv / s.cv)).toBeLessThan(0.03)
  })

  it('places nothing on an empty field or outside the photo', () => {
    const empty = fieldOf(400, 400, 4, () => 0)
    expect(placeDots(empty, { seed: 1, surface, pointSet }).count).toBe(0)
    expect(
      placeDots(
        fieldOf(0, 0, 4, () => 0),
        { seed: 1, surface, pointSet },
      ).count,
    ).toBe(0)
    const clip = { x: -500, y: -500, width: 100, height: 100 }
    expect(placeDots(field, { seed: 1, surface, pointSet, clip }).count).toBe(0)
  })

  it('refuses sitting shares that do not rise', () => {
    expect(() => placeDots(field, { seed: 1, surface, pointSet, sittingShares: [0.7, 0.3, 1] })).toThrow('0.7, 0.3, 1')
  })
})
