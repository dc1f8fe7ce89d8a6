import PoissonDiskSampling from 'poisson-disk-sampling'
import { describe, expect, it } from 'vitest'
import { uniformAt } from '../../../src/core/sampling/random.ts'
import { readPointSet } from '../../../src/core/sampling/rankedSet.ts'
import { buildRankedSet } from '../../tools/build-ranked-set.mjs'
import { looseLattice, poissonDisk, uniformRandom } from './controls.ts'
import { gRms } from './fieldProtocol.ts'
import type { Patch } from './neighbours.ts'
import { pointSet, shippedBytes } from './shippedSet.ts'
import { gDifference, patchStatistics } from './statistics.ts'

/** The first dots of the shipped set, all over the torus. */
const prefix = (share: number): Patch => ({
  x: pointSet.u,
  y: pointSet.v,
  count: Math.round(pointSet.count * share),
  side: 1,
  wraps: true,
})

/** What a set has that follicles have not; empty for one that looks like them. */
function faults(patch: Patch): string[] {
  const s = patchStatistics(patch)
  const found = {
    'mean distance': s.nearest < 0.68 || s.nearest > 0.8,
    spread: s.cv < 0.17 || s.cv > 0.28,
    'closest pairs': s.p5 < 0.3,
    'pairs in fields': gRms(patch) > 0.17,
    'pairs in a patch': gDifference(s.g) > 0.17,
    lattice: s.latticeShare > 0.01,
    holes: s.largestVoid > 1.1,
  }
  return Object.entries(found).flatMap(([name, fault]) => (fault ? [name] : []))
}

describe('the ranked set', () => {
  it('is what its builder builds, byte for byte', () => {
    expect(Buffer.from(buildRankedSet().buffer).equals(Buffer.from(shippedBytes()))).toBe(true)
    expect(shippedBytes().byteLength).toBeLessThanOrEqual(256 * 1024)
  })

  it.each([1, 0.7, 0.6, 0.3, 0.25, 0.1])(
    'looks like follicles when only its first %f is used, without holes and lattices',
    (share) => {
      expect(faults(prefix(share))).toEqual([])
    },
  )

  it('refuses a file of another size', () => {
    expect(() => readPointSet(new ArrayBuffer(1000))).toThrow('Expected 262144 bytes of ranked set, got 1000.')
  })
})

describe('the measures', () => {
  it('refuse dots that know nothing of each other', () => {
    expect(faults(uniformRandom(8000, 1))).toEqual(
      expect.arrayContaining([
        'mean distance',
        'spread',
        'closest pairs',
        'pairs in fields',
        'pairs in a patch',
        'holes',
      ]),
    )
  })

  it('refuse a plain Poisson disk, thrown or grown', () => {
    const refused = ['mean distance', 'spread', 'pairs in fields', 'pairs in a patch']
    expect(faults(poissonDisk(6000, 5))).toEqual(expect.arrayContaining(refused))
    let draws = 0
    const grown = new PoissonDiskSampling({ shape: [60, 60], minDistance: 1, maxDistance: 1 }, () =>
      uniformAt(3, draws++),
    ).fill()
    const patch = { x: grown.map((p) => p[0]), y: grown.map((p) => p[1]), count: grown.length, side: 60 }
    expect(faults(patch)).toEqual(expect.arrayContaining([...refused, 'lattice']))
  })

  it('refuse a lattice, loose as it may be', () => {
    const patch = looseLattice(70, 2)
    expect(patchStatistics(patch).latticeShare).toBeGreaterThan(0.9)
    expect(faults(patch)).toEqual(expect.arrayContaining(['lattice', 'spread', 'pairs in fields']))
  })

  it('know a plain Poisson disk and random dots by the figures of the measurement they repeat', () => {
    expect(gRms(poissonDisk(6000, 5))).toBeCloseTo(0.27, 1)
    expect(gRms(uniformRandom(8000, 1))).toBeCloseTo(0.46, 1)
    expect(gRms(prefix(1))).toBeCloseTo(0.14, 2)
  })

  it('find a hole that was cut', () => {
    const { x, y } = prefix(0.1)
    const kept = Array.from({ length: 6554 }, (_, i) => i).filter((i) => Math.hypot(x[i]! - 0.5, y[i]! - 0.5) > 0.02)
    const patch = { x: kept.map((i) => x[i]!), y: kept.map((i) => y[i]!), count: kept.length, side: 1, wraps: true }
    expect(patchStatistics(patch).largestVoid).toBeGreaterThanOrEqual(0.02 * Math.sqrt(kept.length))
  })
})
