import { describe, expect, it } from 'vitest'
import { flatSurface } from '../../../src/core/geometry/surface.ts'
import { placeDots, type Dots } from '../../../src/core/sampling/placeDots.ts'
import { fieldOf, filtered } from './fields.ts'
import { gRms } from './fieldProtocol.ts'
import type { Patch } from './neighbours.ts'
import { pointSet } from './shippedSet.ts'
import { anisotropyDb, G_BIN, patchStatistics, type PatchStatistics } from './statistics.ts'

// simulation-model 11: a flat zone of 60 x 60 mm.
const sideMm = 60
const surface = flatSurface({ mmPerPx: 0.08 })
const sidePx = sideMm / 0.08

const place = (densityPerCm2: number, seed: number): Dots =>
  placeDots(
    fieldOf(sidePx + 40, sidePx + 40, 5, () => densityPerCm2),
    { seed, surface, pointSet, clip: { x: 10, y: 10, width: sidePx, height: sidePx } },
  )

const patchOf = (dots: Dots): Patch => ({
  x: Float64Array.from(dots.x, (x) => (x - 10) * 0.08),
  y: Float64Array.from(dots.y, (y) => (y - 10) * 0.08),
  count: dots.count,
  side: sideMm,
})

function expectNatural(s: PatchStatistics): void {
  expect(s.nearest).toBeGreaterThan(0.68)
  expect(s.nearest).toBeLessThan(0.8)
  expect(s.cv).toBeGreaterThan(0.17)
  expect(s.cv).toBeLessThan(0.28)
  expect(s.p5).toBeGreaterThanOrEqual(0.3)
  expect(s.largestVoid).toBeLessThanOrEqual(1.1)
}

/** Fields cut out of several fills, as many as a few thousand heads would give. */
const meanGRms = (fills: readonly Dots[]): number =>
  fills.reduce((sum, dots) => sum + gRms(patchOf(dots), { fields: 4000 }), 0) / fills.length

const meanLattice = (statistics: readonly PatchStatistics[]): number =>
  statistics.reduce((sum, s) => sum + s.latticeShare, 0) / statistics.length

describe.each([70, 100])('a zone at %i dots per cm2', (density) => {
  const fills = Array.from({ length: 20 }, (_, seed) => place(density, seed * 7919 + 1))
  const statistics = fills.map((dots) => patchStatistics(patchOf(dots)))

  it('spaces its dots like follicles, at every seed', () => {
    for (const one of statistics) expectNatural(one)
  })

  it('has no ordered patches, and pairs of dots as far apart as those of follicles', () => {
    expect(meanLattice(statistics)).toBeLessThanOrEqual(0.01)
    expect(meanGRms(fills)).toBeLessThanOrEqual(0.17)
  })

  it('has the pair correlation of follicles', () => {
    const g = Array.from({ length: 27 }, (_, bin) => statistics.reduce((sum, one) => sum + one.g[bin]! / 20, 0))
    const centre = (bin: number) => (bin + 0.5) * G_BIN
    const peak = Math.max(...g)
    expect(g[Math.floor(0.5 / G_BIN)]).toBeLessThanOrEqual(0.55)
    expect(peak).toBeGreaterThan(1.2)
    expect(peak).toBeLessThan(1.65)
    expect(centre(g.indexOf(peak))).toBeGreaterThan(0.9)
    expect(centre(g.indexOf(peak))).toBeLessThan(1.2)
    for (const [bin, value] of g.entries()) if (centre(bin) > 1.7) expect(Math.abs(value - 1)).toBeLessThanOrEqual(0.12)
  })

  it('has the wanted density, in the whole and cm2 by cm2', () => {
    const wanted = (density * sideMm * sideMm) / 100
    let squares = 0
    for (const dots of fills) {
      expect(Math.abs(dots.count / wanted - 1)).toBeLessThanOrEqual(0.02)
      const perCm2 = new Float64Array(36)
      for (let i = 0; i < dots.count; i++)
        perCm2[Math.floor((dots.y[i]! - 10) / 125) * 6 + Math.floor((dots.x[i]! - 10) / 125)]!++
      squares += perCm2.reduce((sum, n) => sum + (n / density - 1) ** 2, 0)
    }
    expect(Math.sqrt(squares / fills.length / 36)).toBeLessThanOrEqual(0.12)
  })

  it('looks natural after each sitting', () => {
    for (const sitting of [1, 2]) {
      const after = fills.slice(0, 6).map((dots) => filtered(dots, (i) => dots.sitting[i]! <= sitting))
      const each = after.map((dots) => patchStatistics(patchOf(dots)))
      for (const one of each) expectNatural(one)
      expect(meanLattice(each)).toBeLessThanOrEqual(0.01)
      expect(meanGRms(after)).toBeLessThanOrEqual(0.17)
    }
  })
})

describe('a filled zone', () => {
  it('has no direction', () => {
    for (const seed of [2, 3]) expect(anisotropyDb(patchOf(place(40, seed)))).toBeLessThanOrEqual(2)
  })
})
