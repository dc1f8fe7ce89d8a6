import { describe, expect, it } from 'vitest'
import { angleDegOf } from '../../../src/core/tools/measureTool.ts'
import { Hand, freshDesign } from './hand.ts'

const measured = (hand: Hand) => hand.overlay.measure

describe('the measure', () => {
  it('is a distance that is dragged, and stays when the hand is gone', () => {
    const hand = new Hand('measure')
    hand.down(100, 100).move(180, 160)
    expect(measured(hand)).toEqual([
      { x: 100, y: 100 },
      { x: 180, y: 160 },
    ])
    hand.up().move(500, 500)
    expect(measured(hand)).toEqual([
      { x: 100, y: 100 },
      { x: 180, y: 160 },
    ])
    expect(hand.tool.busy).toBe(false)
  })

  it('is an angle after three clicks, and a new measure begins with the fourth', () => {
    const hand = new Hand('measure')
    hand.down(300, 100).up().move(200, 200).down(200, 200).up().move(320, 220).down(300, 300).up()
    expect(measured(hand)).toEqual([
      { x: 300, y: 100 },
      { x: 200, y: 200 },
      { x: 300, y: 300 },
    ])
    expect(angleDegOf(measured(hand) as never)).toBeCloseTo(90, 9)
    hand.down(10, 10).move(30, 10).up()
    expect(measured(hand)).toHaveLength(2)
  })

  it('is a distance again where the second end is clicked twice', () => {
    const hand = new Hand('measure')
    hand.down(100, 100).up().move(200, 100).down(200, 100).up().move(201, 101).down(201, 101)
    expect(hand.tool.busy).toBe(false)
    expect(measured(hand)).toEqual([
      { x: 100, y: 100 },
      { x: 200, y: 100 },
    ])
  })

  it('says which end is dragged along, and that none is between two clicks', () => {
    const hand = new Hand('measure')
    expect(hand.down(100, 100).move(180, 160).overlay.dragged).toEqual({ x: 180, y: 160 })
    expect(hand.up().overlay.dragged).toBeUndefined()
    expect(hand.click(100, 100).move(300, 100).overlay.dragged).toBeUndefined()
  })

  it('keeps to the midline’s directions with Shift', () => {
    const hand = new Hand('measure').holding({ shift: true })
    hand.down(100, 100).move(160, 106).up()
    expect(measured(hand)![1]).toMatchObject({ x: 160, y: 100 })
    hand.down(100, 100).move(150, 158).up()
    const [a, b] = measured(hand)!
    expect(Math.abs(b!.x - a!.x)).toBeCloseTo(Math.abs(b!.y - a!.y), 6)
  })

  it('changes nothing of the design, and Escape takes it away', () => {
    const before = freshDesign()
    const hand = new Hand('measure', before)
    hand.down(100, 100).move(180, 160).up().down(10, 10).up()
    expect(hand.design).toBe(before)
    expect(hand.tool.busy).toBe(true)
    hand.cancel()
    expect(measured(hand)).toBeUndefined()
    expect(hand.tool.busy).toBe(false)
  })
})
