import { describe, expect, it } from 'vitest'
import { startReversal, type ReversedDesign } from '../../../src/core/design/reversal.ts'
import { withStyle } from '../../../src/core/design/edits.ts'
import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import { coverageAt, isEmpty } from '../../../src/core/pixels/maskCompare.ts'
import { zoneAt, zonesOf } from '../../../src/core/plan/zones.ts'
import { hasZoneInk, paintedZones, withoutZoneInk, zoneUnder } from '../../../src/core/tools/zoneInk.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { raisedBy } from '../plan/reversedHead.ts'
import { freshDesign, Hand } from './hand.ts'

const start = (): ReversedDesign => startReversal(withStyle(freshDesign(), 'receded'))
const reversed = (design: Design): ReversedDesign => {
  if (!design.reversal) throw new Error('The reversal is gone.')
  return design as ReversedDesign
}
const edits = (hand: Hand) => reversed(hand.design).reversal.zoneEdits
const square = (hand: Hand) => hand.down(200, 200).move(600, 200).move(600, 600).move(200, 600).up()
const at = [400, 400] as const

describe('the lasso on a zone', () => {
  it('says of the ink that it surrounds that it goes, in one step, and leaves the area alone', () => {
    const before = start()
    const hand = square(new Hand('lasso', before, { drawnOn: 'remove' }))
    expect(coverageAt(edits(hand).remove, ...at)).toBe(255)
    expect(isEmpty(edits(hand).keep)).toBe(true)
    expect(hand.design.area).toBe(before.area)
    expect(hand.steps).toEqual(['Lasso remove zone'])
  })

  it('moves ink from one zone to the other: the last word counts', () => {
    const hand = square(new Hand('lasso', start(), { drawnOn: 'remove' }))
    hand.context = { ...hand.context, drawnOn: 'keep' }
    square(hand)
    expect(coverageAt(edits(hand).remove, ...at)).toBe(0)
    expect(coverageAt(edits(hand).keep, ...at)).toBe(255)
    expect(hand.steps).toEqual(['Lasso remove zone', 'Lasso keep zone'])
    hand.undo()
    expect(coverageAt(edits(hand).remove, ...at)).toBe(255)
  })

  it('gives ink back to the lines with Alt, and is no step where the hand had drawn nothing', () => {
    const hand = square(new Hand('lasso', start(), { drawnOn: 'remove' }))
    square(hand.holding({ alt: true }))
    expect(isEmpty(edits(hand).remove)).toBe(true)
    expect(isEmpty(edits(hand).keep)).toBe(true)
    square(hand)
    expect(hand.steps).toEqual(['Lasso remove zone', 'Lasso off remove zone'])
  })

  it('draws what is added as the area of the new design', () => {
    const before = start()
    const hand = square(new Hand('lasso', before, { drawnOn: 'add' }))
    expect(coverageAt(hand.design.area.add, ...at)).toBe(255)
    expect(reversed(hand.design).reversal).toBe(before.reversal)
    square(hand.holding({ alt: true }))
    expect(coverageAt(hand.design.area.add, ...at)).toBe(0)
    expect(coverageAt(hand.design.area.subtract, ...at)).toBe(255)
    expect(hand.steps).toEqual(['Lasso add zone', 'Lasso off add zone'])
  })

  it('wants ink after all that was sent away, once it adds over it, in one step', () => {
    const hand = square(new Hand('lasso', start(), { drawnOn: 'remove' }))
    hand.context = { ...hand.context, drawnOn: 'add' }
    square(hand)
    expect(isEmpty(edits(hand).remove)).toBe(true)
    expect(coverageAt(hand.design.area.add, ...at)).toBe(255)
    hand.undo()
    expect(coverageAt(edits(hand).remove, ...at)).toBe(255)
    expect(coverageAt(hand.design.area.add, ...at)).toBe(0)
    // What is taken off the new design leaves word on the ink alone.
    square(hand.holding({ alt: true }))
    expect(coverageAt(edits(hand).remove, ...at)).toBe(255)
  })

  it('shows whether it takes off', () => {
    const hand = new Hand('lasso', start(), { drawnOn: 'keep' }).holding({ alt: true }).down(200, 200).move(300, 300)
    expect(hand.overlay.takes).toBe(true)
  })
})

describe('the brush on a zone', () => {
  it('says so under the moving hand already, and makes one step of a press', () => {
    const hand = new Hand('brush', start(), { drawnOn: 'keep' }).down(300, 400).move(500, 400)
    expect(coverageAt(edits(hand).keep, ...at)).toBe(255)
    expect(hand.steps).toEqual([])
    hand.move(520, 420).up()
    expect(hand.steps).toEqual(['Paint keep zone'])
  })

  it('puts back what was there on Escape', () => {
    const before = start()
    const hand = new Hand('brush', before, { drawnOn: 'remove' }).down(300, 400).move(500, 400).cancel()
    expect(hand.design).toBe(before)
    expect(hand.steps).toEqual([])
  })

  it('is even where a soft stroke crosses itself, also over ink of the other zone', () => {
    const once = new Hand('brush', start(), { drawnOn: 'keep', feather: 0 }).down(300, 400).move(500, 400).up()
    const soft = { drawnOn: 'remove', feather: 1 } as const
    const over = new Hand('brush', once.design, soft).down(300, 408).move(500, 408).up()
    const twice = new Hand('brush', once.design, soft).down(300, 408).move(500, 408).move(300, 408).up()
    for (const name of ['remove', 'keep'] as const) {
      for (let y = 380; y < 430; y++)
        expect(coverageAt(edits(twice)[name], 400, y)).toBe(coverageAt(edits(over)[name], 400, y))
    }
  })

  it('is turned round by the eraser and by Alt', () => {
    const drawn = square(new Hand('lasso', start(), { drawnOn: 'remove' })).design
    const erased = new Hand('eraser', drawn, { drawnOn: 'remove' }).down(300, 400).move(500, 400).up()
    expect(coverageAt(edits(erased).remove, ...at)).toBe(0)
    expect(erased.steps).toEqual(['Erase remove zone'])
    erased.holding({ alt: true }).down(300, 400).move(500, 400).up()
    expect(coverageAt(edits(erased).remove, ...at)).toBe(255)
    expect(erased.steps).toEqual(['Erase remove zone', 'Paint remove zone'])
  })
})

describe('a zone given back to the lines', () => {
  it('has none of the hand in it, and the others keep theirs', () => {
    let design: Design = start()
    for (const zone of paintedZones) design = square(new Hand('lasso', design, { drawnOn: zone })).design
    // Keep was drawn over remove.
    design = new Hand('brush', design, { drawnOn: 'remove' }).down(300, 900).move(500, 900).up().design
    expect(paintedZones.filter((zone) => hasZoneInk(design, zone))).toEqual(['remove', 'keep', 'add'])
    for (const zone of paintedZones) {
      const bare = withoutZoneInk(design, zone)
      expect(paintedZones.filter((name) => hasZoneInk(bare, name))).toEqual(
        paintedZones.filter((name) => name !== zone),
      )
    }
  })

  it('is not offered for an area that the hand alone has made', () => {
    const bare = { ...start(), area: { ...start().area, proposed: false } }
    expect(hasZoneInk(square(new Hand('lasso', bare, { drawnOn: 'add' })).design, 'add')).toBe(false)
  })
})

it('a tap means the zone that is seen under it', () => {
  const start = raisedBy(15)
  const zones = zonesOf(start, surfaceOf(start))
  const { glabella } = start.marks
  const up = (px: number) => ({ x: glabella.x, y: glabella.y - px })
  expect(zoneUnder(zones, up(370))).toBe('remove')
  expect(zoneUnder(zones, up(560))).toBe('keep')
  expect(zoneUnder(zones, up(40))).toBeNull()
  // What the hand sends away is not made anew.
  const hand = new Hand('brush', start, { drawnOn: 'remove' }).down(up(560).x, up(560).y).up()
  const after = zonesOf(reversed(hand.design), surfaceOf(start))
  expect(zoneAt(after, 'add', up(560).x, up(560).y)).toBe(0)
  expect(zoneUnder(after, up(560))).toBe('remove')
})
