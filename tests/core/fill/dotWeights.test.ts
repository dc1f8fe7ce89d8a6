import { describe, expect, it } from 'vitest'
import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import type { FillSettings } from '../../../src/core/design/design.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { densityFieldOf } from '../../../src/core/fill/densityField.ts'
import { edgeOf } from '../../../src/core/fill/fieldParts.ts'
import { dotWeights } from '../../../src/core/fill/dotWeights.ts'
import { edgePoint } from '../../../src/core/fill/hairlineEdge.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { placeDots } from '../../../src/core/sampling/placeDots.ts'
import { bytesOf } from '../sampling/fields.ts'
import { pointSet } from '../sampling/shippedSet.ts'

const start = newDesign({ id: 'p', hash: 'h', width: 3000, height: 3600 }, { seed: 3 })
// The hairline low on the forehead leaves a deep area behind it.
const down = (p: { x: number; y: number }) => ({ x: p.x, y: p.y + 350 })
const { right, left } = start.hairline
const design = {
  ...start,
  hairline: {
    ...start.hairline,
    midline: down(start.hairline.midline),
    right: { ...right, midFrontal: down(right.midFrontal), apex: down(right.apex) },
    left: { ...left, midFrontal: down(left.midFrontal), apex: down(left.apex) },
  },
}
const surface = surfaceOf(design)
const placed = placeDots(densityFieldOf(design, surface), { seed: 3, surface, pointSet })
const weighted = (change: Partial<FillSettings>) =>
  dotWeights(placed, { ...design, fill: { ...design.fill, ...change } }, surface)
const mean = (v: ArrayLike<number>) => Array.from(v).reduce((sum, n) => sum + n, 0) / v.length

describe('weighing dots', () => {
  it('shows the dots of the sittings so far, each a part of the next', () => {
    const [one, two, three] = [weighted({ sitting: 1 }), weighted({ sitting: 2 }), weighted({ sitting: 3 })]
    expect(three.count).toBe(placed.count)
    expect(one.count / placed.count).toBeCloseTo(0.3, 1)
    expect(two.count / placed.count).toBeCloseTo(0.7, 1)
    const later = new Set(two.id)
    for (const id of one.id) expect(later.has(id)).toBe(true)
  })

  it('takes the size and its variation from the design, and moves no dot', () => {
    const large = weighted({ dotSizeMm: 0.18, sizeVariation: 0 })
    for (const d of large.diameterMm) expect(d).toBeCloseTo(0.18, 6)
    expect(large.x).toEqual(placed.x)
    expect(large.id).toEqual(placed.id)
    const usual = weighted({ dotSizeMm: 0.12, sizeVariation: 0.15 })
    expect(usual.diameterMm).toEqual(placed.diameterMm)
    const wild = weighted({ sizeVariation: 0.4 })
    const order = [...usual.diameterMm.keys()].toSorted((a, b) => usual.diameterMm[a]! - usual.diameterMm[b]!)
    for (let i = 1; i < order.length; i++)
      expect(wild.diameterMm[order[i]!]!).toBeGreaterThanOrEqual(wild.diameterMm[order[i - 1]!]!)
  })

  it('dilutes the dots at the hairline and leaves those behind alone', () => {
    const dots = weighted({})
    const edge = edgeOf(design, surface)!
    const point = edgePoint()
    const atLine: number[] = []
    const inFront: number[] = []
    for (let i = 0; i < dots.count; i++) {
      const factor = dots.strength[i]! / placed.strength[i]!
      const { depthMm, widthMm } = edge.at(dots.x[i]!, dots.y[i]!, point)
      if (depthMm < 0) inFront.push(factor)
      else if (depthMm < 2) atLine.push(factor)
      else if (depthMm > widthMm) expect(factor).toBeCloseTo(1, 5)
    }
    expect(mean(atLine)).toBeGreaterThan(0.74)
    expect(mean(atLine)).toBeLessThan(0.8)
    for (const factor of inFront) expect(factor).toBeCloseTo(0.7, 5)
  })

  it('dilutes no dot where paint reaches over the line: that is one surface', () => {
    const { midline } = design.hairline
    const add = paintCapsule(design.area.add, midline, midline, 12 / surface.mmPerPxAt(midline), 0, 'max')
    const joined = dotWeights(placed, { ...design, area: { ...design.area, add } }, surface)
    const plain = weighted({})
    let whole = 0
    for (let i = 0; i < joined.count; i++) {
      const away = Math.hypot(joined.x[i]! - midline.x, joined.y[i]! - midline.y) * surface.mmPerPxAt(midline)
      if (away < 8) {
        expect(joined.strength[i]! / placed.strength[i]!).toBeCloseTo(1, 5)
        if (plain.strength[i]! < 0.95 * placed.strength[i]!) whole++
      } else if (away > 40) expect(joined.strength[i]).toBe(plain.strength[i])
    }
    expect(whole).toBeGreaterThan(20)
  })

  it('dilutes the less the more hair stands there and draws the edge itself', () => {
    const between = { ...design.area, role: 'thinning', presentPerCm2: 0.5 * design.fill.densityPerCm2 } as const
    const dots = dotWeights(placed, { ...design, area: between }, surface)
    const edge = edgeOf(design, surface)!
    const point = edgePoint()
    let inFront = 0
    for (let i = 0; i < dots.count; i++) {
      if (edge.at(dots.x[i]!, dots.y[i]!, point).depthMm >= 0) continue
      inFront++
      expect(dots.strength[i]! / placed.strength[i]!).toBeCloseTo(1 - 0.5 * 0.3, 5)
    }
    expect(inFront).toBeGreaterThan(3)
  })

  it('leaves the ink patchy while scabs shed, and the tone as a whole as it was', () => {
    const healed = weighted({})
    const factors = (moment: number, seed = 3) =>
      Array.from(weighted({ moment, seed }).strength, (s, i) => s / healed.strength[i]!)
    const spread = (values: readonly number[]) => Math.sqrt(mean(values.map((v) => (v - mean(values)) ** 2)))
    for (const even of [0, 28, 42, 400]) for (const factor of factors(even)) expect(factor).toBe(1)
    expect(spread(factors(7))).toBeGreaterThan(0.15)
    expect(spread(factors(7))).toBeGreaterThan(spread(factors(14)) + 0.05)
    for (let seed = 1; seed <= 4; seed++) expect(Math.abs(mean(factors(7, seed)) - 1)).toBeLessThan(0.02)
  })

  it('gathers patches over the skin: neighbours shed alike, dots far apart do not', () => {
    const healed = weighted({})
    const week = weighted({ moment: 7 })
    const factor = (i: number) => week.strength[i]! / healed.strength[i]! - 1
    const { x, y, count } = week
    const product = (near: (mm: number) => boolean) => {
      const products: number[] = []
      for (let i = 0; i < count; i += 40)
        for (let j = 0; j < count; j++) {
          if (i === j || !near(Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!) * surface.mmPerPxAt(design.marks.glabella)))
            continue
          products.push(factor(i) * factor(j))
        }
      return mean(products)
    }
    const all = product((mm) => mm > 30)
    expect(product((mm) => mm < 1.5)).toBeGreaterThan(0.02)
    expect(Math.abs(all)).toBeLessThan(0.01)
  })

  it('gives the same bytes each time', () => {
    expect(bytesOf(weighted({}))).toBe(bytesOf(weighted({})))
    expect(bytesOf(weighted({ moment: 7 }))).toBe(bytesOf(weighted({ moment: 7 })))
  })
})
