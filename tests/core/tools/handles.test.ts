import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isGuessedScale, mmPerPxOf, proposeScale } from '../../../src/core/design/scale/calibration.ts'
import { withPhotoView, withScale } from '../../../src/core/design/edits.ts'
import { figuresOf, handlePoints, mirrored } from '../../../src/core/design/lines/hairline.ts'
import { faceFrame } from '../../../src/core/design/head/headOutline.ts'
import { markHandles } from '../../../src/core/design/scale/marks.ts'
import { rimHandles } from '../../../src/core/design/head/skullRim.ts'
import { distance } from '../../../src/core/geometry/points.ts'
import { hitHandle, nudgeHandle, placeOf } from '../../../src/core/tools/handles.ts'
import { freshDesign, Hand } from './hand.ts'

describe('dragging the hairline', () => {
  it('moves a point and its partner, live, in one step', () => {
    const hand = new Hand('hairline')
    const { marks, hairline } = hand.design
    const apex = hairline.left.apex
    hand.down(apex.x, apex.y).move(apex.x + 20, apex.y - 15)
    expect(hand.design.hairline.left.apex.y).toBeCloseTo(apex.y - 15)
    hand.up()
    const moved = hand.design.hairline
    expect(distance(moved.right.apex, mirrored(moved.left.apex, marks))).toBeLessThan(1e-6)
    expect(hand.steps).toEqual(['Move frontotemporal apex'])
  })

  it('takes the points beside the midline along, and alone with Shift', () => {
    const before = freshDesign()
    const { toFace } = faceFrame(before.marks)
    const from = before.hairline.midline
    const rise = (design: typeof before, side: 'right' | 'left') =>
      toFace(design.hairline[side].midFrontal).y - toFace(before.hairline[side].midFrontal).y
    const together = new Hand('hairline', before).drag(from, 0, -30).design
    for (const side of ['right', 'left'] as const) {
      expect(rise(together, side)).toBeGreaterThan(15)
      expect(rise(together, side)).toBeLessThan(30)
    }
    const alone = new Hand('hairline', before).holding({ shift: true }).drag(from, 0, -30).design
    expect(rise(alone, 'left')).toBe(0)
  })

  it('stays symmetrical when one side of the outline is moved', () => {
    const before = freshDesign()
    const side = markHandles(before.marks).find((m) => m.handle === 'outlineRight')!.at
    const { hairline, marks } = new Hand('marks', before).drag(side, 40, 0).design
    expect(marks).not.toEqual(before.marks)
    expect(distance(hairline.right.apex, mirrored(hairline.left.apex, marks))).toBeLessThan(1e-6)
    expect(distance(hairline.right.templePoint, mirrored(hairline.left.templePoint, marks))).toBeLessThan(1e-6)
  })

  it('moves one side alone with Shift, or with Mirror off', () => {
    const before = freshDesign()
    const from = before.hairline.left.templePoint
    for (const hand of [
      new Hand('hairline', before).holding({ shift: true }),
      new Hand('hairline', before, { mirror: false }),
    ]) {
      hand.drag(from, 12, 9)
      expect(hand.design.hairline.right).toEqual(before.hairline.right)
      expect(hand.design.hairline.left.templePoint).toEqual({ x: from.x + 12, y: from.y + 9 })
    }
  })

  it('does not jump when it is gripped beside its middle', () => {
    const hand = new Hand('hairline')
    const from = hand.design.hairline.left.sideburn
    hand.drag({ x: from.x + 8, y: from.y }, 0, 30)
    expect(hand.design.hairline.left.sideburn).toEqual({ x: from.x, y: from.y + 30 })
  })

  it('reads out recession and angle beside the apex', () => {
    const hand = new Hand('hairline')
    const apex = hand.design.hairline.right.apex
    hand.down(apex.x, apex.y).move(apex.x, apex.y - 10)
    const figures = figuresOf(hand.design.hairline, hand.design.marks, hand.context.mmPerPx)
    expect(hand.overlay.active).toBe('right.apex')
    expect(hand.overlay.readout?.mm).toBeCloseTo(figures.recessionMm.right)
    expect(hand.overlay.readout?.angleDeg).toBeCloseTo(figures.angleDeg.right)
  })

  it('is drawn to the eye-corner vertical, unless Ctrl is held', () => {
    const before = freshDesign()
    const { toFace, toPhoto } = faceFrame(before.marks)
    const line = toFace(before.marks.eyeLeft).x
    const start = before.hairline.left.apex
    const wanted = toPhoto({ x: line + 4, y: toFace(start).y + 20 })
    const free = new Hand('hairline', before).holding({ ctrl: true })
    free.down(start.x, start.y).move(wanted.x, wanted.y).up()
    expect(free.design.hairline.left.apex.x).toBeCloseTo(wanted.x)
    const snapped = new Hand('hairline', before).down(start.x, start.y).move(wanted.x, wanted.y).up()
    expect(toFace(snapped.design.hairline.left.apex).x).toBeCloseTo(line)
  })

  it('leaves no step when the point comes back, or never moved', () => {
    const hand = new Hand('hairline')
    const { x, y } = hand.design.hairline.left.apex
    hand
      .down(x, y)
      .move(x + 40, y + 40)
      .move(x, y)
      .up()
    hand.click(x, y)
    expect(hand.steps).toEqual([])
  })

  it('puts the former design back on Escape', () => {
    const before = freshDesign()
    const { x, y } = before.hairline.midline
    const hand = new Hand('hairline', before)
      .down(x, y)
      .move(x, y - 80)
      .cancel()
    expect(hand.design).toBe(before)
  })

  it('moves no mark and nothing of the head in passing', () => {
    const before = freshDesign()
    for (const { at } of [...markHandles(before.marks), ...rimHandles(before)]) {
      const { design } = new Hand('hairline', before).drag(at, 5, 12)
      expect(design.marks).toEqual(before.marks)
    }
  })
})

describe('Select', () => {
  it('takes marks of the face where no point of the line is near', () => {
    const hand = new Hand('select')
    const { glabella } = hand.design.marks
    hand.drag(glabella, 5, 12)
    expect(hand.design.marks.glabella).toEqual({ x: glabella.x + 5, y: glabella.y + 12 })
    expect(hand.steps).toEqual(['Move glabella'])
  })

  it('moves the outline of the head in step Photo alone', () => {
    const before = freshDesign()
    const points = [...markHandles(before.marks).filter((m) => m.handle.startsWith('outline')), ...rimHandles(before)]
    for (const { at } of points) {
      expect(new Hand('select', before).drag(at, 5, 12).design.marks.outline).toEqual(before.marks.outline)
      expect(new Hand('marks', before).drag(at, 5, 12).steps).toEqual(['Move head outline'])
    }
  })
})

describe('marks', () => {
  it('count as checked once those of the face were all put somewhere, not before', () => {
    const hand = new Hand('marks')
    const isChecked = () => hand.design.marks.checked
    hand.drag(markHandles(hand.design.marks).find((m) => m.handle === 'outlineBottom')!.at, 0, 20)
    expect(isChecked()).toBe(false)
    hand.drag(hand.design.marks.glabella, 5, 12)
    hand.drag(hand.design.marks.eyeRight, -8, 4)
    expect(isChecked()).toBe(false)
    hand.drag(hand.design.marks.eyeLeft, 9, 3)
    expect(isChecked()).toBe(true)
  })

  it('of a view from above count as checked once the outline was laid too: the glabella says nothing of it', () => {
    const hand = new Hand('marks', withPhotoView(freshDesign(), 'vertex'))
    hand.drag(hand.design.marks.glabella, 5, 12)
    expect(hand.design.marks.checked).toBe(false)
    hand.drag(markHandles(hand.design.marks).find((m) => m.handle === 'outlineTop')!.at, 0, -20)
    expect(hand.design.marks.checked).toBe(true)
  })

  it('make no measured scale of a guessed one while an eye of it is where nobody put it', () => {
    const hand = new Hand('marks')
    const used = { ...hand.design, scale: { ...hand.design.scale, status: 'used' as const } }
    for (const before of [hand.design, used]) {
      expect(isGuessedScale(before)).toBe(true)
      for (const place of [before.marks.glabella, before.marks.eyeRight])
        expect(isGuessedScale(new Hand('marks', before).drag(place, 12, 9).design)).toBe(true)
    }
    hand.drag(hand.design.marks.glabella, 5, 12)
    hand.drag(hand.design.marks.eyeRight, -8, 4)
    hand.drag(hand.design.marks.eyeLeft, 9, 3)
    expect(isGuessedScale(hand.design)).toBe(false)
    const { marks, scale } = hand.design
    expect(scale.a).toEqual(proposeScale(marks).a)
  })

  it('lead a line that nobody has shaped, and leave alone one that somebody has', () => {
    const untouched = new Hand('marks')
    const height = (hand: Hand) => figuresOf(hand.design.hairline, hand.design.marks, hand.context.mmPerPx).heightMm
    untouched.drag(untouched.design.marks.glabella, 0, 40)
    expect(height(untouched)).toBeCloseTo(75)
    const shaped = new Hand('hairline')
    shaped.drag(shaped.design.hairline.midline, 0, -30)
    const line = shaped.design.hairline
    const led = new Hand('marks', shaped.design).drag(shaped.design.marks.glabella, 0, 40)
    expect(led.steps).toEqual(['Move glabella'])
    expect(led.design.hairline).toBe(line)
  })

  it('reach further under a finger than under a mouse, on screen and not on the photo', () => {
    const points = markHandles(freshDesign().marks)
    const at = { x: points[0]!.at.x + 60, y: points[0]!.at.y }
    expect(hitHandle(points, at, 'touch', 3)?.handle).toBe('glabella')
    expect(hitHandle(points, at, 'mouse', 3)).toBeNull()
    expect(hitHandle(points, at, 'mouse', 6)?.handle).toBe('glabella')
  })
})

describe('the scale', () => {
  it('is dragged by its ends, and Shift takes the eye corner', () => {
    const hand = new Hand('scale').holding({ shift: true })
    const { scale, marks } = hand.design
    hand.drag(scale.a, marks.eyeRight.x - scale.a.x + 9, marks.eyeRight.y - scale.a.y + 9)
    expect(hand.design.scale.a).toEqual(marks.eyeRight)
    expect(hand.steps).toEqual(['Move scale point'])
    expect(mmPerPxOf(hand.design.scale).value).toBeLessThan(mmPerPxOf(scale).value)
  })

  it('takes with Shift the points of what counts beside it, and the glabella', () => {
    const fresh = freshDesign()
    const at = { x: 310, y: 1210 }
    const card = { a: at, b: { x: 810, y: 1210 }, knownMm: 85.6, source: 'card' as const }
    const before = withScale(fresh, { ...fresh.scale, also: [card] })
    for (const landmark of [at, fresh.marks.glabella]) {
      const hand = new Hand('scale', before).holding({ shift: true })
      const { a } = before.scale
      hand.drag(a, landmark.x - a.x + 20, landmark.y - a.y - 15)
      expect(hand.design.scale.a).toEqual(landmark)
    }
  })

  it('is laid anew over two points, by a drag beside its ends or by a click at each, as one step', () => {
    const [a, b] = [
      { x: 300, y: 300 },
      { x: 700, y: 340 },
    ]
    const dragged = new Hand('scale').drag(a, b.x - a.x, b.y - a.y)
    const clicked = new Hand('scale').click(a.x, a.y).move(500, 310)
    // A click alone changes nothing: whatever is pressed in the panel finds the length as it was.
    expect(clicked.design).toEqual(freshDesign())
    expect(clicked.overlay.laying).toEqual([a, { x: 500, y: 310 }])
    expect(clicked.steps).toEqual([])
    clicked.click(b.x, b.y)
    for (const hand of [dragged, clicked]) {
      expect(hand.design.scale).toMatchObject({ a, b })
      expect(hand.steps).toEqual(['Lay scale'])
      expect(hand.tool.busy).toBe(false)
      expect(hand.undo().design).toEqual(freshDesign())
    }
  })

  it('is taken by an end between the clicks too', () => {
    const { b } = freshDesign().scale
    const hand = new Hand('scale').click(300, 300).drag(b, 20, 10)
    expect(hand.design.scale).toMatchObject({ a: freshDesign().scale.a, b: { x: b.x + 20, y: b.y + 10 } })
    expect(hand.steps).toEqual(['Move scale point'])
  })

  it('waits for its second end while two fingers zoom, even where the first of them took an end of the length as it is', () => {
    const { b } = freshDesign().scale
    const hand = new Hand('scale').click(300, 300).down(500, 900).move(520, 900).takeBack()
    expect(hand.overlay.laying?.[0]).toEqual({ x: 300, y: 300 })
    hand
      .down(b.x, b.y)
      .move(b.x + 30, b.y)
      .takeBack()
    expect(hand.overlay.laying?.[0]).toEqual({ x: 300, y: 300 })
    expect(hand.design).toEqual(freshDesign())
    expect(hand.click(700, 340).steps).toEqual(['Lay scale'])
    expect(hand.design.scale).toMatchObject({ a: { x: 300, y: 300 }, b: { x: 700, y: 340 } })
  })

  it('is as it was where laying it is given up, or both points are one', () => {
    const { scale } = freshDesign()
    const given = new Hand('scale').click(300, 300).move(600, 500).cancel()
    const nowhere = new Hand('scale').click(300, 300).click(302, 301)
    for (const hand of [given, nowhere]) {
      expect(hand.design.scale).toEqual(scale)
      expect(hand.steps).toEqual([])
      expect(hand.tool.busy).toBe(false)
    }
  })

  it('keeps its ends apart', () => {
    const hand = new Hand('scale')
    const { a, b } = hand.design.scale
    hand.drag(a, b.x - a.x, b.y - a.y)
    expect(distance(hand.design.scale.a, hand.design.scale.b)).toBeGreaterThan(5)
  })
})

describe('a handle in the keyboard', () => {
  it('moves by as many pixels as were asked, with its partner', () => {
    const design = freshDesign()
    const nudged = nudgeHandle(design, 'right.templePoint', -10, 1, true)
    expect(nudged.hairline.right.templePoint.x).toBe(design.hairline.right.templePoint.x - 10)
    expect(nudged.hairline.left.templePoint.x).toBeCloseTo(design.hairline.left.templePoint.x + 10)
  })

  it('goes and comes back, whichever it is', () => {
    const design = freshDesign()
    const names = [...handlePoints(design.hairline), ...markHandles(design.marks)].map((p) => p.handle)
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.integer({ min: -9, max: 9 }), (handle, d) => {
        const back = nudgeHandle(nudgeHandle(design, handle, 0, d, true), handle, 0, -d, true)
        expect(distance(placeOf(back, handle), placeOf(design, handle))).toBeLessThan(3)
      }),
    )
  })
})

describe('tools without handles', () => {
  it('change nothing', () => {
    for (const name of ['hand', 'dots'] as const) {
      const before = freshDesign()
      const hand = new Hand(name, before).drag(before.marks.glabella, 30, 30)
      expect(hand.design).toBe(before)
      expect(hand.steps).toEqual([])
    }
  })
})

describe('a caliper’s points', () => {
  it('are a guess until a hand has put them, and take the marks of the eyes along', () => {
    const fresh = freshDesign()
    const { eyeRight, eyeLeft } = fresh.marks
    const before = withScale(fresh, { a: eyeRight, b: eyeLeft, knownMm: 88, source: 'caliper', status: 'proposed' })
    expect(isGuessedScale(before)).toBe(true)
    const put = new Hand('scale', before).drag(eyeRight, 40, 150).drag(eyeLeft, -30, 160).design
    expect(isGuessedScale(put)).toBe(false)
    expect(distance(put.marks.eyeRight, put.scale.a)).toBeLessThan(1e-6)
    expect(distance(put.marks.eyeLeft, put.scale.b)).toBeLessThan(1e-6)
    expect(put.marks.glabella.y).toBeGreaterThan(before.marks.glabella.y + 100)
  })
})

describe('putting the scale on the pupils', () => {
  it('turns, sizes and moves marks that nobody has looked at, and leaves the points where they were put', () => {
    const before = freshDesign()
    const { a, b } = before.scale
    const put = new Hand('scale', before).drag(a, 60, 100).drag(b, -20, 140).design
    expect(distance(put.scale.a, { x: a.x + 60, y: a.y + 100 })).toBeLessThan(1e-6)
    expect(distance(put.scale.b, { x: b.x - 20, y: b.y + 140 })).toBeLessThan(1e-6)
    const pupilsOf = (d: typeof before) => distance(d.scale.a, d.scale.b) / distance(d.marks.eyeRight, d.marks.eyeLeft)
    expect(pupilsOf(put)).toBeCloseTo(pupilsOf(before))
    expect(put.marks.midlineTilt).toBeCloseTo(Math.atan2(40, distance(a, b) - 80), 2)
    expect(put.marks.checked).toBe(false)
  })

  it('keeps an outline that was found on the edge of the head', () => {
    const design = freshDesign()
    const outline = { ...design.marks.outline, radii: Array.from({ length: 72 }, () => 1.05) }
    const snapped = { ...design, marks: { ...design.marks, outline } }
    const put = new Hand('scale', snapped).drag(design.scale.a, -30, 10).design
    expect(put.marks.outline).toBe(outline)
    expect(put.marks.eyeRight).not.toEqual(design.marks.eyeRight)
  })

  it('leaves marks alone that were checked', () => {
    const design = freshDesign()
    const checked = { ...design, marks: { ...design.marks, checked: true } }
    expect(new Hand('scale', checked).drag(design.scale.a, 60, 100).design.marks).toBe(checked.marks)
  })
})

describe('another scale', () => {
  it('leaves as many matched hairs in the patches as there were', () => {
    const design = freshDesign()
    const { a, b } = design.scale
    const match = {
      hair: a,
      bare: b,
      strength: 2,
      tint: [1, 1, 1] as const,
      densityPerCm2: 120,
      fromCm2: 2.4,
    }
    const matched = { ...design, fill: { ...design.fill, match } }
    const { knownMm } = design.scale
    const after = withScale(matched, { ...design.scale, knownMm: knownMm * 1.2 }).fill.match!
    expect(after.fromCm2).toBeCloseTo(2.4 * 1.44)
    expect(after.densityPerCm2 * after.fromCm2).toBeCloseTo(120 * 2.4)
  })
})
