import { describe, expect, it } from 'vitest'
import { angleDegOf } from '../../../src/core/tools/measureTool.ts'
import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import { withHeadMeasured } from '../../../src/core/design/edits.ts'
import { lengthReach, withMeasureAngle, withMeasureLength } from '../../../src/core/design/scale/measureFigures.ts'
import { distance, type PointPx } from '../../../src/core/geometry/points.ts'
import { lengthOnSkin } from '../../../src/core/geometry/skinLength.ts'
import { designFromJson, designToJson } from '../../../src/core/design/serialise.ts'
import { MOST_MEASURES, measuresOf, withMeasures, withNewMeasure } from '../../../src/core/design/scale/measures.ts'
import { sameDesign } from '../../../src/core/design/history.ts'
import { sampleDesignOf } from '../design/sampleHeads.ts'
import { Hand, freshDesign } from './hand.ts'

/** What is being measured, else what was measured last. */
const measured = (hand: Hand) => hand.overlay.measure ?? measuresOf(hand.design).at(-1)?.points

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
    expect(hand.steps).toEqual(['Measure distance'])
    expect(hand.undo().design).not.toHaveProperty('measures')
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
    expect(hand.steps).toEqual(['Measure angle', 'Measure distance'])
  })

  it('is a distance again where the second end is clicked twice', () => {
    const hand = new Hand('measure')
    hand.down(100, 100).up().move(200, 100).down(200, 100).up().move(201, 101).down(201, 101).up()
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

  it('changes nothing of the design before it is laid, and Escape takes it away', () => {
    const before = freshDesign()
    const hand = new Hand('measure', before)
    hand.down(100, 100).move(180, 160)
    expect(hand.design).toBe(before)
    hand.cancel()
    hand.down(10, 10).up()
    expect(hand.design).toBe(before)
    expect(hand.tool.busy).toBe(true)
    hand.cancel()
    expect(measured(hand)).toBeUndefined()
    expect(hand.tool.busy).toBe(false)
  })

  it('waits for its next end while two fingers zoom, whatever the first of them pressed', () => {
    const hand = new Hand('measure').click(100, 100).down(300, 300).move(304, 300).takeBack()
    expect(hand.tool.busy).toBe(true)
    hand.click(200, 100).down(200, 100).takeBack()
    expect(hand.steps).toEqual([])
    hand.click(200, 200)
    expect(measured(hand)).toEqual([
      { x: 100, y: 100 },
      { x: 200, y: 100 },
      { x: 200, y: 200 },
    ])
    expect(hand.steps).toEqual(['Measure angle'])
    expect(hand.down(500, 500).takeBack().tool.busy).toBe(false)
  })

  it('is laid without dragging: two clicks and Enter, and Backspace takes a point back', () => {
    const hand = new Hand('measure')
    hand.click(100, 100).click(200, 100).press('Backspace')
    hand.click(200, 150).press('Enter')
    expect(hand.steps).toEqual(['Measure distance'])
    expect(measured(hand)).toEqual([
      { x: 100, y: 100 },
      { x: 200, y: 150 },
    ])
    hand.click(100, 100).press('Backspace')
    expect(hand.tool.busy).toBe(false)
  })

  it('comes back from the store as it was, and a design without one is stored as before', () => {
    const hand = new Hand('measure').drag({ x: 100, y: 100 }, 80, 60).click(10, 10).click(90, 10).click(90, 90)
    expect(sameDesign(designFromJson(structuredClone(designToJson(hand.design))), hand.design)).toBe(true)
    expect(JSON.stringify(designToJson(freshDesign()))).not.toContain('measures')
  })

  it.each([
    ['no points', [{ id: 1, points: [] }]],
    [
      'two of one id',
      [1, 1].map((id) => ({
        id,
        points: [
          { x: 0, y: 0 },
          { x: 9, y: 0 },
        ],
      })),
    ],
    [
      'nowhere',
      [
        {
          id: 1,
          points: [
            { x: 0, y: Infinity },
            { x: 9, y: 0 },
          ],
        },
      ],
    ],
    ['four points', [{ id: 1, points: [0, 1, 2, 3].map((x) => ({ x, y: 0 })) }]],
  ])('is refused from the store with %s', (_, measures) => {
    const record = designToJson(freshDesign())
    expect(() => designFromJson({ ...record, design: { ...record.design, measures } })).toThrow(/stored design/)
  })

  it('is refused where there are as many as can be told apart, and says so', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 9, y: 0 },
    ]
    const full = withMeasures(
      freshDesign(),
      Array.from({ length: MOST_MEASURES }, (_, i) => ({ id: i + 1, points })),
    )
    const hand = new Hand('measure', full).drag({ x: 100, y: 100 }, 80, 60)
    expect(hand.steps).toEqual([])
    expect(hand.refused).toBe('enoughMeasures')
  })
})

describe('the ends of measures', () => {
  const [a, b, c] = [
    { x: 300, y: 300 },
    { x: 400, y: 300 },
    { x: 400, y: 420 },
  ]
  const one = withNewMeasure(freshDesign(), [a, b])!.design
  const two = withNewMeasure(one, [{ x: 700, y: 700 }, c, { x: 800, y: 420 }])!.design
  const shown = { measuresShown: true }
  const pointsOf = (hand: Hand, id = 1) => measuresOf(hand.design).find((m) => m.id === id)!.points

  it.each(['mouse', 'touch', 'pen'] as const)(
    'are dragged by %s while Measure is in the hand, in one step',
    (pointer) => {
      const hand = new Hand('measure', two, { ...shown, taken: [{ kind: 'measure', id: 1 }] })
        .holding({ pointer })
        .drag({ x: 403, y: 302 }, 50, 20)
      expect(hand.steps).toEqual(['Move measure end'])
      expect(pointsOf(hand)).toEqual([a, { x: 450, y: 320 }])
      expect(measuresOf(hand.design)).toHaveLength(2)
      expect(sameDesign(hand.undo().design, two)).toBe(true)
    },
  )

  it('let a finger begin another measure on them, unless their own is in hand', () => {
    const other = { ...shown, taken: [{ kind: 'measure', id: 2 }] } as const
    const hand = new Hand('measure', two, other).holding({ pointer: 'touch' }).drag(b, 0, 90)
    expect(hand.steps).toEqual(['Measure distance'])
    expect(measuresOf(hand.design).at(-1)!.points).toEqual([b, { x: b.x, y: b.y + 90 }])
    expect(pointsOf(hand)).toEqual([a, b])
    for (const pointer of ['mouse', 'pen'] as const)
      expect(new Hand('measure', two, other).holding({ pointer }).drag(b, 0, 90).steps).toEqual(['Move measure end'])
  })

  it('come in hand with their measure at a press, and stay where they are after it', () => {
    const hand = new Hand('measure', two, shown).down(402, 421)
    expect(hand.chosen).toEqual({ kind: 'measure', id: 2 })
    expect(hand.overlay.active).toBe('measure2.1')
    hand.up()
    expect(hand.steps).toEqual([])
    const off = new Hand('measure', two, shown).down(402, 421).move(500, 500).cancel()
    expect(off.design).toBe(two)
  })

  it('leave room for another measure that begins on them with Ctrl, or where they are hidden', () => {
    expect(new Hand('measure', one, shown).holding({ ctrl: true }).drag(a, 0, 90).steps).toEqual(['Measure distance'])
    expect(new Hand('measure', one).drag(a, 0, 90).steps).toEqual(['Measure distance'])
    const clicks = new Hand('measure', one, shown).click(100, 100).click(b.x, b.y).press('Enter')
    expect(measuresOf(clicks.design).at(-1)!.points).toEqual([{ x: 100, y: 100 }, b])
  })

  it('never meet, so that every angle has two arms', () => {
    const hand = new Hand('measure', two, shown)
      .down(b.x, b.y)
      .move(a.x + 40, a.y)
      .move(a.x, a.y)
      .up()
    expect(pointsOf(hand)[1]).not.toEqual(a)
  })

  it('are not needed where the figure is typed: a distance grows along its line, an angle turns its last arm', () => {
    const surface = surfaceOf(two)
    for (const mm of [5, 42, 130]) {
      const [from, to] = measuresOf(withMeasureLength(two, 1, mm))[0]!.points as [PointPx, PointPx]
      expect(from).toEqual(a)
      expect(to.y).toBeCloseTo(a.y, 6)
      expect(lengthOnSkin(surface, from, to)).toBeCloseTo(mm, 6)
    }
    for (const deg of [1, 45, 120, 179]) {
      const points = measuresOf(withMeasureAngle(two, 2, deg))[1]!.points as [PointPx, PointPx, PointPx]
      expect(angleDegOf(points)).toBeCloseTo(deg, 6)
      expect(distance(points[1], points[2])).toBeCloseTo(400, 6)
    }
    expect(withMeasureLength(two, 2, 9)).toBe(two)
    expect(withMeasureAngle(two, 1, 9)).toBe(two)
  })

  it('stay on the head and near the photo, whatever is typed, and more is longer all the way', () => {
    const design = sampleDesignOf('frontal')
    const { glabella } = design.marks
    const side = { x: glabella.x + 400, y: glabella.y - 900 }
    const from = { x: glabella.x - 400, y: glabella.y - 900 }
    const laid = withNewMeasure(design, [from, side])!.design
    const surface = surfaceOf(design)
    const lengths = [20, 60, 120, 180, 240, 300].map((mm) => {
      const [start, end] = measuresOf(withMeasureLength(laid, 1, mm))[0]!.points as [PointPx, PointPx]
      expect(start).toEqual(from)
      expect(surface.toSkin(end), String(mm)).not.toBeNull()
      return lengthOnSkin(surface, start, end)
    })
    const { mm: most, end } = lengthReach(laid, measuresOf(laid)[0]!)!
    expect(end).toBe('head')
    for (const [i, mm] of [20, 60, 120, 180, 240, 300].entries()) expect(lengths[i]).toBeCloseTo(Math.min(mm, most), 4)
    expect(most).toBeLessThan(300)

    const flat = withNewMeasure(withHeadMeasured(design, false), [from, side])!.design
    expect(lengthReach(flat, measuresOf(flat)[0]!)!.end).toBe('photo')
    const [, last] = measuresOf(withMeasureLength(flat, 1, 5000))[0]!.points
    expect(last!.x).toBeCloseTo(design.photo.width * 1.25, 6)
  })

  it('are placed by no figure where they lie on one another, and an arm that would be lost is shorter', () => {
    const point = withMeasures(freshDesign(), [{ id: 1, points: [a, a] }])
    expect(withMeasureLength(point, 1, 50)).toBe(point)
    expect(lengthReach(point, measuresOf(point)[0]!)).toBeNull()
    const { width } = point.photo
    const points = [
      { x: 0, y: 600 },
      { x: width - 10, y: 600 },
      { x: 0, y: 500 },
    ]
    const wide = withMeasureAngle(withMeasures(point, [{ id: 1, points }]), 1, 179)
    const [first, vertex, arm] = measuresOf(wide)[0]!.points as [PointPx, PointPx, PointPx]
    expect(angleDegOf([first, vertex, arm])).toBeCloseTo(179, 6)
    expect(arm.x).toBeLessThanOrEqual(width * 1.25 + 1e-6)
  })

  it('are dragged under Select once their measure is selected, and not before', () => {
    const taken = [{ kind: 'measure', id: 1 }] as const
    expect(new Hand('select', two, { ...shown, taken }).drag(b, 30, 30).steps).toEqual(['Move measure end'])
    expect(new Hand('select', two, shown).drag(b, 30, 30).steps).toEqual(['Move measure'])
  })
})
