import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import {
  about,
  fitSimilarity,
  followedBy,
  inverse,
  moved,
  sizeOf,
  type Similarity,
} from '../../../src/core/geometry/similarity.ts'

const near = (x: number, y: number) => ({ x: expect.closeTo(x, 6) as number, y: expect.closeTo(y, 6) as number })
const figure = fc.double({ min: -50, max: 50, noNaN: true })
const point = fc.record({ x: figure, y: figure })
const similarity: fc.Arbitrary<Similarity> = fc
  .record({
    centre: point,
    size: fc.double({ min: 0.2, max: 5, noNaN: true }),
    angle: fc.double({ min: -3, max: 3, noNaN: true }),
  })
  .map(({ centre, size, angle }) => about(centre, size, angle))

describe('a similarity', () => {
  it('leads back, and one after the other is both', () => {
    fc.assert(
      fc.property(similarity, similarity, point, (s, t, p) => {
        const there = moved(s, p)
        expect(moved(inverse(s), there)).toEqual(near(p.x, p.y))
        const both = moved(t, there)
        expect(moved(followedBy(s, t), p)).toEqual(near(both.x, both.y))
      }),
      { numRuns: 60 },
    )
  })

  it('is found again from the points that it moved', () => {
    fc.assert(
      fc.property(similarity, (s) => {
        const corners = [
          { x: 0, y: 0 },
          { x: 10, y: 2 },
          { x: 4, y: 9 },
        ]
        const found = fitSimilarity(corners.map((from) => ({ from, to: moved(s, from), weight: 1 })))
        expect(found && moved(found, { x: -3, y: 5 })).toEqual(
          near(moved(s, { x: -3, y: 5 }).x, moved(s, { x: -3, y: 5 }).y),
        )
        expect(found && sizeOf(found)).toBeCloseTo(sizeOf(s), 6)
      }),
      { numRuns: 40 },
    )
  })

  it('is not guessed from one place', () => {
    const at = { x: 1, y: 2 }
    expect(fitSimilarity([])).toBeNull()
    expect(fitSimilarity([{ from: at, to: at, weight: 1 }])).toBeNull()
  })
})
