import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { behindHairline, proposedAreaPolygon } from '../../../src/core/design/areas/area.ts'
import type { AreaDesign, Design } from '../../../src/core/design/design.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import type { PointPx } from '../../../src/core/geometry/points.ts'
import { isInside } from '../../../src/core/geometry/polygon.ts'
import { coverageAt, isEmpty } from '../../../src/core/pixels/maskCompare.ts'
import type { ToolName } from '../../../src/core/tools/tool.ts'
import { freshDesign, Hand, photo } from './hand.ts'

const inside = { insideHairline: true }
const { hairline } = freshDesign()
const [middle, line] = [Math.round(hairline.midline.x), Math.round(hairline.midline.y)]
const painted = (tool: ToolName, context: object, design = freshDesign()) =>
  new Hand(tool, design, context).down(middle, line - 120).move(middle, line + 120)

const withArea = (part: Partial<AreaDesign>, design: Design = freshDesign()): Design => ({
  ...design,
  area: { ...design.area, ...part },
})

describe('what is painted with Keep inside hairline', () => {
  it('ends at the line while the hand still moves, and stays so when it lets go', () => {
    const hand = painted('brush', inside)
    for (const hold of [true, false]) {
      const { add } = hand.design.area
      expect(coverageAt(add, middle, line - 60), `held: ${hold}`).toBe(255)
      expect(coverageAt(add, middle, line - 2), `held: ${hold}`).toBe(255)
      for (const below of [2, 60, 120]) expect(coverageAt(add, middle, line + below), `${below}`).toBe(0)
      if (hold) hand.up()
    }
    expect(hand.steps).toEqual(['Paint area'])
  })

  it('says so where nothing of the stroke lies behind the line, and only there', () => {
    const before = (tool: ToolName, context: object) => {
      const hand = new Hand(tool, freshDesign(), context)
      const way = [
        [-40, 100],
        [40, 100],
        [0, 180],
      ] as const
      hand.down(middle + way[0][0], line + way[0][1])
      for (const [x, y] of way) hand.move(middle + x, line + y)
      return hand.up()
    }
    for (const tool of ['brush', 'lasso'] as const) {
      expect(before(tool, inside), tool).toMatchObject({ refused: 'beforeHairline', steps: [] })
      expect(before(tool, {}), tool).toMatchObject({ refused: undefined })
      const again = painted(tool, inside).up()
      expect(again.refused, tool).toBeUndefined()
    }
    const erased = new Hand('eraser', freshDesign(), inside).click(middle, line + 100)
    expect(erased.refused).not.toBe('beforeHairline')
  })

  it('goes over the line without it', () => {
    expect(coverageAt(painted('brush', {}).up().design.area.add, middle, line + 60)).toBe(255)
  })

  it('is nowhere before the line, and behind it what it would be anyway, wherever the stroke goes', () => {
    const border = behindHairline(freshDesign())!
    const place = fc.record({
      x: fc.integer({ min: 0, max: photo.width - 1 }),
      y: fc.integer({ min: 0, max: photo.height - 1 }),
    })
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 2, maxLength: 5 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (way, feather) => {
          const stroke = (context: object) => {
            const hand = new Hand('brush', freshDesign(), { brushMm: 20, feather, ...context }).down(
              way[0]!.x,
              way[0]!.y,
            )
            for (const { x, y } of way.slice(1)) hand.move(x, y)
            return hand.up().design.area.add
          }
          const [kept, free] = [stroke(inside), stroke({})]
          let wrong = 0
          for (let y = 3; y < photo.height; y += 31) {
            for (let x = 3; x < photo.width; x += 31) {
              const corners = [-1, 1].flatMap((dx) =>
                [-1, 1].map((dy) => isInside(border, { x: x + 0.5 + dx, y: y + 0.5 + dy })),
              )
              if (corners.every(Boolean)) wrong += coverageAt(kept, x, y) === coverageAt(free, x, y) ? 0 : 1
              else if (!corners.some(Boolean)) wrong += coverageAt(kept, x, y) === 0 ? 0 : 1
            }
          }
          expect(wrong).toBe(0)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('takes back what was erased behind the line, and leaves what was erased before it', () => {
    const erased = painted('eraser', {}).up().design
    const again = painted('brush', inside, erased).up().design
    expect(coverageAt(again.area.subtract, middle, line - 60)).toBe(0)
    expect(coverageAt(again.area.subtract, middle, line + 60)).toBe(255)
  })

  it('is no step where all of it would lie before the line', () => {
    const hand = new Hand('brush', freshDesign(), inside)
      .down(middle, line + 200)
      .move(middle + 50, line + 200)
      .up()
    expect(hand.steps).toEqual([])
    expect(isEmpty(hand.design.area.add)).toBe(true)
  })

  it('holds for the lasso too, and not for what takes off', () => {
    const round = (context: object, alt: boolean, design = freshDesign()) =>
      new Hand('lasso', design, context)
        .holding({ alt })
        .down(middle - 80, line - 80)
        .move(middle + 80, line - 80)
        .move(middle + 80, line + 80)
        .move(middle - 80, line + 80)
        .up().design
    const kept = round(inside, false)
    expect(coverageAt(kept.area.add, middle, line - 40)).toBe(255)
    expect(coverageAt(kept.area.add, middle, line + 40)).toBe(0)
    const off = round(inside, true, round({}, false))
    expect(coverageAt(off.area.add, middle, line + 40)).toBe(0)
    expect(coverageAt(painted('eraser', inside).up().design.area.subtract, middle, line + 60)).toBe(255)
    expect(coverageAt(painted('exclude', inside).up().design.area.exclude, middle, line + 60)).toBe(255)
  })

  it('never holds a beard back, nor a view that shows no line', () => {
    const beard = withArea({ role: 'beard' })
    expect(behindHairline(beard)).toBe(null)
    expect(coverageAt(painted('brush', inside, beard).up().design.area.add, middle, line + 60)).toBe(255)
    expect(behindHairline(newDesign({ ...photo, view: 'crown' }))).toBe(null)
  })

  it.each(['frontal', 'right45', 'left45', 'rightProfile', 'leftProfile', 'vertex'] as const)(
    'leaves all that is proposed in the view %s, and not the whole photo',
    (view) => {
      const design = newDesign({ ...photo, view })
      const border = behindHairline(design)!
      const stroke = new Hand('lasso', withArea({ proposed: false }, design), inside)
        .down(0, 0)
        .move(photo.width, 0)
        .move(photo.width, photo.height)
        .move(0, photo.height)
        .up()
      const { add } = stroke.design.area
      const proposed = proposedAreaPolygon(design)
      /** A cell that the border cuts is covered in part. */
      const corners = ({ x, y }: PointPx) => [-2, 2].flatMap((dx) => [-2, 2].map((dy) => ({ x: x + dx, y: y + dy })))
      let [within, before] = [0, 0]
      for (let y = 5; y < photo.height; y += 20) {
        for (let x = 5; x < photo.width; x += 20) {
          const at = { x: x + 0.5, y: y + 0.5 }
          if (isInside(proposed, at)) {
            within++
            expect(coverageAt(add, x, y)).toBeGreaterThan(0)
          }
          if (!corners(at).some((p) => isInside(border, p))) {
            before++
            expect(coverageAt(add, x, y)).toBe(0)
          }
        }
      }
      expect(Math.min(within, before)).toBeGreaterThan(20)
    },
  )
})
