import { describe, expect, it } from 'vitest'
import { addedPointOf, isAdded, isCorner } from '../../../src/core/design/lines/addedPoints.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { figuresOf, handlePoints, hairlinePath, mirrored } from '../../../src/core/design/lines/hairline.ts'
import { hairlineAt } from '../../../src/core/design/lines/hairlineCurve.ts'
import { faceFrame } from '../../../src/core/design/head/headOutline.ts'
import { faceHeightPx } from '../../../src/core/design/scale/marks.ts'
import { startReversal, tracedInk } from '../../../src/core/design/reversal.ts'
import { distance, type PointPx } from '../../../src/core/geometry/points.ts'
import { moveLabel, nudgeHandle, readoutOf } from '../../../src/core/tools/handles.ts'
import { withoutPoint } from '../../../src/core/tools/hairlineTool.ts'
import { freshDesign, Hand } from './hand.ts'
import { storedText } from '../../fixtures/stored.ts'

/** The middle of the line's stretch between temporal and temple point on the patient's left. */
const temple = (design: Design): PointPx =>
  hairlineAt(design.hairline, { side: 'left', span: 'temporalMid', place: 0.5 })
const addedTo = (design: Design) => handlePoints(design.hairline).filter((p) => isAdded(p.handle))

describe('a click on the line', () => {
  it('adds a point there and its partner, in one step that changes no figure', () => {
    const before = freshDesign()
    const at = temple(before)
    const hand = new Hand('hairline', before).click(at.x + 5, at.y)
    expect(hand.steps).toEqual(['Add point'])
    const added = addedTo(hand.design)
    expect(added.map((p) => p.handle)).toEqual(['right.added1', 'left.added1'])
    expect(distance(added[1]!.at, at)).toBeLessThan(3)
    expect(distance(mirrored(added[1]!.at, before.marks), added[0]!.at)).toBeLessThan(1e-6)
    const figures = (d: Design) => figuresOf(d.hairline, d.marks, 0.1)
    expect(figures(hand.design)).toEqual(figures(before))
    expect(storedText(hand.undo().design)).toBe(storedText(before))
  })

  it('adds on one side alone with Shift, and with Mirror off', () => {
    const before = freshDesign()
    const at = temple(before)
    for (const hand of [
      new Hand('hairline', before).holding({ shift: true }),
      new Hand('hairline', before, { mirror: false }),
    ]) {
      expect(addedTo(hand.click(at.x, at.y).design).map((p) => p.handle)).toEqual(['left.added1'])
    }
  })

  it('shows beforehand where the point would be, and nothing beside a handle or off the line', () => {
    const hand = new Hand('hairline')
    const at = temple(hand.design)
    hand.move(at.x + 6, at.y)
    expect(distance(hand.overlay.ghost!, at)).toBeLessThan(4)
    const { apex } = hand.design.hairline.left
    expect(hand.move(apex.x, apex.y).overlay).toEqual({ active: 'left.apex' })
    expect(hand.move(at.x + 60, at.y).overlay.ghost).toBeUndefined()
    hand.click(at.x + 60, at.y)
    expect(hand.steps).toEqual([])
  })

  it('adds nothing with Select', () => {
    const hand = new Hand('select')
    const at = temple(hand.design)
    hand.drag(at, 20, 0)
    expect(hand.steps).toEqual([])
  })
})

describe('a drag of the line', () => {
  it('bends it on both sides, live, in one step', () => {
    const before = freshDesign()
    const at = temple(before)
    const hand = new Hand('hairline', before).down(at.x, at.y).move(at.x - 20, at.y + 4)
    const bent = addedPointOf(hand.design.hairline, 'left.added1')!
    expect(distance(bent.at, { x: at.x - 20, y: at.y + 4 })).toBeLessThan(1e-3)
    expect(hairlinePath(hand.design.hairline).some((p) => distance(p, bent.at) < 1e-9)).toBe(true)
    expect(hand.overlay.active).toBe('left.added1')
    expect(hand.overlay.readout?.kind).toBe('outsideEye')
    hand.up()
    expect(hand.steps).toEqual(['Bend hairline'])
    const partner = addedPointOf(hand.design.hairline, 'right.added1')!
    expect(distance(partner.at, mirrored(bent.at, before.marks))).toBeLessThan(1e-6)
    expect(storedText(hand.undo().design)).toBe(storedText(before))
  })

  it('leaves nothing behind when it is cancelled, whether it has moved or not', () => {
    const before = freshDesign()
    const at = temple(before)
    const pressed = new Hand('hairline', before).down(at.x, at.y).cancel()
    expect(pressed.design).toBe(before)
    const hand = new Hand('hairline', before).down(at.x, at.y).move(at.x - 30, at.y)
    expect(hand.tool.busy).toBe(true)
    expect(hand.tool.cancel().design).toBe(before)
    expect(hand.tool.busy).toBe(false)
    expect(hand.steps).toEqual([])
  })

  it('by a finger takes a rest first: 400 ms on the line add a point that then goes along', () => {
    const before = freshDesign()
    const at = temple(before)
    const finger = () => new Hand('hairline', before).holding({ pointer: 'touch' })
    const swipe = finger()
      .down(at.x, at.y)
      .move(at.x - 30, at.y)
      .up()
    expect(swipe.design).toBe(before)
    const tap = finger().click(at.x, at.y)
    expect(tap.design).toBe(before)

    const rest = finger().down(at.x, at.y)
    rest.holding({ pointer: 'touch', held: true }).move(at.x + 2, at.y)
    expect(addedTo(rest.design)).toHaveLength(2)
    rest
      .holding({ pointer: 'touch' })
      .move(at.x - 20, at.y)
      .up()
    expect(rest.steps).toEqual(['Bend hairline'])
    expect(rest.design.hairline.added!.left[0]!.at.x).toBeCloseTo(at.x - 20, 0)

    const still = finger().down(at.x, at.y)
    still.holding({ pointer: 'touch', held: true }).move(at.x, at.y).up()
    expect(still.steps).toEqual(['Add point'])
  })

  it('and then stays under the finger: the rest means nothing once a point is on its way', () => {
    const before = freshDesign()
    const { apex } = before.hairline.left
    const finger = new Hand('hairline', before).holding({ pointer: 'touch' })
    finger.down(apex.x, apex.y).move(apex.x + 40, apex.y + 10)
    const dragged = finger.design.hairline.left.apex
    // Told with the place of the press, however far the finger has come by then.
    finger.holding({ pointer: 'touch', held: true }).move(apex.x, apex.y)
    expect(finger.design.hairline.left.apex).toEqual(dragged)
    finger.holding({ pointer: 'touch' }).up(apex.x + 40, apex.y + 10)
    expect(finger.design.hairline.left.apex).toEqual(dragged)
    expect(finger.steps).toHaveLength(1)
  })
})

describe('an added point', () => {
  const start = freshDesign()
  const at = temple(start)
  const bent = () => new Hand('hairline', start).drag(at, -16, 0)

  it('is dragged, nudged and named like the others', () => {
    const hand = bent()
    const point = addedPointOf(hand.design.hairline, 'left.added1')!
    hand.drag(point.at, -10, 3)
    expect(hand.steps).toEqual(['Bend hairline', 'Move added point'])
    expect(hand.design.hairline.added!.right).toHaveLength(1)
    const nudged = nudgeHandle(hand.design, 'left.added1', 0, -1, true)
    const [left, right] = (['left', 'right'] as const).map((side) => nudged.hairline.added![side][0]!.at)
    expect(left).toEqual({ x: point.at.x - 10, y: point.at.y + 2 })
    expect(distance(mirrored(left!, start.marks), right!)).toBeLessThan(1e-6)
    expect(moveLabel('left.added1')).toBe('Move added point')
    expect(readoutOf(nudged, 'left.added1')?.at).toEqual(left)
  })

  it('moves alone with Shift', () => {
    const hand = bent().holding({ shift: true })
    const before = hand.design.hairline
    hand.drag(before.added!.left[0]!.at, -10, 0)
    expect(hand.design.hairline.added!.right).toEqual(before.added!.right)
    expect(hand.design.hairline.added!.left[0]!.at.x).toBeCloseTo(at.x - 26, 0)
  })

  it('is deleted with its partner, and without it where Mirror is off; a named point stays', () => {
    const { design } = bent()
    expect(storedText(withoutPoint(design, 'left.added1', true)!)).toBe(storedText(start))
    const alone = withoutPoint(design, 'left.added1', false)!
    expect(alone.hairline.added).toEqual({ ...design.hairline.added, left: [] })
    expect(withoutPoint(design, 'left.apex', true)).toBeNull()
  })
})

describe('Alt on a point', () => {
  it('breaks the tangent on both sides and mends it again, each in one step', () => {
    const before = freshDesign()
    const { apex } = before.hairline.left
    const hand = new Hand('hairline', before).holding({ alt: true }).click(apex.x, apex.y)
    expect(isCorner(hand.design.hairline, 'left.apex')).toBe(true)
    expect(isCorner(hand.design.hairline, 'right.apex')).toBe(true)
    hand.click(apex.x, apex.y)
    expect(hand.steps).toEqual(['Make corner', 'Make smooth'])
    expect(storedText(hand.design)).toBe(storedText(before))
  })

  it('drags it on as a corner in the same step', () => {
    const before = freshDesign()
    const { midline } = before.hairline
    const hand = new Hand('hairline', before).holding({ alt: true }).drag(midline, 0, 30)
    expect(hand.steps).toEqual(['Make corner'])
    expect(hand.design.hairline.corners).toEqual(['midline'])
    expect(hand.design.hairline.midline.y).toBeCloseTo(midline.y + 30)
    expect(storedText(hand.undo().design)).toBe(storedText(before))
    const cancelled = new Hand('hairline', before).holding({ alt: true }).down(midline.x, midline.y).cancel()
    expect(cancelled.design).toBe(before)
  })

  it('breaks one side alone with Shift, and does nothing to a mark', () => {
    const before = freshDesign()
    const { apex } = before.hairline.left
    const hand = new Hand('hairline', before).holding({ alt: true, shift: true }).click(apex.x, apex.y)
    expect(hand.design.hairline.corners).toEqual(['left.apex'])
    const { glabella } = before.marks
    expect(new Hand('hairline', before).holding({ alt: true }).click(glabella.x, glabella.y).steps).toEqual([])
  })
})

describe('a dragged point is drawn', () => {
  const before = freshDesign()
  const { toFace, toPhoto } = faceFrame(before.marks)
  const dragged = (from: PointPx, to: PointPx, ctrl = false, design = before) =>
    new Hand('hairline', design).holding({ ctrl, shift: true }).down(from.x, from.y).move(to.x, to.y).up().design
      .hairline

  it('to the midline and to equal thirds, as the midline point, unless Ctrl is held', () => {
    const third = faceHeightPx(before.marks) / 3
    const to = toPhoto({ x: 4, y: third + 4 })
    const snapped = toFace(dragged(before.hairline.midline, to).midline)
    expect(snapped.x).toBeCloseTo(0)
    expect(snapped.y).toBeCloseTo(third)
    expect(distance(dragged(before.hairline.midline, to, true).midline, to)).toBeLessThan(1e-6)
    const far = toPhoto({ x: 4, y: third + 9 })
    expect(toFace(dragged(before.hairline.midline, far).midline).y).toBeCloseTo(third + 9)
  })

  it('to the eye-corner vertical, as an added point', () => {
    const start = hairlineAt(before.hairline, { side: 'left', span: 'apex', place: 0.5 })
    const eye = toFace(before.marks.eyeLeft).x
    const to = toPhoto({ x: eye + 4, y: toFace(start).y + 30 })
    expect(toFace(dragged(start, to).added!.left[0]!.at).x).toBeCloseTo(eye)
    expect(toFace(dragged(start, to, true).added!.left[0]!.at).x).toBeCloseTo(eye + 4)
  })

  it('onto the line as it was, along it; but it may leave it by a little', () => {
    const { temporalMid } = before.hairline.left
    const place = { side: 'left', span: 'temporalMid', place: 0.5 } as const
    const onLine = hairlineAt(before.hairline, place)
    const to = { x: onLine.x - 4, y: onLine.y }
    expect(distance(dragged(temporalMid, to).left.temporalMid, onLine)).toBeLessThan(2.5)
    expect(distance(dragged(temporalMid, to, true).left.temporalMid, to)).toBeLessThan(1e-6)
    const little = { x: temporalMid.x - 4, y: temporalMid.y + 1 }
    expect(dragged(temporalMid, little).left.temporalMid).toEqual(little)
  })

  it('onto the line of existing ink', () => {
    const { temporalMid } = before.hairline.left
    const ink = { ...before.hairline.left, temporalMid: { x: temporalMid.x - 60, y: temporalMid.y } }
    const existing = { ...tracedInk(before), hairline: { ...before.hairline, left: ink } }
    const reversed = startReversal(before, existing)
    const near = { x: temporalMid.x - 56, y: temporalMid.y }
    const drawn = dragged(temporalMid, near, false, reversed).left.temporalMid
    const path = hairlinePath(existing.hairline)
    expect(Math.min(...path.map((p) => distance(p, drawn)))).toBeLessThan(2)
    expect(distance(drawn, near)).toBeGreaterThan(1)
    expect(dragged(temporalMid, near).left.temporalMid).toEqual(near)
  })
})
