import { describe, expect, it } from 'vitest'
import {
  hasLossStrokes,
  recessionRaster,
  withoutLossStrokes,
  withStage,
} from '../../../src/core/design/lines/recession.ts'
import { coverageAt, isEmpty } from '../../../src/core/pixels/maskCompare.ts'
import { freshDesign, Hand } from './hand.ts'

const drawn = withStage(freshDesign(), 'drawn')
const on = { drawnOn: 'hairLoss' } as const
const square = (hand: Hand) => hand.down(400, 400).move(800, 400).move(800, 700).move(400, 700).up()
const lost = (hand: Hand) => hand.design.recession

describe('tools on the hair that is lost later', () => {
  it('the lasso has all of it go that it surrounds, in one step, and paints no area', () => {
    const hand = square(new Hand('lasso', drawn, on))
    expect(coverageAt(lost(hand).add, 600, 600)).toBe(255)
    expect(hand.design.area).toBe(drawn.area)
    expect(hand.steps).toEqual(['Lasso hair loss'])
    hand.undo()
    expect(hasLossStrokes(hand.design)).toBe(false)
  })

  it('brush and eraser say the opposite of one another: the last word counts', () => {
    const brush = new Hand('brush', drawn, on).down(500, 500).move(700, 500).up()
    expect(coverageAt(lost(brush).add, 600, 500)).toBe(255)
    const eraser = new Hand('eraser', brush.design, on).down(500, 500).move(700, 500).up()
    expect(isEmpty(lost(eraser).add)).toBe(true)
    expect(coverageAt(lost(eraser).subtract, 600, 500)).toBe(255)
    expect([...brush.steps, ...eraser.steps]).toEqual(['Paint hair loss', 'Erase hair loss'])
    const again = new Hand('eraser', eraser.design, on).holding({ alt: true }).down(500, 500).move(700, 500).up()
    expect(coverageAt(lost(again).add, 600, 500)).toBe(255)
    expect(isEmpty(lost(again).subtract)).toBe(true)
  })

  it('a stroke that is cancelled leaves nothing, and one where all is drawn already is no step', () => {
    const hand = new Hand('brush', drawn, on).down(500, 500).move(700, 500).cancel()
    expect(hand.design).toBe(drawn)
    hand.down(500, 500).move(700, 500).up()
    hand.down(500, 500).move(700, 500).up()
    expect(hand.steps).toEqual(['Paint hair loss'])
  })

  it('what is drawn without a stage is all that goes, inside the head; cleared, nothing goes', () => {
    const hand = new Hand('lasso', drawn, on).down(-200, -200).move(2000, -200).move(2000, 500).move(-200, 500).up()
    const { coverage, width } = recessionRaster(hand.design, 10)!
    const at = (x: number, y: number) => coverage[Math.floor(y / 10) * width + Math.floor(x / 10)]
    expect([at(600, 450), at(600, 900), at(20, 20)]).toEqual([255, 0, 0])
    const cleared = withoutLossStrokes(hand.design)
    expect(recessionRaster(cleared, 10)!.coverage.every((c) => c === 0)).toBe(true)
    expect(cleared.recession.stage).toBe('drawn')
  })

  it('what is drawn lies over every stage that is chosen after it', () => {
    const hand = new Hand('lasso', withStage(drawn, 3), on)
    square(hand)
    const whole = recessionRaster(withStage(hand.design, 5), 10)!.coverage
    const stage = recessionRaster(withStage(drawn, 5), 10)!.coverage
    const own = recessionRaster(withStage(hand.design, 'drawn'), 10)!.coverage
    expect(whole.every((c, i) => c === Math.max(stage[i]!, own[i]!))).toBe(true)
  })
})
