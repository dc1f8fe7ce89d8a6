import { describe, expect, it } from 'vitest'
import { coverageAt, isEmpty } from '../../../src/core/pixels/maskCompare.ts'
import { freshDesign, Hand } from './hand.ts'

const square = (hand: Hand) => hand.down(200, 200).move(600, 200).move(600, 600).move(200, 600).up()
const corners = (hand: Hand) => hand.click(200, 200).click(600, 200).click(600, 600).click(200, 600)

describe('the lasso', () => {
  it('adds what a freehand loop surrounds, in one step', () => {
    const hand = square(new Hand('lasso'))
    expect(coverageAt(hand.design.area.add, 400, 400)).toBe(255)
    expect(coverageAt(hand.design.area.add, 700, 400)).toBe(0)
    expect(hand.steps).toEqual(['Lasso area'])
  })

  it('adds corner by corner and closes near the first one', () => {
    const hand = corners(new Hand('lasso'))
    expect(isEmpty(hand.design.area.add)).toBe(true)
    expect(hand.tool.busy).toBe(true)
    hand.click(205, 206)
    expect(coverageAt(hand.design.area.add, 400, 400)).toBe(255)
    expect(hand.tool.busy).toBe(false)
  })

  it('closes on a double click', () => {
    const hand = corners(new Hand('lasso')).click(200, 600)
    expect(coverageAt(hand.design.area.add, 300, 400)).toBe(255)
    expect(hand.steps).toEqual(['Lasso area'])
  })

  it('keeps its reach on screen when the photo is zoomed out', () => {
    const hand = corners(new Hand('lasso', freshDesign(), { pxPerScreenPx: 4 })).click(240, 200)
    expect(hand.steps).toEqual(['Lasso area'])
  })

  it('shows the open line up to the pointer', () => {
    const hand = new Hand('lasso').click(200, 200).click(600, 200).move(640, 300)
    expect(hand.overlay.lasso).toEqual([
      { x: 200, y: 200 },
      { x: 600, y: 200 },
      { x: 640, y: 300 },
    ])
  })

  it('takes off with Alt', () => {
    const hand = square(new Hand('lasso').holding({ alt: true }))
    expect(coverageAt(hand.design.area.subtract, 400, 400)).toBe(255)
    expect(hand.steps).toEqual(['Lasso off area'])
  })

  it('leaves nothing behind on Escape', () => {
    const before = freshDesign()
    const hand = corners(new Hand('lasso', before)).cancel()
    expect(hand.design).toBe(before)
    expect(hand.steps).toEqual([])
    expect(hand.tool.busy).toBe(false)
  })
})
