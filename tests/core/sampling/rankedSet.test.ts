import PoissonDiskSampling from 'poisson-disk-sampling'
import { describe, expect, it } from 'vitest'
import { uniformAt } from '../../../src/core/sampling/random.ts'
import { readPointSet } from '../../../src/core/sampling/rankedSet.ts'
import { buildRankedSet } from '../../tools/build-ranked-set.mjs'
import { pointSet, shippedBytes } from './shippedSet.ts'
import { gDifference, patchStatistics, type Patch, type PatchStatistics } from './statistics.ts'

/** A square of the torus with about 6,000 dots of a prefix. */
function prefix(share: number): Patch {
  const dots = Math.round(pointSet.count * share)
  const side = Math.min(1, Math.sqrt(6000 / dots))
  const x: number[] = []
  const y: number[] = []
  for (let i = 0; i < dots; i++) {
    const u = pointSet.u[i] ?? 0
    const v = pointSet.v[i] ?? 0
    if (u < side && v < side) {
      x.push(u)
      y.push(v)
    }
  }
  return { x, y, count: x.length, side }
}

const looksLikeFollicles = (s: PatchStatistics): boolean =>
  s.nearest >= 0.68 && s.nearest <= 0.8 && s.cv >= 0.17 && s.cv <= 0.28 && s.p5 >= 0.3 && gDifference(s.g) <= 0.17

describe('the ranked set', () => {
  it('is what its builder builds, byte for byte', () => {
    expect(Buffer.from(buildRankedSet().buffer).equals(Buffer.from(shippedBytes()))).toBe(true)
    expect(shippedBytes().byteLength).toBeLessThanOrEqual(256 * 1024)
  })

  it.each([1, 0.7, 0.6, 0.3, 0.25, 0.1])(
    'looks like follicles when only its first %f is used, without holes',
    (share) => {
      const s = patchStatistics(prefix(share))
      expect(s.nearest).toBeGreaterThan(0.68)
      expect(s.nearest).toBeLessThan(0.8)
      expect(s.cv).toBeGreaterThan(0.17)
      expect(s.cv).toBeLessThan(0.28)
      expect(s.p5).toBeGreaterThanOrEqual(0.3)
      expect(gDifference(s.g)).toBeLessThanOrEqual(0.17)
      expect(s.largestVoid).toBeLessThanOrEqual(1.1)
    },
  )

  it('is judged by measures that refuse random dots and plain Poisson disks', () => {
    const count = 4000
    const places = (salt: number) => Float64Array.from({ length: count }, (_, i) => uniformAt(salt, i))
    const random = patchStatistics({ x: places(1), y: places(2), count, side: 1 })
    expect(looksLikeFollicles(random)).toBe(false)
    expect(random.cv).toBeGreaterThan(0.4)
    let draws = 0
    const disks = new PoissonDiskSampling({ shape: [50, 50], minDistance: 1, maxDistance: 1 }, () =>
      uniformAt(3, draws++),
    ).fill()
    const regular = patchStatistics({
      x: disks.map((p) => p[0]),
      y: disks.map((p) => p[1]),
      count: disks.length,
      side: 50,
    })
    expect(looksLikeFollicles(regular)).toBe(false)
    expect(regular.cv).toBeLessThan(0.12)
    expect(gDifference(regular.g)).toBeGreaterThan(0.17)
  })

  it('refuses a file of another size', () => {
    expect(() => readPointSet(new ArrayBuffer(1000))).toThrow('Expected 262144 bytes of ranked set, got 1000.')
  })
})
