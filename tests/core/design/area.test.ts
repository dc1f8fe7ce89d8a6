import { describe, expect, it } from 'vitest'
import { hasArea, proposedAreaPolygon, rasterArea } from '../../../src/core/design/areas/area.ts'
import { polygonArea } from '../../../src/core/geometry/polygon.ts'
import { fillPolygon } from '../../../src/core/pixels/maskFill.ts'
import { freshDesign, Hand } from '../tools/hand.ts'
import type { AreaRaster } from '../../../src/core/design/areas/area.ts'

const at = (raster: AreaRaster, x: number, y: number) => {
  const i = Math.floor((x - raster.x0) / raster.step + 0.5)
  const j = Math.floor((y - raster.y0) / raster.step + 0.5)
  return i < 0 || j < 0 || i >= raster.width || j >= raster.height ? 0 : raster.coverage[j * raster.width + i]!
}
const sum = (raster: AreaRaster) => (raster.coverage.reduce((s, c) => s + c, 0) / 255) * raster.step ** 2

describe('the area as samples', () => {
  it('has the size of its polygon at every step', () => {
    const design = freshDesign()
    const truth = Math.abs(polygonArea(proposedAreaPolygon(design)))
    for (const step of [1, 2, 3.7, 8]) expect(sum(rasterArea(design, step)) / truth).toBeCloseTo(1, 2)
  })

  it('keeps its samples in place when it grows', () => {
    const design = freshDesign()
    const grown = new Hand('brush', design).down(100, 1500).move(300, 1500).up().design
    const [a, b] = [rasterArea(design, 4), rasterArea(grown, 4)]
    expect((a.x0 - b.x0) % 4).toBe(0)
    expect((a.y0 - b.y0) % 4).toBe(0)
    const { midline } = design.hairline
    for (let y = midline.y - 60; y < midline.y + 60; y += 4) expect(at(b, midline.x, y)).toBe(at(a, midline.x, y))
  })

  it('adds, subtracts and excludes, in this order of power', () => {
    const design = freshDesign()
    const behind = { x: design.hairline.midline.x, y: design.hairline.midline.y - 40 }
    const box = (x: number, y: number, r: number) => [
      { x: x - r, y: y - r },
      { x: x + r, y: y - r },
      { x: x + r, y: y + r },
      { x: x - r, y: y + r },
    ]
    const chin = { x: 600, y: 1500 }
    const area = {
      ...design.area,
      add: fillPolygon(design.area.add, box(chin.x, chin.y, 60), 'add'),
      exclude: fillPolygon(design.area.exclude, [...box(chin.x, chin.y, 20)], 'add'),
      subtract: fillPolygon(design.area.subtract, box(behind.x, behind.y, 12), 'add'),
    }
    const raster = rasterArea({ ...design, area }, 2)
    expect(at(raster, behind.x, behind.y)).toBe(0)
    expect(at(raster, behind.x + 30, behind.y)).toBe(255)
    expect(at(raster, chin.x, chin.y)).toBe(0)
    expect(at(raster, chin.x + 40, chin.y)).toBe(255)
  })

  it('is nothing where the proposal is off and nothing is painted, or all is taken off', () => {
    const design = freshDesign()
    expect(hasArea(design)).toBe(true)
    const bare = { ...design, area: { ...design.area, proposed: false } }
    expect(hasArea(bare)).toBe(false)
    expect(rasterArea(bare, 4).coverage).toHaveLength(0)
    const everywhere = [
      { x: 0, y: 0 },
      { x: 1200, y: 0 },
      { x: 1200, y: 1600 },
      { x: 0, y: 1600 },
    ]
    const exclude = fillPolygon(design.area.exclude, everywhere, 'add')
    expect(hasArea({ ...design, area: { ...design.area, exclude } })).toBe(false)
    expect(hasArea(new Hand('brush', bare).click(500, 500).design)).toBe(true)
  })

  it('is nothing where it lies beside the photo, whatever another photo showed there just before', () => {
    const design = freshDesign()
    const strip = { ...design, photo: { ...design.photo, width: 1600, height: 80 } }
    expect(hasArea({ ...design })).toBe(true)
    expect(hasArea(strip)).toBe(false)
    expect(hasArea({ ...design })).toBe(true)
  })
})
