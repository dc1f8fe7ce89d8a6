import { describe, expect, it } from 'vitest'
import { carriedDesign, carrier, carryProblem } from '../../../src/core/design/carry.ts'
import { isEmptyTile } from '../../../src/core/pixels/maskCompare.ts'
import { withHeadMeasured } from '../../../src/core/design/edits.ts'
import { fitOf } from '../../../src/core/design/head.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { handlePoints, hairlinePath } from '../../../src/core/design/hairline.ts'
import { sampleViews } from '../../../src/core/design/sampleMarks.ts'
import { distance, type PointPx } from '../../../src/core/geometry/points.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { faceScaleOf } from '../../../src/core/design/faceScale.ts'
import { midlines, sampleDesignOf } from './sampleHeads.ts'

const frontal = sampleDesignOf('frontal')
const vertex = sampleDesignOf('vertex')

const mmApart = (design: Design, a: PointPx, b: PointPx) => distance(a, b) * faceScaleOf(design).mmPerPx

function carried(from: Design, to: Design): Design {
  const design = carriedDesign(from, to)
  if ('problem' in design) throw new Error(design.problem)
  return design
}

describe('a design carried to another view of the same head', () => {
  it.each(sampleViews)('%s: places of the midline come to lie where that photo shows them', (view) => {
    const to = sampleDesignOf(view)
    const there = carrier(fitOf(frontal)!, fitOf(to)!)
    const pairs = midlines.frontal.flatMap(({ mm, at }) => {
      const other = midlines[view].find((place) => place.mm === mm)
      return other ? [mmApart(to, there(at).at, other.at)] : []
    })
    expect(pairs.length).toBeGreaterThan(4)
    expect(pairs.reduce((sum, mm) => sum + mm, 0) / pairs.length).toBeLessThan(8)
  })

  it('there and back again lies where it lay', () => {
    const again = carried(carried(frontal, vertex), frontal)
    for (const { handle, at } of handlePoints(frontal.hairline)) {
      const back = handlePoints(again.hairline).find((point) => point.handle === handle)
      if (back) expect(mmApart(frontal, at, back.at)).toBeLessThan(1)
    }
  })

  it('its line lies on the head where the whole line lay, not its handles alone', () => {
    const there = carrier(fitOf(frontal)!, fitOf(vertex)!)
    const path = hairlinePath(carried(frontal, vertex).hairline)
    for (const [i, p] of hairlinePath(frontal.hairline).entries()) {
      const { at, seen } = there(p)
      if (i % 40 !== 0 || !seen) continue
      expect(
        mmApart(
          vertex,
          at,
          path.reduce((a, b) => (distance(b, at) < distance(a, at) ? b : a)),
        ),
      ).toBeLessThan(3)
    }
  })

  it('keeps the fill and its seed, and leaves marks, scale and photo of the other view alone', () => {
    const from = { ...frontal, fill: { ...frontal.fill, filled: true, densityPerCm2: 190, seed: 77 } }
    const design = carried(from, vertex)
    expect(design.fill).toEqual(from.fill)
    for (const part of ['photo', 'marks', 'scale', 'head'] as const) expect(design[part]).toBe(vertex[part])
  })

  it('brings what was painted along', () => {
    const { midline } = frontal.hairline
    const at = { x: midline.x + 120, y: midline.y - 200 }
    const area = { ...frontal.area, subtract: paintCapsule(frontal.area.subtract, at, at, 60, 0, 'max') }
    const { subtract } = carried({ ...frontal, area }, vertex).area
    const place = carrier(fitOf(frontal)!, fitOf(vertex)!)(at).at
    const across = Math.ceil(vertex.photo.width / 256)
    const tile = subtract.tiles.get(Math.floor(place.y / 256) * across + Math.floor(place.x / 256))
    expect(tile && !isEmptyTile(tile)).toBe(true)
    expect(tile![(Math.floor(place.y) % 256) * 256 + (Math.floor(place.x) % 256)]).toBe(255)
  })

  it('seen from behind, where the line is not, its area comes as if it had been painted', () => {
    const crown = sampleDesignOf('crown')
    const design = carried(vertex, crown)
    expect(design.hairline).toBe(crown.hairline)
    expect(design.area.proposed).toBe(false)
    expect(design.area.add.tiles.size).toBeGreaterThan(0)
  })

  it('on a photo of one side it is the half that is seen', () => {
    expect(carried(frontal, sampleDesignOf('right45')).hairline.only).toBe('right')
    expect(carried(frontal, sampleDesignOf('left45')).hairline.only).toBe('left')
  })

  it('is not carried where either photo is measured flat', () => {
    const flat = withHeadMeasured(vertex, false)
    expect(carriedDesign(frontal, flat)).toEqual({ problem: 'toFlat' })
    expect(carryProblem(flat, frontal)).toBe('fromFlat')
    expect(carryProblem(frontal, vertex)).toBeNull()
  })
})
