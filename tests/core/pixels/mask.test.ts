import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedPixels, coverageAt, isEmpty, maskEquals } from '../../../src/core/pixels/maskCompare.ts'
import {
  fillPolygon,
  intersectMasks,
  maskBounds,
  subtractMasks,
  unionMasks,
} from '../../../src/core/pixels/maskFill.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { decodeMask, decodeTile, encodeMask, encodeTile, sharedCoding } from '../../../src/core/pixels/maskRuns.ts'
import { emptyMask, MASK_TILE, tilesAcross } from '../../../src/core/pixels/tiledMask.ts'

const seed = Number(process.env.SEED ?? 1)
const blank = emptyMask(1000, 700)
const coordinate = fc.double({ min: -40, max: 1040, noNaN: true })
const point = fc.record({ x: coordinate, y: coordinate })
const radius = fc.double({ min: 0.5, max: 150, noNaN: true })
const share = fc.double({ min: 0, max: 1, noNaN: true })
const stroke = fc.array(point, { minLength: 2, maxLength: 6 })

describe(`a stroke on a mask, seed ${seed}`, () => {
  it('covers every point of its path', () => {
    fc.assert(
      fc.property(point, point, radius, share, (a, b, r, feather) => {
        const mask = paintCapsule(blank, a, b, r + 2, feather, 'max')
        for (let t = 0; t <= 1; t += 0.05) {
          const x = Math.floor(a.x + (b.x - a.x) * t)
          const y = Math.floor(a.y + (b.y - a.y) * t)
          if (x >= 0 && y >= 0 && x < 1000 && y < 700) expect(coverageAt(mask, x, y)).toBeGreaterThan(170)
        }
      }),
      { seed },
    )
  })

  it('is as even as one sample: painting it again changes nothing', () => {
    fc.assert(
      fc.property(point, point, radius, share, (a, b, r, feather) => {
        const once = paintCapsule(blank, a, b, r, feather, 'max')
        expect(paintCapsule(once, a, b, r, feather, 'max')).toBe(once)
        const overlaid = paintCapsule(once, a, a, r, feather, 'max')
        expect(maskEquals(overlaid, once)).toBe(true)
      }),
      { seed },
    )
  })

  it('has the area of its shape', () => {
    const r = 60.3
    const mask = paintCapsule(blank, { x: 300, y: 300 }, { x: 500, y: 300 }, r, 0, 'max')
    let sum = 0
    for (const tile of mask.tiles.values()) for (const v of tile) sum += v
    expect(sum / 255 / (Math.PI * r * r + 200 * 2 * r)).toBeCloseTo(1, 2)
  })

  it('fades over the feather and no further', () => {
    const mask = paintCapsule(blank, { x: 300.5, y: 300.5 }, { x: 300.5, y: 300.5 }, 100, 0.5, 'max')
    expect(coverageAt(mask, 345, 300)).toBe(255)
    const across = Array.from({ length: 60 }, (_, i) => coverageAt(mask, 345 + i, 300))
    for (let i = 1; i < across.length; i++) expect(across[i]!).toBeLessThanOrEqual(across[i - 1]!)
    expect(coverageAt(mask, 402, 300)).toBe(0)
  })

  it('is taken away to the last pixel, and to the last tile, by a wider eraser', () => {
    fc.assert(
      fc.property(stroke, radius, share, (points, r, feather) => {
        let mask = blank
        for (let i = 1; i < points.length; i++) mask = paintCapsule(mask, points[i - 1]!, points[i]!, r, feather, 'max')
        for (let i = 1; i < points.length; i++) mask = paintCapsule(mask, points[i - 1]!, points[i]!, r + 1, 0, 'erase')
        expect(isEmpty(mask)).toBe(true)
        expect(mask.tiles.size).toBe(0)
      }),
      { seed },
    )
  })

  it('copies only the tiles that it touches, and writes to none that was handed out', () => {
    const first = paintCapsule(blank, { x: 50, y: 50 }, { x: 900, y: 600 }, 30, 0.3, 'max')
    const copy = new Map([...first.tiles].map(([key, tile]) => [key, tile.slice()]))
    const second = paintCapsule(first, { x: 60, y: 60 }, { x: 80, y: 120 }, 20, 0, 'max')
    const across = tilesAcross(1000)
    for (const [key, tile] of first.tiles) {
      if (key !== 0) expect(second.tiles.get(key)).toBe(tile)
      expect(isDeepStrictEqual(tile, copy.get(key))).toBe(true)
    }
    expect(second.tiles.get(0)).not.toBe(first.tiles.get(0))
    expect(across).toBe(4)
  })

  it('stays on the photo', () => {
    const mask = paintCapsule(blank, { x: 990, y: 690 }, { x: 2000, y: 2000 }, 50, 0, 'max')
    expect(coverageAt(mask, 1000, 690)).toBe(0)
    const box = maskBounds(mask)!
    expect(box.x + box.width).toBeLessThanOrEqual(1000)
    expect(box.y + box.height).toBeLessThanOrEqual(700)
    expect(paintCapsule(blank, { x: -900, y: -900 }, { x: -800, y: -900 }, 50, 0, 'max')).toBe(blank)
  })
})

describe(`a polygon on a mask, seed ${seed}`, () => {
  it('meets itself at tile borders without a seam', () => {
    const box = [
      { x: 100.25, y: 100.5 },
      { x: 900, y: 100.5 },
      { x: 900, y: 600 },
      { x: 100.25, y: 600 },
    ]
    const mask = fillPolygon(blank, box, 'add')
    for (let x = 101; x < 900; x++) expect(coverageAt(mask, x, 256)).toBe(255)
    expect(coverageAt(mask, 100, 300)).toBe(191)
    expect(coverageAt(mask, 300, 100)).toBe(128)
    expect(maskBounds(mask)).toEqual({ x: 100, y: 100, width: 800, height: 500 })
  })

  it('is gone after it is erased, and back after it is added', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 8 }), (polygon) => {
        const mask = fillPolygon(blank, polygon, 'add')
        expect(fillPolygon(mask, polygon, 'add')).toBe(mask)
        const rest = fillPolygon(mask, polygon, 'erase')
        for (const tile of rest.tiles.values()) expect(Math.max(...tile.subarray(0, 4096))).toBeLessThanOrEqual(128)
      }),
      { seed, numRuns: 30 },
    )
  })

  it('obeys sets: union, difference and intersection', () => {
    const disc = (x: number) => paintCapsule(blank, { x, y: 300 }, { x, y: 300 }, 120, 0, 'max')
    const [a, b] = [disc(300), disc(400)]
    expect(maskEquals(unionMasks(a, b), unionMasks(b, a))).toBe(true)
    expect(unionMasks(a, a)).toBe(a)
    expect(subtractMasks(a, fillPolygon(blank, corners, 'add')).tiles.size).toBe(0)
    expect(coverageAt(intersectMasks(a, b), 350, 300)).toBe(255)
    expect(coverageAt(intersectMasks(a, b), 200, 300)).toBe(0)
    expect(coverageAt(subtractMasks(a, b), 220, 300)).toBe(255)
    expect(coverageAt(subtractMasks(a, b), 350, 300)).toBe(0)
  })
})

const corners = [
  { x: 0, y: 0 },
  { x: 1000, y: 0 },
  { x: 1000, y: 700 },
  { x: 0, y: 700 },
]

describe(`what two masks differ in, seed ${seed}`, () => {
  it('is the smallest rectangle with every pixel that is not the same', () => {
    const at = fc.double({ min: 10, max: 690, noNaN: true })
    const radius = fc.double({ min: 1, max: 300, noNaN: true })
    const discs = fc.array(fc.record({ x: at, y: at, radius, erase: fc.boolean() }), { minLength: 1, maxLength: 4 })
    const painted = (list: readonly { x: number; y: number; radius: number; erase: boolean }[]) =>
      list.reduce(
        (mask, { x, y, radius: r, erase }) => paintCapsule(mask, { x, y }, { x, y }, r, 0, erase ? 'erase' : 'max'),
        emptyMask(700, 700),
      )
    fc.assert(
      fc.property(discs, discs, (first, then) => {
        const [a, b] = [painted(first), painted([...first, ...then])]
        let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
        for (let y = 0; y < 700; y++)
          for (let x = 0; x < 700; x++) {
            if (coverageAt(a, x, y) === coverageAt(b, x, y)) continue
            ;[left, top] = [Math.min(left, x), Math.min(top, y)]
            ;[right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)]
          }
        const whole = right > left ? { x: left, y: top, width: right - left, height: bottom - top } : null
        expect(changedPixels(a, b)).toEqual(whole)
      }),
      { seed, numRuns: 15 },
    )
  })
})

describe(`coded masks, seed ${seed}`, () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(stroke, radius, share, (points, r, feather) => {
        let mask = blank
        for (let i = 1; i < points.length; i++) mask = paintCapsule(mask, points[i - 1]!, points[i]!, r, feather, 'max')
        expect(maskEquals(decodeMask(1000, 700, encodeMask(mask)), mask)).toBe(true)
      }),
      { seed },
    )
  })

  it('never grow much: noise is stored as it is', () => {
    const noise = Uint8Array.from({ length: MASK_TILE * MASK_TILE }, (_, i) => (i * 2654435761) >>> 24)
    expect(encodeTile(noise).length).toBeLessThanOrEqual(noise.length + 1)
    expect(isDeepStrictEqual(decodeTile(encodeTile(noise)), noise)).toBe(true)
  })

  it('of a full tile are the same for all photos, from wherever they were read', () => {
    const full = new Uint8Array(MASK_TILE * MASK_TILE).fill(255)
    const [one, other] = [encodeTile(full).slice(), encodeTile(full).slice()]
    const tile = decodeTile(one)
    expect(decodeTile(other)).toBe(tile)
    expect(sharedCoding(one)).toBe(encodeTile(tile))
    expect(sharedCoding(other)).toBe(encodeTile(tile))
    const half = encodeTile(full.slice().fill(0, 100))
    expect(sharedCoding(half)).toBe(half)
    expect(encodeTile(decodeTile(half))).toBe(half)
  })

  it('are short for plain tiles', () => {
    expect(encodeTile(new Uint8Array(MASK_TILE * MASK_TILE).fill(255)).length).toBeLessThan(8)
  })
})
