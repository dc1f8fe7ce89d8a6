import { describe, expect, it } from 'vitest'
import { whole } from '../../../src/core/geometry/steps.ts'
import { boxMean, guidedFilter } from '../../../src/core/pixels/guidedFilter.ts'
import { hairLikeness } from '../../../src/core/pixels/headSegments.ts'
import { movedEdge, sharpEdge } from '../../../src/core/pixels/maskMorph.ts'

describe('means over squares', () => {
  it('are those of the pixels there are, also at the edge of the picture', () => {
    const values = Float32Array.from({ length: 35 }, (_, i) => (i * 17) % 11)
    const means = whole(boxMean(values, 7, 5, 2))
    for (let y = 0; y < 5; y++)
      for (let x = 0; x < 7; x++) {
        const near: number[] = []
        for (let j = Math.max(0, y - 2); j <= Math.min(4, y + 2); j++)
          for (let i = Math.max(0, x - 2); i <= Math.min(6, x + 2); i++) near.push(values[j * 7 + i]!)
        expect(means[y * 7 + x]).toBeCloseTo(near.reduce((s, v) => s + v, 0) / near.length, 4)
      }
  })

  it('leave even values as they are, however the guide looks', () => {
    const guide = Float32Array.from({ length: 400 }, (_, i) => Math.sin(i))
    const even = new Float32Array(400).fill(0.4)
    for (const v of whole(guidedFilter(guide, even, 20, 20, 3, 0.01))) expect(v).toBeCloseTo(0.4, 4)
  })
})

/** Skin with shaved hair to the right of a slanted, wavy line, and the cells in which it was seen. */
describe('hair from cells to its edge', () => {
  const [width, height, side] = [300, 240, 6]
  const lineAt = (y: number) => 140 + 0.25 * y + 6 * Math.sin(y / 40)
  let seed = 11
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const hair = x > lineAt(y)
      const value = (hair ? (random() < 0.45 ? 70 : 150) : 190) + 8 * (random() - 0.5)
      for (let c = 0; c < 3; c++) rgba[(y * width + x) * 4 + c] = value * [1, 0.8, 0.7][c]!
    }
  const cells = {
    px: side * 4,
    width: width / side,
    height: height / side,
    head: new Uint8Array((width / side) * (height / side)).fill(255),
    scalp: new Uint8Array(0),
  }
  /** Seen in squares that lie beside the truth by up to a cell and a half, rather too far out than too far in. */
  const seen = Float32Array.from({ length: cells.width * cells.height }, (_, cell) => {
    const x = ((cell % cells.width) + 0.5) * side
    const y = (Math.floor(cell / cells.width) + 0.5) * side
    return x > lineAt(y) + side * (random() * 2 - 1.6) ? 1 : 0
  })
  const found = whole(hairLikeness({ width, height, rgba, px: 4 }, cells, seen))
  const coverage = Uint8Array.from(found.values, (v) => Math.round(255 * v))
  const grid = { left: 0, top: 0, step: 1, width, height }
  const sharp = movedEdge(whole(sharpEdge(coverage, grid)), 0, grid)
  /** Where hair begins in each row, away from the picture's edge. */
  const edges = Array.from({ length: height - 40 }, (_, k) => {
    const row = sharp.subarray((k + 20) * width, (k + 21) * width)
    return width - row.reduce((sum, c) => sum + c, 0) / 255
  })

  it('lies on the line that the photo shows, within a third of a cell on average', () => {
    const off = edges.map((x, k) => Math.abs(x - lineAt(k + 20)))
    expect(off.reduce((s, v) => s + v, 0) / off.length).toBeLessThan(side / 3)
    expect(Math.max(...off)).toBeLessThan(side)
  })

  it('has no steps of the size of a cell', () => {
    const jumps = edges.slice(1).map((x, k) => Math.abs(x - edges[k]!))
    expect(Math.max(...jumps)).toBeLessThan(side / 2)
  })

  it('leaves hair and skin apart from the line as sure as they were', () => {
    for (let y = 20; y < height - 20; y += 5) {
      expect(found.values[y * width + 60]).toBeLessThan(0.15)
      expect(found.values[y * width + 260]).toBeGreaterThan(0.85)
    }
  })
})
