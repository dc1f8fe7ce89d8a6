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

  it('closes on Enter, but not before it surrounds anything', () => {
    const line = new Hand('lasso').click(200, 200).click(600, 200).press('Enter')
    expect(line.tool.busy).toBe(true)
    const hand = line.click(600, 600).press('Enter')
    expect(hand.steps).toEqual(['Lasso area'])
    expect(coverageAt(hand.design.area.add, 500, 300)).toBe(255)
    expect(coverageAt(hand.design.area.add, 300, 500)).toBe(0)
    expect(hand.tool.busy).toBe(false)
  })

  it('takes corners back with Backspace, one by one, to none', () => {
    const hand = corners(new Hand('lasso')).press('Backspace').press('Backspace').click(600, 500).press('Enter')
    expect(coverageAt(hand.design.area.add, 580, 400)).toBe(255)
    expect(coverageAt(hand.design.area.add, 300, 500)).toBe(0)
    const none = new Hand('lasso').click(200, 200).press('Backspace')
    expect(none.tool.busy).toBe(false)
    expect(none.overlay.lasso).toBeUndefined()
    expect(none.steps).toEqual([])
  })

  it('leaves the keys alone while a line is drawn freehand, or none is', () => {
    const drawing = new Hand('lasso').down(200, 200).move(600, 200)
    expect(drawing.tool.press('Backspace', drawing.design, drawing.context)).toBeNull()
    const idle = new Hand('lasso')
    expect(idle.tool.press('Enter', idle.design, idle.context)).toBeNull()
  })

  it('takes off with Alt', () => {
    const hand = square(new Hand('lasso').holding({ alt: true }))
    expect(coverageAt(hand.design.area.subtract, 400, 400)).toBe(255)
    expect(hand.steps).toEqual(['Lasso off area'])
  })

  it('loses no corner to a finger that turns out to be one of two: the next corner and the closing press are as if never made', () => {
    const hand = corners(new Hand('lasso')).down(900, 900).takeBack()
    expect(hand.overlay.lasso).toHaveLength(5)
    expect(hand.tool.busy).toBe(true)
    hand.down(205, 206).takeBack()
    expect(hand.steps).toEqual([])
    hand.click(205, 206)
    expect(coverageAt(hand.design.area.add, 400, 400)).toBe(255)
    expect(coverageAt(hand.design.area.add, 700, 700)).toBe(0)
    expect(hand.steps).toEqual(['Lasso area'])
    expect(new Hand('lasso').down(200, 200).takeBack().tool.busy).toBe(false)
  })

  it('leaves nothing behind on Escape', () => {
    const before = freshDesign()
    const hand = corners(new Hand('lasso', before)).cancel()
    expect(hand.design).toBe(before)
    expect(hand.steps).toEqual([])
    expect(hand.tool.busy).toBe(false)
  })
})
