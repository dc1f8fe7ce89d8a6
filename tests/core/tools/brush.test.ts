import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withNewArea } from '../../../src/core/design/areas/areas.ts'
import { sameDesign } from '../../../src/core/design/history.ts'
import { coverageAt, isEmpty, maskEquals } from '../../../src/core/pixels/maskCompare.ts'
import { freshDesign, Hand } from './hand.ts'

describe('painting an area', () => {
  it('makes one undo step of one press', () => {
    const hand = new Hand('brush').down(300, 300).move(500, 320).move(700, 340).up()
    expect(hand.steps).toEqual(['Paint area'])
    expect(coverageAt(hand.design.area.add, 600, 330)).toBe(255)
  })

  it('leaves no gaps when the pointer is fast', () => {
    const hand = new Hand('brush').down(100, 900).move(1100, 900).up()
    for (let x = 100; x <= 1100; x++) expect(coverageAt(hand.design.area.add, x, 900)).toBe(255)
  })

  it('follows every coalesced sample', () => {
    const hand = new Hand('brush')
      .down(100, 100)
      .move(500, 100, [{ x: 300, y: 400 }])
      .up()
    expect(coverageAt(hand.design.area.add, 300, 395)).toBe(255)
    expect(coverageAt(hand.design.area.add, 300, 100)).toBe(0)
  })

  it('takes back what was subtracted there', () => {
    const design = new Hand('eraser').down(550, 290).move(650, 290).up().design
    expect(isEmpty(design.area.subtract)).toBe(false)
    const painted = new Hand('brush', design, { brushMm: 20 }).down(550, 290).move(650, 290).up().design
    expect(isEmpty(painted.area.subtract)).toBe(true)
  })

  it('erases while Alt is held', () => {
    const hand = new Hand('brush').holding({ alt: true }).down(550, 290).move(650, 290).up()
    expect(hand.steps).toEqual(['Erase area'])
    expect(coverageAt(hand.design.area.subtract, 600, 290)).toBe(255)
  })

  it('draws a straight line from the last point with Shift', () => {
    const hand = new Hand('brush').click(200, 200).holding({ shift: true }).click(800, 800)
    expect(coverageAt(hand.design.area.add, 500, 500)).toBe(255)
    expect(hand.steps).toEqual(['Paint area', 'Paint area'])
  })

  it('draws thinner with a light pen, 40 % at the least, and never with a mouse', () => {
    const radius = (pointer: 'pen' | 'mouse', pressure: number) =>
      new Hand('brush').holding({ pointer, pressure }).down(500, 500).overlay.ring?.radiusPx ?? 0
    const full = radius('mouse', 0.1)
    expect(radius('pen', 1)).toBeCloseTo(full)
    expect(radius('pen', 0.001) / full).toBeCloseTo(0.4, 2)
    expect(radius('pen', 0.5) / full).toBeCloseTo(0.7)
  })

  it('shows its true size before the press', () => {
    const hand = new Hand('brush', freshDesign(), { brushMm: 8, feather: 0.5 }).move(300, 300)
    expect(hand.overlay.ring?.radiusPx).toBeCloseTo(4 / hand.context.mmPerPx)
    expect(hand.overlay.ring?.featherPx).toBeCloseTo(2 / hand.context.mmPerPx)
    expect(hand.tool.busy).toBe(false)
  })

  it('puts back the very design from before on Escape, without a step', () => {
    const before = freshDesign()
    const hand = new Hand('brush', before).down(300, 300).move(500, 500).cancel()
    expect(hand.design).toBe(before)
    expect(hand.steps).toEqual([])
  })

  it('gives the former design when the tool is put away in mid-stroke', () => {
    const before = freshDesign()
    const hand = new Hand('brush', before).down(300, 300).move(500, 500)
    expect(hand.tool.busy).toBe(true)
    expect(hand.tool.cancel().design).toBe(before)
    expect(hand.tool.busy).toBe(false)
  })

  it('makes no step where nothing changes', () => {
    const hand = new Hand('brush').click(300, 300)
    const again = new Hand('brush', hand.design).click(300, 300)
    expect(again.steps).toEqual([])
    const outside = new Hand('brush').click(-500, -500)
    expect(outside.steps).toEqual([])
  })

  it('goes on under a second finger', () => {
    const hand = new Hand('brush').down(300, 300).down(900, 900).move(500, 300).up()
    expect(coverageAt(hand.design.area.add, 900, 900)).toBe(0)
    expect(hand.steps).toEqual(['Paint area'])
  })
})

describe('the other brushes', () => {
  it('erase the painted area to nothing', () => {
    const painted = new Hand('brush', freshDesign(), { feather: 0.6 }).down(300, 300).move(700, 500).up().design
    const erased = new Hand('eraser', painted, { brushMm: 30 }).down(300, 300).move(700, 500).up().design
    expect(isEmpty(erased.area.add)).toBe(true)
    expect(erased.area.add.tiles.size).toBe(0)
  })

  it('paint a no-dot zone and, with Alt, take it away', () => {
    const hand = new Hand('exclude').click(400, 400)
    expect(coverageAt(hand.design.area.exclude, 400, 400)).toBe(255)
    const gone = new Hand('exclude', hand.design, { brushMm: 20 }).holding({ alt: true }).click(400, 400)
    expect(isEmpty(gone.design.area.exclude)).toBe(true)
    expect(hand.steps).toEqual(['Exclude area'])
  })
})

describe('the density brush', () => {
  const STEP = Math.round(0.3 * 255)
  const more = (hand: Hand) => coverageAt(hand.design.area.more, 600, 290)
  const less = (hand: Hand) => coverageAt(hand.design.area.less, 600, 290)

  it('paints more density, and takes back less where it does', () => {
    const thinned = new Hand('density', freshDesign(), { lessDensity: true }).click(600, 290)
    expect([more(thinned), less(thinned)]).toEqual([0, STEP])
    const hand = new Hand('density', thinned.design).click(600, 290)
    expect([more(hand), less(hand)]).toEqual([STEP, Math.round(STEP * 0.7)])
    expect([...thinned.steps, ...hand.steps]).toEqual(['Less density', 'More density'])
  })

  it('changes the density by one step a stroke, however often the stroke crosses itself, and more with the next', () => {
    const hand = new Hand('density').down(550, 290).move(650, 290).move(550, 290).move(650, 290).up()
    expect(more(hand)).toBe(STEP)
    hand.down(550, 290).move(650, 290).up()
    expect(more(hand)).toBeGreaterThan(1.5 * STEP)
  })

  it('turns round with Alt, whichever is chosen, and shows a dashed ring for less', () => {
    const thins = new Hand('density').holding({ alt: true }).click(600, 290)
    expect([more(thins), less(thins)]).toEqual([0, STEP])
    expect(thins.overlay.ring?.dashed).toBe(true)
    const thickens = new Hand('density', freshDesign(), { lessDensity: true }).holding({ alt: true }).click(600, 290)
    expect([more(thickens), less(thickens)]).toEqual([STEP, 0])
    expect(thickens.overlay.ring?.dashed).toBe(false)
  })

  it('leaves the area itself alone, and goes with one undo', () => {
    const start = freshDesign()
    const hand = new Hand('density', start).click(600, 290)
    expect(isEmpty(hand.design.area.add)).toBe(true)
    hand.undo()
    expect(hand.design).toBe(start)
  })
})

const seed = Number(process.env.SEED ?? 1)
describe(`many strokes, seed ${seed}`, () => {
  it('are all taken back by as many undos, byte for byte', () => {
    const x = fc.integer({ min: -50, max: 1250 })
    const y = fc.integer({ min: -50, max: 1650 })
    const stroke = fc.record({
      tool: fc.constantFrom('brush' as const, 'eraser' as const, 'exclude' as const, 'density' as const),
      alt: fc.boolean(),
      feather: fc.double({ min: 0, max: 1, noNaN: true }),
      points: fc.array(fc.tuple(x, y), { minLength: 1, maxLength: 4 }),
    })
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 100, maxLength: 100 }), (strokes) => {
        const start = freshDesign()
        const hand = new Hand('brush', start)
        const seen = [start]
        for (const { tool, alt, feather, points } of strokes) {
          const other = new Hand(tool, hand.design, { feather }).holding({ alt })
          other.down(...points[0]!)
          for (const p of points) other.move(...p)
          other.up()
          const label = other.steps[0]
          if (!label) continue
          hand.design = other.design
          hand.history = {
            entries: [...hand.history.entries, { label, design: other.design }],
            at: hand.history.at + 1,
          }
          seen.push(other.design)
        }
        while (seen.length > 1) {
          expect(sameDesign(hand.design, seen.pop()!)).toBe(true)
          hand.undo()
        }
        expect(hand.design).toBe(start)
        expect(maskEquals(hand.design.area.add, freshDesign().area.add)).toBe(true)
      }),
      { seed, numRuns: 2 },
    )
  })
})

describe('a stroke beside the area in hand', () => {
  const painted = new Hand('brush').down(300, 300).move(700, 300).up().design
  const scalp = { ...painted, area: { ...painted.area, proposed: false } }
  const beard = new Hand('brush', withNewArea(scalp, 'beard')!).down(300, 1300).move(700, 1300).up().design

  it.each(['density', 'eraser'] as const)('changes nothing with the %s, makes no step and names both', (kind) => {
    const hand = new Hand(kind, beard).down(400, 300).move(600, 300).up()
    expect(hand.steps).toEqual([])
    expect(hand.design).toBe(beard)
    expect({ refused: hand.refused, met: hand.met }).toEqual({ refused: 'besideArea', met: 1 })
  })

  it('over no area at all is refused too', () => {
    const hand = new Hand('density', beard).down(400, 800).move(600, 800).up()
    expect(hand.steps).toEqual([])
    expect({ refused: hand.refused, met: hand.met }).toEqual({ refused: 'besideArea', met: undefined })
  })

  it('is refused with the lasso that takes off too, which takes off what it meets of it', () => {
    const loop = (hand: Hand, y: number) =>
      hand
        .down(400, y - 60)
        .move(600, y - 60)
        .move(600, y + 60)
        .move(400, y + 60)
        .up()
    const beside = loop(new Hand('lasso', beard).holding({ alt: true }), 300)
    expect(beside.steps).toEqual([])
    expect(beside.design).toBe(beard)
    expect({ refused: beside.refused, met: beside.met }).toEqual({ refused: 'besideArea', met: 1 })
    const over = loop(new Hand('lasso', beard).holding({ alt: true }), 1300)
    expect(over.steps).toEqual(['Lasso off area'])
    expect(over.refused).toBeUndefined()
  })

  it('changes what of it lies under it', () => {
    const hand = new Hand('density', beard).down(650, 300).move(650, 1300).up()
    expect(hand.steps).toEqual(['More density'])
    expect(hand.refused).toBeUndefined()
  })
})
