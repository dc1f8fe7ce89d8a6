import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverageAt } from '../../../src/core/pixels/maskCompare.ts'
import { fullTile } from '../../../src/core/pixels/maskPaint.ts'
import { sampleMask } from '../../../src/core/pixels/maskSamples.ts'
import { MASK_TILE, type TiledMask } from '../../../src/core/pixels/tiledMask.ts'

const width = 3 * MASK_TILE + 40
const height = 2 * MASK_TILE
const rough = Uint8Array.from({ length: MASK_TILE * MASK_TILE }, (_, i) => (i * 73) % 256)

describe('the coverage of cells', () => {
  it('is the mean over their pixels, through tiles that are full as through others, wherever the cells begin', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(null, fullTile, rough), { minLength: 6, maxLength: 6 }),
        fc.record({
          left: fc.integer({ min: 0, max: width / 2 }),
          top: fc.integer({ min: 0, max: height / 2 }),
          step: fc.constantFrom(1, 2.5, 4, 7),
        }),
        (tiles, { left, top, step }) => {
          // The last column of tiles ends beyond the photo and stays empty.
          const keys = [0, 1, 2, 4, 5, 6]
          const laid = tiles.flatMap((tile, i) => (tile ? [[keys[i]!, tile] as const] : []))
          const mask: TiledMask = { width, height, tiles: new Map(laid) }
          const grid = { left, top, step, width: 60, height: 40 }
          const means = sampleMask(mask, grid)
          if (laid.length === 0) return expect(means).toBeNull()
          for (let j = 0; j < grid.height; j += 7)
            for (let i = 0; i < grid.width; i += 3) {
              let [sum, count] = [0, 0]
              const inCell = (start: number, at: number, most: number) => {
                const first = Math.max(0, Math.ceil(start + at * step - 0.5))
                const pixels: number[] = []
                for (let p = first; p < most && p + 0.5 < start + (at + 1) * step; p++) pixels.push(p)
                return pixels
              }
              for (const y of inCell(top, j, height))
                for (const x of inCell(left, i, width)) {
                  sum += coverageAt(mask, x, y)
                  count++
                }
              expect(means![j * grid.width + i]).toBe(count === 0 ? 0 : Math.round(sum / count))
            }
        },
      ),
      { numRuns: 60 },
    )
  })
})
