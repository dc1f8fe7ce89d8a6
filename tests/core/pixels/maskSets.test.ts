import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverageAt, isEmptyTile, maskEquals } from '../../../src/core/pixels/maskCompare.ts'
import { intersectMasks, unionMasks } from '../../../src/core/pixels/maskFill.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { differenceMasks } from '../../../src/core/pixels/maskSets.ts'
import { emptyMask, type TiledMask } from '../../../src/core/pixels/tiledMask.ts'

const seed = Number(process.env.SEED ?? 1)
const blank = emptyMask(600, 400)
const place = fc.record({ x: fc.integer({ min: -30, max: 630 }), y: fc.integer({ min: -30, max: 430 }) })
const mask = fc
  .array(
    fc.record({
      a: place,
      b: place,
      radius: fc.integer({ min: 3, max: 120 }),
      feather: fc.double({ max: 1, min: 0, noNaN: true }),
    }),
    { maxLength: 4 },
  )
  .map((strokes) =>
    strokes.reduce<TiledMask>((m, { a, b, radius, feather }) => paintCapsule(m, a, b, radius, feather, 'max'), blank),
  )

/** Compares byte by byte, with no help of the code that is tested. */
function everywhere(masks: readonly TiledMask[], holds: (...bytes: number[]) => boolean): void {
  for (let y = 0; y < 400; y++)
    for (let x = 0; x < 600; x++) {
      const bytes = masks.map((m) => coverageAt(m, x, y))
      if (!holds(...bytes)) expect.fail(`at ${x}, ${y}: ${bytes.join()}`)
    }
}

describe(`parts of a mask, seed ${seed}`, () => {
  it('add up to the whole, byte by byte, also along soft edges', () => {
    fc.assert(
      fc.property(mask, mask, (whole, other) => {
        const part = intersectMasks(whole, other)
        const rest = differenceMasks(whole, part)
        everywhere([whole, other, part, rest], (w, o, p, r) => p! + r! === w && p === Math.min(w!, o!))
      }),
      { seed, numRuns: 8 },
    )
  })

  it('are the byte less the other, never below 0, and a tile of nothing is no tile', () => {
    fc.assert(
      fc.property(mask, mask, (a, b) => {
        const rest = differenceMasks(a, b)
        everywhere([a, b, rest], (x, y, r) => r === Math.max(0, x! - y!))
        for (const tile of rest.tiles.values()) expect(isEmptyTile(tile)).toBe(false)
        expect(differenceMasks(a, a).tiles.size).toBe(0)
        expect(maskEquals(unionMasks(rest, a), a)).toBe(true)
      }),
      { seed, numRuns: 8 },
    )
  })

  it('share the tiles that nothing was taken from, and the whole mask where nothing was', () => {
    const a = paintCapsule(blank, { x: 60, y: 100 }, { x: 560, y: 300 }, 30, 0.4, 'max')
    const b = paintCapsule(blank, { x: 560, y: 300 }, { x: 560, y: 300 }, 20, 0.4, 'max')
    const rest = differenceMasks(a, b)
    expect(rest.tiles.get(0)).toBe(a.tiles.get(0))
    expect(rest.tiles.get(5)).not.toBe(a.tiles.get(5))
    expect(differenceMasks(a, blank)).toBe(a)
    expect(() => differenceMasks(a, emptyMask(599, 400))).toThrow('Expected masks of one size')
  })
})
