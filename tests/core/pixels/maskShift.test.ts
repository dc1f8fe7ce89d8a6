import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverageAt, maskEquals } from '../../../src/core/pixels/maskCompare.ts'
import { maskBounds } from '../../../src/core/pixels/maskFill.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { shiftMask } from '../../../src/core/pixels/maskShift.ts'
import { emptyMask, MASK_TILE } from '../../../src/core/pixels/tiledMask.ts'

const width = 700
const height = 600
const stroke = fc
  .record({
    x: fc.integer({ min: -40, max: width + 40 }),
    y: fc.integer({ min: -40, max: height + 40 }),
    dx: fc.integer({ min: -200, max: 200 }),
    radius: fc.integer({ min: 3, max: 70 }),
  })
  .map(({ x, y, dx, radius }) => paintCapsule(emptyMask(width, height), { x, y }, { x: x + dx, y }, radius, 0.4, 'max'))
const way = fc.integer({ min: -300, max: 300 })

describe('a mask that is moved', () => {
  it('comes back as it was, to the byte, unless a part of it left the photo', () => {
    fc.assert(
      fc.property(stroke, way, way, (mask, dx, dy) => {
        const box = maskBounds(mask)
        const there = shiftMask(mask, dx, dy)
        const stays =
          !box ||
          (box.x + dx >= 0 && box.y + dy >= 0 && box.x + box.width + dx <= width && box.y + box.height + dy <= height)
        expect(maskEquals(shiftMask(there, -dx, -dy), mask)).toBe(stays)
      }),
      { numRuns: 60 },
    )
  })

  it('has at each place what lay before it, and nothing where nothing came from', () => {
    fc.assert(
      fc.property(stroke, way, way, (mask, dx, dy) => {
        const there = shiftMask(mask, dx, dy)
        for (let y = 0; y < height; y += 37)
          for (let x = 0; x < width; x += 31) expect(coverageAt(there, x, y)).toBe(coverageAt(mask, x - dx, y - dy))
        // Beyond the photo's edge its tiles stay empty.
        for (const [key, tile] of there.tiles) if (key % 3 === 2) expect(tile[width - 2 * MASK_TILE]).toBe(0)
      }),
      { numRuns: 40 },
    )
  })

  it('is the same one where it does not move, and no half pixel is taken', () => {
    const mask = paintCapsule(emptyMask(width, height), { x: 99, y: 99 }, { x: 120, y: 99 }, 20, 0, 'max')
    expect(shiftMask(mask, 0, 0)).toBe(mask)
    expect(() => shiftMask(mask, 0.5, 0)).toThrow(RangeError)
  })
})
