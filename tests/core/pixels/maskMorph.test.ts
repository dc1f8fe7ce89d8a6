import { describe, expect, it } from 'vitest'
import { rasterPolygon, type CellGrid } from '../../../src/core/geometry/polygon.ts'
import { edgeDistance } from '../../../src/core/pixels/edgeDistance.ts'
import { edgeField, fadedEdge, movedEdge } from '../../../src/core/pixels/maskMorph.ts'

const gridOf = (step: number, width: number, height: number): CellGrid => ({ left: 0, top: 0, step, width, height })
const disc = (x: number, y: number, r: number) =>
  Array.from({ length: 720 }, (_, i) => ({
    x: x + r * Math.cos((i * Math.PI) / 360),
    y: y + r * Math.sin((i * Math.PI) / 360),
  }))
const sizeOf = (coverage: Uint8Array, step = 1) => (coverage.reduce((s, c) => s + c, 0) / 255) * step * step
const mostApart = (a: Uint8Array, b: Uint8Array) => a.reduce((most, v, i) => Math.max(most, Math.abs(v - b[i]!)), 0)

describe('the distance to an edge', () => {
  it('is that to a circle, inside and outside, within a quarter of a cell', () => {
    const grid = gridOf(1, 120, 90)
    const found = edgeDistance(rasterPolygon(disc(57.3, 44.8, 23.4), grid), 120, 90, 128)
    for (let j = 0; j < 90; j++)
      for (let i = 0; i < 120; i++) {
        const truth = Math.hypot(i + 0.5 - 57.3, j + 0.5 - 44.8) - 23.4
        expect(Math.abs(found[j * 120 + i]! - truth)).toBeLessThan(0.25)
      }
  })

  it('is nowhere near where nothing, or everything, is covered', () => {
    expect(edgeDistance(new Uint8Array(100), 10, 10, 128)[55]).toBeGreaterThan(1000)
    expect(edgeDistance(new Uint8Array(100).fill(255), 10, 10, 128)[55]).toBeLessThan(-1000)
    expect(edgeDistance(new Uint8Array(0), 0, 0, 128)).toHaveLength(0)
  })

  it('is the least to all places of any coverage', () => {
    // Blots at random places, by a generator of its own.
    let seed = 7
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647
    const [width, height] = [40, 30]
    const coverage = new Uint8Array(width * height).map(() => (random() < 0.15 ? 255 : 0))
    const found = edgeDistance(coverage, width, height, 128)
    for (let j = 0; j < height; j++)
      for (let i = 0; i < width; i++) {
        const inside = coverage[j * width + i]! > 0
        let least = Infinity
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++)
            if (coverage[y * width + x]! > 0 !== inside) least = Math.min(least, Math.hypot(x - i, y - j))
        // The edge lies between the two centres: at most a step nearer than the first one beyond it.
        expect(Math.abs(found[j * width + i]!)).toBeLessThanOrEqual(least)
        expect(Math.abs(found[j * width + i]!)).toBeGreaterThan(least - 1.01)
      }
  })
})

describe('a coverage with its edge moved', () => {
  const place = gridOf(1, 256, 256)
  const circle = (r: number) => rasterPolygon(disc(130.2, 120.7, r), place)
  const field = (step: number) => {
    const grid = gridOf(step, Math.ceil(256 / step), Math.ceil(256 / step))
    return edgeField(rasterPolygon(disc(130.2, 120.7, 50), grid), grid)
  }

  it('is the larger or smaller disc, antialiased, whatever the cells', () => {
    for (const step of [1, 2, 3])
      for (const by of [-30, -7.5, 12.25, 40]) {
        const moved = movedEdge(field(step), by, place)
        const truth = circle(50 + by)
        expect(Math.abs(sizeOf(moved) / sizeOf(truth) - 1)).toBeLessThan(0.015)
        // A quarter of a cell, and by as much as a ramp across the edge differs from a slanted edge in a square pixel.
        expect(mostApart(moved, truth)).toBeLessThan(64 * step + 24)
        const edge = [...moved].filter((c) => c > 0 && c < 255).length
        // No wider than a pixel: a circle crosses some four pixels to three of its length.
        expect(edge).toBeLessThan(2 * Math.PI * (50 + by) * 1.6)
      }
  })

  it('has its corners rounded when it grows, and keeps them when it shrinks', () => {
    const square = [
      { x: 80, y: 80 },
      { x: 180, y: 80 },
      { x: 180, y: 180 },
      { x: 80, y: 180 },
    ]
    const grid = gridOf(2, 128, 128)
    const sharp = edgeField(rasterPolygon(square, grid), grid)
    expect(sizeOf(movedEdge(sharp, 20, place)) / (100 * 100 + 4 * 100 * 20 + Math.PI * 400)).toBeCloseTo(1, 2)
    expect(sizeOf(movedEdge(sharp, -20, place)) / (60 * 60)).toBeCloseTo(1, 2)
    expect(sizeOf(movedEdge(sharp, -51, place))).toBe(0)
  })

  it('keeps a soft edge as soft as it is', () => {
    const cone = new Uint8Array(256 * 256).map((_, i) => {
      const r = Math.hypot((i % 256) + 0.5 - 130.2, Math.floor(i / 256) + 0.5 - 120.7)
      return Math.round(255 * Math.min(1, Math.max(0, (70 - r) / 24)))
    })
    const moved = movedEdge(edgeField(cone, place), 20, place)
    for (const [r, c] of [
      [65, 255],
      [72, 191],
      [78, 128],
      [84, 64],
      [92, 0],
    ] as const)
      expect(Math.abs(moved[120 * 256 + Math.round(130.2 + r - 0.5)]! - c)).toBeLessThan(12)
  })

  it('fades inwards and covers nothing new', () => {
    const faded = fadedEdge(field(2), 20, place)
    const at = (r: number) => faded[120 * 256 + Math.round(130.2 + r - 0.5)]!
    expect(at(51.5)).toBe(0)
    expect(at(28)).toBe(255)
    expect(Math.abs(at(40) - 128)).toBeLessThan(12)
    expect(at(45)).toBeLessThan(at(35))
  })
})
