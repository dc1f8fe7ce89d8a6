import { describe, expect, it } from 'vitest'
import { areaUnder, rasterArea } from '../../../src/core/design/areas/area.ts'
import {
  areaInHand,
  areaOf,
  areaSlots,
  eachArea,
  withAreaName,
  withNewArea,
} from '../../../src/core/design/areas/areas.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { freeLinePaths, withNewFreeLine } from '../../../src/core/design/lines/freeLines.ts'
import { hairlinePath } from '../../../src/core/design/lines/hairline.ts'
import { faceFrame } from '../../../src/core/design/head/headOutline.ts'
import { sameDesign } from '../../../src/core/design/history.ts'
import { movedBack } from '../../../src/core/design/lines/lineCopy.ts'
import { isFree, linesOf, withNewHairline, type FreeLine } from '../../../src/core/design/lines/lines.ts'
import { measuresOf, withNewMeasure } from '../../../src/core/design/scale/measures.ts'
import { withoutObjects } from '../../../src/core/design/movedObjects.ts'
import { withoutObject, type DesignObject } from '../../../src/core/design/objects.ts'
import type { PointPx } from '../../../src/core/geometry/points.ts'
import { designFromJson, designToJson } from '../../../src/core/design/serialise.ts'
import { maskEquals } from '../../../src/core/pixels/maskCompare.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { maskBounds } from '../../../src/core/pixels/maskFill.ts'
import { Hand, freshDesign } from './hand.ts'

const plain = freshDesign()

/** A patch that is painted between x and x + 200, 60 px around. */
function painted(design: Design, x: number, y: number): Design {
  const to = { x: x + 200, y }
  const stroke = (name: 'add' | 'more') => paintCapsule(design.area[name], { x, y }, to, 60, 0.3, 'max')
  return { ...design, area: { ...design.area, add: stroke('add'), more: stroke('more') } }
}
const scar = painted(withNewArea(plain, 'scar')!, 500, 900)
const onScar = { x: 600, y: 900 }
const onScalp = { x: plain.hairline.midline.x + 60, y: plain.hairline.midline.y - 40 }
const areas = { shownAreas: new Set([1, 2]) }
const select = (design: Design, context = {}) => new Hand('select', design, { ...areas, ...context })

const withBeard = withNewFreeLine(plain, 'beardCheek')!
const beard = linesOf(withBeard).find(isFree)!
const [own, other] = freeLinePaths(beard, withBeard.marks) as [{ x: number; y: number }[], { x: number; y: number }[]]
const lineOf = (design: Design) => linesOf(design).find(isFree) as FreeLine

describe('an area under Select', () => {
  it('is taken in hand by a click: the topmost that is seen, and no step', () => {
    expect(select(scar).click(onScar.x, onScar.y).chosen).toEqual({ kind: 'area', id: 2 })
    expect(select(scar).click(onScalp.x, onScalp.y).chosen).toEqual({ kind: 'area', id: 1 })
    expect(select(scar).click(onScar.x, onScar.y).steps).toEqual([])
    expect(select(scar, { shownAreas: new Set([1]) }).click(onScar.x, onScar.y).chosen).toBeUndefined()
    expect(new Hand('select', scar).click(onScar.x, onScar.y).chosen).toBeUndefined()
  })

  it('moves as a whole with its painted density, by an outline first and in one step', () => {
    const hand = select(scar).down(onScar.x, onScar.y).move(630.4, 880)
    expect(hand.overlay.movedAreas).toEqual({ ids: [2], by: { x: 30, y: -20 }, copies: false })
    expect(hand.design).toBe(scar)
    hand.up()
    expect(hand.steps).toEqual(['Move area'])
    const [was, is] = [areaOf(scar, 2)!, areaOf(hand.design, 2)!]
    const box = maskBounds(was.add)!
    for (const name of ['add', 'more'] as const)
      expect(maskBounds(is[name])).toEqual({ ...box, x: box.x + 30, y: box.y - 20 })
    expect(hand.design.area.exclude).toBe(scar.area.exclude)
    expect(hand.chosen).toEqual({ kind: 'area', id: 2 })
    expect(hand.undo().design).toBe(scar)
  })

  it('lies there and back as before, to the byte', () => {
    const hand = select(scar).drag(onScar, 311, -207)
    hand.drag({ x: onScar.x + 311, y: onScar.y - 207 }, -311, 207)
    expect(hand.steps).toEqual(['Move area', 'Move area'])
    expect(sameDesign(hand.design, scar)).toBe(true)
  })

  it('leaves no step where it is put back, broken off, or only pressed', () => {
    const back = select(scar).down(onScar.x, onScar.y).move(700, 900).move(onScar.x, onScar.y).up()
    expect(back.steps).toEqual([])
    expect(back.design).toBe(scar)
    const off = select(scar).down(onScar.x, onScar.y).move(700, 900)
    expect(off.tool.busy).toBe(true)
    expect(off.tool.cancel()).toEqual({ design: scar })
    expect(off.tool.busy).toBe(false)
    const lost = select(scar).down(onScar.x, onScar.y).move(700, 900).cancel()
    expect(lost.steps).toEqual([])
    expect(lost.design).toBe(scar)
    expect(lost.overlay.movedAreas).toBeUndefined()
  })

  it('that is proposed follows its hairline: the hand is refused, and the rest of the drag does nothing', () => {
    const hand = select(scar)
      .down(onScalp.x, onScalp.y)
      .move(onScalp.x + 40, onScalp.y)
    expect(hand.refused).toBe('followsHairline')
    hand.move(onScalp.x + 80, onScalp.y).up()
    expect(hand.steps).toEqual([])
    expect(hand.design).toBe(scar)
  })

  it('that is locked is refused before it seems to move', () => {
    const hand = select(scar, { locked: new Set(['area2']) })
      .down(onScar.x, onScar.y)
      .move(700, 900)
    expect(hand.refused).toBe('locked')
    expect(hand.overlay.movedAreas).toBeUndefined()
  })

  it('is copied with Alt, and the copy moved, in one step', () => {
    const named = withAreaName(scar, 2, 'Scar')
    const hand = select(named).holding({ alt: true }).drag(onScar, 0, 300)
    expect(hand.steps).toEqual(['Duplicate area'])
    expect(hand.chosen).toEqual({ kind: 'area', id: 3 })
    expect(areaInHand(hand.design)).toBe(3)
    expect(areaOf(hand.design, 3)!.name).toBeUndefined()
    expect(areaOf(hand.design, 3)!.role).toBe('scar')
    expect(maskEquals(areaOf(hand.design, 2)!.add, areaOf(named, 2)!.add)).toBe(true)
    expect(areaUnder(hand.design, { x: 600, y: 1200 })).toBe(3)
    expect(sameDesign(designFromJson(structuredClone(designToJson(hand.design))), hand.design)).toBe(true)
  })

  it('that is proposed is copied as if it had been painted, and stays itself', () => {
    const hand = select(plain).holding({ alt: true }).drag(onScalp, 0, 400)
    expect(areaSlots(hand.design)).toHaveLength(2)
    expect(areaOf(hand.design, 1)!.proposed).toBe(true)
    expect(areaOf(hand.design, 2)!.proposed).toBe(false)
    const covered = (design: Design) => rasterArea(design, 8).coverage.reduce((sum, c) => sum + c, 0)
    const [first, second] = eachArea(hand.design)
    expect(covered(second!.design)).toBeGreaterThan(0.95 * covered(plain))
    expect(covered(first!.design)).toBeLessThanOrEqual(covered(plain))
  })

  it('is no longer copied where there are enough', () => {
    let design = scar
    while (withNewArea(design, 'scar')) design = withNewArea(design, 'scar')!
    const hand = new Hand('select', design, { shownAreas: new Set([2]) }).holding({ alt: true }).drag(onScar, 0, 300)
    expect(hand.steps).toEqual([])
    expect(hand.design).toBe(design)
  })

  it('goes unless it is the only one', () => {
    expect(areaSlots(withoutObject(scar, { kind: 'area', id: 2 })!)).toHaveLength(1)
    expect(withoutObject(plain, { kind: 'area', id: 1 })).toBeNull()
    expect(withoutObject(plain, { kind: 'line', id: 1 })).toBeNull()
  })
})

describe('a line under Select', () => {
  const at = own[Math.round(own.length * 0.12)]!
  const onOther = other[Math.round(other.length * 0.12)]!
  const across = (p: PointPx) => faceFrame(withBeard.marks).toFace(p).x
  const side = Math.sign(across(at))

  it('moves as a whole where it is dragged, live and in one step', () => {
    const hand = new Hand('select', withBeard).down(at.x, at.y).move(at.x + side * 10, at.y + 14)
    expect(lineOf(hand.design).points[0]!.at.x).toBeCloseTo(beard.points[0]!.at.x + side * 10, 6)
    hand.up()
    expect(hand.steps).toEqual(['Move line'])
    for (const [i, p] of lineOf(hand.design).points.entries()) expect(p.at.y - beard.points[i]!.at.y).toBeCloseTo(14, 6)
    expect(sameDesign(hand.undo().design, withBeard)).toBe(true)
  })

  it('moves by its mirror image as the hand does there', () => {
    const hand = new Hand('select', withBeard).drag(onOther, 12, 5)
    const [, moved] = freeLinePaths(lineOf(hand.design), withBeard.marks)
    expect(moved![0]!.x - other[0]!.x).toBeCloseTo(12, 6)
    expect(moved![0]!.y - other[0]!.y).toBeCloseTo(5, 6)
  })

  it('never crosses its mirror image, however far it is dragged', () => {
    for (const [from, by] of [
      [at, -side * 900],
      [onOther, side * 900],
    ] as const) {
      const hand = new Hand('select', withBeard).drag(from, by, 20)
      const moved = lineOf(hand.design).points
      expect(Math.min(...moved.map((p) => side * across(p.at)))).toBeCloseTo(0, 6)
      expect(hand.steps).toEqual(['Move line'])
      for (const [i, { at: to }] of moved.entries()) {
        expect(across(to) - across(moved[0]!.at)).toBeCloseTo(
          across(beard.points[i]!.at) - across(beard.points[0]!.at),
          6,
        )
        expect(to.y - beard.points[i]!.at.y).toBeCloseTo(20, 6)
      }
    }
  })

  it('keeps a moustache across the midline', () => {
    const design = withNewFreeLine(plain, 'moustache')!
    const [lip] = freeLinePaths(lineOf(design), design.marks)
    const hand = new Hand('select', design).drag(lip![Math.round(lip!.length * 0.08)]!, 25, 18)
    const [first] = lineOf(hand.design).points
    expect(faceFrame(design.marks).toFace(first!.at).x).toBeCloseTo(0, 6)
    expect(first!.at.y - lineOf(design).points[0]!.at.y).toBeCloseTo(18, 4)
  })

  it('is copied with Alt: another hairline, or the current one, which stays', () => {
    const second = withNewHairline(plain, movedBack(plain, plain.hairline, 9))!
    const path = hairlinePath(movedBack(plain, plain.hairline, 9))
    const on = path[Math.round(path.length * 0.53)]!
    const moved = new Hand('select', second).drag(on, 0, 12)
    expect(moved.steps).toEqual(['Move line'])
    expect(moved.design.hairline).toBe(plain.hairline)
    const copied = new Hand('select', second).holding({ alt: true }).drag(on, 0, -12)
    expect(copied.steps).toEqual(['Duplicate line'])
    expect(linesOf(copied.design)).toHaveLength(3)
    const ownPath = hairlinePath(plain.hairline)
    const current = new Hand('select', plain)
      .holding({ alt: true })
      .drag(ownPath[Math.round(ownPath.length * 0.53)]!, 0, -20)
    expect(current.steps).toEqual(['Duplicate line'])
    expect(current.design.hairline).toBe(plain.hairline)
  })

  it('that is locked is refused', () => {
    const hand = new Hand('select', withBeard, { locked: new Set([`line${beard.id}`] as const) })
    expect(hand.down(at.x, at.y).move(at.x + 20, at.y).refused).toBe('locked')
    expect(hand.design).toBe(withBeard)
  })
})

describe('a measure under Select', () => {
  const points = [
    { x: 550, y: 880 },
    { x: 650, y: 880 },
  ]
  const design = withNewMeasure(scar, points)!.design

  it('lies above all else: it is chosen, moved, copied and removed', () => {
    const shown = { measuresShown: true }
    expect(select(design, shown).click(600, 882).chosen).toEqual({ kind: 'measure', id: 1 })
    const moved = select(design, shown).drag({ x: 600, y: 880 }, 20, 30)
    expect(moved.steps).toEqual(['Move measure'])
    expect(measuresOf(moved.design)[0]!.points[0]).toEqual({ x: 570, y: 910 })
    const copied = select(design, shown).holding({ alt: true }).drag({ x: 600, y: 880 }, 20, 30)
    expect(copied.steps).toEqual(['Duplicate measure'])
    expect(measuresOf(copied.design)).toHaveLength(2)
    expect(sameDesign(withoutObject(design, { kind: 'measure', id: 1 })!, scar)).toBe(true)
  })

  it('is not taken while it is hidden', () => {
    expect(select(design).click(600, 882).chosen).toEqual({ kind: 'area', id: 2 })
  })
})

describe('several objects under Select', () => {
  const [scarObject, measureObject] = [
    { kind: 'area', id: 2 },
    { kind: 'measure', id: 1 },
  ] as const
  const beardObject = { kind: 'line', id: beard.id } as const
  const design = withNewMeasure(painted(withNewArea(withBeard, 'scar')!, 500, 900), [
    { x: 700, y: 1100 },
    { x: 800, y: 1100 },
  ])!.design
  const all = [scarObject, measureObject, beardObject]
  const group = (taken: readonly DesignObject[], more = {}) => select(design, { measuresShown: true, taken, ...more })
  const firstOf = (d: Design) => lineOf(d).points[0]!.at

  it('are brought together by clicks with Shift, which are no steps and make no hairline current', () => {
    const second = withNewHairline(plain, movedBack(plain, plain.hairline, 9))!
    const path = hairlinePath(movedBack(plain, plain.hairline, 9))
    const on = path[Math.round(path.length * 0.53)]!
    const hand = new Hand('select', second).holding({ shift: true }).click(on.x, on.y)
    expect(hand).toMatchObject({ chosen: { kind: 'line', id: 2 }, adds: true, steps: [] })
    expect(hand.holding({}).click(on.x, on.y)).toMatchObject({ adds: undefined, steps: ['Make hairline current'] })
  })

  it('move together where one of them is dragged, in one step that one undo takes back', () => {
    const hand = group(all).down(onScar.x, onScar.y).move(569.6, 880.3)
    expect(hand.overlay.movedAreas).toEqual({ ids: [2], by: { x: -30, y: -20 }, copies: false })
    // What is light follows the hand at once.
    expect(measuresOf(hand.design)[0]!.points[0]).toEqual({ x: 670, y: 1080 })
    hand.up()
    expect(hand.steps).toEqual(['Move objects'])
    expect([hand.chosen, ...hand.alsoChosen!]).toEqual(all)
    const box = maskBounds(areaOf(design, 2)!.add)!
    expect(maskBounds(areaOf(hand.design, 2)!.add)).toEqual({ ...box, x: box.x - 30, y: box.y - 20 })
    expect(firstOf(hand.design).x - firstOf(design).x).toBeCloseTo(-30, 6)
    expect(sameDesign(hand.undo().design, design)).toBe(true)
  })

  it('stay behind where another object is dragged, unless Shift adds that one', () => {
    const alone = group([measureObject]).drag(onScar, 30, 0)
    expect(alone.steps).toEqual(['Move area'])
    expect(measuresOf(alone.design)).toEqual(measuresOf(design))
    const added = group([measureObject]).holding({ shift: true }).drag(onScar, 30, 0)
    expect(added.steps).toEqual(['Move objects'])
    expect(measuresOf(added.design)[0]!.points[0]!.x).toBe(730)
  })

  it('are copied together with Alt, and the copies are in hand', () => {
    const hand = group(all).holding({ alt: true }).drag({ x: 750, y: 1100 }, 0, 200)
    expect(hand.steps).toEqual(['Duplicate objects'])
    expect(hand.chosen).toEqual({ kind: 'measure', id: 2 })
    expect(hand.alsoChosen).toHaveLength(2)
    expect(measuresOf(hand.design).map(({ points }) => points[0]!.y)).toEqual([1100, 1300])
    expect(areaSlots(hand.design)).toHaveLength(3)
    expect(areaUnder(hand.design, { x: 600, y: 1100 })).toBe(3)
    expect(sameDesign(hand.undo().design, design)).toBe(true)
  })

  it('leave those where they are that are locked or follow the hairline, and say so', () => {
    const proposal = { kind: 'area', id: 1 } as const
    const hand = group([measureObject, proposal, scarObject], { locked: new Set(['area2']) })
    hand.drag({ x: 750, y: 1100 }, 20, 0)
    expect(hand).toMatchObject({ steps: ['Move measure'], refused: 'partStays' })
    expect(hand.alsoChosen).toEqual([proposal, scarObject])
    expect(
      group([proposal, scarObject], { locked: new Set(['area2']) })
        .down(onScar.x, onScar.y)
        .move(700, 900),
    ).toMatchObject({
      refused: 'locked',
      chosen: scarObject,
    })
  })

  it('leave no step where they are put back or broken off', () => {
    const back = group(all).down(onScar.x, onScar.y).move(700, 900).move(onScar.x, onScar.y).up()
    expect(back.steps).toEqual([])
    expect(back.design).toBe(design)
    const off = group(all).down(onScar.x, onScar.y).move(700, 900).cancel()
    expect(off.design).toBe(design)
  })

  it('go together, but for the last of a kind', () => {
    const gone = withoutObjects(design, [...all, { kind: 'area', id: 1 }, { kind: 'line', id: 1 }])
    expect(gone.stayed).toEqual([
      { kind: 'area', id: 1 },
      { kind: 'line', id: 1 },
    ])
    expect(measuresOf(gone.design)).toEqual([])
    expect(linesOf(gone.design)).toHaveLength(1)
  })
})

describe('a double press under Select', () => {
  const path = hairlinePath(plain.hairline)
  const on = path[Math.round(path.length * 0.53)]!

  it('goes into the points of a line, of the current hairline too, and is no step', () => {
    const hand = select(plain).click(on.x, on.y).holding({ again: true }).click(on.x, on.y)
    expect(hand).toMatchObject({ entered: 1, steps: [] })
    const at = own[Math.round(own.length * 0.12)]!
    expect(new Hand('select', withBeard).holding({ again: true }).click(at.x, at.y).entered).toBe(beard.id)
  })

  it('goes into nothing beside a line, where it becomes a drag, or with Shift', () => {
    expect(select(scar).holding({ again: true }).click(onScar.x, onScar.y).entered).toBeUndefined()
    expect(select(plain).holding({ again: true }).drag(on, 40, 0).entered).toBeUndefined()
    expect(select(plain).holding({ again: true, shift: true }).click(on.x, on.y).entered).toBeUndefined()
  })
  it('does not reach through a measure that lies across the line', () => {
    const crossed = withNewMeasure(plain, [
      { x: on.x - 60, y: on.y - 60 },
      { x: on.x + 60, y: on.y + 60 },
    ])!.design
    const twice = (measuresShown: boolean) =>
      new Hand('select', crossed, { measuresShown }).click(on.x, on.y).holding({ again: true }).click(on.x, on.y)
    expect(twice(true)).toMatchObject({ entered: undefined, chosen: { kind: 'measure', id: 1 } })
    expect(twice(false).entered).toBe(1)
  })
})
