import { describe, expect, it } from 'vitest'
import { proposedAreaPolygon } from '../../../src/core/design/areas/area.ts'
import { withAreaInHand, withNewArea, withoutArea } from '../../../src/core/design/areas/areas.ts'
import { changedPlace } from '../../../src/core/design/changedPlace.ts'
import { withStyle } from '../../../src/core/design/edits.ts'
import { boundsOf } from '../../../src/core/geometry/polygon.ts'
import { Hand, freshDesign } from '../tools/hand.ts'

describe('where a change lies on the photo', () => {
  it('is nowhere for the same design and for figures alone', () => {
    const design = freshDesign()
    expect(changedPlace(design, { ...design })).toBeNull()
    expect(changedPlace(design, { ...design, fill: { ...design.fill, densityPerCm2: 77 } })).toBeNull()
  })

  it('spans a handle’s old and new place, in either direction', () => {
    const before = freshDesign()
    const { x, y } = before.hairline.midline
    const after = { ...before, hairline: { ...before.hairline, midline: { x: x + 3, y: y - 20 } } }
    const place = { x, y: y - 20, width: 3, height: 20 }
    expect(changedPlace(before, after)).toEqual(place)
    expect(changedPlace(after, before)).toEqual(place)
  })

  it('surrounds what was painted, and no more', () => {
    const hand = new Hand('brush', freshDesign(), { brushMm: 4 })
    const radius = 2 / hand.context.mmPerPx
    hand.down(300, 900).move(340, 930).up()
    const place = changedPlace(freshDesign(), hand.design)!
    expect(place.x).toBeGreaterThan(300 - radius - 2)
    expect(place.x).toBeLessThan(300)
    expect(place.x + place.width).toBeLessThan(340 + radius + 2)
    expect(place.y + place.height).toBeGreaterThan(930)
  })

  it('spans the whole line where another style is laid', () => {
    const before = freshDesign()
    const place = changedPlace(before, withStyle(before, 'receded'))!
    expect(place.width).toBeGreaterThan(0.5 * Math.abs(before.hairline.left.apex.x - before.hairline.right.apex.x))
  })

  it('is where an area was that goes or comes, whichever is in hand then', () => {
    const one = withNewArea(freshDesign(), 'beard')!
    const both = new Hand('brush', one).down(600, 1400).move(640, 1400).up().design
    const without = withoutArea(both, 1)
    const scalp = boundsOf(proposedAreaPolygon(both))!
    for (const place of [changedPlace(both, without)!, changedPlace(without, both)!]) {
      expect(place.y).toBeLessThanOrEqual(scalp.y)
      expect(place.y + place.height).toBeLessThan(1300)
    }
    expect(changedPlace(both, withAreaInHand(both, 1))).toBeNull()
  })
})
