import { describe, expect, it } from 'vitest'
import type { HeadFit } from '../../../src/core/geometry/headFit.ts'
import { rotationOf, scalpAt } from '../../../src/core/geometry/headModel.ts'
import { headSurface } from '../../../src/core/geometry/headSurface.ts'
import { headFrame } from '../../../src/core/sampling/headFrame.ts'
import { buildHeadSet } from '../../../src/core/sampling/headSet.ts'
import { packHeadSet, readHeadSet } from '../../../src/core/sampling/headSetFile.ts'
import { placeDots, type Dots } from '../../../src/core/sampling/placeDots.ts'
import { bytesOf, fieldOf, filtered } from './fields.ts'
import { headPointSet, headSetBytes } from './shippedSet.ts'
import { skinStatistics } from './skinStatistics.ts'

/** The first dots of the shipped set, built again: each knows nothing but the earlier ones. */
const FIRST = 40_000

const [width, height] = [600, 800]
const fitOf = (pitch: number, yaw: number, axes: HeadFit['axes']): HeadFit => ({
  axes,
  rotation: rotationOf(yaw, pitch, 0),
  position: [0, 20, 900],
  focalPx: 2400,
  cx: width / 2,
  cy: height / 2,
  areaError: 0.1,
  lengthError: 0.04,
})
/** As narrow and as broad as heads are, where the round head's dots are stretched most. */
const narrow = fitOf(1.2, 0, { a: 70, b: 103, c: 122, squareness: 0.4 })
const aside = fitOf(0.3, 1.2, { a: 70, b: 103, c: 115, squareness: 0.6 })
const all = (density: number) => fieldOf(width, height, 4, () => density)
const place = (fit: HeadFit, density: number, seed: number): Dots =>
  placeDots(all(density), { seed, surface: headSurface(fit), pointSet: headPointSet })

describe('the dots of heads that ship', () => {
  it('are what their builder builds, byte for byte, in two megabytes', () => {
    const steps = buildHeadSet(1, FIRST)
    let step = steps.next()
    while (!step.done) step = steps.next()
    const again = Buffer.from(packHeadSet(step.value))
    expect(again.equals(Buffer.from(headSetBytes()).subarray(0, 4 * FIRST))).toBe(true)
    expect(headSetBytes().byteLength).toBeLessThan(2 * 2 ** 20)
  })

  it('are read as they were packed, on the ball', () => {
    const set = readHeadSet(headSetBytes())
    expect(Buffer.from(packHeadSet(set)).equals(Buffer.from(headSetBytes()))).toBe(true)
    let farthest = 0
    for (let i = 0; i < set.count; i++)
      farthest = Math.max(farthest, Math.abs(Math.hypot(set.x[i]!, set.y[i]!, set.z[i]!) - 1))
    expect(farthest).toBeLessThan(1e-6)
  })

  it('are refused from a file of another size', () => {
    expect(() => readHeadSet(new ArrayBuffer(1000))).toThrow('of a head’s dots, got 1000.')
  })

  it.each([
    ['narrow, from above', narrow],
    ['narrow, from aside', aside],
  ] as const)('look like follicles on heads that stretch them, after the first sitting and the last: %s', (_, fit) => {
    const dots = place(fit, 60, 4)
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
      for (const r of [1.75, 1.9, 2.05]) expect(Math.abs(s.g(r) - 1)).toBeLessThanOrEqual(0.12)
    }
  })

  it('lie otherwise for another seed, and for the first one again as they lay', () => {
    const placeOf = ({ x, y }: Dots, i: number) => `${Math.round(4 * x[i]!)} ${Math.round(4 * y[i]!)}`
    const [one, other] = [place(narrow, 60, 8), place(narrow, 60, 9)]
    const places = new Set(Array.from(one.id, (_, i) => placeOf(one, i)))
    const met = Array.from(other.id, (_, i) => places.has(placeOf(other, i)))
    expect(met.filter(Boolean).length / other.count).toBeLessThan(0.05)
    expect(bytesOf(place(narrow, 60, 8))).toBe(bytesOf(one))
  })

  it('are all there where they face the camera at less than 80 degrees, on the squarest and narrowest head too', () => {
    const square = fitOf(0.3, 1.2, { a: 70, b: 103, c: 115, squareness: 1, narrowing: 0.25 })
    const surface = headSurface(square)
    const { head } = headPointSet
    const { xx, xz, zx, zz } = headFrame(7)
    const placed = new Set(place(square, 1e6, 7).id)
    let facing = 0
    for (let i = 0; i < head.count; i += 7) {
      const s = [xx * head.x[i]! + xz * head.z[i]!, head.y[i]!, zx * head.x[i]! + zz * head.z[i]!] as const
      const seen = surface.toPhoto(scalpAt(square.axes, s))
      if (!seen || surface.facingAt(seen) < 0.18) continue
      if (seen.x < 4 || seen.y < 4 || seen.x > width - 4 || seen.y > height - 4) continue
      facing++
      expect(placed.has(i)).toBe(true)
    }
    expect(facing).toBeGreaterThan(10_000)
  })

  it('are turned and mirrored by a seed, not bent: angles and lengths stay', () => {
    let mirrored = 0
    for (let seed = 0; seed < 200; seed++) {
      const { xx, xz, zx, zz } = headFrame(seed)
      expect(xx * xx + zx * zx).toBeCloseTo(1, 12)
      expect(xz * xz + zz * zz).toBeCloseTo(1, 12)
      expect(xx * xz + zx * zz).toBeCloseTo(0, 12)
      if (xx * zz - xz * zx < 0) mirrored++
    }
    expect(mirrored).toBeGreaterThan(70)
    expect(mirrored).toBeLessThan(130)
  })
})
